"""Direct preference optimisation as pure functions of log-probabilities, in float32."""

from dataclasses import dataclass

import torch
from torch.nn import functional

from empathy.model.losses import Loss
from empathy.ranges import HalfUnit, NonNegativeFloat, PositiveFloat


@dataclass(frozen=True)
class PreferenceLoss:
    """The loss of preference optimisation.

    Attributes:
        beta: Strength of the tie to the reference.
        violation: Margin, in units of reward, that a rejected reply asks for which breaks a safety rule.
        smoothing: Share of the labels taken to be wrong.
        length_normalised: Compare log-probabilities a token, so that a long reply is none the better for it (Meng et
            al. 2024, section 2.2); beta then wants to be ten times larger.
        anchor: Weight of the chosen replies' own likelihood.
    """

    beta: PositiveFloat = 0.1
    violation: NonNegativeFloat = 1.0
    smoothing: HalfUnit = 0.0
    length_normalised: bool = False
    anchor: NonNegativeFloat = 0.0


def rewards(policy: torch.Tensor, reference: torch.Tensor, *, beta: float) -> torch.Tensor:
    """Implicit rewards ``beta (log pi(y|x) - log pi_ref(y|x))`` (Rafailov et al. 2023, section 4).

    Args:
        policy: Log-probabilities of the replies under the model in training, any shape.
        reference: Those under the frozen reference, the same shape.
        beta: Strength of the tie to the reference, > 0.
    """
    return beta * (policy.float() - reference.float())


def dpo(margins: torch.Tensor, violations: torch.Tensor, *, violation: float, smoothing: float) -> Loss:
    """``-(1 - s) log sigma(z) - s log sigma(-z)`` with ``z = margin - (v(rejected) - v(chosen)) lambda``.

    The sigmoid loss of DPO (Rafailov et al. 2023, eq. 7). lambda asks for a larger margin where the rejected reply
    breaks a rule (SafeDPO, arXiv 2505.20065; an offset as in ODPO, arXiv 2402.10571, eq. 6): the gradient's weight
    ``sigma(lambda - margin)`` grows with it, whereas adding ``lambda v`` to the loss would have no gradient at all.
    Smoothing s is the share of labels taken to be wrong (conservative DPO, Mitchell 2023, eq. 3).

    Args:
        margins: Reward of the chosen reply minus that of the rejected one (P).
        violations: Whether chosen and rejected break a rule (P, 2), bool.
        violation: lambda, in units of reward, >= 0.
        smoothing: s, in [0, 0.5).
    """
    chosen, rejected = violations.to(margins.dtype).unbind(dim=1)
    z = margins - (rejected - chosen) * violation
    terms = -(1 - smoothing) * functional.logsigmoid(z) - smoothing * functional.logsigmoid(-z)
    return terms.sum(), len(margins)


def anchor(chosen: torch.Tensor, tokens: torch.Tensor) -> Loss:
    """Mean negative log-likelihood a token of each chosen reply, which DPO alone lets fall (Pang et al. 2024, eq. 1).

    Args:
        chosen: Log-probabilities of the chosen replies (P).
        tokens: Their lengths (P).
    """
    return -(chosen / tokens).sum(), len(chosen)


def pair_terms(
    policy: torch.Tensor,
    reference: torch.Tensor,
    tokens: torch.Tensor,
    violations: torch.Tensor,
    options: PreferenceLoss,
) -> dict[str, torch.Tensor]:
    """Sums over pairs of the loss' terms and of what is watched beside them.

    Args:
        policy: Log-probabilities of chosen and rejected (P, 2).
        reference: The same under the reference (P, 2).
        tokens: Lengths of the replies (P, 2).
        violations: Whether they break a rule (P, 2).
        options: Of the loss.
    """
    per = tokens if options.length_normalised else torch.ones_like(tokens)
    reward = rewards(policy / per, reference / per, beta=options.beta)
    margins = reward[:, 0] - reward[:, 1]
    watched = {
        "margin": margins,
        "accuracy": (margins > 0).float(),
        "chosen_log_probability": policy[:, 0],
        "rejected_log_probability": policy[:, 1],
        "chosen_violations": violations[:, 0].float(),
        "rejected_violations": violations[:, 1].float(),
    }
    return {
        "dpo": dpo(margins, violations, violation=options.violation, smoothing=options.smoothing)[0],
        "anchor": anchor(policy[:, 0], tokens[:, 0])[0],
        **{name: values.detach().sum() for name, values in watched.items()},
    }
