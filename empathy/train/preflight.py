"""What can be known to fail before anything is loaded: devices, precision, and whether the base model can be had."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from huggingface_hub import try_to_load_from_cache
from huggingface_hub.constants import ENDPOINT, HF_HUB_OFFLINE
from huggingface_hub.utils import build_hf_headers, get_session  # type: ignore[attr-defined]

from empathy.errors import InputError
from empathy.pretrained import EMBEDDED
from empathy.train.machine import job_of, report, shortages

HUB_TIMEOUT = 3.0
"""Seconds to wait for the hub: enough to know that it is there."""


def problems(trainer: Mapping[str, Any], base_model: str) -> list[str]:
    """List what this machine lacks for a configuration; each entry names the key and the value.

    Args:
        trainer: The ``trainer`` section.
        base_model: ``model.base_model``.
    """
    found = []
    accelerator, devices = str(trainer.get("accelerator", "auto")), trainer.get("devices", "auto")
    gpus = torch.cuda.device_count()
    if accelerator in ("gpu", "cuda"):
        wanted = int(devices) if str(devices).isdecimal() else 1
        if gpus < wanted:
            found.append(f"trainer.devices={devices}, trainer.accelerator={accelerator}: {gpus} CUDA devices are here")
    if str(trainer.get("precision")) in ("16-mixed", "16") and gpus == 0:
        found.append(
            f"trainer.precision={trainer.get('precision')}: float16 needs a GPU; on CPU use bf16-mixed or 32-true"
        )
    if (missing := _missing_model(base_model)) is not None:
        found.append(f"model.base_model={base_model}: {missing}")
    return found


def _missing_model(base_model: str) -> str | None:
    if base_model == EMBEDDED or Path(base_model).is_dir():
        return None
    if base_model.startswith((".", "/", "~")) or base_model.count("/") > 1:
        return "no such folder"
    try:
        if isinstance(try_to_load_from_cache(base_model, "config.json"), str):
            return None
        if HF_HUB_OFFLINE:
            return "not in the local cache, and HF_HUB_OFFLINE is set"
        # Not `HfApi`: it retries for half a minute where nothing answers.
        url = f"{ENDPOINT}/api/models/{base_model}"
        status = get_session().get(url, headers=build_hf_headers(), timeout=HUB_TIMEOUT).status_code
    except Exception as error:  # a bad name, no network, no answer: the model cannot be had now
        return f"not in the local cache, and the hub does not answer ({type(error).__name__})"
    return f"not in the local cache, and the hub answers {status}" if status >= 400 else None


def whereabouts(base_model: str) -> str:
    """Where the base model would be read from."""
    if base_model == EMBEDDED:
        return "the embedded package"
    if Path(base_model).is_dir():
        return f"the folder {base_model}"
    cached = isinstance(try_to_load_from_cache(base_model, "config.json"), str)
    return f"{base_model}, {'in the local cache' if cached else 'to be downloaded from the hub'}"


def require_runnable(model: Mapping[str, Any], data: Mapping[str, Any], trainer: Mapping[str, Any]) -> None:
    """Print what the configuration needs, and stop before anything is loaded if this machine cannot give it.

    Args:
        model: The ``model.init_args`` section.
        data: The ``data.init_args`` section.
        trainer: The ``trainer`` section.

    Raises:
        InputError: Naming everything that is missing at once, and a configuration that runs here.
    """
    found = problems(trainer, str(model["base_model"]))
    logger = trainer.get("logger")
    logs = Path(logger["init_args"].get("save_dir") or "." if isinstance(logger, Mapping) else ".")
    if (job := job_of(model, data, trainer)) is not None:
        if os.environ.get("LOCAL_RANK", "0") == "0":
            print(f"{report(job, trainer, logs)}\nmodel: {whereabouts(str(model['base_model']))}", flush=True)
        found += shortages(job, trainer, logs)
    if found:
        lines = "".join(f"\n  - {problem}" for problem in found)
        raise InputError("This configuration cannot run here", lines, f"\nRuns here: {runs_here()}")


def require_checkpoint(ckpt_path: str | None) -> None:
    """Stop if a checkpoint is named that does not exist.

    Raises:
        InputError: Naming the path.
    """
    if ckpt_path is not None and not Path(ckpt_path).exists():
        raise InputError(f"ckpt_path={ckpt_path}", "no such file", "Look in logs/<name>/version_N/checkpoints")


def runs_here() -> str:
    """Name the command that trains on this machine."""
    gpus = torch.cuda.device_count()
    if gpus == 0:
        return "python main.py fit --config configs/quickstart.yaml (embedded 135M model, CPU, about 5 minutes)"
    overlay = "configs/hardware/t4x2.yaml" if gpus > 1 else "configs/hardware/a100.yaml"
    return f"python main.py fit --config configs/sft.yaml --config {overlay}"
