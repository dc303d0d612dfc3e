"""What a report is made of, whatever it is written as."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Table:
    """Figures.

    Attributes:
        caption: What they are.
        columns: Heads; the first column names the rows.
        rows: Cells as they are shown.
        source: The file that they come from.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    source: str


@dataclass(frozen=True)
class Picture:
    """An image file."""

    path: Path
    caption: str


@dataclass(frozen=True)
class Talk:
    """One message and what several models answer.

    Attributes:
        message: Of the person.
        replies: Model -> reply.
        remarks: Model -> what the rules see in it, good and bad.
        source: The file that they come from.
    """

    message: str
    replies: Mapping[str, str]
    remarks: Mapping[str, str]
    source: str


@dataclass(frozen=True)
class Missing:
    """Something that was not measured, and how to."""

    what: str
    command: str


Block = Text | Table | Picture | Talk | Missing


@dataclass(frozen=True)
class Section:
    """A part of the report.

    Attributes:
        title: Its heading.
        blocks: What it says.
    """

    title: str
    blocks: Sequence[Block] = field(default_factory=tuple)

    @property
    def anchor(self) -> str:
        """Its name in a link."""
        return self.title.lower().replace(" ", "-").replace(",", "")
