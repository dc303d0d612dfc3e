"""Heads on hidden states: emotion, strategy, valence and arousal, and the projection of the persona contrast."""

import torch
from torch import nn

from empathy.labels import AFFECT_SCALE, EMOTIONS_WITH_NEUTRAL, GOEMOTIONS, STRATEGIES


def head(inputs: int, width: int, outputs: int) -> nn.Sequential:
    """``Linear(inputs, width) -> ReLU -> Dropout(0.1) -> Linear(width, outputs)``."""
    return nn.Sequential(nn.Linear(inputs, width), nn.ReLU(), nn.Dropout(0.1), nn.Linear(width, outputs))


class Heads(nn.Module):
    """All heads; each reads hidden states (N, H) at positions that it is given and computes in float32.

    Hidden states enter through one parameter-free layer norm: their scale differs between models by orders of magnitude,
    a head's learning rate should not.

    Args:
        hidden_size: H.
        multilabel: 28 emotions with neutral instead of 27.
        persona: Whether to have the projection of the persona contrast.
    """

    def __init__(self, hidden_size: int, *, multilabel: bool = False, persona: bool = False) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(hidden_size, elementwise_affine=False)
        self.emotion = head(hidden_size, 512, len(EMOTIONS_WITH_NEUTRAL if multilabel else GOEMOTIONS))
        self.strategy = head(hidden_size, 256, len(STRATEGIES))
        self.affect = head(hidden_size, 256, 2)
        self.persona = nn.Linear(hidden_size, 128) if persona else None
        # The untrained head starts at the middle of the scale instead of at 0, which is off it.
        nn.init.constant_(self.affect[-1].bias, sum(AFFECT_SCALE) / 2)

    def read(self, hidden: torch.Tensor, positions: torch.Tensor) -> torch.Tensor:
        """Gather hidden states.

        Args:
            hidden: (B, T, H), any float dtype.
            positions: Flat positions ``row * T + column`` (N).

        Returns:
            Normalised states (N, H), float32.
        """
        return self.norm(hidden.flatten(0, 1)[positions].float())
