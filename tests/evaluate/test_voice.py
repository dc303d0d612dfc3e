"""What is counted of replies with and without the controller, and that an interrupted measurement goes on."""

from datetime import date

import pytest

from empathy.chat.controller import Controller, Settings
from empathy.chat.guard.guard import Guard
from empathy.chat.resources import read_resources
from empathy.dialogue import Turn
from empathy.evaluate import voice
from empathy.evaluate.held_out import Moment
from empathy.evaluate.row_log import RowLog
from tests.chat.test_controller import ADVICE, GOOD, Speaker, tokenizer  # noqa: F401 - the fixture

HELD_OUT = [Moment("esconv", (Turn("user", "Hello"), Turn("assistant", "Hi")), f"My cat died {n}") for n in range(10)]


def controller(*replies):
    resources = read_resources(today=date(2026, 11, 22))
    return Controller(Speaker(*replies), Guard(None), resources, Settings(candidates=1, tries=0))


@pytest.fixture
def log(tmp_path):
    return RowLog(tmp_path / "results" / "voice.jsonl", {"adapter": "a"})


def test_elements_and_sources_are_counted(log):
    rows = log.complete(10, 8, voice.behind(controller(GOOD), HELD_OUT), description="")
    table = voice.tables({"controller": rows})
    assert table["controller, as shown"]["all three"].hits == 10
    assert table["controller, as chosen"]["takes up a detail"].hits == 10
    assert {row["source"] for row in rows} == {"candidate"}


def test_advice_is_counted_before_and_after_decoding_again(log):
    (row,) = log.complete(1, 8, voice.behind(controller(ADVICE), HELD_OUT), description="")
    assert row["advice"] == [2, 0]
    assert row["source"] == "last resort"


def test_an_arm_without_controller_has_no_source(log):
    rows = log.complete(2, 8, lambda places: [{"shown": row_of("Okay.")} for _ in places], description="")
    assert voice.tables({"plain": rows})["plain"]["all three"].hits == 0


def row_of(text):
    return vars_of(voice.marks(text, "My cat died"))


def vars_of(marks):
    return {name: getattr(marks, name) for name in marks.__dataclass_fields__}


def test_no_word_is_kept(log, tmp_path):
    log.complete(8, 8, voice.behind(controller(GOOD), HELD_OUT), description="")
    assert "cat" not in (tmp_path / "results" / "voice.jsonl").read_text()
