"""The pairwise judge: its prompt, and how much one of two models won by."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from empathy.endpoint import Message
from empathy.evaluate.eqbench3.rubric import REASONING, judged_as
from empathy.evaluate.eqbench3.scenarios import Benchmark, Scenario
from empathy.evaluate.eqbench3.transcript import (
    ANALYSIS_LIMIT,
    DEBRIEF_LIMIT,
    Sections,
    cut,
    for_pairwise,
    unmarked,
)

FIRST, SECOND = "A0493", "A0488"
"""Names under which the judge meets the two."""


@dataclass(frozen=True)
class Side:
    """One model's answer to a scenario.

    Attributes:
        history: The conversation.
        parsed: Sections of each of its replies.
        debrief: Empty for an analysis.
    """

    history: tuple[Message, ...]
    parsed: tuple[Sections, ...]
    debrief: str


def pairwise_prompt(benchmark: Benchmark, scenario: Scenario, first: Side, second: Side) -> str:
    """What the judge is asked about two answers."""
    prompt = benchmark.pairwise[judged_as(scenario)].replace("{scenario_notes}", scenario.notes)
    if scenario.kind == "analysis":
        prompt = prompt.replace("{transcript_being_analysed}", scenario.prompts[0])
        for name, side in (("A", first), ("B", second)):
            reply = next(message["content"] for message in side.history if message["role"] == "assistant")
            prompt = prompt.replace(f"{{response_{name}}}", cut(unmarked(reply), ANALYSIS_LIMIT))
        return prompt
    for name, side in (("A", first), ("B", second)):
        told = for_pairwise(scenario.kind, side.history, side.parsed)
        prompt = prompt.replace(f"{{conversation_history_{name}}}", told)
        prompt = prompt.replace(f"{{debrief_{name}}}", cut(unmarked(side.debrief), DEBRIEF_LIMIT))
    return prompt


def pluses(scenario: Scenario, answer: Mapping[str, Any]) -> tuple[int, int]:
    """Pluses of the first and of the second; of an analysis only who has more, as 1 to 0."""
    first = second = 0
    for criterion, verdict in answer.items():
        if criterion == REASONING or not isinstance(verdict, str):
            continue
        if FIRST in verdict:
            first += verdict.count("+")
        elif SECOND in verdict:
            second += verdict.count("+")
    if scenario.kind == "analysis":
        return int(first > second), int(second > first)
    return first, second
