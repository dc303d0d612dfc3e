"""Every loss as a pure function of tensors that returns ``(sum, count)``.

The module that calls them divides by counts over the whole window, ranks included (a mean of means is another loss).
Where nothing is supervised the sum is a zero that is connected to the graph: under DDP every parameter must get a
gradient on every rank, or training hangs. Logits are float32 from the product with the LM head on: over 150,000 classes
a float16 log-softmax is off by hundredths of a nat.
"""

from typing import Any

import torch
from torch.nn import functional

Loss = tuple[torch.Tensor, int]


class _ChunkedNll(torch.autograd.Function):
    """Sum of ``-log softmax(h W^T)[target]`` whose gradient for h is formed inside the chunk."""

    @staticmethod
    def forward(
        ctx: Any, hidden: torch.Tensor, weight: torch.Tensor, targets: torch.Tensor, chunk: int
    ) -> torch.Tensor:
        total = hidden.new_zeros((), dtype=torch.float32)
        gradient = torch.empty_like(hidden)
        for start in range(0, len(hidden), chunk):
            rows = slice(start, start + chunk)
            logits = (hidden[rows].to(weight.dtype) @ weight.T).float()
            log_probs = functional.log_softmax(logits, dim=-1)
            picked = targets[rows, None]
            total -= log_probs.gather(1, picked).sum()
            # d/dz = softmax(z) - onehot(target), in place: no second (chunk, V) tensor stays alive.
            error = log_probs.exp_()
            error.scatter_add_(1, picked, torch.full_like(picked, -1, dtype=error.dtype))
            gradient[rows] = (error.to(weight.dtype) @ weight).to(hidden.dtype)
        ctx.save_for_backward(gradient)
        return total

    @staticmethod
    def backward(ctx: Any, upstream: torch.Tensor) -> tuple[torch.Tensor, None, None, None]:
        (gradient,) = ctx.saved_tensors
        return (gradient.float() * upstream).to(gradient.dtype), None, None, None


def token_nll(hidden: torch.Tensor, lm_head: torch.Tensor, targets: torch.Tensor, *, chunk: int = 512) -> Loss:
    """Negative log-likelihood of the supervised tokens, ``-sum log p(target | context)``, in nats.

    Logits exist for ``chunk`` rows at a time, so no (tokens, V) tensor is ever alive.

    Args:
        hidden: States that predict the targets (N, H); N may be 0.
        lm_head: Frozen weight of the LM head (V, H).
        targets: Token ids (N).
        chunk: Rows of logits alive at once.
    """
    if len(hidden) == 0:
        return hidden.float().sum(), 0
    return _ChunkedNll.apply(hidden, lm_head, targets, chunk), len(hidden)


class _ChunkedTeacherKl(torch.autograd.Function):
    """``tau^2 sum KL(softmax(z_T / tau) || softmax(z / tau))`` with the gradient formed inside the chunk."""

    @staticmethod
    def forward(
        ctx: Any, student: torch.Tensor, teacher: torch.Tensor, weight: torch.Tensor, tau: float, chunk: int
    ) -> torch.Tensor:
        total = student.new_zeros((), dtype=torch.float32)
        gradient = torch.empty_like(student)
        for start in range(0, len(student), chunk):
            rows = slice(start, start + chunk)
            log_q = functional.log_softmax((student[rows].to(weight.dtype) @ weight.T).float() / tau, dim=-1)
            log_p = functional.log_softmax((teacher[rows].to(weight.dtype) @ weight.T).float() / tau, dim=-1)
            p = log_p.exp()
            total += tau**2 * (p * (log_p - log_q)).sum()
            # d/dz tau^2 KL = tau (softmax(z / tau) - p)
            error = log_q.exp_().sub_(p).mul_(tau)
            gradient[rows] = (error.to(weight.dtype) @ weight).to(student.dtype)
        ctx.save_for_backward(gradient)
        return total

    @staticmethod
    def backward(ctx: Any, upstream: torch.Tensor) -> tuple[torch.Tensor, None, None, None, None]:
        (gradient,) = ctx.saved_tensors
        return (gradient.float() * upstream).to(gradient.dtype), None, None, None, None


def teacher_kl(
    student: torch.Tensor, teacher: torch.Tensor, lm_head: torch.Tensor, *, tau: float = 1.0, chunk: int = 256
) -> Loss:
    """Divergence of the student from the safety teacher on the same tokens, ``tau^2 KL(p_T || p)``, in nats.

    The factor tau^2 keeps gradients comparable over temperatures (Hinton et al. 2015, section 2.1).

    Args:
        student: States of the student (M, H); M may be 0.
        teacher: States of the teacher for the same tokens (M, H); no gradient flows into them.
        lm_head: Frozen weight of the LM head, the same for both (V, H).
        tau: Temperature, > 0.
        chunk: Rows of logits alive at once.
    """
    if len(student) == 0:
        return student.float().sum(), 0
    return _ChunkedTeacherKl.apply(student, teacher.detach(), lm_head, tau, chunk), len(student)


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
