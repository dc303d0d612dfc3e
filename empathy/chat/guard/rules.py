"""The guard's rules: dangerous wordings, less the idioms, the fiction, the past and the denied."""

import re

from empathy.chat.guard import signs_harm, signs_health, signs_self_harm
from empathy.chat.guard.frames import is_denied, is_fiction, is_past, without_idioms
from empathy.chat.guard.sign import Finding, Sign

SIGNS: tuple[Sign, ...] = (*signs_self_harm.SIGNS, *signs_harm.SIGNS, *signs_health.SIGNS)

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


def findings(normalised: str) -> list[Finding]:
    """All dangers that the rules see in a message.

    Args:
        normalised: The message as ``normalise`` leaves it.
    """
    text = without_idioms(normalised)
    fiction = is_fiction(text)
    found = []
    for sentence in _SENTENCE_END.split(text):
        past = is_past(sentence, text)
        for sign in SIGNS:
            if (fiction and not sign.fiction) or (past and not sign.past):
                continue
            if any(not (sign.deniable and is_denied(sentence, m.start())) for m in sign.pattern.finditer(sentence)):
                found.append(Finding(sign.level, sign.category, f"rule: {sign.name}"))
    return found
