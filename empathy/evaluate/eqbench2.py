"""EQ-Bench version 2 (Paech 2023): 171 dialogues, each with four emotions to rate from 0 to 10; no judge.

Follows the harness at EQ-Bench/EQ-Bench@d28c60c. The questions are not part of this project.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from empathy.endpoint import Message
from empathy.errors import InputError
from empathy.evaluate.players import Player
from empathy.evaluate.progress import shown
from empathy.evaluate.row_log import RowLog

QUESTIONS = "eq_bench_v2_questions_171.json"

LEAST_PARSEABLE = 0.8333
"""Share of the questions that must be answered in the format; below it the harness calls a run failed."""

REVISED_FROM = 0.95
"""Share of the first answers that must have a revised one before the revised score may count."""

SYSTEM = "You are an expert in emotional analysis."
NEW_TOKENS = 60
ATTEMPTS, FIRST_TEMPERATURE, WARMER = 5, 0.01, 0.15
"""A reply that cannot be read is asked for again, each time warmer."""

_ANSWER = re.compile(r"(\w+):\s+(\d+)")
_FIRST = re.compile(r"First pass scores:(.*?)Revised scores:", re.DOTALL)
_REVISED = re.compile(r"Revised scores:(.*?)$", re.DOTALL)


@dataclass(frozen=True)
class Question:
    """One dialogue.

    Attributes:
        prompt: What is asked, without the part that asks for a revision (the default since v2.1).
        reference: Emotion -> full-scale reference, 0 to 10.
    """

    prompt: str
    reference: Mapping[str, float]


@dataclass(frozen=True)
class Score:
    """Of one run.

    Attributes:
        score: 100 for the reference itself, about 0 for random answers, over parseable questions alone.
        parseable: Questions that were answered in the format.
        asked: All questions.
    """

    score: float
    parseable: int
    asked: int

    @property
    def failed(self) -> bool:
        """Whether too few answers could be read."""
        return self.parseable < LEAST_PARSEABLE * self.asked


def read_questions(path: Path) -> dict[str, Question]:
    """The questions by id.

    Raises:
        InputError: If the file is not the benchmark's.
    """
    content = _json(path)
    try:
        return {
            id_: Question(without_revision(row["prompt"]), _reference(row["reference_answer_fullscale"]))
            for id_, row in content.items()
        }
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InputError(path, f"is no file of questions ({error!r})", f"Pass the benchmark's {QUESTIONS}") from None


def without_revision(prompt: str) -> str:
    """The prompt as version 2.1 asks it: one pass of scores, no critique."""
    text = prompt.replace(
        " Then critique your answer by thinking it through step by step. Finally, give your revised scores.", ""
    ).replace("First pass scores:\n", "")
    # The harness keeps what marks the end of the answer.
    start, end = text.find("Critique: <your critique here>"), text.find("[End of answer]")
    return f"{text[:start]}\n{text[end:]}\nYour answer:\n" if 0 <= start < end else f"{text}\nYour answer:\n"


def answers(text: str) -> dict[str, int]:
    """Emotion -> score in a reply, marks aside: white space after the colon, whole numbers, the later of two counts."""
    return {name: int(value) for name, value in _ANSWER.findall(text.replace("*", "").replace("#", ""))}


def score(given: Mapping[str, float], reference: Mapping[str, float]) -> float | None:
    """10 less .7477 times the distances, of which small ones count little; None unless exactly the four are given.

    A distance d <= 5 counts ``6.5 / (1 + exp(-1.2 (d - 4)))``, 0 counts 0, a larger one d.
    """
    if given.keys() != reference.keys():
        return None
    return 10 - 0.7477 * sum(_distance(abs(given[name] - value)) for name, value in reference.items())


def _distance(d: float) -> float:
    if d == 0 or d > 5:
        return d
    return 6.5 / (1 + math.exp(-1.2 * (d - 4)))


def total(scores: Mapping[str, float | None]) -> Score:
    """The score of a run over question ids; None for what could not be read."""
    read = [value for value in scores.values() if value is not None]
    return Score(10 * sum(read) / len(read) if read else 0.0, len(read), len(scores))


def ask(player: Player, questions: Mapping[str, Question], log: RowLog) -> Score:
    """Ask every question until its answer can be read, five times at most.

    Args:
        player: Answers.
        questions: By id.
        log: Where the replies stand and go, so that an interrupted run goes on.
    """
    kept: dict[str, str] = {row["id"]: row["reply"] for row in log.rows}
    for attempt in range(ATTEMPTS):
        waiting = [
            id_ for id_, question in questions.items()
            if sum(row["id"] == id_ for row in log.rows) <= attempt
            and score(answers(kept.get(id_, "")), question.reference) is None
        ]  # fmt: skip
        batches = [waiting[start : start + player.batch] for start in range(0, len(waiting), player.batch)]
        for batch in shown(batches, f"attempt {attempt + 1}"):
            asked = [_asked(questions[id_]) for id_ in batch]
            said = player.answers(asked, temperature=FIRST_TEMPERATURE + WARMER * attempt, min_p=0.0, seed=attempt)
            rows = [{"id": id_, "reply": reply} for id_, reply in zip(batch, said, strict=True) if reply is not None]
            if not rows:
                raise InputError("models", "nobody answers", "Check address and key; what is done is kept")
            log.add(rows)
            kept |= {row["id"]: row["reply"] for row in rows}
    return total({id_: score(answers(kept.get(id_, "")), question.reference) for id_, question in questions.items()})


def _asked(question: Question) -> list[Message]:
    return [{"role": "system", "content": SYSTEM}, {"role": "user", "content": question.prompt}]


def rescored(path: Path, questions: Mapping[str, Question]) -> Score:
    """Score a published result file from the replies in it.

    Where the replies hold a revision, its score counts if it is no worse and 95 in 100 were revised.

    Raises:
        InputError: If it is no result file of these questions.
    """
    content = _json(path)
    try:
        replies: dict[str, str] = content["raw_results"]["1"]["raw_inference"]
        plain = {id_: str(text) for id_, text in replies.items()}
        unknown = plain.keys() - questions.keys()
    except (AttributeError, KeyError, TypeError) as error:
        raise InputError(path, f"is no result file of EQ-Bench v2 ({error!r})", "Pass a run's JSON file") from None
    if unknown:
        raise InputError(f"{path}, question {min(unknown)}", "is not among the questions", "Pass their own file")

    def scored(part: Callable[[str], str]) -> Score:
        return total({id_: score(answers(part(plain.get(id_, ""))), one.reference) for id_, one in questions.items()})

    if not any("Revised scores:" in text for text in plain.values()):
        return scored(str)
    first, second = scored(partial(_part, _FIRST)), scored(partial(_part, _REVISED))
    better = second.parseable >= REVISED_FROM * first.parseable and second.score >= first.score
    return second if better else first


def _part(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group(1) if found else ""


def _reference(row: Mapping[str, Any]) -> dict[str, float]:
    return {row[f"emotion{place}"]: float(row[f"emotion{place}_score"]) for place in range(1, 5)}


def _json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(path, f"cannot be read ({type(error).__name__})", "Pass a JSON file") from None
    if not isinstance(content, dict):
        raise InputError(path, "holds no JSON object", "Pass the benchmark's file")
    return content
