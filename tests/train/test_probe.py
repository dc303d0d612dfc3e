"""Probing: heads learn what is in the states, whatever the state of the global generator."""

import torch
from torch.nn import functional

from empathy.model.heads import Heads
from empathy.train.probe import Probe, calibrate, fit_heads, said_of


def separable(classes=8, each=12):
    """States whose class is a small signal beside one huge, useless dimension (as in language models)."""
    generator = torch.Generator().manual_seed(0)
    targets = torch.arange(classes).repeat(each)
    states = 0.1 * torch.randn(len(targets), 16, generator=generator)
    states[torch.arange(len(targets)), targets] += 1.0
    states[:, 15] = 300 * torch.randn(len(targets), generator=generator)
    return Probe(states, targets)


def loss(name, outputs, targets):
    return functional.cross_entropy(outputs, targets)


def probed(seed=17, noise=0):
    torch.manual_seed(3)
    heads = Heads(16)
    torch.manual_seed(noise)
    probe = separable()
    calibrate(heads, {"strategy": probe})
    fit_heads(heads, {"strategy": probe}, loss, seed=seed)
    return heads, probe


def test_the_head_finds_the_signal():
    heads, probe = probed()
    assert heads.training
    heads.eval()
    predicted = heads.strategy(heads.reply_header.standardise(probe.states)).argmax(dim=-1)
    assert (predicted == probe.targets).float().mean() > 0.9


def test_readers_bring_every_dimension_to_unit_variance():
    heads, probe = probed()
    standardised = heads.reply_header.standardise(probe.states)
    assert torch.allclose(standardised.mean(dim=0), torch.zeros(16), atol=1e-4)
    assert torch.allclose(standardised.std(dim=0), torch.ones(16), atol=1e-4)
    assert torch.equal(heads.user_end.mean, torch.zeros(16))  # no affect labels were given


def test_every_rank_gets_the_same_heads():
    first, second = probed(noise=1)[0], probed(noise=2)[0]
    assert all(torch.equal(a, b) for a, b in zip(first.parameters(), second.parameters(), strict=True))


def test_no_gradient_is_left_behind():
    heads, _ = probed()
    assert all(parameter.grad is None for parameter in heads.parameters())


def test_heads_follow_a_model_that_moved():
    """On moved states, heads that are taught what they said before say it again; no label is needed."""
    heads, probe = probed()
    before = said_of(heads, {"strategy": probe}, multilabel=False)["strategy"]
    assert torch.allclose(before.sum(dim=-1), torch.ones(len(before)))
    turn = torch.eye(16)
    turn[:15, :15] = torch.linalg.qr(torch.randn(15, 15, generator=torch.Generator().manual_seed(5)))[0]
    moved = probe.states @ turn

    def agreement():
        heads.eval()
        said = heads.strategy(heads.reply_header.standardise(moved)).argmax(dim=-1)
        return float((said == before.argmax(dim=-1)).float().mean())

    assert agreement() < 0.5
    heads.requires_grad_(False)
    fit_heads(heads, {"strategy": Probe(moved, before)}, loss, seed=17)
    assert agreement() > 0.9
    assert not any(parameter.requires_grad for parameter in heads.parameters())
