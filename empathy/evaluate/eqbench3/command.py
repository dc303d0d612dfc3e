"""`main.py evaluate eqbench3`: models play, a judge scores and compares, ratings come out."""

import datetime
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from empathy.endpoint import JUDGE_KEY, Endpoint
from empathy.errors import InputError
from empathy.evaluate.eqbench3.judging import compare, flips, results_of, score_by_rubric
from empathy.evaluate.eqbench3.playing import play
from empathy.evaluate.eqbench3.rating import Rating, rate
from empathy.evaluate.eqbench3.rubric import item_score, judged_as, rubric_score
from empathy.evaluate.eqbench3.run_file import RunFile, Task, tasks_of
from empathy.evaluate.eqbench3.scenarios import Scenario, read_benchmark
from empathy.evaluate.eqbench3.transcript import filled
from empathy.evaluate.players import players
from empathy.files import write_json
from empathy.ranges import PositiveInt

Played = Sequence[tuple[Scenario, Task]]


def eqbench3(
    models: list[str],
    data: str,
    judge_url: str | None = None,
    judge_model: str | None = None,
    out: str = "results/eqbench3",
    iterations: PositiveInt = 1,
    controlled: bool = True,
    max_new_tokens: PositiveInt = 2000,
    max_tokens: PositiveInt = 12_000,
    threads: PositiveInt = 4,
    per_minute: PositiveInt | None = None,
    seed: int = 17,
) -> None:
    """EQ-Bench 3: 45 scenarios, judged by rubric and in pairs; a run that was interrupted goes on.

    Without a judge the models only play, and nothing is scored: another judge than the one that is named is never used.

    Args:
        models: NAME=WHERE each. WHERE: logs/NAME of a run; base:logs/NAME, its base without what was learnt; or
            URL#MODEL, an OpenAI-compatible API (its key in EMPATHY_MODEL_KEY).
        data: Folder data/ of EQ-Bench 3.
        judge_url: OpenAI-compatible API of the judge (its key in EMPATHY_JUDGE_KEY); conversations are sent there.
        judge_model: Its name there.
        out: Folder for runs.json and elo.json in the benchmark's own layout, and eq_bench_results.json.
        iterations: Times that every scenario is played.
        controlled: Also play every local model behind the controller, as NAME+controller.
        max_new_tokens: Tokens of a local model's answer at most.
        max_tokens: The same of a model behind an API; 12,000 is what the benchmark asks for.
        threads: Requests at a time.
        per_minute: Requests to the judge a minute at most.
        seed: Of the draws.
    """
    if (judge_url is None) != (judge_model is None):
        raise InputError(f"judge_url={judge_url}, judge_model={judge_model}", "one is missing", "Pass both or neither")
    console, benchmark = Console(), read_benchmark(Path(data))
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"out={out}", f"cannot be made ({type(error).__name__})", "Pass another folder") from None
    runs = RunFile(folder / "runs.json")
    played: dict[str, Played] = {}
    tokens = {"max_new_tokens": max_new_tokens, "max_tokens": max_tokens}
    for name, player in players(models, controlled=controlled, threads=threads, **tokens).items():
        run = runs.run(name, {**player.facts, "seed": seed})
        played[name] = tasks_of(run, benchmark, iterations)
        console.print(f"{name} plays")
        for iteration in range(1, iterations + 1):
            own = [(scenario, task) for scenario, task in played[name] if task["iteration_index"] == iteration]
            play(player, own, runs.save, seed=seed + 100 * iteration)
        runs.save()
    elo = folder / "elo.json"
    comparisons = _comparisons(elo)
    if judge_url and judge_model:
        judge = Endpoint(judge_url, judge_model, key=JUDGE_KEY, per_minute=per_minute)
        console.print(f"Judged by {judge.name}: the conversations are sent there")
        for name in played:  # all of them first: one judge for a whole ladder
            runs.require(name, "judge_model", judge_model)
        for name in played:
            runs.run(name, {"judge_model": judge_model})
            score_by_rubric(judge, benchmark, played[name], runs.save, threads=threads)
        compare(judge, benchmark, played, comparisons, lambda: _write_elo(elo, comparisons, {}), threads=threads)
    ratings = rate(results_of(comparisons)) if comparisons else {}
    _write_elo(elo, comparisons, ratings)
    results: dict[str, Any] = {
        "judge": judge_model or runs.run(next(iter(played)), {}).get("judge_model"),
        "date": datetime.date.today().isoformat(), "scenarios": len(benchmark.scenarios),
        "iterations": iterations, "models": {name: _summary(own, ratings.get(name)) for name, own in played.items()},
        "winner changed with the order": flips(comparisons),
    }  # fmt: skip
    for name, figures in results["models"].items():
        run = runs.run(name, {})
        run["results"] = {"average_rubric_score": _fifth(figures["rubric"]), "elo_raw": figures["elo"]}
        run["status"] = "completed" if figures["scored"] == figures["items"] else "completed_with_errors"
    runs.save()
    write_json(folder / "eq_bench_results.json", results)
    _show(results, console)


def _comparisons(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        return []
    try:
        return list(json.loads(path.read_text(encoding="utf-8"))["__metadata__"]["global_pairwise_comparisons"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            path, f"is no file of ratings ({type(error).__name__})", "Remove it or pass another --out"
        ) from None


def _write_elo(path: Path, comparisons: list[dict[str, Any]], ratings: dict[str, Rating]) -> None:
    """The official layout: ratings by model, and every judgement behind them."""
    write_json(path, {
        **{
            name: {
                "elo": one.rating, "elo_norm": one.rating if one.normalised is None else one.normalised,
                "sigma": one.sigma, "ci_low": one.interval[0], "ci_high": one.interval[1],
                "bootstrap_low": one.bootstrap[0], "bootstrap_high": one.bootstrap[1],
            }
            for name, one in ratings.items()
        },
        "__metadata__": {
            "global_pairwise_comparisons": comparisons,
            "last_updated": datetime.datetime.now(datetime.UTC).isoformat(),
        },
    })  # fmt: skip


def _summary(played: Played, rating: Rating | None) -> dict[str, Any]:
    """What is reported of a model; None for what was not measured."""
    items = [
        item_score(judged_as(scenario), task["rubric_scores"]) if task["rubric_scores"] else None
        for scenario, task in played
    ]
    shares = [filled(scenario.kind, parsed) for scenario, task in played for parsed in task["parsed_responses"]]
    return {
        "rubric": rubric_score(items),
        "scored": sum(item is not None for item in items),
        "items": len(items),
        "sections filled": sum(shares) / len(shares) if shares else None,
        "elo": rating.rating if rating else None,
        "elo normalised": rating.normalised if rating else None,
        "elo interval, harness": rating.interval if rating else None,
        "elo interval, scenarios drawn": rating.bootstrap if rating else None,
    }


def _fifth(score: float | None) -> float | str:
    return "N/A" if score is None else round(score / 5, 2)


def _show(results: dict[str, Any], console: Console) -> None:
    table = Table(title=f"EQ-Bench 3, judge: {results['judge'] or 'none, nothing is scored'}")
    for column in ("model", "rubric 0-100", "scored", "sections filled", "Elo (this ladder)", "95 %, scenarios drawn"):
        table.add_column(column, justify="left" if column == "model" else "right")
    for name, own in results["models"].items():
        interval = own["elo interval, scenarios drawn"]
        table.add_row(
            name, _number(own["rubric"]), f"{own['scored']}/{own['items']}", _number(own["sections filled"], 2),
            _number(own["elo"], 0), f"{interval[0]:.0f} to {interval[1]:.0f}" if interval else "-",
        )  # fmt: skip
    console.print(table)


def _number(value: float | None, digits: int = 1) -> str:
    return "-" if value is None else f"{value:.{digits}f}"
