"""Every loss as a pure function of tensors that returns ``(sum, count)``.

The module that calls them divides by counts over the whole window, ranks included (a mean of means is another loss).
Where nothing is supervised the sum is a zero that is connected to the graph: under DDP every parameter must get a
gradient on every rank, or training hangs. Losses over the vocabulary are in ``model.token_losses``.
"""

import torch
from torch.nn import functional

Loss = tuple[torch.Tensor, int]


def classification(
    logits: torch.Tensor,
    targets: torch.Tensor,
    *,
    weights: torch.Tensor | None = None,
    adjustment: torch.Tensor | None = None,
) -> Loss:
    """Cross-entropy ``-sum_c t_c w_c log softmax(z + adjustment)_c`` with soft targets.

    Args:
        logits: (N, K); N may be 0.
        targets: Class ids (N) or distributions (N, K).
        weights: Of the classes (K), see ``class_balanced_weights``.
        adjustment: Added to the logits (K), see ``logit_adjustment``.
    """
    scores = logits.float()
    if targets.dim() == 1:
        targets = functional.one_hot(targets, logits.shape[1])
    if adjustment is not None:
        scores = scores + adjustment
    terms = targets.float() * functional.log_softmax(scores, dim=-1)
    return -(terms if weights is None else terms * weights).sum(), len(logits)


def multilabel(logits: torch.Tensor, targets: torch.Tensor, *, weights: torch.Tensor | None = None) -> Loss:
    """Sigmoid cross-entropy over independent labels, summed over the K labels.

    Args:
        logits: (N, K); N may be 0.
        targets: Multi-hot (N, K).
        weights: Of the labels (K).
    """
    return functional.binary_cross_entropy_with_logits(
        logits.float(), targets.float(), weight=weights, reduction="sum"
    ), len(logits)


def affect_mse(predicted: torch.Tensor, target: torch.Tensor) -> Loss:
    """Squared error of valence and arousal, ``sum ((dV)^2 + (dA)^2) / 2``, in squared points of the 1..5 scale.

    Args:
        predicted: (N, 2); N may be 0.
        target: (N, 2).
    """
    return (predicted.float() - target).square().sum() / 2, len(predicted)


def persona_contrast(states: torch.Tensor, personas: torch.Tensor, *, tau: float = 0.1) -> Loss:
    """Supervised contrastive loss of reply states (Khosla et al. 2020, eq. 2; outer sum over anchors).

    ``sum_i -1/|P(i)| sum_{p in P(i)} log exp(z_i z_p / tau) / sum_{a != i} exp(z_i z_a / tau)`` with unit z. The batch
    holds every context once under each persona, so the negatives differ in persona, not in topic.

    Args:
        states: One state a reply (N, D); N may be 0.
        personas: Persona of each (N).
        tau: Temperature.

    Returns:
        The sum over anchors that have a positive, and the number of all anchors.
    """
    count = len(states)
    if count < 2:  # no other state to compare with
        return 0.0 * states.float().sum(), count
    z = functional.normalize(states.float(), dim=-1)
    others = ~torch.eye(count, dtype=torch.bool, device=states.device)
    similarity = z @ z.T / tau
    log_prob = similarity - torch.logsumexp(similarity.masked_fill(~others, -torch.inf), dim=-1, keepdim=True)
    positive = others & (personas[:, None] == personas[None, :])
    has_positive = positive.any(dim=-1)
    per_anchor = -log_prob.masked_fill(~positive, 0.0).sum(dim=-1) / positive.sum(dim=-1).clamp_min(1)
    return per_anchor.masked_fill(~has_positive, 0.0).sum(), count


def mean_by_row(states: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    """Average states of the same row.

    Args:
        states: (N, H).
        rows: Row of each, ascending (N).

    Returns:
        One state for each distinct row (R, H).
    """
    _, place = torch.unique_consecutive(rows, return_inverse=True)
    sums = states.new_zeros(int(place.max()) + 1, states.shape[1]).index_add(0, place, states)
    return sums / torch.bincount(place)[:, None]


def class_balanced_weights(counts: torch.Tensor, *, beta: float = 0.999) -> torch.Tensor:
    """Weights ``(1 - beta) / (1 - beta^n_c)``, normalised to sum to K (Cui et al. 2019, eq. 2).

    Args:
        counts: Training examples of each class (K); a class without any gets the weight of one with one.
        beta: In [0, 1); 0 weighs all classes alike.
    """
    weights = (1 - beta) / (1 - torch.pow(torch.tensor(beta), counts.float().clamp_min(1)))
    return weights * len(counts) / weights.sum()


def logit_adjustment(counts: torch.Tensor, *, tau: float = 1.0) -> torch.Tensor:
    """``tau log pi_c``, added to the logits in training only (Menon et al. 2020, eq. 10).

    Args:
        counts: Training examples of each class (K); a class without any counts as one.
        tau: Strength; 1 is balanced softmax.
    """
    frequencies = counts.float().clamp_min(1)
    return tau * (frequencies / frequencies.sum()).log()
