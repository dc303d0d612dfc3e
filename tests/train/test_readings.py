"""Rows of held-out examples: what belongs to which example, and that files and ranks lose nothing."""

import json
import math
import re

import numpy as np
import pytest
import torch

from empathy.errors import InputError
from empathy.train.readings import joined, load, read
from tests.train.test_metrics import HEAD, LN2, batch, ids, one_hot, outputs


def two_batches():
    """Example a#0 has two tokens of ln 2 and an emotion; a#1 a strategy; b#0 nothing; c#0 one token of ln 4/3."""
    first = batch(
        ids=["a#0", "a#1"], corpus=ids(0, 1), target_at=ids(1, 2), targets=ids(0, 1), emotion_at=ids(3),
        emotions=one_hot(4), strategy_at=ids(14), strategies=ids(5), affect_at=ids(),
    )  # fmt: skip
    second = batch(
        ids=["b#0", "c#0"], corpus=ids(1, 0), target_at=ids(12), targets=ids(0), emotion_at=ids(), strategy_at=ids(),
        affect_at=ids(19), affect=torch.tensor([[4.0, 2.0]]), affect_is_human=torch.tensor([True]),
    )  # fmt: skip
    first["ids"], second["ids"] = ["a#0", "a#1"], ["b#0", "c#0"]
    given = [
        outputs(
            predictors=torch.tensor([[0.0], [0.0]]), emotion=one_hot(7), strategy=one_hot(2, width=8),
            affect=torch.empty(0, 2),
        ),
        outputs(predictors=torch.tensor([[1.0]]), affect=torch.tensor([[3.5, 2.5]])),
    ]  # fmt: skip
    return [first, second], given


def readings():
    batches, given = two_batches()
    answers = iter(given)
    return read(batches, lambda _: next(answers), HEAD, ["esconv", "goemotions"])


def test_every_row_knows_its_example():
    found = readings()
    assert found.example.tolist() == ["a#0", "a#1", "b#0", "c#0"]
    assert found.corpus.tolist() == ["esconv", "goemotions", "goemotions", "esconv"]
    assert found.nll == pytest.approx([2 * LN2, 0, 0, math.log(4 / 3)])
    assert found.tokens.tolist() == [2, 0, 0, 1]
    assert (found.emotion_of.tolist(), found.emotion.argmax(1).tolist()) == ([0], [7])
    assert (found.strategy_of.tolist(), found.strategy_gold.tolist()) == ([1], [5])
    assert (found.affect_of.tolist(), found.affect.tolist()) == ([3], [[3.5, 2.5]])
    assert found.affect_is_human.tolist() == [True]
    assert found.dialogue.tolist() == ["esconv/a", "goemotions/a", "goemotions/b", "esconv/c"]


def test_what_is_saved_is_what_is_loaded(tmp_path):
    found = readings()
    found.save(tmp_path / "new" / "readings.npz")
    again = load(tmp_path / "new" / "readings.npz")
    for name in found._fields:
        np.testing.assert_array_equal(getattr(again, name), getattr(found, name))
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["readings.npz"]


def test_another_file_is_refused_in_one_line(tmp_path):
    (tmp_path / "readings.npz").write_text("nothing")
    with pytest.raises(InputError, match="holds no readings"):
        load(tmp_path / "readings.npz")


def test_rows_of_two_ranks_are_joined():
    both = joined([readings(), readings()])
    assert len(both.example) == 8
    assert both.emotion_of.tolist() == [0, 4]
    assert both.strategy_of.tolist() == [1, 5]
    assert both.affect_of.tolist() == [3, 7]


def test_a_run_leaves_readings_of_the_weights_that_it_exports(tiny_best_model):
    folder = tiny_best_model.parents[3] / "results" / "tiny-0"
    found = load(folder / "readings-valid-0.npz")
    card = (tiny_best_model / "README.md").read_text()
    figure = float(re.search(r"\| val/lm \| ([\d.]+) \|", card).group(1))
    assert found.nll.sum() / found.tokens.sum() == pytest.approx(figure, rel=1e-3)
    assert len(found.strategy) == len(found.strategy_gold) > 0
    assert found.emotion.shape[1] == 27
    preferences = np.array(json.loads((folder / "preferences.json").read_text()))
    assert preferences.shape == (17, 2)
    assert (preferences < 0).all()
