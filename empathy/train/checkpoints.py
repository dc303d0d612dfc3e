"""When a run is saved: between optimizer steps, after the validation that belongs to them, never in between."""

import logging
import math
import signal
from pathlib import Path
from typing import Any

from lightning.pytorch import Trainer
from lightning.pytorch.callbacks import Checkpoint
from lightning.pytorch.utilities.types import STEP_OUTPUT

from empathy.errors import InputError
from empathy.ranges import PositiveInt
from empathy.train.checkpoint_files import CheckpointFiles, remove
from empathy.train.position import position
from empathy.train.preemption import Preemption

log = logging.getLogger(__name__)

KEEP = 2
"""Newest checkpoints that stay, beside the best: the newest may have been cut short by the crash it is needed for."""

MAX_MISSES = 5
"""Failed writes in a row after which the run stops: nothing it does could be kept."""


def name_of(step: int) -> str:
    """File name of the checkpoint after an optimizer step."""
    return f"step-{step:08d}.ckpt"


def steps_in(folder: Path) -> list[int]:
    """Optimizer steps of which a folder holds checkpoints, ascending."""
    return sorted(int(path.stem.removeprefix("step-")) for path in folder.glob("step-" + 8 * "[0-9]" + ".ckpt"))


class Checkpoints(Checkpoint):
    """Saves the run every ``every_n_steps`` optimizer steps, at each validation and at the end; keeps two and the best.

    The best one is a plain checkpoint that is not deleted, so that there is never a copy to keep in step.

    Args:
        every_n_steps: Optimizer steps between two saves: what a crash costs at most.
        monitor: Logged figure of which the lowest is best.
    """

    def __init__(self, every_n_steps: PositiveInt = 25, monitor: str = "val/loss") -> None:
        self.every_n_steps, self.monitor = every_n_steps, monitor
        self.best_step: int | None = None
        self.best_score = math.inf
        self.best_figures: dict[str, float] = {}
        self.folder = Path()
        self.last_step = 0
        self.preemption = Preemption()

    def state_dict(self) -> dict[str, Any]:
        """Keep what is best."""
        return {"best_step": self.best_step, "best_score": self.best_score, "best_figures": self.best_figures}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Restore what ``state_dict`` kept."""
        self.best_step, self.best_score = state_dict["best_step"], state_dict["best_score"]
        self.best_figures = state_dict.get("best_figures", {})  # checkpoints made before had none

    @property
    def best_model_path(self) -> str:
        """Checkpoint of the best validation, empty before there is one; Lightning's ``best`` reads it too."""
        return "" if self.best_step is None else str(self.folder / name_of(self.best_step))

    def setup(self, trainer: Trainer, pl_module: Any, stage: str) -> None:
        """Find the folder; all ranks take rank 0's."""
        root = trainer.log_dir or trainer.default_root_dir
        self.folder = Path(trainer.strategy.broadcast(str(root))) / "checkpoints"

    def on_train_start(self, trainer: Trainer, pl_module: Any) -> None:
        """Set files aside that are newer than what was resumed from, and move validation between windows."""
        self.last_step = pl_module.total_steps()
        accumulate = trainer.accumulate_grad_batches
        if isinstance(every := trainer.val_check_batch, int) and every % accumulate:
            trainer.val_check_batch = max(accumulate, every - every % accumulate)
        if trainer.is_global_zero:
            for step in steps_in(self.folder):
                if step > trainer.global_step:  # damaged, or of a path that is not taken again
                    path = self.folder / name_of(step)
                    path.replace(path.with_suffix(".rejected"))
        self.preemption.watch()

    def on_save_checkpoint(self, trainer: Trainer, pl_module: Any, checkpoint: dict[str, Any]) -> None:
        """Write the position plainly."""
        done = trainer.fit_loop.epoch_loop.batch_progress.current.ready
        checkpoint["loops"]["fit_loop"] |= position(
            epoch=trainer.current_epoch, micro_batch=done, length=int(trainer.num_training_batches)
        )

    def on_train_batch_start(self, trainer: Trainer, pl_module: Any, batch: Any, batch_idx: int) -> None:
        """Keep the loggers' step, which Lightning counts apart and loses over a restart, at the optimizer's."""
        if batch_idx % trainer.accumulate_grad_batches == 0:
            trainer.fit_loop.epoch_loop._batches_that_stepped = trainer.global_step

    def on_train_batch_end(
        self, trainer: Trainer, pl_module: Any, outputs: STEP_OUTPUT, batch: Any, batch_idx: int
    ) -> None:
        """Save if a window has ended and it is time."""
        if (batch_idx + 1) % trainer.accumulate_grad_batches:
            return
        # Resuming from a checkpoint before a validation would leave that validation out.
        if validates_now(trainer):
            return
        step = trainer.global_step
        stop = self._must_stop(trainer)
        if stop or step % self.every_n_steps == 0 or step >= self.last_step:
            self._save(trainer)
        if stop:
            self._leave(trainer)

    def on_validation_end(self, trainer: Trainer, pl_module: Any) -> None:
        """Save after each validation of a fit, and remember if it is the best."""
        if trainer.sanity_checking or trainer.state.fn != "fit":
            return
        before = self.best_step, self.best_score, self.best_figures
        score = float(trainer.callback_metrics.get(self.monitor, math.nan))
        if score < self.best_score:  # never so for NaN
            self.best_step, self.best_score, self.best_figures = trainer.global_step, score, validated(trainer)
        if not self._save(trainer):
            self.best_step, self.best_score, self.best_figures = before
        if self._must_stop(trainer):
            self._leave(trainer)

    def _save(self, trainer: Trainer) -> bool:
        """Write the state after this optimizer step, then let the oldest go; all ranks call it.

        Raises:
            InputError: After ``MAX_MISSES`` failed writes in a row, on all ranks alike.
        """
        trainer.save_checkpoint(self.folder / name_of(trainer.global_step), weights_only=False)
        files = trainer.strategy.checkpoint_io
        misses = trainer.strategy.broadcast(files.misses if isinstance(files, CheckpointFiles) else 0)
        if misses >= MAX_MISSES:
            raise InputError(
                str(self.folder), f"{misses} checkpoints in a row could not be written", "Free space there and resume"
            )
        if misses == 0 and trainer.is_global_zero:
            kept = {*steps_in(self.folder)[-KEEP:], self.best_step}
            for step in steps_in(self.folder):
                if step not in kept:
                    remove(self.folder / name_of(step))
        return misses == 0

    def _must_stop(self, trainer: Trainer) -> bool:
        """Whether any rank was told to stop."""
        return trainer.strategy.reduce_boolean_decision(self.preemption.received is not None, all=False)

    def _leave(self, trainer: Trainer) -> None:
        """End the process as the signal asked.

        Raises:
            SystemExit: With the shell's code for that signal, 143 for SIGTERM.
        """
        if trainer.is_global_zero:
            log.warning("Stopped by a signal after step %d: `--resume auto` goes on from here", trainer.global_step)
            self.preemption.requeue()
        trainer.strategy.barrier("stopped by a signal")
        raise SystemExit(128 + (self.preemption.received or signal.SIGTERM))

    def on_exception(self, trainer: Trainer, pl_module: Any, exception: BaseException) -> None:
        """Give the signals back where the run ends early."""
        self.preemption.unwatch()

    def teardown(self, trainer: Trainer, pl_module: Any, stage: str) -> None:
        """Give the signals back."""
        self.preemption.unwatch()


def validated(trainer: Trainer) -> dict[str, float]:
    """Figures of the last validation."""
    return {name: float(value) for name, value in trainer.callback_metrics.items() if name.startswith("val/")}


def validates_now(trainer: Trainer) -> bool:
    """Whether validation follows this micro-batch (Lightning's own, private answer; the version is pinned)."""
    loop = trainer.fit_loop
    assert loop._data_fetcher is not None
    return loop.epoch_loop._should_check_val_fx(loop._data_fetcher)
