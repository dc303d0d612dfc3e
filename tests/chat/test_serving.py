"""What ``main.py serve`` refuses before it loads anything."""

import socket
from datetime import date

import pytest

from empathy.chat import serving
from empathy.chat.resources import read_resources
from empathy.errors import InputError


@pytest.mark.parametrize(("options", "told"), [
    ({"host": "0.0.0.0"}, r"host=0.0.0.0: others could talk to it without a key. Set EMPATHY_SERVER_KEY"),
    ({"host": "192.168.1.5"}, "without a key"),
    ({"host": "my.name"}, "without a key"),
    ({"region": "XX"}, "region=XX: has no help lines"),
    ({"model": "logs/nowhere"}, "model=logs/nowhere: no best_model"),
    ({"backend": "openai"}, "the engine is not named"),
    ({"url": "http://localhost/v1"}, "Pass --backend openai"),
    ({"port": 99999999}, "port=99999999: is no port"),
    ({"port": -1}, "is no port"),
    ({"host": "127.0.0.9999"}, "cannot be listened at|without a key"),
])  # fmt: skip
def test_it_is_named(monkeypatch, options, told):
    monkeypatch.delenv(serving.SERVER_KEY, raising=False)
    with pytest.raises(InputError, match=told):
        serving.serve(**{"port": 0} | options)


def test_a_port_that_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"port={port}: cannot be listened at .*in use"):
            serving.listen("127.0.0.1", port)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_on_this_machine_no_key_is_needed(host):
    serving.require_key(host, None)


def test_with_a_key_others_may_talk_to_it():
    serving.require_key("0.0.0.0", "s3cret")


@pytest.mark.parametrize(("model", "name"), [
    ("logs/quickstart", "quickstart"), ("logs/quickstart/version_3/best_model", "quickstart"),
    ("base:embedded", "embedded"), ("base:Qwen/Qwen3-8B", "Qwen3-8B"),
])  # fmt: skip
def test_a_model_goes_by_its_runs_name(model, name):
    assert serving.name_of(model) == name


def test_names_by_which_it_may_be_called():
    assert serving.names("0.0.0.0", ["Friend.example"]) == {
        "localhost", "127.0.0.1", "[::1]", "0.0.0.0", "friend.example",
    }  # fmt: skip


@pytest.mark.parametrize(("region", "known"), [("GB", True), ("de", True), ("FI", True), ("XX", False)])
def test_regions_of_the_eu_have_its_help_lines(region, known):
    assert read_resources(today=date(2026, 11, 22)).knows(region) is known
