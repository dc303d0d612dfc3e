"""The official run file: every message, score and error of every model; a run goes on where it stopped."""

import datetime
import json
import re
import threading
from pathlib import Path
from typing import Any

from empathy.errors import InputError
from empathy.evaluate.eqbench3.scenarios import Benchmark, Scenario
from empathy.files import write_json

Task = dict[str, Any]
"""One scenario of one iteration, with the harness's keys."""


class RunFile:
    """``{run key: {model, tasks by iteration and scenario, results}}``, as EQ-Bench 3 itself reads and writes it.

    Args:
        path: Created where it does not exist.

    Raises:
        InputError: If it exists and is none.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.runs: dict[str, dict[str, Any]] = {}
        self._lock = threading.Lock()
        if path.is_file():
            try:
                self.runs = json.loads(path.read_text(encoding="utf-8"))
                assert all("scenario_tasks" in run for run in self.runs.values())
            except (OSError, ValueError, AttributeError, TypeError, AssertionError) as error:
                raise InputError(
                    path, f"is no run file ({type(error).__name__})", "Remove it or pass another --out"
                ) from None

    def run(self, model: str, facts: dict[str, Any]) -> dict[str, Any]:
        """The run of a model, begun where there is none.

        Args:
            model: Its name in this ladder.
            facts: What the answers depend on: a run of another model or decoding must not be continued as this one.

        Raises:
            InputError: If a run of that name was made with other facts.
        """
        key = _key(model)
        now = datetime.datetime.now(datetime.UTC).isoformat()
        run = self.runs.setdefault(key, {
            "run_key": key, "model_name": model, "test_model": model, "start_time": now, "status": "running", **facts,
            "scenario_tasks": {}, "results": {},
        })  # fmt: skip
        for name, value in facts.items():
            self.require(model, name, value)
            run.setdefault(name, value)
        return run

    def require(self, model: str, name: str, value: Any) -> None:
        """Refuse a fact that a model's run, if there is one, was made without.

        Raises:
            InputError: If it was made with another.
        """
        known = self.runs.get(_key(model), {}).get(name, value)
        if known != value:
            raise InputError(
                f"{self.path}, run {_key(model)}, {name}={known}", f"now it would be {value}",
                "Give the model another name, or pass another --out",
            )  # fmt: skip

    def save(self) -> None:
        """Replace the file."""
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_json(self.path, self.runs)


def _key(model: str) -> str:
    return f"empathy_{re.sub(r'[^a-zA-Z0-9_.-]+', '_', model)}"


def tasks_of(run: dict[str, Any], benchmark: Benchmark, iterations: int) -> list[tuple[Scenario, Task]]:
    """A run's tasks, iteration by iteration; those that are missing are begun."""
    found = []
    for iteration in range(1, iterations + 1):
        own = run["scenario_tasks"].setdefault(str(iteration), {})
        for scenario in benchmark.scenarios:
            task = own.setdefault(scenario.id, {
                "scenario_id": scenario.id, "prompts": list(scenario.prompts),
                "debrief_prompt": None if scenario.kind == "analysis" else benchmark.debrief,
                "iteration_index": iteration, "test_model": run["model_name"],
                "master_prompt_template": benchmark.master[scenario.kind], "status": "initialized",
                "start_time": None, "end_time": None, "error": None, "scenario_run_error": None,
                "debrief_run_error": None, "rubric_run_error": None, "conversation_history": [],
                "parsed_responses": [], "debrief_response": None, "rubric_scores": None, "raw_rubric_judge_text": None,
            })  # fmt: skip
            found.append((scenario, task))
    return found
