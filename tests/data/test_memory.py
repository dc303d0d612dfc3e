"""The summary of earlier turns, and the windows of one exchange that open with it."""

from dataclasses import replace

import pytest

from empathy.data.chatml import ChatFormat
from empathy.data.encode import encode, with_prefix
from empathy.data.memory import SUMMARY_TOKENS, exchanges, remembered, summary
from empathy.dialogue import Dialogue, Turn
from empathy.labels import GOEMOTIONS
from tests.conftest import CharacterTokenizer, WordTokenizer

CHAT = ChatFormat(WordTokenizer())
SADNESS, FEAR = GOEMOTIONS.index("sadness"), GOEMOTIONS.index("fear")


def said(*texts):
    return [Turn("user", text) for text in texts]


def test_summary_names_the_users_own_words_in_order():
    turns = [
        Turn("user", "I’m so lonely here."), Turn("assistant", "You sound sad, and angry too."),
        Turn("user", "Not angry. Scared, and LONELY."),
    ]  # fmt: skip
    assert summary(turns, CHAT) == "Earlier they felt: lonely, scared."


def test_summary_of_nothing_named_is_empty():
    assert summary([], CHAT) == ""
    assert summary(said("I sold the car.", "Don't worry, I'm not sad"), CHAT) == ""


def test_labels_say_nothing_to_the_summary():
    labelled = [replace(turn, emotions=(FEAR,)) for turn in said("I sold the car.")]
    assert summary(labelled, CHAT) == ""


def test_the_latest_feelings_are_kept_where_they_are_too_many():
    """``Earlier they felt:`` and the end take 5 tokens, the words 2 each but for the last comma: 8 fit."""
    words = ["lonely", "scared", "angry", "jealous", "proud", "guilty", "ashamed", "excited", "confused", "grateful"]
    line = summary(said(*(f"I am {word}." for word in words)), CHAT)
    assert line == f"Earlier they felt: {', '.join(words[2:])}."
    assert len(CHAT.content(line)) == SUMMARY_TOKENS == 5 + 2 * 8 - 1
    assert summary(said("I am lonely"), ChatFormat(CharacterTokenizer())) == ""  # no word fits into 20 characters


def test_an_exchange_is_what_the_user_says_and_the_replies_to_it():
    roles = ["assistant", "user", "user", "assistant", "assistant", "user"]
    assert exchanges([Turn(role, "x") for role in roles]) == [(0, 1), (1, 5), (5, 6)]
    assert exchanges([]) == []


TURNS = (
    Turn("user", "I am lonely", emotions=(SADNESS,)), Turn("assistant", "Why", strategy=0),
    Turn("user", "He left", emotions=(SADNESS,)), Turn("user", "yesterday", emotions=(FEAR,)),
    Turn("assistant", "Oh", strategy=2), Turn("user", "Bye", emotions=(FEAR,)),
)  # fmt: skip
DIALOGUE = Dialogue("d", "esconv", TURNS)


def text_of(ids):
    return CHAT.tokenizer.decode(list(ids))


def test_one_example_an_exchange_and_the_feelings_in_the_system_turn():
    first, second, third = encode(DIALOGUE, CHAT, max_length=100, system="Be kind", history="summary")
    felt = CHAT.turn(Turn("system", "Be kind\nEarlier they felt: lonely."))
    assert list(first.ids) == [*CHAT.turn(Turn("system", "Be kind")), *CHAT.turn(TURNS[0]), *CHAT.turn(TURNS[1])]
    assert list(second.ids) == [*felt, *(id_ for turn in TURNS[2:5] for id_ in CHAT.turn(turn))]
    assert list(third.ids) == [*felt, *CHAT.turn(TURNS[5])]
    assert [example.prefix for example in (first, second, third)] == [7, 14, 14]
    # Every reply is supervised once, every label read once.
    assert [text_of(id_ for id_, yes in zip(e.ids, e.supervised, strict=True) if yes) for e in (first, second)] == [
        "Why <|im_end|>", "Oh <|im_end|>",
    ]  # fmt: skip
    assert [[gold for _, gold in e.emotion_at] for e in (first, second, third)] == [
        [(SADNESS,)], [(SADNESS,), (FEAR,)], [(FEAR,)],
    ]  # fmt: skip
    assert [[label for _, label in e.strategy_at] for e in (first, second, third)] == [[0], [2], []]


def test_without_a_system_text_the_summary_is_the_system_turn():
    first, second, _ = encode(DIALOGUE, CHAT, max_length=100, history="summary")
    assert first.prefix == 0
    assert list(second.ids[: second.prefix]) == CHAT.turn(Turn("system", "Earlier they felt: lonely."))


def test_another_system_turn_keeps_the_summary():
    first, second, _ = encode(DIALOGUE, CHAT, max_length=100, system="Be kind", history="summary")
    rules = tuple(CHAT.turn(Turn("system", "Rules")))
    felt = tuple(CHAT.turn(Turn("system", "Earlier they felt: lonely.")))
    assert with_prefix(second, rules).ids == rules + felt + second.ids[second.prefix :]
    assert with_prefix(second, ()).ids == felt + second.ids[second.prefix :]
    assert with_prefix(first, rules).ids == rules + first.ids[first.prefix :]
    moved = with_prefix(second, rules)
    assert sum(moved.supervised) == second.targets
    assert moved.supervised[-second.targets - 1 : -1] == (True,) * second.targets


def test_what_a_reply_is_given_in_chat_is_what_it_was_trained_on():
    _, second, _ = encode(DIALOGUE, CHAT, max_length=100, system="Be kind", history="summary")
    prompt = CHAT.prompt(remembered(TURNS[:4], CHAT, system="Be kind", history="summary"))
    assert list(second.ids[: len(prompt)]) == prompt
    (whole,) = encode(DIALOGUE, CHAT, max_length=100, system="Be kind")
    prompt = CHAT.prompt(remembered(TURNS[:4], CHAT, system="Be kind", history="full"))
    assert list(whole.ids[: len(prompt)]) == prompt


def test_a_system_turn_of_its_own_comes_first():
    own = Turn("system", "Be brief")
    given = remembered([own, *TURNS[:3]], CHAT, system="Be kind", history="summary")
    assert given == [Turn("system", "Be brief\nEarlier they felt: lonely."), TURNS[2]]


def test_an_exchange_that_does_not_fit_is_an_error():
    with pytest.raises(ValueError, match="longer than max_length"):
        encode(DIALOGUE, CHAT, max_length=20, history="summary")
