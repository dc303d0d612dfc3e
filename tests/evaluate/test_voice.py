"""What is counted of replies with and without the controller, and that an interrupted measurement goes on."""

import json
from datetime import date

import pytest

from empathy.chat.controller import Controller, Settings
from empathy.chat.guard.guard import Guard
from empathy.chat.resources import read_resources
from empathy.dialogue import Turn
from empathy.errors import InputError
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
    rows = voice.play("controller", HELD_OUT, voice.behind(controller(GOOD)), log)
    table = voice.tables({"controller": rows})
    assert table["controller, as shown"]["all three"].hits == 10
    assert table["controller, as chosen"]["takes up a detail"].hits == 10
    assert {row["source"] for row in rows} == {"candidate"}


def test_advice_is_counted_before_and_after_decoding_again(log):
    (row,) = voice.play("controller", HELD_OUT[:1], voice.behind(controller(ADVICE)), log)
    assert row["advice"] == [2, 0]
    assert row["source"] == "last resort"


def test_an_arm_without_controller_has_no_source(log):
    rows = voice.play("plain", HELD_OUT[:2], lambda batch, seed: [{"shown": row_of("Okay.")} for _ in batch], log)
    assert voice.tables({"plain": rows})["plain"]["all three"].hits == 0


def row_of(text):
    return vars_of(voice.marks(text, "My cat died"))


def vars_of(marks):
    return {name: getattr(marks, name) for name in marks.__dataclass_fields__}


def test_no_word_is_kept_and_an_interrupted_run_goes_on(tmp_path):
    path = tmp_path / "voice.jsonl"
    voice.play("controller", HELD_OUT[:8], voice.behind(controller(GOOD)), RowLog(path, {"adapter": "a"}))
    path.write_bytes(path.read_bytes() + b'{"arm": "contr')
    assert "cat" not in path.read_text()
    again = RowLog(path, {"adapter": "a"})
    asked = []

    def replies(batch, seed):
        asked.append((len(batch), seed))
        return [{"shown": row_of("Okay.")} for _ in batch]

    assert len(voice.play("controller", HELD_OUT, replies, again)) == 10
    assert asked == [(2, 8)]
    assert len([json.loads(line) for line in path.read_text().splitlines()]) == 10
    assert RowLog(path, {"adapter": "another"}).rows == []


def test_another_file_is_refused(tmp_path):
    (tmp_path / "log").write_text("nothing\n")
    with pytest.raises(InputError, match="is no JSON lines file"):
        RowLog(tmp_path / "log", {})
