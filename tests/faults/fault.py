"""A callback that records every micro-batch's loss to the last bit, and kills the process where it is told to."""

import hashlib
import os
import signal
from pathlib import Path
from typing import Any

import torch
from lightning.pytorch import Callback, Trainer

import empathy.train.checkpoint_files as files
from empathy.train.checkpoints import name_of, steps_in
from empathy.train.resume import newest_run

KINDS = ("batch", "validation", "half a save", "between digest and file", "epoch edge")


class Crash(BaseException):
    """Stands for a kill where the test runs in the same process."""


class Fault(Callback):
    """Records, then crashes once.

    Args:
        record: File to which one line a micro-batch is appended: epoch, index, rank, loss (hexadecimal), example ids.
        kind: Where to crash, one of ``KINDS``; empty: nowhere; "signal": SIGTERM at a micro-batch, which is no crash.
        at: Which of these, counted from 0 in this process.
        rank: Which rank crashes.
        kill: SIGKILL this process; otherwise raise ``Crash``.
        broken: ``no_reseed`` or ``first_epoch_order``: leave an ingredient of exact resume out (negative controls).
    """

    def __init__(
        self, record: str, kind: str = "", at: int = 0, rank: int = 0, kill: bool = False, broken: str = ""
    ) -> None:
        self.record, self.kind, self.left, self.rank, self.kill, self.broken = record, kind, at, rank, kill, broken

    def setup(self, trainer: Trainer, pl_module: Any, stage: str) -> None:
        self.crashes = bool(self.kind) and trainer.global_rank == self.rank
        if self.broken == "no_reseed":
            pl_module.on_train_batch_start = lambda batch, batch_idx: None
        if self.broken == "first_epoch_order":
            position = pl_module.data.position
            resumes = bool(trainer.ckpt_path)
            pl_module.data.position = lambda: (0, position()[1]) if resumes else position()
        if self.crashes and self.kind in ("half a save", "between digest and file"):
            self._write, files.write_bytes = files.write_bytes, self._write_half

    def _write_half(self, path: Path, content: bytes) -> None:
        if path.suffix == ".ckpt" and self._is_time():
            if self.kind == "half a save":
                path.with_name(f".{path.name}.{os.getpid()}.partial").write_bytes(content[: len(content) // 2])
            self._crash()
        self._write(path, content)

    def on_train_batch_end(self, trainer: Trainer, pl_module: Any, outputs: Any, batch: Any, batch_idx: int) -> None:
        place = f"{trainer.current_epoch} {batch_idx} {trainer.global_rank}"
        with Path(self.record).open("a") as file:
            file.write(f"{place} {float(outputs['loss']).hex()} {','.join(batch['ids'])}\n")

    def on_train_batch_start(self, trainer: Trainer, pl_module: Any, batch: Any, batch_idx: int) -> None:
        if self._on("batch"):
            self._crash()
        if self._on("signal"):
            self.crashes = False
            os.kill(os.getpid(), signal.SIGTERM)

    def on_validation_batch_start(self, *args: Any) -> None:
        if self._on("validation"):
            self._crash()

    def on_train_epoch_end(self, trainer: Trainer, pl_module: Any) -> None:
        if self._on("epoch edge"):
            self._crash()

    def _on(self, kind: str) -> bool:
        return self.crashes and self.kind == kind and self._is_time()

    def _is_time(self) -> bool:
        self.left -= 1
        return self.left < 0

    def teardown(self, trainer: Trainer, pl_module: Any, stage: str) -> None:
        self._restore()

    def _restore(self) -> None:
        if hasattr(self, "_write"):
            files.write_bytes = self._write

    def _crash(self) -> None:
        self._restore()
        if not self.kill:
            raise Crash
        Path(self.record).with_suffix(".killed").touch()
        os.kill(os.getpid(), signal.SIGKILL)


def read_record(path: Path) -> list[tuple[tuple[int, int, int], str]]:
    """Lines as ``((epoch, index, rank), loss and ids)``."""
    rows = []
    for line in path.read_text().splitlines():
        epoch, index, rank, rest = line.split(" ", 3)
        rows.append(((int(epoch), int(index), int(rank)), rest))
    return rows


def mismatches(reference: Path, record: Path) -> tuple[int, int]:
    """Micro-batches of a record that differ from the reference, or are missing, and all that were compared."""
    expected = dict(read_record(reference))
    seen = read_record(record)
    wrong = sum(expected.get(place) != rest for place, rest in seen)
    missing = len(expected.keys() - {place for place, _ in seen})
    return wrong + missing, len(seen) + missing


def final_hash(folder: Path) -> str:
    """Hash of weights and optimizer state in the last checkpoint."""
    run = newest_run(folder / "logs" / "run")
    assert run is not None
    _, checkpoints = run
    content = torch.load(checkpoints / name_of(steps_in(checkpoints)[-1]), weights_only=True)
    digest = hashlib.sha256()
    for name, tensor in sorted(content["state_dict"].items()):
        digest.update(name.encode() + tensor.numpy().tobytes())
    for index, state in sorted(content["optimizer_states"][0]["state"].items()):
        digest.update(str(index).encode() + b"".join(state[key].numpy().tobytes() for key in sorted(state)))
    return digest.hexdigest()
