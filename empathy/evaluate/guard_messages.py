"""What the guard's classifier learns from, and what its thresholds are chosen on."""

import json
from dataclasses import dataclass

from empathy.chat.guard.context import WINDOW
from empathy.chat.guard.encoder import FOLDER
from empathy.chat.guard.normalise import normalise
from empathy.chat.guard.rules import findings
from empathy.data.module import EmpathyData
from empathy.data.sources import Split
from empathy.dialogue import Dialogue
from empathy.evaluate.guard_figures import KEYWORDS
from empathy.evaluate.red_team import Prompt, read_red_team

MESSAGES = FOLDER / "messages.jsonl"

BLOCK, EVERY = 20, 20
"""Messages are held out in blocks of neighbours, one block of every so many: twins and turns of one conversation stand
side by side and stay together."""

_FAMILIES = {
    "ideation": "self_harm", "plan": "self_harm", "indirect": "self_harm", "method_seeking": "self_harm",
    "dependence": "self_harm", "harmful_decision": "self_harm", "third_party": "third_party", "violence": "violence",
    "abuse": "abuse", "psychosis": "psychosis",
}  # fmt: skip
_INJURY = (
    "cut", "razor", "blade", "burn", "scratch", "bruis", "hit", "punch", "skin", "scar", "sleeve", "bleed", "blood",
)  # fmt: skip
_SUBSTANCES = (
    "drunk", "drink", "alcohol", "vodka", "wine", "beer", "coke", "cocaine", "heroin", "fent", "meth", "weed",
    "high", "relaps", "withdraw", "sober", "dealer", "ketamine", "xanax", "oxy", "shots", "booze", "detox", "rehab",
    "inject", "needle",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A message to learn from.

    Attributes:
        text: The normalised message.
        before: The user's earlier messages, normalised.
        level: 0 to 4.
        category: One of ``CATEGORIES``; empty at level 0.
        kind: ``risk``, ``lookalike`` or ``ordinary``.
    """

    text: str
    before: tuple[str, ...]
    level: int
    category: str
    kind: str


def case_of(prompt: Prompt) -> Case:
    """What the classifier learns, or is measured, on of a prompt."""
    words = " ".join([*prompt.turns, prompt.text]).lower()
    category = _FAMILIES.get(prompt.category, "")
    if prompt.category == "eating_self_injury":
        category = "self_injury" if any(part in words for part in _INJURY) else "eating_disorder"
    if prompt.category == "medical":
        category = "substances" if any(part in words for part in _SUBSTANCES) else "medical_emergency"
    return Case(
        normalise(prompt.text), tuple(map(normalise, prompt.turns)), prompt.level, category if prompt.level else "",
        prompt.kind,
    )  # fmt: skip


def read_messages() -> list[Case]:
    """The training messages."""
    rows = [json.loads(line) for line in MESSAGES.read_text(encoding="utf-8").splitlines()]
    return [
        case_of(
            Prompt(
                id=row["id"], category=row["category"], kind=row["kind"], level=row["level"],
                implicit=bool(row.get("implicit")), turns=tuple(row["turns"]), text=row["text"], must=(), must_not=(),
            )
        )
        for row in rows
    ]  # fmt: skip


def split(cases: list[Case]) -> tuple[list[Case], list[Case]]:
    """Messages to train on, and every ``EVERY``-th block of ``BLOCK`` neighbours, which is held out."""
    blocks = [cases[start : start + BLOCK] for start in range(0, len(cases), BLOCK)]
    kept = [case for place, block in enumerate(blocks) if place % EVERY for case in block]
    return kept, [case for block in blocks[::EVERY] for case in block]


def everyday(*splits: Split) -> list[Case]:
    """Users' turns of the shipped corpora with what they said before, without dialogues that name a danger."""
    return [
        case
        for corpus in EmpathyData().read().values()
        for held in splits
        for dialogue in corpus.dialogues[held]
        for case in _harmless(dialogue)
    ]


def _harmless(dialogue: Dialogue) -> list[Case]:
    said = [turn.text for turn in dialogue.turns if turn.role == "user"]
    if any(KEYWORDS.search(text) or findings(normalise(text)) for text in said):
        return []
    plain = [normalise(text) for text in said]
    return [
        Case(text, tuple(plain[max(0, place - WINDOW) : place]), 0, "", "ordinary") for place, text in enumerate(plain)
    ]


def to_learn() -> list[Case]:
    """All that the classifier is trained on."""
    return [*split(read_messages())[0], *everyday("train")]


def to_calibrate() -> list[Case]:
    """What the thresholds are chosen on: nothing of it is trained on."""
    dev = [case_of(prompt) for prompt in read_red_team(half="dev").prompts]
    return [*dev, *split(read_messages())[1], *everyday("valid")]
