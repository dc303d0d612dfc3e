"""What candidates answer: messages from a file, or the openings of the corpora's dialogues; near-duplicates dropped."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from empathy.data.corpora import BadRow, clean
from empathy.data.module import EmpathyData
from empathy.data.preferences import prompt_turns
from empathy.data.quarantine import Quarantine
from empathy.data.rows import Row, text_lines
from empathy.dialogue import Turn

ALIKE = 0.7
"""Share of word trigrams in common from which two texts count as one (Jaccard; Broder 1997)."""


@dataclass(frozen=True)
class Prompt:
    """Turns that ask for a reply.

    Attributes:
        turns: The last is the user's.
        source: Where it comes from: ``file:line``, or corpus and dialogue.
    """

    turns: tuple[Turn, ...]
    source: str

    @property
    def id(self) -> str:
        """Hash of the turns: the same prompt has the same id in every run."""
        said = json.dumps([(turn.role, turn.text) for turn in self.turns])
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def text(self) -> str:
        """The user's last turn."""
        return self.turns[-1].text

    @property
    def said(self) -> list[str]:
        """The user's earlier turns."""
        return [turn.text for turn in self.turns[:-1] if turn.role == "user"]


def read_prompts(file: Path, quarantine: Quarantine) -> list[Prompt]:
    """Read JSON lines whose ``prompt`` is a text or messages (as TRL's prompt-only files), or a text file, one a line.

    Args:
        file: ``.jsonl``, or anything else for plain text.
        quarantine: Takes the bad lines.

    Raises:
        InputError: If the file is missing or empty.
    """
    prompts = []
    for number, text in text_lines(file, quarantine):
        try:
            turns = _of_json(text, file, number) if file.suffix == ".jsonl" else (Turn("user", clean(text)),)
            prompts.append(Prompt(turns, f"{file.name}:{number}"))
        except BadRow as reason:
            quarantine.reject(str(file), number, str(reason))
    return prompts


def _of_json(text: str, file: Path, number: int) -> tuple[Turn, ...]:
    try:
        fields: Any = json.loads(text)
    except ValueError:
        raise BadRow("not JSON: the line is no JSON object") from None
    if not isinstance(fields, dict):
        raise BadRow(f"not a JSON object: {type(fields).__name__}")
    if isinstance(prompt := fields.get("prompt"), str):
        return (Turn("user", clean(prompt)),)
    return prompt_turns(Row(str(file), number, fields))


def openings(data: EmpathyData) -> Iterator[Prompt]:
    """What users say before the first reply in the corpora's training dialogues."""
    for name, prepared in data.read().items():
        for dialogue in prepared.dialogues["train"]:
            replies = [place for place, turn in enumerate(dialogue.turns) if turn.role == "assistant"]
            said = dialogue.turns[: replies[0]] if replies else ()
            if said:
                yield Prompt(tuple(Turn(turn.role, turn.text) for turn in said), f"{name} {dialogue.id}")


def trigrams(text: str) -> frozenset[tuple[str, ...]]:
    """Word trigrams of a text; all words of a shorter one."""
    words = tuple("".join(letter for letter in word if letter.isalnum()) for word in text.lower().split())
    words = tuple(word for word in words if word)
    return frozenset(words[start : start + 3] for start in range(max(1, len(words) - 2)))


def alike(one: str, other: str) -> bool:
    """Whether two texts are near-duplicates."""
    return overlap(trigrams(one), trigrams(other))


def overlap(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    """Whether two texts' trigrams make them near-duplicates."""
    return len(one & other) >= ALIKE * len(one | other)


def distinct(prompts: Sequence[Prompt]) -> list[Prompt]:
    """Keep the first of each group of near-duplicates."""
    kept: list[Prompt] = []
    known: list[frozenset[tuple[str, ...]]] = []
    holders: dict[tuple[str, ...], list[int]] = {}
    for prompt in prompts:
        own = trigrams(prompt.text)
        rivals = {place for trigram in own for place in holders.get(trigram, ())}
        if any(overlap(own, known[place]) for place in rivals):
            continue
        for trigram in own:
            holders.setdefault(trigram, []).append(len(kept))
        kept.append(prompt)
        known.append(own)
    return kept
