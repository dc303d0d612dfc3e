"""What TensorBoard shows of each optimizer step: terms, mix, speed."""

import time
from typing import Any

import torch
from lightning.pytorch import Callback, Trainer

from empathy.batch import Batch


class StepMonitor(Callback):
    """Logs once an optimizer step, from sums over its whole window and all ranks.

    ``train/<term>`` is the mean over the window's labels, in that term's unit; ``mix/<corpus>`` the share of examples
    seen so far, beside ``mix_intended/<corpus>``; ``speed/supervised_tokens_per_s`` counts all ranks.
    """

    def __init__(self) -> None:
        self.terms: dict[str, torch.Tensor] = {}
        self.shares: dict[str, float] = {}
        self.window = torch.zeros(0)
        self.seen = torch.zeros(0)
        self.tokens = 0
        self.worst_mix = 0.0
        self.started = 0.0

    def state_dict(self) -> dict[str, Any]:
        """Keep the mix over an interruption."""
        return {"seen": self.seen, "worst_mix": self.worst_mix}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Restore what ``state_dict`` kept."""
        self.seen, self.worst_mix = state_dict["seen"], state_dict["worst_mix"]

    def on_train_start(self, trainer: Trainer, pl_module: Any) -> None:
        """Begin to count, or go on."""
        self.window = torch.zeros(len(pl_module.data.corpora))
        if trainer.global_step == 0:
            self.seen = torch.zeros_like(self.window)
        self.shares = dict.fromkeys(pl_module.data.corpora, 0.0) | pl_module.data.intended_mix()
        self.started = time.perf_counter()

    def on_train_batch_end(self, trainer: Trainer, pl_module: Any, outputs: Any, batch: Batch, batch_idx: int) -> None:
        """Add a micro-batch; log when it closes a window."""
        for name, term in outputs["terms"].items():
            self.terms[name] = self.terms.get(name, torch.zeros(())) + term.cpu()
        self.window += torch.bincount(batch["corpus"].cpu(), minlength=len(self.window))
        self.tokens += len(batch["targets"])
        if (batch_idx + 1) % trainer.accumulate_grad_batches == 0:
            self._log(trainer, pl_module)

    def _log(self, trainer: Trainer, pl_module: Any) -> None:
        elapsed, self.started = time.perf_counter() - self.started, time.perf_counter()
        names = list(self.terms)
        mine = torch.cat([torch.stack([self.terms[n] for n in names]), self.window, torch.tensor([float(self.tokens)])])
        total = trainer.strategy.reduce(mine.to(pl_module.device), reduce_op="sum").cpu()
        terms, window = total[: len(names)], total[len(names) : -1]
        self.seen += window
        shares = list(self.shares.values())
        deviations = (window - torch.tensor(shares) * window.sum()).abs()
        self.worst_mix = max(self.worst_mix, float(deviations.max()))
        values = {f"train/{name}": float(value) for name, value in zip(names, terms, strict=True)}
        values["train/loss"] = sum(pl_module.weights[name] * values[f"train/{name}"] for name in names)
        values["speed/supervised_tokens_per_s"] = float(total[-1]) / elapsed
        for name, count, share in zip(self.shares, self.seen / self.seen.sum(), shares, strict=True):
            values[f"mix/{name}"] = float(count)
            values[f"mix_intended/{name}"] = share
        pl_module.log_dict(values, on_step=True, on_epoch=False)
        pl_module.log("loss", values["train/loss"], on_step=True, on_epoch=False, prog_bar=True, logger=False)
        self.terms, self.tokens = {}, 0
        self.window = torch.zeros_like(self.window)

    def mix(self) -> dict[str, Any]:
        """Intended and realised share of each corpus, and the worst window's distance from the mix, in examples."""
        total = max(1.0, float(self.seen.sum()))
        return {
            "intended": self.shares,
            "realised": {name: float(n) / total for name, n in zip(self.shares, self.seen, strict=True)},
            "worst_window_deviation": self.worst_mix,
        }
