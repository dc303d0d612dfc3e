"""A configuration against this machine: memory by component, dtype and why, devices, disk."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from empathy.model.architecture import Architecture, find_config
from empathy.model.backbone import compute_dtype
from empathy.train.checkpoints import KEEP
from empathy.train.memory import GIB, T4, Job, head_parameters, lora_parameters, remedy, table, total

SPARE = 0.9
"""Share of a device's memory that may be needed before activations are recomputed: allocators waste some."""


def uses_gpu(trainer: Mapping[str, Any]) -> bool:
    """Whether the configuration trains on GPUs."""
    accelerator = str(trainer.get("accelerator", "auto"))
    return accelerator in ("gpu", "cuda") or (accelerator == "auto" and torch.cuda.device_count() > 0)


def job_of(model: Mapping[str, Any], data: Mapping[str, Any], trainer: Mapping[str, Any]) -> Job | None:
    """What a training step needs memory for; None where the base model's sizes are not known here."""
    config = find_config(str(model["base_model"]))
    if config is None:
        return None
    lora, length = model["lora"], int(data["max_length"])
    preferences = "preferences" in data
    rows = int(data["batch_size"]) * (2 if preferences else 1)
    cap = int(data["token_cap"] or rows * length)
    teacher = "weights" in model and float(model["weights"]["safety"]) > 0 and float(data["teacher_share"]) > 0
    asked = model["activation_checkpointing"]
    job = Job(
        architecture=Architecture.from_config(config),
        quantize=bool(model["quantize"]),
        rank=int(lora["r"]),
        targets=tuple(lora["targets"]),
        dropout=float(lora["dropout"]) > 0 and not preferences,
        batch=max(1, round(cap / length)),
        length=length,
        checkpointing=bool(asked),
        teacher=teacher,
        width=4 if str(trainer.get("precision")) in ("32", "32-true") else 2,
        on_gpu=uses_gpu(trainer),
        preferences=preferences,
    )
    return replace(job, checkpointing=total(job) > SPARE * budget(trainer)[0]) if asked is None else job


def recomputes(model: Mapping[str, Any], data: Mapping[str, Any], trainer: Mapping[str, Any]) -> bool:
    """Whether activations are recomputed: as the configuration says, or where they would not fit."""
    job = job_of(model, data, trainer)
    return job.checkpointing if job else bool(model["activation_checkpointing"])


def budget(trainer: Mapping[str, Any]) -> tuple[int, str, bool]:
    """Memory of one rank in bytes, whose it is, and whether that device is here."""
    if not uses_gpu(trainer):
        ranks = int(devices) if str(devices := trainer.get("devices", 1)).isdecimal() else 1
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // max(1, ranks)
        return size, "this machine's memory" + (f", shared by {ranks} ranks" if ranks > 1 else ""), True
    cards = [torch.cuda.get_device_properties(n) for n in range(torch.cuda.device_count())]
    if not cards:
        return int(T4 * GIB), "a T4", False
    smallest = min(cards, key=lambda card: card.total_memory)
    return int(smallest.total_memory), smallest.name, True


def dtype_reason(trainer: Mapping[str, Any]) -> str:
    """The compute dtype and why."""
    precision = str(trainer.get("precision") or "32-true")
    if uses_gpu(trainer) and torch.cuda.device_count() == 0:
        return f"trainer.precision={precision} (no GPU here to ask)"
    return compute_dtype(torch.device("cuda", 0) if uses_gpu(trainer) else torch.device("cpu"), precision)[1]


def free_disk(folder: Path) -> int:
    """Free bytes where a folder is, or would be."""
    while not folder.exists():
        folder = folder.absolute().parent
    return shutil.disk_usage(folder).free


def disk_needed(job: Job) -> int:
    """Bytes of the checkpoints: the newest, the best, and the one being written; weights and AdamW's two moments."""
    return (KEEP + 2) * 12 * (lora_parameters(job) + head_parameters(job.architecture.hidden))


def report(job: Job, trainer: Mapping[str, Any], logs: Path) -> str:
    """Say what the configuration needs and what is there."""
    size, whose, _ = budget(trainer)
    a = job.architecture
    lines = [
        f"Memory of one rank in GiB, {job.batch} x {job.length} tokens, {a.parameters / 1e9:.2f} B parameters"
        f"{', NF4' if job.quantize else ''}{', activations recomputed' if job.checkpointing else ''}:",
        table(job),
        f"  {whose:<28} {size / GIB:6.2f}   ({(size - total(job)) / GIB:+.2f})",
        f"dtype: {dtype_reason(trainer)}",
        f"devices: {trainer.get('accelerator', 'auto')} x {trainer.get('devices', 'auto')}; CUDA devices here:"
        f" {torch.cuda.device_count()}",
        f"disk: {disk_needed(job) / 2**20:.0f} MiB for checkpoints, {free_disk(logs) / 2**20:.0f} MiB free",
    ]
    return "\n".join(lines)


def shortages(job: Job, trainer: Mapping[str, Any], logs: Path) -> list[str]:
    """What does not fit on the device that is here, each with the key to change."""
    found = []
    size, whose, is_here = budget(trainer)
    # A device that is absent is a complaint of its own; a T4's size then only serves the table.
    if is_here and total(job) > size:
        found.append(f"memory: {total(job) / GIB:.1f} GiB needed, {whose} has {size / GIB:.1f}. {remedy(job, size)}")
    if disk_needed(job) > free_disk(logs):
        found.append(
            f"trainer.logger.init_args.save_dir={logs}: {disk_needed(job) / 2**20:.0f} MiB of checkpoints, "
            f"{free_disk(logs) / 2**20:.0f} MiB free"
        )
    return found
