"""Scenarios are played: turn by turn, all of them side by side, then the debriefs."""

import datetime
from collections.abc import Callable, Iterable, Sequence

from empathy.endpoint import Message
from empathy.evaluate.eqbench3.run_file import Task
from empathy.evaluate.eqbench3.scenarios import Scenario
from empathy.evaluate.eqbench3.transcript import sections
from empathy.evaluate.players import Player
from empathy.evaluate.progress import shown

TURN, DEBRIEF = {"temperature": 0.7, "min_p": 0.1}, {"temperature": 0.5, "min_p": 0.0}
"""How the two kinds of answers are drawn."""


def play(player: Player, tasks: Sequence[tuple[Scenario, Task]], save: Callable[[], None], *, seed: int) -> None:
    """Give every task the answers that it lacks; what fails is marked and tried again by the next run.

    Args:
        player: Answers.
        tasks: Of one model.
        save: Called after every batch.
        seed: Of the draws, with the scenario's turn.
    """
    for turn in range(max(len(scenario.prompts) for scenario, _ in tasks)):
        waiting = [
            (scenario, task)
            for scenario, task in tasks
            if turn < len(scenario.prompts) and len(task["conversation_history"]) == 2 * turn
        ]
        for batch in _batches(waiting, player.batch, f"turn {turn + 1}"):
            asked = [_asked(task, scenario.prompts[turn]) for scenario, task in batch]
            for (scenario, task), messages, answer in zip(
                batch, asked, player.answers(asked, **TURN, seed=seed + turn), strict=True
            ):
                _note_turn(scenario, task, messages, answer)
            save()
    waiting = [(s, t) for s, t in tasks if t["status"] == "scenario_completed" and s.kind != "analysis"]
    for batch in _batches(waiting, player.batch, "debriefs"):
        asked = [[*task["conversation_history"], _user(task["debrief_prompt"])] for _, task in batch]
        for (_, task), answer in zip(batch, player.answers(asked, **DEBRIEF, seed=seed), strict=True):
            task["debrief_response"] = answer
            task["debrief_run_error"] = None if answer is not None else "no answer"
            task["status"] = "completed" if answer is not None else "scenario_completed"
        save()


def _batches(
    waiting: Sequence[tuple[Scenario, Task]], size: int, name: str
) -> Iterable[Sequence[tuple[Scenario, Task]]]:
    return shown([waiting[start : start + size] for start in range(0, len(waiting), size)], name)


def _asked(task: Task, prompt: str) -> list[Message]:
    return [*task["conversation_history"], _user(task["master_prompt_template"].format(scenario_prompt=prompt))]


def _user(text: str) -> Message:
    return {"role": "user", "content": text}


def _note_turn(scenario: Scenario, task: Task, messages: list[Message], answer: str | None) -> None:
    if task["start_time"] is None:
        task["start_time"] = datetime.datetime.now(datetime.UTC).timestamp()
    if answer is None:
        task |= {"scenario_run_error": "no answer", "error": f"no answer to turn {len(messages) // 2 + 1}"}
        return
    task["conversation_history"] = [*messages, {"role": "assistant", "content": answer}]
    task["parsed_responses"] = [*task["parsed_responses"], sections(scenario.kind, answer)]
    done = len(task["parsed_responses"]) == len(scenario.prompts)
    task |= {
        "status": "scenario_completed" if done else "running_scenario", "scenario_run_error": None, "error": None,
    }  # fmt: skip
