"""Bare answers to a direct question about safety."""

import pytest

from empathy.chat import vetted
from empathy.chat.clauses import as_written
from empathy.chat.safety_answers import _NO_IS_DANGER, _YES_IS_DANGER, answers_danger

THINKING = "I'm really glad you told me. Are you thinking about killing yourself?"
SAFE = "I'm still here. Do you feel safe at this moment?"


@pytest.mark.parametrize(
    "answer", ["yes", "Yes, I am.", "yeah sometimes", "i do", "idk", "I don't know", "maybe", "...yes"]
)
def test_yes_and_evasion_are_danger_where_it_was_asked_for_thoughts(answer):
    assert answers_danger(THINKING, answer)


@pytest.mark.parametrize(
    "answer", ["no", "No, I'm not safe", "not really", "i dont know", "nope", "I can't", "whatever"]
)
def test_no_and_evasion_are_danger_where_it_was_asked_for_safety(answer):
    assert answers_danger(SAFE, answer)


@pytest.mark.parametrize(("reply", "answer"), [
    (THINKING, "no, only tired. thank you for asking"),
    (THINKING, "oh god no"),
    (SAFE, "yes, my sister is here"),
    (SAFE, "I am, thanks"),
    ("That sounds sad. What was she like?", "yes"),
    ("I hear you.", "no"),
    ("", "no"),
])  # fmt: skip
def test_other_answers_are_left_to_the_guard(reply, answer):
    assert not answers_danger(reply, answer)


@pytest.mark.parametrize("category", vetted.REPLIES)
def test_every_vetted_question_is_understood(category):
    for level in (1, 3):
        for wording in vetted._wordings(category, level):
            question = as_written(wording)[-1].lower()
            assert bool(_YES_IS_DANGER.search(question)) != bool(_NO_IS_DANGER.search(question)), question
