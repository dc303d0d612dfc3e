"""Preference files -> pairs: JSON lines with ``prompt``, ``chosen`` and ``rejected`` as messages, as TRL reads them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from empathy.data.corpora import BadRow, clean
from empathy.data.quarantine import Quarantine
from empathy.data.rows import Row, json_rows
from empathy.data.sources import EMBEDDED, SPLITS, Split
from empathy.dialogue import Preference, Role, Turn
from empathy.errors import InputError

SHIPPED = EMBEDDED / "preferences"


@dataclass
class Pairs:
    """The pairs of all splits, each with the row it came from, and what was dropped and why."""

    files: tuple[Path, ...]
    splits: dict[Split, list[tuple[Row, Preference]]]
    dropped: Counter[str] = field(default_factory=Counter)


def read_pairs(folder: Path, quarantine: Quarantine) -> Pairs:
    """Read ``train.jsonl``, ``valid.jsonl`` and ``test.jsonl``; the safe reply comes out preferred.

    Pairs whose replies both break a rule teach nothing safe and are dropped, as are training pairs whose prompt a
    held-out split has.

    Args:
        folder: Holds the three files.
        quarantine: Takes the bad rows.

    Raises:
        InputError: If a file is missing or no row of it is good.
    """
    paths = {split: folder / f"{split}.jsonl" for split in SPLITS}
    pairs = Pairs(tuple(paths.values()), {})
    for split, path in paths.items():
        good = _good(json_rows(path, quarantine), quarantine)
        ordered = [(row, pair.safe_first()) for row, pair in good]
        pairs.splits[split] = [(row, pair) for row, pair in ordered if pair is not None]
        swapped = sum(pair is not None and pair is not read for (_, pair), (_, read) in zip(ordered, good, strict=True))
        _count(pairs.dropped, f"{split}: both replies break a rule", len(good) - len(pairs.splits[split]))
        _count(pairs.dropped, f"{split}: swapped, the rejected reply is the safe one", swapped)
        if not pairs.splits[split]:
            first = next((bad for bad in quarantine.rejects if bad.file == str(path)), None)
            raise InputError(
                f"{path}:{first.line}" if first else path,
                "no pair is left" + (f": {first.reason}" if first else ""),
                "Write rows of the keys prompt, chosen and rejected, each a list of messages",
            )
    held = {pair.text for split in ("valid", "test") for _, pair in pairs.splits[split]}
    kept = [(row, pair) for row, pair in pairs.splits["train"] if pair.text not in held]
    _count(pairs.dropped, "train: prompt recurs in a held-out split", len(pairs.splits["train"]) - len(kept))
    pairs.splits["train"] = kept
    return pairs


def _count(counter: Counter[str], reason: str, number: int) -> None:
    if number:
        counter[reason] += number


def _good(rows: Iterable[Row], quarantine: Quarantine) -> list[tuple[Row, Preference]]:
    good: dict[str, tuple[Row, Preference]] = {}
    for row in rows:
        try:
            pair = preference(row)
            if pair.id in good:
                raise BadRow(f"duplicate id: {pair.id!r}")
            good[pair.id] = (row, pair)
        except BadRow as reason:
            quarantine.reject(row.file, row.line, str(reason))
    return list(good.values())


def preference(row: Row) -> Preference:
    """Read one row.

    Raises:
        BadRow: Saying what is wrong with it.
    """
    prompt = prompt_turns(row)
    chosen, rejected = (_reply(row, key) for key in ("chosen", "rejected"))
    if " ".join(chosen.split()) == " ".join(rejected.split()):
        raise BadRow("identical replies: chosen and rejected say the same")
    flags = tuple(row.fields.get(f"violation_{key}", False) for key in ("chosen", "rejected"))
    if wrong := [flag for flag in flags if not isinstance(flag, bool)]:
        raise BadRow(f"violation is not true or false: {wrong[0]!r}")
    return Preference(
        id=str(row.fields.get("id", row.line)),
        category=str(row.fields.get("category", "")),
        prompt=prompt,
        chosen=chosen,
        rejected=rejected,
        violations=(flags[0], flags[1]),
    )


def prompt_turns(row: Row) -> tuple[Turn, ...]:
    """Read the messages of ``prompt``: an optional system turn, and turns of which the last is the user's.

    Raises:
        BadRow: Saying what is wrong with them.
    """
    turns = tuple(_turn(message, get_args(Role)) for message in _messages(row, "prompt"))
    if turns[-1].role != "user":
        raise BadRow(f"the prompt does not end with the user: {turns[-1].role!r}")
    if any(turn.role == "system" for turn in turns[1:]):
        raise BadRow("a system turn after the first: the prompt has one")
    return turns


def _messages(row: Row, key: str) -> Sequence[Any]:
    messages = row.fields.get(key)
    if not isinstance(messages, list) or not messages:
        raise BadRow(f"no {key}: the key is missing or holds no messages")
    return messages


def _reply(row: Row, key: str) -> str:
    messages = _messages(row, key)
    if len(messages) > 1:
        raise BadRow(f"more than one reply: {len(messages)} messages in {key}")
    if isinstance(messages[0], dict) and not str(messages[0].get("content") or "").strip():
        raise BadRow(f"empty reply: {key}")
    return _turn(messages[0], ("assistant",)).text


def _turn(message: Any, roles: Sequence[Role]) -> Turn:
    if not isinstance(message, dict):
        raise BadRow(f"not a message: {type(message).__name__}")
    role = next((role for role in roles if role == message.get("role")), None)
    if role is None:
        raise BadRow(f"foreign role: {message.get('role')!r}")
    return Turn(role, clean(message.get("content")))
