"""What the heads know, on the corpora's official splits and in the literature's terms."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

from empathy.evaluate import head_figures as figures_of
from empathy.evaluate.confusion import picture
from empathy.evaluate.players import speakers
from empathy.evaluate.reading import readings
from empathy.evaluate.resampling import Array, Estimate, Resamples, estimate
from empathy.files import made_folder, write_json
from empathy.labels import EMOTIONS_WITH_NEUTRAL, GOEMOTIONS, STRATEGIES
from empathy.ranges import PositiveInt
from empathy.train.readings import Readings

CORPORA = ("empatheticdialogues", "esconv", "goemotions", "emobank")


class Row(NamedTuple):
    """One figure of one corpus."""

    corpus: str
    figure: str
    estimate: Estimate


def heads(
    models: list[str],
    root: str | None = None,
    corpora: list[str] | None = None,
    tokens: PositiveInt | None = None,
    out: str = "results/heads",
) -> None:
    """Strategy, emotion, valence and arousal on the official splits, with intervals and pictures of what is confused.

    Args:
        models: NAME=logs/NAME of a run each, or NAME=base:logs/NAME: its base, of which only replies are measured.
        root: Folder with the corpora, as data.root.
        corpora: Which; null: empatheticdialogues, esconv, goemotions, and emobank where it is there.
        tokens: Of each corpus and split at most, evenly spread; null: all.
        out: Folder for heads.json, the pictures and NAME/readings-SPLIT.npz, which are not made twice.
    """
    root = root or os.environ.get("EMPATHY_DATA")
    folder = made_folder(Path(out))
    found: dict[str, Any] = {}
    for name, speaker in speakers(models).items():
        splits = readings(speaker, root, corpora or present(root), tokens, folder / name)
        rows = list(figures(splits["valid"], splits["test"], has_heads=not speaker.is_untuned))
        if not speaker.is_untuned:
            pictures(splits["test"], folder, name)
        found[name] = [{"corpus": row.corpus, "figure": row.figure, **row.estimate._asdict()} for row in rows]
        Console().print(table(name, rows))
    write_json(folder / "heads.json", {"root": root or "embedded", "tokens": tokens, "models": found})


def present(root: str | None) -> tuple[str, ...]:
    """The corpora that are measured by default: ratings by people only where there are some."""
    has_ratings = root is not None and (Path(root) / "emobank").is_dir()
    return CORPORA if has_ratings else CORPORA[:3]


def figures(valid: Readings, test: Readings, *, has_heads: bool = True) -> Iterator[Row]:
    """All figures of the test split; thresholds of labels come from the validation split."""
    resamples = Resamples(list(test.dialogue))
    for corpus in dict.fromkeys(test.corpus):
        yield from likelihood(str(corpus), test, resamples)
        if not has_heads:
            continue
        yield from strategy(str(corpus), test, resamples)
        yield from emotion(str(corpus), valid, test, resamples)
        yield from affect(str(corpus), test, resamples)


def likelihood(corpus: str, test: Readings, resamples: Resamples) -> Iterator[Row]:
    """Perplexity of the replies."""
    rows = (test.corpus == corpus) & (test.tokens > 0)
    weights = resamples.weights(list(test.dialogue[rows]))
    values = figures_of.perplexity(weights, test.nll[rows], test.tokens[rows])
    yield from _row(corpus, "perplexity", values, int(test.tokens[rows].sum()))


def strategy(corpus: str, test: Readings, resamples: Resamples) -> Iterator[Row]:
    """The strategy of the next reply, before it is said: accuracy, macro and weighted F1."""
    rows = test.corpus[test.strategy_of] == corpus
    gold, said = test.strategy_gold[rows], test.strategy[rows].argmax(1)
    yield from single("strategy", corpus, said, gold, len(STRATEGIES), test.dialogue[test.strategy_of[rows]], resamples)


def single(
    head: str, corpus: str, said: Array, gold: Array, classes: int, groups: Array, resamples: Resamples
) -> Iterator[Row]:
    """Figures of a single-label task, the most frequent class's accuracy beside them."""
    weights = resamples.weights(list(groups))
    hot = figures_of.one_hot(said, classes), figures_of.one_hot(gold, classes)
    yield from _row(corpus, f"{head} accuracy", figures_of.accuracy(weights, said, gold), len(gold))
    yield from _row(corpus, f"{head} macro F1", figures_of.macro_f1(weights, *hot), len(gold))
    yield from _row(corpus, f"{head} weighted F1", figures_of.weighted_f1(weights, *hot), len(gold))
    if len(gold):
        most = np.full_like(gold, np.bincount(gold.astype(int)).argmax())
        values = figures_of.accuracy(weights, most, gold)
        yield from _row(corpus, f"{head} accuracy of always the most frequent", values, len(gold))


def emotion(corpus: str, valid: Readings, test: Readings, resamples: Resamples) -> Iterator[Row]:
    """Emotion as several labels, with thresholds from validation; for 27 classes also where exactly one is right."""
    rows, dev = test.corpus[test.emotion_of] == corpus, valid.corpus[valid.emotion_of] == corpus
    if not rows.any():
        return
    labels = test.emotion.shape[1]
    gold = test.emotion_gold[rows] > 0
    groups = test.dialogue[test.emotion_of[rows]]
    one = gold.sum(1) == 1
    if labels == len(GOEMOTIONS):
        said = test.emotion[rows][one].argmax(1)
        yield from single("emotion", corpus, said, gold[one].argmax(1), labels, groups[one], resamples)
    if corpus == "goemotions":
        thresholds = figures_of.best_thresholds(scores(valid.emotion[dev]), valid.emotion_gold[dev] > 0)
        weights = resamples.weights(list(groups))
        hot = scores(test.emotion[rows]) >= thresholds, gold
        name = f"emotion, {labels} labels, thresholds from validation:"
        yield from _row(corpus, f"{name} macro F1", figures_of.macro_f1(weights, *hot), len(gold))
        yield from _row(corpus, f"{name} micro F1", figures_of.micro_f1(weights, *hot), len(gold))


def scores(logits: Array) -> Array:
    """Scores of labels that thresholds cut: independent ones of 28 labels, shares of 27 classes."""
    if logits.shape[1] == len(EMOTIONS_WITH_NEUTRAL):
        return 1 / (1 + np.exp(-logits))
    exponents = np.exp(logits - logits.max(1, keepdims=True))
    return exponents / exponents.sum(1, keepdims=True)


def affect(corpus: str, test: Readings, resamples: Resamples) -> Iterator[Row]:
    """Valence and arousal against people's ratings: Pearson r, concordance, absolute error."""
    rows = (test.corpus[test.affect_of] == corpus) & test.affect_is_human
    weights = resamples.weights(list(test.dialogue[test.affect_of[rows]]))
    for column, name in enumerate(("valence", "arousal")):
        pair = test.affect[rows, column], test.affect_gold[rows, column]
        n = int(rows.sum())
        yield from _row(corpus, f"{name} r", figures_of.pearson_r(weights, *pair), n)
        yield from _row(corpus, f"{name} CCC", figures_of.concordance(weights, *pair), n)
        yield from _row(corpus, f"{name} absolute error", figures_of.absolute_error(weights, *pair), n)


def _row(corpus: str, figure: str, values: Array, n: int) -> Iterator[Row]:
    if (found := estimate(values, n)) is not None:
        yield Row(corpus, figure, found)


def pictures(test: Readings, folder: Path, model: str) -> None:
    """Confusion matrices of strategy and of single-label emotion, as PNG files."""
    if len(test.strategy_gold):
        counts = figures_of.confusion(test.strategy.argmax(1), test.strategy_gold, len(STRATEGIES))
        picture(counts, STRATEGIES, folder / f"strategy-{model}.png", title=f"Strategy before the reply, {model}")
    rows = (test.corpus[test.emotion_of] == "goemotions") & ((test.emotion_gold > 0).sum(1) == 1)
    if rows.any():
        names = EMOTIONS_WITH_NEUTRAL[: test.emotion.shape[1]]
        counts = figures_of.confusion(test.emotion[rows].argmax(1), test.emotion_gold[rows].argmax(1), len(names))
        picture(counts, names, folder / f"emotion-{model}.png", title=f"Emotion of a comment, {model}")


def table(model: str, rows: Sequence[Row]) -> Table:
    """Figures by corpus."""
    made = Table(title=f"Heads of {model}, test split")
    for column in ("corpus", "figure", "value", "95 %", "n"):
        made.add_column(column, justify="left" if column in ("corpus", "figure") else "right")
    for corpus, figure, found in rows:
        interval = f"{found.low:.3f} to {found.high:.3f}"
        made.add_row(corpus, figure, f"{found.value:.3f}", interval, f"{found.n:,}")
    return made
