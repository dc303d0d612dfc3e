"""A judge scores what was played: every conversation by rubric, every pair of models in both orders."""

import datetime
import itertools
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from empathy.endpoint import Endpoint, Unanswered
from empathy.errors import InputError
from empathy.evaluate.eqbench3.pairwise import FIRST, SECOND, Side, pairwise_prompt, pluses
from empathy.evaluate.eqbench3.rating import Result
from empathy.evaluate.eqbench3.rubric import COUNTED, judged_as, parse_answer, rubric_prompt, scores_of
from empathy.evaluate.eqbench3.run_file import Task
from empathy.evaluate.eqbench3.scenarios import Benchmark, Scenario
from empathy.evaluate.progress import shown

OPTIONS = {"temperature": 0.0, "max_tokens": 8000}

LEAST = 100
"""Characters that at least one reply must have, or the item is not judged."""

Comparison = dict[str, Any]
"""One judgement of a pair, with the harness's keys."""


def is_long_enough(task: Task) -> bool:
    """Whether there is anything to judge."""
    said = (message["content"] for message in task["conversation_history"] if message["role"] == "assistant")
    return any(len(text.strip()) >= LEAST for text in said)


def score_by_rubric(
    judge: Endpoint,
    benchmark: Benchmark,
    tasks: Sequence[tuple[Scenario, Task]],
    save: Callable[[], None],
    *,
    threads: int,
) -> None:
    """Score every played task that has no scores yet; what fails keeps its error and is asked again by the next run."""

    def score(pair: tuple[Scenario, Task]) -> None:
        scenario, task = pair
        prompt = rubric_prompt(
            benchmark, scenario, task["conversation_history"], task["parsed_responses"], task["debrief_response"] or ""
        )

        def read(answer: str) -> tuple[str, dict[str, float]]:
            scores = scores_of(parse_answer(answer))
            if not any(name in COUNTED[judged_as(scenario)] for name in scores):
                raise ValueError("none of the criteria")
            return answer, scores

        try:
            task["raw_rubric_judge_text"], task["rubric_scores"] = judge.ask([_user(prompt)], read, **OPTIONS)
        except Unanswered as error:
            _refuse(judge, error)
            task |= {"rubric_run_error": str(error), "error": f"rubric: {error}"}
        else:
            task |= {
                "status": "rubric_scored", "error": None, "rubric_run_error": None,
                "end_time": datetime.datetime.now(datetime.UTC).timestamp(),
            }  # fmt: skip

    ready = []
    for scenario, task in tasks:
        if task["status"] != ("scenario_completed" if scenario.kind == "analysis" else "completed"):
            continue
        if is_long_enough(task):
            ready.append((scenario, task))
        else:
            task |= {"rubric_run_error": "Task output incomplete", "error": f"no reply of {LEAST} characters"}
    _in_parallel(score, ready, threads, "rubric", save)
    save()


def compare(
    judge: Endpoint,
    benchmark: Benchmark,
    played: dict[str, Sequence[tuple[Scenario, Task]]],
    comparisons: list[Comparison],
    save: Callable[[], None],
    *,
    threads: int,
) -> None:
    """Judge every pair of models on every scenario that both played, in both orders.

    The harness places one model in a long ladder and samples its neighbours; here everybody meets everybody.

    Args:
        judge: Asked.
        benchmark: Its prompts.
        played: Model -> its tasks, in the same order for all.
        comparisons: What was judged before, left alone; new judgements are added.
        save: Called now and then.
        threads: Requests at a time.
    """
    known = {_signature(one) for one in comparisons if "error" not in one}
    comparisons[:] = [one for one in comparisons if "error" not in one]
    waiting = []
    for test, other in itertools.combinations(sorted(played), 2):
        for (scenario, own), (_, theirs) in zip(played[test], played[other], strict=True):
            if not (_is_comparable(scenario, own) and _is_comparable(scenario, theirs)):
                continue
            for test_first in (True, False):
                order = f"{FIRST}:test / {SECOND}:other" if test_first else f"{FIRST}:other / {SECOND}:test"
                pair = {"test_model": test, "neighbor_model": other, "iteration_index": own["iteration_index"]}
                comparison: Comparison = {"scenario_id": scenario.id, "pair": pair, "order": order}
                if _signature(comparison) not in known:
                    sides = (_side(own), _side(theirs)) if test_first else (_side(theirs), _side(own))
                    waiting.append((comparison, scenario, sides, test_first))

    def ask(item: tuple[Comparison, Scenario, tuple[Side, Side], bool]) -> None:
        comparison, scenario, sides, test_first = item
        try:
            answer = judge.ask([_user(pairwise_prompt(benchmark, scenario, *sides))], _verdicts, **OPTIONS)
        except Unanswered as error:
            _refuse(judge, error)
            comparisons.append({**comparison, "error": str(error)})
            return
        first, second = pluses(scenario, answer)
        own, theirs = (first, second) if test_first else (second, first)
        outcome = 0.5 if own == theirs else float(own > theirs)
        comparisons.append({
            **comparison, "judge_response": answer, "outcome_for_test_model": outcome, "plus_for_test": own,
            "plus_for_other": theirs, "plus_diff": abs(own - theirs),
        })  # fmt: skip

    _in_parallel(ask, waiting, threads, "pairs", save)
    comparisons.sort(key=_signature)  # answers come in any order
    save()


def results_of(comparisons: Iterable[Comparison]) -> list[Result]:
    """Both orders of a pair on a scenario added up, in a fixed order; what was judged in one order only is left out."""
    return [
        Result(test, other, scenario, sum(c["plus_for_test"] for c in both), sum(c["plus_for_other"] for c in both))
        for (test, other, _, scenario), both in sorted(_in_both_orders(comparisons).items())
    ]


def flips(comparisons: Iterable[Comparison]) -> tuple[int, int]:
    """Pairs whose winner changed with the order, of all that were judged in both."""
    judged = _in_both_orders(comparisons).values()
    return sum({one["outcome_for_test_model"] for one in both} == {0.0, 1.0} for both in judged), len(judged)


def _in_both_orders(comparisons: Iterable[Comparison]) -> dict[tuple[str, str, int, str], list[Comparison]]:
    """Test model, other model, iteration and scenario -> its two judgements."""
    groups: dict[tuple[str, str, int, str], list[Comparison]] = {}
    for one in comparisons:
        if "error" not in one:
            groups.setdefault(_signature(one)[:4], []).append(one)
    return {key: group for key, group in groups.items() if len(group) == 2}


def _signature(one: Comparison) -> tuple[str, str, int, str, str]:
    pair = one["pair"]
    return pair["test_model"], pair["neighbor_model"], pair["iteration_index"], one["scenario_id"], one["order"]


def _is_comparable(scenario: Scenario, task: Task) -> bool:
    done = ("rubric_scored",) if scenario.kind == "analysis" else ("completed", "rubric_scored")
    return task["status"] in done and is_long_enough(task)


def _refuse(judge: Endpoint, error: Unanswered) -> None:
    """Stop where asking on makes no sense: what is done is in the files."""
    if error.is_final:
        remedy = "Check judge_url, judge_model and its key; what is done is kept, the same command goes on"
        raise InputError(f"judge={judge.name}", str(error), remedy) from None


def _side(task: Task) -> Side:
    return Side(tuple(task["conversation_history"]), tuple(task["parsed_responses"]), task["debrief_response"] or "")


def _verdicts(answer: str) -> dict[str, Any]:
    found = parse_answer(answer)
    if not any(isinstance(value, str) and (FIRST in value or SECOND in value) for value in found.values()):
        raise ValueError("no verdict")
    return found


def _user(text: str) -> dict[str, str]:
    return {"role": "user", "content": text}


def _in_parallel(
    work: Callable[[Any], None], items: Sequence[Any], threads: int, name: str, save: Callable[[], None]
) -> None:
    """Work on items in rounds, and save after each."""
    rounds = [items[start : start + threads] for start in range(0, len(items), threads)]
    with ThreadPoolExecutor(max_workers=threads) as pool:
        for batch in shown(rounds, name):
            try:
                list(pool.map(work, batch))
            finally:
                save()
