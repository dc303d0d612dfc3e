"""``best_model/``: what every other command loads. Adapter, heads, labels, tokenizer, template and a model card."""

import json
import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from lightning.pytorch import Callback, Trainer
from safetensors.torch import save_file

import empathy
from empathy.data.module import EmpathyData
from empathy.errors import InputError
from empathy.model.backbone import POLICY
from empathy.model.saved import HEADS, LABELS, SETTINGS, labels_of
from empathy.train.checkpoint_files import Rejected, load
from empathy.train.checkpoints import Checkpoints, validated

if TYPE_CHECKING:
    from empathy.train.tuning import TuningModule

log = logging.getLogger(__name__)


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
        "history": data.history,
        "persona_head": module.heads.persona is not None,
        "empathy": empathy.__version__,
        "torch": torch.__version__,
    }
    (partial / LABELS).write_text(json.dumps(labels_of(module.label_space), indent=2), encoding="utf-8")
    (partial / SETTINGS).write_text(json.dumps(settings, indent=2), encoding="utf-8")
    (partial / "README.md").write_text(model_card(settings, data.corpora, figures), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)


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
        kept = trainer.checkpoint_callback
        best = kept.best_model_path if isinstance(kept, Checkpoints) else ""
        figures = validated(trainer)
        if isinstance(kept, Checkpoints) and best:
            try:
                pl_module.load_state_dict(load(Path(best))["state_dict"], strict=False)
                figures = kept.best_figures or figures
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
