"""The divergence alone, every row taught."""

import torch

from empathy.model.losses import Loss
from empathy.model.token_losses import CHUNK, token_losses


def teacher_kl(
    student: torch.Tensor, teacher: torch.Tensor, lm_head: torch.Tensor, *, tau: float = 1.0, chunk: int = CHUNK
) -> Loss:
    """``tau^2 sum KL(teacher || student)`` of states (N, H), and N."""
    rows = torch.arange(len(student))
    return token_losses(student, lm_head, torch.zeros_like(rows), teacher=teacher, taught=rows, tau=tau, chunk=chunk)[1]
