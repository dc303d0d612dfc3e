"""What users say in dialogues that nothing was trained on, with what was said before."""

from collections.abc import Sequence
from dataclasses import dataclass

from empathy.data.module import EmpathyData
from empathy.data.sources import Split
from empathy.dialogue import Turn

CORPORA = ("empatheticdialogues", "esconv")
"""Corpora in which people talk to each other."""


@dataclass(frozen=True)
class Moment:
    """A user's turn.

    Attributes:
        corpus: Where it is from.
        before: The turns before it, roles and texts alone.
        text: What the user says.
    """

    corpus: str
    before: tuple[Turn, ...]
    text: str

    @property
    def said(self) -> list[str]:
        """The user's earlier messages, oldest first."""
        return [turn.text for turn in self.before if turn.role == "user"]


def moments(data: EmpathyData, splits: Sequence[Split]) -> list[Moment]:
    """User turns of these splits: the first of every dialogue, then the second of every dialogue, and so on."""
    rounds: list[tuple[int, Moment]] = []
    for name, corpus in data.read().items():
        if name not in CORPORA:
            continue
        for dialogue in (dialogue for split in splits for dialogue in corpus.dialogues[split]):
            turns = [Turn(turn.role, turn.text) for turn in dialogue.turns if turn.role != "system"]
            places = [place for place, turn in enumerate(turns) if turn.role == "user"]
            rounds += [
                (round_, Moment(name, tuple(turns[:place]), turns[place].text)) for round_, place in enumerate(places)
            ]
    return [moment for _, moment in sorted(rounds, key=lambda pair: pair[0])]
