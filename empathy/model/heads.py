"""Heads on hidden states: emotion, strategy, valence and arousal, and the projection of the persona contrast."""

from typing import cast

import torch
from torch import nn

from empathy.labels import AFFECT_SCALE, EMOTIONS_WITH_NEUTRAL, GOEMOTIONS, STRATEGIES


def head(inputs: int, width: int, outputs: int) -> nn.Sequential:
    """``Linear(inputs, width) -> ReLU -> Dropout(0.1) -> Linear(width, outputs)``."""
    return nn.Sequential(nn.Linear(inputs, width), nn.ReLU(), nn.Dropout(0.1), nn.Linear(width, outputs))


class Reader(nn.Module):
    """Gathers hidden states and standardises every dimension with fixed statistics of the frozen base.

    A few dimensions of a language model's states are hundreds of times larger than the rest. Under a layer norm they
    still drown the others, and a head needs thousands of steps to find what it looks for; with each dimension at unit
    variance it needs dozens. Fixed statistics, unlike those of a batch norm, keep every example's loss independent of
    the batch that it stands in.

    Args:
        hidden_size: H.
    """

    mean: torch.Tensor
    deviation: torch.Tensor

    def __init__(self, hidden_size: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(hidden_size))
        self.register_buffer("deviation", torch.ones(hidden_size))

    def calibrate(self, states: torch.Tensor) -> None:
        """Take the statistics of a sample of states (N, H), N > 1."""
        self.mean.copy_(states.float().mean(dim=0))
        self.deviation.copy_(states.float().std(dim=0).clamp_min(1e-3))

    def forward(self, hidden: torch.Tensor, positions: torch.Tensor) -> torch.Tensor:
        """Read.

        Args:
            hidden: (B, T, H), any float dtype.
            positions: Flat positions ``row * T + column`` (N).

        Returns:
            Standardised states (N, H), float32.
        """
        return self.standardise(hidden.flatten(0, 1)[positions].float())

    def standardise(self, states: torch.Tensor) -> torch.Tensor:
        """Bring states (N, H) to zero mean and unit deviation over the calibration sample."""
        return (states - self.mean) / self.deviation


class Heads(nn.Module):
    """All heads, in float32.

    Attributes:
        user_end: Reads where a user turn ends, for ``emotion`` and ``affect``.
        reply_header: Reads at the header of a reply, before its first token, for ``strategy``.

    Args:
        hidden_size: H.
        multilabel: 28 emotions with neutral instead of 27.
        persona: Whether to have the projection of the persona contrast.
    """

    def __init__(self, hidden_size: int, *, multilabel: bool = False, persona: bool = False) -> None:
        super().__init__()
        self.user_end = Reader(hidden_size)
        self.reply_header = Reader(hidden_size)
        self.emotion = head(hidden_size, 512, len(EMOTIONS_WITH_NEUTRAL if multilabel else GOEMOTIONS))
        self.strategy = head(hidden_size, 256, len(STRATEGIES))
        self.affect = head(hidden_size, 256, 2)
        self.persona = nn.Linear(hidden_size, 128) if persona else None
        # The untrained head starts at the middle of the scale instead of at 0, which is off it.
        nn.init.constant_(cast("nn.Linear", self.affect[-1]).bias, sum(AFFECT_SCALE) / 2)
