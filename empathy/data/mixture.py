"""The order of training: a pure function of (seed, epoch, world, accumulate, batch).

One optimizer step is a *window* of ``world * accumulate * batch`` examples. Its corpora are mixed exactly, its examples
are partitioned into ``world * accumulate`` micro-batches with the least padding, and these are dealt to the ranks.
Nothing is drawn while training, so every rank knows every window, and two integers are enough to resume.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from empathy.errors import InputError

Ints = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


@dataclass(frozen=True)
class Window:
    """The examples of one optimizer step.

    Attributes:
        micro_batches: ``micro_batches[step * world + rank]`` holds example indices; never empty.
        quotas: Examples of each corpus.
    """

    micro_batches: tuple[tuple[int, ...], ...]
    quotas: tuple[int, ...]

    @property
    def examples(self) -> tuple[int, ...]:
        """All example indices of the window."""
        return tuple(index for micro_batch in self.micro_batches for index in micro_batch)


def probabilities(sizes: Sequence[int], alpha: float) -> list[float]:
    """Temperature sampling: ``p_i = n_i^alpha / sum_j n_j^alpha`` (Conneau and Lample 2019, section 3.1)."""
    powers = [float(size) ** alpha for size in sizes]
    return [power / sum(powers) for power in powers]


def quotas(shares: Sequence[float], window: int, windows: int) -> Ints:
    """Apportion every window exactly.

    Each corpus gets the floor of ``share * window`` examples, and one more in the windows in which it is furthest
    behind its share so far.

    Args:
        shares: Intended share of each corpus, summing to 1.
        window: Examples a window.
        windows: Number of windows.

    Returns:
        Examples by window and corpus (windows, corpora); rows sum to ``window``, every entry is less than 1 from
        ``share * window``.
    """
    exact = np.asarray(shares) * window
    # 1e-9: a share of exactly 1/2 may not lose an example to rounding.
    base = np.floor(exact + 1e-9).astype(np.int64)
    fractions = np.clip(exact - base, 0.0, None)
    extra = window - int(base.sum())
    table = np.tile(base, (windows, 1))
    owed = np.zeros(len(shares))
    for row in table:
        owed += fractions
        behind = np.argsort(-np.where(fractions > 0, owed, -np.inf), kind="stable")[:extra]
        row[behind] += 1
        owed[behind] -= 1
    return table


@dataclass(frozen=True)
class MixturePlan:
    """Plans epochs over a set of examples.

    Attributes:
        lengths: Tokens of each example (n).
        corpora: Corpus of each example, an index into ``shares`` (n).
        alpha: Exponent of temperature sampling, in (0, 1]: 1 is proportional, towards 0 is uniform over corpora.
        batch: Examples a micro-batch, on average.
        accumulate: Micro-batches of one rank in a window.
        world: Number of ranks.
        token_cap: Padded tokens of a micro-batch at most.
        seed: Of every shuffle.
    """

    lengths: Sequence[int]
    corpora: Sequence[int]
    alpha: float
    batch: int
    accumulate: int
    world: int
    token_cap: int
    seed: int

    @property
    def window_size(self) -> int:
        """Examples of one optimizer step."""
        return self.batch * self.accumulate * self.world

    @property
    def windows(self) -> int:
        """Optimizer steps an epoch: as many full windows as there are examples, at least one."""
        return max(1, len(self.lengths) // self.window_size)

    @property
    def shares(self) -> list[float]:
        """Intended share of each corpus."""
        return probabilities([len(members) for members in self._members()], self.alpha)

    def epoch(self, epoch: int) -> list[Window]:
        """Plan one epoch.

        Every corpus is one endless sequence of its shuffled copies, of which epoch e takes the e-th part: over several
        epochs no example is drawn again before all others were.

        Raises:
            InputError: If no partition of some window keeps every micro-batch under the token cap.
        """
        table = quotas(self.shares, self.window_size, self.windows)
        streams = [
            self._stream(corpus, members, epoch, int(table[:, corpus].sum()))
            for corpus, members in enumerate(self._members())
        ]
        taken = np.zeros(len(streams), dtype=np.int64)
        rows = np.empty((self.windows, self.window_size), dtype=np.int64)
        for window, counts in enumerate(table):
            parts = [stream[start : start + count] for stream, start, count in zip(streams, taken, counts, strict=True)]
            rows[window] = np.concatenate(parts)
            taken += counts
        dealt = self._partition(rows)
        return [
            Window(micro_batches, tuple(int(n) for n in counts))
            for micro_batches, counts in zip(dealt, table, strict=True)
        ]

    def _members(self) -> list[Ints]:
        corpora = np.asarray(self.corpora)
        return [np.flatnonzero(corpora == corpus) for corpus in range(int(corpora.max()) + 1)]

    def _stream(self, corpus: int, members: Ints, epoch: int, count: int) -> Ints:
        start, stop = epoch * count, (epoch + 1) * count
        copies = range(start // len(members), -(-stop // len(members)) if stop else 0)
        shuffled = [np.random.default_rng((self.seed, corpus, copy)).permutation(members) for copy in copies]
        offset = start - len(members) * (start // len(members))
        return np.concatenate([*shuffled, np.empty(0, dtype=np.int64)])[offset : offset + count]

    def _partition(self, rows: Ints) -> list[tuple[tuple[int, ...], ...]]:
        """Cut each window's examples, longest first, into contiguous micro-batches and deal them, costliest first."""
        pieces = self.accumulate * self.world
        lengths = np.asarray(self.lengths)
        order = np.argsort(-lengths[rows], axis=1, kind="stable")
        rows = np.take_along_axis(rows, order, axis=1)
        cuts = np.concatenate(
            [
                least_padding(lengths[part], pieces, self.token_cap)
                for part in np.array_split(rows, max(1, len(rows) // 512))
            ]
        )
        dealt = []
        for row, ends in zip(rows, cuts, strict=True):
            parts = [tuple(int(i) for i in row[start:end]) for start, end in zip([0, *ends[:-1]], ends, strict=True)]
            parts.sort(key=lambda part: -len(part) * self.lengths[part[0]])
            dealt.append(tuple(parts))
        return dealt


def least_padding(lengths: Ints, pieces: int, token_cap: int) -> Ints:
    """Cut sorted lengths into contiguous pieces with the fewest padded tokens, by dynamic programming.

    A piece from i to j (longest first) costs ``(j - i) * lengths[i]`` tokens.

    Args:
        lengths: Token counts, each row in descending order (windows, W).
        pieces: Number of pieces, at most W.
        token_cap: Cost of a piece at most.

    Returns:
        End of each piece (windows, pieces); the last is W.

    Raises:
        InputError: If no such partition exists.
    """
    windows, size = lengths.shape
    start, stop = np.arange(size)[:, None], np.arange(size + 1)[None, :]
    cost = np.where(stop > start, (stop - start) * lengths[:, :, None].astype(float), np.inf)
    cost[cost > token_cap] = np.inf
    best = np.full((windows, size + 1), np.inf)
    best[:, 0] = 0.0
    came_from = np.empty((pieces, windows, size + 1), dtype=np.int64)
    for piece in range(pieces):
        total = best[:, :size, None] + cost
        came_from[piece] = total.argmin(axis=1)
        best = total.min(axis=1)
    if not np.isfinite(best[:, size]).all():
        raise InputError(
            f"data.token_cap={token_cap}",
            f"{size} examples of up to {int(lengths.max())} tokens do not fit into {pieces} micro-batches",
            "Raise it, lower data.max_length, or accumulate over more micro-batches",
        )
    ends = np.empty((windows, pieces), dtype=np.int64)
    end = np.full(windows, size)
    for piece in reversed(range(pieces)):
        ends[:, piece] = end
        end = came_from[piece, np.arange(windows), end]
    return ends
