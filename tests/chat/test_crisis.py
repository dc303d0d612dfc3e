"""The cautious word list: what it must see, and what it may let pass."""

import json

import pytest

from empathy.chat.crisis import in_danger
from empathy.data.sources import EMBEDDED


@pytest.mark.parametrize("text", [
    "I want to kill myself", "thinking about suicide again", "I don\u2019t want to be here anymore",
    "I wish I was dead",
    "everyone would be better off without me", "I've been cutting myself", "I took a whole bottle of pills",
    "he hits me when he drinks", "I'm hearing voices", "I just want to die", "ending my life would be easier",
    "kms", "There is no point in living", "I'm going to hurt him",
])  # fmt: skip
def test_danger_is_seen(text):
    assert in_danger(text)


@pytest.mark.parametrize("text", [
    "My grandmother died on Sunday.", "I failed my exam and feel terrible", "This commute is killing me",
    "I'm dying to see the new film", "We live near the end of the line", "", "I cut my finger while cooking",
])  # fmt: skip
def test_everyday_sorrow_passes(text):
    assert not in_danger(text)


def test_most_written_crisis_prompts_are_seen():
    rows = [
        json.loads(line)
        for file in sorted((EMBEDDED / "preferences").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    crisis = [row for row in rows if row["category"] == "crisis"]
    seen = sum(any(in_danger(turn["content"]) for turn in row["prompt"] if turn["role"] == "user") for row in crisis)
    assert len(crisis) == 14
    assert seen >= 10
