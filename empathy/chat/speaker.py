"""A tuned model as chat needs it: it writes, and its heads read what the person feels."""

import copy
import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import cast

import torch

from empathy.chat.speaking import Reading
from empathy.chat.writer import Writer
from empathy.data.chatml import ChatFormat
from empathy.data.memory import History
from empathy.dialogue import Turn
from empathy.labels import EMOTIONS_WITH_NEUTRAL, GOEMOTIONS, STRATEGIES
from empathy.model.backbone import Lora, load_backbone
from empathy.model.heads import Heads
from empathy.model.saved import adapter_fingerprint, load_best_model, lora_of, settings_of
from empathy.pretrained import load_tokenizer


class Speaker(Writer):
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
