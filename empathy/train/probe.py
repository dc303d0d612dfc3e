"""Before joint training: the heads learn on states of the frozen base, from a sample of the training examples.

Linear probing, then fine-tuning (Kumar et al., ICLR 2022, "Fine-tuning can distort pretrained features"): heads that
start from noise push noise into the adapter, and need hundreds of steps before they say anything. On stored states
they need seconds. It also makes *base* in every comparison a fair one: what the heads can read in the untouched model.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch

from empathy.batch import Batch
from empathy.model.heads import Heads, Reader
from empathy.train.optim import warmup_cosine

STEPS, EXAMPLES, PEAK_LR = 300, 32, 1e-3
"""Optimizer steps, states a step and head, and peak learning rate; 300 steps take about two seconds on a CPU core."""


HeadLoss = Callable[[str, torch.Tensor, torch.Tensor], torch.Tensor]


@dataclass
class Probe:
    """States of the frozen base with the labels of one head.

    Attributes:
        states: Hidden states (N, H).
        targets: As the head's loss takes them (N, ...).
    """

    states: torch.Tensor
    targets: torch.Tensor


def collect(batches: Iterable[Batch], hidden_of: Callable[[Batch], torch.Tensor]) -> dict[str, Probe]:
    """Gather the states at which the heads read.

    Args:
        batches: Of training examples, on the model's device.
        hidden_of: Batch -> last hidden states of the frozen base (B, T, H).

    Returns:
        One ``Probe`` a head: emotion, strategy, affect. A head without labels has none.
    """
    parts: dict[str, list[tuple[torch.Tensor, torch.Tensor]]] = {"emotion": [], "strategy": [], "affect": []}
    for batch in batches:
        hidden = hidden_of(batch).flatten(0, 1).float()
        parts["emotion"].append((hidden[batch["emotion_at"]], batch["emotions"]))
        parts["strategy"].append((hidden[batch["strategy_at"]], batch["strategies"]))
        parts["affect"].append((hidden[batch["affect_at"]], batch["affect"]))
    probes = {}
    for name, pairs in parts.items():
        states, targets = (torch.cat(column) for column in zip(*pairs, strict=True))
        if len(states) > 1:
            probes[name] = Probe(states, targets)
    return probes


def readers_of(heads: Heads) -> dict[str, Reader]:
    """Where each head reads."""
    return {"emotion": heads.user_end, "strategy": heads.reply_header, "affect": heads.user_end}


def calibrate(heads: Heads, probes: dict[str, Probe]) -> None:
    """Give the readers the statistics of the states."""
    for reader, source in ((heads.user_end, "affect"), (heads.reply_header, "strategy")):
        if source in probes:
            reader.calibrate(probes[source].states)


def copied(heads: Heads) -> dict[str, torch.Tensor]:
    """A copy of the heads' tensors on the CPU."""
    return {name: tensor.detach().cpu().clone() for name, tensor in heads.state_dict().items()}


@torch.no_grad()
def said_of(heads: Heads, probes: dict[str, Probe], *, multilabel: bool) -> dict[str, torch.Tensor]:
    """What the heads say of the states, as targets to train on: probabilities, or valence and arousal."""
    was_training = heads.training
    heads.eval()
    outputs = {
        name: getattr(heads, name)(readers_of(heads)[name].standardise(probe.states)) for name, probe in probes.items()
    }
    heads.train(was_training)
    squash = {"emotion": torch.sigmoid if multilabel else _softmax, "strategy": _softmax}
    return {name: squash[name](output) if name in squash else output for name, output in outputs.items()}


def _softmax(logits: torch.Tensor) -> torch.Tensor:
    return logits.softmax(dim=-1)


def fit_heads(
    heads: Heads,
    probes: dict[str, Probe],
    loss: Callable[[str, torch.Tensor, torch.Tensor], torch.Tensor],
    *,
    seed: int,
) -> None:
    """Train the heads on the states from where they stand; the same on every rank.

    Args:
        heads: Changed in place.
        probes: As ``collect`` returns them.
        loss: ``(head, outputs, targets) -> mean loss``.
        seed: Of the draws.
    """
    readers = readers_of(heads)
    generator = torch.Generator().manual_seed(seed)
    was_training, was_frozen = heads.training, [not parameter.requires_grad for parameter in heads.parameters()]
    heads.eval().requires_grad_(True)  # no dropout: its draws would differ between ranks
    optimizer = torch.optim.AdamW(heads.parameters(), lr=PEAK_LR, weight_decay=0.01)
    with torch.enable_grad():
        for step in range(STEPS):
            for group in optimizer.param_groups:
                group["lr"] = PEAK_LR * warmup_cosine(step, total=STEPS, warmup=STEPS // 10)
            optimizer.zero_grad()
            for name, probe in probes.items():
                rows = torch.randint(len(probe.states), (EXAMPLES,), generator=generator).to(probe.states.device)
                outputs = getattr(heads, name)(readers[name].standardise(probe.states[rows]))
                loss(name, outputs, probe.targets[rows]).backward()
            optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    heads.train(was_training)
    for parameter, frozen in zip(heads.parameters(), was_frozen, strict=True):
        parameter.requires_grad_(not frozen)
