"""Talking in the terminal: what is shown in which order, and what the commands do."""

import io
import stat

import pytest
from rich.console import Console

from empathy.chat import terminal
from empathy.chat.conversation import Conversation, Unknown
from empathy.chat.session import Session
from empathy.chat.terminal import Screen, piped, talk
from tests.chat.test_controller import GOOD, Guard, controller, tokenizer  # noqa: F401 - the fixture


@pytest.fixture
def conversation():
    made = controller(GOOD, guard=Guard(better=(2, "self_harm")))
    return Conversation(made, Session(region="GB"))


def through_pipe(conversation, monkeypatch, *lines):
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    shown = io.StringIO()
    talk(conversation, Screen(Console(file=shown, soft_wrap=True, highlight=False)))
    return shown.getvalue()


def test_a_pipe_gets_a_line_an_answer(conversation, monkeypatch):
    assert through_pipe(conversation, monkeypatch, "My cat died", "", "She was old") == f"{GOOD}\n{GOOD}\n"


def test_help_lines_are_a_block_before_the_reply(conversation, monkeypatch):
    shown = through_pipe(conversation, monkeypatch, "everyone would be better off without me")
    rule, first, *_ = shown.split("\n")
    assert rule == "-" * 60
    assert first == "You matter here. If you might be in danger, these people are there for you:"
    assert shown.index("116 123") < shown.rindex(rule) < shown.index("killing yourself")


def test_they_are_shown_before_the_model_is_asked(conversation, monkeypatch):
    shown = io.StringIO()

    def fail(*_, **__):
        assert "116 123" in shown.getvalue()
        raise RuntimeError("out of memory")

    monkeypatch.setattr(conversation.controller.speaker, "reply", fail)
    monkeypatch.setattr("sys.stdin", io.StringIO("better off without me\n"))
    talk(conversation, Screen(Console(file=shown, soft_wrap=True)))
    assert "killing yourself" in shown.getvalue(), "where the model fails, somebody in danger is answered all the same"


def test_a_terminal_shows_them_in_a_frame():
    shown = io.StringIO()
    Screen(Console(file=shown, force_terminal=True, width=80)).block("call 116 123 [now]")
    assert "Help" in shown.getvalue()
    assert "call 116 123 [now]" in shown.getvalue()


def test_why(conversation):
    with pytest.raises(Unknown, match="Nothing was answered yet"):
        conversation.command("/why")
    conversation.answer(conversation.hear("My cat died"))
    told = conversation.command("/why")
    assert "emotion   grief 80%" in told
    assert "strategy  Question" in told
    assert "valence   -0.75   arousal -0.50" in told  # 1.5 and 2 on a scale from 1 to 5
    assert "checks    acknowledges yes, names a feeling yes, one gentle question yes" in told
    assert "feeling: grief" not in told, "the reflection stays hidden"


def test_why_without_heads(conversation, monkeypatch):
    monkeypatch.setattr(conversation.controller.speaker, "read", lambda context: None)
    conversation.answer(conversation.hear("My cat died"))
    assert "not read" in conversation.command("/why")


def test_style_region_and_forgetting(conversation):
    assert conversation.command("/persona coach") == "From now on as a coach."
    assert conversation.command("/tone calm") == "From now on calm."
    assert conversation.command("/region us") == "Help lines are those of US."
    assert "988" in conversation.hear("better off without me").block
    assert conversation.command("/forget") == "Forgotten."
    assert conversation.session == Session(region="us", style=conversation.session.style)
    assert conversation.session.style_text == "<tone:calm><persona:coach>"


@pytest.mark.parametrize(("line", "why"), [
    ("/persona therapist", "best_friend, supporter, coach"), ("/tone", "warm, gentle, upbeat, calm"),
    ("/region XX", "no help lines"), ("/save", "Name a file"), ("/dance", "no command"),
    ("/save /no/such/folder/x", "cannot be written"),
])  # fmt: skip
def test_what_cannot_be_done_is_said(conversation, line, why):
    with pytest.raises(Unknown, match=why):
        conversation.command(line)


def test_a_saved_conversation_is_its_owners_alone_and_replaces_nothing(conversation, tmp_path):
    conversation.answer(conversation.hear("My cat died"))
    file = tmp_path / "talk.txt"
    conversation.command(f"/save {file}")
    assert file.read_text() == f"You: My cat died\n\nFriend: {GOOD}\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(Unknown, match="File exists"):
        conversation.command(f"/save {file}")


def test_commands_and_quit_work_in_a_pipe(conversation, monkeypatch):
    shown = through_pipe(conversation, monkeypatch, "/tone calm", "/nothing", "/quit", "My cat died")
    assert shown == "From now on calm.\n/nothing is no command. /help lists them.\n"


def test_what_only_begins_with_a_slash_is_said(conversation, monkeypatch):
    assert "116 123" in through_pipe(conversation, monkeypatch, "/ everyone would be better off without me")


def test_a_pipe_writes_no_file(conversation, monkeypatch, tmp_path):
    shown = through_pipe(conversation, monkeypatch, "My cat died", f"/save {tmp_path / 'x'}")
    assert "Through a pipe nothing is saved" in shown
    assert list(tmp_path.iterdir()) == []


def test_a_failure_does_not_end_the_talk(conversation, monkeypatch):
    def fail(*_, **__):
        monkeypatch.undo()
        raise MemoryError("of a secret")

    monkeypatch.setattr(conversation.controller.speaker, "reply", fail)
    shown = through_pipe(conversation, monkeypatch, "My cat died", "My cat died")
    assert shown == f"That failed (MemoryError). Say it once more.\n{GOOD}\n"


def test_bytes_that_are_no_text_do_not_end_the_talk():
    source = io.TextIOWrapper(io.BytesIO(b"caf\xe9\nnext\n"), encoding="utf-8")
    assert list(piped(source)) == ["caf\ufffd", "next"]


def test_without_a_trained_model_it_says_so(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    shown = io.StringIO()
    assert terminal.default_model(Screen(Console(file=shown, soft_wrap=True))) == "base:embedded"
    assert "make quickstart" in shown.getvalue()
    (tmp_path / "logs/quickstart/version_0/best_model").mkdir(parents=True)
    assert terminal.default_model(Screen(Console(file=shown))) == "logs/quickstart"
