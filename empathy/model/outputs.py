"""One pass: what the backbone and the heads give for a batch, of examples or of preference pairs."""

from typing import NamedTuple

import torch

from empathy.batch import Batch, PairBatch
from empathy.model.backbone import Backbone, autocast_off
from empathy.model.heads import Heads
from empathy.model.token_losses import token_log_probabilities


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


class Scored(NamedTuple):
    """Log-probabilities of a batch's replies.

    Attributes:
        states: Last hidden states that predict the replies' tokens (N, H).
        log_probabilities: Of chosen and rejected (P, 2), float32.
        tokens: Their lengths (P, 2), float32.
    """

    states: torch.Tensor
    log_probabilities: torch.Tensor
    tokens: torch.Tensor


def score_pairs(backbone: Backbone, batch: PairBatch) -> Scored:
    """Score both replies of each pair under the active adapter, in one pass; only replies reach the LM head."""
    hidden = backbone(batch["input_ids"], batch["attention_mask"])
    with autocast_off(hidden.device.type):
        states = hidden.flatten(0, 1)[batch["target_at"]]
        tokens = token_log_probabilities(states, backbone.lm_head, batch["targets"])
        # Summed reply by reply: index_add has no fixed order on CUDA.
        replies = tokens.split(batch["reply_tokens"].tolist())
        sums = torch.stack([reply.sum() for reply in replies])
        return Scored(states, sums.view(-1, 2), batch["reply_tokens"].view(-1, 2))
