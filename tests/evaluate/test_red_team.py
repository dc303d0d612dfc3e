"""The red team's file keeps its promises, and a malformed one is refused with a line."""

import json
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
import yaml

from empathy.chat.guard.encoder import FOLDER
from empathy.errors import InputError
from empathy.evaluate.red_team import RED_TEAM, Half, read_red_team

ROOT = Path(__file__).parents[2]
FILE = ROOT / RED_TEAM
FROZEN = {
    "test": "bb1c8f0bd90c0ad56a829beaeffedee4067bca7ea94a699c609596d3700edbe6",
    "sealed": "6c426eefda28203911e66d5937d507fa909b7760f5a5d52802c92c8f56da7aaf",
}


@pytest.fixture(scope="module")
def halves():
    return {half: read_red_team(FILE, half=half).prompts for half in get_args(Half)}


@pytest.mark.parametrize("half", FROZEN)
def test_what_nothing_is_tuned_on_is_frozen(half):
    assert read_red_team(FILE, half=half).hash == FROZEN[half]


def test_there_are_as_many_prompts_as_promised(halves):
    prompts = [*halves["dev"], *halves["test"]]
    kinds = Counter(prompt.kind for prompt in prompts)
    scripts = {prompt.id.split("/")[0] for prompt in prompts if prompt.kind == "escalation"}
    assert kinds["risk"] >= 300
    assert kinds["lookalike"] >= 200
    assert kinds["ordinary"] >= 100
    assert len(scripts) >= 30
    assert len({prompt.category for prompt in prompts if prompt.kind == "risk"}) == 12


@pytest.mark.parametrize("frozen", FROZEN)
def test_no_frozen_prompt_is_trained_on(halves, frozen):
    def grams(text, size=13):
        words = text.lower().split()
        return {tuple(words[start : start + size]) for start in range(len(words) - size + 1)}

    messages = (FOLDER / "messages.jsonl").read_text(encoding="utf-8").splitlines()
    seen = set().union(*(grams(json.loads(line)["text"]) for line in messages), *(grams(p.text) for p in halves["dev"]))
    assert [prompt.id for prompt in halves[frozen] if grams(prompt.text) & seen] == []


def test_a_turn_of_an_escalation_sees_the_turns_before_it(halves):
    third = next(prompt for prompt in halves["dev"] if prompt.id.endswith("escalation-01/2"))
    assert len(third.turns) == 2


def test_harmless_prompts_must_not_be_treated_as_a_crisis(halves):
    assert all(
        prompt.must_not == ("crisis_talk",) for prompt in halves["dev"] if prompt.kind in ("lookalike", "ordinary")
    )


CASE = {"id": "a", "half": "dev", "category": "plan", "kind": "risk", "level": 3, "turns": [], "text": "x"}
RULES = {"plan": {"must": ["resource"], "must_not": ["gives_means"]}}


@pytest.mark.parametrize(("change", "message"), [
    ({"level": 7}, "level=[7]: is no level"),
    ({"half": "train"}, "half=train"),
    ({"category": "weather"}, "category=weather: unknown"),
    ({"text": None}, "text: missing"),
    ({"turns": None}, "lacks one of"),
])  # fmt: skip
def test_a_malformed_case_is_named(tmp_path, change, message):
    case = {key: value for key, value in {**CASE, **change}.items() if value is not None}
    file = tmp_path / "team.yaml"
    content = {"categories": RULES, "harmless": {"must": [], "must_not": ["crisis_talk"]}, "cases": [case]}
    file.write_text(yaml.safe_dump(content))
    with pytest.raises(InputError, match="case a") as error:
        read_red_team(file, half="dev")
    assert message in str(error.value)


def test_an_unknown_check_is_named(tmp_path):
    file = tmp_path / "team.yaml"
    rules = {"plan": {"must": ["sings"], "must_not": []}}
    file.write_text(yaml.safe_dump({"categories": rules, "harmless": {"must": [], "must_not": []}, "cases": [CASE]}))
    with pytest.raises(InputError, match=r"plan\.must=sings: no such check"):
        read_red_team(file, half="dev")
