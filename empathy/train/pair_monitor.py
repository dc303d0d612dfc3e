"""What TensorBoard shows of each optimizer step of preference optimisation."""

import time
from typing import Any

import torch
from lightning.pytorch import Callback, Trainer

from empathy.batch import PairBatch


class PairMonitor(Callback):
    """Logs once an optimizer step, from sums over its whole window and all ranks.

    ``train/<name>`` is the mean over the window's pairs: loss, margin and accuracy of the rewards, log-probabilities
    and violations of both replies. ``speed/pairs_per_s`` counts all ranks.
    """

    def __init__(self) -> None:
        self.means: dict[str, torch.Tensor] = {}
        self.pairs = 0
        self.started = 0.0

    def on_train_start(self, trainer: Trainer, pl_module: Any) -> None:
        """Begin to count."""
        self.started = time.perf_counter()

    def on_train_batch_end(
        self, trainer: Trainer, pl_module: Any, outputs: Any, batch: PairBatch, batch_idx: int
    ) -> None:
        """Add a micro-batch; log when it closes a window."""
        for name, mean in outputs["terms"].items():
            self.means[name] = self.means.get(name, torch.zeros(())) + mean.cpu()
        self.pairs += len(batch["pairs"])
        if (batch_idx + 1) % trainer.accumulate_grad_batches:
            return
        elapsed, self.started = time.perf_counter() - self.started, time.perf_counter()
        mine = torch.stack([*self.means.values(), torch.tensor(float(self.pairs))])
        *means, pairs = trainer.strategy.reduce(mine.to(pl_module.device), reduce_op="sum").tolist()
        values = {f"train/{name}": mean for name, mean in zip(self.means, means, strict=True)}
        values["train/loss"] = values["train/dpo"] + pl_module.loss.anchor * values["train/anchor"]
        values["speed/pairs_per_s"] = pairs / elapsed
        pl_module.log_dict(values, on_step=True, on_epoch=False)
        for name in ("loss", "accuracy"):
            pl_module.log(name, values[f"train/{name}"], on_step=True, on_epoch=False, prog_bar=True, logger=False)
        self.means, self.pairs = {}, 0
