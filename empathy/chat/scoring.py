"""How well a reply listens: the three elements of a good one, and what spoils it."""

import re
from dataclasses import dataclass

from empathy.chat.checks import acknowledges, advice, gentle_questions, named_feelings, over_validation
from empathy.words import FUNCTION_WORDS, stem

LONG = 60
"""Words from which a reply is too long for a friend's turn."""

_WORD = re.compile(r"[a-z][a-z'-]+|\d+")
_COMMONPLACE = FUNCTION_WORDS | {
    "above", "aren't", "best", "better", "day", "days", "good", "long", "mind", "new", "says", "sorry", "time", "use",
    "week", "year", "years", "you've",
}  # fmt: skip
"""Words that a reply may share with any message: they take up nothing of the person's."""


@dataclass(frozen=True)
class Marks:
    """What the checks see in a reply.

    Attributes:
        acknowledges: It shows that it heard.
        names: It names a feeling; where the heads are asked, one of those they read.
        asks: It asks one gentle question that is not advice in disguise.
        specific: Content words of the person's that it takes up.
        advice: Clauses that tell the person what to do.
        flattery: Over-validating phrases.
        repeats: It goes round in circles.
        words: Its length.
    """

    acknowledges: bool
    names: bool
    asks: bool
    specific: int
    advice: int
    flattery: int
    repeats: bool
    words: int

    @property
    def elements(self) -> int:
        """How many of the three elements it has."""
        return self.acknowledges + self.names + self.asks

    @property
    def score(self) -> float:
        """Points by which candidates are ranked: two an element, one for each of two details of the person's own.

        An element that is missing can be added; a detail cannot.
        """
        return (
            2.0 * self.elements
            + 1.0 * min(2, self.specific)
            - 1.5 * min(2, self.advice)
            - 1.0 * min(2, self.flattery)
            - 3.0 * self.repeats
            - max(0, self.words - LONG) / 20
            - 2.0 * (self.words < 4)
        )


def marks(reply: str, text: str) -> Marks:
    """Check a reply to a message."""
    return Marks(
        acknowledges=acknowledges(reply),
        names=bool(named_feelings(reply)),
        asks=gentle_questions(reply) == 1,
        specific=len(details(reply) & details(text)),
        advice=advice(reply),
        flattery=over_validation(reply),
        repeats=repeats(reply),
        words=len(reply.split()),
    )


def details(text: str) -> frozenset[str]:
    """Content words, folded to a crude stem: what a reply to "my cat of fifteen years died" can take up."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    return frozenset(stem(word) for word in words if word not in _COMMONPLACE and len(word) > 2)


def repeats(reply: str) -> bool:
    """Whether a reply goes round in circles: over a third of its word trigrams are said again."""
    words = reply.lower().split()
    trigrams = [tuple(words[start : start + 3]) for start in range(len(words) - 2)]
    return len(trigrams) - len(set(trigrams)) > len(trigrams) / 3
