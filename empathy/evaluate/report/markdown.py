"""A report as Markdown."""

import html
import os
import re
from collections.abc import Sequence
from pathlib import Path

from empathy.evaluate.report.blocks import Block, Missing, Picture, Section, Table, Talk, Text


def render(title: str, sections: Sequence[Section], folder: Path) -> str:
    """Markdown of the sections; pictures are linked from the folder that it is written into."""
    lines = [f"# {title}", ""]
    for section in sections:
        lines += [f"## {section.title}", ""]
        for block in section.blocks:
            lines += [*_block(block, folder), ""]
    return "\n".join(lines).rstrip() + "\n"


def _block(block: Block, folder: Path) -> list[str]:
    match block:
        case Text(text):
            return [text]
        case Missing(what, command):
            return [f"Not measured: {what}. `{command}`"]
        case Picture(path, caption):
            return [f"![{caption}]({os.path.relpath(path, folder)})", "", f"*{caption}*"]
        case Talk(message, replies, remarks, _):
            lines = [f"> {_line(message)}", ""]
            return lines + [f"- **{name}**: {_line(said)} *({remarks[name]})*" for name, said in replies.items()]
        case Table(caption, columns, rows, source):
            head = ["| " + " | ".join(map(_line, columns)) + " |", "|" + "---|" * len(columns)]
            body = ["| " + " | ".join(map(_line, row)) + " |" for row in rows]
            return [f"**{caption}** (`{source}`)", "", *head, *body]


def _line(text: str) -> str:
    """One line, in which nothing is markup: what models say may hold anything."""
    one = html.escape(re.sub(r"[ \t\r\n]+", " ", text), quote=False)
    return re.sub(r"([\\`*_\[\]|])", r"\\\1", one)
