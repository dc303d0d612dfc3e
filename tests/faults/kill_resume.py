"""Kill a training run again and again, resume it, and compare every loss with those of a run that was left alone.

    python -m tests.faults.kill_resume --kills 20
    python -m tests.faults.kill_resume --kills 20 --start_from logs/quickstart

Trains the NF4 quickstart model on a few short windows over two epochs, on 1 and 2 gloo ranks with 0 and 2 workers; with
``--start_from`` it is preference optimisation that is killed. Prints mismatching micro-batches / all, then the negative
controls, which must not be 0. Exit code 1 if any is wrong.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.faults.fault import KINDS, final_hash, mismatches

ROOT = Path(__file__).parents[2]
LIMIT = 600
"""Seconds after which a process counts as hanging."""

STEPS_AN_EPOCH = 6


@dataclass(frozen=True)
class Job:
    """What is killed.

    Attributes:
        start_from: The model that preference optimisation starts from; empty: supervised fine-tuning.
    """

    start_from: str = ""

    @property
    def config(self) -> Path:
        """The configuration that the overlay makes small."""
        return ROOT / "configs" / ("dpo_quickstart.yaml" if self.start_from else "quickstart.yaml")

    @property
    def controls(self) -> tuple[str, ...]:
        """Ingredients of exact resume that the job needs; without dropout the seed of a micro-batch changes nothing."""
        return ("first_epoch_order",) if self.start_from else ("no_reseed", "first_epoch_order")

    @property
    def settings(self) -> tuple[dict[str, Any], dict[str, Any], str]:
        """Options of the model, of the data for one rank, and the monitor."""
        if self.start_from:
            data = {"limit": 24, "max_length": 256, "batch_size": 2, "held_out_tokens": 300}
            monitor = "empathy.train.pair_monitor.PairMonitor"
            return {"probe_tokens": 200, "start_from": str(Path(self.start_from).resolve())}, data, monitor
        data = {"limit": 20, "max_length": 96, "batch_size": 2, "token_cap": 192, "held_out_tokens": 300}
        return {"probe_tokens": 200}, data, "empathy.train.monitor.StepMonitor"


def overlay(job: Job, folder: Path, *, world: int, workers: int) -> dict[str, Any]:
    """The quickstart, small: 6 windows of 2 micro-batches of 2 short examples an epoch, two epochs."""
    model, data, monitor = job.settings
    shared = {name: data[name] // world for name in ("batch_size", "token_cap") if name in data}
    return {
        "model": {"init_args": model},
        "data": {"init_args": {**data, **shared, "num_workers": workers}},
        "trainer": {
            "devices": world, "strategy": "ddp" if world > 1 else "auto", "max_epochs": 2, "max_steps": -1,
            "accumulate_grad_batches": 2, "val_check_interval": 8, "enable_progress_bar": False,
            "limit_train_batches": 2 * STEPS_AN_EPOCH,
            "enable_model_summary": False, "logger": {"init_args": {"save_dir": str(folder / "logs"), "name": "run"}},
            "callbacks": [
                {"class_path": "empathy.train.checkpoints.Checkpoints", "init_args": {"every_n_steps": 3}},
                {"class_path": monitor},
                {"class_path": "empathy.train.history.History"},
            ],
        },
    }  # fmt: skip


def train(job: Job, folder: Path, *, world: int, workers: int, fault: dict[str, Any]) -> bool:
    """Run ``fit --resume auto`` in its own process group; True if it was killed, False if it came to its end.

    Raises:
        RuntimeError: If it failed, or hangs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    settings = overlay(job, folder, world=world, workers=workers)
    record = folder / "record.txt"
    settings["trainer"]["callbacks"].append(
        {"class_path": "tests.faults.fault.Fault", "init_args": {"record": str(record), "kill": True, **fault}}
    )
    (folder / "overlay.yaml").write_text(yaml.safe_dump(settings))
    marker = record.with_suffix(".killed")
    marker.unlink(missing_ok=True)
    command = [sys.executable, str(ROOT / "main.py"), "fit", "--config", str(job.config)]
    command += ["--config", str(folder / "overlay.yaml"), "--resume", "auto"]
    with (folder / "output.txt").open("a") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            env={**os.environ, "OMP_NUM_THREADS": str(2 // world)},
        )  # fmt: skip
        started = time.monotonic()
        while process.poll() is None and not marker.exists():
            if time.monotonic() - started > LIMIT:
                os.killpg(process.pid, signal.SIGKILL)
                raise RuntimeError(f"hangs: see {folder / 'output.txt'}")
            time.sleep(0.05)
        killed = marker.exists()
        if killed:  # the other ranks and the workers die with it
            os.killpg(process.pid, signal.SIGKILL)
        code = process.wait()
    if not killed and code != 0:
        raise RuntimeError(f"exit code {code}: see {folder / 'output.txt'}")
    return killed


def plan_kills(kills: int, draw: random.Random) -> dict[tuple[int, int], list[dict[str, Any]]]:
    """Deal the kills to worlds and workers, each kind in turn."""
    cases = [(world, workers) for world in (1, 2) for workers in (0, 2)]
    plan: dict[tuple[int, int], list[dict[str, Any]]] = {case: [] for case in cases}
    for number in range(kills):
        world, workers = cases[number % len(cases)]
        kind = KINDS[(number // len(cases)) % len(KINDS)]
        # Counted in the process that is killed.
        at = {"batch": draw.randrange(2, 12), "epoch edge": 0}.get(kind, draw.randrange(2))
        # Only rank 0 writes.
        rank = 0 if "save" in kind or "digest" in kind else draw.randrange(world)
        plan[world, workers].append({"kind": kind, "at": at, "rank": rank})
    for faults in plan.values():
        draw.shuffle(faults)
    return plan


@dataclass
class Tally:
    """What was counted over all runs."""

    kills: int = 0
    wrong: int = 0
    total: int = 0
    different_weights: int = 0


def hunt(
    job: Job, root: Path, reference: Path, faults: list[dict[str, Any]], tally: Tally, *, world: int, workers: int
) -> None:
    """Kill runs until all faults have struck; a run that ends before is compared, and the next one takes the rest."""
    number = 0
    while faults:
        folder, done = root / f"killed-{world}-{workers}-{number}", []
        while faults and train(job, folder, world=world, workers=workers, fault=faults[0]):
            fault = faults.pop(0)
            done.append(f"{fault['kind']} {fault['at']}")
        if not faults:
            train(job, folder, world=world, workers=workers, fault={})
        wrong, total = mismatches(reference / "record.txt", folder / "record.txt")
        same = final_hash(folder) == final_hash(reference)
        tally.kills, tally.wrong, tally.total = tally.kills + len(done), tally.wrong + wrong, tally.total + total
        tally.different_weights += not same
        print(
            f"{world} rank(s), {workers} workers, {len(done)} kills ({'; '.join(done)}): {wrong}/{total} mismatching,"
            f" final weights and optimizer {'equal' if same else 'DIFFER'}",
            flush=True,
        )
        number += 1


def main() -> int:
    """Run references, kills and negative controls; print one line each and a machine-readable last line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--start_from", default="", help="kill preference optimisation of this best_model instead")
    arguments = parser.parse_args()
    job = Job(arguments.start_from)
    root = Path(tempfile.mkdtemp(prefix="kill-resume-"))
    print(f"Everything is under {root}", flush=True)
    references = {}
    for world in (1, 2):
        references[world] = root / f"reference-{world}"
        train(job, references[world], world=world, workers=0, fault={})
        print(f"reference, {world} rank(s): weights {final_hash(references[world])[:16]}", flush=True)

    tally = Tally()
    for (world, workers), faults in plan_kills(arguments.kills, random.Random(arguments.seed)).items():
        hunt(job, root, references[world], faults, tally, world=world, workers=workers)

    controls = {}
    for broken in job.controls:
        folder = root / broken
        # In epoch 1, behind a checkpoint of epoch 1.
        at = 2 * STEPS_AN_EPOCH + 9
        train(job, folder, world=1, workers=2, fault={"kind": "batch", "at": at, "broken": broken})
        train(job, folder, world=1, workers=2, fault={"broken": broken})
        reference = references[1]
        if broken == "no_reseed":
            reference = root / f"{broken}-reference"
            train(job, reference, world=1, workers=0, fault={"broken": broken})
        controls[broken], compared = mismatches(reference / "record.txt", folder / "record.txt")
        print(f"negative control {broken}: {controls[broken]}/{compared} mismatching (must not be 0)", flush=True)

    print(json.dumps({**asdict(tally), "controls": controls}))
    passed = tally.wrong == 0 and tally.different_weights == 0 and all(controls.values())
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
