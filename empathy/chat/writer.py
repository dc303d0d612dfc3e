"""A model on this machine as chat needs it: it writes, from prompts that one function renders."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager

from empathy.chat.advice_bias import advice_biases
from empathy.chat.speaking import Asked, Decoding, Reading, newest, with_system
from empathy.data.chatml import ChatFormat, pad_of
from empathy.data.memory import History, remembered
from empathy.data.voice import REFLECTION_TOKENS
from empathy.dialogue import Turn
from empathy.model.backbone import Backbone
from empathy.model.generate import drafts, write
from empathy.model.sampling import Biases, Draft, Row


class Writer(ABC):
    """A model that writes.

    Attributes:
        system: Its system turn; empty for none.
        history: What it is given of a conversation.
        base_model: Name of its base.
        chat: Renders prompts.
        backbone: Computes.
    """

    system: str
    history: History
    base_model: str
    chat: ChatFormat
    backbone: Backbone

    @property
    @abstractmethod
    def identity(self) -> str:
        """Of all that its answers depend on."""

    @abstractmethod
    def speaking(self) -> AbstractContextManager[None]:
        """Within it, the backbone is what speaks: with the adapter, or the base alone."""

    @abstractmethod
    def read(self, context: Sequence[Turn]) -> Reading | None:
        """Let the heads read the person's last turn; None where there are none."""

    @property
    def pad(self) -> int:
        """Id that fills short rows."""
        return pad_of(self.chat)

    def with_system(self, turns: Sequence[Turn]) -> list[Turn]:
        """The turns behind the model's own system turn, unless they bring one."""
        return with_system(turns, self.system)

    def write(
        self,
        prompts: Sequence[Sequence[int]],
        *,
        max_new_tokens: int,
        temperature: float = 0.0,
        seed: int = 0,
        min_p: float | None = None,
        keep_cut: bool = False,
        keep_lines: bool = False,
    ) -> list[str]:
        """Continue prompts with one text each; empty where it has no words.

        Args:
            prompts: Ids, as ``ChatFormat`` renders them.
            max_new_tokens: Of each text at most.
            temperature: 0: greedy.
            seed: Of the draws; each text has its own.
            min_p: See ``Draft``.
            keep_cut: Keep a text that was cut off; else it comes back empty.
            keep_lines: Keep line breaks; else a text is one line.
        """
        asked = drafts(prompts, max_new_tokens=max_new_tokens, temperature=temperature, seed=seed, min_p=min_p)
        return [self.text_of(row, keep_cut=keep_cut, keep_lines=keep_lines) for row in self.rows(asked)]

    def rows(self, drafts: Sequence[Draft]) -> list[Row]:
        """Write drafts to their ends."""
        with self.speaking():
            return write(self.backbone, drafts, end=self.chat.end)

    def text_of(self, row: Row, *, keep_cut: bool = False, keep_lines: bool = False) -> str:
        """What a row says, see ``write``."""
        if not row.is_whole and not keep_cut:
            return ""
        text = str(self.chat.tokenizer.decode(row.written, skip_special_tokens=True)).strip()
        return text if keep_lines else " ".join(text.split())

    def count(self, text: str) -> int:
        """Tokens of a text."""
        return len(self.chat.content(text))

    def recall(self, turns: Sequence[Turn]) -> tuple[list[Turn], str]:
        """What it was trained to be given of a conversation, and the summary in that."""
        context = newest(remembered(turns, self.chat, system=self.system, history=self.history), self.count)
        if self.history == "full" or context[0].role != "system":
            return context, ""
        return context, context[0].text.removeprefix(self.system).strip()

    def reflect(self, begun: Sequence[tuple[Sequence[Turn], str]]) -> list[str]:
        """End hidden lines that the heads began, greedily; where that writes nothing or too much, theirs stand."""
        chat = self.chat
        prompts = [[*chat.reflection_prompt(context), *chat.content(line)] for context, line in begun]
        rests = self.write(prompts, max_new_tokens=REFLECTION_TOKENS)
        lines = [f"{line} {rest}".strip() for (_, line), rest in zip(begun, rests, strict=True)]
        return [
            line if len(chat.content(line)) <= REFLECTION_TOKENS else start
            for line, (_, start) in zip(lines, begun, strict=True)
        ]

    def reply(self, asked: Sequence[Asked], decoding: Decoding) -> list[str]:
        """Draw a reply for each, see ``Speaks``."""
        biases = Biases.of(advice_biases(self.chat.tokenizer, decoding.penalty)) if decoding.penalty else None
        wanted = [
            Draft(
                tuple(self.chat.prompt(one.context, one.style, reflection=one.reflection)),
                decoding.max_new_tokens, decoding.temperature, decoding.min_p, one.seed, biases,
            )
            for one in asked
        ]  # fmt: skip
        return [self.text_of(row, keep_cut=decoding.as_is, keep_lines=decoding.as_is) for row in self.rows(wanted)]
