"""What users say in dialogues that nothing was trained on, with what was said before."""

import hashlib
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
        gold: What the corpus answers; empty at a dialogue's end.
    """

    corpus: str
    before: tuple[Turn, ...]
    text: str
    gold: str = ""

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
                (round_, Moment(name, tuple(turns[:place]), turns[place].text, _reply(turns, place)))
                for round_, place in enumerate(places)
            ]
    return [moment for _, moment in sorted(rounds, key=lambda pair: pair[0])]


def _reply(turns: Sequence[Turn], place: int) -> str:
    after = turns[place + 1 : place + 2]
    return after[0].text if after and after[0].role == "assistant" else ""


def fingerprint(held_out: Sequence[Moment]) -> str:
    """Hash of what is asked, hexadecimal: rows about other messages are other rows."""
    return hashlib.sha256(repr([(one.before, one.text) for one in held_out]).encode()).hexdigest()[:16]
