"""Losses over the vocabulary: likelihood of the replies' tokens and divergence from the safety teacher.

Both need logits (N, V), the largest tensor of training by far, so both are computed in one pass over chunks of rows:
a chunk's logits are formed once, give both losses and both gradients for the hidden states, and are forgotten. The LM
head is frozen, so nothing else wants a gradient.
"""

from typing import Any

import torch
from torch.nn import functional

from empathy.model.losses import Loss

CHUNK = 256
"""Rows of logits alive at once: enough for products at full speed."""


def token_losses(
    hidden: torch.Tensor,
    lm_head: torch.Tensor,
    targets: torch.Tensor,
    *,
    teacher: torch.Tensor | None = None,
    taught: torch.Tensor | None = None,
    tau: float = 1.0,
    chunk: int = CHUNK,
) -> tuple[Loss, Loss]:
    """Likelihood of the supervised tokens, and divergence from a teacher on some of them, in nats.

    ``-sum log p(target | context)`` and ``tau^2 sum KL(softmax(z_T / tau) || softmax(z / tau))``; the factor tau^2
    keeps gradients comparable over temperatures (Hinton et al. 2015, section 2.1).

    Args:
        hidden: States that predict the targets (N, H); N may be 0.
        lm_head: Frozen weight of the LM head (V, H), the same for student and teacher.
        targets: Token ids (N).
        teacher: States of the teacher for the taught tokens (M, H); no gradient flows into them.
        taught: Which of the N these are, ascending (M).
        tau: Temperature, > 0.
        chunk: Rows of logits alive at once.
    """
    if teacher is None or taught is None:
        teacher, taught = hidden[:0].detach(), targets.new_empty(0)
    if len(hidden) == 0:
        nothing = hidden.float().sum()
        return (nothing, 0), (nothing, 0)
    nll, kl = _TokenLosses.apply(hidden, teacher.detach(), lm_head, targets, taught, tau, chunk)
    return (nll.sum(), len(hidden)), (kl, len(taught))


def token_nll(hidden: torch.Tensor, lm_head: torch.Tensor, targets: torch.Tensor) -> Loss:
    """Likelihood alone; see ``token_losses``."""
    return token_losses(hidden, lm_head, targets)[0]


def token_log_probabilities(hidden: torch.Tensor, lm_head: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """``log p(target | context)`` of each token, in nats.

    Args:
        hidden: States that predict the targets (N, H); N may be 0.
        lm_head: Frozen weight of the LM head (V, H).
        targets: Token ids (N).

    Returns:
        (N), float32; each may get a gradient of its own.
    """
    if len(hidden) == 0:
        return hidden.float().sum(dim=-1)
    nll, _ = _TokenLosses.apply(hidden, hidden[:0].detach(), lm_head, targets, targets.new_empty(0), 1.0, CHUNK)
    return -nll


class _TokenLosses(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        hidden: torch.Tensor,
        teacher: torch.Tensor,
        weight: torch.Tensor,
        targets: torch.Tensor,
        taught: torch.Tensor,
        tau: float,
        chunk: int,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        nll = hidden.new_empty(len(hidden), dtype=torch.float32)
        kl = hidden.new_zeros((), dtype=torch.float32)
        wanted = ctx.needs_input_grad[0]
        nll_gradient = torch.empty_like(hidden) if wanted else None
        kl_gradient = torch.empty_like(teacher) if wanted else None
        # Equal chunks; a buffer serves the logits of all: fresh memory costs a CPU more than what is written into it.
        chunk = -(-len(hidden) // -(-len(hidden) // chunk))
        buffer = _Logits(chunk, weight)
        teachers = _Logits(min(chunk, len(taught)), weight)
        starts = range(0, len(hidden), chunk)
        edges = torch.searchsorted(taught, torch.tensor([*starts, len(hidden)], device=taught.device)).tolist()
        for start, first, last in zip(starts, edges, edges[1:], strict=False):
            rows = slice(start, start + chunk)
            logits = buffer.of(hidden[rows])
            if first < last:
                these = slice(first, last)
                term, slope = _divergence(logits[taught[these] - start], teachers.of(teacher[these]), tau)
                kl += term
                if kl_gradient is not None:
                    kl_gradient[these] = slope.to(weight.dtype) @ weight
                del slope
            nll[rows] = _likelihood(logits, targets[rows])
            if nll_gradient is not None:
                nll_gradient[rows] = buffer.expectation(logits) - weight[targets[rows]]
        ctx.save_for_backward(nll_gradient, kl_gradient, taught)
        return nll, kl

    @staticmethod
    def backward(ctx: Any, of_nll: torch.Tensor, of_kl: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        nll_gradient, kl_gradient, taught = ctx.saved_tensors
        gradient = nll_gradient.float() * of_nll[:, None]
        gradient[taught] += kl_gradient.float() * of_kl
        return gradient.to(nll_gradient.dtype), None, None, None, None, None, None


class _Logits:
    """Logits of a chunk in float32: over 150,000 classes a float16 log-softmax is off by hundredths of a nat.

    Args:
        chunk: Rows at most.
        weight: Of the LM head (V, H).
    """

    def __init__(self, chunk: int, weight: torch.Tensor) -> None:
        self._weight = weight
        self._product = weight.new_empty(chunk, len(weight))
        is_wide = weight.dtype == torch.float32
        self._wide = self._product if is_wide else torch.empty_like(self._product, dtype=torch.float32)

    def of(self, states: torch.Tensor) -> torch.Tensor:
        """Logits (C, V) of states (C, H), in the buffer."""
        product, wide = self._product[: len(states)], self._wide[: len(states)]
        torch.mm(states.to(self._weight.dtype), self._weight.T, out=product)
        return wide if wide.dtype == product.dtype else wide.copy_(product)

    def expectation(self, p: torch.Tensor) -> torch.Tensor:
        """Mean rows of the LM head (C, H) under distributions (C, V) in the buffer."""
        # Scaled up to a largest p of 1, small ones do not vanish in float16; scaling the mean back costs H numbers.
        most = p.amax(dim=-1, keepdim=True)
        product = self._product[: len(p)].copy_(p.div_(most))
        return (product @ self._weight).float() * most


def _likelihood(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Negative log-likelihood of a chunk's tokens (C); turns the logits into probabilities."""
    picked = logits.gather(1, targets[:, None])
    highest = logits.amax(dim=-1, keepdim=True)
    p = torch.softmax(logits, dim=-1, out=logits)
    return (highest - p.amax(dim=-1, keepdim=True).log() - picked).squeeze(1)  # log sum exp z = max z - log max p


def _divergence(student: torch.Tensor, teacher: torch.Tensor, tau: float) -> tuple[torch.Tensor, torch.Tensor]:
    """``tau^2 KL`` of a chunk and its gradient for the student's logits; uses both logits up."""
    log_q = functional.log_softmax(student.div_(tau), dim=-1)
    log_p = functional.log_softmax(teacher.div_(tau), dim=-1)
    p = torch.softmax(teacher, dim=-1, out=teacher)
    kl = tau**2 * log_p.sub_(log_q).mul_(p).sum()
    q = torch.softmax(student, dim=-1, out=student)
    return kl, q.sub_(p).mul_(tau)  # d/dz = tau (softmax(z / tau) - p)
