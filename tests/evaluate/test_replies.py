"""Several models answer the same held-out messages; what was answered is not asked again."""

import json

import pytest

from empathy.dialogue import Turn
from empathy.evaluate import replies as module
from empathy.evaluate.held_out import Moment
from tests.loopback import Server

GOLD = "I'm sorry about your cat."
HELD_OUT = [Moment("esconv", (Turn("user", "Hello"), Turn("assistant", "Hi")), "My cat died", GOLD)] * 3


class Player:
    """Says the same and counts."""

    def __init__(self, reply):
        self.reply, self.asked, self.batch, self.facts = reply, [], 2, {"decoding": "scripted"}

    def answers(self, conversations, *, temperature, min_p, seed):
        self.asked += [list(conversation) for conversation in conversations]
        return [self.reply] * len(conversations)


def test_what_was_said_before_is_asked_with_it_and_nothing_twice(tmp_path):
    player = Player(GOLD)
    for _ in range(2):
        said = module.answers("sft", player, HELD_OUT, tmp_path / "replies.jsonl")
    assert [one.reply for one in said] == [GOLD] * 3
    assert len(player.asked) == 3
    assert player.asked[0] == [
        {"role": "user", "content": "Hello"},
        {"role": "assistant", "content": "Hi"},
        {"role": "user", "content": "My cat died"},
    ]


def test_other_messages_are_asked_anew(tmp_path):
    player = Player(GOLD)
    module.answers("sft", player, HELD_OUT, tmp_path / "replies.jsonl")
    module.answers("sft", player, [*HELD_OUT[:2], Moment("esconv", (), "Hi", "Hi")], tmp_path / "replies.jsonl")
    assert len(player.asked) == 6


def test_no_answer_is_an_empty_reply(tmp_path):
    (one,) = module.answers("api", Player(None), HELD_OUT[:1], tmp_path / "replies.jsonl")
    assert one.reply == ""


class Reader:
    """Hears grief where a cat is."""

    def read(self, turns):
        heard = ["grief", "joy"] if "cat" in turns[0].text else ["joy", "grief"]
        return type("Reading", (), {"feelings": lambda self: heard})()


def test_agreement_is_the_first_emotion_of_both():
    answered = [module.Answered("", GOLD, reply) for reply in ("Your cat!", "Well.", "")]
    assert module.agreement(Reader(), answered)["hits"] == 1


def test_the_command_writes_figures_for_an_api(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EMPATHY_DATA", raising=False)
    with Server(lambda body: "I'm so sorry. How sad are you?") as server:
        module.replies([f"api={server.url}#m"], number=3)
        asked = len(server.requests)
        module.replies([f"api={server.url}#m"], number=3)
        assert len(server.requests) == asked + len(module.PANEL)
    found = json.loads((tmp_path / "results/replies/replies.json").read_text())
    assert found["number"] == 3
    assert found["models"]["api"]["listening"]["one gentle question"]["value"] == pytest.approx(1)
    assert set(found["rules"]) == set(found["models"]["api"]["errors"])
    panel = json.loads((tmp_path / "results/replies/panel.json").read_text())
    assert panel["grief"]["api"] == "I'm so sorry. How sad are you?"
    assert "one gentle question, %" in capsys.readouterr().out
