"""What is shown to a person who may be in danger: who is there for them, and how to reach them."""

import re
from dataclasses import dataclass
from datetime import date

_WELCOME = {
    "third_party": "It is good that you look out for somebody. If they might be in danger, these people are there:",
    "minor": "You matter here. If you or a child might be in danger, these people are there:",
    "violence": "You matter here. If anybody might be in danger, these people are there:",
}
_WELCOME_OTHERS = "You matter here. If you might be in danger, these people are there for you:"
SAFE_DEVICE = "A phone or computer that nobody else checks is safer, and this page can be left at any moment."

REMINDER = "Still there for you:"


def welcome(category: str) -> str:
    """The warm line above a category's help lines."""
    return _WELCOME.get(category, _WELCOME_OTHERS)


@dataclass(frozen=True, slots=True)
class Line:
    """One way to reach help.

    Attributes:
        region: ISO 3166 code in capitals, ``EU`` or ``international``.
        name: Who answers.
        number: To call, digits with spaces and hyphens, alternatives joined by " or "; empty for none.
        text: Where to send a text message, "WORD to number" or a number; empty for none.
        url: Page; empty for none.
        hours: When somebody answers; empty where unknown.
        categories: Of ``CATEGORIES``; empty for the emergency services, which are for everything.
        source: Page that states the number.
        verified_on: Day on which the number was read in a copy of ``source``.
    """

    region: str
    name: str
    number: str
    text: str
    url: str
    hours: str
    categories: tuple[str, ...]
    source: str
    verified_on: date

    def __str__(self) -> str:
        if self.number and self.number == self.text:
            ways = [f"call or text {self.number}"]
        else:
            ways = [f"{verb} {way}" for verb, way in (("call", self.number), ("text", self.text)) if way]
        if self.url:
            ways.append(re.sub(r"^https?://(?:www\.)?|/$", "", self.url))
        # A comma ends the number: in "988 24/7" it would go on.
        return f"{self.name}: {' or '.join(ways)}" + (f", {self.hours}" if self.hours else "")


@dataclass(frozen=True, slots=True)
class Card:
    """Help lines with what is said around them.

    Attributes:
        heading: The warm line above them.
        lines: Who is there.
        note: What helps beside them; empty for nothing.
        emergency: The region's emergency services.
        is_urgent: They come first.
    """

    heading: str
    lines: tuple[Line, ...]
    note: str
    emergency: tuple[Line, ...]
    is_urgent: bool

    @property
    def text(self) -> str:
        """Plain text of up to eight lines; of one where it is a reminder."""
        services = " or ".join(f"{line.number} ({line.name})" if line.number else line.name for line in self.emergency)
        urgent = f"In immediate danger: call {services}."
        if self.heading == REMINDER:
            return f"{REMINDER} {self.lines[0]}. {urgent}"
        body = [self.heading, *(f"- {line}" for line in self.lines), *([self.note] if self.note else [])]
        return "\n".join([f"Please call {services} now.", *body] if self.is_urgent else [*body, urgent])
