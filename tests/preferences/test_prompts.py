"""Prompts from files and corpora, and what counts as the same."""

import json

from empathy.data.module import EmpathyData
from empathy.data.quarantine import Quarantine
from empathy.dialogue import Turn
from empathy.preferences.prompts import Prompt, alike, distinct, openings, read_prompts


def prompt(text):
    return Prompt((Turn("user", text),), "here")


def test_text_and_json_lines(tmp_path):
    plain, rows = tmp_path / "messages.txt", tmp_path / "messages.jsonl"
    plain.write_text("I am tired\n\n  So tired  \n", encoding="utf-8")
    messages = [
        {"role": "user", "content": "Hi"},
        {"role": "assistant", "content": "Hey"},
        {"role": "user", "content": "Ugh"},
    ]
    lines = [{"prompt": "I am tired"}, {"prompt": messages}, {"prompt": messages[:2]}, {"text": "no prompt"}, []]
    rows.write_text("".join(json.dumps(line) + "\n" for line in lines) + "{half\n", encoding="utf-8")
    quarantine = Quarantine()
    assert [p.text for p in read_prompts(plain, quarantine)] == ["I am tired", "So tired"]
    read = read_prompts(rows, quarantine)
    assert [(p.text, len(p.turns), p.source) for p in read] == [
        ("I am tired", 1, "messages.jsonl:1"), ("Ugh", 3, "messages.jsonl:2")
    ]  # fmt: skip
    assert [(bad.line, bad.reason.split(":")[0]) for bad in quarantine.rejects] == [
        (3, "the prompt does not end with the user"), (4, "no prompt"), (5, "not a JSON object"), (6, "not JSON")
    ]  # fmt: skip


def test_near_duplicates():
    assert alike("I lost my job today, and I feel awful.", "i lost my job today and I feel awful")
    assert not alike("I lost my job today and I feel awful", "I found a job today and I feel great")
    kept = distinct(
        [
            prompt("I lost my job today, and I feel awful."),
            prompt("Hi"),
            prompt("i lost my job today and I feel awful"),
            prompt("hi!"),
        ]
    )
    assert [p.text for p in kept] == ["I lost my job today, and I feel awful.", "Hi"]


def test_ids_depend_on_what_is_said_alone():
    assert prompt("Hi").id == Prompt((Turn("user", "Hi", emotions=(3,)),), "elsewhere").id
    assert prompt("Hi").id != prompt("Ho").id


def test_openings_end_before_the_first_reply(tmp_path):
    data = EmpathyData(corpora=["empatheticdialogues", "esconv"], lock=str(tmp_path / "lock.json"))
    found = list(openings(data))
    assert len(found) > 200
    assert {turn.role for one in found for turn in one.turns} == {"user"}
    assert {one.source.split(" ")[0] for one in found} == {"empatheticdialogues", "esconv"}
