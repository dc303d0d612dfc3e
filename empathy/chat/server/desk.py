"""Who is answered now, who waits, and who is sent away; the blocking work runs in threads."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

from empathy.chat.server.limits import Limits, Refused
from empathy.chat.server.metrics import Metrics

T = TypeVar("T")

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
        # More than are answered at a time: who has left keeps a thread until the model's next pass.
        self._threads = ThreadPoolExecutor(2 * limits.running, thread_name_prefix="talk")

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

    async def work(self, does: Callable[[], T]) -> T:
        """Let a thread do what blocks."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, does)

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _wait(self, more: int) -> None:
        self._waiting += more
        self._metrics.waiting.set(self._waiting)
