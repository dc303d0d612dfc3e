"""Published benchmarks, run or scored as their own harnesses do."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from empathy.errors import InputError
from empathy.evaluate.eqbench2 import NEW_TOKENS, QUESTIONS, Score, ask, read_questions, rescored
from empathy.evaluate.eqbench3.command import eqbench3
from empathy.evaluate.heads import heads
from empathy.evaluate.judge import judge
from empathy.evaluate.players import players
from empathy.evaluate.replies import replies
from empathy.evaluate.retention import retention
from empathy.evaluate.row_log import RowLog
from empathy.files import write_json
from empathy.ranges import PositiveInt


def eqbench2(
    rescore: str | None = None,
    models: list[str] | None = None,
    data: str | None = None,
    out: str = "results/eqbench2",
    controlled: bool = False,
    threads: PositiveInt = 4,
) -> None:
    """EQ-Bench version 2: 171 questions, no judge; a result file's replies, or models, as one JSON line each.

    Args:
        rescore: A published result file to score again.
        models: NAME=WHERE each, to be asked. WHERE: logs/NAME of a run; base:logs/NAME, its base without what was
            learnt; or URL#MODEL, an OpenAI-compatible API (its key in EMPATHY_MODEL_KEY).
        data: Folder of the questions; null: EMPATHY_DATA/eqbench2, else the result file's folder or one above it.
        out: Folder for replies.jsonl, with which an interrupted run goes on, and results.json.
        controlled: Also ask every local model behind the controller, as NAME+controller.
        threads: Requests to an API at a time.
    """
    if (rescore is None) == (models is None):
        raise InputError(
            "rescore, models", "neither or both are given", "Pass --rescore FILE.json or --models NAME=WHERE"
        )
    if rescore is not None:
        file = Path(rescore)
        if not file.is_file():
            raise InputError(f"rescore={file}", "no such file", "Pass a run's JSON file")
        print(json.dumps(_line(rescored(file, read_questions(_questions([*file.absolute().parents[:2]], data))))))
        return
    questions = read_questions(_questions([], data))
    found: dict[str, dict[str, Any]] = {}
    tokens = {"max_new_tokens": NEW_TOKENS, "max_tokens": NEW_TOKENS}
    asked = players(models or [], controlled=controlled, threads=threads, **tokens)
    for name, player in asked.items():
        log = RowLog(Path(out) / "replies.jsonl", {"model": name, **player.facts})
        found[name] = _line(ask(player, questions, log))
        print(json.dumps({"model": name, **found[name]}), flush=True)
    write_json(Path(out) / "results.json", found)


def _line(found: Score) -> dict[str, Any]:
    return {
        "score": round(found.score, 2), "parseable": found.parseable, "asked": found.asked, "failed": found.failed,
    }  # fmt: skip


def _questions(near: list[Path], data: str | None) -> Path:
    root = os.environ.get("EMPATHY_DATA")
    folders = [Path(data)] if data else [*([Path(root) / "eqbench2"] if root else []), *near]
    for folder in folders:
        if (folder / QUESTIONS).is_file():
            return folder / QUESTIONS
    looked = ", ".join(map(str, folders)) or "nowhere: EMPATHY_DATA is not set"
    raise InputError(f"data={data}", f"no {QUESTIONS} in {looked}", "Pass --data FOLDER")


evaluate: dict[str, Callable[..., None]] = {
    "eqbench2": eqbench2,
    "eqbench3": eqbench3,
    "heads": heads,
    "replies": replies,
    "retention": retention,
    "judge": judge,
}
"""Subcommand -> what it does."""
