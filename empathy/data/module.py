"""The data module: corpora -> clean splits -> encoded examples -> planned batches."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from jsonargparse.typing import ClosedUnitInterval, NonNegativeInt, PositiveInt, restricted_number_type
from lightning.pytorch import LightningDataModule
from torch.utils.data import DataLoader

from empathy.batch import Batch
from empathy.data.chatml import ChatFormat
from empathy.data.cleanup import without_leaks, without_neutral
from empathy.data.collate import Collator
from empathy.data.encode import Encoded, encode
from empathy.data.loading import EpochSampler, HeldOutBatches, PlannedBatches
from empathy.data.mixture import MixturePlan
from empathy.data.quarantine import Quarantine
from empathy.data.sources import CORPORA, SPLITS, Split, SplitFiles, read_corpus, resolve
from empathy.dialogue import Dialogue, Turn
from empathy.errors import InputError
from empathy.pretrained import load_tokenizer

LabelSpace = Literal["emotions27", "emotions28"]
Alpha = restricted_number_type("Alpha", float, [(">", 0), ("<=", 1)])


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
        system: Text of the system turn (operator's style tokens and persona); empty for none.
        other_system: System turn of the other persona in the persona contrast; used where its weight is not 0.
        rules: File with the safety teacher's rules.
        teacher_share: Share of the dialogues that the safety teacher scores.
        label_space: emotions27: soft targets over 27 classes; emotions28: multi-label with neutral, as published.
        merge_utterances: ESConv: join consecutive utterances of one speaker into one turn.
        max_length: Tokens of an example at most; longer dialogues become several windows.
        alpha: Exponent of temperature sampling, p_i ~ n_i^alpha.
        batch_size: Examples a micro-batch, on average over a window.
        token_cap: Padded tokens of a micro-batch at most; null: batch_size * max_length.
        num_workers: Processes that collate.
        seed: Of the plan.
        limit: Keep that many training dialogues of each corpus and hold out the same ones (for debugging); null: all.
    """

    def __init__(
        self,
        base_model: str = "embedded",
        corpora: list[str] | None = None,
        root: str | None = None,
        sources: dict[str, str] | None = None,
        system: str = "<tone:warm><persona:best_friend>",
        other_system: str = "<tone:neutral><persona:assistant>",
        rules: str = "safety/rules.md",
        teacher_share: ClosedUnitInterval = 0.25,  # type: ignore[valid-type]
        label_space: LabelSpace = "emotions27",
        merge_utterances: bool = True,
        max_length: PositiveInt = 1024,  # type: ignore[valid-type]
        alpha: Alpha = 0.5,  # type: ignore[valid-type]
        batch_size: PositiveInt = 4,  # type: ignore[valid-type]
        token_cap: PositiveInt | None = None,  # type: ignore[valid-type]
        num_workers: NonNegativeInt = 0,  # type: ignore[valid-type]
        seed: int = 17,
        limit: PositiveInt | None = None,  # type: ignore[valid-type]
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.corpora = tuple(corpora or ("empatheticdialogues", "esconv", "goemotions", "safety"))
        self.quarantine = Quarantine()
        self.prepared: dict[str, Prepared] = {}
        self.encoded: dict[Split, list[Encoded]] = {}
        self.too_long: Counter[str] = Counter()

    def read(self) -> dict[str, Prepared]:
        """Read and clean all corpora (once).

        Raises:
            InputError: If a corpus is unknown, missing or broken.
        """
        if not self.prepared:
            settings = self.hparams
            if unknown := set(settings.sources or {}) - set(CORPORA):
                raise InputError(
                    "data.sources", f"unknown corpus {sorted(unknown)[0]!r}", f"Choose from {', '.join(CORPORA)}"
                )
            for name in self.corpora:
                source = resolve(name, settings.root, settings.sources or {})
                self.prepared[name] = self._prepare(name, source)
        return self.prepared

    def _prepare(self, name: str, source: str) -> Prepared:
        files = read_corpus(name, source, self.quarantine, merge=self.hparams.merge_utterances)
        cleaned, leaked = without_leaks(files.dialogues)
        prepared = Prepared(files, cleaned)
        if leaked:
            prepared.dropped["train: text recurs in a held-out split"] = leaked
        if self.hparams.label_space == "emotions27":
            for split in SPLITS:
                prepared.dialogues[split], neutral = without_neutral(prepared.dialogues[split])
                if neutral:
                    prepared.dropped[f"{split}: neutral is the only label"] = neutral
        if self.hparams.limit is not None:
            some = prepared.dialogues["train"][: self.hparams.limit]
            prepared.dialogues = dict.fromkeys(SPLITS, some)
        return prepared

    def setup(self, stage: str) -> None:
        """Read, clean and encode; every rank does the same."""
        if self.encoded:
            return
        tokenizer = load_tokenizer(self.hparams.base_model)
        self.chat = ChatFormat(tokenizer)
        prepared = self.read()
        self.encoded = {split: self._encode(split, prepared) for split in SPLITS}
        for split in SPLITS:
            if not self.encoded[split]:
                raise InputError("data.corpora", f"nothing is left in the {split} split", "Look at `main.py prepare`")
        self.collate = Collator(
            corpora=self.corpora,
            pad=tokenizer.pad_token_id if tokenizer.pad_token_id is not None else self.chat.end,
            multilabel=self.hparams.label_space == "emotions28",
            rules=tuple(self.system_ids(read_rules(self.hparams.rules))),
            contrast=tuple(self.system_ids(self.hparams.other_system)) if self._contrasts() else None,
        )

    def system_ids(self, text: str) -> list[int]:
        """Ids of a system turn."""
        return self.chat.turn(Turn("system", text))

    def _contrasts(self) -> bool:
        weights = getattr(getattr(self.trainer, "lightning_module", None), "weights", None)
        return bool(weights and weights["persona"] > 0)

    def _encode(self, split: Split, prepared: dict[str, Prepared]) -> list[Encoded]:
        examples = []
        for name in self.corpora:
            for dialogue in prepared[name].dialogues[split]:
                try:
                    examples += encode(
                        dialogue, self.chat, max_length=self.hparams.max_length, system=self.hparams.system
                    )
                except ValueError:
                    self.too_long[f"{name}/{split}"] += 1
        return examples

    def plan(self) -> MixturePlan:
        """Plan the training epochs for the trainer's world size and accumulation."""
        examples = self.encoded["train"]
        present = [name for name in self.corpora if any(example.corpus == name for example in examples)]
        trainer = self.trainer
        return MixturePlan(
            lengths=[len(example) for example in examples],
            corpora=[present.index(example.corpus) for example in examples],
            alpha=self.hparams.alpha,
            batch=self.hparams.batch_size,
            accumulate=trainer.accumulate_grad_batches if trainer else 1,
            world=trainer.world_size if trainer else 1,
            token_cap=self.hparams.token_cap or self.hparams.batch_size * self.hparams.max_length,
            seed=self.hparams.seed,
        )

    def train_dataloader(self) -> "DataLoader[Batch]":
        """Planned micro-batches of this rank, in the plan's order."""
        assert self.trainer is not None
        planned = PlannedBatches(
            self.encoded["train"],
            self.plan(),
            self.collate,
            rank=self.trainer.global_rank,
            teacher_share=self.hparams.teacher_share,
        )
        sampler = EpochSampler(len(planned), lambda: self.trainer.current_epoch if self.trainer else 0)
        return DataLoader(planned, batch_size=None, sampler=sampler, num_workers=self.hparams.num_workers)

    def held_out_dataloader(self, split: Split) -> "DataLoader[Batch]":
        """Every example of a split once."""
        batches = HeldOutBatches(
            self.encoded[split],
            self.collate,
            token_cap=self.hparams.token_cap or self.hparams.batch_size * self.hparams.max_length,
            rank=self.trainer.global_rank if self.trainer else 0,
            world=self.trainer.world_size if self.trainer else 1,
        )
        return DataLoader(batches, batch_size=None, shuffle=False, num_workers=self.hparams.num_workers)

    def val_dataloader(self) -> "DataLoader[Batch]":
        """The validation split."""
        return self.held_out_dataloader("valid")

    def test_dataloader(self) -> "DataLoader[Batch]":
        """The test split."""
        return self.held_out_dataloader("test")

    def predict_dataloader(self) -> "DataLoader[Batch]":
        """The test split; ``predict`` reads its user turns."""
        return self.held_out_dataloader("test")


def read_rules(file: str) -> str:
    """Read the safety teacher's rules.

    Raises:
        InputError: If the file is missing, empty or not UTF-8.
    """
    try:
        text = " ".join(Path(file).read_text(encoding="utf-8").split())
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"data.rules={file}", f"cannot be read ({type(error).__name__})", "Pass a text file with the teacher's rules"
        ) from None
    if not text:
        raise InputError(f"data.rules={file}", "the file is empty", "Write the teacher's rules into it")
    return text
