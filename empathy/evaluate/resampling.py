"""Intervals of figures that are no simple share: the bootstrap over dialogues (Efron & Tibshirani 1993, chapter 13).

A resample is a vector of weights: how often each item was drawn. A figure takes all of them at once, so that figures of
two models on the same items are resampled together and their difference has an interval of its own.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

DRAWS = 1000


class Estimate(NamedTuple):
    """A figure with its 95 % interval and the number of items behind it."""

    value: float
    low: float
    high: float
    n: int


class Resamples:
    """Draws of whole groups, such as dialogues: what is said in one dialogue is no independent draw.

    Args:
        groups: Names of all groups; each once.
        draws: Number of resamples.
        seed: Of the draws.
    """

    def __init__(self, groups: Sequence[str], *, draws: int = DRAWS, seed: int = 17) -> None:
        self._place = {name: place for place, name in enumerate(dict.fromkeys(groups))}
        n = len(self._place)
        drawn = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=draws) if n else np.ones((draws, 0))
        # The first row is the sample itself.
        self._counts = np.concatenate([np.ones((1, n)), drawn]).astype(np.float32)

    def weights(self, groups: Sequence[str]) -> Array:
        """Weights (1 + draws, N) of items, given the group of each (N)."""
        return self._counts[:, [self._place[name] for name in groups]]


def estimate(values: Array, n: int) -> Estimate | None:
    """Value and interval of a figure over all resamples.

    Args:
        values: (1 + draws), the sample's own first; not a number where a resample has nothing to measure.
        n: Items behind it.

    Returns:
        None where the figure means nothing on the sample itself.
    """
    if not n or np.isnan(values[0]):
        return None
    drawn = values[1:][~np.isnan(values[1:])]
    low, high = np.quantile(drawn, [0.025, 0.975]) if len(drawn) else (values[0], values[0])
    return Estimate(float(values[0]), float(low), float(high), n)
