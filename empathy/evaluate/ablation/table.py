"""The table of an ablation."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table


def show(report: Mapping[str, Any]) -> None:
    """Print value and difference to the full run for each arm and measure."""
    arms = report["arms"]
    names = [name for name, row in next(iter(arms.values())).items() if row is not None]
    seeds = ", ".join(map(str, report["seeds"]))
    title = (
        f"Ablation, mean over seeds {seeds}; test split but for the validation loss; below: difference to full, 95 %"
    )
    made = Table(title=title)
    made.add_column("")
    for name in names:
        made.add_column(name, justify="right")
    for arm, row in arms.items():
        made.add_row(arm, *(cell(row[name]) for name in names))
    Console(width=180).print(made)


def cell(row: Mapping[str, Any] | None) -> str:
    """Value, and the difference where there is one; a star where its interval leaves out 0."""
    if row is None:
        return ""
    difference = row.get("difference")
    if difference is None:
        return f"{row['value']:.3f}"
    star = "*" if not difference["low"] <= 0 <= difference["high"] else ""
    told = f"{difference['value']:+.3f}{star} [{difference['low']:+.3f}, {difference['high']:+.3f}]"
    return f"{row['value']:.3f}\n{told}"
