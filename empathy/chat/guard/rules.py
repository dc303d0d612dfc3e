"""The guard's rules: dangerous wordings, less the idioms, the fiction, the past and the denied."""

import re

from empathy.chat.guard import (
    signs_abuse,
    signs_body,
    signs_emergency,
    signs_mind,
    signs_minors,
    signs_self_harm,
    signs_substances,
    signs_violence,
)
from empathy.chat.guard.frames import is_denied, is_fiction, is_past, without_idioms
from empathy.chat.guard.sign import Finding, Sign

_ROOMS = (
    signs_self_harm, signs_abuse, signs_minors, signs_violence, signs_body, signs_mind, signs_emergency,
    signs_substances,
)  # fmt: skip
SIGNS: tuple[Sign, ...] = tuple(sign for room in _ROOMS for sign in room.SIGNS)

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
