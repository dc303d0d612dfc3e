"""Shapes of the heads, and what they read."""

import math

import pytest
import torch
from torch import nn
from torch.testing import assert_close

from empathy.model.heads import Heads, Reader

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
def test_an_uncalibrated_reader_gathers_flat_positions_in_float32(dtype):
    hidden = torch.arange(2 * 3 * H).view(2, 3, H).to(dtype)
    states = Reader(H)(hidden, torch.tensor([5, 1, 5]))  # 1 * 3 + 2, 0 * 3 + 1
    assert states.dtype == torch.float32
    assert states.tolist() == [[20, 21, 22, 23], [4, 5, 6, 7], [20, 21, 22, 23]]


def test_a_calibrated_reader_standardises_each_dimension():
    """Means 2 and 300, deviations sqrt(2) (of 1, 3) and 0, which counts as 0.001."""
    reader = Reader(2)
    reader.calibrate(torch.tensor([[1.0, 300.0], [3.0, 300.0]], dtype=torch.bfloat16))
    states = reader(torch.tensor([[[4.0, 301.0]]]), torch.tensor([0]))
    assert_close(states, torch.tensor([[2 / math.sqrt(2), 1000.0]]))


def test_a_reader_subtracts_in_float32():
    reader = Reader(1)
    reader.mean.fill_(0.25)
    hidden = torch.tensor([[[256.0]]], dtype=torch.bfloat16)  # the next smaller bfloat16 is 255
    assert reader(hidden, torch.tensor([0])).tolist() == [[255.75]]


def test_the_two_readers_are_calibrated_apart_and_saved_with_the_heads():
    heads = Heads(2)
    heads.user_end.calibrate(torch.tensor([[1.0, 1.0], [3.0, 5.0]]))
    assert heads.reply_header.mean.tolist() == [0.0, 0.0]
    state = heads.state_dict()
    assert state["user_end.mean"].tolist() == [2.0, 3.0]
    assert {"user_end.deviation", "reply_header.mean", "reply_header.deviation"} <= state.keys()
    assert not list(heads.user_end.parameters())  # statistics, not weights


def test_read_nothing():
    assert Reader(H)(torch.randn(2, 3, H), torch.empty(0, dtype=torch.int64)).shape == (0, H)


def test_gradient_reaches_only_the_states_that_are_read():
    hidden = torch.randn(2, 3, H, dtype=torch.bfloat16, requires_grad=True)
    heads = Heads(H).eval()
    heads.emotion(heads.user_end(hidden, torch.tensor([4]))).square().sum().backward()
    touched = hidden.grad.float().abs().sum(dim=-1) > 0
    assert touched.tolist() == [[False, False, False], [False, True, False]]


def test_the_untrained_affect_head_starts_mid_scale():
    """3 on the scale 1..5; at 0 the first steps would only learn the offset."""
    torch.manual_seed(0)
    heads = Heads(64).eval()
    assert heads.affect[-1].bias.tolist() == [3.0, 3.0]
    guesses = heads.affect(torch.randn(200, 64))
    assert_close(guesses.mean(dim=0), torch.tensor([3.0, 3.0]), rtol=0.0, atol=0.3)
    assert guesses.min() > 1
    assert guesses.max() < 5
