"""LoRA on frozen linear layers: PEFT's modules, files and switches, another training forward.

PEFT computes ``W x + s B A dropout(x)`` in eight operations, each of which writes and remembers a tensor of the layer's
size. Here it is three products; what is remembered is the adapter's input, once for all projections that share it.
"""

from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from empathy.model.frozen import give_forward, weight_of

ONE = np.int16(0x3F80)
"""The bits of 1 in bfloat16."""


class SharedDropout:
    """Dropout of the adapters' inputs: projections that read the same tensor share one mask.

    Attributes:
        last: The tensor dropped last, and what became of it.
    """

    last: tuple[torch.Tensor, torch.Tensor] | None = None

    def __call__(self, x: torch.Tensor, share: float) -> torch.Tensor:
        """Set a share of the elements to zero; the others are not scaled."""
        if self.last is None or self.last[0] is not x:
            self.last = (x, x * kept(x.shape, share, x.device, x.dtype))
        return self.last[1]

    def forget(self) -> None:
        """Let go of the last tensor."""
        self.last = None


def install(model: nn.Module, dropout: SharedDropout) -> None:
    """Replace the forwards of all LoRA layers of a PEFT model."""
    from peft.tuners.lora import LoraLayer  # noqa: PLC0415

    for module in model.modules():
        if isinstance(module, LoraLayer):
            _adapt(module, dropout)


def _adapt(layer: Any, dropout: SharedDropout) -> None:
    layer.peft_forward, layer.shared_dropout = layer.forward, dropout
    give_forward(layer, _forward)


def kept(shape: torch.Size, share: float, device: torch.device, dtype: torch.dtype) -> torch.Tensor:
    """Draw which elements dropout keeps: 1 with probability ``1 - share`` to within 2^-17, else 0.

    On a CPU torch draws one by one, which takes as long as the product that the mask is for: a generator that torch's
    own seeds draws four at once.
    """
    if device.type != "cpu":
        return (torch.rand(shape, device=device) >= share).to(dtype)
    count = shape.numel()
    seed = int(torch.randint(2**63 - 1, ()))
    draws = np.random.SFC64(seed).random_raw(-(-count // 4)).view(np.uint16)[:count]
    keeps = draws >= round(share * 2**16)
    if dtype is torch.bfloat16:  # a conversion takes five times as long as writing the bits of 1
        return torch.from_numpy(np.multiply(keeps, ONE, dtype=np.int16)).view(dtype).view(shape)
    return torch.from_numpy(keeps).view(shape).to(dtype)


def _forward(self: Any, x: torch.Tensor, *args: Any, **kwargs: Any) -> torch.Tensor:
    base = self.get_base_layer()
    if self.disable_adapters and not self.merged:
        return base(x)
    active = [name for name in self.active_adapters if name in self.lora_A]
    if args or kwargs or self.merged or len(active) != 1 or self.lora_variant:
        return self.peft_forward(x, *args, **kwargs)
    (name,) = active
    scale, dropout = self.scaling[name], self.lora_dropout[name]
    dropped = None
    if self.training and isinstance(dropout, nn.Dropout) and dropout.p > 0:
        dropped = self.shared_dropout(x, dropout.p)
        scale = scale / (1 - dropout.p)
    return _Adapted.apply(x, dropped, base, self.lora_A[name].weight, self.lora_B[name].weight, scale)


class _Adapted(torch.autograd.Function):
    """``x W^T + bias + s d A^T B^T`` for a frozen W, where d is x or what dropout left of it.

    Shapes: x and d (..., in), W (out, in), A (r, in), B (out, r).
    """

    @staticmethod
    def forward(
        ctx: Any,
        x: torch.Tensor,
        dropped: torch.Tensor | None,
        base: Any,
        a: torch.Tensor,
        b: torch.Tensor,
        scale: float,
    ) -> torch.Tensor:
        dtype = x.dtype
        source = (x if dropped is None else dropped).flatten(0, -2)
        narrow = source @ a.to(dtype).T
        y = functional.linear(x.flatten(0, -2), weight_of(base), base.bias)
        y.addmm_(narrow, b.to(dtype).T, alpha=scale)
        # The layer, not its weight: remembering the dequantised weights of all layers would undo the 4 bits.
        ctx.base = base
        ctx.save_for_backward(source, narrow, a, b)
        ctx.scale, ctx.drops, ctx.shape = scale, dropped is not None, x.shape
        return y.view(*x.shape[:-1], -1)

    @staticmethod
    def backward(ctx: Any, upstream: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        source, narrow, a, b = ctx.saved_tensors
        g = upstream.flatten(0, -2)
        dtype = g.dtype
        back = (g @ b.to(dtype)) * ctx.scale
        da = (back.T @ source).to(a.dtype)
        db = (g.T @ narrow).to(b.dtype).mul_(ctx.scale)
        # The first layer reads frozen embeddings: nobody asks for their gradient.
        dx = g @ weight_of(ctx.base) if ctx.needs_input_grad[0] else None
        dropped = None
        if ctx.drops:
            dropped = (back @ a.to(dtype)).view(ctx.shape) if ctx.needs_input_grad[1] else None
        elif dx is not None:
            dx.addmm_(back, a.to(dtype))
        return None if dx is None else dx.view(ctx.shape), dropped, None, da, db, None
