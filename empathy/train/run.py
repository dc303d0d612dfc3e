"""Where a run writes, and what it writes atomically."""

import json
from pathlib import Path
from typing import Any

from lightning.pytorch import Trainer


def results_folder(trainer: Trainer) -> Path:
    """``results/<name>-<version>``, created if need be."""
    logger = trainer.logger
    run = f"{logger.name}-{logger.version}" if logger is not None else "run"
    folder = Path("results") / run
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def write_json(path: Path, content: Any) -> None:
    """Write through a temporary file, so that a reader never meets half of it."""
    partial = path.with_name(path.name + ".partial")
    partial.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    partial.replace(path)
