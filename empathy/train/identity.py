"""What a checkpoint holds and was made with, and whether it may go on here."""

import hashlib
import importlib.metadata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import torch
from lightning.pytorch.trainer.states import TrainerFn

from empathy.errors import InputError
from empathy.model.saved import labels_of

if TYPE_CHECKING:
    from empathy.train.tuning import TuningModule

PACKAGES = ("torch", "lightning", "transformers", "peft", "bitsandbytes")

REMEDIES = {
    "labels": "Use the version of this project that trained it",
    "template": "Use the same model.base_model, and the version of this project that trained it",
    "plan": "Use the same seed, batch, accumulation and devices, or start anew from best_model",
    "data": "Put the corpora and the data section back as they were, or start anew from best_model",
    "reference": "Pass as model.start_from the folder that the run started from, as its config.yaml says",
    "versions": "Install the same versions (constraints.txt), or start anew from best_model",
}
"""What must be the same, and what to do where it is not; the plan first, for its seed also decides on styles."""


def identity(module: "TuningModule") -> dict[str, Any]:
    """Collect plain values, safe to load with ``weights_only``."""
    data, trainer = module.data, module.trainer
    return {
        "labels": labels_of(module.label_space),
        "template": hashlib.sha256(data.chat.template.encode()).hexdigest(),
        "data": data.fingerprint,
        "reference": module.reference_fingerprint(),
        "plan": {
            **data.plan_facts(),
            "accumulate_grad_batches": trainer.accumulate_grad_batches,
            "world_size": trainer.world_size,
        },
        "versions": versions(),
    }


def versions() -> dict[str, str]:
    """Versions of the packages that compute."""
    return {name: importlib.metadata.version(name) for name in PACKAGES}


def require_same(stored: dict[str, Any] | None, own: dict[str, Any], *, stage: TrainerFn | None) -> None:
    """Refuse a checkpoint that would be read, or go on, as something else than it was.

    Args:
        stored: As ``identity`` gave it when the checkpoint was made; None in foreign files.
        own: As it gives it now.
        stage: A fit goes on only where everything is the same; labels and template must always be.

    Raises:
        InputError: Naming the first difference, both values and the remedy.
    """
    if stored is None:
        raise InputError("ckpt_path", "does not say what it was made with", "Use a checkpoint of this project")
    for part in REMEDIES if stage == TrainerFn.FITTING else ("labels", "template"):
        if stored.get(part) != own[part]:
            raise InputError("ckpt_path", f"was made with another {difference(part, stored, own)}", REMEDIES[part])


def difference(part: str, stored: dict[str, Any], own: dict[str, Any]) -> str:
    """Say what differs: the part, or its first entry with both values."""
    before, now = stored.get(part), own[part]
    if isinstance(before, dict) and isinstance(now, dict):
        for name in now:
            if before.get(name) != now[name] and not isinstance(now[name], list):
                return f"{part[:-1] if part.endswith('s') else part}: {name} was {before.get(name)}, is {now[name]}"
    return part


def stored(module: "TuningModule") -> dict[str, torch.Tensor]:
    """Tensors that a checkpoint holds: what training changes, and the heads' fixed statistics, not the 4-bit base."""
    trainable = {name: p.detach() for name, p in module.named_parameters() if p.requires_grad}
    return trainable | {f"heads.{name}": buffer for name, buffer in module.heads.named_buffers()}


def require_whole(read: Mapping[str, torch.Tensor], own: Mapping[str, torch.Tensor]) -> None:
    """Refuse a checkpoint that lacks a tensor of the module, or has one of another shape, or one more.

    Raises:
        InputError: Naming the first such tensor.
    """
    shapes = [{name: tuple(tensor.shape) for name, tensor in tensors.items()} for tensors in (read, own)]
    for name in sorted(shapes[0].keys() | shapes[1].keys()):
        there, here = (shape.get(name) for shape in shapes)
        if there != here:
            raise InputError(
                "ckpt_path",
                f"{name} is {there or 'not'} in the file, {here or 'not'} in the model",
                "Use the config.yaml that was saved beside the checkpoint",
            )
