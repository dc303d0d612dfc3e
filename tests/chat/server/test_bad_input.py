"""Whatever a client sends wrong is a 4xx with a JSON error that repeats nothing, and the server goes on."""

import json
import socket
import time

import httpx
import pytest

from empathy.chat.server.limits import Limits
from tests.chat.server.conftest import SECONDS, service, serving

SECRET = "zanzibar"
HI = [{"role": "user", "content": f"Hi {SECRET}"}]


@pytest.fixture(scope="module")
def server():
    with serving(service()) as (address, _):
        yield address


@pytest.fixture(scope="module")
def locked():
    with serving(service(), key="s3cret") as (address, _):
        yield address


@pytest.fixture
def hasty():
    with serving(service(limits=Limits(receive_seconds=0.2))) as (address, _):
        yield address


def order(**changes):
    return {"model": "tiny", "messages": HI} | changes


def said(text):
    return order(messages=[{"role": "user", "content": text}])


def send(address, body, **headers):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    own = {"Content-Type": "application/json"} | headers
    return httpx.post(f"{address}/v1/chat/completions", content=raw, headers=own, timeout=SECONDS)


def refused(response, status=400):
    assert response.status_code == status
    error = response.json()["error"]
    assert error["message"]
    assert SECRET not in response.text
    assert "Traceback" not in response.text
    return error


WRONG = {
    "no messages": {"model": "tiny"},
    "empty messages": order(messages=[]),
    "messages is a text": order(messages=SECRET),
    "a message is a text": order(messages=[SECRET]),
    "content is a number": said(7),
    "content is null": said(None),
    "content is a list": said([{"type": "image_url", "image_url": {"url": "http://localhost/"}}]),
    "content is empty": said(""),
    "content is blank": said(" \n "),
    "no role": order(messages=[{"content": SECRET}]),
    "unknown role": order(messages=[{"role": "root", "content": SECRET}]),
    "tool role": order(messages=[{"role": "tool", "content": SECRET}]),
    "system from a client": order(messages=[{"role": "system", "content": SECRET}, *HI]),
    "system later": order(messages=[*HI, {"role": "system", "content": SECRET}, *HI]),
    "the last is the assistant's": order(messages=[*HI, {"role": "assistant", "content": SECRET}]),
    "the first is the assistant's": order(messages=[{"role": "assistant", "content": SECRET}, *HI]),
    "too many messages": order(messages=HI * 201),
    "a message is too long": said(SECRET * 1001),
    "lone surrogate": b'{"model": "tiny", "messages": [{"role": "user", "content": "zanzibar \\ud800"}]}',
    "NUL": said(f"{SECRET}\x00"),
    "escape character": said(f"{SECRET}\x1b[31m"),
    "text turned around": said(f"{SECRET}\u202eabc"),
    "zero width": said(f"zan\u200b{SECRET}"),
    "byte order mark": said(f"\ufeff{SECRET}"),
    "invalid UTF-8": b'{"model": "tiny", "messages": [{"role": "user", "content": "zanzibar \xff"}]}',
    "no JSON": b"zanzibar",
    "nothing": b"",
    "a list": [SECRET],
    "null": b"null",
    "deep": b"[" * 10_000 + b"]" * 10_000,
    "deep messages": b'{"model": "tiny", "messages": ' + b'[{"a":' * 10_000 + b"1" + b"}]" * 10_000 + b"}",
    "temperature NaN": b'{"model": "tiny", "messages": [{"role": "user", "content": "Hi"}], "temperature": NaN}',
    "temperature infinite": b'{"model": "tiny", "messages": [{"role": "user", "content": "Hi"}], "temperature": 1e999}',
    "temperature negative": order(temperature=-1),
    "temperature a text": order(temperature="hot"),
    "temperature true": order(temperature=True),
    "min_p": order(min_p=1.5),
    "many replies": order(n=1_000_000),
    "no reply": order(n=0),
    "max_tokens": order(max_tokens=1_000_000_000),
    "max_tokens 0": order(max_tokens=0),
    "max_tokens a fraction": order(max_tokens=1.5),
    "a number of thousands of digits": b'{"model": "tiny", "max_tokens": ' + b"9" * 5000 + b', "messages": []}',
    "stops": order(stop=["a"] * 5000),
    "a long stop": order(stop="a" * 65),
    "an empty stop": order(stop=""),
    "seed": order(seed=2**63),
    "unknown field": order(**{"I hide in zanzibar": 1}),
    "unknown field in a message": order(messages=[{"role": "user", "content": "Hi", "zanzibar!": 1}]),
    "tools": order(tools=[]),
    "top_p": order(top_p=0.5),
    "frequency_penalty": order(frequency_penalty=1),
    "stream a text": order(stream="yes"),
    "persona": order(empathy={"persona": SECRET}),
    "region": order(empathy={"region": "Zanzibar"}),
    "unknown extension": order(empathy={SECRET.upper(): True}),
    "no model": {"messages": HI},
    "model a number": order(model=7),
}


@pytest.mark.parametrize("name", WRONG)
def test_it_is_named_and_not_repeated(server, name):
    refused(send(server, WRONG[name]))
    assert httpx.get(f"{server}/health").json() == {"status": "ok"}


@pytest.mark.parametrize(("name", "where"), [
    ("temperature negative", "temperature"),
    ("content is empty", "messages.0.content"),
    ("unknown role", "messages.0.role"),
    ("tools", "tools"),
    ("persona", "empathy.persona"),
    ("max_tokens", "max_tokens"),
])  # fmt: skip
def test_the_field_is_named(server, name, where):
    assert refused(send(server, WRONG[name]))["param"] == where


def test_another_model(server):
    assert refused(send(server, order(model=SECRET)), 404)["code"] == "model_not_found"


def test_a_large_body(server):
    assert refused(send(server, said(SECRET * 300_000)), 413)["code"] == "too_large"


def test_a_large_body_whose_length_is_not_told(server):
    def pieces():
        for _ in range(300):
            yield b"z" * 10_000

    response = httpx.post(f"{server}/v1/chat/completions", content=pieces(), timeout=SECONDS)
    assert refused(response, 413)["code"] == "too_large"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_another_content_type(server, kind):
    assert refused(send(server, order(), **{"Content-Type": kind}), 415)["code"] == "wrong_content_type"


def test_another_name_of_this_server(server):
    """A page elsewhere whose name was made to point here."""
    assert refused(send(server, order(), Host="evil.example"), 421)["code"] == "wrong_host"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost.evil.example"])
def test_pages_of_other_sites(server, origin):
    assert refused(send(server, order(), Origin=origin), 403)["code"] == "wrong_origin"


def test_its_own_page_may(server):
    assert send(server, order(), Origin=server).status_code == 200


@pytest.mark.parametrize(("method", "path", "status"), [
    ("GET", "/v1/chat/completions", 405), ("GET", "/docs", 404), ("GET", "/openapi.json", 404),
    ("POST", "/load_model", 404), ("GET", "/web/../serving.py", 404), ("GET", "/web/%2e%2e/serving.py", 404),
    ("DELETE", "/v1/models", 405),
])  # fmt: skip
def test_other_routes(server, method, path, status):
    refused(httpx.request(method, f"{server}{path}"), status)


def test_emoji_and_scripts_of_all_directions_are_welcome(server):
    for text in ("👩‍👩‍👧 هذا يوم صعب", "می‌خواهم", "tab\tand\nline", "e\u0301"):
        assert send(server, said(text)).status_code == 200


class TestKey:
    @pytest.mark.parametrize("given", [None, "Bearer", "Bearer wrong", "Basic s3cret", "s3cret", "Bearer s3cret2"])
    def test_without_it_nothing_is_answered(self, locked, given):
        headers = {"Authorization": given} if given else {}
        response = send(locked, order(), **headers)
        assert refused(response, 401)["code"] == "invalid_api_key"
        assert response.headers["www-authenticate"] == "Bearer"
        for path in ("/v1/models", "/metrics"):
            assert httpx.get(f"{locked}{path}", headers=headers).status_code == 401

    def test_with_it_everything_is(self, locked):
        assert send(locked, order(), Authorization="Bearer s3cret").status_code == 200
        assert httpx.get(f"{locked}/health").status_code == 200


class TestSlow:
    def dripped(self, address, first):
        """What comes back to a client that sends this and then a byte now and then."""
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=SECONDS) as client:
            client.sendall(first)
            begun = time.monotonic()
            client.settimeout(0.05)
            while time.monotonic() - begun < SECONDS:
                try:
                    answer = client.recv(65536)
                    client.settimeout(SECONDS)
                    while not answer.endswith(b"}"):
                        answer += client.recv(65536)
                    return answer
                except TimeoutError:
                    client.sendall(b"x")
        return b""

    @pytest.mark.parametrize("first", [
        b"",
        b"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        b"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n{",
    ], ids=["says nothing", "in the head", "in the body"])  # fmt: skip
    def test_who_drips_is_sent_away(self, hasty, first):
        answer = self.dripped(hasty, first)
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert json.loads(answer.partition(b"\r\n\r\n")[2])["error"]["code"] == "timeout"

    def test_bytes_after_a_refusal_do_not_keep_the_connection(self, locked):
        host, port = locked.removeprefix("http://").split(":")
        head = b"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n"
        with socket.create_connection((host, int(port)), timeout=SECONDS) as client:
            client.sendall(head)
            received = b""
            while piece := client.recv(65536):  # up to the end: the server closes it
                received += piece
        assert received.startswith(b"HTTP/1.1 401 ")
        assert b"connection: close" in received.lower()

    def test_who_asks_in_time_is_answered_again_and_again(self, hasty):
        with httpx.Client() as client:
            for _ in range(20):
                assert client.get(f"{hasty}/health").status_code == 200
