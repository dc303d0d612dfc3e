"""A tuned model as chat needs it: it writes, and its heads read what the person feels."""

import copy
import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import torch

from empathy.data.chatml import ChatFormat, pad_of
from empathy.data.memory import History
from empathy.dialogue import Turn
from empathy.labels import EMOTIONS_WITH_NEUTRAL, GOEMOTIONS, STRATEGIES
from empathy.model.backbone import Lora, load_backbone
from empathy.model.generate import Bias, generate
from empathy.model.heads import Heads
from empathy.model.saved import adapter_fingerprint, load_best_model, lora_of, settings_of
from empathy.pretrained import load_tokenizer


@dataclass(frozen=True)
class Reading:
    """What the heads say where the person's last turn ends and the reply would begin.

    Attributes:
        emotions: Probability of each emotion, likeliest first.
        strategies: Probability of each strategy, likeliest first.
        valence: On ``labels.AFFECT_SCALE``.
        arousal: On ``labels.AFFECT_SCALE``.
    """

    emotions: dict[str, float]
    strategies: dict[str, float]
    valence: float
    arousal: float

    def feelings(self) -> list[str]:
        """Emotions, likeliest first; neutral is none."""
        return [name for name in self.emotions if name in GOEMOTIONS]


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
        bias: Sequence[Bias] = (),
        keep_cut: bool = False,
        keep_lines: bool = False,
    ) -> list[str]:
        """Continue prompts with one text each; empty where it has no words.

        Args:
            prompts: Ids, as ``ChatFormat`` renders them.
            max_new_tokens: Of each text at most.
            temperature: 0: greedy.
            seed: Of the draws.
            min_p: See ``model.generate``.
            bias: What to make less likely, see ``model.generate``.
            keep_cut: Keep a text that was cut off; else it comes back empty.
            keep_lines: Keep line breaks; else a text is one line.
        """
        with self.speaking():
            replies = generate(
                self.backbone, prompts, end=self.chat.end, max_new_tokens=max_new_tokens, temperature=temperature,
                seed=seed, min_p=min_p, bias=bias,
            )  # fmt: skip
        whole = [reply if keep_cut or len(reply) < max_new_tokens else [] for reply in replies]
        texts = [str(self.chat.tokenizer.decode(list(reply), skip_special_tokens=True)).strip() for reply in whole]
        return texts if keep_lines else [" ".join(text.split()) for text in texts]

    @torch.no_grad()
    def read(self, turns: Sequence[Turn]) -> Reading:
        """Let the heads read the person's last turn.

        Args:
            turns: The conversation, the person's turn last; the system turn is added.
        """
        ids = self.chat.prompt(self.with_system(turns))
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
