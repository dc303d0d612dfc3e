"""What a rule of the guard is, and what it finds."""

import re
from dataclasses import dataclass

CATEGORIES = (
    "self_harm", "self_injury", "eating_disorder", "abuse", "violence", "psychosis", "medical_emergency", "substances",
    "minor", "third_party",
)  # fmt: skip
"""What a finding is about. ``self_harm`` is suicide in all its shades, ``self_injury`` harm without the wish to die;
``minor``: a child or youth is being harmed; ``third_party``: somebody else's life is in danger."""

LEVELS = {
    0: "none",
    1: "passive, implicit, or a sign without present danger",
    2: "active, or harm that goes on",
    3: "method, means, plan, intent, or a recent attempt; a threat to life",
    4: "in progress, or a medical emergency",
}
"""Routing labels, borrowed from the C-SSRS screener's steps; they say where to route a message and score nobody."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Wordings of one kind of danger, matched on one normalised sentence.

    Attributes:
        name: The reason that is reported.
        category: One of ``CATEGORIES``.
        level: One of ``LEVELS``, not 0.
        pattern: Any match counts.
        deniable: A match behind "not", "never", "no longer" in its clause does not count.
        fiction: Counts in talk of a novel, a film, a game, or a lesson as well.
        past: Counts where the sentence tells of years ago as well.
    """

    name: str
    category: str
    level: int
    pattern: re.Pattern[str]
    deniable: bool = True
    fiction: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A danger that was seen.

    Attributes:
        level: One of ``LEVELS``.
        category: One of ``CATEGORIES``.
        reason: ``rule: …``, ``classifier: …`` or ``context: …``; never a word of the message.
    """

    level: int
    category: str
    reason: str
