"""Messages -> token ids: the one rendering that training, validation and chat share.

Ids are built turn by turn from structured messages, header ids + content ids, never by tokenising a rendered string, so
that (1) text can never become a control token, (2) the ids of the first k turns are a prefix of the ids of k + 1 turns.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

from empathy.dialogue import Role, Turn
from empathy.errors import InputError
from empathy.style import PERSONAS, TONES, Style

Header = Literal[Role, "reflection"]
"""Who a header names: a speaker, or the model before it speaks. No text and no file can bring the latter."""

EMPTY_THOUGHT = "<think>\n\n</think>\n\n"
"""What Qwen3's own template puts into the header of a reply that is to come without thinking."""


@dataclass(frozen=True)
class ChatFormat:
    r"""ChatML as the project renders it: ``<|im_start|>role\n`` content ``<|im_end|>\n``.

    A reply may have a reflection, which is a turn of its own before it, and a style, a line between its header and its
    content: behind the header, so that the heads that read there and before do not see it.

    Attributes:
        tokenizer: A Hugging Face tokenizer whose vocabulary holds the two control tokens.
    """

    tokenizer: Any

    def __post_init__(self) -> None:
        vocabulary = self.tokenizer.get_vocab()
        if missing := [token for token in ("<|im_start|>", "<|im_end|>") if token not in vocabulary]:
            raise InputError(
                "model.base_model",
                f"its tokenizer has no {' and no '.join(missing)}",
                "Use a chat model that speaks ChatML, such as Qwen3 or SmolLM2",
            )

    @cached_property
    def thinks(self) -> bool:
        """Whether replies carry the empty think block (Qwen3)."""
        return "<think>" in self.tokenizer.get_vocab()

    @cached_property
    def end(self) -> int:
        """Id of ``<|im_end|>``: ends every turn, stops generation."""
        return int(self.tokenizer.convert_tokens_to_ids("<|im_end|>"))

    @cached_property
    def _headers(self) -> dict[Header, list[int]]:
        thought = EMPTY_THOUGHT if self.thinks else ""
        return {
            role: self._tokenize(f"<|im_start|>{role}\n" + (thought if role == "assistant" else ""))
            for role in get_args(Header)
        }

    @cached_property
    def close(self) -> list[int]:
        """Ids that close a turn: ``<|im_end|>`` and the line end; the first of them is a target in replies."""
        return [self.end, *self._tokenize("\n")]

    @cached_property
    def _control(self) -> re.Pattern[str]:
        """Every string that the tokenizer maps to one added id, special or not (Qwen3's ``<think>`` is not)."""
        added = sorted({str(token) for token in self.tokenizer.added_tokens_decoder.values()}, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, added)) or r"(?!)")

    def _tokenize(self, text: str, **options: bool) -> list[int]:
        return list(self.tokenizer.encode(text, add_special_tokens=False, **options))

    def header(self, role: Header) -> list[int]:
        """Ids that open a turn; for an assistant turn the strategy head reads at the last of them."""
        return self._headers[role]

    def content(self, text: str) -> list[int]:
        """Ids of what somebody said, with no control id in it whatever was typed.

        ``split_special_tokens`` alone leaves added but non-special tokens whole, so control strings are cut in two
        before the tokenizer sees them.
        """
        text = text.strip()
        ids: list[int] = []
        start = 0
        for match in self._control.finditer(text):
            cut = match.start() + 1
            ids += self._tokenize(text[start:cut], split_special_tokens=True)
            start = cut
        return ids + self._tokenize(text[start:], split_special_tokens=True)

    @cached_property
    def _styles(self) -> dict[str, list[int]]:
        """Ids of the styles that stand before every reply: there are few."""
        rendered = (Style(tone, persona).text for tone in TONES for persona in PERSONAS)
        return {"": []} | {text: [*self.content(text), *self.close[1:]] for text in rendered}

    def style(self, text: str) -> list[int]:
        """Ids of a style (``Style.text``) with its line end; none where there is no style."""
        known = self._styles.get(text)
        return [*self.content(text), *self.close[1:]] if known is None else known

    def reflection(self, line: str) -> list[int]:
        """Ids of the turn that holds a reflection; none where there is none."""
        return [*self.header("reflection"), *self.content(line), *self.close] if line else []

    def turn(self, turn: Turn) -> list[int]:
        """Ids of a whole turn; a reply's with its reflection and its style."""
        before = self.header(turn.role)
        if turn.role == "assistant":
            before = [*self.reflection(turn.reflection), *before, *self.style(turn.style)]
        return [*before, *self.content(turn.text), *self.close]

    def prompt(self, turns: Sequence[Turn], style: str = "", *, reflection: str = "") -> list[int]:
        """Ids after which the model speaks.

        Args:
            turns: All so far.
            style: How the reply is to sound; empty for none.
            reflection: What the model wrote for itself before it; empty for none.

        Returns:
            A prefix of the ids of these turns and the reply that has this style and this reflection.
        """
        so_far = [id_ for turn in turns for id_ in self.turn(turn)]
        return [*so_far, *self.reflection(reflection), *self.header("assistant"), *self.style(style)]

    def reflection_prompt(self, turns: Sequence[Turn]) -> list[int]:
        """Ids after which the model writes its reflection; ``<|im_end|>`` ends it."""
        return [id_ for turn in turns for id_ in self.turn(turn)] + self.header("reflection")

    @property
    def template(self) -> str:
        """The jinja chat template that renders the same ids; it is saved with the model."""
        header = "'<|im_start|>' + message['role'] + '\\n'"
        thought = repr(EMPTY_THOUGHT) if self.thinks else "''"
        return (
            "{% for message in messages %}"
            "{{ " + header + " }}{% if message['role'] == 'assistant' %}{{ " + thought + " }}{% endif %}"
            "{% if message['role'] == 'assistant' %}{% generation %}{{ message['content'] | trim + '<|im_end|>' }}"
            "{% endgeneration %}{% else %}{{ message['content'] | trim + '<|im_end|>' }}{% endif %}{{ '\\n' }}"
            "{% endfor %}"
            "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' + " + thought + " }}{% endif %}"
        )


def pad_of(chat: ChatFormat) -> int:
    """Id that fills short rows: the tokenizer's own, or the end of a turn where it has none."""
    pad = chat.tokenizer.pad_token_id
    return chat.end if pad is None else int(pad)
