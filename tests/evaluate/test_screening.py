"""`main.py guard` on files, good and bad."""

import json

import pytest

from empathy.cli import main

ROWS = [
    {"id": 1, "text": "I'm going to kill myself tonight", "turns": []},
    {"id": "two", "text": "this homework is killing me"},
    {"id": "three", "text": "never mind", "turns": ["I took all of my pills"]},
]


def test_a_file_is_screened_in_order(tmp_path, capsys):
    cases, out = tmp_path / "cases.jsonl", tmp_path / "new" / "out.jsonl"
    cases.write_text("\n".join(map(json.dumps, ROWS)) + "\n")
    main(["guard", str(cases), "--output", str(out)])
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["id"] for row in rows] == [1, "two", "three"]
    assert [row["level"] > 0 for row in rows] == [True, False, True]
    assert [row["category"] for row in rows] == ["self_harm", None, "self_harm"]
    assert set(rows[0]) == {"id", "level", "category", "reasons", "milliseconds"}
    assert "3 messages" in capsys.readouterr().out


@pytest.mark.parametrize(("content", "message"), [
    ("", "holds no message"),
    ("{", "cases.jsonl:1: is no JSON"),
    ('{"id": 1}', "cases.jsonl:1, text: missing"),
    ('{"text": "x"}', "cases.jsonl:1, id: missing"),
    ('{"id": 1, "text": "x", "turns": "y"}', "cases.jsonl:1, turns: is no list of texts"),
    ('{"id": 1, "text": "x"}\n[]', "cases.jsonl:2, text: missing"),
])  # fmt: skip
def test_a_bad_file_is_refused_before_anything_is_written(tmp_path, capsys, content, message):
    cases, out = tmp_path / "cases.jsonl", tmp_path / "out.jsonl"
    cases.write_text(content)
    with pytest.raises(SystemExit) as error:
        main(["guard", str(cases), "--output", str(out)])
    assert error.value.code == 2
    assert message in capsys.readouterr().err
    assert not out.exists()


def test_a_missing_file_is_named(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["guard", str(tmp_path / "none.jsonl"), "--output", str(tmp_path / "out.jsonl")])
    assert "none.jsonl: cannot be read" in capsys.readouterr().err
