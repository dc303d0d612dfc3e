"""Shapes of the heads, and what they read."""

import pytest
import torch
from torch import nn
from torch.testing import assert_close

from empathy.model.heads import Heads

H = 4


def shape(layers: nn.Sequential) -> list[object]:
    """A head in numbers: ``[(in, out), "ReLU", dropout, (in, out)]``."""
    described: list[object] = []
    for layer in layers:
        if isinstance(layer, nn.Linear):
            described.append((layer.in_features, layer.out_features))
        else:
            described.append(layer.p if isinstance(layer, nn.Dropout) else type(layer).__name__)
    return described


def test_layers():
    heads = Heads(64)
    assert shape(heads.emotion) == [(64, 512), "ReLU", 0.1, (512, 27)]
    assert shape(heads.strategy) == [(64, 256), "ReLU", 0.1, (256, 8)]
    assert shape(heads.affect)[-1] == (256, 2)
    assert heads.persona is None


def test_multilabel_adds_neutral_and_only_there():
    heads = Heads(64, multilabel=True)
    assert shape(heads.emotion) == [(64, 512), "ReLU", 0.1, (512, 28)]
    assert shape(heads.strategy)[-1] == (256, 8)


def test_persona_projects_to_128():
    persona = Heads(64, persona=True).persona
    assert (persona.in_features, persona.out_features) == (64, 128)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16, torch.float32])
def test_read_gathers_flat_positions_and_normalises_in_float32(dtype):
    """Mean 0, deviation 1: (8, -8, 8, -8) becomes (1, -1, 1, -1), whatever the scale of a model's states."""
    hidden = torch.randn(2, 3, H).to(dtype)
    hidden[1, 2] = torch.tensor([8.0, -8.0, 8.0, -8.0])
    hidden[0, 1] = torch.tensor([500.0, 500.0, -500.0, -500.0])
    states = Heads(H).read(hidden, torch.tensor([5, 1, 5]))  # 1 * 3 + 2, 0 * 3 + 1
    assert states.dtype == torch.float32
    alternating, halves = [1.0, -1.0, 1.0, -1.0], [1.0, 1.0, -1.0, -1.0]
    assert_close(states, torch.tensor([alternating, halves, alternating]))


def test_read_nothing():
    states = Heads(H).read(torch.randn(2, 3, H), torch.empty(0, dtype=torch.int64))
    assert states.shape == (0, H)


def test_the_norm_has_no_parameters():
    assert not list(Heads(H).norm.parameters())


def test_gradient_reaches_only_the_states_that_are_read():
    hidden = torch.randn(2, 3, H, dtype=torch.bfloat16, requires_grad=True)
    heads = Heads(H).eval()
    heads.emotion(heads.read(hidden, torch.tensor([4]))).square().sum().backward()
    touched = hidden.grad.float().abs().sum(dim=-1) > 0
    assert touched.tolist() == [[False, False, False], [False, True, False]]


def test_the_untrained_affect_head_starts_mid_scale():
    """3 on the scale 1..5; at 0 the first steps would only learn the offset."""
    torch.manual_seed(0)
    heads = Heads(64).eval()
    assert heads.affect[-1].bias.tolist() == [3.0, 3.0]
    guesses = heads.affect(heads.read(torch.randn(1, 200, 64), torch.arange(200)))
    assert_close(guesses.mean(dim=0), torch.tensor([3.0, 3.0]), rtol=0.0, atol=0.3)
    assert guesses.min() > 1
    assert guesses.max() < 5
