"""Losses at the limits: half precision, large logits, vocabularies too large for all rows at once."""

import pytest
import torch
from torch import nn
from torch.nn import functional
from torch.testing import assert_close
from torch.utils._python_dispatch import TorchDispatchMode

from empathy.model import losses
from empathy.model.token_losses import token_losses, token_nll
from tests.model.divergence import teacher_kl

HALVES = pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
N, H, V = 6, 8, 4000


def integers(*shape: int, high: int, seed: int) -> torch.Tensor:
    """Whole numbers in -high..high: products of these are exact in every dtype as long as sums stay below 256."""
    return torch.randint(-high, high + 1, shape, generator=torch.Generator().manual_seed(seed)).float()


STATES, TEACHER = integers(N, H, high=4, seed=0), integers(N, H, high=4, seed=1)
HEAD = integers(V, H, high=6, seed=2)  # logits within 8 * 4 * 6 = 192
IDS = torch.arange(N) * 600


@HALVES
def test_token_nll_in_half_precision(dtype):
    hidden = STATES.to(dtype).requires_grad_()
    plain = STATES.double().requires_grad_()
    total, _ = token_losses(hidden, HEAD.to(dtype), IDS, chunk=4)[0]
    expected = functional.cross_entropy(plain @ HEAD.double().T, IDS, reduction="sum")
    total.backward()
    expected.backward()
    assert total.dtype == torch.float32
    assert hidden.grad.dtype == dtype
    assert_close(total.double(), expected, rtol=1e-6, atol=0.0)
    assert_close(hidden.grad.double(), plain.grad, rtol=0.02, atol=0.02)


@HALVES
def test_teacher_kl_in_half_precision(dtype):
    student = STATES.to(dtype).requires_grad_()
    plain = STATES.double().requires_grad_()
    total, _ = teacher_kl(student, TEACHER.to(dtype), HEAD.to(dtype), tau=2.0, chunk=4)
    log_q, log_p = ((s @ HEAD.double().T / 2).log_softmax(-1) for s in (plain, TEACHER.double()))
    expected = 4 * functional.kl_div(log_q, log_p, log_target=True, reduction="sum")
    total.backward()
    expected.backward()
    assert total.dtype == torch.float32
    assert student.grad.dtype == dtype
    assert_close(total.double(), expected, rtol=1e-6, atol=0.0)
    assert_close(student.grad.double(), plain.grad, rtol=0.02, atol=0.04)


LARGE = 100 * integers(N, 4, high=5, seed=3)  # up to 500: squares and sums of squares overflow float16
CLASSES, MULTI = torch.tensor([0, 1, 2, 3, 0, 1]), integers(N, 4, high=1, seed=4).clamp_min(0)
OTHERS = {
    "classification": lambda x: losses.classification(x, CLASSES),
    "multilabel": lambda x: losses.multilabel(x, MULTI),
    "affect": lambda x: losses.affect_mse(x[:, :2], MULTI[:, :2]),
    "persona": lambda x: losses.persona_contrast(x, CLASSES),
}


@HALVES
@pytest.mark.parametrize("name", OTHERS)
def test_large_half_precision_inputs_give_the_float32_value(name, dtype):
    half = LARGE.to(dtype).requires_grad_()
    full = LARGE.to(dtype).float().requires_grad_()  # 500 is 500 in both dtypes, but say so
    total, expected = OTHERS[name](half)[0], OTHERS[name](full)[0]
    total.backward()
    expected.backward()
    assert total.dtype == torch.float32
    assert total.isfinite()
    assert_close(total, expected, rtol=1e-6, atol=1e-6)
    assert half.grad.isfinite().all()
    assert_close(half.grad.float(), full.grad, rtol=0.01, atol=1e-3)


@pytest.mark.parametrize("name", ["nll", "kl"])
def test_extreme_logits_stay_finite(name):
    """Logits of +-10,000: p underflows to 0 and 0 x log 0 must not become NaN."""
    hidden = torch.tensor([[100.0]], requires_grad=True)
    head = torch.tensor([[100.0], [-100.0]])
    if name == "nll":
        total, _ = token_nll(hidden, head, torch.tensor([1]))
        assert total.item() == 20_000  # log-softmax of the loser: the distance of the logits
        gradient = 200.0  # (p - onehot) W = (1, -1) (100, -100)
    else:
        total, _ = teacher_kl(hidden, -hidden, head)
        assert total.item() == 20_000
        gradient = 200.0
    total.backward()
    assert hidden.grad.item() == gradient


def test_the_teacher_gets_no_gradient_and_the_student_does():
    student, teacher = STATES.clone().requires_grad_(), TEACHER.clone().requires_grad_()
    teacher_kl(student, teacher, HEAD)[0].backward()
    assert teacher.grad is None
    assert student.grad.abs().sum() > 0


@pytest.mark.parametrize("tau", [0.5, 1.0, 3.0])
def test_identical_states_diverge_by_nothing(tau):
    student = STATES.clone().requires_grad_()
    total, count = teacher_kl(student, STATES, HEAD, tau=tau)
    total.backward()
    assert total.item() == 0.0
    assert count == N
    assert not student.grad.any()


def test_a_layer_before_the_lm_head_learns_from_the_chunks():
    """The gradient that a layer gets through the chunked loss is the one it gets through plain logits."""
    layer = nn.Linear(H, H)
    token_losses(layer(STATES), HEAD, IDS, chunk=4)[0][0].backward()
    own = layer.weight.grad.clone()
    layer.zero_grad()
    functional.cross_entropy(layer(STATES) @ HEAD.T, IDS, reduction="sum").backward()
    assert_close(own, layer.weight.grad, rtol=1e-4, atol=1e-3)


class Largest(TorchDispatchMode):
    """Remembers the most rows of logits that any matrix product returned."""

    rows = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        result = func(*args, **(kwargs or {}))
        if func in (torch.ops.aten.mm.default, torch.ops.aten.mm.out) and result.shape[1] == V:
            self.rows = max(self.rows, len(result))
        return result


@pytest.mark.parametrize("name", ["nll", "kl"])
def test_logits_exist_for_one_chunk_at_a_time(name):
    hidden = STATES.clone().requires_grad_()
    with Largest() as largest:
        if name == "nll":
            total, _ = token_losses(hidden, HEAD, IDS, chunk=2)[0]
        else:
            total, _ = teacher_kl(hidden, TEACHER, HEAD, chunk=2)
        total.backward()
    assert largest.rows == 2
