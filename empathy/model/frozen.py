"""Frozen layers of a decoder: no gradient for their weights, so less to compute and to remember.

``install`` gives layers of a transformers model other forwards with the same results; their weights, names and files
stay what they are.
"""

from collections.abc import Callable
from types import MethodType
from typing import Any

import torch
from torch import nn
from torch.nn import functional

KEPT_DENSE = 2**30
"""Bytes of 4-bit weights that a CPU keeps dequantised as well, at most: there 4 bits save nothing that is short."""


def install(model: Any) -> None:
    """Replace the forwards of frozen norms and of the LM head, and keep small 4-bit weights dequantised on a CPU."""
    from bitsandbytes.nn.modules import Linear4bit  # noqa: PLC0415

    for module in model.modules():
        # Llama's norm, of which Qwen's, Mistral's and others' are copies; Gemma's, which differs, calls it ``eps``.
        if type(module).__name__.endswith("RMSNorm") and hasattr(module, "variance_epsilon"):
            give_forward(module, _norm)
    head = model.get_output_embeddings()
    if type(head) is nn.Linear:
        give_forward(head, _whole_linear)
    quantised = [module for module in model.modules() if isinstance(module, Linear4bit)]
    on_cpu = all(module.weight.device.type == "cpu" for module in quantised)
    if on_cpu and sum(_dense_bytes(module) for module in quantised) <= KEPT_DENSE:
        for module in quantised:
            module.dense = dequantise(module)
            give_forward(module, _dense_linear)


def weight_of(layer: Any) -> torch.Tensor:
    """Weight (out, in) of a linear layer, dequantised where it is stored in 4 bits."""
    dense: torch.Tensor | None = getattr(layer, "dense", None)
    if dense is not None:
        return dense
    return dequantise(layer) if hasattr(layer.weight, "quant_state") else layer.weight


def dequantise(layer: Any) -> torch.Tensor:
    """Weight (out, in) of a ``Linear4bit`` in its compute dtype."""
    from bitsandbytes.functional import dequantize_4bit  # noqa: PLC0415

    with torch.no_grad():
        return dequantize_4bit(layer.weight.data, layer.weight.quant_state).to(layer.compute_dtype)


def _dense_bytes(layer: Any) -> int:
    return int(layer.in_features * layer.out_features * layer.compute_dtype.itemsize)


def give_forward(module: Any, forward: Callable[..., torch.Tensor]) -> None:
    """Let a module compute by another function, which gets the module first."""
    module.forward = MethodType(forward, module)


def _dense_linear(self: Any, x: torch.Tensor) -> torch.Tensor:
    return functional.linear(x.to(self.dense.dtype), self.dense, self.bias)


def _whole_linear(self: Any, x: torch.Tensor) -> torch.Tensor:
    # Decoding hands over the last column (B, 1, H) of the states, a view with gaps: torch would then multiply row by
    # row, with a copy of the weight (V, H) for each of them.
    return functional.linear(x.contiguous(), self.weight, self.bias)


def _norm(self: Any, hidden_states: torch.Tensor) -> torch.Tensor:
    return _RmsNorm.apply(hidden_states, self.weight, self.variance_epsilon)


class _RmsNorm(torch.autograd.Function):
    """``w x / sqrt(mean(x^2) + eps)`` in float32 (Zhang and Sennrich 2019, eq. 4), for a frozen w.

    It remembers its input as it came and one number a token; autograd remembers three float32 copies.
    """

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, weight: torch.Tensor, eps: float) -> torch.Tensor:
        assert not weight.requires_grad
        wide = x.to(torch.float32, copy=True)
        norm = torch.linalg.vector_norm(wide, dim=-1, keepdim=True)
        inverse = norm.square_().div_(x.shape[-1]).add_(eps).rsqrt_()
        ctx.save_for_backward(x, weight, inverse)
        return wide.mul_(inverse).to(x.dtype) * weight

    @staticmethod
    def backward(ctx: Any, upstream: torch.Tensor) -> tuple[torch.Tensor, None, None]:
        x, weight, inverse = ctx.saved_tensors
        # With r = 1 / rms and u = w dy: dx = r u - x r^3 mean(u x)
        wide, states = upstream.to(torch.float32, copy=True).mul_(weight), x.to(torch.float32, copy=True)
        mean = torch.linalg.vecdot(wide, states).div_(x.shape[-1]).unsqueeze(-1)
        pull = mean.mul_(inverse).mul_(inverse).mul_(inverse)
        return wide.mul_(inverse).sub_(states.mul_(pull)).to(x.dtype), None, None
