"""How models are asked by a benchmark, and which are refused."""

import pytest

from empathy.data.chatml import ChatFormat
from empathy.endpoint import Endpoint, without_thoughts
from empathy.errors import InputError
from empathy.evaluate import players as module
from empathy.evaluate.players import ControlledPlayer, LocalPlayer, RemotePlayer, players
from tests.chat.test_controller import GOOD, controller, tokenizer  # noqa: F401 - the fixture
from tests.chat.test_controller import Speaker as Scripted
from tests.loopback import Server

ASKED = [[{"role": "system", "content": "Be exact."}, {"role": "user", "content": "How sad, 0 to 10?"}]]
DRAWN = {"temperature": 0.7, "min_p": 0.1, "seed": 3}


class Speaker:
    """Remembers how it was asked."""

    identity = "abc"

    def __init__(self):
        self.chat = ChatFormat(Scripted.tokenizer)

    def with_system(self, turns):
        return turns

    def write(self, prompts, **options):
        self.prompts, self.options = prompts, options
        return ["<think>hm</think># A heading\n7"] * len(prompts)


def test_a_local_model_is_asked_as_the_benchmark_asks():
    speaker = Speaker()
    assert LocalPlayer(speaker, 60).answers(ASKED, **DRAWN) == ["# A heading\n7"]
    assert speaker.options == {
        "max_new_tokens": 60, "temperature": 0.7, "min_p": 0.1, "seed": 3, "keep_cut": True, "keep_lines": True,
    }  # fmt: skip
    text = speaker.chat.tokenizer.decode(speaker.prompts[0])
    assert text.startswith("<|im_start|>system\nBe exact.<|im_end|>")
    assert LocalPlayer(speaker, 60).facts == {"api_model_id": "abc", "decoding": "plain", "max_new_tokens": 60}


def test_behind_the_controller_it_answers_what_a_person_would_see():
    made = controller(GOOD)
    made.speaker.identity = "abc"
    player = ControlledPlayer(made)
    assert player.answers([[{"role": "user", "content": "My cat died"}]], **DRAWN) == [GOOD]
    assert player.facts["api_model_id"] == "abc"


def test_an_api_that_gives_no_answer_gives_none(monkeypatch):
    monkeypatch.setattr("empathy.endpoint.time.sleep", lambda seconds: None)
    with Server(lambda body: 500 if "odd" in body["messages"][-1]["content"] else "seven") as server:
        player = RemotePlayer(Endpoint(server.url, "m", key="NO_SUCH_KEY", retries=1), threads=2, max_tokens=60)
        odd = [{"role": "user", "content": "odd"}]
        assert player.answers([*ASKED, odd], temperature=0.5, min_p=0.0, seed=1) == ["seven", None]
        bodies = [body for _, _, body in server.requests]
    assert all(body["max_tokens"] == 60 and "min_p" not in body for body in bodies)


@pytest.mark.parametrize(("models", "why"), [
    (["sft"], "is no NAME=WHERE"),
    (["a=http://h/v1#m", "a=http://h/v1#n"], "twice"),
    (["a=http://h/v1"], "names no model"),
    (["a=nowhere"], "no best_model in it"),
])  # fmt: skip
def test_a_malformed_model_is_named(models, why):
    with pytest.raises(InputError, match=why):
        players(models, controlled=False, max_new_tokens=10, max_tokens=10, threads=1)


def test_a_base_and_its_tuned_model_are_loaded_once(monkeypatch, tmp_path):
    loaded = []

    class Loaded(Speaker):
        def __init__(self, folder):
            super().__init__()
            loaded.append(folder)

        def untuned(self):
            return self

    monkeypatch.setattr(module, "Speaker", Loaded)
    (tmp_path / "empathy.json").write_text("{}")
    found = players(
        [f"base=base:{tmp_path}", f"sft={tmp_path}"], controlled=False, max_new_tokens=10, max_tokens=10, threads=1
    )
    assert list(found) == ["base", "sft"]
    assert len(loaded) == 1


def test_thoughts_aloud_are_dropped():
    assert without_thoughts("<think>a\nb</think>\nHello <reasoning>c</reasoning>") == "Hello"


def test_an_api_that_refuses_stops_the_run():
    with Server(401) as server, pytest.raises(InputError, match=r"models=m at .*HTTP 401.*EMPATHY_MODEL_KEY"):
        RemotePlayer(Endpoint(server.url, "m", key="NO_SUCH_KEY"), threads=1, max_tokens=60).answers(ASKED, **DRAWN)
