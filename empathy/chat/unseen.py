"""Characters that cannot be seen but change how a text is read: by people, by rules, by a model."""

import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line ends
    "\u200b\u2060\ufeff"  # what has no width; the joiners of emoji and of Persian are needed
    "\u202a-\u202e\u2066-\u2069"  # what turns the direction of a text around
    "\ud800-\udfff]"  # halves of a character
)


def holds_unseen(text: str) -> bool:
    """Whether there are any in it."""
    return bool(_UNSEEN.search(text))


def without_unseen(text: str) -> str:
    """The text without them."""
    return _UNSEEN.sub("", text)
