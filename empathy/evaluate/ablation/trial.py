"""One training run of a comparison: a configuration, what is different in it, and a seed."""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import yaml

from empathy.data.sources import HELD_OUT, Split
from empathy.errors import InputError
from empathy.files import made_folder, write_json, write_text
from empathy.train.readings import Readings, joined, load

SPARED = ("SampleReplies", "BaseAgainstTuned", "BaseAgainstSftAgainstDpo", "Predictions", "StepMonitor", "PairMonitor")
"""Callbacks that a run of a comparison does without: what they measure is the same in all, or is measured after."""

READS = "empathy.train.readings.HeldOutReadings"


@dataclass(frozen=True)
class Trial:
    """A run.

    Attributes:
        name: Of the arm, such as ``no_emotion``.
        seed: Of everything.
        configs: YAML files, later ones over earlier ones.
        changes: What is different: option -> value, as on the command line.
        after: The trial whose model it starts from; None: the base.
    """

    name: str
    seed: int
    configs: tuple[str, ...]
    changes: Mapping[str, Any] = field(default_factory=dict)
    after: "Trial | None" = None

    @property
    def run(self) -> str:
        """Name of the run, under ``logs`` and ``results``."""
        return f"{self.name}-{self.seed}"


@dataclass(frozen=True)
class Result:
    """What a trial left.

    Attributes:
        readings: Of both held-out splits.
        preferences: Mean log-probability a token of chosen and rejected replies (P, 2).
        seconds: From start to end of the run.
        best_model: Folder of its model.
    """

    readings: Mapping[str, Readings]
    preferences: list[list[float]]
    seconds: float
    best_model: str


class Trials:
    """Runs trials, one process each, and finds those that were run before.

    Args:
        out: Folder for a line of facts, a log and a configuration for each trial.
        group: Name before the runs' own, under ``logs`` and ``results``.
    """

    def __init__(self, out: Path, group: str) -> None:
        self._out, self._group = made_folder(out), group

    def known(self, trial: Trial) -> Result | None:
        """What a trial left that ended with the same facts."""
        told = self._told(trial)
        if told is None:
            return None
        folder = Path(told["results"])
        return Result(
            readings={split: joined([load(file) for file in own]) for split, own in _readings(folder).items()},
            preferences=json.loads((folder / "preferences.json").read_text(encoding="utf-8")),
            seconds=told["seconds"], best_model=told["best_model"],
        )  # fmt: skip

    def missing(self, planned: Sequence[Trial]) -> list[int]:
        """Places of the trials that have not ended; their files are looked for, not read."""
        return [place for place, trial in enumerate(planned) if self._told(trial) is None]

    def _told(self, trial: Trial) -> dict[str, Any] | None:
        """What was noted when a trial ended, if it had the same facts and its files are there."""
        try:
            told: dict[str, Any] = json.loads(self._facts_file(trial).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if told.get("facts") != facts(trial):
            return None
        folder = Path(told["results"])
        whole = all(_readings(folder).values()) and (folder / "preferences.json").is_file()
        return told if whole else None

    def result(self, trial: Trial) -> Result:
        """What an ended trial left.

        Raises:
            InputError: If it has not ended.
        """
        found = self.known(trial)
        if found is None:
            raise InputError(f"{self._out}/{trial.run}.log", "the run left no readings", "Read it, then run again")
        return found

    def run(self, trial: Trial, *, environment: Mapping[str, str], options: Sequence[str] = ()) -> Result:
        """Train, or go on where it was interrupted.

        Args:
            trial: What; the one that it starts from has ended.
            environment: Variables of the process, over this one's.
            options: Further options of ``fit``.

        Raises:
            InputError: If the run fails.
        """
        overlay, log = self._out / f"{trial.run}.yaml", self._out / f"{trial.run}.log"
        command = [sys.executable, "-m", "empathy", "fit", *(f"--config={file}" for file in (*trial.configs, overlay))]
        command += [f"--{name}={value}" for name, value in trial.changes.items()]
        if trial.after is not None:
            start = self.known(trial.after)
            assert start is not None, trial.after
            command.append(f"--model.init_args.start_from={start.best_model}")
        command += [f"--data.init_args.seed={trial.seed}", "--resume=auto", *options]
        # A queue in SQLite may give one trial to two; whoever comes second finds what the first one left.
        with self._alone(trial) as lock:
            if (found := self.known(trial)) is not None:
                return found
            write_text(overlay, yaml.safe_dump(self._overlay(trial), sort_keys=False))
            begun = time.time()
            with log.open("a", encoding="utf-8") as written:
                code = subprocess.run(
                    command, stdout=written, stderr=subprocess.STDOUT, env={**os.environ, **environment}, check=False,
                    pass_fds=(lock.fileno(),),
                ).returncode  # fmt: skip
            if code:
                why = f"the run ended with code {code}: {last_line(log)}"
                raise InputError(str(log), why, "Read it, then run again")
            self._note(trial, round(time.time() - begun, 1))
            return self.result(trial)

    def _note(self, trial: Trial, seconds: float) -> None:
        """Write down that a trial has ended, and where its files are."""
        run = newest(Path("logs") / self._name(trial))
        write_json(
            self._facts_file(trial),
            {
                "facts": facts(trial), "seconds": seconds, "best_model": str(run / "best_model"),
                "results": str(Path("results") / f"{self._name(trial)}-{run.name.removeprefix('version_')}"),
            },
        )  # fmt: skip

    @contextmanager
    def _alone(self, trial: Trial) -> Iterator[IO[str]]:
        """Wait until nobody else runs the trial; the run inherits the lock, which outlives this process."""
        with (self._out / f"{trial.run}.lock").open("w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield lock

    def _facts_file(self, trial: Trial) -> Path:
        return self._out / f"{trial.run}.json"

    def _overlay(self, trial: Trial) -> dict[str, Any]:
        """Where the run writes, and the callbacks that it needs."""
        kept = [one for one in merged(trial.configs)["trainer"].get("callbacks") or [] if not _spared(one)]
        logger = {
            "class_path": "empathy.train.tensorboard.TensorBoard",
            "init_args": {"save_dir": "logs", "name": self._name(trial)},
        }
        reads: dict[str, Any] = {"class_path": READS}
        if trial.after is not None:  # the same held-out examples, cut as its start's are
            reads["init_args"] = {"data": merged(trial.after.configs).get("data", {}).get("init_args", {})}
        return {"seed_everything": trial.seed, "trainer": {"logger": logger, "callbacks": [*kept, reads]}}

    def _name(self, trial: Trial) -> str:
        """Name of the run's folders: another configuration goes on in no folder of this one's."""
        return f"{self._group}/{trial.run}-{facts(trial)[:8]}"


def _spared(callback: Mapping[str, Any]) -> bool:
    return str(callback.get("class_path", "")).rsplit(".", 1)[-1] in SPARED


def facts(trial: Trial) -> str:
    """Hash of what a trial's result depends on, hexadecimal: the configurations' content, changes, seed and start."""
    told: list[Any] = [merged(trial.configs), dict(trial.changes), trial.seed, trial.after and facts(trial.after)]
    if root := os.environ.get("EMPATHY_DATA"):
        told.append(str(Path(root).resolve()))
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()[:16]


def merged(configs: Sequence[str]) -> dict[str, Any]:
    """YAML files as one, later ones over earlier ones; lists are replaced.

    Raises:
        InputError: If a file is missing or no YAML.
    """
    whole: dict[str, Any] = {"trainer": {}, "model": {"init_args": {}}}
    for file in configs:
        try:
            content = yaml.safe_load(Path(file).read_text(encoding="utf-8"))
        except (OSError, ValueError, yaml.YAMLError) as error:
            raise InputError(f"config={file}", f"cannot be read ({type(error).__name__})", "Pass a YAML file") from None
        if not isinstance(content, dict):
            raise InputError(f"config={file}", "holds no settings", "Pass a YAML file such as configs/sft.yaml")
        _merge(whole, content)
    return whole


def _merge(whole: dict[str, Any], over: Mapping[str, Any]) -> None:
    for key, value in over.items():
        if isinstance(value, dict) and isinstance(whole.get(key), dict):
            _merge(whole[key], value)
        else:
            whole[key] = value


def _readings(folder: Path) -> dict[Split, list[Path]]:
    """Files of each split's readings, one a rank."""
    return {split: sorted(folder.glob(f"readings-{split}-*.npz")) for split in HELD_OUT}


def newest(folder: Path) -> Path:
    """The newest run under ``logs/<group>/<run>``."""
    runs = [run for run in folder.glob("version_*") if run.name.removeprefix("version_").isdecimal()]
    return max(runs, key=lambda run: int(run.name.removeprefix("version_")))


def last_line(log: Path) -> str:
    """The last line that a run wrote."""
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it wrote nothing"
