"""Messages -> token ids: the one rendering that training, validation and chat share.

Ids are built turn by turn from structured messages, header ids + content ids, never by tokenising a rendered string, so
that (1) text can never become a control token, (2) the ids of the first k turns are a prefix of the ids of k + 1 turns.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from empathy.dialogue import Role, Turn
from empathy.errors import InputError

EMPTY_THOUGHT = "<think>\n\n</think>\n\n"
"""What Qwen3's own template puts into the header of a reply that is to come without thinking."""


@dataclass(frozen=True)
class ChatFormat:
    r"""ChatML as the project renders it: ``<|im_start|>role\n`` content ``<|im_end|>\n``.

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
    def _headers(self) -> dict[Role, list[int]]:
        roles: tuple[Role, ...] = ("system", "user", "assistant")
        thought = EMPTY_THOUGHT if self.thinks else ""
        return {
            role: self._tokenize(f"<|im_start|>{role}\n" + (thought if role == "assistant" else "")) for role in roles
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

    def header(self, role: Role) -> list[int]:
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

    def turn(self, turn: Turn) -> list[int]:
        """Ids of a whole turn."""
        return [*self.header(turn.role), *self.content(turn.text), *self.close]

    def prompt(self, turns: Sequence[Turn]) -> list[int]:
        """Ids after which the model speaks: the turns so far and the header of the reply."""
        return [id_ for turn in turns for id_ in self.turn(turn)] + self.header("assistant")

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
