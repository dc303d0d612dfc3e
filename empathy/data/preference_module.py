"""The data module of preference optimisation: pairs to train on, and the corpora on which the heads are measured."""

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from lightning.pytorch.utilities import rank_zero_info
from torch.utils.data import DataLoader

from empathy.data.loading import EpochSampler
from empathy.data.mixture import MixturePlan
from empathy.data.module import EmpathyData
from empathy.data.pairs import EncodedPair, PairsInOrder, PlannedPairs, encode_pair
from empathy.data.preferences import SHIPPED, Pairs, read_pairs
from empathy.data.quarantine import Reject
from empathy.data.sources import SPLITS, Split
from empathy.errors import InputError

SHOWN = 5
"""Quarantined rows that are named at the start; `main.py prepare` writes all of them."""


class PreferenceData(EmpathyData):
    """Preference pairs.

    Args:
        preferences: Folder with train.jsonl, valid.jsonl and test.jsonl; null: the pairs that ship with the package.
        options: As ``EmpathyData`` takes them. On ``corpora`` the heads follow the aligned model and are measured;
            ``max_length`` bounds prompt and reply together, ``batch_size`` counts pairs, and ``token_cap`` is by
            default ``2 * batch_size * max_length``. ``style`` and ``reflections`` do nothing: the replies of the
            pairs are judged as they are.
    """

    splits = ("train", "test")

    def __init__(self, preferences: str | None = None, **options: Any) -> None:
        super().__init__(**options)
        if options.get("token_cap") is None:
            self.token_cap = 2 * self.batch_size * self.max_length
        self.voice = None
        self.preferences = Path(preferences) if preferences else SHIPPED
        self.pairs: dict[Split, list[EncodedPair]] = {}

    def read_pairs(self) -> Pairs:
        """Read the pairs of all splits; the safe reply comes out preferred.

        Raises:
            InputError: If a file is missing, or a split has no good pair.
        """
        if not self.preferences.is_dir():
            raise InputError(
                f"data.preferences={self.preferences}",
                "no such folder",
                "Pass a folder with train.jsonl, valid.jsonl and test.jsonl, or null for the pairs that ship",
            )
        pairs = read_pairs(self.preferences, self.quarantine)
        if self.limit is not None:
            pairs.splits = dict.fromkeys(SPLITS, pairs.splits["train"][: self.limit])
        return pairs

    def setup(self, stage: str) -> None:
        """Read and encode corpora and pairs; every rank does the same."""
        if self.pairs:
            return
        super().setup(stage)
        read = self.read_pairs()
        self.dropped_pairs = read.dropped
        self.pairs = {split: self._encode_pairs(read, split) for split in SPLITS}
        counts = ", ".join(f"{len(pairs)} {split}" for split, pairs in self.pairs.items())
        rank_zero_info(f"Pairs: {counts}")
        for reason, number in read.dropped.items():
            rank_zero_info(f"  {number} pairs, {reason}")
        self._report([reject for reject in self.quarantine.rejects if Path(reject.file) in read.files])

    def _encode_pairs(self, read: Pairs, split: Split) -> list[EncodedPair]:
        encoded = []
        for row, pair in read.splits[split]:
            try:
                encoded.append(
                    encode_pair(pair, self.chat, max_length=self.max_length, system=self.system, history=self.history)
                )
            except ValueError as reason:
                self.quarantine.reject(row.file, row.line, str(reason))
        if not encoded:
            raise InputError(
                f"data.max_length={self.max_length}", f"no pair of the {split} split fits into it", "Raise it"
            )
        return encoded

    def _report(self, rejects: list[Reject]) -> None:
        if rejects:
            rank_zero_info(f"  {len(rejects)} rows set aside:")
        for reject in rejects[:SHOWN]:
            rank_zero_info(f"    {reject.file}:{reject.line}: {reject.reason}")
        if len(rejects) > SHOWN:
            rank_zero_info(f"    and {len(rejects) - SHOWN} more; `main.py prepare` writes all of them")

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the encoded training pairs and their order, hexadecimal."""
        return fingerprint(self.pairs["train"])

    def plan(self) -> MixturePlan:
        """Plan the epochs: one shuffled sequence of all training pairs."""
        pairs, trainer = self.pairs["train"], self.trainer
        return MixturePlan(
            lengths=[2 * len(pair) for pair in pairs],
            corpora=[0] * len(pairs),
            alpha=1.0,
            batch=self.batch_size,
            accumulate=trainer.accumulate_grad_batches if trainer else 1,
            world=trainer.world_size if trainer else 1,
            token_cap=self.token_cap,
            seed=self.seed,
        )

    def plan_facts(self) -> dict[str, float]:
        """What the order of training depends on, beside the trainer's devices and accumulation."""
        return {name: value for name, value in super().plan_facts().items() if name not in ("alpha", "teacher_share")}

    def train_dataloader(self) -> "DataLoader[Any]":
        """Planned micro-batches of this rank, in the plan's order."""
        assert self.trainer is not None
        planned = PlannedPairs(self.pairs["train"], self.plan(), pad=self.pad, rank=self.trainer.global_rank)
        return self.load(planned, EpochSampler(self.micro_batches(), self.position))

    def pair_batches(self, split: Split) -> PairsInOrder:
        """This rank's share of a split, each pair once, in batches that do not depend on the number of ranks."""
        return PairsInOrder(
            self.pairs[split],
            pad=self.pad,
            # Not `token_cap`: padding moves log-probabilities by a bit, which 1 x 8 and 8 x 1 should share.
            token_cap=8 * self.max_length,
            rank=self.trainer.global_rank if self.trainer else 0,
            world=self.trainer.world_size if self.trainer else 1,
        )

    def val_dataloader(self) -> "DataLoader[Any]":
        """The validation pairs."""
        return self.load(self.pair_batches("valid"), None)


def fingerprint(pairs: list[EncodedPair]) -> str:
    """Hash of pairs, hexadecimal: tokens, violations and order."""
    digest = hashlib.sha256()
    for pair in pairs:
        for ids in (pair.prompt, pair.chosen, pair.rejected):
            digest.update(np.asarray((len(ids), *ids), dtype=np.int64).tobytes())
        digest.update(bytes(pair.violations))
    return digest.hexdigest()
