"""The benchmark's own files -> scenarios, with the prompts around them."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from empathy.errors import InputError

Kind = Literal["role-play", "drafting", "analysis"]

NO_NOTES = "[No scenario notes available]"

_FILES = {
    "role-play": "scenario_master_prompt.txt",
    "drafting": "scenario_master_prompt_message_drafting.txt",
    "analysis": "scenario_master_prompt_analysis.txt",
}


@dataclass(frozen=True)
class Scenario:
    """One item.

    Attributes:
        id: As in the official files, such as ``301``.
        title: Its name there.
        prompts: What the user says, turn by turn: nothing that is answered changes it.
        notes: What the pairwise judge is told about it.
    """

    id: str
    title: str
    prompts: tuple[str, ...]
    notes: str

    @property
    def kind(self) -> Kind:
        """Ids from 400 are analyses, those from 201 to 209 drafts."""
        number = int(self.id)
        if number >= 400:
            return "analysis"
        return "drafting" if 201 <= number <= 209 else "role-play"


@dataclass(frozen=True)
class Benchmark:
    """All that is asked and how it is judged.

    Attributes:
        scenarios: In the file's order.
        master: Kind -> text around each prompt, with ``{scenario_prompt}`` in it.
        debrief: What is asked at the end of a role-play and of a draft.
        rubric: Kind of judgement (``role-play`` for drafts too, ``analysis``) -> prompt of the rubric judge.
        criteria: The same keys -> what it scores.
        pairwise: The same keys -> prompt of the pairwise judge.
    """

    scenarios: tuple[Scenario, ...]
    master: dict[str, str]
    debrief: str
    rubric: dict[str, str]
    criteria: dict[str, tuple[str, ...]]
    pairwise: dict[str, str]


def read_benchmark(folder: Path) -> Benchmark:
    """Read the official files of a folder.

    Raises:
        InputError: If one of them is missing or empty.
    """

    def text(name: str) -> str:
        try:
            content = (folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                folder / name, f"cannot be read ({type(error).__name__})", "Pass --data, EQ-Bench 3's folder data/"
            ) from None
        if not content.strip():
            raise InputError(folder / name, "is empty", "Fetch EQ-Bench 3's folder data/ again")
        return content

    def both(plain: str, analysis: str) -> dict[str, str]:
        return {"role-play": text(plain), "analysis": text(analysis)}

    criteria = both("rubric_scoring_criteria.txt", "rubric_scoring_criteria_analysis.txt")
    scenarios = parse_scenarios(text("scenario_prompts.txt"), parse_notes(text("scenario_notes.txt")))
    if not scenarios:
        raise InputError(folder / "scenario_prompts.txt", "holds no scenario", "Fetch EQ-Bench 3's folder data/ again")
    return Benchmark(
        scenarios=scenarios,
        master={kind: text(name) for kind, name in _FILES.items()},
        debrief=text("debrief_prompt.txt"),
        rubric=both("rubric_scoring_prompt.txt", "rubric_scoring_prompt_analysis.txt"),
        criteria={kind: tuple(names.split()) for kind, names in criteria.items()},
        pairwise=both("pairwise_prompt_eqbench3.txt", "pairwise_prompt_eqbench3_analysis.txt"),
    )


def parse_scenarios(text: str, notes: dict[str, str]) -> tuple[Scenario, ...]:
    """Scenarios under ``######## ID | type | title``, each prompt under ``####### PromptN``.

    One scenario of the official file has another heading over its prompt: it has no prompts, and like the harness this
    leaves it out, for scores are compared over 45.
    """
    found = []
    for block in re.split(r"^########(?!#)\s*", text, flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        id_, *rest = [part.strip() for part in head.split("|")]
        prompts = [part.strip() for part in re.split(r"^#######\s*Prompt\d+\s*$", body, flags=re.MULTILINE)[1:]]
        if prompts and id_.isdigit():
            found.append(Scenario(id_, rest[-1] if rest else "", tuple(prompts), notes.get(id_, NO_NOTES)))
    return tuple(found)


def parse_notes(text: str) -> dict[str, str]:
    """Scenario id -> notes, from sections under ``# ID``."""
    sections = re.split(r"^# ", text, flags=re.MULTILINE)[1:]
    parts = [section.partition("\n") for section in sections]
    return {id_.strip(): notes.strip() for id_, _, notes in parts if notes.strip()}
