"""Held-out figures on batches made by hand, against scikit-learn and numpy where they know better."""

import math

import numpy as np
import pytest
import torch
from sklearn.metrics import accuracy_score, f1_score

from empathy.batch import Batch
from empathy.model.outputs import Outputs
from empathy.train.metrics import HeldOutMetrics

LN2 = math.log(2)
HEAD = torch.tensor([[math.log(3)], [0.0]])
"""LM head (V = 2, H = 1). State 0: both tokens cost ln 2. State 1: token 0 costs ln 4/3, token 1 costs ln 4."""
WIDTH = 10


def ids(*values: int) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.int64)


def batch(classes: int = 27, **fields: torch.Tensor) -> Batch:
    """Only what the metrics read; nothing is supervised unless given."""
    nothing = {
        "input_ids": torch.zeros(2, WIDTH, dtype=torch.int64),
        "corpus": ids(0, 0),
        "target_at": ids(),
        "targets": ids(),
        "emotions": torch.empty(0, classes),
        "strategies": ids(),
        "affect": torch.empty(0, 2),
    }
    made = {**nothing, **fields}
    return {"affect_is_human": torch.zeros(len(made["affect"]), dtype=torch.bool), **made}


def outputs(classes: int = 27, **fields: torch.Tensor) -> Outputs:
    nothing = {
        "hidden": torch.empty(0),
        "predictors": torch.empty(0, 1),
        "emotion": torch.empty(0, classes),
        "strategy": torch.empty(0, 8),
        "affect": torch.empty(0, 2),
    }
    return Outputs(**{**nothing, **fields})


def one_hot(*classes: int, width: int = 27) -> torch.Tensor:
    return torch.nn.functional.one_hot(ids(*classes), width).float()


def add_tokens(metrics: HeldOutMetrics, states: list[float], targets: list[int], at: list[int], corpus: list[int]):
    made = batch(corpus=ids(*corpus), target_at=ids(*at), targets=ids(*targets))
    metrics.update(made, outputs(predictors=torch.tensor(states)[:, None]), HEAD)


@pytest.fixture
def metrics() -> HeldOutMetrics:
    return HeldOutMetrics(("first", "second"), is_multilabel=False)


class TestTokens:
    def test_perplexity_weighs_tokens_not_batches(self, metrics):
        # One token at ln 4 and three at ln 2: 5 ln 2 over 4 tokens; a mean of means would say 1.5 ln 2.
        add_tokens(metrics, [1.0], [1], at=[3], corpus=[0, 0])
        add_tokens(metrics, [0.0, 0.0, 0.0], [0, 1, 0], at=[1, 2, 11], corpus=[0, 0])
        figures = metrics.compute()
        assert figures["lm"].value == pytest.approx(5 / 4 * LN2)
        assert figures["perplexity"].value == pytest.approx(2 ** (5 / 4))
        assert figures["lm"].n == figures["perplexity"].n == 4

    def test_nll_by_corpus(self, metrics):
        # Row 0 (positions 0..9) is of the second corpus, row 1 (10..19) of the first.
        add_tokens(metrics, [0.0, 1.0, 1.0], [0, 1, 0], at=[9, 10, 19], corpus=[1, 0])
        figures = metrics.compute()
        assert figures["second/nll"] == pytest.approx((LN2, 1))
        assert figures["first/nll"] == pytest.approx(((math.log(4) + math.log(4 / 3)) / 2, 2))
        assert figures["lm"] == pytest.approx(((LN2 + math.log(4) + math.log(4 / 3)) / 3, 3))  # not the mean of two

    def test_a_corpus_without_tokens_has_no_figure(self, metrics):
        add_tokens(metrics, [0.0], [0], at=[0], corpus=[1, 1])
        assert "first/nll" not in metrics.compute()

    def test_a_broken_model_does_not_look_perfect(self, metrics):
        """A NaN that is dropped from the sum would leave 0 nats: perplexity 1, the best of all checkpoints."""
        add_tokens(metrics, [math.nan], [0], at=[0], corpus=[0, 0])
        figures = metrics.compute()
        assert math.isnan(figures["lm"].value)
        assert math.isnan(figures["perplexity"].value)
        assert math.isnan(figures["first/nll"].value)

    def test_perplexity_of_a_diverged_model_is_finite(self, metrics):
        add_tokens(metrics, [1000.0], [1], at=[0], corpus=[0, 0])  # 1000 ln 3 = 1098.6 nats; exp of it overflows
        assert metrics.compute()["perplexity"].value == math.exp(700)


def add_classes(metrics: HeldOutMetrics, name: str, count: int, classes: int) -> tuple[list[int], list[int]]:
    """Random logits and labels in batches of 1, 2, 3, ... rows."""
    random = torch.Generator().manual_seed(count)
    logits = torch.randn(count, classes, generator=random)
    targets = torch.randint(classes - 1, (count,), generator=random)  # the last class never occurs
    logits[torch.arange(count), targets] += 1.5
    start, size = 0, 1
    while start < count:
        rows = slice(start, start + size)
        if name == "emotion":
            metrics.update(batch(emotions=one_hot(*targets[rows])), outputs(emotion=logits[rows]), HEAD)
        else:
            metrics.update(batch(strategies=targets[rows]), outputs(strategy=logits[rows]), HEAD)
        start, size = start + size, size + 1
    return targets.tolist(), logits.argmax(dim=-1).tolist()


class TestClasses:
    @pytest.mark.parametrize(("name", "classes"), [("emotion", 27), ("strategy", 8)])
    @pytest.mark.parametrize("count", [3, 40])
    def test_equal_scikit_learn(self, metrics, name, classes, count):
        gold, predicted = add_classes(metrics, name, count, classes)
        figures = metrics.compute()
        assert figures[f"{name}_accuracy"] == pytest.approx((accuracy_score(gold, predicted), count))
        for average in ("macro", "weighted"):
            expected = f1_score(gold, predicted, average=average, zero_division=0)
            assert figures[f"{name}_{average}_f1"] == pytest.approx((expected, count))

    def test_strategy_by_hand(self, metrics):
        # gold 0 0 1, predicted 0 1 1: F1 of both classes 2/3; the other six classes do not lower the mean
        made = outputs(strategy=torch.eye(8)[[0, 1, 1]])
        metrics.update(batch(strategies=ids(0, 0, 1)), made, HEAD)
        figures = metrics.compute()
        assert figures["strategy_accuracy"] == pytest.approx((2 / 3, 3))
        assert figures["strategy_macro_f1"] == pytest.approx((2 / 3, 3))
        # -log softmax: ln(e + 7) - 1 where right, ln(e + 7) where wrong
        assert figures["strategy"] == pytest.approx((math.log(math.e + 7) - 2 / 3, 3))

    def test_rows_with_two_gold_emotions_count_in_the_loss_alone(self, metrics):
        both = (one_hot(4) + one_hot(5)) / 2
        gold = torch.cat([both, one_hot(1), one_hot(2)])
        metrics.update(batch(emotions=gold), outputs(emotion=9.0 * one_hot(4, 1, 3)), HEAD)
        figures = metrics.compute()
        assert figures["emotion_accuracy"] == (0.5, 2)
        assert figures["emotion"].n == 3

    def test_only_two_gold_emotions(self, metrics):
        metrics.update(batch(emotions=(one_hot(4) + one_hot(5)) / 2), outputs(emotion=torch.zeros(1, 27)), HEAD)
        assert metrics.compute() == {"emotion": pytest.approx((math.log(27), 1))}

    def test_multilabel(self):
        metrics = HeldOutMetrics((), is_multilabel=True)
        gold = torch.zeros(4, 28)
        gold[0, 0] = gold[0, 1] = gold[1, 1] = gold[2, 27] = 1
        probabilities = torch.full((4, 28), 0.01)
        # 0.35 is a prediction (threshold 0.3), 0.25 is not
        probabilities[0, 0] = probabilities[1, 1] = probabilities[3, 5] = 0.35
        probabilities[2, 27] = 0.25
        for rows in (slice(0, 1), slice(1, 4)):
            metrics.update(
                batch(28, emotions=gold[rows], corpus=ids(), input_ids=torch.zeros(0, 1)),
                outputs(28, emotion=probabilities[rows].logit()),
                HEAD,
            )
        figures = metrics.compute()
        predicted = (probabilities > 0.3).long().numpy()
        expected = f1_score(gold.numpy(), predicted, average="macro", zero_division=0)
        assert figures["emotion_macro_f1"] == pytest.approx((expected, 4))
        assert figures["emotion_micro_f1"] == pytest.approx((4 / 7, 4))  # 2 hits, 1 false, 2 missed: 2*2/(2*2+1+2)
        loss = torch.nn.functional.binary_cross_entropy(probabilities, gold, reduction="sum").item()
        assert figures["emotion"] == pytest.approx((loss / 4, 4))
        assert "emotion_accuracy" not in figures


class TestAffect:
    @pytest.mark.parametrize("sizes", [(7,), (1, 1, 5), (3, 0, 4)])
    def test_equal_numpy(self, metrics, sizes):
        random = torch.Generator().manual_seed(0)
        gold = 1 + 4 * torch.rand(7, 2, generator=random)
        guess = gold + torch.randn(7, 2, generator=random)
        for its_gold, its_guess in zip(gold.split(sizes), guess.split(sizes), strict=True):
            metrics.update(batch(affect=its_gold), outputs(affect=its_guess), HEAD)
        figures = metrics.compute()
        for column, name in enumerate(("valence_r", "arousal_r")):
            expected = np.corrcoef(gold[:, column].numpy(), guess[:, column].numpy())[0, 1]
            assert figures[name] == pytest.approx((expected, 7), abs=1e-5)
        assert figures["affect"] == pytest.approx((np.square((gold - guess).numpy()).mean(), 7))

    def test_people_and_priors_are_two_correlations(self, metrics):
        gold = torch.tensor([[1.0, 2.0], [2.0, 1.0], [3.0, 4.0], [4.0, 3.0], [5.0, 5.0]])
        by_people = torch.tensor([True, False, True, False, True])
        # Right where a prior is gold, upside down where people rated.
        guess = torch.where(by_people[:, None], 6 - gold, gold)
        metrics.update(batch(affect=gold, affect_is_human=by_people), outputs(affect=guess), HEAD)
        figures = metrics.compute()
        assert figures["valence_r"] == pytest.approx((1.0, 2))
        assert figures["human_valence_r"] == pytest.approx((-1.0, 3))
        assert figures["human_arousal_r"] == pytest.approx((-1.0, 3))

    def test_one_text_has_an_error_but_no_correlation(self, metrics):
        metrics.update(batch(affect=torch.tensor([[1.0, 5.0]])), outputs(affect=torch.tensor([[3.0, 3.0]])), HEAD)
        assert metrics.compute() == {"affect": (4.0, 1)}


@pytest.mark.parametrize("is_multilabel", [False, True])
def test_no_figure_without_support(is_multilabel):
    metrics = HeldOutMetrics(("first",), is_multilabel=is_multilabel)
    classes = 28 if is_multilabel else 27
    metrics.update(batch(classes), outputs(classes), HEAD)
    assert metrics.compute() == {}


def test_reset_forgets_everything(metrics):
    made = batch(target_at=ids(0), targets=ids(0), emotions=one_hot(3), strategies=ids(0), affect=torch.eye(2) + 2)
    supported = outputs(
        predictors=torch.zeros(1, 1), emotion=one_hot(3), strategy=torch.eye(8)[:1], affect=torch.eye(2) + 1
    )
    metrics.update(made, supported, HEAD)
    first = metrics.compute()
    assert set(first) == {
        "first/nll", "lm", "perplexity", "affect", "valence_r", "arousal_r",
        "emotion", "emotion_accuracy", "emotion_macro_f1", "emotion_weighted_f1",
        "strategy", "strategy_accuracy", "strategy_macro_f1", "strategy_weighted_f1",
    }  # fmt: skip
    assert first["strategy_accuracy"].value == 1.0
    metrics.reset()
    metrics.update(batch(), outputs(), HEAD)
    assert metrics.compute() == {}
    # Other answers between two resets leave no trace in any figure.
    wrong = outputs(
        predictors=torch.ones(1, 1),
        emotion=one_hot(4),
        strategy=torch.eye(8)[2:3],
        affect=torch.tensor([[1.0, 5], [4, 4]]),
    )
    metrics.update({**made, "strategies": ids(5)}, wrong, HEAD)
    metrics.reset()
    metrics.update(made, supported, HEAD)
    assert metrics.compute() == first
