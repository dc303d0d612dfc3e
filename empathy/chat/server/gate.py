"""What every request passes first: its host and origin, its key, its size, and how fast it comes."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from empathy.chat.server.limits import Limits, Refused

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

log = logging.getLogger(__name__)

OPEN = ("/", "/health", "/v1/help")
"""Paths that need no key, with all below ``/web/``: they tell nothing, or help lines."""

SECURITY = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        b"base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
)


def place(error: Exception) -> str:
    """Kind of an error and where it was raised, without its text."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "nowhere"
    return f"{type(error).__name__} at {where}"


async def refuse(refused: Refused, send: Send) -> None:
    """Say no, in JSON."""
    body = json.dumps(refused.body).encode()
    # The body may not have been read: what comes of it later must not keep the connection.
    closing = {"Content-Type": "application/json", "Content-Length": str(len(body)), "Connection": "close"}
    headers = closing | refused.headers
    encoded = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": refused.status, "headers": encoded})
    await send({"type": "http.response.body", "body": body})


class Gate:
    """Lets through what may be answered, with its body read.

    Args:
        app: Behind it.
        hosts: Names by which the server may be called; another one means that a page elsewhere had a name of its own
            point here (DNS rebinding).
        key: That a request must bring; None for none.
        limits: Of size and time.
    """

    def __init__(self, app: App, *, hosts: Collection[str], key: str | None, limits: Limits) -> None:
        self._app, self._hosts, self._limits = app, frozenset(hosts), limits
        self._key = key.encode() if key else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *SECURITY]
            await send(message)

        try:
            self._check(scope)
            body = await self._read(scope, receive)
        except Refused as refused:
            await refuse(refused, secured)
            return
        try:
            await self._app(scope, _again(body, receive), secured)
        except Exception as error:  # the client was told; its text may hold what somebody wrote
            log.error("%s %s failed: %s", scope["method"], scope["path"], place(error))

    def _check(self, scope: Scope) -> None:
        headers = dict(scope["headers"])
        host = _name(headers.get(b"host", b"").decode("latin-1"))
        if host not in self._hosts:
            raise Refused(421, "This server does not go by that name", code="wrong_host")
        origin = headers.get(b"origin")
        if origin is not None and _name(origin.decode("latin-1").partition("://")[2]) not in self._hosts:
            raise Refused(403, "Pages of other sites may not talk to this server", code="wrong_origin")
        is_open = scope["path"] in OPEN or scope["path"].startswith("/web/")
        if self._key and not is_open:
            scheme, _, given = headers.get(b"authorization", b"").partition(b" ")
            if not hmac.compare_digest(given.strip(), self._key) or scheme.lower() != b"bearer":
                raise Refused(401, "A key is needed: Authorization: Bearer KEY", code="invalid_api_key")

    async def _read(self, scope: Scope, receive: Receive) -> bytes:
        most = self._limits.body_bytes
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if not told.isdigit() or int(told) > most:
            raise Refused(413, f"The body may hold {most} bytes at most", code="too_large")
        body = b""
        try:
            async with asyncio.timeout(self._limits.receive_seconds):
                while True:
                    message = await receive()
                    body += message.get("body", b"")
                    if len(body) > most:
                        raise Refused(413, f"The body may hold {most} bytes at most", code="too_large")
                    if not message.get("more_body"):
                        return body
        except TimeoutError:
            raise Refused(408, "The body came too slowly", code="timeout") from None


def _again(body: bytes, receive: Receive) -> Receive:
    """Hand over the body that was read, then what comes: that the client leaves."""
    told = False

    async def next_message() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return next_message


def _name(authority: str) -> str:
    """The name in ``name:port``, ``[::1]:port``."""
    name = authority.rpartition("]")[0] + "]" if authority.startswith("[") else authority.partition(":")[0]
    return name.lower()


class Patient(H11Protocol):
    """uvicorn's protocol with a limit on the time that a request's head takes; uvicorn waits for ever."""

    seconds = Limits.receive_seconds
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Expect a request."""
        super().connection_made(transport)
        self._expect()

    def data_received(self, data: bytes) -> None:
        """Stop the clock once the head is there; the next request's starts with its first byte."""
        if self._timer is None and self.conn.their_state is h11.IDLE:
            self._expect()
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the clock."""
        self._stop()
        super().connection_lost(exc)

    def _expect(self) -> None:
        self._timer = self.loop.call_later(self.seconds, self._give_up)

    def _stop(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            body = json.dumps(Refused(408, "The request came too slowly", code="timeout").body).encode()
            self.transport.write(
                b"HTTP/1.1 408 Request Timeout\r\ncontent-type: application/json\r\nconnection: close\r\n"
                b"content-length: %d\r\n\r\n%s" % (len(body), body)
            )
            self.transport.close()
