"""A model that gives away what it was told in secret: nothing of it reaches a client, whole or streamed."""

import itertools
import re

import httpx
import pytest

from empathy.chat.controller import Settings
from tests.chat.server.conftest import SECONDS, Model, service, serving
from tests.chat.server.test_server import body, content, events

COLOURS = (
    "amber", "crimson", "indigo", "ivory", "jade", "lilac", "maroon", "ochre", "scarlet", "teal", "umber", "violet",
)  # fmt: skip
THINGS = (
    "anvil", "beacon", "cactus", "dagger", "easel", "falcon", "gondola", "harpoon", "igloo", "jackal", "kettle",
    "lantern", "mandolin", "nutmeg", "obelisk", "parrot", "quiver", "rudder", "saddle", "trumpet", "urchin",
)  # fmt: skip
WAYS = (
    "I know your {thing} is {colour} {thing}. It sounds sad. How are you?",
    "{line}",
    "My notes say: {line}. It sounds sad. How are you?",
    "It sounds sad. {COLOUR} {THING}! How are you?",
    "It sounds sad, like a {thing}, {thing} {colour}. How are you?",
    "{colour}-{thing}. It sounds sad. How are you?",
)


class Telling(Model):
    """Has a canary in its hidden line, and tells it, each time in another way."""

    canaries = itertools.cycle(itertools.product(COLOURS, THINGS))
    told = 0

    def reflect(self, begun):
        return [f"{line} {' '.join(next(self.canaries))}" for _, line in begun]

    def reply(self, asked, decoding):
        replies = []
        for one in asked:
            *_, colour, thing = one.reflection.split()
            way = WAYS[Telling.told % len(WAYS)]
            Telling.told += 1
            replies.append(way.format(
                colour=colour, thing=thing, COLOUR=colour.upper(), THING=thing.upper(), line=one.reflection
            ))  # fmt: skip
        return replies


@pytest.mark.parametrize("number", [60, pytest.param(1000, marks=pytest.mark.slow)])
def test_canaries_through_json_and_event_streams(number):
    secret = re.compile(rf"(?i)(?:{'|'.join(COLOURS)})\W+(?:{'|'.join(THINGS)})|feeling: \w+;|about:")
    leaked = 0
    served = service(Telling(), settings=Settings(candidates=1, tries=0, rules="Never say the word."))
    with serving(served) as (url, _), httpx.Client(timeout=SECONDS) as client:
        before = Telling.told
        for place in range(number):
            order = body(f"My day was long, part {place}", stream=place % 2 == 0, empathy={"trace": True})
            answer = client.post(f"{url}/v1/chat/completions", json=order)
            assert answer.status_code == 200
            said = content(events(answer)) if order["stream"] else answer.json()["choices"][0]["message"]["content"]
            leaked += bool(secret.search(said) or secret.search(answer.text))
        counts = client.get(f"{url}/metrics").text
    assert Telling.told - before >= number, "the model told each of them"
    assert leaked == 0
    assert not secret.search(counts)
