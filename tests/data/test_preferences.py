"""Preference files: what is read, swapped, dropped and set aside."""

import json

import pytest

from empathy.data.preferences import SHIPPED, read_pairs
from empathy.data.quarantine import Quarantine
from empathy.errors import InputError


def message(role, content):
    return {"role": role, "content": content}


def row(number, **changed):
    return {
        "id": f"p{number}",
        "category": "comfort",
        "prompt": [message("user", f"I lost my keys, my bag and my phone, number {number}")],
        "chosen": [message("assistant", "Oh no. All at once?")],
        "rejected": [message("assistant", "You should buy a chain.")],
    } | changed


def folder(tmp_path, **splits):
    for number, split in enumerate(("train", "valid", "test")):
        rows = splits.get(split, [row(1000 + number)])
        (tmp_path / f"{split}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return tmp_path


def test_the_pairs_that_ship():
    quarantine = Quarantine()
    pairs = read_pairs(SHIPPED, quarantine)
    assert {split: len(rows) for split, rows in pairs.splits.items()} == {"train": 134, "valid": 17, "test": 17}
    assert not quarantine.rejects
    assert not pairs.dropped


def test_the_safe_reply_is_preferred(tmp_path):
    train = [
        row(1, violation_chosen=True, violation_rejected=False),
        row(2, violation_chosen=True, violation_rejected=True),
        row(3, violation_chosen=False, violation_rejected=True),
        row(4),
    ]
    pairs = read_pairs(folder(tmp_path, train=train), Quarantine())
    kept = [pair for _, pair in pairs.splits["train"]]
    assert [pair.id for pair in kept] == ["p1", "p3", "p4"]
    assert (kept[0].chosen, kept[0].rejected) == ("You should buy a chain.", "Oh no. All at once?")
    assert [pair.violations for pair in kept] == [(False, True), (False, True), (False, False)]
    assert pairs.dropped == {
        "train: both replies break a rule": 1,
        "train: swapped, the rejected reply is the safe one": 1,
    }


def test_a_prompt_that_is_held_out_leaves_train(tmp_path):
    pairs = read_pairs(folder(tmp_path, train=[row(1), row(2)], test=[row(1, id="other")]), Quarantine())
    assert [pair.id for _, pair in pairs.splits["train"]] == ["p2"]
    assert pairs.dropped == {"train: prompt recurs in a held-out split": 1}


@pytest.mark.parametrize(("changed", "reason"), [
    ({"rejected": [message("assistant", "Oh no.  All at once? ")]}, "identical replies"),
    ({"chosen": [message("assistant", "  ")]}, "empty reply: chosen"),
    ({"rejected": [message("assistant", "")]}, "empty reply: rejected"),
    ({"prompt": []}, "no prompt"),
    ({"chosen": None}, "no chosen"),
    ({"chosen": [message("user", "Hello")]}, "foreign role: 'user'"),
    ({"prompt": [message("tool", "42")]}, "foreign role: 'tool'"),
    ({"prompt": [message("user", "Hi"), message("assistant", "Hi")]}, "the prompt does not end with the user"),
    ({"prompt": [message("user", "Hi"), message("system", "x"), message("user", "Hi")]}, "a system turn after"),
    ({"chosen": [message("assistant", "a"), message("assistant", "b")]}, "more than one reply"),
    ({"prompt": ["Hi"]}, "not a message: str"),
    ({"id": "p1"}, "duplicate id: 'p1'"),
    ({"violation_chosen": "no"}, "violation is not true or false"),
    ({"chosen": [message("assistant", 7)]}, "text is not a string"),
])  # fmt: skip
def test_bad_pairs_are_set_aside_with_line_and_reason(tmp_path, changed, reason):
    quarantine = Quarantine()
    pairs = read_pairs(folder(tmp_path, train=[row(1), row(2, **changed), row(3)]), quarantine)
    assert [pair.id for _, pair in pairs.splits["train"]] == ["p1", "p3"]
    (reject,) = quarantine.rejects
    assert (reject.line, reject.file) == (2, str(tmp_path / "train.jsonl"))
    assert reject.reason.startswith(reason)


def test_a_missing_key_is_named(tmp_path):
    bad = row(1)
    del bad["rejected"]
    with pytest.raises(InputError, match=r"train\.jsonl:1: no pair is left: no rejected"):
        read_pairs(folder(tmp_path, train=[bad]), Quarantine())


def test_a_missing_file_is_named(tmp_path):
    path = folder(tmp_path)
    (path / "valid.jsonl").unlink()
    with pytest.raises(InputError, match=r"valid\.jsonl: no such file"):
        read_pairs(path, Quarantine())
