"""What the model wrote is screened before it is shown."""

import re
from collections.abc import Collection, Sequence

from empathy.chat.clauses import plain
from empathy.chat.violations import violations
from empathy.style import strip_style

LEAK = 6
"""Words in a row that a reply may not share with what is hidden from the person."""

_CONTROL = re.compile(r"<\|?\w+\|?>|<\s*/?\s*think\s*>|\bfeeling: \w+; |; (?:way|about): ", re.IGNORECASE)


def faults(reply: str, *, hidden: Sequence[str] = (), numbers: Collection[str] = ()) -> tuple[str, ...]:
    """Why a reply must not be shown: safety rules it breaks, and what it gives away.

    Args:
        reply: The model's text.
        hidden: What the person must not read: system turn, rules, reflection.
        numbers: Phone numbers that may be given.
    """
    found = list(violations(reply, numbers))
    if leaks(reply, hidden):
        found.append("leaks")
    if _CONTROL.search(reply) or strip_style(reply) != reply:
        found.append("control_text")
    return tuple(found)


def leaks(reply: str, hidden: Sequence[str]) -> bool:
    """Whether ``LEAK`` words in a row, or a whole shorter text, of what is hidden stand in the reply."""
    said = _words(reply)
    runs = {tuple(said[start : start + LEAK]) for start in range(len(said) - LEAK + 1)}
    for text in hidden:
        words = _words(text)
        if len(words) < LEAK:
            size = len(words)
            if size > 2 and any(said[at : at + size] == words for at in range(len(said) - size + 1)):
                return True
        elif any(tuple(words[start : start + LEAK]) in runs for start in range(len(words) - LEAK + 1)):
            return True
    return False


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", plain(text))
