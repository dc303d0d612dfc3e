"""Who is answered now, who waits, and who is sent away; the blocking work runs in threads."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

from empathy.chat.engine import Caller
from empathy.chat.server.limits import Limits, Refused
from empathy.chat.server.metrics import Metrics

T = TypeVar("T")

SCREENS = 4
"""Conversations that are screened at a time."""

COME_BACK = 5
"""Seconds after which somebody who is sent away may try again."""


class Desk:
    """So many at a time, so many in the queue.

    Args:
        limits: How many.
        metrics: Where they are counted.
    """

    def __init__(self, limits: Limits, metrics: Metrics) -> None:
        self._limits, self._metrics = limits, metrics
        self._free = asyncio.Semaphore(limits.running)
        self._waiting = 0
        self._threads = ThreadPoolExecutor(limits.running, thread_name_prefix="talk")
        # Of its own: whether somebody is in danger is known however many wait for the model.
        self._screens = ThreadPoolExecutor(SCREENS, thread_name_prefix="screen")

    @asynccontextmanager
    async def seat(self) -> AsyncIterator[None]:
        """Wait for a place among those who are answered.

        Raises:
            Refused: If the queue is full.
        """
        if self._free.locked() and self._waiting >= self._limits.waiting:
            raise Refused(
                503, "Too many conversations at once: try again in a moment", code="busy", retry_after=COME_BACK
            )
        self._wait(1)
        try:
            await self._free.acquire()
        finally:
            self._wait(-1)
        self._metrics.running.inc()
        try:
            yield
        finally:
            self._metrics.running.dec()
            self._free.release()

    async def screen(self, does: Callable[[], T], caller: Caller) -> T:
        """Let a thread screen what was said."""
        return await self._done(self._screens, does, caller)

    async def work(self, does: Callable[[], T], caller: Caller) -> T:
        """Let a thread wait for the model."""
        return await self._done(self._threads, does, caller)

    async def _done(self, pool: ThreadPoolExecutor, does: Callable[[], T], caller: Caller) -> T:
        """What a thread makes; whoever is cancelled leaves, and keeps the seat until the thread is free again."""
        future = asyncio.get_running_loop().run_in_executor(pool, does)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            caller.leave()
            await asyncio.wait({future})
            future.exception()  # it was asked for: nobody else will
            raise

    def close(self) -> None:
        """Let the threads go."""
        for pool in (self._threads, self._screens):
            pool.shutdown(wait=False, cancel_futures=True)

    def _wait(self, more: int) -> None:
        self._waiting += more
        self._metrics.waiting.set(self._waiting)
