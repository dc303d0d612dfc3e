"""What the model wrote is screened before it is shown."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from empathy.chat.clauses import plain
from empathy.chat.violations import violations
from empathy.style import strip_style
from empathy.words import FUNCTION_WORDS, stem

LEAK = 6
"""Words in a row that a reply may not share with what is hidden from the person."""

_CONTROL = re.compile(r"<\|?\w+\|?>|<\s*/?\s*think\s*>|\bfeeling: \w+; |; (?:way|about): ", re.IGNORECASE)


@dataclass(frozen=True)
class Hidden:
    """What the person must not read.

    Attributes:
        system: The system turn, in which an operator may keep a secret.
        rules: The safety teacher's rules, which good replies follow in their own words.
        reflection: The line before the reply.
    """

    system: str = ""
    rules: str = ""
    reflection: str = ""


def faults(
    reply: str, *, hidden: Hidden = Hidden(), said: Sequence[str] = (), numbers: Collection[str] = ()
) -> tuple[str, ...]:
    """Why a reply must not be shown: safety rules it breaks, and what it gives away.

    Args:
        reply: The model's text.
        hidden: What the person must not read.
        said: The person's messages: their own words are no secret.
        numbers: Phone numbers that may be given.
    """
    found = list(violations(reply, numbers))
    if leaks(reply, hidden, said):
        found.append("leaks")
    if _CONTROL.search(reply) or strip_style(reply) != reply:
        found.append("control_text")
    return tuple(found)


def leaks(reply: str, hidden: Hidden, said: Sequence[str] = ()) -> bool:
    """Whether a reply repeats what is hidden.

    It does where it shares ``LEAK`` words in a row, or a whole shorter text, with any of it; or two neighbouring
    content words of a sentence with the system turn, unless the person has said both, or with the reflection, unless
    the person has said one of them: a secret may be no longer than "marigold ferry", and a reflection paraphrases.
    """
    told = _words(reply)
    for text in (hidden.system, hidden.rules, hidden.reflection):
        words = _words(text)
        size = min(LEAK, len(words))
        if size > 2 and _runs(words, size) & _runs(told, size):
            return True
    shown, own = _pairs(reply), {stem(word) for text in said for word in _words(text)}
    return any(not pair <= own for pair in _pairs(hidden.system) & shown) or any(
        not pair & own for pair in _pairs(hidden.reflection) & shown
    )


def _runs(words: Sequence[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + size]) for start in range(len(words) - size + 1)}


def _pairs(text: str) -> set[frozenset[str]]:
    """Neighbouring content words of each part of a sentence, in any order."""
    found: set[frozenset[str]] = set()
    for part in re.split(r"[.!?;:,\n]", plain(text)):
        words = [stem(word) for word in _words(part) if len(word) > 2 and word not in FUNCTION_WORDS]
        found |= {frozenset(pair) for pair in pairwise(words)}
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", plain(text))
