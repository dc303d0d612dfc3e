"""A conversation as chat keeps it, and what the controller says of each reply."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from empathy.chat.guard.guard import Verdict
from empathy.chat.scoring import Marks, marks
from empathy.chat.speaking import Reading
from empathy.dialogue import Turn
from empathy.labels import AFFECT_SCALE
from empathy.style import Style

ASKED_AFTER = 2
"""Turns without danger, right after one with it, in which the person is still asked whether they are safe."""

QUIET = 4
"""Further turns without danger after which a session's level falls by one: from level 1 it takes 6 to be as before,
from level 4, 18 and those of ``context.WINDOW``, in which the guard itself still sees it."""


TOLD_EMOTIONS = 4
"""Likeliest emotions that the person is told of."""


@dataclass
class Session:
    """One person's conversation.

    Attributes:
        region: ISO 3166 code for the help lines; None: the international ones.
        style: How replies are to sound; the operator sets it, text of the person's cannot.
        turns: What was said, without help lines and reflections.
        level: Highest guard level, less one for every ``QUIET`` turns without danger since: it decays slowly, and
            taking it back does not clear it.
        category: What that level was about.
        quiet: Turns without danger since the guard last saw any.
    """

    region: str | None = None
    style: Style | None = field(default_factory=Style)
    turns: list[Turn] = field(default_factory=list)
    level: int = 0
    category: str = ""
    quiet: int = 0

    def heard(self, level: int, category: str) -> None:
        """Take note of what the guard says of a message."""
        if level:
            self.quiet = 0
            if level >= self.level:
                self.level, self.category = level, category
        elif self.level:
            self.quiet += 1
            if self.quiet > ASKED_AFTER and (self.quiet - ASKED_AFTER) % QUIET == 0:
                self.level -= 1

    @property
    def is_asked(self) -> bool:
        """Whether what was said lately is reason enough to ask about safety."""
        return self.level > 0 and self.quiet <= ASKED_AFTER

    @property
    def style_text(self) -> str:
        """What stands before a reply; empty for no style."""
        return self.style.text if self.style else ""

    @property
    def said(self) -> list[str]:
        """The person's messages, oldest first."""
        return [turn.text for turn in self.turns if turn.role == "user"]

    @property
    def replies(self) -> list[str]:
        """What was answered, oldest first, without help lines."""
        return [turn.text for turn in self.turns if turn.role == "assistant"]


@dataclass(frozen=True)
class Tried:
    """One candidate reply.

    Attributes:
        text: What it says.
        marks: What the checks see in it.
        faults: Why it must not be shown; empty for nothing.
        penalty: Nats on phrases of advice under which it was decoded.
    """

    text: str
    marks: Marks
    faults: tuple[str, ...]
    penalty: float = 0.0


def best_of(candidates: Iterable[Tried]) -> Tried | None:
    """The candidate with the highest score among those that may be shown."""
    return next(iter(_ranked(candidates)), None)


def _ranked(candidates: Iterable[Tried]) -> list[Tried]:
    return sorted((one for one in candidates if not one.faults), key=lambda one: -one.marks.score)


@dataclass
class Trace:
    """Every decision behind a reply, for the caller; nothing of it is in the reply.

    Attributes:
        verdict: The guard's on the message.
        level: What the reply was routed by: the verdict's or the session's, whichever is higher.
        category: What that level is about.
        reading: The heads'; None where no model was asked, or it has none.
        feeling: What the reply goes by, a GoEmotions label; empty where no model was asked.
        memory: Summary that stood for the earlier turns; empty for none.
        reflection: The hidden line.
        candidates: All replies that were tried, in order.
        redecoded: How often decoding was repeated under a penalty.
        source: ``candidate``, ``composed`` (with sentences of other candidates), ``mended`` (with fixed sentences),
            ``vetted``, or ``last resort``.
        mended: What was added, see ``mending.mended``; or ``safety question``.
    """

    verdict: Verdict
    level: int = 0
    category: str = ""
    reading: Reading | None = None
    feeling: str = ""
    memory: str = ""
    reflection: str = ""
    candidates: list[Tried] = field(default_factory=list)
    redecoded: int = 0
    source: str = "candidate"
    mended: tuple[str, ...] = ()

    @property
    def best(self) -> Tried | None:
        """The best candidate that may be shown."""
        return best_of(self.candidates)

    @property
    def ranked(self) -> list[Tried]:
        """The candidates that may be shown, best first."""
        return _ranked(self.candidates)

    def told(self, reply: str) -> dict[str, Any]:
        """What the person may know of it, for JSON: nothing hidden, and no other candidate's words.

        Args:
            reply: The one that was chosen.
        """
        reading = self.reading
        shown = marks(reply, "")
        return {
            "feeling": self.feeling,
            "emotions": dict(islice(reading.emotions.items(), TOLD_EMOTIONS)) if reading else None,
            "strategy": next(iter(reading.strategies)) if reading else None,
            "valence": _centred(reading.valence) if reading else None,
            "arousal": _centred(reading.arousal) if reading else None,
            "checks": {
                "acknowledges": shown.acknowledges, "names a feeling": shown.names, "one gentle question": shown.asks,
            },
            "reasons": list(self.verdict.reasons),
            "source": self.source,
            "added": list(self.mended),
            "candidates": len(self.candidates),
            "redecoded": self.redecoded,
        }  # fmt: skip

    @property
    def logged(self) -> dict[str, Any]:
        """What may be logged of it: no word that anybody said."""
        return {"level": self.level, "category": self.category}


def _centred(value: float) -> float:
    """A value on ``labels.AFFECT_SCALE`` from -1 to 1, its middle at 0."""
    low, high = AFFECT_SCALE
    return max(-1.0, min(1.0, (2 * value - low - high) / (high - low)))


@dataclass(frozen=True)
class Reply:
    """What is shown to the person.

    Attributes:
        block: Help lines, shown before anything else; empty where nobody is in danger.
        text: The reply.
        trace: How it came about.
    """

    block: str
    text: str
    trace: Trace

    @property
    def shown(self) -> str:
        """Block and reply."""
        return f"{self.block}\n\n{self.text}" if self.block else self.text

    @property
    def words(self) -> Iterator[str]:
        """The text in pieces that end before a space, for who shows it as if it was being said."""
        first, *others = self.text.split(" ")
        yield first
        yield from (f" {word}" for word in others)
