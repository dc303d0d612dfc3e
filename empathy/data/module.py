"""The data module: corpora -> clean splits -> encoded examples -> planned batches."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from lightning.pytorch import LightningDataModule
from torch.utils.data import DataLoader, Dataset

from empathy.batch import Batch
from empathy.data.chatml import ChatFormat, pad_of
from empathy.data.cleanup import without_leaks, without_neutral
from empathy.data.collate import Collator
from empathy.data.encode import Encoded, encode, until_last_label
from empathy.data.loading import EpochSampler, HeldOutBatches, PlannedBatches, spread
from empathy.data.lock import verify
from empathy.data.memory import SYSTEM, History
from empathy.data.mixture import MixturePlan
from empathy.data.quarantine import Quarantine
from empathy.data.rules import RULES, read_rules
from empathy.data.sources import CORPORA, SPLITS, Split, SplitFiles, read_corpus, resolve
from empathy.data.voice import Voice
from empathy.dialogue import Dialogue, Turn
from empathy.errors import InputError
from empathy.labels import EMOTIONS_WITH_NEUTRAL, GOEMOTIONS, STRATEGIES
from empathy.pretrained import load_tokenizer
from empathy.ranges import Alpha, NonNegativeInt, PositiveInt, UnitFloat

LabelSpace = Literal["emotions27", "emotions28"]


@dataclass
class Prepared:
    """One corpus after cleaning, with what was dropped and why."""

    files: SplitFiles
    dialogues: dict[Split, list[Dialogue]]
    dropped: Counter[str] = field(default_factory=Counter)


class EmpathyData(LightningDataModule):
    """A temperature-sampled mix of dialogue and emotion corpora.

    Args:
        base_model: Whose tokenizer encodes; linked from ``model.base_model``.
        corpora: Which corpora to mix.
        root: Folder that holds a folder for each corpus; null: the environment variable EMPATHY_DATA, else the corpora
            that ship with the package.
        sources: Exceptions from ``root`` by corpus: ``embedded``, ``hub``, or a folder.
        system: Text of the system turn; empty for none. Tone and persona stand before each reply, not here.
        other_system: System turn of the other persona in the persona contrast; used where its weight is not 0.
        rules: File with the safety teacher's rules.
        teacher_share: Share of the dialogues that the safety teacher scores.
        label_space: emotions27: soft targets over 27 classes; emotions28: multi-label with neutral, as published.
        merge_utterances: ESConv: join consecutive utterances of one speaker into one turn.
        max_length: Tokens of an example at most; longer dialogues become several windows.
        history: full: an example shows the turns that fit; summary: one exchange, and the feelings named before.
        style: Share of the training dialogues whose replies carry their style.
        reflections: Share of the training windows whose last reply has a line before it that the model learns to write.
        alpha: Exponent of temperature sampling, p_i ~ n_i^alpha.
        batch_size: Examples a micro-batch, on average over a window.
        token_cap: Padded tokens of a micro-batch at most; null: batch_size * max_length.
        num_workers: Processes that collate.
        seed: Of the plan.
        held_out_tokens: Measure on about that many tokens of each corpus, system turns not counted, evenly spread over
            the split; null: on all.
        lock: File with the sha256 of the corpora as `main.py prepare` accepted them; verified where it exists.
        limit: Keep that many training dialogues of each corpus and hold out the same ones (for debugging); null: all.
    """

    splits: tuple[Split, ...] = SPLITS
    """Splits that are encoded."""

    def __init__(
        self,
        base_model: str = "embedded",
        corpora: list[str] | None = None,
        root: str | None = None,
        sources: dict[str, str] | None = None,
        system: str = SYSTEM,
        other_system: str = "You are a neutral assistant.",
        rules: str = RULES,
        teacher_share: UnitFloat = 0.25,
        label_space: LabelSpace = "emotions27",
        merge_utterances: bool = True,
        max_length: PositiveInt = 1024,
        history: History = "full",
        style: UnitFloat = 0.85,
        reflections: UnitFloat = 0.15,
        alpha: Alpha = 0.5,
        batch_size: PositiveInt = 4,
        token_cap: PositiveInt | None = None,
        num_workers: NonNegativeInt = 0,
        seed: int = 17,
        held_out_tokens: PositiveInt | None = None,
        lock: str = "results/data/lock.json",
        limit: PositiveInt | None = None,
    ) -> None:
        super().__init__()
        # Not `save_hyperparameters`: values that the command line parsed cannot be loaded with `weights_only`.
        self.base_model, self.root, self.sources = base_model, root, sources or {}
        self.corpora = tuple(corpora or ("empatheticdialogues", "esconv", "goemotions", "safety"))
        self.system, self.other_system, self.rules = system, other_system, rules
        self.teacher_share, self.label_space, self.merge_utterances = teacher_share, label_space, merge_utterances
        self.max_length, self.alpha, self.batch_size = max_length, alpha, batch_size
        self.token_cap = token_cap or batch_size * max_length
        self.history = history
        self.voice: Voice | None = Voice(seed, style, reflections)
        self.num_workers, self.seed, self.limit = num_workers, seed, limit
        self.held_out_tokens, self.lock = held_out_tokens, Path(lock)
        self.quarantine = Quarantine()
        self.prepared: dict[str, Prepared] = {}
        self.encoded: dict[Split, list[Encoded]] = {}
        self.too_long: Counter[str] = Counter()
        self.locked: set[str] = set()

    def read(self) -> dict[str, Prepared]:
        """Read and clean all corpora (once).

        Raises:
            InputError: If a corpus is unknown, missing, broken, or not the one that was prepared.
        """
        if not self.prepared:
            if unknown := set(self.sources) - set(CORPORA):
                raise InputError(
                    "data.sources", f"unknown corpus {sorted(unknown)[0]!r}", f"Choose from {', '.join(CORPORA)}"
                )
            for name in self.corpora:
                source = resolve(name, self.root, self.sources)
                files = read_corpus(name, source, self.quarantine, merge=self.merge_utterances)
                if verify(self.lock, files):
                    self.locked.add(name)
                self.prepared[name] = self._clean(files)
        return self.prepared

    def _clean(self, files: SplitFiles) -> Prepared:
        cleaned, leaked = without_leaks(files.dialogues)
        prepared = Prepared(files, cleaned)
        if leaked:
            prepared.dropped["train: text recurs in a held-out split"] = leaked
        if self.label_space == "emotions27":
            for split in SPLITS:
                prepared.dialogues[split], neutral = without_neutral(prepared.dialogues[split])
                if neutral:
                    prepared.dropped[f"{split}: neutral is the only label"] = neutral
        if self.limit is not None:
            some = prepared.dialogues["train"][: self.limit]
            prepared.dialogues = dict.fromkeys(SPLITS, some)
        return prepared

    def setup(self, stage: str) -> None:
        """Read, clean and encode; every rank does the same."""
        if self.encoded:
            return
        tokenizer = load_tokenizer(self.base_model)
        self.chat = ChatFormat(tokenizer)
        prepared = self.read()
        self.encoded = {split: self._encode(split, prepared) for split in self.splits}
        for split in self.splits:
            if not self.encoded[split]:
                raise InputError("data.corpora", f"nothing is left in the {split} split", "Look at `main.py prepare`")
        self.rules_ids = self.system_ids(read_rules(self.rules))
        self.collate = Collator(
            corpora=self.corpora,
            pad=self.pad,
            multilabel=self.label_space == "emotions28",
            teacher_share=self.teacher_share,
            contrast=tuple(self.system_ids(self.other_system)) if self._contrasts() else None,
        )

    @property
    def pad(self) -> int:
        """Id that fills short rows."""
        return pad_of(self.chat)

    def system_ids(self, text: str) -> list[int]:
        """Ids of a system turn."""
        return self.chat.turn(Turn("system", text))

    def _contrasts(self) -> bool:
        weights = getattr(getattr(self.trainer, "lightning_module", None), "weights", None)
        return bool(weights and weights["persona"] > 0)

    def _encode(self, split: Split, prepared: dict[str, Prepared]) -> list[Encoded]:
        # The held-out splits stay without, so that figures compare whatever the shares are.
        voice = self.voice if split == "train" else None
        given: dict[str, Any] = {"max_length": self.max_length, "system": self.system, "history": self.history}
        examples = []
        for name in self.corpora:
            for dialogue in prepared[name].dialogues[split]:
                try:
                    examples += encode(dialogue, self.chat, **given, voice=voice)
                except ValueError:
                    self.too_long[f"{name}/{split}"] += 1
        return examples

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the encoded training examples, hexadecimal: tokens, what is supervised, labels, and their order."""
        digest = hashlib.sha256()
        for example in self.encoded["train"]:
            digest.update(np.asarray(example.ids, dtype=np.int64).tobytes())
            digest.update(np.packbits(example.supervised).tobytes())
            labels = (example.corpus, example.emotion_at, example.strategy_at, example.affect_at)
            digest.update(repr(labels).encode())
        return digest.hexdigest()

    def label_counts(self) -> dict[str, torch.Tensor]:
        """Training labels of each class by head: ``emotion`` (K) and ``strategy`` (8)."""
        classes = len(EMOTIONS_WITH_NEUTRAL if self.label_space == "emotions28" else GOEMOTIONS)
        emotion, strategy = torch.zeros(classes), torch.zeros(len(STRATEGIES))
        for example in self.encoded["train"]:
            for _, gold in example.emotion_at:
                emotion[[label for label in gold if label < classes]] += 1
            for _, label in example.strategy_at:
                strategy[label] += 1
        return {"emotion": emotion, "strategy": strategy}

    def plan(self) -> MixturePlan:
        """Plan the training epochs for the trainer's world size and accumulation."""
        examples = self.encoded["train"]
        present = [name for name in self.corpora if any(example.corpus == name for example in examples)]
        trainer = self.trainer
        return MixturePlan(
            lengths=[len(example) for example in examples],
            corpora=[present.index(example.corpus) for example in examples],
            alpha=self.alpha,
            batch=self.batch_size,
            accumulate=trainer.accumulate_grad_batches if trainer else 1,
            world=trainer.world_size if trainer else 1,
            token_cap=self.token_cap,
            seed=self.seed,
        )

    def plan_facts(self) -> dict[str, float]:
        """What the order of training depends on, beside the trainer's devices and accumulation."""
        return {
            "seed": self.seed,
            "alpha": float(self.alpha),
            "batch_size": int(self.batch_size),
            "token_cap": int(self.token_cap),
            "teacher_share": float(self.teacher_share),
        }

    def micro_batches(self) -> int:
        """Micro-batches of this rank in one epoch; ``trainer.limit_train_batches`` may cut it at a window's end.

        Raises:
            InputError: If it would cut a window.
        """
        assert self.trainer is not None
        limit, accumulate = self.trainer.limit_train_batches, self.trainer.accumulate_grad_batches
        whole = self.plan().windows * accumulate
        count = min(whole, limit) if isinstance(limit, int) else int(whole * limit)
        if count % accumulate and not self.trainer.fast_dev_run:  # type: ignore[attr-defined]
            raise InputError(
                f"trainer.limit_train_batches={limit}",
                f"leaves {count} micro-batches, not whole windows of {accumulate}",
                f"Use {count - count % accumulate or accumulate}",
            )
        return count

    def intended_mix(self) -> dict[str, float]:
        """Intended share of each corpus that has training examples."""
        present = dict.fromkeys(example.corpus for example in self.encoded["train"])
        names = [name for name in self.corpora if name in present]
        return dict(zip(names, self.plan().shares, strict=True))

    def train_dataloader(self) -> "DataLoader[Any]":
        """Planned micro-batches of this rank, in the plan's order."""
        assert self.trainer is not None
        planned = PlannedBatches(
            self.encoded["train"],
            self.plan(),
            self.collate,
            rank=self.trainer.global_rank,
        )
        sampler = EpochSampler(self.micro_batches(), self.position)
        return self.load(planned, sampler)

    def load(self, batches: Dataset[Any], sampler: EpochSampler | None) -> "DataLoader[Any]":
        """Batches as the trainer takes them."""
        # Pinned, so that the next batch travels to a GPU while it computes.
        return DataLoader(
            batches,
            batch_size=None,
            sampler=sampler,
            num_workers=self.num_workers,
            pin_memory=torch.cuda.is_available(),
        )

    def position(self) -> tuple[int, int]:
        """Epoch and micro-batch at which the trainer stands, of which it has consumed all before: two integers."""
        assert self.trainer is not None
        loop = self.trainer.fit_loop
        # Prefetched batches do not count: `ready` is what reached the model. Only a resumed epoch starts inside.
        return self.trainer.current_epoch, loop.epoch_loop.batch_progress.current.ready if loop.restarting else 0

    def held_out(self, split: Split) -> list[Encoded]:
        """Examples of a split on which figures are measured."""
        if split not in self.encoded:  # of a module that trains without it
            self.encoded[split] = self._encode(split, self.read())
        if self.held_out_tokens is None:
            return self.encoded[split]
        return spread(self.encoded[split], self.corpora, tokens=self.held_out_tokens)

    def held_out_dataloader(self, split: Split) -> "DataLoader[Batch]":
        """Every example of ``held_out`` once."""
        batches = HeldOutBatches(
            self.held_out(split),
            self.collate,
            token_cap=self.token_cap,
            rank=self.trainer.global_rank if self.trainer else 0,
            world=self.trainer.world_size if self.trainer else 1,
        )
        return self.load(batches, None)

    def probe_batches(self, *, tokens: int) -> HeldOutBatches:
        """A fixed sample of the labelled training examples, the same on every rank.

        Args:
            tokens: What each corpus gives, about, system turns not counted.
        """
        labelled = [
            until_last_label(example)
            for example in self.encoded["train"]
            if example.emotion_at or example.strategy_at or example.affect_at
        ]
        sample = spread(labelled, self.corpora, tokens=tokens)
        # Not `token_cap`, which differs between 1 x 8 and 8 x 1: padding would move the states by a bit, and 300 steps
        # of the probe make another model of that.
        return HeldOutBatches(sample, self.collate, token_cap=4 * self.max_length)

    def val_dataloader(self) -> "DataLoader[Any]":
        """The validation split."""
        return self.held_out_dataloader("valid")

    def test_dataloader(self) -> "DataLoader[Batch]":
        """The test split."""
        return self.held_out_dataloader("test")

    def predict_dataloader(self) -> "DataLoader[Batch]":
        """The test split; ``predict`` reads its user turns."""
        return self.held_out_dataloader("test")
