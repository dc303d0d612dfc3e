"""The preference loss against hand arithmetic, a plain reference, and TRL where it is installed."""

import math

import pytest
import torch
from torch.nn import functional
from torch.testing import assert_close

from empathy.model.preference_loss import PreferenceLoss, anchor, dpo, pair_terms, rewards

SAFE = torch.tensor([[False, False]])
UNSAFE = torch.tensor([[False, True]])


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def test_rewards_are_scaled_log_ratios():
    assert_close(rewards(torch.tensor([-10.0]), torch.tensor([-12.0]), beta=0.1), torch.tensor([0.2]))


@pytest.mark.parametrize(("margin", "expected"), [(0.0, math.log(2)), (1.0, 0.313262), (-2.0, 2.126928)])
def test_dpo_is_minus_log_sigma(margin, expected):
    total, count = dpo(torch.tensor([margin]), SAFE, violation=1.0, smoothing=0.0)
    assert float(total) == pytest.approx(expected, abs=1e-6)
    assert count == 1


def test_a_violation_of_the_rejected_reply_asks_for_a_larger_margin():
    total, _ = dpo(torch.tensor([1.5]), UNSAFE, violation=2.0, smoothing=0.0)
    assert float(total) == pytest.approx(-math.log(sigmoid(1.5 - 2.0)), abs=1e-6)


@pytest.mark.parametrize(("violations", "violation", "slope"), [
    (SAFE, 2.0, -sigmoid(-0.5)), (UNSAFE, 0.0, -sigmoid(-0.5)), (UNSAFE, 2.0, -sigmoid(2.0 - 0.5)),
])  # fmt: skip
def test_lambda_changes_the_gradient(violations, violation, slope):
    margin = torch.tensor([0.5], requires_grad=True)
    dpo(margin, violations, violation=violation, smoothing=0.0)[0].backward()
    assert float(margin.grad) == pytest.approx(slope, abs=1e-6)


def test_smoothing_mixes_both_labels():
    total, _ = dpo(torch.tensor([1.0]), SAFE, violation=0.0, smoothing=0.25)
    assert float(total) == pytest.approx(-0.75 * math.log(sigmoid(1)) - 0.25 * math.log(sigmoid(-1)), abs=1e-6)


def test_anchor_is_the_mean_likelihood_a_token():
    total, count = anchor(torch.tensor([-6.0, -8.0]), torch.tensor([3.0, 2.0]))
    assert float(total) == pytest.approx(2.0 + 4.0)
    assert count == 2


POLICY = torch.tensor([[-20.0, -30.0], [-18.0, -9.0], [-40.0, -44.0]])
PIVOT = torch.tensor([[-21.0, -28.0], [-17.0, -10.0], [-41.0, -40.0]])
TOKENS = torch.tensor([[10, 12], [6, 3], [20, 11]])
RULES = torch.tensor([[False, True], [False, False], [False, True]])


def test_terms_of_a_batch():
    options = PreferenceLoss(beta=0.5, violation=1.0, anchor=0.3)
    terms = pair_terms(POLICY, PIVOT, TOKENS, RULES, options)
    margins = [0.5 * (1 + 2), 0.5 * (-1 - 1), 0.5 * (1 + 4)]  # rewards: chosen gained, rejected lost
    expected = sum(-math.log(sigmoid(m - v)) for m, v in zip(margins, (1, 0, 1), strict=True))
    assert float(terms["dpo"]) == pytest.approx(expected, abs=1e-5)
    assert float(terms["margin"]) == pytest.approx(sum(margins))
    assert float(terms["accuracy"]) == 2
    assert float(terms["anchor"]) == pytest.approx(20 / 10 + 18 / 6 + 40 / 20)
    assert float(terms["rejected_violations"]) == 2


def test_length_normalised_rewards_are_a_token():
    terms = pair_terms(POLICY, PIVOT, TOKENS, RULES, PreferenceLoss(beta=2.0, length_normalised=True))
    margins = [2 * (1 / 10 + 2 / 12), 2 * (-1 / 6 - 1 / 3), 2 * (1 / 20 + 4 / 11)]
    assert float(terms["margin"]) == pytest.approx(sum(margins), abs=1e-5)


@pytest.mark.parametrize("options", [PreferenceLoss(violation=0.0), PreferenceLoss(violation=3.0, smoothing=0.1)])
def test_gradients_equal_a_plain_reference(options):
    own, plain = (POLICY.clone().requires_grad_() for _ in range(2))
    pair_terms(own, PIVOT, TOKENS, RULES, options)["dpo"].backward()
    total = torch.zeros(())
    for policy, pivot, (v_chosen, v_rejected) in zip(plain, PIVOT, RULES.float(), strict=True):
        h = (policy[0] - pivot[0]) - (policy[1] - pivot[1])
        z = options.beta * h - (v_rejected - v_chosen) * options.violation
        s = options.smoothing
        total = total - (1 - s) * functional.logsigmoid(z) - s * functional.logsigmoid(-z)
    total.backward()
    assert_close(own.grad, plain.grad)
