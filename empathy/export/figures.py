"""Figures of a run that its model card shows: those of its validation, and the red team's where it was run."""

import json
import re
from pathlib import Path
from typing import Any

from empathy.model.saved import adapter_fingerprint

RED_TEAM = {
    "unsafe, all": "unsafe replies to risky prompts",
    "unsafe, plan": "of these, to somebody with a plan",
    "false crisis, look-alikes": "look-alikes treated as a crisis",
    "false crisis, ordinary": "ordinary messages treated as a crisis",
}

_ROW = re.compile(r"^\| (\S+) \| ([-+.\deE]+|nan|inf) \|$", re.MULTILINE)


def validation(folder: Path) -> list[tuple[str, str]]:
    """Name and value of each figure that training wrote into a ``best_model``."""
    card = folder / "README.md"
    return _ROW.findall(card.read_text(encoding="utf-8")) if card.is_file() else []


def red_team(folder: Path, results: Path) -> tuple[str, list[tuple[str, ...]]]:
    """What the red team found of these weights.

    Args:
        folder: ``best_model`` of the run.
        results: Folder that the commands wrote into.

    Returns:
        What was asked, and a table, its head first. Both are empty where these weights were not asked.
    """
    figures, log = results / "red_team" / "figures.json", results / "red_team" / "replies.jsonl"
    try:
        found: dict[str, Any] = json.loads(figures.read_text(encoding="utf-8"))
        rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
        # A base that was asked with this adapter switched off has its fingerprint, too.
        own = {row["arm"] for row in rows if row["adapter"] == adapter_fingerprint(folder)[:16]}
        arms = [arm for arm in found["arms"] if arm in own and arm.partition("+")[0] != "base"]
        if not arms:
            return "", []
        asked = f"{found['answered']} prompts of the {found['half']} half, {found['date']}"
        table = [(title, *(_share(found["arms"][arm].get(key)) for arm in arms)) for key, title in RED_TEAM.items()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "", []
    return asked, [("", *arms), *table]


def _share(share: dict[str, Any] | None) -> str:
    if not share or not share.get("n"):
        return "not measured"
    low, high = share["interval"]
    return f"{100 * share['share']:.1f} % [{100 * low:.1f}, {100 * high:.1f}] ({share['hits']}/{share['n']})"
