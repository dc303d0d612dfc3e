"""Signals of a machine that is about to be taken away."""

import os
import signal
import subprocess

import pytest

from empathy.train.preemption import Preemption, was_requeued


@pytest.fixture
def preemption():
    watcher = Preemption()
    watcher.watch()
    yield watcher
    watcher.unwatch()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGUSR1])
def test_a_signal_is_noted_instead_of_ending_the_process(preemption, number):
    assert preemption.received is None
    os.kill(os.getpid(), number)
    assert preemption.received == number


def test_the_handlers_of_before_come_back():
    before = signal.getsignal(signal.SIGTERM)
    watcher = Preemption()
    watcher.watch()
    assert signal.getsignal(signal.SIGTERM) != before
    watcher.unwatch()
    assert signal.getsignal(signal.SIGTERM) == before


@pytest.mark.parametrize(
    ("variables", "number", "asked"),
    [
        ({}, signal.SIGUSR1, None),
        ({"SLURM_JOB_ID": "7"}, signal.SIGTERM, None),
        ({"SLURM_JOB_ID": "7"}, signal.SIGUSR1, ["scontrol", "requeue", "7"]),
        (
            {"SLURM_JOB_ID": "9", "SLURM_ARRAY_JOB_ID": "7", "SLURM_ARRAY_TASK_ID": "2"},
            signal.SIGUSR1,
            ["scontrol", "requeue", "7_2"],
        ),
    ],
)
def test_slurm_is_asked_to_requeue_only_where_it_sent_its_signal(monkeypatch, preemption, variables, number, asked):
    for name in ("SLURM_JOB_ID", "SLURM_ARRAY_JOB_ID", "SLURM_ARRAY_TASK_ID"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    calls = []
    monkeypatch.setattr(subprocess, "run", lambda command, **options: calls.append(command))
    preemption.received = number
    preemption.requeue()
    assert calls == ([] if asked is None else [asked])


def test_a_missing_scontrol_is_a_warning(monkeypatch, preemption, caplog):
    monkeypatch.setenv("SLURM_JOB_ID", "7")
    monkeypatch.setenv("PATH", "")
    preemption.received = signal.SIGUSR1
    preemption.requeue()
    assert "submit it again" in caplog.text


@pytest.mark.parametrize(("count", "requeued"), [(None, False), ("0", False), ("1", True)])
def test_was_requeued(monkeypatch, count, requeued):
    monkeypatch.delenv("SLURM_RESTART_COUNT", raising=False)
    if count is not None:
        monkeypatch.setenv("SLURM_RESTART_COUNT", count)
    assert was_requeued() is requeued
