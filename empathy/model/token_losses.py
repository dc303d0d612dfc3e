"""Losses over the vocabulary: likelihood of the replies' tokens and divergence from the safety teacher.

Both need logits (N, V), the largest tensor of training by far, so both are computed in one pass over chunks of rows:
a chunk's logits are formed once, give both losses and both gradients for the hidden states, and are forgotten. The LM
head is frozen, so nothing else wants a gradient.
"""

from typing import Any

import torch
from torch.nn import functional

from empathy.model.losses import Loss

CHUNK_CPU, CHUNK_GPU = 128, 256
"""Rows of logits alive at once: on a CPU they should stay in its cache, a GPU reads the LM head once for each chunk."""


def token_losses(
    hidden: torch.Tensor,
    lm_head: torch.Tensor,
    targets: torch.Tensor,
    *,
    teacher: torch.Tensor | None = None,
    taught: torch.Tensor | None = None,
    tau: float = 1.0,
    chunk: int | None = None,
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
        chunk: Rows of logits alive at once; None: what suits the device.
    """
    if teacher is None or taught is None:
        teacher, taught = hidden[:0].detach(), targets.new_empty(0)
    if len(hidden) == 0:
        nothing = hidden.float().sum()
        return (nothing, 0), (nothing, 0)
    chunk = chunk or (CHUNK_CPU if hidden.device.type == "cpu" else CHUNK_GPU)
    nll, kl = _TokenLosses.apply(hidden, teacher.detach(), lm_head, targets, taught, tau, chunk)
    return (nll, len(hidden)), (kl, len(taught))


def token_nll(hidden: torch.Tensor, lm_head: torch.Tensor, targets: torch.Tensor) -> Loss:
    """Likelihood alone; see ``token_losses``."""
    return token_losses(hidden, lm_head, targets)[0]


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
        nll, kl = (hidden.new_zeros((), dtype=torch.float32) for _ in range(2))
        wanted = ctx.needs_input_grad[0]
        nll_gradient = torch.empty_like(hidden) if wanted else None
        kl_gradient = torch.empty_like(teacher) if wanted else None
        starts = range(0, len(hidden), chunk)
        edges = torch.searchsorted(taught, torch.tensor([*starts, len(hidden)], device=taught.device)).tolist()
        for start, first, last in zip(starts, edges, edges[1:], strict=False):
            rows = slice(start, start + chunk)
            logits = _logits(hidden[rows], weight)
            if first < last:
                these = slice(first, last)
                term, slope = _divergence(logits[taught[these] - start], _logits(teacher[these], weight), tau)
                kl += term
                if kl_gradient is not None:
                    kl_gradient[these] = slope.to(weight.dtype) @ weight
                del slope
            term, gradient = _likelihood(logits, targets[rows], weight, wanted=wanted)
            nll += term
            if nll_gradient is not None and gradient is not None:
                nll_gradient[rows] = gradient
            del logits  # before the next chunk's are formed
        ctx.save_for_backward(nll_gradient, kl_gradient, taught)
        return nll, kl

    @staticmethod
    def backward(ctx: Any, of_nll: torch.Tensor, of_kl: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        nll_gradient, kl_gradient, taught = ctx.saved_tensors
        gradient = nll_gradient.float() * of_nll
        gradient[taught] += kl_gradient.float() * of_kl
        return gradient.to(nll_gradient.dtype), None, None, None, None, None, None


def _logits(states: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Logits in float32: over 150,000 classes a float16 log-softmax is off by hundredths of a nat."""
    return (states.to(weight.dtype) @ weight.T).float()


def _likelihood(
    logits: torch.Tensor, targets: torch.Tensor, weight: torch.Tensor, *, wanted: bool
) -> tuple[torch.Tensor, torch.Tensor | None]:
    """Negative log-likelihood of a chunk and its gradient for the states; uses the logits up."""
    picked = logits.gather(1, targets[:, None])
    highest = logits.amax(dim=-1, keepdim=True)
    p = torch.softmax(logits, dim=-1, out=logits)
    most = p.amax(dim=-1, keepdim=True)
    nll = (highest - most.log() - picked).sum()  # log sum exp z = max z - log max p
    if not wanted:
        return nll, None
    # d/dh = softmax(z) W - W[target]. Scaled up to a largest p of 1, small ones do not vanish in float16.
    expected = (p.div_(most).to(weight.dtype) @ weight).float() * most
    return nll, expected - weight[targets]


def _divergence(student: torch.Tensor, teacher: torch.Tensor, tau: float) -> tuple[torch.Tensor, torch.Tensor]:
    """``tau^2 KL`` of a chunk and its gradient for the student's logits; uses both logits up."""
    log_q = functional.log_softmax(student.div_(tau), dim=-1)
    log_p = functional.log_softmax(teacher.div_(tau), dim=-1)
    p = torch.softmax(teacher, dim=-1, out=teacher)
    kl = tau**2 * log_p.sub_(log_q).mul_(p).sum()
    q = torch.softmax(student, dim=-1, out=student)
    return kl, q.sub_(p).mul_(tau)  # d/dz = tau (softmax(z / tau) - p)
