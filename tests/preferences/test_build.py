"""Building pairs with a writer and a judge that only pretend: what is kept, dropped, resumed."""

import json

import pytest

from empathy.chat.guard.guard import Guard
from empathy.data.preferences import read_pairs
from empathy.data.quarantine import Quarantine
from empathy.dialogue import Turn
from empathy.errors import InputError
from empathy.preferences.build import BATCH, PROGRESS, ROWS, Build, Ranked, pick, split_of
from empathy.preferences.candidates import Candidate
from empathy.preferences.prompts import Prompt

GOOD, POOR = "That sounds so lonely. What did you do then?", "You should go out more, it is simple."


class Writer:
    """Answers every prompt with a good and a poor reply, or with what it is told to."""

    fingerprint = "0123"

    def __init__(self, replies=(GOOD, POOR), stop_at=None):
        self.replies, self.stop_at, self.seeds = replies, stop_at, []

    def candidates(self, prompts, temperatures, *, seed):
        if seed == self.stop_at:
            raise KeyboardInterrupt
        self.seeds.append(seed)
        return [[Candidate(text, "sft", temperatures[0], seed) for text in self.replies] for _ in prompts]


class Judge:
    """Scores by a table."""

    name = "table"

    def __init__(self, table):
        self.table = table

    def scores(self, prompt, replies):
        return [self.table[reply] for reply in replies]


def prompts(count):
    return [
        Prompt((Turn("user", f"It is message number {number} of the day"),), f"file:{number}")
        for number in range(count)
    ]


def build(tmp_path, *, writer=None, table=None, margin=1.0):
    judge = Judge(table or {GOOD: 3.0, POOR: 1.0})
    return Build(Guard(None), writer or Writer(), judge, (0.7,), margin, 17, tmp_path / "out")


def test_a_pair_says_where_it_comes_from_and_can_be_read(tmp_path):
    counts = build(tmp_path).run(prompts(40))
    assert counts["pairs"] == 40
    assert counts["train pairs"] + counts["valid pairs"] + counts["test pairs"] == 40
    quarantine = Quarantine()
    read = read_pairs(tmp_path / "out", quarantine)
    assert not quarantine.rejects
    row, pair = read.splits["train"][0]
    assert (pair.chosen, pair.rejected) == (GOOD, POOR)
    provenance = row.fields["provenance"]
    assert provenance["chosen"] == {
        "model": "sft", "temperature": 0.7, "seed": provenance["chosen"]["seed"], "score": 3.0, "violations": []
    }  # fmt: skip
    assert provenance["judge"] == "table"
    assert provenance["adapter"] == "0123"
    assert provenance["prompt"].startswith("file:")


@pytest.mark.parametrize(("replies", "table", "reason"), [
    ((GOOD, POOR), {GOOD: 1.5, POOR: 1.0}, "dropped: tie"),
    ((GOOD, GOOD + " Hm?"), {GOOD: 3.0, GOOD + " Hm?": 1.0}, "dropped: replies are near-duplicates"),
    ((GOOD,), {GOOD: 3.0}, "dropped: fewer than two whole replies"),
])  # fmt: skip
def test_what_teaches_nothing_is_dropped_and_counted(tmp_path, replies, table, reason):
    counts = build(tmp_path, writer=Writer(replies), table=table).run(prompts(3))
    assert counts[reason] == 3
    assert counts["train pairs"] == 0


def test_nobody_in_danger_is_answered_by_draws(tmp_path):
    writer = Writer()
    danger = Prompt((Turn("user", "I want to kill myself"),), "file:1")
    counts = build(tmp_path, writer=writer).run([danger])
    assert counts["left out: somebody may be in danger"] == 1
    assert writer.seeds == []


def test_an_interrupted_build_goes_on_and_ends_the_same(tmp_path):
    asked = prompts(3 * BATCH + 1)
    whole = build(tmp_path / "whole").run(asked)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "cut", writer=Writer(stop_at=17 + 2)).run(asked)
    with (tmp_path / "cut" / "out" / ROWS).open("ab") as file:
        file.write(b'{"id": "half a ro')
    writer = Writer()
    assert build(tmp_path / "cut", writer=writer).run(asked) == whole
    assert writer.seeds == [17 + 2, 17 + 3]
    for name in ("train.jsonl", "valid.jsonl", "test.jsonl", ROWS):
        assert (tmp_path / "cut" / "out" / name).read_bytes() == (tmp_path / "whole" / "out" / name).read_bytes()


def test_another_build_does_not_go_on_there(tmp_path):
    build(tmp_path).run(prompts(3))
    with pytest.raises(InputError, match="holds a build from other prompts or settings"):
        build(tmp_path, margin=2.0).run(prompts(3))
    assert json.loads((tmp_path / "out" / PROGRESS).read_text())["batches"] == 1


def ranked(score, *broken):
    return Ranked(Candidate(str(score), "sft", 1.0, 0), score, broken)


def test_the_best_is_safe_and_the_worst_breaks_a_rule_if_any_does():
    liked, fine, poor = ranked(9.0, "claims_human"), ranked(5.0), ranked(1.0)
    assert pick([liked, fine, poor]) == (fine, liked)
    assert pick([fine, poor]) == (fine, poor)


def test_splits_are_about_8_1_1_and_depend_on_the_name_alone():
    splits = [split_of(str(number)) for number in range(1000)]
    assert [splits.count(split) for split in ("train", "valid", "test")] == pytest.approx([800, 100, 100], abs=40)
    assert splits == [split_of(str(number)) for number in range(1000)]
