"""Each loss against arithmetic by hand, against plain torch with autograd, and where it could break."""

import math
from collections.abc import Callable

import pytest
import torch
from torch import nn
from torch.nn import functional
from torch.testing import assert_close

from empathy.model import losses
from empathy.model.token_losses import token_losses, token_nll
from tests.model.divergence import teacher_kl

LN2, LN3 = math.log(2), math.log(3)
HEAD = torch.tensor([[LN3], [0.0]])
"""LM head (V = 2, H = 1): state 1 gives p = (3/4, 1/4), state 0 gives (1/2, 1/2)."""


def leaf(*values: object) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float32, requires_grad=True)


def numbers(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


class TestByHand:
    def test_token_nll(self):
        # -ln 3/4 - ln 1/2 = ln 8/3; gradient (p - onehot) W: (3/4 - 1) ln 3 and (1/2 - 0) ln 3
        hidden = leaf([1.0], [0.0])
        total, count = token_nll(hidden, HEAD, torch.tensor([0, 1]))
        total.backward()
        assert total.item() == pytest.approx(math.log(8 / 3))
        assert count == 2
        assert_close(hidden.grad, torch.tensor([[-LN3 / 4], [LN3 / 2]]))

    def test_teacher_kl_goes_from_teacher_to_student(self):
        # KL((3/4, 1/4) || (1/2, 1/2)) = 3/4 ln 3/2 + 1/4 ln 1/2 = 0.1308; the other way: 1/2 ln 4/3 = 0.1438
        student = leaf([0.0])
        total, count = teacher_kl(student, torch.tensor([[1.0]]), HEAD)
        total.backward()
        assert total.item() == pytest.approx(0.75 * math.log(1.5) - 0.25 * LN2)
        assert count == 1
        assert_close(student.grad, torch.tensor([[-LN3 / 4]]))
        swapped, _ = teacher_kl(torch.tensor([[1.0]]), torch.tensor([[0.0]]), HEAD)
        assert swapped.item() == pytest.approx(0.5 * math.log(4 / 3))

    def test_teacher_kl_scales_by_the_squared_temperature(self):
        # Doubled logits at tau 2 give the same p: 2^2 x 0.1308; gradient tau (p - p_T) W = 2 (-1/4) 2 ln 3
        student = leaf([0.0])
        total, _ = teacher_kl(student, torch.tensor([[1.0]]), 2 * HEAD, tau=2.0)
        total.backward()
        assert total.item() == pytest.approx(4 * (0.75 * math.log(1.5) - 0.25 * LN2))
        assert_close(student.grad, torch.tensor([[-LN3]]))

    @pytest.mark.parametrize(
        ("target", "weights", "adjustment", "expected"),
        [
            # p = (3/4, 1/4)
            (0, None, None, math.log(4 / 3)),
            ([0.5, 0.5], None, None, 0.5 * math.log(4 / 3) + 0.5 * math.log(4)),
            (0, [2.0, 1.0], None, 2 * math.log(4 / 3)),
            # ln 3 added to the second logit: p = (1/2, 1/2)
            (0, None, [0.0, LN3], LN2),
            ([0.5, 0.5], [2.0, 1.0], [0.0, LN3], 1.5 * LN2),
        ],
    )
    def test_classification(self, target, weights, adjustment, expected):
        options = {"weights": weights, "adjustment": adjustment}
        tensors = {key: torch.tensor(value) for key, value in options.items() if value}
        total, count = losses.classification(torch.tensor([[LN3, 0.0]]), torch.tensor([target]), **tensors)
        assert total.item() == pytest.approx(expected)
        assert count == 1

    @pytest.mark.parametrize(
        ("target", "weights", "expected"),
        [
            # sigmoid(0) = 1/2, sigmoid(ln 3) = 3/4
            ([1, 1], None, LN2 + math.log(4 / 3)),
            ([1, 0], None, LN2 + math.log(4)),
            ([1, 0], [3.0, 1.0], 3 * LN2 + math.log(4)),
        ],
    )
    def test_multilabel(self, target, weights, expected):
        weights = None if weights is None else torch.tensor(weights)
        total, count = losses.multilabel(torch.tensor([[0.0, LN3]]), torch.tensor([target]), weights=weights)
        assert total.item() == pytest.approx(expected)
        assert count == 1

    def test_affect_mse(self):
        # ((3 - 1)^2 + (3 - 5)^2) / 2 = 4 and (1^2 + 0) / 2
        total, count = losses.affect_mse(leaf([3, 3], [3, 3]), torch.tensor([[1.0, 5.0], [4.0, 3.0]]))
        assert total.item() == pytest.approx(4.5)
        assert count == 2

    def test_persona_contrast(self):
        # Lengths do not matter. Anchors 1 and 2: -ln e / (e + 1); anchor 3 has no positive but counts.
        states = leaf([2, 0], [5, 0], [0, 3])
        total, count = losses.persona_contrast(states, torch.tensor([0, 0, 1]), tau=1.0)
        assert total.item() == pytest.approx(2 * math.log(1 + 1 / math.e))
        assert count == 3

    def test_class_balanced_weights(self):
        # beta 1/2: 1/2 / (1 - 1/2) = 1 and 1/2 / (1 - 1/4) = 2/3, times 2 / (5/3); no example weighs as one
        for counts in ([1, 2], [0, 2]):
            weights = losses.class_balanced_weights(torch.tensor(counts), beta=0.5)
            assert_close(weights, torch.tensor([1.2, 0.8]))
        assert_close(losses.class_balanced_weights(torch.tensor([1, 2, 500]), beta=0.0), torch.ones(3))

    def test_logit_adjustment(self):
        for counts in ([3, 1], [3, 0]):
            adjustment = losses.logit_adjustment(torch.tensor(counts))
            assert_close(adjustment, torch.tensor([math.log(0.75), math.log(0.25)]))
        doubled = losses.logit_adjustment(torch.tensor([3, 1]), tau=2.0)
        assert_close(doubled, torch.tensor([2 * math.log(0.75), 2 * math.log(0.25)]))


N, H, V, K = 7, 5, 11, 4
W, IDS = numbers(V, H, seed=1), torch.tensor([0, 10, 3, 3, 7, 1, 9])
CLASSES, PERSONAS = torch.tensor([0, 1, 2, 3, 0, 1, 2]), torch.tensor([0, 0, 0, 1, 1, 2, 0])
SOFT, MULTI = numbers(N, K, seed=2).softmax(-1), (numbers(N, K, seed=3) > 0).float()
WEIGHTS, SHIFT, TEACHER = numbers(K, seed=4).exp(), numbers(K, seed=5), numbers(N, H, seed=6)


def plain_kl(x: torch.Tensor, tau: float) -> torch.Tensor:
    log_q, log_p = ((s @ W.to(s).T / tau).log_softmax(-1) for s in (x, TEACHER.to(x)))
    return tau**2 * functional.kl_div(log_q, log_p, log_target=True, reduction="sum")


def plain_multilabel(x: torch.Tensor) -> torch.Tensor:
    p = x.sigmoid()
    return -(WEIGHTS * (MULTI * p.log() + (1 - MULTI) * (1 - p).log())).sum()


def plain_contrast(x: torch.Tensor, tau: float = 0.1) -> torch.Tensor:
    z, total = x / x.norm(dim=1, keepdim=True), x.new_zeros(())
    for i in range(N):
        positives = [p for p in range(N) if p != i and PERSONAS[p] == PERSONAS[i]]
        below = sum(torch.exp(z[i] @ z[a] / tau) for a in range(N) if a != i)
        for p in positives:
            total = total - torch.log(torch.exp(z[i] @ z[p] / tau) / below) / len(positives)
    return total


Function = Callable[[torch.Tensor], losses.Loss]
CASES: dict[str, tuple[int, Function, Callable[[torch.Tensor], torch.Tensor]]] = {
    "hard": (
        K,
        lambda x: losses.classification(x, CLASSES, weights=WEIGHTS, adjustment=SHIFT),
        lambda x: functional.cross_entropy(x + SHIFT, CLASSES, weight=WEIGHTS.to(x), reduction="sum"),
    ),
    "soft": (
        K,
        lambda x: losses.classification(x, SOFT, weights=WEIGHTS, adjustment=SHIFT),
        lambda x: functional.cross_entropy(x + SHIFT, SOFT.to(x), weight=WEIGHTS.to(x), reduction="sum"),
    ),
    "multilabel": (K, lambda x: losses.multilabel(x, MULTI, weights=WEIGHTS), plain_multilabel),
    "affect": (
        2,
        lambda x: losses.affect_mse(x, TEACHER[:, :2]),
        lambda x: functional.mse_loss(x, TEACHER[:, :2].to(x)) * N,
    ),
    "persona": (H, lambda x: losses.persona_contrast(x, PERSONAS), plain_contrast),
}
for size in (1, 3, 7, 512):  # one row, not a divisor of 7, exactly all, more than all
    CASES[f"nll-{size}"] = (
        H,
        lambda x, size=size: token_losses(x, W, IDS, chunk=size)[0],
        lambda x: functional.cross_entropy(x @ W.to(x).T, IDS, reduction="sum"),
    )
    CASES[f"kl-{size}"] = (
        H,
        lambda x, size=size: teacher_kl(x, TEACHER, W, tau=1.5, chunk=size),
        lambda x: plain_kl(x, 1.5),
    )


@pytest.mark.parametrize("name", CASES)
def test_value_and_gradient_equal_plain_torch(name):
    width, loss, reference = CASES[name]
    own = numbers(N, width, seed=7).requires_grad_()
    plain = own.detach().double().requires_grad_()
    total, count = loss(own)
    expected = reference(plain)
    (2 * total).backward()  # what comes from above must reach the gradient
    (2 * expected).backward()
    assert count == N
    assert total.dtype == torch.float32
    assert_close(total.double(), expected, rtol=1e-5, atol=1e-5)
    assert_close(own.grad.double(), plain.grad, rtol=1e-5, atol=1e-5)


NOBODY = torch.empty(0, dtype=torch.int64)
EMPTY: dict[str, Function] = {
    "nll": lambda x: token_nll(x, numbers(9, 4), NOBODY),
    "kl": lambda x: teacher_kl(x, torch.empty(0, 4), numbers(9, 4)),
    "hard": lambda x: losses.classification(x, NOBODY, weights=WEIGHTS, adjustment=SHIFT),
    "soft": lambda x: losses.classification(x, torch.empty(0, 4), weights=WEIGHTS),
    "multilabel": lambda x: losses.multilabel(x, torch.empty(0, 4), weights=WEIGHTS),
    "affect": lambda x: losses.affect_mse(x[:, :2], torch.empty(0, 2)),
    "persona-none": lambda x: losses.persona_contrast(x, NOBODY),
    "persona-one": lambda x: losses.persona_contrast(x, torch.tensor([4])),
    "persona-no-positive": lambda x: losses.persona_contrast(x, torch.tensor([0, 1, 2])),
}
ROWS = {"persona-one": 1, "persona-no-positive": 3}


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_supervised_is_a_zero_with_a_gradient(name):
    """Under DDP a parameter without a gradient on one rank hangs all of them."""
    rows, layer = ROWS.get(name, 0), nn.Linear(4, 4)
    total, count = EMPTY[name](layer(numbers(rows, 4)))
    total.backward()
    assert total.item() == 0.0
    assert count == rows
    for parameter in layer.parameters():
        assert torch.equal(parameter.grad, torch.zeros_like(parameter))
