"""What the model wrote is screened before it is shown."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from empathy.chat.clauses import plain
from empathy.chat.violations import violations
from empathy.style import strip_style
from empathy.words import FUNCTION_WORDS

LEAK = 6
"""Words in a row that a reply may not share with what is hidden from the person."""

_CONTROL = re.compile(r"<\|?\w+\|?>|<\s*/?\s*think\s*>|\bfeeling: \w+; |; (?:way|about): ", re.IGNORECASE)


def faults(
    reply: str, *, hidden: Sequence[str] = (), said: Sequence[str] = (), numbers: Collection[str] = ()
) -> tuple[str, ...]:
    """Why a reply must not be shown: safety rules it breaks, and what it gives away.

    Args:
        reply: The model's text.
        hidden: What the person must not read: system turn, rules, reflection.
        said: The person's messages: their own words are no secret.
        numbers: Phone numbers that may be given.
    """
    found = list(violations(reply, numbers))
    if leaks(reply, hidden, said):
        found.append("leaks")
    if _CONTROL.search(reply) or strip_style(reply) != reply:
        found.append("control_text")
    return tuple(found)


def leaks(reply: str, hidden: Sequence[str], said: Sequence[str] = ()) -> bool:
    """Whether a reply repeats what is hidden.

    It does where it shares ``LEAK`` words in a row, a whole shorter text, or two neighbouring content words of a
    sentence that the person has not both said: a secret may be no longer than "marigold ferry". Of 7,646 real replies
    of EmpatheticDialogues and ESConv one shares such a pair with the rules ("give advice").
    """
    shown, runs = _pairs(reply), _runs(_words(reply), LEAK)
    own = {word for text in said for word in _words(text)}
    for text in hidden:
        words = _words(text)
        size = min(LEAK, len(words))
        if size > 2 and _runs(words, size) & (runs if size == LEAK else _runs(_words(reply), size)):
            return True
        if any(not pair <= own for pair in _pairs(text) & shown):
            return True
    return False


def _runs(words: Sequence[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + size]) for start in range(len(words) - size + 1)}


def _pairs(text: str) -> set[frozenset[str]]:
    """Neighbouring content words of each part of a sentence, in any order."""
    found: set[frozenset[str]] = set()
    for part in re.split(r"[.!?;:,\n]", plain(text)):
        words = [word for word in _words(part) if len(word) > 2 and word not in FUNCTION_WORDS]
        found |= {frozenset(pair) for pair in pairwise(words)}
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", plain(text))
