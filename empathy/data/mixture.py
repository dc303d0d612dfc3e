"""The order of training: a pure function of (seed, epoch, world, accumulate, batch).

One optimizer step is a *window* of ``world * accumulate * batch`` examples. Its corpora are mixed exactly, its examples
are partitioned into ``world * accumulate`` micro-batches with the least padding, and these are dealt to the ranks.
Nothing is drawn while training, so every rank knows every window, and two integers are enough to resume.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np

from empathy.errors import InputError

Ints = np.ndarray[tuple[int, ...], np.dtype[Any]]


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

    lengths: Sequence[int] | Ints
    corpora: Sequence[int] | Ints
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
        return probabilities(np.bincount(self.corpora).tolist(), self.alpha)

    def epoch(self, epoch: int) -> "Epoch":
        """Plan one epoch.

        Every corpus is one endless sequence of its shuffled copies, of which epoch e takes the e-th part: over several
        epochs no example is drawn again before all others were.

        Raises:
            InputError: If no partition of some window keeps every micro-batch under the token cap.
        """
        table = quotas(self.shares, self.window_size, self.windows)
        lengths = np.asarray(self.lengths, dtype=np.int32)
        rows = np.empty((self.windows, self.window_size), dtype=np.int32)
        # In a window the corpora stand one after the other: where each begins.
        begins = np.cumsum(table, axis=1) - table
        for corpus, members in enumerate(self._members()):
            counts = table[:, corpus]
            stream = self._stream(corpus, members, epoch, int(counts.sum()))
            window = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
            place = np.arange(len(stream), dtype=np.int32) - np.repeat(np.cumsum(counts) - counts, counts)
            rows[window, place + np.repeat(begins[:, corpus], counts)] = stream
        for start in range(0, self.windows, 4096):  # sorting takes memory of its own
            part = rows[start : start + 4096]
            part[:] = np.take_along_axis(part, np.argsort(-lengths[part], axis=1, kind="stable"), axis=1)
            require_room(lengths[part], self.accumulate * self.world, self.token_cap)
        return Epoch(rows, table, lengths, self.accumulate * self.world, self.token_cap)

    def _members(self) -> list[Ints]:
        corpora = np.asarray(self.corpora)
        return [np.flatnonzero(corpora == corpus).astype(np.int32) for corpus in range(int(corpora.max()) + 1)]

    def _stream(self, corpus: int, members: Ints, epoch: int, count: int) -> Ints:
        start, stop = epoch * count, (epoch + 1) * count
        copies = range(start // len(members), -(-stop // len(members)) if stop else 0)
        shuffled = [np.random.default_rng((self.seed, corpus, copy)).permutation(members) for copy in copies]
        offset = start - len(members) * (start // len(members))
        return np.concatenate([*shuffled, np.empty(0, dtype=members.dtype)])[offset : offset + count]


class Epoch(Sequence[Window]):
    """The windows of one epoch; micro-batches are cut when a window is asked for.

    Args:
        rows: Examples of each window, longest first (windows, W).
        quotas: Examples by window and corpus (windows, corpora).
        lengths: Tokens of each example (n).
        pieces: Micro-batches of a window, over all ranks.
        token_cap: Padded tokens of a micro-batch at most.
    """

    def __init__(self, rows: Ints, quotas: Ints, lengths: Ints, pieces: int, token_cap: int) -> None:
        self._rows, self._quotas, self._lengths = rows, quotas, lengths
        self._pieces, self._token_cap = pieces, token_cap

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, number: int) -> Window: ...

    @overload
    def __getitem__(self, number: slice) -> list[Window]: ...

    def __getitem__(self, number: int | slice) -> Window | list[Window]:
        if isinstance(number, slice):
            return [self[place] for place in range(*number.indices(len(self)))]
        row = self._rows[number]
        lengths = self._lengths[row]
        (ends,) = least_padding(lengths[None], self._pieces, self._token_cap).tolist()
        parts = list(zip([0, *ends[:-1]], ends, strict=True))
        # Dealt costliest first, so that ranks get like work at each step.
        parts.sort(key=lambda part: -(part[1] - part[0]) * int(lengths[part[0]]))
        return Window(
            tuple(tuple(row[start:end].tolist()) for start, end in parts), tuple(self._quotas[number].tolist())
        )


def require_room(lengths: Ints, pieces: int, token_cap: int) -> None:
    """Check that the windows can be cut under the token cap.

    Args:
        lengths: Token counts, each row in descending order (windows, W).
        pieces: Number of micro-batches, at most W.
        token_cap: Padded tokens of a micro-batch at most.

    Raises:
        InputError: If some cannot.
    """
    # Filling each micro-batch as far as it goes needs the fewest.
    room = np.zeros(len(lengths), dtype=np.int64)
    needed = np.zeros(len(lengths), dtype=np.int64)
    for column in lengths.T:
        opens = room == 0
        needed += opens
        room = np.where(opens, np.maximum(token_cap // column, 1), room) - 1
    if (needed > pieces).any() or lengths.max() > token_cap:
        raise InputError(
            f"data.token_cap={token_cap}",
            f"{lengths.shape[1]} examples of up to {int(lengths.max())} tokens do not fit into {pieces} micro-batches",
            "Raise it, lower data.max_length, or accumulate over more micro-batches",
        )


def least_padding(lengths: Ints, pieces: int, token_cap: int) -> Ints:
    """Cut sorted lengths into contiguous pieces with the fewest padded tokens, by dynamic programming.

    A piece from i to j (longest first) costs ``(j - i) * lengths[i]`` tokens.

    Args:
        lengths: Token counts, each row in descending order (windows, W).
        pieces: Number of pieces, at most W.
        token_cap: Cost of a piece at most.

    Returns:
        End of each piece (windows, pieces); the last is W. ``require_room`` says whether there is such a partition.
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
    ends = np.empty((windows, pieces), dtype=np.int64)
    end = np.full(windows, size)
    for piece in reversed(range(pieces)):
        ends[:, piece] = end
        end = came_from[piece, np.arange(windows), end]
    return ends
