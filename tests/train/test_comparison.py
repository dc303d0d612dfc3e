"""What *base* means at the end of a run, and what measuring it leaves behind."""

from contextlib import contextmanager

import pytest
import torch
from torch import nn

from empathy.train import comparison
from empathy.train.comparison import BaseAgainstTuned


class Model:
    adapted = True

    @contextmanager
    def base_only(self):
        self.adapted = False
        yield
        self.adapted = True


class Module:
    def __init__(self):
        self.heads, self.model = nn.Linear(1, 1), Model()


@pytest.fixture
def callback_and_module():
    module = Module()
    nn.init.constant_(module.heads.weight, 1.0)
    callback = BaseAgainstTuned()
    callback.on_fit_start(None, module)
    nn.init.constant_(module.heads.weight, 2.0)  # training
    return callback, module


def seen(module, **kwargs):
    return module.heads.weight.item(), module.model.adapted


def test_base_has_the_first_heads_and_no_adapter(callback_and_module, monkeypatch):
    callback, module = callback_and_module
    monkeypatch.setattr(comparison, "evaluate", seen)
    monkeypatch.setattr(comparison, "panel_replies", seen)
    assert callback.measure_base(module) == ((1.0, False), (1.0, False))
    assert seen(module) == (2.0, True)


def test_a_resumed_run_remembers_the_first_heads(callback_and_module):
    callback, module = callback_and_module
    again = BaseAgainstTuned()
    again.load_state_dict(callback.state_dict())
    again.on_fit_start(None, module)
    assert torch.equal(again.heads["weight"], torch.tensor([[1.0]]))


def test_heads_come_back_when_measuring_fails(callback_and_module, monkeypatch):
    callback, module = callback_and_module

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(comparison, "evaluate", fail)
    with pytest.raises(RuntimeError):
        callback.measure_base(module)
    assert module.heads.weight.item() == 2.0
