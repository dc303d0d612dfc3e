"""A real server on this machine with a scripted model behind it."""

import socket
import threading
import time
from contextlib import contextmanager
from datetime import date

import pytest
import uvicorn

from empathy.chat.controller import Settings
from empathy.chat.engine import Left
from empathy.chat.guard.guard import Guard
from empathy.chat.resources import read_resources
from empathy.chat.server.app import application
from empathy.chat.server.gate import Patient
from empathy.chat.server.limits import Limits
from empathy.chat.server.service import Service
from tests.chat.test_controller import Speaker, tokenizer  # noqa: F401 - the fixture

SECONDS = 30


class Model(Speaker):
    """Answers with the nonce that it finds in what it is asked, or what it is told to; may take its time.

    Attributes:
        may_answer: Until it is set, answers take their time.
        began: Set when it has been asked.
        left: Set when the caller left while it was writing.
        settings: How it was asked, each time.
        asked: For what, all together.
    """

    def __init__(self, answer=None):
        super().__init__()
        self.answer, self.caller = answer, None
        self.may_answer, self.began, self.left = threading.Event(), threading.Event(), threading.Event()
        self.may_answer.set()
        self.settings, self.asked = [], []

    def for_(self, caller):
        own = object.__new__(type(self))
        own.__dict__.update(vars(self), caller=caller, calls=[])
        return own

    def reply(self, asked, decoding):
        self.settings.append(decoding)
        self.asked.extend(asked)
        self.began.set()
        while not self.may_answer.wait(0.005):
            if self.caller.has_left:
                self.left.set()
                raise Left
        if isinstance(self.answer, Exception):
            raise self.answer
        return [self.answer or f"I hear you, {one.context[-1].text}. It sounds sad. How are you?" for one in asked]


def service(model=None, **changes):
    model = model or Model()
    own = {
        "name": "tiny", "speaker_for": model.for_, "guard": Guard(None),
        "resources": read_resources(today=date(2026, 11, 22)), "settings": Settings(candidates=1, tries=0),
        "region": None, "limits": Limits(), "has_heads": True,
    }  # fmt: skip
    return Service(**own | changes)


@contextmanager
def serving(served, *, key=None, drain=SECONDS):
    """The server's address, while it runs in a thread."""
    listening = socket.create_server(("127.0.0.1", 0))
    Patient.seconds = served.limits.receive_seconds
    config = uvicorn.Config(
        application(served, key=key), http=Patient, ws="none", log_config=None, access_log=False,
        timeout_graceful_shutdown=drain,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + SECONDS
    while not server.started and time.monotonic() < until:
        pass
    assert server.started
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", server
    finally:
        server.should_exit = True
        thread.join(SECONDS)
        assert not thread.is_alive()


@pytest.fixture
def url():
    with serving(service()) as (address, _):
        yield address
