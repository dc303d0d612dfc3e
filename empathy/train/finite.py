"""Numbers that go bad: all ranks skip a window whose loss is not finite; three in a row end the run."""

import logging
from typing import Any

import torch
from lightning.pytorch import Callback, Trainer
from torch.optim import Optimizer

from empathy.batch import Batch
from empathy.errors import InputError
from empathy.train.checkpoints import Checkpoints, name_of, steps_in

log = logging.getLogger(__name__)

MAX_IN_A_ROW = 3


class FiniteWindows(Callback):
    """Drops the gradients of a bad window, so that weights and optimizer state stay as they were.

    Returning None from ``training_step`` instead would leave the other ranks waiting for gradients. In float16 a
    gradient that overflows is not a fault: the loss scaler skips that step by design; such skips are counted apart.

    Attributes:
        skipped: Windows with a loss, or without a scaler a gradient, that was not finite.
        scaler_skips: Steps that the loss scaler skipped.
    """

    def __init__(self) -> None:
        self.skipped = 0
        self.scaler_skips = 0
        self.in_a_row = 0
        self._ids: list[str] = []
        self._window: list[tuple[torch.Tensor, list[str]]] = []
        self._scale = 0.0

    def state_dict(self) -> dict[str, int]:
        """Keep the counts over an interruption."""
        return {"skipped": self.skipped, "scaler_skips": self.scaler_skips, "in_a_row": self.in_a_row}

    def load_state_dict(self, state_dict: dict[str, int]) -> None:
        """Restore what ``state_dict`` kept."""
        self.skipped, self.scaler_skips = state_dict["skipped"], state_dict["scaler_skips"]
        self.in_a_row = state_dict["in_a_row"]

    def on_train_batch_start(self, trainer: Trainer, pl_module: Any, batch: Batch, batch_idx: int) -> None:
        """Note whose loss comes next."""
        self._ids = batch["ids"]
        if batch_idx % trainer.accumulate_grad_batches == 0:
            self._window = []

    def on_before_backward(self, trainer: Trainer, pl_module: Any, loss: torch.Tensor) -> None:
        """Note whether the loss is finite, on the device: asking here would wait for the GPU in every micro-batch."""
        self._window.append((torch.isfinite(loss.detach()), self._ids))

    def on_before_optimizer_step(self, trainer: Trainer, pl_module: Any, optimizer: Optimizer) -> None:
        """Agree with all ranks, log the norm of the gradient, and drop it if it is bad.

        Raises:
            InputError: On all ranks, after ``MAX_IN_A_ROW`` bad windows.
        """
        gradients = [p.grad for p in pl_module.parameters() if p.grad is not None]
        norm = torch.nn.utils.get_total_norm(gradients)
        pl_module.log("train/gradient_norm", float(norm), on_step=True, on_epoch=False)
        bad = [ids for is_finite, ids in self._window if not is_finite]
        unscaled = scaler_of(trainer) is None and not torch.isfinite(norm)
        if not trainer.strategy.reduce_boolean_decision(bool(bad) or bool(unscaled), all=False):
            self.in_a_row = 0
            return
        self.skipped += 1
        self.in_a_row += 1
        for parameter in pl_module.parameters():
            parameter.grad = None
        for ids in bad or [[]]:
            log.warning(
                "Step %d skipped on all ranks: not finite on rank %d, examples: %s",
                trainer.global_step, trainer.global_rank, ", ".join(ids) or "none here",
            )  # fmt: skip
        if self.in_a_row >= MAX_IN_A_ROW:
            raise InputError(
                "model.lr",
                f"{self.in_a_row} optimizer steps in a row were not finite, the last is {trainer.global_step}",
                f"Last good checkpoint: {newest_of(trainer)}. Lower model.lr, or look at the examples named above",
            )

    def on_train_batch_end(self, trainer: Trainer, pl_module: Any, outputs: Any, batch: Batch, batch_idx: int) -> None:
        """Show the counts once a window."""
        if (batch_idx + 1) % trainer.accumulate_grad_batches:
            return
        pl_module.log("train/skipped_windows", float(self.skipped), on_step=True)
        if self.skipped:
            pl_module.log("skipped", float(self.skipped), on_step=True, prog_bar=True, logger=False)
        if (scaler := scaler_of(trainer)) is not None:
            scale = float(scaler.get_scale())
            self.scaler_skips += scale < self._scale  # it shrinks after each skip, and only then
            self._scale = scale
            pl_module.log("train/loss_scale", scale, on_step=True)
            pl_module.log("train/scaler_skips", float(self.scaler_skips), on_step=True)
            if self.scaler_skips:
                pl_module.log("overflows", float(self.scaler_skips), on_step=True, prog_bar=True, logger=False)

    def on_train_start(self, trainer: Trainer, pl_module: Any) -> None:
        """Note the scale from which it may shrink."""
        if (scaler := scaler_of(trainer)) is not None:
            self._scale = float(scaler.get_scale())


def scaler_of(trainer: Trainer) -> torch.amp.GradScaler | None:
    """The float16 loss scaler, where there is one."""
    return getattr(trainer.precision_plugin, "scaler", None)


def newest_of(trainer: Trainer) -> str:
    """Newest checkpoint of the run, in words."""
    checkpoints = trainer.checkpoint_callback
    if not isinstance(checkpoints, Checkpoints) or not (steps := steps_in(checkpoints.folder)):
        return "none was saved yet"
    return str(checkpoints.folder / name_of(steps[-1]))
