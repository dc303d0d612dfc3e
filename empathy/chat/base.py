"""A base model as chat needs it before anything was trained: it writes, and nobody reads for it."""

import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager

import torch

from empathy.chat.writer import Writer
from empathy.data.chatml import ChatFormat
from empathy.data.memory import SYSTEM
from empathy.dialogue import Turn
from empathy.model.backbone import load_backbone
from empathy.pretrained import load_tokenizer


class BaseSpeaker(Writer):
    """A base model without adapter and heads.

    Args:
        base_model: ``embedded``, a folder, or a hub id.

    Raises:
        InputError: If there is no such model.
    """

    def __init__(self, base_model: str) -> None:
        self.system, self.history = SYSTEM, "full"
        self.base_model = base_model
        self.chat = ChatFormat(load_tokenizer(base_model))
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.backbone = load_backbone(base_model, device=device).eval()

    @property
    def identity(self) -> str:
        """Hash of base and system turn, hexadecimal."""
        return hashlib.sha256(repr([self.base_model, self.system]).encode()).hexdigest()[:16]

    def speaking(self) -> AbstractContextManager[None]:
        """Within it, the base speaks; its new adapter changes nothing and is off."""
        return self.backbone.base_only()

    def read(self, context: Sequence[Turn]) -> None:
        """Nothing: there are no heads."""
        del context
        return None
