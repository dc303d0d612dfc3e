"""Figures of replies, worked out by hand."""

import pytest

from empathy.evaluate.reply_metrics import ERRORS, Answered, bleu, distinct, figures, rouge_l, words

GOOD = Answered("My cat of fifteen years died", "I am so sorry", "I'm so sorry about your cat. How sad are you?")


def said(*replies):
    return [Answered("My cat died", "the cat sat", reply) for reply in replies]


def test_variety_is_different_grams_by_all():
    assert distinct(said("a b a", "a c"), 1) == 100 * 3 / 5
    assert distinct(said("a b a", "a c"), 2) == 100
    assert distinct(said(""), 1) == 0


def test_likeness():
    assert bleu([Answered("", "one two three four five", "one two three four five")]) == pytest.approx(100)
    assert rouge_l(said("the cat")) == pytest.approx(80)  # precision 1, recall 2/3
    assert words(said("one", "one two three")) == 2


@pytest.mark.parametrize(("error", "reply"), [
    ("over-validation", "You're absolutely right, you did nothing wrong."),
    ("generic", "Okay. Tell me more."),
    ("premature advice", "You should get a new cat."),
    ("tone mismatch", "Congratulations, that is awesome!"),
    ("goes round in circles", "it is so it is so it is so it is so"),
    ("empty", " "),
])  # fmt: skip
def test_an_error_is_what_its_rule_says(error, reply):
    assert ERRORS[error](Answered("My cat died and I am heartbroken", "", reply))
    assert not ERRORS[error](GOOD)


def test_every_figure_has_its_interval():
    found = figures([GOOD] * 3 + said("Okay."))
    assert found["n"] == 4
    assert found["listening"]["takes up a detail"]["value"] == 0.75
    for kind in ("numbers", "listening", "errors"):
        assert all(one["low"] <= one["value"] <= one["high"] for one in found[kind].values())
