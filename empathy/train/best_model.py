"""``best_model/``: what every other command loads. Adapter, heads, labels, tokenizer, template and a model card."""

import hashlib
import json
import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from lightning.pytorch import Callback, Trainer
from safetensors.torch import load_file, save_file

import empathy
from empathy.data.module import EmpathyData
from empathy.errors import InputError
from empathy.labels import EMOTIONS_WITH_NEUTRAL, GOEMOTIONS, STRATEGIES
from empathy.model.backbone import POLICY, Backbone
from empathy.model.heads import Heads
from empathy.train.checkpoint_files import Rejected, load
from empathy.train.checkpoints import Checkpoints

if TYPE_CHECKING:
    from empathy.train.tuning import TuningModule

log = logging.getLogger(__name__)

HEADS, LABELS, SETTINGS = "heads.safetensors", "labels.json", "empathy.json"
ADAPTER, WEIGHTS = "adapter_config.json", "adapter_model.safetensors"


def labels_of(label_space: str) -> dict[str, list[str]]:
    """Names of the heads' outputs, in order."""
    emotions = EMOTIONS_WITH_NEUTRAL if label_space == "emotions28" else GOEMOTIONS
    return {"emotions": list(emotions), "strategies": list(STRATEGIES), "affect": ["valence", "arousal"]}


def save_best_model(folder: Path, module: "TuningModule", data: EmpathyData, *, figures: dict[str, float]) -> None:
    """Write the folder anew; a reader meets the old one or the whole new one.

    Args:
        folder: Where to.
        module: Whose adapter and heads to write.
        data: What it was trained on: tokenizer, template and system turn.
        figures: What the model card reports.
    """
    partial = folder.with_name(folder.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    module.model.model.save_pretrained(str(partial), selected_adapters=[POLICY])
    save_file({name: t.detach().cpu().contiguous() for name, t in module.heads.state_dict().items()}, partial / HEADS)
    chat = data.chat
    chat.tokenizer.save_pretrained(str(partial))
    (partial / "chat_template.jinja").write_text(chat.template, encoding="utf-8")
    settings = {
        "base_model": module.base_model,
        "label_space": module.label_space,
        "system": data.system,
        "persona_head": module.heads.persona is not None,
        "empathy": empathy.__version__,
        "torch": torch.__version__,
    }
    (partial / LABELS).write_text(json.dumps(labels_of(module.label_space), indent=2), encoding="utf-8")
    (partial / SETTINGS).write_text(json.dumps(settings, indent=2), encoding="utf-8")
    (partial / "README.md").write_text(model_card(settings, data.corpora, figures), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)


def best_model_folder(start_from: str) -> Path:
    """Find the folder that ``start_from`` names: itself, or that of the newest finished run under ``logs/<name>``.

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
            f"model.start_from={start_from}",
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
        f"model.start_from={folder}",
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
            f"model.start_from={folder}",
            f"does not fit ({str(error).splitlines()[-1].strip()})",
            f"Use model.base_model={settings['base_model']} and model.label_space={settings['label_space']}",
        ) from None
    if result.unexpected_keys:
        raise InputError(
            f"model.start_from={folder}",
            f"its adapter has {result.unexpected_keys[0]}, which this model has not",
            "Use the same model.lora.targets",
        )


def model_card(settings: dict[str, Any], corpora: tuple[str, ...], figures: dict[str, float]) -> str:
    """Render README.md of the folder, with the front matter that the hub reads."""
    rows = "\n".join(f"| {name} | {value:.4g} |" for name, value in sorted(figures.items()))
    return f"""---
library_name: peft
base_model: {settings["base_model"]}
tags: [empathy, lora, emotion, dialogue]
---

# An empathetic friend on {settings["base_model"]}

A LoRA adapter with heads for emotion ({settings["label_space"]}), support strategy, valence and arousal, trained by
multi-task fine-tuning on: {", ".join(corpora)}. `chat_template.jinja` renders prompts exactly as training did.

System turn in training: `{settings["system"]}`

## Validation figures of the exported weights

| figure | value |
|---|---|
{rows}

## Limits

The model is no therapist and no crisis service. It was not clinically validated; do not put it in front of people in
distress without the project's crisis guard. Corpora licensed for non-commercial use bind the weights trained on them.
"""


class BestModel(Callback):
    """After training, puts the best checkpoint's weights back and writes ``best_model/`` beside the logs.

    List it before callbacks that evaluate the tuned model when the fit has ended.
    """

    def on_fit_end(self, trainer: Trainer, pl_module: Any) -> None:
        """Restore and export."""
        checkpoint = trainer.checkpoint_callback
        best = checkpoint.best_model_path if isinstance(checkpoint, Checkpoints) else ""
        figures = {name: float(value) for name, value in trainer.callback_metrics.items() if name.startswith("val/")}
        if best:
            try:
                pl_module.load_state_dict(load(Path(best))["state_dict"], strict=False)
                log.info("best checkpoint: %s", best)
            except Rejected as reason:
                log.warning("%s %s: the weights of the last step are exported instead", best, reason)
        pl_module.before_export()
        folder = trainer.log_dir  # a broadcast: every rank must ask
        if trainer.is_global_zero and folder is not None:
            try:
                save_best_model(Path(folder) / "best_model", pl_module, pl_module.data, figures=figures)
            except OSError as error:
                raise InputError(
                    f"{folder}/best_model",
                    f"cannot be written ({error.strerror})",
                    "Free space there, then `fit --resume required` goes on from the last checkpoint",
                ) from None
        trainer.strategy.barrier()
