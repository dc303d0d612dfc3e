"""Base weights + adapter -> merged weights, file by file: a large model needs the memory of one of its files.

What is merged into are the base's weights as they were published: ``W + (alpha / r) B A``, computed in float32.
Training saw W through 4 bits: what that changes in replies, ``evaluate/export_agreement.py`` measures.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from empathy.errors import InputError
from empathy.model.saved import WEIGHTS, lora_of, not_a_best_model
from empathy.pretrained import explained, locate

WHOLE, INDEX = "model.safetensors", "model.safetensors.index.json"

_PREFIX, _A, _B = "base_model.model.", ".lora_A.weight", ".lora_B.weight"

_PLAIN = ("use_dora", "use_rslora", "rank_pattern", "alpha_pattern", "fan_in_fan_out", "modules_to_save")
"""What an adapter of this project leaves off, and ``W + (alpha / r) B A`` leaves out."""


@dataclass
class Merged:
    """What was written.

    Attributes:
        adapted: Tensors that the adapter changed.
        values: Numbers in all tensors.
        lost: Of these, how many were not 0 and are now: too small for the dtype.
        largest: The largest magnitude.
    """

    adapted: int = 0
    values: int = 0
    lost: int = 0
    largest: float = 0.0


class Adapter:
    """A saved adapter as what it adds to the base's tensors.

    Args:
        folder: ``best_model`` of a run.

    Raises:
        InputError: If the folder is none, or its adapter is not plain LoRA.
    """

    def __init__(self, folder: Path) -> None:
        lora = lora_of(folder)
        if odd := [key for key in _PLAIN if lora.get(key)]:
            raise InputError(f"{folder}, {odd[0]}={lora[odd[0]]}", "is not plain LoRA", "Merge it with PEFT itself")
        self.scale = lora["lora_alpha"] / lora["r"]
        try:
            with safe_open(folder / WEIGHTS, "pt") as file:
                self._parts = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - no mapping
        except (OSError, SafetensorError) as error:
            raise not_a_best_model(folder, error) from None
        ends = {name: next((end for end in (_A, _B) if name.endswith(end)), "") for name in self._parts}
        if odd := [name for name, end in ends.items() if not end]:
            raise InputError(f"{folder / WEIGHTS}, {odd[0]}", "is no part of plain LoRA", "Merge it with PEFT itself")
        self.tensors = {_of_base(name) for name, end in ends.items() if end == _A}
        """Names of the base's tensors that it changes."""

    def added_to(self, name: str) -> torch.Tensor | None:
        """What is added to a tensor of the base (out, in), float32; None: nothing."""
        if name not in self.tensors:
            return None
        stem = _PREFIX + name.removesuffix(".weight")
        return self.scale * (self._parts[stem + _B].float() @ self._parts[stem + _A].float())


def _of_base(name: str) -> str:
    return name.removeprefix(_PREFIX).removesuffix(_A) + ".weight"


def base_folder(base_model: str) -> Path:
    """The folder with the base's unquantised weights; from the hub they are fetched, or found in its cache.

    Raises:
        InputError: If there is no such model.
    """
    place = locate(base_model)
    if Path(place).is_dir():
        return Path(place)
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - only for a base on the hub

    with explained(base_model):
        return Path(
            snapshot_download(
                place, allow_patterns=["*.safetensors", "*.json", "README.md"], ignore_patterns=["*/*", "consolidated*"]
            )
        )


def weight_files(base: Path) -> list[str]:
    """Names of the safetensors files that hold a model.

    Raises:
        InputError: If there are none, or they are quantised themselves.
    """
    if "quantization_config" in read_json(base / "config.json"):
        raise InputError(
            base / "config.json", "has a quantization_config: these are no unquantised weights to merge into",
            "Name the base's unquantised publication in best_model/empathy.json",
        )  # fmt: skip
    if (base / INDEX).is_file():
        return sorted(set(read_json(base / INDEX)["weight_map"].values()))
    if (base / WHOLE).is_file():
        return [WHOLE]
    raise InputError(base, f"has neither {WHOLE} nor {INDEX}", "Save the base as safetensors first")


def merge(adapter: Adapter, base: Path, out: Path, dtype: torch.dtype) -> Merged:
    """Write the merged weights, in files named and divided as the base's.

    Args:
        adapter: What to add.
        base: Folder of the unquantised base.
        out: Folder to write into.
        dtype: Of all floating tensors.

    Raises:
        InputError: If a value is not finite or leaves the dtype's range, or the base lacks a tensor that the adapter
            changes.
    """
    found, done = Merged(), set()
    for name in weight_files(base):
        tensors = {}
        with safe_open(base / name, "pt") as file:
            for key in file.keys():  # noqa: SIM118 - no mapping
                delta = adapter.added_to(key)
                tensors[key] = _cast(key, file.get_tensor(key), delta, dtype, found)
                done |= {key} if delta is not None else set()
        save_file(tensors, out / name, metadata={"format": "pt"})
    if missing := sorted(adapter.tensors - done):
        raise InputError(base, f"has no tensor {missing[0]}, which the adapter changes", "Use the base it was made on")
    found.adapted = len(done)
    if (base / INDEX).is_file():
        index = read_json(base / INDEX)
        index["metadata"] = {"total_size": found.values * dtype.itemsize}
        (out / INDEX).write_text(json.dumps(index, indent=2), encoding="utf-8")
    return found


def _cast(
    name: str, tensor: torch.Tensor, delta: torch.Tensor | None, dtype: torch.dtype, found: Merged
) -> torch.Tensor:
    if not tensor.is_floating_point():
        return tensor
    wide = tensor.float() if delta is None else tensor.float() + delta
    largest = float(wide.abs().max()) if wide.numel() else 0.0
    if not math.isfinite(largest):
        raise InputError(name, "holds values that are not finite", "Use another checkpoint of this run")
    if largest > torch.finfo(dtype).max:
        raise InputError(
            f"{name}, dtype={str(dtype).removeprefix('torch.')}",
            f"reaches {largest:.4g}, the dtype's range ends at {torch.finfo(dtype).max:.0f}",
            "Pass --dtype bfloat16",
        )
    narrow = wide.to(dtype)
    found.values += wide.numel()
    found.lost += int(((narrow == 0) & (wide != 0)).sum())
    found.largest = max(found.largest, largest)
    return narrow


def read_json(path: Path) -> dict[str, Any]:
    """Read a file of the base.

    Raises:
        InputError: If it cannot be read.
    """
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(path, f"cannot be read ({type(error).__name__})", "Repair the base model's folder") from None
    return content
