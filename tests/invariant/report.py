"""One window of 8 dialogues, cut four ways, gives one model; the naive mean of micro-batch means does not.

    python -m tests.invariant.report

Trains a tiny float32 Qwen3 for a few optimizer steps as 1 x 8, 2 x 4 and 8 x 1 (examples a micro-batch x accumulation)
on one rank, and as 1 x 4 on two gloo ranks, without dropout. Exit code 1 if any weight differs by more than 1e-6.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import torch
import yaml
from lightning.pytorch import Callback, Trainer
from torch import nn

from empathy.batch import TERMS, Batch
from empathy.train.checkpoints import name_of, steps_in
from tests.tiny import save_tiny_qwen3

ROOT = Path(__file__).parents[2]
TOLERANCE = 1e-6
SGD_LR = 0.1

Weights = dict[str, torch.Tensor]
CUTS = {"1 x 8": (1, 8, 1), "2 x 4": (2, 4, 1), "8 x 1": (8, 1, 1), "2 ranks, 1 x 4": (1, 4, 2)}
"""Examples a micro-batch, accumulation, ranks."""


class Plain(Callback):
    """Switches dropout off, since its draws depend on the cut, and takes plain gradient steps if told to.

    Args:
        sgd: Steps of plain gradient descent instead of AdamW's.
        naive: Divide each micro-batch by its own counts, as a mean of means does.
    """

    def __init__(self, sgd: bool, naive: bool = False) -> None:
        self.sgd, self.naive = sgd, naive

    def setup(self, trainer: Trainer, pl_module: Any, stage: str) -> None:
        if not self.naive:
            return
        step = pl_module.training_step

        def mean_of_means(batch: Batch, batch_idx: int) -> Any:
            dataset = trainer.train_dataloader.dataset
            epoch, micro_batch = trainer.current_epoch, batch_idx * trainer.world_size + trainer.global_rank
            window = dataset.window(epoch, micro_batch // (dataset.plan.accumulate * trainer.world_size))
            place = micro_batch % (dataset.plan.accumulate * trainer.world_size)
            members = window.micro_batches[place]
            counts = [dataset.collate.counts(dataset.examples[i]) for i in members]
            own = torch.tensor(counts, dtype=torch.float32).sum(dim=0)
            share = trainer.world_size * trainer.accumulate_grad_batches
            assert len(own) == len(TERMS)
            return step({**batch, "window_counts": own * share}, batch_idx)

        pl_module.training_step = mean_of_means

    def on_train_start(self, trainer: Trainer, pl_module: Any) -> None:
        # The probe drives hidden units exactly to the kink of their ReLU on these few dialogues (pre-activations of
        # 1e-8 were seen): there a gradient has two values, and rounding chooses. New heads stand nowhere near it.
        torch.manual_seed(17)
        for module in pl_module.heads.modules():
            if isinstance(module, nn.Linear):
                module.reset_parameters()
        for module in pl_module.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
        if self.sgd:
            groups = [{"params": group["params"]} for group in trainer.optimizers[0].param_groups]
            trainer.strategy.optimizers = [torch.optim.SGD(groups, lr=SGD_LR)]


def train(
    folder: Path, model: Path, *, cut: tuple[int, int, int], sgd: bool, naive: bool = False
) -> dict[str, torch.Tensor]:
    """Train and return the weights."""
    batch, accumulate, world = cut
    callbacks = [
        {"class_path": "empathy.train.checkpoints.Checkpoints"},
        {"class_path": "tests.invariant.report.Plain", "init_args": {"sgd": sgd, "naive": naive}},
    ]
    settings = {
        "model": {"init_args": {"base_model": str(model), "quantize": False, "lora": {"dropout": 0.0}, "lr": 1e-3,
                                "weights": {"persona": 0.0}}},
        "data": {"init_args": {"limit": 8, "batch_size": batch, "token_cap": 1600 * batch}},
        "trainer": {"accumulate_grad_batches": accumulate, "devices": world, "max_steps": 6, "max_epochs": -1,
                    "strategy": "ddp" if world > 1 else "auto", "val_check_interval": 1.0, "limit_val_batches": 0,
                    "num_sanity_val_steps": 0, "logger": {"init_args": {"save_dir": str(folder), "name": "run"}},
                    "callbacks": callbacks},
    }  # fmt: skip
    folder.mkdir()
    (folder / "cut.yaml").write_text(yaml.safe_dump(settings))
    command = [sys.executable, str(ROOT / "main.py"), "fit", "--config", str(ROOT / "tests" / "conf" / "sft.yaml")]
    done = subprocess.run(
        [*command, "--config", str(folder / "cut.yaml")],
        cwd=ROOT, env={**os.environ, "OMP_NUM_THREADS": "1"}, timeout=600, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(done.stdout + done.stderr)
    checkpoints = folder / "run" / "version_0" / "checkpoints"
    return torch.load(checkpoints / name_of(steps_in(checkpoints)[-1]), weights_only=True)["state_dict"]


def farthest(left: Weights, right: Weights) -> float:
    """Largest absolute difference of any weight."""
    return max(float((left[name] - right[name]).abs().max()) for name in left)


def main() -> int:
    """Print one line a cut and a machine-readable last line."""
    root = Path(tempfile.mkdtemp(prefix="invariant-"))
    (root / "model").mkdir()
    model = save_tiny_qwen3(root / "model")
    weights = {
        name: train(root / f"cut-{number}", model, cut=cut, sgd=True) for number, (name, cut) in enumerate(CUTS.items())
    }
    first, *others = weights
    differences = {name: farthest(weights[first], weights[name]) for name in others}
    naive = train(root / "naive", model, cut=CUTS[first], sgd=True, naive=True)
    print(f"Largest weight difference from {first} after 6 steps of gradient descent, float32:")
    for name, difference in differences.items():
        print(f"  {name:<16} {difference:.2e}")
    print(f"  {'naive mean, 1 x 8':<16} {farthest(weights[first], naive):.2e}   (mean of micro-batch means)")
    print(json.dumps({"differences": differences, "naive": farthest(weights[first], naive), "tolerance": TOLERANCE}))
    return 0 if max(differences.values()) <= TOLERANCE else 1


if __name__ == "__main__":
    sys.exit(main())
