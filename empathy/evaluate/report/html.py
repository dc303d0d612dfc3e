"""A report as one HTML page that needs nothing beside it."""

import base64
from collections.abc import Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from empathy.evaluate.report.blocks import Block, Picture, Section


def render(title: str, sections: Sequence[Section]) -> str:
    """The page, pictures inside; what models said is text there, never markup."""
    environment = Environment(
        loader=PackageLoader("empathy.evaluate.report", "."), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True,
    )  # fmt: skip
    shown = [
        {
            "title": section.title, "anchor": section.anchor,
            "blocks": [(type(block).__name__, _block(block)) for block in section.blocks],
        }
        for section in sections
    ]  # fmt: skip
    return environment.get_template("report.html.j2").render(title=title, sections=shown)


def _block(block: Block) -> Any:
    if not isinstance(block, Picture):
        return block
    data = base64.b64encode(block.path.read_bytes()).decode()
    return {"path": str(block.path), "caption": block.caption, "data": f"data:image/png;base64,{data}"}
