"""Learning-rate factors by hand, and which tensor is in which group."""

import math

import pytest
import torch
from torch import nn
from torch.optim import AdamW

from empathy.train.optim import adamw, schedule, warmup_cosine


@pytest.mark.parametrize(
    ("step", "factor"),
    [
        (0, 0.5),
        (1, 1.0),
        (2, 1.0),
        (4, (1 + math.sqrt(0.5)) / 2),  # a quarter of the 8 steps that fall: cos 45 degrees
        (6, 0.5),
        (8, (1 - math.sqrt(0.5)) / 2),
        (10, 0.0),
        (15, 0.0),  # a run that goes on stays at 0 instead of rising again
    ],
)
def test_warmup_cosine(step, factor):
    assert warmup_cosine(step, total=10, warmup=2) == pytest.approx(factor, abs=1e-12)


def test_warmup_cosine_at_its_edges():
    assert [warmup_cosine(step, total=4, warmup=4) for step in range(6)] == pytest.approx(
        [0.25, 0.5, 0.75, 1.0, 1.0, 0.0]
    )
    assert warmup_cosine(0, total=10, warmup=0) == 1.0
    assert warmup_cosine(0, total=1, warmup=1) == 1.0


class Adapter(nn.Module):
    """A frozen matrix, a trainable matrix, a trainable vector."""

    def __init__(self) -> None:
        super().__init__()
        self.frozen = nn.Parameter(torch.ones(2, 2), requires_grad=False)
        self.matrix = nn.Parameter(torch.ones(2, 2))
        self.vector = nn.Parameter(torch.ones(2))


def test_groups():
    """Adapter at lr, heads at head_lr; matrices decay, vectors do not; frozen tensors are in none."""
    adapter, heads = Adapter(), nn.Linear(2, 2)
    optimizer = adamw(adapter, heads, lr=0.01, head_lr=0.1, weight_decay=0.5)
    names = {id(adapter.matrix): "matrix", id(adapter.vector): "vector", id(heads.weight): "W", id(heads.bias): "b"}
    found = {
        names[id(tensor)]: (group["lr"], group["weight_decay"])
        for group in optimizer.param_groups
        for tensor in group["params"]
    }
    assert found == {"matrix": (0.01, 0.5), "vector": (0.01, 0.0), "W": (0.1, 0.5), "b": (0.1, 0.0)}
    assert sum(len(group["params"]) for group in optimizer.param_groups) == 4


def test_decay_as_applied():
    """With a zero gradient one step leaves decay alone: 1 - lr x decay = 1 - 0.01 x 0.5."""
    adapter = Adapter()
    optimizer = adamw(adapter, nn.Linear(2, 2), lr=0.01, head_lr=0.1, weight_decay=0.5)
    adapter.matrix.grad, adapter.vector.grad = torch.zeros(2, 2), torch.zeros(2)
    optimizer.step()
    assert adapter.matrix.flatten().tolist() == pytest.approx([0.995] * 4)
    assert adapter.vector.tolist() == [1.0, 1.0]


def test_an_adapter_without_vectors_makes_no_empty_group():
    optimizer = adamw(nn.Linear(2, 2, bias=False), nn.Linear(2, 2), lr=0.01, head_lr=0.1, weight_decay=0.0)
    assert [group["lr"] for group in optimizer.param_groups] == [0.01, 0.1, 0.1]


def rates(total: int, warmup_share: float, steps: int) -> list[list[float]]:
    optimizer = AdamW([{"params": [torch.zeros(1)], "lr": 1.0}, {"params": [torch.zeros(1)], "lr": 10.0}])
    scheduler = schedule(optimizer, total=total, warmup_share=warmup_share)
    seen = []
    for _ in range(steps):
        seen.append([group["lr"] for group in optimizer.param_groups])
        optimizer.step()
        scheduler.step()
    return seen


def test_schedule_scales_every_group():
    seen = rates(total=10, warmup_share=0.2, steps=11)
    assert [first for first, _ in seen[:3]] == pytest.approx([0.5, 1.0, 1.0])
    assert seen[6] == pytest.approx([0.5, 5.0])
    assert seen[10] == pytest.approx([0.0, 0.0], abs=1e-12)


def test_schedule_without_warmup_starts_at_the_peak():
    assert rates(total=4, warmup_share=0.0, steps=1) == [[1.0, 10.0]]
