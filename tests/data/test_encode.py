"""Encoding: masks and head positions on readable ids, windows, and nothing in a prompt that comes from a label."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from empathy.data.chatml import ChatFormat
from empathy.data.encode import encode, until_last_label, with_prefix
from empathy.dialogue import Dialogue, Turn
from tests.conftest import CharacterTokenizer

CHAT = ChatFormat(CharacterTokenizer())
DIALOGUE = Dialogue(
    "d", "esconv", (Turn("user", "Sad", emotions=(25,)), Turn("assistant", "Why", strategy=0), Turn("user", "Ok"))
)


def shown(example, keep):
    return "".join(CHAT.tokenizer.decode([id_]) for id_, flag in zip(example.ids, keep, strict=True) if flag)


def test_only_replies_and_their_ends_are_supervised():
    (example,) = encode(DIALOGUE, CHAT, max_length=100)
    assert shown(example, [True] * len(example)) == (
        "<|im_start|>user\nSad<|im_end|>\n<|im_start|>assistant\nWhy<|im_end|>\n<|im_start|>user\nOk<|im_end|>\n"
    )
    assert shown(example, example.supervised) == "Why<|im_end|>"
    assert example.targets == 4


def test_emotion_reads_at_the_end_of_the_user_turn_and_strategy_at_the_header_before_the_reply():
    (example,) = encode(DIALOGUE, CHAT, max_length=100)
    # <|im_start|> u s e r \n S a d <|im_end|> : 10th id; \n <|im_start|> a..t \n : 22nd id
    assert example.emotion_at == ((9, (25,)),)
    assert example.strategy_at == ((21, 0),)
    assert CHAT.tokenizer.decode(list(example.ids[:10])).endswith("Sad<|im_end|>")
    assert CHAT.tokenizer.decode(list(example.ids[:22])).endswith("<|im_start|>assistant\n")
    assert not any(example.supervised[:22])


def test_human_affect_is_read_at_the_end_of_the_user_turn():
    dialogue = Dialogue("e", "emobank", (Turn("user", "Fine", affect=(3.2, 2.8)),))
    (example,) = encode(dialogue, CHAT, max_length=50)
    assert example.affect_at == ((10, (3.2, 2.8)),)
    assert example.targets == 0


def test_labels_leave_no_trace_in_the_ids():
    bare = replace(DIALOGUE, turns=tuple(replace(t, emotions=(), strategy=None) for t in DIALOGUE.turns))
    assert encode(bare, CHAT, max_length=100)[0].ids == encode(DIALOGUE, CHAT, max_length=100)[0].ids


def test_system_turn_stands_in_front_and_can_be_replaced():
    (example,) = encode(DIALOGUE, CHAT, max_length=100, system="S")
    rules = CHAT.turn(Turn("system", "Rules"))
    moved = with_prefix(example, rules)
    assert moved.ids[: len(rules)] == tuple(rules)
    assert moved.ids[len(rules) :] == example.ids[example.prefix :]
    assert shown(moved, moved.supervised) == shown(example, example.supervised)


def long_dialogue(sizes):
    turns = [Turn("user" if n % 2 == 0 else "assistant", chr(97 + n) * size) for n, size in enumerate(sizes)]
    return Dialogue("long", "esconv", tuple(turns))


@settings(max_examples=200, deadline=None)
@given(sizes=st.lists(st.integers(1, 40), min_size=1, max_size=16), room=st.integers(120, 300))
def test_every_reply_is_supervised_exactly_once_and_windows_keep_their_length(sizes, room):
    dialogue = long_dialogue(sizes)
    examples = encode(dialogue, CHAT, max_length=room)
    supervised = "".join(shown(example, example.supervised) for example in examples)
    assert supervised == "".join(f"{turn.text}<|im_end|>" for turn in dialogue.turns if turn.role == "assistant")
    assert all(len(example) <= room for example in examples)


def test_a_later_window_shows_the_user_turn_before_its_first_reply():
    """Turns of 15, 20, 15 and 20 ids; 50 fit, so the fourth turn starts a window behind the third."""
    dialogue = Dialogue(
        "d",
        "c",
        (Turn("user", "aaaaaaa"), Turn("assistant", "bbbbbbb"), Turn("user", "ccccccc"), Turn("assistant", "d")),
    )
    first, second = encode(dialogue, CHAT, max_length=50)
    assert shown(first, first.supervised) == "bbbbbbb<|im_end|>"
    assert "ccccccc" in shown(second, [True] * len(second))
    assert shown(second, second.supervised) == "d<|im_end|>"


def test_a_reply_that_does_not_fit_is_an_error_not_a_cut():
    with pytest.raises(ValueError, match="longer than max_length"):
        encode(long_dialogue([5, 60]), CHAT, max_length=60)


def test_after_the_last_label_nothing_is_left():
    """The strategy is read at the header of the reply: neither the reply nor the turn after it is needed."""
    (example,) = encode(DIALOGUE, CHAT, max_length=100)
    cut = until_last_label(example)
    assert len(cut) == example.strategy_at[0][0] + 1
    assert cut.ids == example.ids[: len(cut)]
    assert not any(cut.supervised)
    assert (cut.emotion_at, cut.strategy_at) == (example.emotion_at, example.strategy_at)
    assert len(until_last_label(replace(example, emotion_at=(), strategy_at=()))) == 0
