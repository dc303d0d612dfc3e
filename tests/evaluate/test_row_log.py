"""Rows of a long measurement: an interrupted one goes on, with the same draws as one that was not."""

import json

import pytest

from empathy.errors import InputError
from empathy.evaluate.row_log import RowLog


def test_an_interrupted_run_goes_on_with_whole_batches(tmp_path):
    path = tmp_path / "results" / "log.jsonl"
    log = RowLog(path, {"adapter": "a"})
    log.add([{"place": place, "value": "old"} for place in range(9)])
    path.write_bytes(path.read_bytes() + b'{"adapter": "a", "pla')  # killed while it wrote
    again = RowLog(path, {"adapter": "a"})
    asked = []

    def measure(places):
        asked.append(list(places))
        return [{"value": "new"} for _ in places]

    rows = again.complete(10, 4, measure, description="")
    assert asked == [[8, 9]]
    assert [row["value"] for row in rows] == ["old"] * 9 + ["new"]
    assert [row["place"] for row in rows] == list(range(10))
    assert len([json.loads(line) for line in path.read_text().splitlines()]) == 10


def test_other_facts_are_another_measurement(tmp_path):
    path = tmp_path / "log.jsonl"
    RowLog(path, {"adapter": "a"}).add([{"place": 0}])
    assert RowLog(path, {"adapter": "b"}).rows == []
    assert RowLog(path, {"adapter": "b"}).complete(1, 1, lambda _: [{}], description="")[0]["adapter"] == "b"
    assert len(path.read_text().splitlines()) == 2


def test_a_number_below_what_is_known_gives_that_many(tmp_path):
    log = RowLog(tmp_path / "log.jsonl", {})
    log.add([{"place": place} for place in (3, 1, 0, 2)])
    assert [row["place"] for row in log.complete(3, 8, lambda _: pytest.fail("asked again"), description="")] == [
        0,
        1,
        2,
    ]


def test_another_file_is_refused(tmp_path):
    (tmp_path / "log").write_text("nothing\n")
    with pytest.raises(InputError, match="is no JSON lines file"):
        RowLog(tmp_path / "log", {})


def test_what_nobody_answered_is_asked_again_the_next_time(tmp_path):
    path = tmp_path / "log.jsonl"
    rows = RowLog(path, {}).complete(2, 2, lambda places: [{"unread": place == 1} for place in places], description="")
    assert [row["unread"] for row in rows] == [False, True]
    asked = []

    def measure(places):
        asked.extend(places)
        return [{"unread": False} for _ in places]

    RowLog(path, {}).complete(2, 2, measure, description="")
    assert asked == [0, 1], "its whole batch"
    assert len(path.read_text().splitlines()) == 2


def test_a_reply_may_hold_any_line_separator(tmp_path):
    path = tmp_path / "log.jsonl"
    RowLog(path, {}).add([{"place": 0, "reply": "one\u2028two\u0085three"}])
    assert RowLog(path, {}).rows[0]["reply"] == "one\u2028two\u0085three"
