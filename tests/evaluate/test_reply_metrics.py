"""Figures of replies, worked out by hand."""

import pytest

from empathy.evaluate.reply_metrics import ERRORS, Answered, bleu, distinct, figures, rouge_l

GOOD = Answered("My cat of fifteen years died", "I am so sorry", "I'm so sorry about your cat. How sad are you?")


def said(*replies):
    return [Answered("My cat died", "the cat sat", reply) for reply in replies]


def test_variety_is_different_grams_by_all():
    assert distinct(said("a b a", "a c"), 1) == 100 * 3 / 5
    assert distinct(said("a b a", "a c"), 2) == 100
    assert distinct(said(""), 1) == 0


def test_likeness():
    same = [Answered("", "one two three four five", "one two three four five")]
    assert bleu(same)["value"] == pytest.approx(100)
    assert rouge_l(said("the cat")[0]) == pytest.approx(80)  # precision 1, recall 2/3


@pytest.mark.parametrize(("error", "reply"), [
    ("over-validation", "You're absolutely right, you did nothing wrong."),
    ("generic", "Okay. Tell me more."),
    ("premature advice", "You should get a new cat."),
    ("tone mismatch", "Congratulations, that is awesome!"),
    ("goes round in circles", "it is so it is so it is so it is so"),
    ("empty", " "),
])  # fmt: skip
def test_an_error_is_what_its_rule_says(error, reply):
    _, rule = ERRORS[error]
    assert rule(Answered("My cat died and I am heartbroken", "", reply))
    assert not rule(GOOD)


def test_every_figure_has_its_interval_but_those_that_fall_with_n():
    found = figures([GOOD] * 3 + said("Okay."))
    assert found["n"] == 4
    assert found["listening"]["takes up a detail"]["value"] == 0.75
    assert found["numbers"]["words"]["value"] == (3 * 10 + 1) / 4
    for kind in ("numbers", "listening", "errors"):
        for name, one in found[kind].items():
            assert ("low" in one) != name.startswith("distinct")
            assert one.get("low", 0) <= one["value"] <= one.get("high", 100)
