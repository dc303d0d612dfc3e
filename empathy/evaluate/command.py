"""Published benchmarks, run or scored as their own harnesses do."""

import json
import os
from collections.abc import Callable
from pathlib import Path

from empathy.errors import InputError
from empathy.evaluate.eqbench2 import QUESTIONS, read_questions, rescored
from empathy.evaluate.eqbench3.command import eqbench3


def eqbench2(rescore: str | None = None, data: str | None = None) -> None:
    """EQ-Bench version 2: score a published result file from the replies in it, as one JSON line.

    Args:
        rescore: The result file.
        data: Folder of the questions; null: EMPATHY_DATA/eqbench2, else the result file's folder or one above it.
    """
    if rescore is None:
        raise InputError("rescore=null", "nothing to score", "Pass --rescore FILE.json, a run of the benchmark")
    file = Path(rescore)
    if not file.is_file():
        raise InputError(f"rescore={file}", "no such file", "Pass a run's JSON file")
    found = rescored(file, read_questions(_questions(file, data)))
    print(json.dumps({
        "score": round(found.score, 2), "parseable": found.parseable, "asked": found.asked, "failed": found.failed,
    }))  # fmt: skip


def _questions(file: Path, data: str | None) -> Path:
    root = os.environ.get("EMPATHY_DATA")
    folders = [Path(data)] if data else [*([Path(root) / "eqbench2"] if root else []), *file.absolute().parents[:2]]
    for folder in folders:
        if (folder / QUESTIONS).is_file():
            return folder / QUESTIONS
    raise InputError(f"data={data}", f"no {QUESTIONS} in {', '.join(map(str, folders))}", "Pass --data FOLDER")


evaluate: dict[str, Callable[..., None]] = {"eqbench2": eqbench2, "eqbench3": eqbench3}
"""Subcommand -> what it does."""
