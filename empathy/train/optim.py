"""Optimizer and learning-rate schedule."""

import math
from collections.abc import Iterable

import torch
from torch import nn
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR


def adamw(backbone: nn.Module, heads: nn.Module, *, lr: float, head_lr: float, weight_decay: float) -> AdamW:
    """AdamW over the trainable tensors: the adapter at ``lr``, the heads, which start from nothing, at ``head_lr``.

    Only matrices decay; biases do not (Loshchilov and Hutter 2019 decay all, practice since GPT-2 exempts vectors).
    """

    def group(parameters: Iterable[torch.Tensor], rate: float) -> list[dict[str, object]]:
        trainable = [parameter for parameter in parameters if parameter.requires_grad]
        return [
            {"params": [p for p in trainable if p.dim() >= 2], "lr": rate, "weight_decay": weight_decay},
            {"params": [p for p in trainable if p.dim() < 2], "lr": rate, "weight_decay": 0.0},
        ]

    groups = group(backbone.parameters(), lr) + group(heads.parameters(), head_lr)
    return AdamW([g for g in groups if g["params"]])


def warmup_cosine(step: int, *, total: int, warmup: int) -> float:
    """Factor of the learning rate: linear from 1/warmup to 1, then half a cosine down to 0 at ``total``.

    Args:
        step: Optimizer steps done.
        total: Optimizer steps of the run, known from the plan.
        warmup: Steps of the linear part.
    """
    if step < warmup:
        return (step + 1) / warmup
    progress = (step - warmup) / max(1, total - warmup)
    return 0.5 * (1 + math.cos(math.pi * min(1.0, progress)))


def schedule(optimizer: AdamW, *, total: int, warmup_share: float) -> LambdaLR:
    """Warm up over ``warmup_share`` of the run's optimizer steps, then cosine."""
    warmup = max(1, round(warmup_share * total))
    return LambdaLR(optimizer, lambda step: warmup_cosine(step, total=total, warmup=warmup))
