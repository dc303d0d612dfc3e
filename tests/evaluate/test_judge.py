"""A judge against gold emotions and against itself, by hand and over loopback."""

import json

import numpy as np
import pytest

from empathy.errors import InputError
from empathy.evaluate import judge as module
from empathy.labels import EMOTIONS_WITH_NEUTRAL
from tests.loopback import Server


def row(*labels):
    return {"labels": list(labels) or None}


def test_agreement_is_counted_by_label():
    gold = [(0,), (0,), (1,), (1,), (2,)]
    answers = [row(0), row(1), row(1), row(1), row()]
    found = module.consistency([*answers, row(0)], gold)
    # read: 4. label 0: 1 hit, 1 said, 2 true: 2/3; label 1: 2 hits, 3 said, 2 true: 4/5
    assert found["macro F1 against people, 28 labels"]["value"] == pytest.approx((2 / 3 + 4 / 5) / 2)
    assert found["macro F1 against people, 28 labels"]["n"] == 4
    assert found["micro F1 against people"]["value"] == 0.75
    # label 0: agree 3/4, chance 1/4 * 1/2 + 3/4 * 1/2 = 1/2: kappa 1/2; label 1 the same
    assert found["kappa against people, mean of labels"]["value"] == pytest.approx(0.5)
    assert found["the same labels when asked again"] == pytest.approx(
        {"value": 1.0, "low": 0.2065, "high": 1.0, "hits": 1}, abs=1e-3
    )


def test_another_answer_to_the_same_comment_is_no_agreement():
    gold = [(0,)] * 6
    again = [row(0), row(3)]  # of the first and the sixth
    found = module.consistency([row(0)] * 6 + again, gold)
    assert found["the same labels when asked again"]["value"] == 0.5


def test_labels_are_read_with_words_around_them():
    assert module.labels_in('Sure: {"emotions": ["Joy ", "grief"]} ok') == sorted(
        EMOTIONS_WITH_NEUTRAL.index(name) for name in ("joy", "grief")
    )
    for wrong in ("joy", '{"emotions": []}', '{"emotions": ["glee"]}'):
        with pytest.raises(ValueError, match=r".+"):
            module.labels_in(wrong)


def test_a_sample_takes_from_each_emotion_in_turn(monkeypatch):
    monkeypatch.delenv("EMPATHY_DATA", raising=False)
    chosen = module.sample(None, 28)
    assert len({labels[0] for _, labels in chosen}) > 20
    assert module.sample(None, 28) == chosen
    assert len(module.sample(None, 10_000)) == 96


def run(server, tmp_path, **options):
    module.judge(server.url, "j", number=10, threads=2, out=str(tmp_path / "judge"), **options)
    return json.loads((tmp_path / "judge" / "judge.json").read_text())


def test_the_command_asks_nothing_twice_and_names_flips(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("EMPATHY_DATA", raising=False)
    ladder = tmp_path / "eqbench3"
    ladder.mkdir()
    told = {"judge": "j", "winner changed with the order": [2, 4]}
    (ladder / "eq_bench_results.json").write_text(json.dumps(told))
    with Server(lambda body: '{"emotions": ["joy"]}') as server:
        report = run(server, tmp_path, eqbench3=str(ladder))
        assert len(server.requests) == 12
        run(server, tmp_path, eqbench3=str(ladder))
        assert len(server.requests) == 12
    assert report["figures"]["verdicts that turn with the order"]["value"] == 0.5
    assert report["figures"]["the same labels when asked again"]["value"] == 1.0
    assert "a ladder of them is noise" in " ".join(capsys.readouterr().out.split())


def test_answers_that_cannot_be_read_are_counted(tmp_path, monkeypatch):
    monkeypatch.setattr("empathy.endpoint.time.sleep", lambda seconds: None)
    with Server(lambda body: "no idea") as server:
        report = run(server, tmp_path, eqbench3=str(tmp_path))
    assert report["unread"] == 12
    assert "macro F1 against people, 28 labels" not in report["figures"]


def test_a_judge_that_refuses_ends_it_in_one_line(tmp_path):
    with Server(lambda body: 401) as server, pytest.raises(InputError, match=r"judge=j at .*HTTP 401"):
        run(server, tmp_path)


def test_kappa_is_zero_by_chance():
    said = module.hot([[0], [0], [1], [1]])
    true = module.hot([[0], [1], [0], [1]])
    assert module.kappa(np.ones((1, 4)), said, true) == pytest.approx([0.0])
