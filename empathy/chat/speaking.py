"""What the controller asks of a model, on this machine or behind an API."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from empathy.dialogue import Turn
from empathy.labels import GOEMOTIONS


@dataclass(frozen=True)
class Reading:
    """What the heads say where the person's last turn ends and the reply would begin.

    Attributes:
        emotions: Probability of each emotion, likeliest first.
        strategies: Probability of each strategy, likeliest first.
        valence: On ``labels.AFFECT_SCALE``.
        arousal: On ``labels.AFFECT_SCALE``.
    """

    emotions: dict[str, float]
    strategies: dict[str, float]
    valence: float
    arousal: float

    def feelings(self) -> list[str]:
        """Emotions, likeliest first; neutral is none."""
        return [name for name in self.emotions if name in GOEMOTIONS]


@dataclass(frozen=True)
class Asked:
    """A reply that is asked for.

    Attributes:
        context: What it answers, as ``Speaks.recall`` gives it.
        style: How it is to sound (``Style.text``); empty for none.
        reflection: The hidden line before it; empty for none.
        seed: Of its draws.
    """

    context: Sequence[Turn]
    style: str
    reflection: str
    seed: int


@dataclass(frozen=True)
class Decoding:
    """How replies are drawn.

    Attributes:
        max_new_tokens: Of each at most.
        temperature: Of the draws.
        min_p: See ``sampling.Draft``.
        penalty: Nats on phrases of advice, below 0; 0 for none.
        as_is: Keep line breaks, and replies that were cut off.
    """

    max_new_tokens: int
    temperature: float
    min_p: float | None = None
    penalty: float = 0.0
    as_is: bool = False


CONTEXT = 4096
"""Tokens of a conversation that a reply is given at most; of a longer one its beginning is left out."""


def with_system(turns: Sequence[Turn], system: str) -> list[Turn]:
    """The turns behind a system turn, unless they bring one or its text is empty."""
    has_own = bool(turns) and turns[0].role == "system"
    return [*([Turn("system", system)] if system and not has_own else []), *turns]


def newest(context: Sequence[Turn], count: Callable[[str], int], most: int = CONTEXT) -> list[Turn]:
    """The system turn and as many of the newest turns as fit, from one of the person's on; always the last of all.

    Args:
        context: A conversation, perhaps with a system turn before it.
        count: Tokens of a text.
        most: Tokens in all; what stands around a text is not counted.
    """
    system, said = [turn for turn in context if turn.role == "system"], [t for t in context if t.role != "system"]
    room = most - sum(count(turn.text) for turn in system)
    start = len(said)
    while start > 0 and (start == len(said) or room >= count(said[start - 1].text)):
        start -= 1
        room -= count(said[start].text)
    while start < len(said) - 1 and said[start].role != "user":
        start += 1
    return [*system, *said[start:]]


class Speaks(Protocol):
    """A model that reads and writes."""

    system: str
    """Its system turn."""

    @property
    def identity(self) -> str:
        """Of all that its answers depend on."""

    def count(self, text: str) -> int:
        """Tokens of a text, or about as many."""

    def recall(self, turns: Sequence[Turn]) -> tuple[list[Turn], str]:
        """What it is given of a conversation, with the system turn before it; and the summary in that, if any."""

    def read(self, context: Sequence[Turn]) -> Reading | None:
        """Let the heads read the person's last turn; None where there are none."""

    def reflect(self, begun: Sequence[tuple[Sequence[Turn], str]]) -> list[str]:
        """Hidden lines about contexts, each with its beginning; one that gets too long is its beginning alone."""

    def reply(self, asked: Sequence[Asked], decoding: Decoding) -> list[str]:
        """Draw a reply for each; empty where it has no words or was cut off.

        Args:
            asked: For what.
            decoding: How.
        """
