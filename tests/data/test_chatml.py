"""The rendering: literal ids, prefix stability, and control tokens that nobody can forge."""

import random

import pytest
from transformers import AutoTokenizer
from transformers.utils.chat_template_utils import render_jinja_template

from empathy.data.chatml import ChatFormat
from empathy.dialogue import Turn
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


def test_saved_template_marks_the_supervised_part(tokenizer):
    """``{% generation %}`` spans the reply and its end, as the loss mask does."""
    messages = [{"role": turn.role, "content": turn.text} for turn in EXCHANGE]
    rendered, spans = render_jinja_template(
        [messages], chat_template=ChatFormat(tokenizer).template, return_assistant_tokens_mask=True
    )
    assert [rendered[0][start:end] for start, end in spans[0]] == ["Oh<|im_end|>"]
