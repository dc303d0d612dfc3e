"""The figures of the heads from readings made by hand, and the command on what ships."""

import json
import shutil

import numpy as np
import pytest

from empathy.evaluate import heads
from empathy.train.readings import Readings
from tests.conftest import ROOT


def made(**fields) -> Readings:
    """No rows but those given."""
    nothing = {
        "example": np.array([], dtype=str), "corpus": np.array([], dtype=str), "nll": np.empty(0),
        "tokens": np.empty(0, dtype=int), "emotion_of": np.empty(0, dtype=int), "emotion": np.empty((0, 27)),
        "emotion_gold": np.empty((0, 27)), "strategy_of": np.empty(0, dtype=int), "strategy": np.empty((0, 8)),
        "strategy_gold": np.empty(0, dtype=int), "affect_of": np.empty(0, dtype=int), "affect": np.empty((0, 2)),
        "affect_gold": np.empty((0, 2)), "affect_is_human": np.empty(0, dtype=bool),
    }  # fmt: skip
    return Readings(**{**nothing, **fields})


def rows(corpus: str, n: int, **fields) -> Readings:
    names = np.array([f"{place}#0" for place in range(n)])
    given = {"example": names, "corpus": np.array([corpus] * n), "nll": np.zeros(n), "tokens": np.zeros(n, dtype=int)}
    return made(**{**given, **fields})


def by_name(valid: Readings, test: Readings) -> dict[str, float]:
    return {row.figure: row.estimate.value for row in heads.figures(valid, test)}


def test_strategies_beside_the_most_frequent_one():
    said = np.eye(8)[[0, 1, 1, 3]]
    test = rows("esconv", 4, strategy_of=np.arange(4), strategy=said, strategy_gold=np.array([0, 1, 0, 0]))
    found = by_name(test, test)
    assert found["strategy accuracy"] == 0.5
    assert found["strategy accuracy of always the most frequent"] == 0.75
    # class 0: F1 2/4; class 1: 2/3; class 3: 0, over three classes; weighted: 3/4 of 1/2 and 1/4 of 2/3
    assert found["strategy macro F1"] == pytest.approx((1 / 2 + 2 / 3) / 3)
    assert found["strategy weighted F1"] == pytest.approx(0.75 / 2 + 0.25 * 2 / 3)


def test_thresholds_of_labels_come_from_validation():
    gold = np.zeros((4, 28))
    gold[:2, 5] = 1
    logits = np.full((4, 28), -9.0)
    logits[:, 5] = [-1, -2, -3, -4]  # validation parts at sigmoid(-2): a threshold of .5 would find nothing
    valid = rows("goemotions", 4, emotion_of=np.arange(4), emotion=logits, emotion_gold=gold)
    found = by_name(valid, valid)
    assert found["emotion, 28 labels, thresholds from validation: macro F1"] == 1.0
    assert "emotion accuracy" not in found, "28 labels have no one right class"
    moved = valid._replace(emotion=valid.emotion - 1.5)  # sigmoid(-2.5) is below the threshold, both are missed
    name = "emotion, 28 labels, thresholds from validation: macro F1"
    assert by_name(valid, moved).get(name, 0.0) == 0.0


def test_ratings_count_where_people_gave_them():
    rated = np.array([[1.0, 3.0], [2.0, 3.0], [4.0, 3.0], [5.0, 3.0]])
    test = rows(
        "emobank", 4, affect_of=np.arange(4), affect=rated + 0.5, affect_gold=rated,
        affect_is_human=np.array([True, True, True, False]),
    )  # fmt: skip
    found = {row.figure: row.estimate for row in heads.figures(test, test)}
    assert (found["valence r"].value, found["valence r"].n) == (pytest.approx(1), 3)
    assert found["valence absolute error"].value == pytest.approx(0.5)
    assert found["valence CCC"].value < 1
    assert "arousal r" not in found, "people gave one arousal to all"


def test_perplexity_of_a_corpus():
    test = rows("esconv", 2, nll=np.array([np.log(8.0), 0.0]), tokens=np.array([3, 0]))
    assert by_name(test, test)["perplexity"] == pytest.approx(2.0)


def test_pictures_are_written(tmp_path):
    test = rows(
        "goemotions", 2, emotion_of=np.arange(2), emotion=np.eye(27)[[0, 1]], emotion_gold=np.eye(27)[[0, 2]],
        strategy_of=np.arange(2), strategy=np.eye(8)[[0, 1]], strategy_gold=np.array([0, 1]),
    )  # fmt: skip
    heads.pictures(test, tmp_path, "sft")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["emotion-sft.png", "strategy-sft.png"]


def test_the_command_reads_a_model_once_and_of_a_base_only_its_replies(tiny_best_model, tmp_path, monkeypatch, capsys):
    shutil.copytree(ROOT / "safety", tmp_path / "safety")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EMPATHY_DATA", raising=False)
    models = [f"base=base:{tiny_best_model}", f"sft={tiny_best_model}"]
    heads.heads(models, tokens=300)
    written = {path: path.stat().st_mtime_ns for path in (tmp_path / "results/heads").glob("*/readings-*.npz")}
    assert len(written) == 4
    heads.heads(models, tokens=300)
    assert {path: path.stat().st_mtime_ns for path in written} == written
    found = json.loads((tmp_path / "results/heads/heads.json").read_text())["models"]
    assert {row["figure"] for row in found["base"]} == {"perplexity"}
    assert {"strategy accuracy", "emotion macro F1"} <= {row["figure"] for row in found["sft"]}
    assert all(row["low"] <= row["value"] <= row["high"] for row in found["sft"] if row["figure"] == "perplexity")
    assert "Heads of sft" in capsys.readouterr().out
    heads.heads(models, tokens=400)
    assert {path: path.stat().st_mtime_ns for path in written} != written, "other examples are read anew"
