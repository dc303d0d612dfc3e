"""A callback that makes one micro-batch's loss NaN, on one rank only."""

from typing import Any

from lightning.pytorch import Callback, Trainer


class Poison(Callback):
    """Poisons the micro-batch with this number, counted over all ranks."""

    def __init__(self, place: int) -> None:
        self.place = place

    def on_train_batch_start(self, trainer: Trainer, pl_module: Any, batch: Any, batch_idx: int) -> None:
        self.healthy = pl_module.head_loss
        if batch_idx * trainer.world_size + trainer.global_rank == self.place:
            pl_module.head_loss = lambda *arguments: self.healthy(*arguments) * float("nan")

    def on_train_batch_end(self, trainer: Trainer, pl_module: Any, *arguments: Any) -> None:
        pl_module.head_loss = self.healthy
