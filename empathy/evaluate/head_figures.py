"""Figures of the heads and of reply likelihood, each over all resamples at once: weights (R, N) -> values (R)."""

import numpy as np

from empathy.evaluate.resampling import Array

_NOTHING = 1e-12


def accuracy(weights: Array, predicted: Array, gold: Array) -> Array:
    """Share of items (N) whose class is right."""
    return ratio(weights @ (predicted == gold), weights.sum(1))


def f1_scores(weights: Array, predicted: Array, gold: Array) -> Array:
    """F1 of each label (R, K) from multi-hot predictions and gold (N, K); not a number where a label is in neither."""
    hits = weights @ (predicted & gold)
    return ratio(2 * hits, weights @ predicted.astype(np.float32) + weights @ gold.astype(np.float32))


def macro_f1(weights: Array, predicted: Array, gold: Array) -> Array:
    """Mean F1 of the labels that are in the predictions or in the gold."""
    scores = f1_scores(weights, predicted, gold)
    present = ~np.isnan(scores)
    return ratio(np.where(present, scores, 0).sum(1), present.sum(1))


def weighted_f1(weights: Array, predicted: Array, gold: Array) -> Array:
    """Mean F1, each label as often as it is in the gold."""
    support = weights @ gold.astype(np.float32)
    return ratio((np.nan_to_num(f1_scores(weights, predicted, gold)) * support).sum(1), support.sum(1))


def micro_f1(weights: Array, predicted: Array, gold: Array) -> Array:
    """F1 over all labels and items."""
    return ratio(2 * weights @ (predicted & gold).sum(1), weights @ predicted.sum(1) + weights @ gold.sum(1))


def pearson_r(weights: Array, predicted: Array, gold: Array) -> Array:
    """Pearson's correlation of two columns (N)."""
    cov, var_p, var_g, _ = _moments(weights, predicted, gold)
    return ratio(cov, np.sqrt(var_p * var_g))


def concordance(weights: Array, predicted: Array, gold: Array) -> Array:
    """Concordance correlation coefficient (Lin 1989, equation 1): r, less where mean or spread differ."""
    cov, var_p, var_g, gap = _moments(weights, predicted, gold)
    return ratio(2 * cov, var_p + var_g + gap**2)


def absolute_error(weights: Array, predicted: Array, gold: Array) -> Array:
    """Mean absolute error, in points of the scale."""
    return ratio(weights @ np.abs(predicted - gold), weights.sum(1))


def perplexity(weights: Array, nll: Array, tokens: Array) -> Array:
    """Of the supervised tokens; nats and tokens of each example (N)."""
    return np.exp(ratio(weights @ nll, weights @ tokens))


def _moments(weights: Array, x: Array, y: Array) -> tuple[Array, Array, Array, Array]:
    if not len(x):
        nothing = np.full(len(weights), np.nan)
        return nothing, nothing, nothing, nothing
    share = weights.astype(np.float64) / np.maximum(weights.sum(1, keepdims=True), 1)
    middle_x, middle_y = x.mean(), y.mean()
    x, y = x - middle_x, y - middle_y  # or the variance of a constant would be what rounding leaves
    mean_x, mean_y = share @ x, share @ y
    cov = share @ (x * y) - mean_x * mean_y
    return cov, share @ (x * x) - mean_x**2, share @ (y * y) - mean_y**2, mean_x + middle_x - mean_y - middle_y


def ratio(total: Array, count: Array) -> Array:
    """Quotient; not a number where nothing was counted."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(count > _NOTHING, total / count, np.nan)


def one_hot(classes: Array, number: int) -> Array:
    """Classes (N) as multi-hot (N, number)."""
    return np.eye(number, dtype=bool)[classes.astype(int)]


def best_thresholds(scores: Array, gold: Array) -> Array:
    """Of each label, the threshold (K) with the highest F1 on a development split.

    Args:
        scores: (N, K).
        gold: Multi-hot (N, K). A label without gold here counts from .5.
    """
    found = np.full(scores.shape[1], 0.5)
    for label in range(scores.shape[1]):
        order = np.argsort(-scores[:, label])
        hits = np.cumsum(gold[order, label])
        if not len(hits) or not hits[-1]:
            continue
        f1 = 2 * hits / (np.arange(1, len(hits) + 1) + hits[-1])
        ranked = scores[order, label]
        # A threshold cannot part equal scores.
        f1[:-1][ranked[:-1] == ranked[1:]] = 0
        found[label] = ranked[int(np.argmax(f1))]
    return found


def confusion(predicted: Array, gold: Array, classes: int) -> Array:
    """Counts (classes, classes): rows are gold, columns predicted."""
    counts = np.zeros((classes, classes), dtype=int)
    np.add.at(counts, (gold.astype(int), predicted.astype(int)), 1)
    return counts
