"""Figures over resamples: the sample's own value is the library's, and a weight counts an item as often."""

import numpy as np
import pytest
from scipy import stats
from sklearn import metrics

from empathy.evaluate import head_figures as figures
from empathy.evaluate.resampling import Resamples, estimate

DRAW = np.random.default_rng(3)
GOLD, SAID = DRAW.integers(0, 5, 200), DRAW.integers(0, 5, 200)
HOT = figures.one_hot(SAID, 5), figures.one_hot(GOLD, 5)
X = DRAW.normal(3, 0.4, 300)
Y = 0.6 * X + DRAW.normal(1, 0.3, 300)
ONES = np.ones((1, 200))


def test_classes_are_counted_as_scikit_learn_counts_them():
    assert figures.accuracy(ONES, SAID, GOLD)[0] == pytest.approx(metrics.accuracy_score(GOLD, SAID))
    assert figures.macro_f1(ONES, *HOT)[0] == pytest.approx(metrics.f1_score(GOLD, SAID, average="macro"))
    assert figures.weighted_f1(ONES, *HOT)[0] == pytest.approx(metrics.f1_score(GOLD, SAID, average="weighted"))
    assert figures.micro_f1(ONES, *HOT)[0] == pytest.approx(metrics.f1_score(GOLD, SAID, average="micro"))


def test_a_label_that_is_nowhere_has_no_f1():
    said, gold = figures.one_hot(np.array([0, 1]), 3), figures.one_hot(np.array([0, 0]), 3)
    # label 0: 1 hit, 2 in gold, 1 said: 2/3; label 1: said once, never right: 0; label 2: nowhere
    assert figures.f1_scores(np.ones((1, 2)), said, gold)[0] == pytest.approx([2 / 3, 0, np.nan], nan_ok=True)
    assert figures.macro_f1(np.ones((1, 2)), said, gold)[0] == pytest.approx(1 / 3)


def test_correlations_are_the_published_ones():
    ones = np.ones((1, 300))
    assert figures.pearson_r(ones, X, Y)[0] == pytest.approx(stats.pearsonr(X, Y)[0])
    ccc = 2 * np.cov(X, Y, bias=True)[0, 1] / (X.var() + Y.var() + (X.mean() - Y.mean()) ** 2)
    assert figures.concordance(ones, X, Y)[0] == pytest.approx(ccc)
    assert figures.absolute_error(ones, X, Y)[0] == pytest.approx(np.abs(X - Y).mean())


def test_a_constant_guess_has_no_correlation():
    assert np.isnan(figures.pearson_r(np.ones((1, 300)), np.full(300, 3.0), Y)[0])


def test_a_weight_counts_an_item_as_often():
    weights = np.array([[1.0, 1, 1], [0, 3, 0]])
    said, gold = np.array([1, 0, 2]), np.array([1, 1, 2])
    assert figures.accuracy(weights, said, gold) == pytest.approx([2 / 3, 0])
    nll, tokens = np.array([np.log(2.0), 4 * np.log(3.0), 0.0]), np.array([1, 4, 0])
    assert figures.perplexity(weights, nll, tokens) == pytest.approx([np.exp((np.log(2) + 4 * np.log(3)) / 5), 3])


def test_a_threshold_is_where_f1_is_best_and_parts_no_equal_scores():
    scores = np.array([[0.9, 0.5], [0.8, 0.5], [0.4, 0.5], [0.1, 0.2]])
    gold = np.array([[1, 0], [1, 1], [0, 0], [0, 0]], dtype=bool)
    assert figures.best_thresholds(scores, gold) == pytest.approx([0.8, 0.5])
    assert figures.best_thresholds(scores, np.zeros((4, 2), dtype=bool)) == pytest.approx([0.5, 0.5])


def test_the_confusion_matrix_has_gold_in_its_rows():
    assert figures.confusion(np.array([1, 1, 0]), np.array([0, 1, 0]), 2).tolist() == [[1, 1], [0, 1]]


def test_dialogues_are_drawn_whole():
    resamples = Resamples(["a", "b", "c"], draws=50)
    weights = resamples.weights(["a", "a", "b", "c"])
    assert weights.shape == (51, 4)
    assert weights[0].tolist() == [1, 1, 1, 1]
    assert (weights[:, 0] == weights[:, 1]).all()
    assert (weights[:, 1:].sum(1) == 3).all()


def test_an_interval_covers_the_mean_as_the_formula_says():
    hits = np.arange(400) % 4 == 0
    weights = Resamples([str(n) for n in range(400)]).weights([str(n) for n in range(400)])
    found = estimate(figures.accuracy(weights, hits, np.ones(400, dtype=bool)), 400)
    spread = 1.96 * np.sqrt(0.25 * 0.75 / 400)
    assert (found.value, found.low, found.high) == pytest.approx((0.25, 0.25 - spread, 0.25 + spread), abs=0.008)
    assert estimate(np.array([np.nan, 1.0]), 5) is None
    assert estimate(np.array([1.0, 1.0]), 0) is None
