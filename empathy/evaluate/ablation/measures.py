"""Figures of runs that are compared, over the same resamples of dialogues, averaged over seeds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cache, cached_property, partial
from typing import Any, NamedTuple

import numpy as np

from empathy.evaluate import head_figures as of
from empathy.evaluate.ablation.trial import Result
from empathy.evaluate.resampling import Array, Resamples, estimate
from empathy.labels import EMOTIONS_WITH_NEUTRAL, STRATEGIES
from empathy.train.metrics import THRESHOLD
from empathy.train.readings import Readings
from empathy.train.sft import LossWeights


class Measure(NamedTuple):
    """What is measured of a run.

    Attributes:
        values: Its value over all resamples (R), and the items behind it.
        falls: Whether less is better.
    """

    values: Callable[["Comparison", Result], tuple[Array, int]]
    falls: bool


class Comparison:
    """Runs that are compared.

    Args:
        arms: Results by arm, one a seed.
        weights: Of the loss's terms in the validation loss: the same for every arm, or it would compare nothing.
    """

    def __init__(self, arms: Mapping[str, Sequence[Result]], weights: Mapping[str, float] | None = None) -> None:
        self.arms = arms
        self.weights = weights or asdict(LossWeights())

    @cached_property
    def resamples(self) -> Resamples:
        """Draws of the dialogues of both splits and of the preference pairs."""
        every = [result for own in self.arms.values() for result in own]
        names = [str(name) for result in every for read in result.readings.values() for name in read.dialogue]
        pairs = max(len(result.preferences) for result in every)
        return Resamples([*names, *(_pair(place) for place in range(pairs))])

    def weigh(self, names: Iterable[Any]) -> Array:
        """Weights (R, N) of items, given the dialogue of each."""
        return self.resamples.weights([str(name) for name in names])

    @cache  # noqa: B019 - lives as long as the command
    def each(self, arm: str, measure: Measure) -> list[tuple[Array, int]]:
        """Values over all resamples (R) of each of the arm's seeds, and the items behind them."""
        return [measure.values(self, result) for result in self.arms[arm]]

    def mean(self, arm: str, measure: Measure) -> tuple[Array, int]:
        """Mean over the arm's seeds (R), and the items of one."""
        found = self.each(arm, measure)
        return np.mean([values for values, _ in found], axis=0), found[0][1]

    def row(self, arm: str, against: str | None, measure: Measure) -> dict[str, Any] | None:
        """Value with its interval, the difference to another arm with its own, and each seed's value."""
        values, n = self.mean(arm, measure)
        value = estimate(values, n)
        if value is None:
            return None
        seeds = [float(own[0]) for own, _ in self.each(arm, measure)]
        row: dict[str, Any] = {**value._asdict(), "seeds": seeds, "falls": measure.falls}
        if against is not None and against != arm:
            difference = estimate(values - self.mean(against, measure)[0], n)
            row["difference"] = None if difference is None else difference._asdict()
        return row


def dev_loss(comparison: Comparison, result: Result) -> tuple[Array, int]:
    """Weighted sum of the validation split's losses."""
    return loss(comparison, result.readings["valid"])


def test_loss(comparison: Comparison, result: Result) -> tuple[Array, int]:
    """The same of the test split, which nothing was chosen on."""
    return loss(comparison, result.readings["test"])


def loss(comparison: Comparison, read: Readings) -> tuple[Array, int]:
    """Weighted sum of the mean losses that held-out data shows without teacher or twins, in nats and squared points."""
    present = {
        "lm": (_lm, read.tokens), "emotion": (_emotion_loss, read.emotion_of),
        "strategy": (_strategy_loss, read.strategy_of), "affect": (_affect_loss, read.affect_of),
    }  # fmt: skip
    # A term without labels is left out; one that is not a number stays so, or a broken run would be the best.
    means = [comparison.weights[name] * term(comparison, read) for name, (term, rows) in present.items() if len(rows)]
    return np.sum(means, axis=0), int(read.tokens.sum())


def _lm(comparison: Comparison, read: Readings) -> Array:
    return np.log(of.perplexity(comparison.weigh(read.dialogue), read.nll, read.tokens))


def _emotion_loss(comparison: Comparison, read: Readings) -> Array:
    if read.emotion.shape[1] == len(EMOTIONS_WITH_NEUTRAL):
        each = np.logaddexp(0, read.emotion) - read.emotion_gold * read.emotion
        return _mean(comparison, read, read.emotion_of, each.sum(1))
    return _mean(comparison, read, read.emotion_of, -(read.emotion_gold * log_softmax(read.emotion)).sum(1))


def _strategy_loss(comparison: Comparison, read: Readings) -> Array:
    chosen = log_softmax(read.strategy)[np.arange(len(read.strategy)), read.strategy_gold.astype(int)]
    return _mean(comparison, read, read.strategy_of, -chosen)


def _affect_loss(comparison: Comparison, read: Readings) -> Array:
    return _mean(comparison, read, read.affect_of, ((read.affect - read.affect_gold) ** 2).mean(1))


def _mean(comparison: Comparison, read: Readings, owner: Array, each: Array) -> Array:
    weights = comparison.weigh(read.dialogue[owner])
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: Array = weights @ each / weights.sum(1)
    return mean


def log_softmax(logits: Array) -> Array:
    """Of each row (N, K)."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    found: Array = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return found


def _perplexity(comparison: Comparison, result: Result) -> tuple[Array, int]:
    read = result.readings["test"]
    return of.perplexity(comparison.weigh(read.dialogue), read.nll, read.tokens), int(read.tokens.sum())


def _emotion_f1(comparison: Comparison, result: Result) -> tuple[Array, int]:
    read = result.readings["test"]
    gold = read.emotion_gold > 0
    if read.emotion.shape[1] == len(EMOTIONS_WITH_NEUTRAL):
        said, rows = 1 / (1 + np.exp(-read.emotion)) > THRESHOLD, np.ones(len(gold), dtype=bool)
    else:
        said, rows = of.one_hot(read.emotion.argmax(1), read.emotion.shape[1]), gold.sum(1) == 1
    weights = comparison.weigh(read.dialogue[read.emotion_of[rows]])
    return of.macro_f1(weights, said[rows], gold[rows]), int(rows.sum())


def _strategy_accuracy(comparison: Comparison, result: Result) -> tuple[Array, int]:
    read = result.readings["test"]
    weights = comparison.weigh(read.dialogue[read.strategy_of])
    return of.accuracy(weights, read.strategy.argmax(1), read.strategy_gold), len(read.strategy_gold)


def _strategy_f1(comparison: Comparison, result: Result) -> tuple[Array, int]:
    read, classes = result.readings["test"], len(STRATEGIES)
    weights = comparison.weigh(read.dialogue[read.strategy_of])
    hot = of.one_hot(read.strategy.argmax(1), classes), of.one_hot(read.strategy_gold, classes)
    return of.macro_f1(weights, *hot), len(read.strategy_gold)


def _valence(comparison: Comparison, result: Result, *, by_people: bool) -> tuple[Array, int]:
    read = result.readings["test"]
    rows = read.affect_is_human == by_people
    weights = comparison.weigh(read.dialogue[read.affect_of[rows]])
    return of.pearson_r(weights, read.affect[rows, 0], read.affect_gold[rows, 0]), int(rows.sum())


def _preference(comparison: Comparison, result: Result) -> tuple[Array, int]:
    each = np.asarray(result.preferences)
    weights = comparison.weigh([_pair(place) for place in range(len(each))])
    return of.accuracy(weights, each[:, 0] > each[:, 1], np.ones(len(each), dtype=bool)), len(each)


def _pair(place: int) -> str:
    return f"pair {place}"


MEASURES: dict[str, Measure] = {
    "validation loss": Measure(dev_loss, falls=True),
    "perplexity of replies": Measure(_perplexity, falls=True),
    "emotion macro F1": Measure(_emotion_f1, falls=False),
    "strategy accuracy": Measure(_strategy_accuracy, falls=False),
    "strategy macro F1": Measure(_strategy_f1, falls=False),
    "valence r (people)": Measure(partial(_valence, by_people=True), falls=False),
    "valence r (emotion's prior)": Measure(partial(_valence, by_people=False), falls=False),
    "preference accuracy": Measure(_preference, falls=False),
}
"""What a table of ablations shows, of the test split but for the validation loss; what nothing supports is left out.
Preference accuracy: the chosen reply of a pair is likelier a token."""
