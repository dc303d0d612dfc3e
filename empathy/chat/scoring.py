"""How well a reply listens: the three elements of a good one, and what spoils it."""

import re
from dataclasses import dataclass

from empathy.chat.checks import acknowledges, advice, gentle_questions, named_feelings, over_validation

LONG = 60
"""Words from which a reply is too long for a friend's turn."""

_WORD = re.compile(r"[a-z][a-z'-]+|\d+")
_EMPTY_TEXT = """
    a about above after again all also always am an and any anymore anyone anything are aren't as at be because
    been before being best better between both but by can can't could day days did didn't do does doesn't doing
    don't down each either else even ever every everyone everything feel feeling feels felt few for from get gets
    getting go goes going gone good got had has have haven't having he he's her here him his how i i'd i'll i'm
    i've if in into is isn't it it's its just keep kind know last let like little long look lot made make makes
    many maybe me mean might mind more most much must my myself need never new next no nobody not nothing now of
    off oh on once one only or other our out over own people please quite rather really right said same say says
    see seem seems she she's should since so some someone something sometimes sorry still such sure take tell than
    thank that that's the their them then there there's these they they're thing things think this those though
    thought through time to today told too tried try trying two under until up us use used very want wanted was
    wasn't way we we're week well went were what what's when where which while who why will with without won't
    would wouldn't yeah year years yes yet you you're you've your
"""
_EMPTY = frozenset(_EMPTY_TEXT.split())


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
    return frozenset(re.sub(r"(?:'s|s|ed|ing)$", "", word) for word in words if word not in _EMPTY and len(word) > 2)


def repeats(reply: str) -> bool:
    """Whether a reply goes round in circles: over a third of its word trigrams are said again."""
    words = reply.lower().split()
    trigrams = [tuple(words[start : start + 3]) for start in range(len(words) - 2)]
    return len(trigrams) - len(set(trigrams)) > len(trigrams) / 3
