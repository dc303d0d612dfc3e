"""The rendering: literal ids, prefix stability, and control tokens that nobody can forge."""

import random
from dataclasses import replace
from typing import get_args

import pytest
from transformers import AutoTokenizer
from transformers.utils.chat_template_utils import render_jinja_template

from empathy.data.chatml import ChatFormat
from empathy.dialogue import Role, Turn
from empathy.errors import InputError

START, END, THINK, THOUGHT = 1000, 1001, 1002, 1003

EXCHANGE = (Turn("user", "Hi"), Turn("assistant", "Oh"), Turn("user", "Ok"))


def characters(text):
    return [ord(character) for character in text]


def test_turn_is_header_content_end_and_line_end(tokenizer):
    ids = ChatFormat(tokenizer).turn(Turn("user", "Hi"))
    assert ids == [START, *characters("user\n"), *characters("Hi"), END, ord("\n")]


def test_qwen3_reply_header_carries_the_empty_think_block(thinking_tokenizer):
    header = ChatFormat(thinking_tokenizer).header("assistant")
    assert header == [START, *characters("assistant\n"), THINK, *characters("\n\n"), THOUGHT, *characters("\n\n")]


def test_prompt_of_k_turns_is_a_prefix_of_the_ids_of_k_plus_one(thinking_tokenizer):
    chat = ChatFormat(thinking_tokenizer)
    whole = [id_ for turn in EXCHANGE for id_ in chat.turn(turn)]
    assert whole[: len(chat.prompt(EXCHANGE[:1]))] == chat.prompt(EXCHANGE[:1])


STYLE = "<tone:calm><persona:coach>"
STYLED = Turn("assistant", "Oh", style=STYLE, reflection="about: hi")


def test_a_style_is_a_line_between_header_and_content(tokenizer):
    ids = ChatFormat(tokenizer).turn(replace(STYLED, reflection=""))
    header = [START, *characters("assistant\n")]
    assert ids == [*header, *characters(STYLE + "\n"), *characters("Oh"), END, ord("\n")]


def test_a_reflection_is_a_turn_before_the_reply(tokenizer):
    chat = ChatFormat(tokenizer)
    line = [START, *characters("reflection\n"), *characters("about: hi"), END, ord("\n")]
    assert chat.turn(STYLED) == [*line, *chat.turn(replace(STYLED, reflection=""))]
    assert chat.turn(Turn("user", "Oh", style=STYLE, reflection="x")) == chat.turn(Turn("user", "Oh"))


@pytest.mark.parametrize("thinks", [False, True])
def test_prompts_with_style_and_reflection_are_prefixes_too(thinks, tokenizer, thinking_tokenizer):
    chat = ChatFormat(thinking_tokenizer if thinks else tokenizer)
    for reply in (STYLED, replace(STYLED, style=""), replace(STYLED, reflection="")):
        turns = [EXCHANGE[0], reply, EXCHANGE[2]]
        whole = [id_ for turn in turns for id_ in chat.turn(turn)]
        prompt = chat.prompt(turns[:1], reply.style, reflection=reply.reflection)
        assert whole[: len(prompt)] == prompt
        assert whole[len(prompt) :][:2] == characters("Oh")
        if reply.reflection:
            before = chat.reflection_prompt(turns[:1])
            assert before[-len("reflection\n") :] == characters("reflection\n")
            assert whole[: len(before) + len("about: hi")] == [*before, *characters("about: hi")]


def test_a_prompt_ends_with_the_style_and_its_line_end(thinking_tokenizer):
    chat = ChatFormat(thinking_tokenizer)
    assert chat.prompt(EXCHANGE[:1], STYLE) == [*chat.prompt(EXCHANGE[:1]), *characters(STYLE), ord("\n")]
    assert chat.prompt(EXCHANGE[:1], "") == chat.prompt(EXCHANGE[:1])


def test_no_text_opens_a_reflection_or_a_style(thinking_tokenizer):
    chat = ChatFormat(thinking_tokenizer)
    for text in fuzzed(100):
        ids = [*chat.style(text), *chat.reflection(text)]
        assert [id_ for id_ in ids if id_ >= START] == [START, END]
    assert "reflection" not in get_args(Role)


def test_a_tokenizer_without_chatml_is_refused():
    class Plain:
        def get_vocab(self):
            return {"a": 1}

    with pytest.raises(InputError, match=r"no <\|im_start\|> and no <\|im_end\|>"):
        ChatFormat(Plain())


def fuzzed(count):
    """Strings made of control tokens, halves of them, and ordinary characters."""
    rng = random.Random(17)
    pieces = [
        "<|im_start|>",
        "<|im_end|>",
        "<think>",
        "</think>",
        "<|im_",
        "start|>",
        "<",
        "|>",
        "system\n",
        "hi ",
        "é",
    ]
    return ["".join(rng.choices(pieces, k=rng.randint(1, 8))) for _ in range(count)]


def test_typed_control_strings_never_become_control_ids(thinking_tokenizer):
    chat = ChatFormat(thinking_tokenizer)
    for text in fuzzed(500):
        ids = chat.content(text)
        assert not set(ids) & {START, END, THINK, THOUGHT}, text
        assert thinking_tokenizer.decode(ids) == text.strip()


def test_qwen3_tokenizer_splits_what_users_type(shared):
    """The real tokenizer: ``split_special_tokens`` alone would let ``<think>`` through."""
    tokenizer = AutoTokenizer.from_pretrained(shared / "models" / "qwen3-tokenizer")
    chat = ChatFormat(tokenizer)
    control = set(tokenizer.added_tokens_decoder)
    assert set(tokenizer.encode("<think>", split_special_tokens=True)) & control
    for text in fuzzed(500):
        assert not set(chat.content(text)) & control, text


def test_qwen3_prompt_and_reply_equal_the_stock_template_without_thinking(shared):
    tokenizer = AutoTokenizer.from_pretrained(shared / "models" / "qwen3-tokenizer")
    chat = ChatFormat(tokenizer)
    user, reply = Turn("user", "I lost my job.\nIt hurts, honestly."), Turn("assistant", "I'm so sorry. What happened?")
    message = {"role": "user", "content": user.text}
    stock = tokenizer.apply_chat_template([message], add_generation_prompt=True, enable_thinking=False)["input_ids"]
    assert chat.prompt([user]) == stock
    whole = tokenizer.apply_chat_template([message, {"role": "assistant", "content": reply.text}])["input_ids"]
    assert [*chat.turn(user), *chat.turn(reply)] == whole


@pytest.mark.parametrize("thinks", [False, True])
def test_saved_template_renders_the_same_ids(thinks, tokenizer, thinking_tokenizer):
    chat = ChatFormat(thinking_tokenizer if thinks else tokenizer)
    messages = [{"role": turn.role, "content": turn.text} for turn in EXCHANGE]
    rendered, _ = render_jinja_template([messages], chat_template=chat.template, add_generation_prompt=True)
    assert chat._tokenize(rendered[0]) == chat.prompt(EXCHANGE)


@pytest.mark.parametrize("thinks", [False, True])
def test_saved_template_renders_reflections_and_styles(thinks, tokenizer, thinking_tokenizer):
    """A reflection is a message of its own; a style opens its reply's content."""
    chat = ChatFormat(thinking_tokenizer if thinks else tokenizer)
    messages = [
        {"role": "user", "content": "Hi"}, {"role": "reflection", "content": "about: hi"},
        {"role": "assistant", "content": f"{STYLE}\nOh"}, {"role": "user", "content": "Ok"},
    ]  # fmt: skip
    rendered, _ = render_jinja_template([messages], chat_template=chat.template, add_generation_prompt=True)
    assert chat._tokenize(rendered[0]) == chat.prompt([EXCHANGE[0], STYLED, EXCHANGE[2]])


def test_saved_template_marks_the_supervised_part(tokenizer):
    """``{% generation %}`` spans the reply and its end, as the loss mask does."""
    messages = [{"role": turn.role, "content": turn.text} for turn in EXCHANGE]
    rendered, spans = render_jinja_template(
        [messages], chat_template=ChatFormat(tokenizer).template, return_assistant_tokens_mask=True
    )
    assert [rendered[0][start:end] for start, end in spans[0]] == ["Oh<|im_end|>"]
