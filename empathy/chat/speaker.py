"""A tuned model as chat needs it: it writes, and its heads read what the person feels."""

import copy
import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import cast

import torch

from empathy.chat.advice_bias import advice_biases
from empathy.chat.speaking import Asked, Reading
from empathy.data.chatml import ChatFormat, pad_of
from empathy.data.memory import History, remembered
from empathy.data.voice import REFLECTION_TOKENS
from empathy.dialogue import Turn
from empathy.labels import EMOTIONS_WITH_NEUTRAL, GOEMOTIONS, STRATEGIES
from empathy.model.backbone import Lora, load_backbone
from empathy.model.generate import seeds_of, write
from empathy.model.heads import Heads
from empathy.model.sampling import Biases, Draft, Row
from empathy.model.saved import adapter_fingerprint, load_best_model, lora_of, settings_of
from empathy.pretrained import load_tokenizer


class Speaker:
    """A base model with its tuned adapter and heads.

    Args:
        folder: ``best_model`` of a finished run.

    Raises:
        InputError: If the folder is none.
    """

    def __init__(self, folder: Path) -> None:
        settings = settings_of(folder)
        self.system = str(settings["system"])
        self.history = cast("History", settings.get("history", "full"))  # models made before had no other
        self.fingerprint = adapter_fingerprint(folder)[:16]
        self.base_model = base_model = str(settings["base_model"])
        self.chat = ChatFormat(load_tokenizer(base_model))
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        own = lora_of(folder)
        lora = Lora(r=own["r"], alpha=own["lora_alpha"], targets=tuple(own["target_modules"]))
        self.backbone = load_backbone(base_model, device=self.device, lora=lora)
        self.is_multilabel = settings["label_space"] == "emotions28"
        self.heads = Heads(
            self.backbone.hidden_size, multilabel=self.is_multilabel, persona=bool(settings["persona_head"])
        )
        load_best_model(folder, self.backbone, self.heads)
        self.heads.to(self.device).eval()
        self.backbone.eval()
        self.is_untuned = False

    def untuned(self) -> "Speaker":
        """The same model speaking without its adapter; the heads read as before."""
        other = copy.copy(self)
        other.is_untuned = True
        return other

    @property
    def identity(self) -> str:
        """Hash of all that its answers depend on, hexadecimal: base, system turn, history, and what was learnt."""
        told = [self.base_model, self.system, self.history, "" if self.is_untuned else self.fingerprint]
        heads = b"".join(tensor.cpu().numpy().tobytes() for tensor in self.heads.state_dict().values())
        return hashlib.sha256(repr(told).encode() + heads).hexdigest()[:16]

    def speaking(self) -> AbstractContextManager[None]:
        """Within it, the backbone is what speaks: with the adapter, or the base alone."""
        return self.backbone.base_only() if self.is_untuned else nullcontext()

    @property
    def pad(self) -> int:
        """Id that fills short rows."""
        return pad_of(self.chat)

    def with_system(self, turns: Sequence[Turn]) -> list[Turn]:
        """The turns behind the model's own system turn, unless they bring one."""
        has_own = bool(turns) and turns[0].role == "system"
        return [*([Turn("system", self.system)] if self.system and not has_own else []), *turns]

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
        drafts = [
            Draft(tuple(prompt), max_new_tokens, temperature, min_p, seeds_of(seed, place))
            for place, prompt in enumerate(prompts)
        ]
        return [self.text_of(row, keep_cut=keep_cut, keep_lines=keep_lines) for row in self.rows(drafts)]

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

    def recall(self, turns: Sequence[Turn]) -> tuple[list[Turn], str]:
        """What it was trained to be given of a conversation, and the summary in that."""
        context = remembered(turns, self.chat, system=self.system, history=self.history)
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

    def reply(
        self, asked: Sequence[Asked], *, max_new_tokens: int, temperature: float, penalty: float = 0.0
    ) -> list[str]:
        """Draw a reply for each, see ``Speaks``."""
        biases = Biases.of(advice_biases(self.chat.tokenizer, penalty)) if penalty else None
        drafts = [
            Draft(
                tuple(self.chat.prompt(one.context, one.style, reflection=one.reflection)),
                max_new_tokens, temperature, seed=one.seed, biases=biases,
            )
            for one in asked
        ]  # fmt: skip
        return [self.text_of(row) for row in self.rows(drafts)]

    @torch.no_grad()
    def read(self, context: Sequence[Turn]) -> Reading:
        """Let the heads read the person's last turn.

        Args:
            context: The conversation, the person's turn last; the system turn is added.
        """
        ids = self.chat.prompt(self.with_system(context))
        user_end = len(ids) - len(self.chat.header("assistant")) - len(self.chat.close)  # at <|im_end|>
        row = torch.tensor([ids], device=self.device)
        hidden = self.backbone(row, torch.ones_like(row)).float()
        felt = self.heads.user_end(hidden, torch.tensor([user_end], device=self.device))
        logits = self.heads.emotion(felt)[0]
        emotions = torch.sigmoid(logits) if self.is_multilabel else logits.softmax(0)
        header = self.heads.reply_header(hidden, torch.tensor([len(ids) - 1], device=self.device))
        valence, arousal = self.heads.affect(felt)[0].tolist()
        names = EMOTIONS_WITH_NEUTRAL if self.is_multilabel else GOEMOTIONS
        return Reading(
            emotions=_ranked(names, emotions),
            strategies=_ranked(STRATEGIES, self.heads.strategy(header)[0].softmax(0)),
            valence=valence,
            arousal=arousal,
        )


def _ranked(names: Sequence[str], probabilities: torch.Tensor) -> dict[str, float]:
    pairs = zip(names, probabilities.tolist(), strict=True)
    return dict(sorted(pairs, key=lambda pair: -pair[1]))
