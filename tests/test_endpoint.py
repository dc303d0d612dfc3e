"""An API that fails in every way that APIs do."""

import pytest

from empathy import endpoint
from empathy.endpoint import Endpoint, Unanswered
from tests.loopback import Server

HELLO = [{"role": "user", "content": "a secret"}]


@pytest.fixture
def slept(monkeypatch):
    pauses = []
    monkeypatch.setattr(endpoint.time, "sleep", pauses.append)
    return pauses


def asked(server, **named):
    return Endpoint(server.url, "a-model", key="NO_SUCH_KEY", **named)


def test_fields_that_are_none_are_left_out():
    with Server("hello") as server:
        assert asked(server).ask(HELLO, str, temperature=0.7, min_p=None) == "hello"
        path, _, body = server.requests[0]
    assert path == "/v1/chat/completions"
    assert body == {"model": "a-model", "messages": HELLO, "temperature": 0.7}


def test_the_whole_address_may_be_given():
    with Server("hello") as server:
        Endpoint(f"{server.url}/chat/completions/", "m", key="NO_SUCH_KEY").ask(HELLO, str)
        assert server.requests[0][0] == "/v1/chat/completions"


def test_it_asks_again_later_and_later_and_as_late_as_it_is_told(slept):
    with Server(500, "no number", 429, "12") as server:
        assert asked(server).ask(HELLO, int) == 12
    assert 1 <= slept[0] <= 1.5
    assert 2 <= slept[1] <= 3
    assert slept[2] == 7


@pytest.mark.parametrize("status", [400, 401, 404])
def test_a_request_that_is_refused_is_not_repeated(slept, status):
    with Server(status) as server, pytest.raises(Unanswered, match=f"1 attempts .HTTP {status}"):
        asked(server).ask(HELLO, str)
    assert slept == []


def test_what_was_said_is_in_no_message(slept):
    with Server("an answer", "an answer") as server, pytest.raises(Unanswered) as failed:
        asked(server, retries=1).ask(HELLO, int)
    assert str(failed.value) == "no usable answer in 2 attempts (ValueError)"


def test_nobody_answers(slept):
    with pytest.raises(Unanswered, match="ConnectionError"):
        Endpoint("http://127.0.0.1:9/v1", "m", key="NO_SUCH_KEY", retries=0).ask(HELLO, str)


def test_requests_keep_their_distance(slept, monkeypatch):
    monkeypatch.setattr(endpoint.time, "monotonic", lambda: 100.0)
    with Server("a", "b", "c") as server:
        slow = asked(server, per_minute=30)
        for _ in range(3):
            slow.ask(HELLO, str)
    assert slept == [2.0, 4.0]
