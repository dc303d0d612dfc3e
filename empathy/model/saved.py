"""``best_model/`` -> adapter and heads in place: how every command reads what training wrote."""

import hashlib
import json
from pathlib import Path
from typing import Any

from safetensors.torch import load_file

from empathy.errors import InputError
from empathy.labels import EMOTIONS_WITH_NEUTRAL, GOEMOTIONS, STRATEGIES
from empathy.model.backbone import POLICY, Backbone
from empathy.model.heads import Heads

HEADS, LABELS, SETTINGS = "heads.safetensors", "labels.json", "empathy.json"
ADAPTER, WEIGHTS = "adapter_config.json", "adapter_model.safetensors"


def labels_of(label_space: str) -> dict[str, list[str]]:
    """Names of the heads' outputs, in order."""
    emotions = EMOTIONS_WITH_NEUTRAL if label_space == "emotions28" else GOEMOTIONS
    return {"emotions": list(emotions), "strategies": list(STRATEGIES), "affect": ["valence", "arousal"]}


def best_model_folder(start_from: str, *, key: str = "model.start_from") -> Path:
    """Find the folder that ``start_from`` names: itself, or that of the newest finished run under ``logs/<name>``.

    Args:
        start_from: A folder.
        key: What the user called it, for the message.

    Raises:
        InputError: If there is none.
    """
    folder = Path(start_from)
    if (folder / SETTINGS).is_file():
        return folder
    runs = [found.parent for found in folder.glob("version_*/best_model") if (found / SETTINGS).is_file()]
    versions = {run.name.removeprefix("version_"): run for run in runs}
    numbers = [int(version) for version in versions if version.isdecimal()]
    if not numbers:
        raise InputError(
            f"{key}={start_from}",
            "no best_model in it, nor in a version_N of it",
            "Pass logs/<name> of a finished run, or one of its best_model folders",
        )
    return versions[str(max(numbers))] / "best_model"


def settings_of(folder: Path) -> dict[str, Any]:
    """Read what a ``best_model`` says of itself: base_model, label_space, system, persona_head, versions.

    Raises:
        InputError: If the folder is none.
    """
    try:
        settings: dict[str, Any] = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise not_a_best_model(folder, error) from None
    return settings


def lora_of(folder: Path) -> dict[str, Any]:
    """Read the sizes of a saved adapter: PEFT's configuration.

    Raises:
        InputError: If the folder is no ``best_model``.
    """
    try:
        lora: dict[str, Any] = json.loads((folder / ADAPTER).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise not_a_best_model(folder, error) from None
    return lora


def not_a_best_model(folder: Path, error: Exception) -> InputError:
    """What to say of a folder that cannot be read."""
    return InputError(
        str(folder),
        f"is no best_model folder ({type(error).__name__})",
        "Pass logs/<name>/version_N/best_model of a finished run",
    )


def adapter_fingerprint(folder: Path) -> str:
    """Hash of the saved adapter's weights, hexadecimal.

    Raises:
        InputError: If the folder is no ``best_model``.
    """
    try:
        return hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
    except OSError as error:
        raise not_a_best_model(folder, error) from None


def load_best_model(folder: Path, backbone: Backbone, heads: Heads) -> None:
    """Put a saved adapter and heads into a model of the same shape.

    Raises:
        InputError: If the folder is none, its labels are other or differently ordered ones, or a shape differs.
    """
    from peft import load_peft_weights, set_peft_model_state_dict  # noqa: PLC0415 - a second that `check` must not pay

    settings = settings_of(folder)
    try:
        labels = json.loads((folder / LABELS).read_text(encoding="utf-8"))
        state = load_file(folder / HEADS)
        adapter = load_peft_weights(str(folder), device="cpu")
    except (OSError, ValueError) as error:
        raise not_a_best_model(folder, error) from None
    lora, own = lora_of(folder), backbone.model.peft_config[POLICY]
    for key, name in (("r", "r"), ("lora_alpha", "alpha")):  # with another alpha the weights would load, and mean less
        if lora[key] != getattr(own, key):
            raise InputError(
                f"model.lora.{name}={getattr(own, key)}", f"{folder} has {lora[key]}", "Use the adapter's own"
            )
    if labels != labels_of(settings["label_space"]):
        raise InputError(f"{folder / LABELS}", "other labels, or another order", "Train again with this version")
    try:
        heads.load_state_dict(state)
        result: Any = set_peft_model_state_dict(backbone.model, adapter)
    except RuntimeError as error:
        raise InputError(
            str(folder),
            f"does not fit ({str(error).splitlines()[-1].strip()})",
            f"Use model.base_model={settings['base_model']} and model.label_space={settings['label_space']}",
        ) from None
    if result.unexpected_keys:
        raise InputError(
            str(folder),
            f"its adapter has {result.unexpected_keys[0]}, which this model has not",
            "Use the same model.lora.targets",
        )
