"""One thread that computes for everybody who talks at the same time: their texts share each pass of the model."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from empathy.chat.speaking import Reading
from empathy.chat.writer import Writer
from empathy.dialogue import Turn
from empathy.model.generate import Decoder, evaluating
from empathy.model.sampling import Draft, Row

T = TypeVar("T")

MOST_ROWS = 64
"""Texts that are written side by side at most; others wait for one of them to end."""


LOOKS = 0.1
"""Seconds between two looks whether a caller who waits has left."""


class Left(Exception):
    """Nobody waits for the answer any more."""


class EngineFailed(Exception):
    """The model could not compute; names the kind of error."""


class Caller:
    """Somebody who waits for an answer, and may leave."""

    def __init__(self) -> None:
        self._left = threading.Event()

    def leave(self) -> None:
        """Stop waiting: what is being computed for this caller ends with the next pass."""
        self._left.set()

    @property
    def has_left(self) -> bool:
        """Whether nobody waits."""
        return self._left.is_set()


@dataclass(eq=False)
class _Job:
    """What a caller asked for: drafts to be written, or work to be done between two passes."""

    caller: Caller
    drafts: Sequence[Draft] = ()
    work: Callable[[], Any] | None = None
    rows: list[Row] = field(default_factory=list)
    result: Any = None
    error: BaseException | None = None
    done: threading.Event = field(default_factory=threading.Event)

    def end(self, error: BaseException | None = None) -> None:
        self.error = error
        self.done.set()


class Engine:
    """Computes in a thread of its own; ``close`` ends it.

    Args:
        speaker: The model.
        most_rows: See ``MOST_ROWS``.
    """

    def __init__(self, speaker: Writer, most_rows: int = MOST_ROWS) -> None:
        self._speaker, self._most_rows = speaker, most_rows
        self._decoder = Decoder(speaker.backbone, speaker.chat.end)
        self._waiting: deque[_Job] = deque()
        self._writing: list[_Job] = []
        self._changed = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._thread.start()

    def write(self, drafts: Sequence[Draft], caller: Caller) -> list[Row]:
        """Write drafts to their ends.

        Raises:
            Left: If the caller leaves meanwhile, or the engine is closed.
        """
        return self._wait(_Job(caller, drafts=drafts)).rows if drafts else []

    def run(self, work: Callable[[], T], caller: Caller) -> T:
        """Do work that needs the model; raises as ``write`` does."""
        result: T = self._wait(_Job(caller, work=work)).result
        return result

    def close(self) -> None:
        """Let everybody go who still waits, and end the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join()

    @property
    def rows(self) -> int:
        """Texts that are being written."""
        return len(self._decoder.rows)

    def _wait(self, job: _Job) -> _Job:
        with self._changed:
            if self._closing or job.caller.has_left:
                raise Left
            self._waiting.append(job)
            self._changed.notify()
        while not job.done.wait(LOOKS):  # whoever leaves while others are served does not wait for their turn
            if (job.caller.has_left and not job.rows) or not self.is_alive:
                raise Left
        if isinstance(job.error, Left):
            raise Left
        if job.error is not None:  # one failure may be many callers': each raises its own
            raise EngineFailed(type(job.error).__name__) from job.error
        return job

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._serve()
        finally:
            self._closing = True
            for job in [*self._waiting, *self._writing]:
                job.end(Left())

    def _serve(self) -> None:
        with evaluating(self._speaker.backbone):
            while True:
                with self._changed:
                    while not (self._waiting or self._writing or self._closing):
                        self._changed.wait()
                    if self._closing:
                        return
                    begun = self._admitted()
                try:
                    self._turn(begun)
                except Exception as error:  # out of memory, say: these callers are told, the next ones are served
                    self._fail([*begun, *self._writing], error)

    def _admitted(self) -> list[_Job]:
        """The jobs whose turn it is, first come, first served."""
        begun: list[_Job] = []
        room = self._most_rows - len(self._decoder.rows)
        while self._waiting:
            job = self._waiting[0]
            # One that is larger than all the room there is starts alone.
            if len(job.drafts) > room and (self._decoder.rows or any(one.drafts for one in begun)):
                break
            begun.append(self._waiting.popleft())
            room -= len(job.drafts)
        return begun

    def _turn(self, begun: Sequence[_Job]) -> None:
        """Do the work that is asked for, let rows join and leave, and write one token of each."""
        for job in begun:
            if job.caller.has_left:
                job.end(Left())
            elif job.work is not None:
                try:
                    job.result = job.work()
                except Exception as error:
                    job.end(error)
                else:
                    job.end()
        for job in [job for job in self._writing if job.caller.has_left]:
            self._decoder.drop(job.rows)
            self._writing.remove(job)
            job.end(Left())
        joining = [job for job in begun if job.drafts and not job.done.is_set()]
        with self._speaker.speaking():
            for job in joining:  # each on its own: a prompt that does not fit must not take the others with it
                try:
                    job.rows = self._decoder.join(job.drafts)
                    self._writing.append(job)
                except Exception as error:
                    job.end(error)
            self._decoder.step()
        for job in [job for job in self._writing if all(row.is_done for row in job.rows)]:
            self._writing.remove(job)
            job.end()

    def _fail(self, jobs: Sequence[_Job], error: BaseException) -> None:
        for job in jobs:
            if not job.done.is_set():
                job.end(error)
        self._writing.clear()
        self._decoder = Decoder(self._speaker.backbone, self._speaker.chat.end)


class SharedSpeaker(Writer):
    """A model that one caller uses beside others.

    Args:
        speaker: The model.
        engine: Computes.
        caller: For whom.
    """

    def __init__(self, speaker: Writer, engine: Engine, caller: Caller) -> None:
        self.system, self.history, self.base_model = speaker.system, speaker.history, speaker.base_model
        self.chat, self.backbone = speaker.chat, speaker.backbone
        self._speaker, self._engine, self._caller = speaker, engine, caller

    @property
    def identity(self) -> str:
        """The model's."""
        return self._speaker.identity

    def speaking(self) -> AbstractContextManager[None]:
        """The model's."""
        return self._speaker.speaking()

    def rows(self, drafts: Sequence[Draft]) -> list[Row]:
        """Write drafts to their ends, beside others'."""
        return self._engine.write(drafts, self._caller)

    def read(self, context: Sequence[Turn]) -> Reading | None:
        """Let the heads read, between two passes."""
        return self._engine.run(lambda: self._speaker.read(context), self._caller)
