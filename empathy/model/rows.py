"""Padded rows as one flat sequence without padding, in which what neighbouring rows open with stands once.

Dialogues of a micro-batch differ in length and begin with the same system turn; the two replies of a pair follow the
same prompt. Everything in a decoder but attention treats tokens one by one, so it runs on ``N`` flat tokens instead of
``B * T`` padded ones; attention sees rows again.
"""

from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional

EVEN = 8
"""Flat lengths are multiples of it: matrix products over odd ones take about 8 % longer on a CPU, no GPU measured."""

WORTH = 16
"""Tokens that a row must share with the one above, beyond what all rows share, before that is worth the bookkeeping."""


@dataclass(frozen=True)
class Rows:
    """Where the tokens of padded rows lie in the flat sequence.

    ``[[1, 2, 3, 4], [1, 2, 5, .]]`` is ``1 2 3 4 5 1 1 1`` with ``shared`` (0, 2), ``tokens`` 5, ``place``
    ``[[0, 1, 2, 3], [0, 1, 4, 0]]`` and ``home`` ``[0, 1, 2, 3, 6, 0, 0, 0]``.

    Attributes:
        place: Flat position of each slot; any where there is only padding (B, T), int64.
        home: Slot ``row * T + column`` of each flat token, ascending, then 0 up to a multiple of ``EVEN``; what rows
            share is at home in the first of them (N).
        shared: Tokens at the front of each row that are at home in the row above or further up (B).
        early: Flat positions of the tokens that further rows may share: all in the first ``max(shared)`` columns.
        tokens: How many of the N are tokens; nothing ever reads the others.
    """

    place: torch.Tensor
    home: torch.Tensor
    shared: tuple[int, ...]
    early: torch.Tensor
    tokens: int

    @classmethod
    def of(cls, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> "Rows":
        """Lay out rows that are padded on the right.

        Args:
            input_ids: (B, T).
            attention_mask: 1 on tokens, 0 on padding (B, T).
        """
        kept = attention_mask.bool()
        same = (input_ids[1:] == input_ids[:-1]) & kept[1:] & kept[:-1]
        alike = same.long().cumprod(1).sum(1).tolist()
        opening = min(alike, default=0)
        shared = (0, *(count if count - opening >= WORTH else opening for count in alike))
        column = torch.arange(input_ids.shape[1], device=input_ids.device)
        own = kept & (column >= torch.tensor(shared, device=input_ids.device)[:, None])
        home = own.flatten().nonzero().squeeze(1)
        tokens = len(home)
        place = torch.zeros_like(input_ids)
        place.view(-1)[home] = torch.arange(tokens, device=home.device)
        for row, count in enumerate(shared):
            if count:
                place[row, :count] = place[row - 1, :count]
        early = (home % input_ids.shape[1] < max(shared)).nonzero().squeeze(1)
        return cls(place, functional.pad(home, (0, -tokens % EVEN)), shared, early, tokens)

    @property
    def columns(self) -> torch.Tensor:
        """Column of each flat token in its row (N)."""
        return self.home % self.place.shape[1]

    def spread(self, flat: torch.Tensor) -> torch.Tensor:
        """Flat tokens (N, ...) -> rows (B, T, ...); padding repeats the first token."""
        return _Spread.apply(flat, self)

    def gather(self, rows: torch.Tensor) -> torch.Tensor:
        """Rows (B, T, ...) -> flat tokens (N, ...), each from its home."""
        return _Gather.apply(rows, self)


class _Spread(torch.autograd.Function):
    """Indexing whose gradient is an indexing too: autograd's own adds up slot by slot, in no fixed order on CUDA."""

    @staticmethod
    def forward(ctx: Any, flat: torch.Tensor, rows: Rows) -> torch.Tensor:
        ctx.rows = rows
        return flat[rows.place]

    @staticmethod
    def backward(ctx: Any, upstream: torch.Tensor) -> tuple[torch.Tensor, None]:
        rows: Rows = ctx.rows
        gradient = upstream.flatten(0, 1)[rows.home]
        gradient[rows.tokens :] = 0
        if len(rows.early):
            width = max(rows.shared)
            sums = upstream[:, :width].to(torch.float32, copy=True)
            for row in reversed(range(1, len(sums))):
                sums[row - 1, : rows.shared[row]] += sums[row, : rows.shared[row]]
            slots = rows.home[rows.early]
            gradient[rows.early] = sums[slots // upstream.shape[1], slots % upstream.shape[1]].to(gradient.dtype)
        return gradient, None


class _Gather(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, padded: torch.Tensor, rows: Rows) -> torch.Tensor:
        ctx.rows = rows
        return padded.flatten(0, 1)[rows.home]

    @staticmethod
    def backward(ctx: Any, upstream: torch.Tensor) -> tuple[torch.Tensor, None]:
        rows: Rows = ctx.rows
        gradient = upstream.new_zeros(rows.place.numel(), *upstream.shape[1:])
        gradient[rows.home[: rows.tokens]] = upstream[: rows.tokens]
        return gradient.view(*rows.place.shape, *upstream.shape[1:]), None
