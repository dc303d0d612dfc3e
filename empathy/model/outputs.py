"""One pass: what the backbone and the heads give for a batch."""

from typing import NamedTuple

import torch

from empathy.batch import Batch
from empathy.model.backbone import Backbone, autocast_off
from empathy.model.heads import Heads


class Outputs(NamedTuple):
    """What one pass gives.

    Attributes:
        hidden: Last hidden states (B, T, H).
        predictors: States that predict the supervised tokens (N, H).
        emotion: Logits (E, K).
        strategy: Logits (S, 8).
        affect: Valence and arousal (A, 2).
    """

    hidden: torch.Tensor
    predictors: torch.Tensor
    emotion: torch.Tensor
    strategy: torch.Tensor
    affect: torch.Tensor


def one_pass(backbone: Backbone, heads: Heads, batch: Batch) -> Outputs:
    """Run the backbone once and every head where it reads, the heads in float32."""
    hidden = backbone(batch["input_ids"], batch["attention_mask"])
    with autocast_off(hidden.device.type):
        return Outputs(
            hidden=hidden,
            predictors=hidden.flatten(0, 1)[batch["target_at"]],
            emotion=heads.emotion(heads.user_end(hidden, batch["emotion_at"])),
            strategy=heads.strategy(heads.reply_header(hidden, batch["strategy_at"])),
            affect=heads.affect(heads.user_end(hidden, batch["affect_at"])),
        )
