"""How long a user waits: for help, and for the first optimizer step of the quickstart with a warm cache.

    python -m benchmarks.start_up [--rounds 5]

``import lightning.pytorch.cli`` is the yardstick for help: no command of a LightningCLI can be faster.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from lightning.pytorch import Callback

from benchmarks.command import parser

ROOT = Path(__file__).parents[1]
QUICKSTART = ("main.py", "fit", "--config", "configs/quickstart.yaml")
COMMANDS = {
    "import": ("-c", "import lightning.pytorch.cli"),
    "main.py --help": ("main.py", "--help"),
    "main.py fit --help": ("main.py", "fit", "--help"),
    "main.py prepare --help": ("main.py", "prepare", "--help"),
}


class LeaveAfterFirstStep(Callback):
    """Ends the process when the first optimizer step is done."""

    def on_train_batch_end(self, trainer: Any, pl_module: Any, outputs: Any, batch: Any, batch_idx: int) -> None:
        """Leave."""
        if trainer.global_step == 1:
            os._exit(0)


def seconds(arguments: tuple[str, ...]) -> float:
    """Wall time of one command."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True, timeout=600)
    return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    options = parser(__doc__, rounds=5, gpu=False).parse_args()
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(options.rounds + 1):  # the first warms the file cache
        for name, arguments in COMMANDS.items():
            times[name].append(seconds(arguments))
    figures = {
        name: statistics.median(a / b for a, b in zip(own[1:], times["import"][1:], strict=True))
        for name, own in times.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        leave = ("--trainer.callbacks+=benchmarks.start_up.LeaveAfterFirstStep", "--trainer.logger.init_args.save_dir")
        first_step = [seconds((*QUICKSTART, *leave, folder)) for _ in range(3)][1:]
    figures["first optimizer step, s"] = statistics.median(first_step)
    for name, figure in figures.items():
        print(f"{name:<26} {figure:.2f}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
