"""Figures of held-out preference pairs, over all batches and ranks."""

import math

import torch
from torch import nn
from torchmetrics import SumMetric

from empathy.model.preference_loss import PreferenceLoss, pair_terms
from empathy.train.metrics import Figure

MEANS = ("margin", "accuracy", "preference_accuracy", "chosen_log_probability", "rejected_log_probability",
         "chosen_violations", "rejected_violations")  # fmt: skip
"""Figures that are means over pairs; the others are over tokens."""


class PairFigures(nn.Module):
    """How far a model prefers the chosen replies, and how far it has moved from the reference.

    ``accuracy`` counts pairs whose chosen reply gained more over the reference than the rejected one (Rafailov et al.
    2023; 0 for the reference itself); ``preference_accuracy`` those whose chosen reply is the likelier one a token,
    which any model has. ``kl`` is KL(policy || reference) a token of the replies, in nats.

    Args:
        loss: The loss whose value on these pairs is ``loss``.
    """

    def __init__(self, loss: PreferenceLoss) -> None:
        super().__init__()
        self.options = loss
        names = ("pairs", "loss", *MEANS, "chosen_nll", "rejected_nll", "chosen_tokens", "rejected_tokens", "kl")
        # By default NaN is left out of a sum: a broken model would have the best loss.
        self.sums = nn.ModuleDict({name: SumMetric(nan_strategy="disable") for name in names})

    def update(
        self,
        policy: torch.Tensor,
        reference: torch.Tensor,
        tokens: torch.Tensor,
        violations: torch.Tensor,
        divergence: torch.Tensor,
    ) -> None:
        """Add a batch.

        Args:
            policy: Log-probabilities of chosen and rejected under the model (P, 2).
            reference: The same under the reference (P, 2).
            tokens: Lengths of the replies (P, 2).
            violations: Whether they break a rule (P, 2).
            divergence: KL from the reference, summed over the replies' tokens.
        """
        terms = pair_terms(policy, reference, tokens, violations, self.options)
        each = policy / tokens
        (chosen_nll, rejected_nll), (chosen_tokens, rejected_tokens) = -policy.sum(dim=0), tokens.sum(dim=0)
        values = terms | {
            "pairs": torch.tensor(float(len(policy))),
            "loss": terms["dpo"] + self.options.anchor * terms["anchor"],
            "preference_accuracy": (each[:, 0] > each[:, 1]).float().sum(),
            "chosen_nll": chosen_nll,
            "rejected_nll": rejected_nll,
            "chosen_tokens": chosen_tokens,
            "rejected_tokens": rejected_tokens,
            "kl": divergence,
        }
        for name, metric in self.sums.items():
            metric.update(values[name].detach())  # type: ignore[operator]

    def compute(self) -> dict[str, Figure]:
        """Return every figure by name."""
        sums = {name: float(metric.compute()) for name, metric in self.sums.items()}  # type: ignore[operator]
        pairs = int(sums["pairs"])
        figures = {name: Figure(sums[name] / pairs, pairs) for name in ("loss", *MEANS)}
        tokens = {reply: int(sums[f"{reply}_tokens"]) for reply in ("chosen", "rejected")}
        for reply, count in tokens.items():
            figures[f"{reply}_perplexity"] = Figure(math.exp(min(sums[f"{reply}_nll"] / count, 700.0)), count)
        figures["kl"] = Figure(sums["kl"] / sum(tokens.values()), sum(tokens.values()))
        return figures

    def reset(self) -> None:
        """Forget everything seen."""
        for metric in self.sums.values():
            metric.reset()  # type: ignore[operator]
