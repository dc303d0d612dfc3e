"""Contestants in processes of their own that take turns, one optimizer step each."""

import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from benchmarks.command import peak_memory
from empathy.errors import InputError

START_SECONDS = 900
STEP_SECONDS = 1800


@dataclass
class Step:
    """One optimizer step of one contestant.

    Attributes:
        seconds: Wall time.
        tokens: Tokens of the dialogues, padding not counted.
        supervised: Tokens that the likelihood supervises; in preference optimisation, pairs.
        computed: Tokens that went through the decoder, where that is known.
    """

    seconds: float
    tokens: int
    supervised: int
    computed: int = 0


class Stopped(BaseException):
    """Leaves a trainer's loop from inside: not an ``Exception``, which trainers catch."""


class Gate:
    """The contestant's side: waits for its turn, reports what it did."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def wait(self) -> None:
        """Say that all is ready, and block until it is this contestant's turn."""
        self._connection.send("ready")
        if self._connection.recv() == "stop":
            raise Stopped

    def report(self, step: Step) -> None:
        """Report one step."""
        self._connection.send(step)


@dataclass
class Contestant:
    """A trainer in a process of its own.

    Attributes:
        name: For the table.
        run: Module-level function that trains, passing the gate before and reporting after every step.
        arguments: What it gets after the gate.
        steps: What it did.
        peak: Peak resident memory in bytes (CPU) or peak allocated memory (GPU).
        start_seconds: From its start until it stood before its first step.
    """

    name: str
    run: Callable[..., None]
    arguments: dict[str, Any]
    steps: list[Step] = field(default_factory=list)
    peak: int = 0
    start_seconds: float = 0.0

    def start(self) -> None:
        """Start the process and wait until it stands before its first step."""
        started = time.perf_counter()
        context = multiprocessing.get_context("spawn")
        self._connection, other = context.Pipe()
        self._process = context.Process(target=_enter, args=(self.run, other, self.arguments), daemon=True)
        self._process.start()
        other.close()
        self._expect("ready", START_SECONDS)
        self.start_seconds = time.perf_counter() - started

    def step(self, *, counts: bool = True) -> Step:
        """Let it take one step; ``counts`` is false while it warms up."""
        self._connection.send("go")
        step = self._receive(STEP_SECONDS)
        assert isinstance(step, Step), step
        if counts:
            self.steps.append(step)
        self._expect("ready", STEP_SECONDS)
        return step

    def stop(self) -> None:
        """Ask for the peak and end the process."""
        self._connection.send("stop")
        self.peak = self._receive(60)
        self._process.join(60)

    def kill(self) -> None:
        """End the process whatever it does."""
        if hasattr(self, "_process"):
            self._process.kill()

    def rate(self) -> float:
        """Supervised tokens, or pairs, a second over all steps."""
        return sum(step.supervised for step in self.steps) / sum(step.seconds for step in self.steps)

    def _expect(self, word: str, seconds: float) -> None:
        found = self._receive(seconds)
        assert found == word, found

    def _receive(self, seconds: float) -> Any:
        if not self._connection.poll(seconds):
            raise TimeoutError(f"{self.name} did not answer for {seconds} s")
        found = self._connection.recv()
        if isinstance(found, InputError):
            raise found
        return found


def _enter(run: Callable[..., None], connection: Connection, arguments: dict[str, Any]) -> None:
    try:
        run(Gate(connection), **arguments)
    except Stopped:
        connection.send(peak_memory())
    except InputError as error:
        connection.send(error)


def compete(
    contestants: Sequence[Contestant], *, rounds: int, warmup: int = 1, unit: str = "supervised tokens"
) -> None:
    """Let all contestants take ``rounds`` steps, one after the other, another one first in each round."""
    try:
        for contestant in contestants:
            print(f"starting {contestant.name} ...", file=sys.stderr, flush=True)
            contestant.start()
            for _ in range(warmup):
                contestant.step(counts=False)
        for number in range(rounds):
            turn = number % len(contestants)
            for contestant in (*contestants[turn:], *contestants[:turn]):
                step = contestant.step()
                print(
                    f"round {number + 1}/{rounds} {contestant.name}: {step.seconds:.1f} s, "
                    f"{step.supervised / step.seconds:.3g} {unit}/s",
                    file=sys.stderr,
                    flush=True,
                )
        for contestant in contestants:
            contestant.stop()
    finally:
        for contestant in contestants:
            contestant.kill()


def ratio(one: Contestant, other: Contestant) -> float:
    """Median over the rounds of one's supervised tokens a second in the other's."""
    pairs = zip(one.steps, other.steps, strict=True)
    return statistics.median(a.supervised / a.seconds / (b.supervised / b.seconds) for a, b in pairs)
