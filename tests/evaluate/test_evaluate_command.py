"""`main.py evaluate`: what it refuses, and the line that it prints."""

import json

import pytest

from empathy.errors import InputError
from empathy.evaluate.command import eqbench2
from empathy.evaluate.eqbench2 import QUESTIONS
from tests.loopback import Server


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
    with pytest.raises(InputError, match="neither or both"):
        eqbench2()
    with pytest.raises(InputError, match="nowhere: EMPATHY_DATA is not set"):
        eqbench2(models=["a=http://localhost/v1#m"])
    with pytest.raises(InputError, match="no such file"):
        eqbench2(rescore=str(tmp_path / "run.json"))
    (tmp_path / "run.json").write_text("{}")
    with pytest.raises(InputError, match=f"no {QUESTIONS} in"):
        eqbench2(rescore=str(tmp_path / "run.json"), data=str(tmp_path))


def test_a_model_is_asked_again_and_warmer_where_its_answer_cannot_be_read(tmp_path, capsys):
    row = {**{f"emotion{place}": name for place, name in enumerate(("Hurt", "Proud", "Calm", "Angry"), 1)}}
    row |= {f"emotion{place}_score": 0 for place in range(1, 5)}
    content = {id_: {"prompt": f"Question {id_}.", "reference_answer_fullscale": row} for id_ in ("7", "8")}
    (tmp_path / QUESTIONS).write_text(json.dumps(content))

    def reply(body):
        if "7" in body["messages"][1]["content"]:
            return "no numbers"
        return "Hurt: 0\nProud: 0\nCalm: 0\nAngry: 3" if body["temperature"] > 0.3 else "Hurt: 0"

    def run():
        eqbench2(models=[f"m={server.url}#m"], data=str(tmp_path), out=str(tmp_path / "out"))
        return json.loads(capsys.readouterr().out.splitlines()[-1])

    with Server(reply) as server:
        found = run()
        assert found == {"model": "m", "score": 88.75, "parseable": 1, "asked": 2, "failed": True}
        warmth = sorted(body["temperature"] for _, _, body in server.requests if "7" in body["messages"][1]["content"])
        assert warmth == pytest.approx([0.01, 0.16, 0.31, 0.46, 0.61])
        assert len(server.requests) == 5 + 3
        assert run() == found
        assert len(server.requests) == 8, "an interrupted or finished run asks nothing twice"
    assert json.loads((tmp_path / "out" / "results.json").read_text())["m"]["score"] == 88.75
