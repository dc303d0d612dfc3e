"""Shares with their intervals, and the slow end of times."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

_Z = 1.959964
"""Of the 95 % interval."""


@dataclass(frozen=True)
class Share:
    """``hits`` of ``n`` with its 95 % interval (Wilson 1927, equation 4)."""

    hits: int
    n: int

    @property
    def value(self) -> float:
        """The share; 0 of 0 is 0."""
        return self.hits / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper end."""
        if not self.n:
            return 0.0, 1.0
        square = _Z**2 / self.n
        middle = (self.value + square / 2) / (1 + square)
        half = _Z / (1 + square) * sqrt(self.value * (1 - self.value) / self.n + square / (4 * self.n))
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        if not self.n:
            return "-"
        low, high = self.interval
        return f"{100 * self.value:.1f} % [{100 * low:.1f}, {100 * high:.1f}] ({self.hits}/{self.n})"


def ninety_fifth(times: Sequence[float]) -> float:
    """The time within which 95 % lie; 0 of none."""
    return sorted(times)[min(len(times) - 1, int(0.95 * len(times)))] if times else 0.0
