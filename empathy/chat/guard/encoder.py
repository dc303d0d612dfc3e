"""The guard's classifier: a small sentence encoder that reads a message with the ones before it.

MiniLM as ``all-MiniLM-L6-v2`` (Apache-2.0) trained it on sentence pairs, with one output a level and one a category.
Weights are stored as int8 with one scale a row, and the vocabulary holds only the pieces that English chat needs.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import nn

from empathy.chat.guard.minilm import WIDTH, MiniLM
from empathy.chat.guard.sign import CATEGORIES, LEVELS, Finding
from empathy.errors import InputError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent / "data"
WEIGHTS, TOKENIZER = "classifier.safetensors", "tokenizer.json"

PIECES = 128
"""Word pieces that are read at most: of the message the last that fit, before it the last ``BEFORE`` of what was said
before, fewer where the message is long."""

BEFORE = 48

PADDING = 40
"""Word pieces of padding that cost about as much as a further pass: it reads all weights again, 21 MB."""

OUTPUTS = (*(f"level {level}" for level in LEVELS if level), *CATEGORIES)


class Encoder(nn.Module):
    """Encoder and outputs.

    Args:
        vocabulary: Number of word pieces.
    """

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.bert = MiniLM(vocabulary)
        self.outputs = nn.Linear(WIDTH, len(OUTPUTS))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits (B, ``OUTPUTS``) of word pieces (B, T): mean of the states, then one linear layer."""
        states = self.bert(ids, mask)
        shown = mask[..., None].to(states.dtype)
        logits: torch.Tensor = self.outputs((states * shown).sum(1) / shown.sum(1))
        return logits


class Classifier:
    """The trained encoder with its thresholds.

    Args:
        encoder: Its model.
        tokenizer: Its word pieces.
        thresholds: Of level 1, the expected level from which a message counts as dangerous; of the others, the
            probability from which it is of that level.
        fingerprint: Hash of the file it comes from, hexadecimal; empty of one that was just trained.
    """

    def __init__(
        self, encoder: Encoder, tokenizer: "Tokenizer", thresholds: dict[int, float], fingerprint: str = ""
    ) -> None:
        self.encoder, self.tokenizer, self.thresholds = encoder.eval(), tokenizer, thresholds
        self.fingerprint = fingerprint

    @classmethod
    def load(cls, folder: Path = FOLDER, *, exact: bool = False) -> "Classifier":
        """Read weights, word pieces and thresholds.

        Args:
            folder: Where they lie.
            exact: Keep the weights as they are stored, for training or saving them; else they are made quick to read.

        Raises:
            InputError: If a file is missing or damaged.
        """
        from tokenizers import Tokenizer  # noqa: PLC0415

        try:
            tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            with safe_open(folder / WEIGHTS, framework="pt") as file:
                thresholds = json.loads(file.metadata()["thresholds"])
                state = _unpacked({name: file.get_tensor(name) for name in file.keys()})  # noqa: SIM118
            encoder = Encoder(tokenizer.get_vocab_size())
            encoder.load_state_dict(state)
            if not exact:
                encoder.bert.quicken()
            fingerprint = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()[:16]
        except (OSError, ValueError, KeyError, TypeError, RuntimeError, SafetensorError) as error:
            raise InputError(
                str(folder / WEIGHTS), f"is no classifier ({type(error).__name__})", "Install the package again"
            ) from None
        except Exception as error:  # what the tokenizers library raises has no other class
            raise InputError(
                str(folder / TOKENIZER), f"cannot be read ({type(error).__name__})", "Install the package again"
            ) from None
        return cls(encoder, tokenizer, {int(level): float(value) for level, value in thresholds.items()}, fingerprint)

    def save(self, folder: Path) -> None:
        """Write weights and word pieces."""
        folder.mkdir(parents=True, exist_ok=True)
        self.tokenizer.save(str(folder / TOKENIZER))
        metadata = {"thresholds": json.dumps(self.thresholds), "outputs": json.dumps(OUTPUTS)}
        save_file(_packed(self.encoder.state_dict()), folder / WEIGHTS, metadata=metadata)

    @cached_property
    def _special(self) -> tuple[int, int]:
        vocabulary = self.tokenizer.get_vocab()
        return vocabulary["[CLS]"], vocabulary["[SEP]"]

    def ids(self, text: str, before: Sequence[str] = ()) -> list[int]:
        """Word pieces ``[CLS] what was said before [SEP] message [SEP]``, cut where they exceed ``PIECES``.

        Args:
            text: The normalised message.
            before: The user's earlier messages, normalised, oldest first.
        """
        start, end = self._special
        own: list[int] = self.tokenizer.encode(text, add_special_tokens=False).ids
        earlier: list[int] = self.tokenizer.encode(" / ".join(before), add_special_tokens=False).ids if before else []
        own = own[-(PIECES - 3) :]
        earlier = earlier[max(0, len(earlier) - min(BEFORE, PIECES - 3 - len(own))) :]
        return [start, *earlier, *([end] if earlier else []), *own, end]

    @torch.inference_mode()
    def probabilities(self, messages: Sequence[tuple[str, Sequence[str]]]) -> list[dict[str, float]]:
        """Probability of each of ``OUTPUTS`` for each message.

        Args:
            messages: ``(normalised message, earlier messages, oldest first)`` each.
        """
        rows = [self.ids(text, before) for text, before in messages]
        found: list[list[float]] = [[] for _ in rows]
        for places in passes([len(row) for row in rows]):
            seen = self.encoder(*padded([rows[place] for place in places])).sigmoid().tolist()
            for place, row in zip(places, seen, strict=True):
                found[place] = row
        return [dict(zip(OUTPUTS, row, strict=True)) for row in found]

    def finding(self, seen: dict[str, float]) -> Finding | None:
        """The highest level that reaches its threshold, with the likeliest category, where the expected level does.

        Args:
            seen: Probabilities of a message.
        """
        if expected_level(seen) < self.thresholds[1]:
            return None
        higher = (level for level, least in self.thresholds.items() if level > 1 and seen[f"level {level}"] >= least)
        level = max(higher, default=1)
        category = max(CATEGORIES, key=seen.__getitem__)
        return Finding(level, category, f"classifier: level {level}")


def expected_level(seen: dict[str, float]) -> float:
    """Sum of the probabilities of level 1 or more, 2 or more, ...: what may be worse counts earlier."""
    return sum(seen[f"level {level}"] for level in LEVELS if level)


def passes(lengths: Sequence[int]) -> list[list[int]]:
    """Places that are read together: all in one pass, or the longest alone where it would make much padding.

    Args:
        lengths: Word pieces of each row.
    """
    places = list(range(len(lengths)))
    longest = max(places, key=lengths.__getitem__)
    if len(lengths) * lengths[longest] - sum(lengths) <= PADDING:
        return [places]
    return [[longest], [place for place in places if place != longest]]


def padded(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Word pieces (B, T) of rows of any lengths, and their mask."""
    width = max(map(len, rows))
    ids = torch.tensor([[*row, *[0] * (width - len(row))] for row in rows])
    return ids, torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])


def _packed(state: dict[str, Any]) -> dict[str, torch.Tensor]:
    """Matrices as int8 with one scale a row, the rest as float32."""
    packed = {}
    for name, tensor in state.items():
        if tensor.ndim == 2:
            scale = tensor.abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / 127
            packed[name] = (tensor / scale).round().to(torch.int8)
            packed[f"{name}.scale"] = scale.float()
        elif tensor.is_floating_point():
            packed[name] = tensor.float().contiguous()
    return packed


def _unpacked(packed: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {
        name: tensor.float() * packed[f"{name}.scale"] if tensor.dtype == torch.int8 else tensor
        for name, tensor in packed.items()
        if not name.endswith(".scale")
    }
