"""One request and its answer, whole or streamed; ends when the client leaves or the time is up."""

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import uuid4

from starlette.responses import Response

from empathy.chat.engine import Caller, Left
from empathy.chat.server import answers
from empathy.chat.server.bodies import Order
from empathy.chat.server.desk import COME_BACK, Desk
from empathy.chat.server.gate import Receive, Scope, Send, place, refuse
from empathy.chat.server.limits import Refused
from empathy.chat.server.metrics import Metrics
from empathy.chat.server.service import Answered, Service, Talk
from empathy.endpoint import Unanswered

log = logging.getLogger(__name__)

ALIVE_EVERY = 10.0
"""Seconds of silence after which a stream says that it is alive: proxies close silent ones."""

LEFT = 499
"""Status under which a request is counted whose client left."""


class Exchange(Response):
    """Answers an order.

    Args:
        order: The request.
        service: Answers it.
        desk: Has the threads.
        metrics: Counts.
    """

    def __init__(self, order: Order, service: Service, desk: Desk, metrics: Metrics) -> None:
        self.order, self._service, self._desk, self._metrics = order, service, desk, metrics
        self.number = f"chatcmpl-{uuid4().hex}"
        self.background = None
        self._caller = Caller()
        self._begun = time.monotonic()
        self._status = 0
        self._is_ending = False
        self._talk: Talk | None = None
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, unless the client leaves first."""

        async def counted(message: Any) -> None:
            if message["type"] == "http.response.start":
                self._status = message["status"]
                self._metrics.first_byte.observe(time.monotonic() - self._begun)
            self._bytes += len(message.get("body", b""))
            await send(message)

        telling = asyncio.ensure_future(self._tell(counted))
        leaving = asyncio.ensure_future(_left(receive))
        try:
            await asyncio.wait({telling, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not telling.done():
                self._status = LEFT
        except asyncio.CancelledError:
            self._is_ending = True
            raise
        finally:
            self._caller.leave()
            for task in (telling, leaving):
                task.cancel()
            await asyncio.gather(telling, leaving, return_exceptions=True)
            self._note()

    async def _tell(self, send: Send) -> None:
        refused: Refused | None = None
        try:
            async with asyncio.timeout(self._service.limits.seconds):
                opened = await self._desk.screen(lambda: self._service.opened(self.order, self._caller), self._caller)
                self._talk = opened
                await self._answer(opened, send)
        except TimeoutError:
            refused = Refused(504, "The answer took too long: try again", code="timeout")
        except Refused as error:
            refused = error
        except (Left, asyncio.CancelledError):
            if not self._is_ending and self._status == LEFT:
                raise
            refused = Refused(503, "The server is shutting down", code="shutdown", retry_after=COME_BACK)
        except Unanswered as error:  # names the engine and the status, nothing that was said
            log.error("%s: %s", self.number, error)
            refused = Refused(502, "The engine behind this server does not answer", code="no_engine")
        except Exception as error:
            log.error("%s failed: %s", self.number, place(error))
            refused = Refused(500, "The server failed; what happened is in its log")
        if refused:
            rescued = self._talk.rescued() if self._talk else None
            await (self._end(rescued, send) if rescued else self._fail(refused, send))

    async def _answer(self, talk: Talk, send: Send) -> None:
        """Help lines at once; the reply when it is this conversation's turn."""
        if self.order.stream and talk.routed.block:
            await self._begin(talk, send)
        async with self._desk.seat():
            if self.order.stream and not talk.routed.block:
                await self._begin(talk, send)
            asked = asyncio.ensure_future(self._desk.work(talk.answered, self._caller))
            try:
                async for _ in _every(ALIVE_EVERY, asked):
                    if self.order.stream:
                        await send({"type": "http.response.body", "body": b": thinking\n\n", "more_body": True})
                answered = await asked
            finally:
                asked.cancel()
                await asyncio.wait({asked})
        self._count(answered)
        await self._end(answered, send)

    async def _begin(self, talk: Talk, send: Send) -> None:
        """What a stream says before the model is asked for anything: the help lines, where they are needed."""
        headers = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await self._event(send, self._chunk({"role": "assistant", "content": ""}))
        if talk.routed.block:
            told = answers.opening(talk.routed)
            await self._event(send, self._chunk({"content": f"{talk.routed.block}\n\n"}, empathy=told))

    async def _end(self, answered: Answered, send: Send) -> None:
        """The reply, whole or word by word; all of it is screened already."""
        assert self._talk is not None
        if self.order.stream:
            for piece in self._pieces(self._talk, answered):
                await self._event(send, piece)
            await send({"type": "http.response.body", "body": b"data: [DONE]\n\n", "more_body": False})
            return
        told = answers.completion(self.number, self._service.name, self._talk, answered)
        body = json.dumps(told).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _pieces(self, talk: Talk, answered: Answered) -> Iterator[dict[str, Any]]:
        for word in answered.shown.words:
            yield self._chunk({"content": word})
        told = answers.ending(talk, answered)
        yield self._chunk({}, finish_reason=answers.finish(answered), empathy=told)
        if self.order.stream_options and self.order.stream_options.include_usage:
            yield answers.usage_chunk(self.number, self._service.name, answered)

    def _count(self, answered: Answered) -> None:
        trace = answered.reply.trace
        self._metrics.levels.labels(str(trace.level)).inc()
        self._metrics.sources.labels(trace.source).inc()
        self._metrics.redecoded.inc(bool(trace.redecoded))

    def _chunk(self, delta: dict[str, str], **told: Any) -> dict[str, Any]:
        return answers.chunk(self.number, self._service.name, delta, **told)

    async def _event(self, send: Send, content: dict[str, Any]) -> None:
        body = f"data: {json.dumps(content)}\n\n".encode()
        await send({"type": "http.response.body", "body": body, "more_body": True})

    async def _fail(self, refused: Refused, send: Send) -> None:
        if not self._status:
            await refuse(refused, send)
            return
        # A stream has begun: its status cannot be changed any more.
        self._status = refused.status
        await self._event(send, refused.body)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _note(self) -> None:
        took = time.monotonic() - self._begun
        self._metrics.requests.labels(str(self._status)).inc()
        self._metrics.seconds.observe(took)
        level = self._talk.routed.trace.level if self._talk else None
        log.info(
            "%s status=%d stream=%d messages=%d bytes=%d level=%s ms=%d", self.number, self._status,
            self.order.stream, len(self.order.messages), self._bytes, level, took * 1000,
        )  # fmt: skip


async def _left(receive: Receive) -> None:
    """Return when the client leaves."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _every(seconds: float, task: "asyncio.Future[Any]") -> AsyncIterator[None]:
    """Yield each time that a task has taken so long again."""
    while True:
        done, _ = await asyncio.wait({task}, timeout=seconds)
        if done:
            return
        yield
