"""What a batch holds: the one contract between data and model."""

from typing import TypedDict

import torch

TERMS: tuple[str, ...] = ("lm", "emotion", "strategy", "affect", "safety", "persona")
"""Terms of the loss, in the order of ``Batch["window_counts"]``."""


class Batch(TypedDict):
    """One micro-batch. B examples padded to T tokens; positions are flat: ``row * T + column``.

    "No label" needs no mark: a position without a label is not in the index, and an index may be empty.

    Attributes:
        ids: Names of the examples, for error messages (B).
        input_ids: Padded token ids (B, T), int64.
        attention_mask: 1 on tokens, 0 on padding (B, T), int64.
        corpus: Position of each example's corpus in the data module's list (B), int64.
        target_at: Positions whose hidden state predicts a supervised token (N), int64.
        targets: The supervised token ids (N), int64.
        emotion_at: Positions at which the emotion head reads (E), int64.
        emotions: Target distribution over the label space, or multi-hot with neutral (E, K), float32.
        strategy_at: Positions at which the strategy head reads (S), int64.
        strategies: Strategy ids (S), int64.
        affect_at: Positions at which the affect head reads (A), int64.
        affect: Valence and arousal on ``labels.AFFECT_SCALE`` (A, 2), float32.
        affect_is_human: Whether a person rated the text (A), bool; otherwise the emotion's prior.
        teacher_ids: The taught examples without their system turn, for the safety rules to stand before (R, U), int64.
        teacher_mask: 1 on tokens of ``teacher_ids`` (R, U), int64.
        teacher_at: Positions in ``teacher_ids`` that predict the taught tokens (M), int64.
        taught: Which of the N supervised positions these are (M), int64.
        contrast_ids: The taught examples' twins with another persona as system turn (C, W), int64; C = 0 when off.
        contrast_mask: 1 on tokens of ``contrast_ids`` (C, W), int64.
        contrast_at: Positions of the twins' replies in ``contrast_ids`` (L), int64.
        contrast_rows: Example of each of these positions, in ``range(B)`` (L), int64.
        window_counts: Count of each of ``TERMS`` over the optimizer step's window, all ranks; expected where the
            teacher scores a share (6), float32.
    """

    ids: list[str]
    input_ids: torch.Tensor
    attention_mask: torch.Tensor
    corpus: torch.Tensor
    target_at: torch.Tensor
    targets: torch.Tensor
    emotion_at: torch.Tensor
    emotions: torch.Tensor
    strategy_at: torch.Tensor
    strategies: torch.Tensor
    affect_at: torch.Tensor
    affect: torch.Tensor
    affect_is_human: torch.Tensor
    teacher_ids: torch.Tensor
    teacher_mask: torch.Tensor
    teacher_at: torch.Tensor
    taught: torch.Tensor
    contrast_ids: torch.Tensor
    contrast_mask: torch.Tensor
    contrast_at: torch.Tensor
    contrast_rows: torch.Tensor
    window_counts: torch.Tensor


class PairBatch(TypedDict):
    """One micro-batch of preference pairs. Rows 2p and 2p + 1 are pair p's prompt with its chosen and rejected reply.

    Attributes:
        ids: Names of the pairs, for error messages (P).
        pairs: Place of each pair in its split (P), int64.
        input_ids: Padded token ids (2P, T), int64.
        attention_mask: 1 on tokens, 0 on padding (2P, T), int64.
        target_at: Flat positions whose hidden state predicts a token of a reply, row by row (N), int64.
        targets: The replies' token ids (N), int64.
        reply_tokens: Tokens of each row's reply (2P), int64; they sum to N.
        violations: Whether each reply breaks a safety rule (P, 2), bool.
        window_pairs: Pairs of the optimizer step's window, all ranks (), float32.
    """

    ids: list[str]
    pairs: torch.Tensor
    input_ids: torch.Tensor
    attention_mask: torch.Tensor
    target_at: torch.Tensor
    targets: torch.Tensor
    reply_tokens: torch.Tensor
    violations: torch.Tensor
    window_pairs: torch.Tensor
