"""A confusion matrix as a picture."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import numpy as np
from matplotlib import pyplot

from empathy.evaluate.resampling import Array

NUMBERED = 12
"""Classes up to which the shares are written into the cells."""


def picture(counts: Array, names: Sequence[str], path: Path, *, title: str) -> None:
    """Write a PNG: rows are gold with their n, columns predicted, colour the share of the row.

    Args:
        counts: (K, K).
        names: Of the K classes.
        path: Its folder is made.
        title: Above it.
    """
    totals = counts.sum(1, keepdims=True)
    shares = np.divide(counts, totals, out=np.zeros(counts.shape), where=totals > 0)
    size = 3.0 + 0.33 * len(names)
    figure, axis = pyplot.subplots(figsize=(size + 1, size), layout="constrained")
    shown = axis.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axis.set_xticks(range(len(names)), names, rotation=60, ha="right", fontsize=8)
    axis.set_yticks(
        range(len(names)), [f"{name} ({n})" for name, n in zip(names, totals[:, 0], strict=True)], fontsize=8
    )
    axis.set_xlabel("predicted")
    axis.set_ylabel("gold (n)")
    axis.set_title(title, fontsize=10)
    if len(names) <= NUMBERED:
        for row, column in np.ndindex(*counts.shape):
            colour = "white" if shares[row, column] > 0.5 else "black"
            axis.text(
                column, row, f"{100 * shares[row, column]:.0f}", ha="center", va="center", fontsize=7, color=colour
            )
    figure.colorbar(shown, ax=axis, shrink=0.7, label="share of the gold class")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=130)
    pyplot.close(figure)
