"""Tuning finds the lower validation loss, goes on where it was, and says when nothing is better."""

import json
from pathlib import Path

import pytest
import yaml

from empathy.evaluate.ablation.tuning import tune


def emotion_of(options):
    return float(options["model.init_args.weights.emotion"])


def test_the_best_weights_are_written_with_their_difference(fit, capsys):
    fit.nats = lambda options: 1 + emotion_of(options)  # the less emotion, the better
    tune(["sft.yaml"], trials=6)
    report = json.loads(Path("results/tune/tune.json").read_text())
    assert len(report["trials"]) == len(fit.commands) == 6
    assert report["default"] == {"emotion": 0.2, "strategy": 0.2, "affect": 0.0}
    assert report["best"]["emotion"] == min(trial["weights"]["emotion"] for trial in report["trials"]) < 0.2
    difference = report["validation loss"]["best"]["difference"]["value"]
    assert difference == pytest.approx(report["best"]["emotion"] - 0.2, abs=1e-6)
    best = yaml.safe_load(Path("results/tune/best.yaml").read_text())["model"]["init_args"]["weights"]
    assert best["emotion"] == pytest.approx(report["best"]["emotion"], abs=1e-4)
    assert "says the same" in capsys.readouterr().out


def test_it_says_when_nothing_is_better(fit, capsys):
    fit.nats = lambda options: 1 + abs(emotion_of(options) - 0.2)
    tune(["sft.yaml"], trials=3)
    assert "did not improve" in capsys.readouterr().out


def test_an_interrupted_call_goes_on(fit):
    tune(["sft.yaml"], trials=2)
    tune(["sft.yaml"], trials=4)
    assert len(fit.commands) == 4
