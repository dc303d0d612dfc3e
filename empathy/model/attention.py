"""Causal attention over the rows of a flat sequence, plugged into transformers' models by their attention interface."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from empathy.model.rows import Rows

NAME = "rows"
"""What ``attn_implementation`` calls it."""

BLOCK = 64
"""Queries whose scores are alive at once on a CPU."""

REMEMBERED = 512
"""Keys up to which a CPU remembers the weights for the backward pass: they grow with the square of the length."""


@dataclass(frozen=True)
class Prefix:
    """Tokens that stand before all rows.

    Attributes:
        ids: Token ids (R).
        layers: Their keys and values in each layer, each (1, K, R, D); empty where a model cannot reuse them.
    """

    ids: torch.Tensor
    layers: tuple[tuple[torch.Tensor, torch.Tensor], ...]


def register() -> None:
    """Make ``attend`` known to transformers; without rows it is its SDPA, masks included."""
    from transformers.masking_utils import ALL_MASK_ATTENTION_FUNCTIONS  # noqa: PLC0415
    from transformers.modeling_utils import ALL_ATTENTION_FUNCTIONS  # noqa: PLC0415

    ALL_ATTENTION_FUNCTIONS.register(NAME, attend)
    ALL_MASK_ATTENTION_FUNCTIONS.register(NAME, ALL_MASK_ATTENTION_FUNCTIONS["sdpa"])


def attend(
    module: nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    *,
    rows: Rows | None = None,
    prefix: Prefix | None = None,
    **options: Any,
) -> tuple[torch.Tensor, None]:
    """Attend within each row, or as transformers does where there are no rows.

    Args:
        module: The attention layer.
        query: (1, H, N, D).
        key: (1, K, N, D); each serves H / K heads.
        value: (1, K, N, D).
        attention_mask: Of transformers' own attention.
        rows: Layout of the N flat tokens.
        prefix: Keys and values before the rows.
        options: ``scaling`` and whatever transformers' own attention takes.

    Returns:
        (1, N, H, D), and no weights.
    """
    if rows is None:
        from transformers.integrations.sdpa_attention import sdpa_attention_forward  # noqa: PLC0415

        return sdpa_attention_forward(module, query, key, value, attention_mask, **options)
    q, k, v = (rows.spread(heads[0].transpose(0, 1)) for heads in (query, key, value))  # (B, T, heads, D)
    if prefix is not None:
        own = (states.transpose(1, 2) for states in prefix.layers[module.layer_idx])  # type: ignore[index]
        k, v = (torch.cat([p.expand(len(x), -1, -1, -1), x], dim=1) for p, x in zip(own, (k, v), strict=True))
    causal = blockwise if q.device.type == "cpu" else kernel
    return rows.gather(causal(q, k, v, options["scaling"]))[None], None


def kernel(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, scale: float) -> torch.Tensor:
    """Causal attention in torch's kernels; shapes as in ``blockwise``.

    Keys are repeated instead of shared by the kernel: before SM 8.0 sharing leaves only the slowest one.
    """
    group, queries, keys = q.shape[2] // k.shape[2], q.shape[1], k.shape[1]
    k, v = k.repeat_interleave(group, dim=2), v.repeat_interleave(group, dim=2)
    seen = None
    if queries != keys:
        seen = torch.ones(queries, keys, dtype=torch.bool, device=q.device).tril(keys - queries)
    return functional.scaled_dot_product_attention(
        q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2), attn_mask=seen, is_causal=seen is None, scale=scale
    ).transpose(1, 2)


def blockwise(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, scale: float) -> torch.Tensor:
    """Causal attention block of queries by block of queries; of long rows the backward pass computes the weights again.

    On a CPU torch's flash kernel spends three times as long in its bf16 backward pass as these products do, and gains
    nothing from a causal mask. A block sees only the keys up to its last query. Query heads that share keys are stacked
    along the queries, so keys are never repeated.

    Args:
        q: (B, T, H, D).
        k: (B, R, K, D), R >= T; the last query's own key is the last.
        v: (B, R, K, D).
        scale: Factor on the products.

    Returns:
        (B, T, H, D).
    """
    batch, queries, heads, width = q.shape
    shared = k.shape[2]
    return _Blockwise.apply(q.view(batch, queries, shared, heads // shared, width), k, v, scale).flatten(2, 3)


class _Blockwise(torch.autograd.Function):
    """``blockwise`` of queries (B, T, K, G, D)."""

    @staticmethod
    def forward(ctx: Any, q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, scale: float) -> torch.Tensor:
        k, v = _by_head(k), _by_head(v)
        before = k.shape[1] - q.shape[1]
        attended = torch.empty_like(q)
        remembered = []
        for start in range(0, q.shape[1], BLOCK):
            block = slice(start, start + BLOCK)
            weights, seen = _weights(_stack(q[:, block]), k, scale, q.shape[3], before + start)
            attended[:, block] = _unstack(torch.bmm(weights, v[:, :seen]), q)
            if k.shape[1] <= REMEMBERED:
                remembered.append(weights)
        ctx.save_for_backward(q, k, v, *remembered)
        ctx.scale = scale
        return attended

    @staticmethod
    def backward(ctx: Any, upstream: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, None]:
        q, k, v, *remembered = ctx.saved_tensors
        before = k.shape[1] - q.shape[1]
        dq = torch.empty_like(q)
        # In float32, since every block adds to them.
        dk, dv = (torch.zeros_like(x, dtype=torch.float32) for x in (k, v))
        for number, start in enumerate(range(0, q.shape[1], BLOCK)):
            block = slice(start, start + BLOCK)
            asked, wanted = _stack(q[:, block]), _stack(upstream[:, block])
            weights = remembered[number] if remembered else _weights(asked, k, ctx.scale, q.shape[3], before + start)[0]
            seen = weights.shape[2]
            dv[:, :seen] += torch.bmm(weights.transpose(1, 2), wanted)
            change = torch.bmm(wanted, v[:, :seen].transpose(1, 2))
            # d softmax: w (dw - sum w dw)
            scores = torch._softmax_backward_data(change, weights, -1, weights.dtype)
            dq[:, block] = _unstack(torch.bmm(scores, k[:, :seen]), q)
            dk[:, :seen] += torch.bmm(scores.transpose(1, 2), asked)
        batch = len(q)
        dk = dk.mul_(ctx.scale)
        return dq.mul_(ctx.scale), *(x.to(q.dtype).unflatten(0, (batch, -1)).transpose(1, 2) for x in (dk, dv)), None


def _by_head(x: torch.Tensor) -> torch.Tensor:
    """(B, R, K, D) -> (B * K, R, D)."""
    return x.transpose(1, 2).flatten(0, 1)


def _stack(block: torch.Tensor) -> torch.Tensor:
    """Queries (B, L, K, G, D) -> (B * K, G * L, D)."""
    return block.permute(0, 2, 3, 1, 4).flatten(2, 3).flatten(0, 1)


def _unstack(stacked: torch.Tensor, like: torch.Tensor) -> torch.Tensor:
    """(B * K, G * L, D) -> (B, L, K, G, D)."""
    batch, _, shared, group, width = like.shape
    return stacked.view(batch, shared, group, -1, width).permute(0, 3, 1, 2, 4)


def _weights(asked: torch.Tensor, k: torch.Tensor, scale: float, group: int, first: int) -> tuple[torch.Tensor, int]:
    """Softmax of the scores of one block.

    Args:
        asked: Stacked queries of the block (S, G * L, D).
        k: All keys (S, R, D).
        scale: Factor on the products.
        group: Query heads that share a key, G.
        first: The key that is the first query's own.

    Returns:
        Weights (S, G * L, seen), and the number of keys seen.
    """
    queries = asked.shape[1] // group
    seen = first + queries
    none = asked.new_zeros(1, 1, 1).expand(len(k), len(asked[0]), seen)
    scores = torch.baddbmm(none, asked, k[:, :seen].transpose(1, 2), beta=0, alpha=scale)
    future = asked.new_full((queries, queries), -torch.inf).triu_(1)
    scores.view(len(k), group, queries, seen)[..., first:] += future
    return scores.softmax(-1), seen
