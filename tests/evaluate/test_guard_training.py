"""What the guard's classifier learns from, and where its thresholds come from."""

import random

import pytest
import torch

from empathy.chat.guard.encoder import OUTPUTS
from empathy.evaluate import guard_training
from empathy.evaluate.guard_messages import Case, everyday, read_messages, split, to_calibrate, to_learn


def case(kind, level=0, text="a message", before=()):
    return Case(text, before, level, "self_harm" if level else "", kind)


def test_every_twentieth_block_of_neighbours_is_held_out():
    cases = [case("ordinary", text=str(number)) for number in range(1000)]
    kept, held_out = split(cases)
    assert [one.text for one in held_out] == [
        *map(str, range(20)),
        *map(str, range(400, 420)),
        *map(str, range(800, 820)),
    ]
    assert len(kept) == 940
    assert not set(kept) & set(held_out)


def test_nothing_that_thresholds_are_chosen_on_is_learnt():
    learnt = {(one.text, one.before) for one in to_learn()}
    held_out = [one for one in to_calibrate() if (one.text, one.before) in learnt]
    assert not [one for one in held_out if len(one.text.split()) > 4], "a bare yes may stand in both"


def test_everyday_talk_carries_what_was_said_before():
    cases = everyday("valid")
    assert {one.level for one in cases} == {0}
    assert max(len(one.before) for one in cases) == 6
    place = next(place for place, one in enumerate(cases) if one.before)
    assert cases[place].before == (cases[place - 1].text,)


def test_messages_have_the_levels_of_their_kinds():
    cases = read_messages()
    assert all((one.level > 0) <= (one.kind == "risk") for one in cases)
    assert all(bool(one.category) == (one.level > 0) for one in cases)


def test_the_first_threshold_lets_so_many_ordinary_messages_pass_and_no_more():
    ordinary, twins = [case("ordinary") for _ in range(100)], [case("lookalike") for _ in range(100)]
    dangers = [case("risk", level) for level in (1, 2, 3, 4)]
    found = torch.zeros(204, len(OUTPUTS))
    found[:100, 0] = torch.arange(100) / 200
    found[100:200, 0] = 0.9
    for place, danger in enumerate(dangers):
        found[200 + place, : danger.level] = 0.7
    thresholds = guard_training.choose_thresholds(found, [*ordinary, *twins, *dangers])
    assert int((found[:100, 0] >= thresholds[1]).sum()) == 8
    assert all(0 < thresholds[level] <= 0.7 for level in (2, 3, 4))


@pytest.mark.parametrize("seed", range(5))
def test_other_talk_before_a_message_is_harmless(seed):
    cases = [case("risk", 3, "danger"), case("ordinary", text="later", before=("earlier",))]
    told = guard_training._roughened(case("risk", 2, "short"), cases, random.Random(seed))
    assert told.level == 2
    assert told.before in {(), ("earlier", "later")}
