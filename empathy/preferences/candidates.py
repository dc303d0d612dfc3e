"""Candidate replies: a tuned model and its base, each at several temperatures."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from empathy.data.chatml import ChatFormat
from empathy.dialogue import Turn
from empathy.labels import GOEMOTIONS
from empathy.model.backbone import Lora, load_backbone
from empathy.model.generate import generate
from empathy.model.heads import Heads
from empathy.preferences.prompts import Prompt
from empathy.pretrained import load_tokenizer
from empathy.train.best_model import adapter_fingerprint, load_best_model, lora_of, settings_of


@dataclass(frozen=True)
class Candidate:
    """A reply and where it comes from.

    Attributes:
        text: What it says.
        model: ``sft`` or ``base``.
        temperature: Of the draw; 0 is greedy.
        seed: Of the draw, which a whole batch of prompts shares.
    """

    text: str
    model: str
    temperature: float
    seed: int

    @property
    def provenance(self) -> dict[str, Any]:
        """Everything but the text."""
        return {name: value for name, value in asdict(self).items() if name != "text"}


class Writer:
    """A tuned model that writes candidates and reads emotions.

    Args:
        folder: ``best_model`` of a finished run.
        max_new_tokens: Tokens of a reply at most.
    """

    def __init__(self, folder: Path, *, max_new_tokens: int) -> None:
        self.settings = settings_of(folder)
        self.fingerprint = adapter_fingerprint(folder)[:16]
        base_model = str(self.settings["base_model"])
        self.chat = ChatFormat(load_tokenizer(base_model))
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        own = lora_of(folder)
        lora = Lora(r=own["r"], alpha=own["lora_alpha"], targets=tuple(own["target_modules"]))
        self.backbone = load_backbone(base_model, device=device, lora=lora)
        self.is_multilabel = self.settings["label_space"] == "emotions28"
        self.heads = Heads(
            self.backbone.hidden_size, multilabel=self.is_multilabel, persona=bool(self.settings["persona_head"])
        )
        load_best_model(folder, self.backbone, self.heads)
        self.heads.to(device)
        self.heads.eval()
        self.backbone.eval()
        self.max_new_tokens = max_new_tokens

    def _turns(self, prompt: Prompt) -> list[Turn]:
        system = str(self.settings["system"])
        has_own = prompt.turns[0].role == "system"
        return [*([Turn("system", system)] if system and not has_own else []), *prompt.turns]

    def write(self, prompts: Sequence[Prompt], temperatures: Sequence[float], *, seed: int) -> list[list[Candidate]]:
        """Let both models answer each prompt once at each temperature.

        Args:
            prompts: Answered in one batch.
            temperatures: Of the draws.
            seed: Of all draws; each draw's own is derived from it.

        Returns:
            The candidates of each prompt; empty replies are left out.
        """
        ids = [self.chat.prompt(self._turns(prompt)) for prompt in prompts]
        found: list[list[Candidate]] = [[] for _ in prompts]
        for number, model in enumerate(("sft", "base")):
            with self.backbone.base_only() if model == "base" else nullcontext():
                for place, temperature in enumerate(temperatures):
                    own_seed = int(np.random.SeedSequence((seed, number, place)).generate_state(1)[0])
                    replies = generate(
                        self.backbone, ids, end=self.chat.end, max_new_tokens=self.max_new_tokens,
                        temperature=temperature, seed=own_seed,
                    )  # fmt: skip
                    for candidates, reply in zip(found, replies, strict=True):
                        # A reply that was cut off is no reply to learn from.
                        if len(reply) < self.max_new_tokens and (text := self._decoded(reply)):
                            candidates.append(Candidate(text, model, temperature, own_seed))
        return found

    def _decoded(self, reply: Sequence[int]) -> str:
        return " ".join(self.chat.tokenizer.decode(list(reply), skip_special_tokens=True).split())

    @torch.no_grad()
    def emotions(self, prompt: Prompt, *, most: int = 2) -> list[str]:
        """The likeliest emotions of the user's last turn, by the emotion head; neutral is none."""
        ids = [id_ for turn in self._turns(prompt) for id_ in self.chat.turn(turn)]
        ids = ids[: len(ids) - len(self.chat.close) + 1]  # the head reads at <|im_end|>
        device = self.backbone.lm_head.device
        row = torch.tensor([ids], device=device)
        hidden = self.backbone(row, torch.ones_like(row)).float()
        logits = self.heads.emotion(self.heads.user_end(hidden, torch.tensor([len(ids) - 1], device=device)))[0]
        order = logits.argsort(descending=True).tolist()
        return [GOEMOTIONS[label] for label in order if label < len(GOEMOTIONS)][:most]
