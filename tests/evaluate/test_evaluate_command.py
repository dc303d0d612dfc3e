"""`main.py evaluate`: what it refuses, and the line that it prints."""

import json

import pytest

from empathy.errors import InputError
from empathy.evaluate.command import eqbench2
from empathy.evaluate.eqbench2 import QUESTIONS


def test_a_published_run_is_scored_with_the_questions_beside_it(tmp_path, capsys):
    names = {f"emotion{place}": name for place, name in enumerate(("Hurt", "Proud", "Calm", "Angry"), 1)}
    reference = {**names, **{f"emotion{place}_score": place for place in range(1, 5)}}
    (tmp_path / QUESTIONS).write_text(json.dumps({"7": {"prompt": "Rate.", "reference_answer_fullscale": reference}}))
    (tmp_path / "results").mkdir()
    run = tmp_path / "results" / "run.json"
    replies = {"7": "Hurt: 1\nProud: 2\nCalm: 3\nAngry: 4"}
    run.write_text(json.dumps({"raw_results": {"1": {"raw_inference": replies}}}))
    eqbench2(rescore=str(run))
    assert json.loads(capsys.readouterr().out) == {"score": 100.0, "parseable": 1, "asked": 1, "failed": False}


def test_what_is_missing_is_named(tmp_path, monkeypatch):
    monkeypatch.delenv("EMPATHY_DATA", raising=False)
    with pytest.raises(InputError, match="nothing to score"):
        eqbench2()
    with pytest.raises(InputError, match="no such file"):
        eqbench2(rescore=str(tmp_path / "run.json"))
    (tmp_path / "run.json").write_text("{}")
    with pytest.raises(InputError, match=f"no {QUESTIONS} in"):
        eqbench2(rescore=str(tmp_path / "run.json"), data=str(tmp_path))
