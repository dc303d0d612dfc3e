"""``main.py serve``: a tuned model, a base, or an engine behind an API, with guard and controller in front of it."""

import datetime
import ipaddress
import logging
import os
import socket
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import uvicorn

from empathy.chat.base import BaseSpeaker
from empathy.chat.controller import Settings
from empathy.chat.engine import Caller, Engine, SharedSpeaker
from empathy.chat.guard.guard import Guard
from empathy.chat.remote import KEY, RemoteSpeaker
from empathy.chat.resources import Resources, read_resources
from empathy.chat.server.app import LOCAL, application
from empathy.chat.server.gate import App, Patient
from empathy.chat.server.limits import Limits
from empathy.chat.server.service import Service
from empathy.chat.speaker import Speaker
from empathy.chat.speaking import Speaks
from empathy.chat.writer import Writer
from empathy.data.rules import RULES, read_rules
from empathy.endpoint import Endpoint
from empathy.errors import InputError
from empathy.model.saved import best_model_folder
from empathy.ranges import PositiveInt

SERVER_KEY = "EMPATHY_SERVER_KEY"
"""Environment variable with the key that clients must bring: on a command line everybody on the machine could read
it."""

BASE = "base:"
"""Before a model's name: a base model, as it is."""

DRAIN = 30
"""Seconds in which answers under way may end after SIGTERM."""

REQUESTS = 128
"""Requests to an engine at a time: eight for each of sixteen people who talk."""


def serve(
    model: str = "logs/quickstart",
    host: str = "127.0.0.1",
    port: int = 8000,
    region: str | None = None,
    raw: bool = False,
    backend: Literal["local", "openai"] = "local",
    url: str | None = None,
    backend_model: str | None = None,
    heads: str | None = None,
    hosts: list[str] | None = None,
    running: PositiveInt = 16,
) -> None:
    """Serve a chat page and an OpenAI-compatible API, with the guard and the controller in front of the model.

    Args:
        model: logs/NAME of a finished run, or base:NAME for a base model (base:embedded needs no training).
        host: Address to listen at; another than this machine's own needs a key in EMPATHY_SERVER_KEY.
        port: Of that address; 0 for any that is free.
        region: ISO 3166 code for the help lines of clients that name none.
        raw: Plain decoding for benchmarks: the guard stays, the controller answers only people in danger.
        backend: openai: an engine at --url answers instead of a model here (its key in EMPATHY_BACKEND_KEY).
        url: Of the engine's API, as http://host:8001/v1.
        backend_model: The model's name at the engine.
        heads: With an engine: logs/NAME of a run whose heads read on this machine; null: they are off.
        hosts: Further names by which clients may call this server.
        running: Conversations that are answered at the same time.
    """
    key = os.environ.get(SERVER_KEY) or None
    require_key(host, key)
    resources = read_resources(today=datetime.date.today())
    require_region(region, resources)
    with listen(host, port) as listening:
        own = served(model, backend, url, backend_model, heads)
        settings, limits = Settings(rules=read_rules(RULES)), Limits(running=running)
        service = Service(
            own.name, own.speaker_for, Guard.load(), resources, settings, region, limits,
            has_heads=own.has_heads, raw=raw, is_well=own.is_well,
        )  # fmt: skip
        address = f"http://{'localhost' if host in LOCAL else host}:{listening.getsockname()[1]}"
        print("\n".join(told(service, address, key)), flush=True)
        run(application(service, key=key, hosts=names(host, hosts or ()), close=own.close), listening, limits)


def _nothing() -> None:
    """Nothing is to be ended."""


@dataclass(frozen=True)
class Served:
    """What answers.

    Attributes:
        name: Of the model, as clients call it.
        speaker_for: The model, for a caller who may leave.
        has_heads: Whether heads read what the person feels.
        is_well: Whether it can be asked at all.
        close: Ends it.
    """

    name: str
    speaker_for: Callable[[Caller], Speaks]
    has_heads: bool
    is_well: Callable[[], bool] = lambda: True
    close: Callable[[], None] = _nothing


def served(model: str, backend: str, url: str | None, backend_model: str | None, heads: str | None) -> Served:
    """A model on this machine, or an engine.

    Raises:
        InputError: If the model or the engine is not to be had.
    """
    if backend == "openai":
        return through_engine(url, backend_model, heads)
    if url or backend_model or heads:
        raise InputError("url, backend_model, heads", "are of an engine", "Pass --backend openai as well")
    writer = load(model)
    engine = Engine(writer)

    def speaker_for(caller: Caller) -> Speaks:
        return SharedSpeaker(writer, engine, caller)

    return Served(name_of(model), speaker_for, isinstance(writer, Speaker), lambda: engine.is_alive, engine.close)


def through_engine(url: str | None, model: str | None, heads: str | None) -> Served:
    """An engine behind an API, with heads on this machine where they are named.

    Raises:
        InputError: If the engine is not named, or there is no model with heads.
    """
    if not url or not model:
        raise InputError(
            f"url={url}, backend_model={model}", "the engine is not named", "Pass --url http://… and --backend-model"
        )
    reader = Speaker(best_model_folder(heads, key="heads")) if heads else None
    engine = Engine(reader) if reader else None

    pool = ThreadPoolExecutor(REQUESTS, thread_name_prefix="engine")
    endpoint = Endpoint(url, model, key=KEY, retries=1, timeout=Limits.seconds / 2)

    def speaker_for(caller: Caller) -> Speaks:
        own = SharedSpeaker(reader, engine, caller) if reader and engine else None
        return RemoteSpeaker(endpoint, own, pool, caller)

    return Served(model, speaker_for, has_heads=reader is not None, close=engine.close if engine else _nothing)


def told(service: Service, address: str, key: str | None) -> list[str]:
    """What is said at the start."""
    lines = [
        f"Serving {service.name} at {address} (page) and {address}/v1 (API, model {service.name!r})",
        f"Help lines: {service.region or 'international'}. Key: {'needed' if key else 'none'}."
        f" Heads: {'on' if service.has_heads else 'off'}.",
    ]
    if service.raw:
        lines.append("RAW: plain decoding, without the controller; the guard still screens what is said and answered.")
    return lines


def run(app: App, listening: socket.socket, limits: Limits) -> None:
    """Serve until SIGINT or SIGTERM; answers under way may end."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("empathy.chat.server").setLevel(logging.INFO)
    Patient.seconds = limits.receive_seconds
    config = uvicorn.Config(
        cast("Any", app), http=Patient, ws="none", log_config=None, access_log=False, server_header=False,
        proxy_headers=False,
        timeout_keep_alive=5, timeout_graceful_shutdown=DRAIN, limit_concurrency=4 * (limits.running + limits.waiting),
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


def load(model: str) -> Writer:
    """The model that ``--model`` names, with its heads where it has any.

    Raises:
        InputError: If there is none.
    """
    if model.startswith(BASE):
        return BaseSpeaker(model.removeprefix(BASE))
    return Speaker(best_model_folder(model, key="model"))


def name_of(model: str) -> str:
    """What clients call it: the run's name."""
    parts = Path(model.removeprefix(BASE)).parts
    own = [part for part in parts if part not in ("logs", "best_model") and not part.startswith("version_")]
    return own[-1] if own else model


def require_key(host: str, key: str | None) -> None:
    """Refuse to listen where others can reach it without a key.

    Raises:
        InputError: If there is none.
    """
    if not _is_own(host) and not key:
        raise InputError(
            f"host={host}", "others could talk to it without a key",
            f"Set {SERVER_KEY}, or listen at 127.0.0.1 behind a proxy that asks for one",
        )  # fmt: skip


def require_region(region: str | None, resources: Resources) -> None:
    """Refuse a region without help lines of its own: nobody should find out in a crisis.

    Raises:
        InputError: If it has none.
    """
    if region and not resources.knows(region):
        raise InputError(f"region={region}", "has no help lines", f"Use one of {', '.join(resources.regions)}")


def listen(host: str, port: int) -> socket.socket:
    """Take the address, before minutes are spent on loading.

    Raises:
        InputError: If it cannot be had.
    """
    if not 0 <= port < 2**16:
        raise InputError(f"port={port}", "is no port", "Use 1 to 65535, or 0 for any that is free")
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=256)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
        raise InputError(f"host={host}, port={port}", f"cannot be listened at ({why})", "Choose another") from None


def names(host: str, more: Sequence[str]) -> Collection[str]:
    """By which a client may call the server."""
    return {*LOCAL, f"[{host}]" if ":" in host else host.lower(), *(name.lower() for name in more)}


def _is_own(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
