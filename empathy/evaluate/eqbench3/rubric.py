"""The rubric judge: its prompt, its answer, and which of its scores count."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from empathy.endpoint import Message
from empathy.evaluate.eqbench3.scenarios import Benchmark, Scenario
from empathy.evaluate.eqbench3.transcript import Sections, for_rubric, unmarked

COUNTED = {
    "role-play": (
        "demonstrated_empathy", "pragmatic_ei", "depth_of_insight", "social_dexterity", "emotional_reasoning",
        "message_tailoring",
    ),
    "analysis": (
        "depth_of_insight", "emotional_reasoning", "theory_of_mind", "subtext_identification",
        "intellectual_grounding", "correctness",
    ),
}  # fmt: skip
"""Criteria of the mean; the others that are asked for describe style."""

REASONING = "chain_of_thought_reasoning"


def judged_as(scenario: Scenario) -> str:
    """Which rubric a scenario falls under: drafts are judged like role-plays."""
    return "analysis" if scenario.kind == "analysis" else "role-play"


def rubric_prompt(
    benchmark: Benchmark, scenario: Scenario, history: Sequence[Message], parsed: Sequence[Sections], debrief: str
) -> str:
    """What the judge is asked about one conversation."""
    kind = judged_as(scenario)
    lines = [f'  "{REASONING}": "detailed chain of thought reasoning about the coming scoring decisions"']
    lines += [f'  "{name}": 0-20' for name in benchmark.criteria[kind]]
    return unmarked(
        benchmark.rubric[kind]
        .replace("{output_format}", "{\n" + ",\n".join(lines) + "\n}")
        .replace("{debrief}", debrief)
        .replace("{transcript}", for_rubric(scenario.kind, history, parsed))
    )


def parse_answer(answer: str) -> dict[str, Any]:
    """The JSON object in a judge's answer: the last ``json`` block, else from the first brace to the last.

    Raises:
        ValueError: If there is none, also after mending line breaks and commas.
    """
    blocks = re.findall(r"```json\s*(\{.*?\})\s*```", answer, re.DOTALL)
    text = blocks[-1] if blocks else answer[answer.find("{") : answer.rfind("}") + 1]
    for candidate in (text, re.sub(r",\s*\}", "}", text), re.sub(r",\s*\}", "}", _escaped(text))):
        try:
            found = json.loads(candidate, strict=False)
        except ValueError:
            continue
        if isinstance(found, dict) and found:
            return found
    raise ValueError("no JSON object in the answer")


def _escaped(text: str) -> str:
    """Escape quotation marks inside of values, the commonest slip of judges: a value ends before a key or a brace."""
    value = r'(":\s*")(.*?)("(?=\s*(?:,\s*"\w+"\s*:|,?\s*\})))'
    return re.sub(value, lambda m: m[1] + re.sub(r'(?<!\\)"', r"\"", m[2]) + m[3], text, flags=re.DOTALL)


def scores_of(answer: Mapping[str, Any]) -> dict[str, float]:
    """Numbers in a judge's answer by criterion; of text the first number, so that "15/20" is 15."""
    found: dict[str, float] = {}
    for name, value in answer.items():
        if isinstance(value, bool) or name == REASONING:
            continue
        if isinstance(value, int | float):
            found[name] = float(value)
        elif number := re.search(r"\b(\d+(?:\.\d+)?)\b", str(value)):
            found[name] = float(number.group(1))
    return found


def item_score(kind: str, scores: Mapping[str, float]) -> float | None:
    """Mean of the criteria that count, 0 to 20; None where none of them was scored."""
    own = [scores[name] for name in COUNTED[kind] if name in scores]
    return sum(own) / len(own) if own else None


def rubric_score(items: Iterable[float | None]) -> float | None:
    """A model's score on the leaderboard's scale, 0 to 100: five times the mean of the items that were scored."""
    own = [item for item in items if item is not None]
    return 5 * sum(own) / len(own) if own else None
