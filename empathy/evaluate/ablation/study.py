"""A queue of trials in an Optuna storage: any number of processes on any machines take from it (Akiba et al. 2019)."""

import hashlib
import os
import threading
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import optuna
import torch
from optuna.storages import RDBStorage, RetryHeartbeatStaleTrialCallback, fail_stale_trials
from optuna.trial import TrialState
from rich.console import Console

from empathy.errors import InputError
from empathy.evaluate.ablation.trial import Result, Trial, Trials, facts
from empathy.files import made_folder

HEARTBEAT, GRACE = 10, 30
"""Seconds between signs of life of a running trial, and after how many without one another process takes it over."""

WAIT = 2.0
"""Seconds between looks at trials that other processes run."""

Params = Mapping[str, Any]
UNDER_WAY = (TrialState.RUNNING, TrialState.WAITING)


def open_study(name: str, storage: str) -> optuna.Study:
    """The study of that name, made where there is none.

    Raises:
        InputError: If the storage cannot be opened.
    """
    optuna.logging.set_verbosity(optuna.logging.CRITICAL)  # a failed run is told in one line
    if storage.startswith("sqlite:///"):
        made_folder(Path(storage.removeprefix("sqlite:///")).parent)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)  # signs of life; optuna is pinned
            opened = RDBStorage(
                storage, heartbeat_interval=HEARTBEAT, grace_period=GRACE,
                heartbeat_stale_trial_callback=RetryHeartbeatStaleTrialCallback(max_retry=2),
                # Several workers write to one file: wait for the lock rather than fail.
                engine_kwargs={"connect_args": {"timeout": 60}} if storage.startswith("sqlite:") else None,
            )  # fmt: skip
        return optuna.create_study(study_name=name, storage=opened, load_if_exists=True)
    except Exception as error:  # whatever the database's driver raises
        raise InputError(
            f"storage={storage}",
            f"cannot be opened ({type(error).__name__})",
            "Write sqlite:///FILE or postgresql://...",
        ) from None


def run_all(trials: Trials, planned: Sequence[Trial], workers: int, storage: str) -> None:
    """Run what has no result yet, and wait for what other processes run.

    Args:
        trials: Where they run.
        planned: All of them. Those that start from another one's model run when all others have ended.
        workers: Trials at a time in this process.
        storage: Of the queue.
    """
    progress = Progress(len(trials.missing(planned)))
    for is_later in (False, True):
        run_queue(trials, [one for one in planned if (one.after is not None) == is_later], workers, storage, progress)


def run_queue(trials: Trials, planned: Sequence[Trial], workers: int, storage: str, progress: "Progress") -> None:
    """Run trials of which none waits for another."""
    missing = trials.missing(planned)
    if not missing:
        return
    study = open_study(study_name(planned), storage)
    enqueue(study, [{"place": place} for place in missing])
    places = Places(workers)

    def objective(queued: optuna.Trial) -> float:
        wanted = queued.user_attrs.get("wanted")
        if wanted is None:  # the queue was empty: another process took what was counted
            raise optuna.TrialPruned
        trial = planned[wanted["place"]]
        if trials.missing([trial]):
            progress.begins(trial.run)
            progress.ended(trial.run, places.run(trials, trial).seconds)
        return 0.0

    work(study, objective, workers=workers, remaining=lambda: len(trials.missing(planned)))


def study_name(planned: Sequence[Trial]) -> str:
    """Name of the queue of these trials: the same for every process that runs them."""
    return f"trials-{hashlib.sha256(''.join(facts(trial) for trial in planned).encode()).hexdigest()[:16]}"


def enqueue(study: optuna.Study, wanted: Sequence[Params]) -> None:
    """Put into the queue what is neither waiting in it nor running."""
    there = [trial.user_attrs.get("wanted") for trial in study.get_trials(deepcopy=False, states=UNDER_WAY)]
    for params in wanted:
        if dict(params) not in there:
            study.enqueue_trial(dict(params), user_attrs={"wanted": dict(params)})


def work(
    study: optuna.Study, objective: Callable[[optuna.Trial], float], *, workers: int, remaining: Callable[[], int]
) -> None:
    """Run trials until nothing remains, here or elsewhere; a trial whose process died is taken over.

    Args:
        study: The queue.
        objective: Runs a trial.
        workers: Trials at a time in this process.
        remaining: Number of trials that have no result yet, wherever they run.
    """
    while True:
        fail_dead(study)
        waiting = len(study.get_trials(deepcopy=False, states=(TrialState.WAITING,)))
        if waiting:
            try:
                study.optimize(objective, n_trials=waiting, n_jobs=workers)
            except ValueError as error:
                # SQLite lets two workers take one trial. Its folder's lock lets one of them run it; the other has
                # nothing left to tell, and goes on with the rest.
                if "Cannot tell" not in str(error):
                    raise
        elif remaining() and study.get_trials(deepcopy=False, states=(TrialState.RUNNING,)):
            time.sleep(WAIT)
        else:
            return


def fail_dead(study: optuna.Study) -> None:
    """Put trials whose process has died back into the queue."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
        fail_stale_trials(study)


class Progress:
    """Says what runs, and how long the rest may take.

    Args:
        total: Number of trials.
    """

    def __init__(self, total: int) -> None:
        self._total, self._done, self._begun = total, 0, time.time()
        self._console = Console()

    def begins(self, run: str) -> None:
        """A trial begins."""
        self._console.print(f"{run} ...", highlight=False)

    def ended(self, run: str, seconds: float) -> None:
        """A trial has ended after that long."""
        self._done += 1
        left = (time.time() - self._begun) / self._done * (self._total - self._done)
        told = f"; about {left / 60:.0f} min to go" if left > 0 else ""
        self._console.print(f"{run}: {seconds:.0f} s, {self._done} of {self._total}{told}", highlight=False)


class Places:
    """What a trial of several at a time may use: its share of the cores, or a GPU of its own.

    Args:
        workers: Trials at a time.
    """

    def __init__(self, workers: int) -> None:
        self._lock, self._free = threading.Lock(), list(range(workers))
        self._workers = workers

    def run(self, trials: Trials, trial: Trial) -> Result:
        """Run a trial in the next free place."""
        with self._lock:
            place = self._free.pop()
        try:
            return trials.run(trial, environment=self._environment(place), options=self._options())
        finally:
            with self._lock:
                self._free.append(place)

    def _environment(self, place: int) -> dict[str, str]:
        if self._workers == 1:
            return {}
        if (devices := torch.cuda.device_count()) > 0:
            seen = os.environ.get("CUDA_VISIBLE_DEVICES")
            names = seen.split(",") if seen else [str(number) for number in range(devices)]
            return {"CUDA_VISIBLE_DEVICES": names[place % len(names)]}
        return {"OMP_NUM_THREADS": str(max(1, (os.cpu_count() or 1) // self._workers))}

    def _options(self) -> list[str]:
        return ["--trainer.devices=1"] if self._workers > 1 else []
