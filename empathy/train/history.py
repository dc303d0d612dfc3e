"""``training_history.json`` and ``training_curves.png``: the run's curves without TensorBoard."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
from lightning.pytorch import Callback, Trainer
from matplotlib import pyplot

from empathy.batch import TERMS
from empathy.files import write_json
from empathy.train.run import results_folder

PANELS: dict[str, tuple[str, ...]] = {
    "loss": ("train/loss", "val/loss"),
    "reply tokens, nats": ("train/lm", "val/lm"),
    "emotion, nats": ("train/emotion", "val/emotion"),
    "strategy, nats": ("train/strategy", "val/strategy"),
    "affect, squared points": ("train/affect", "val/affect"),
    "safety teacher KL, nats": ("train/safety",),
    "macro F1 on validation": ("val/emotion_macro_f1", "val/strategy_macro_f1"),
    "reward margin": ("train/margin", "val/margin"),
    "accuracy of rewards, and of likelihood": ("train/accuracy", "val/accuracy", "val/preference_accuracy"),
    "log-probability of replies, nats": ("train/chosen_log_probability", "train/rejected_log_probability"),
    "KL to the reference, nats a token": ("val/kl",),
    "learning rate": ("lr",),
}


class History(Callback):
    """Keeps every logged scalar with its optimizer step and writes them when the fit ends, however it ends."""

    def __init__(self) -> None:
        self.curves: dict[str, list[list[float]]] = {}

    def state_dict(self) -> dict[str, Any]:
        """Keep the curves over an interruption."""
        return {"curves": self.curves}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Restore what ``state_dict`` kept."""
        self.curves = state_dict["curves"]

    def on_train_batch_end(self, trainer: Trainer, pl_module: Any, outputs: Any, batch: Any, batch_idx: int) -> None:
        """Note the step's scalars when it closes a window."""
        if (batch_idx + 1) % trainer.accumulate_grad_batches == 0:
            # Lightning keeps an old value of a term that this window has no label of.
            stale = {f"train/{name}" for name in TERMS if name not in outputs["terms"]}
            self._note(trainer, "train/", "mix/", "speed/", without=stale)
            rate = trainer.optimizers[0].param_groups[0]["lr"]
            self.curves.setdefault("lr", []).append([trainer.global_step, rate])

    def on_validation_end(self, trainer: Trainer, pl_module: Any) -> None:
        """Note validation's scalars."""
        if not trainer.sanity_checking:
            self._note(trainer, "val/")

    def _note(self, trainer: Trainer, *prefixes: str, without: Collection[str] = ()) -> None:
        for name, value in trainer.callback_metrics.items():
            if name.startswith(prefixes) and name not in without:
                self.curves.setdefault(name, []).append([trainer.global_step, float(value)])

    def teardown(self, trainer: Trainer, pl_module: Any, stage: str) -> None:
        """Write what there is, also when the run was interrupted."""
        if stage == "fit" and self.curves and trainer.is_global_zero:
            folder = results_folder(trainer)
            write_json(folder / "training_history.json", self.curves)
            draw(self.curves, folder / "training_curves.png")


def draw(curves: dict[str, list[list[float]]], path: Path) -> None:
    """Draw the panels that have curves, two columns, over optimizer steps."""
    shown = {title: names for title, names in PANELS.items() if any(name in curves for name in names)}
    rows = (len(shown) + 1) // 2
    figure, axes = pyplot.subplots(rows, 2, figsize=(11, 2.6 * rows), squeeze=False, layout="constrained")
    for axis in axes.flat[len(shown) :]:
        axis.set_visible(False)
    for axis, (title, names) in zip(axes.flat, shown.items(), strict=False):
        for name in names:
            if name in curves:
                steps, values = zip(*curves[name], strict=True)
                axis.plot(steps, values, marker="o" if len(steps) < 12 else "", markersize=3, label=name)
        axis.set_title(title, fontsize=10)
        axis.set_xlabel("optimizer step", fontsize=8)
        axis.grid(alpha=0.3)
        axis.legend(fontsize=8)
    figure.savefig(path, dpi=120)
    pyplot.close(figure)
