"""What a model says of every held-out example: the rows from which figures, their intervals and differences come."""

import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from lightning.pytorch import Callback, Trainer
from lightning.pytorch.utilities import move_data_to_device
from tqdm.auto import tqdm

from empathy.batch import Batch
from empathy.data.module import EmpathyData
from empathy.data.pairs import PairsInOrder, encode_pair
from empathy.data.preferences import SHIPPED, read_pairs
from empathy.data.quarantine import Quarantine
from empathy.data.sources import HELD_OUT
from empathy.errors import InputError
from empathy.files import made_folder, write_bytes, write_json
from empathy.model.outputs import Outputs, score_pairs
from empathy.model.token_losses import token_nll
from empathy.train.run import results_folder

PAIR_TOKENS = 1024
"""Tokens of a preference pair at most, whatever the run trains on: every run is to score the same pairs."""

Array = npt.NDArray[Any]


class Readings(NamedTuple):
    """Rows of one split. X examples; labels know their example by its place.

    Attributes:
        example: Names (X): dialogue, ``#``, number of the window.
        corpus: Names of the examples' corpora (X).
        nll: Of each example's replies in nats (X).
        tokens: Supervised tokens of each example (X).
        emotion_of: Example of each emotion label (E).
        emotion: Logits (E, K).
        emotion_gold: Distribution or multi-hot (E, K).
        strategy_of: Example of each strategy label (S).
        strategy: Logits (S, 8).
        strategy_gold: Strategies (S).
        affect_of: Example of each rating (A).
        affect: Valence and arousal (A, 2).
        affect_gold: The same as rated (A, 2).
        affect_is_human: Whether a person rated it (A).
    """

    example: Array
    corpus: Array
    nll: Array
    tokens: Array
    emotion_of: Array
    emotion: Array
    emotion_gold: Array
    strategy_of: Array
    strategy: Array
    strategy_gold: Array
    affect_of: Array
    affect: Array
    affect_gold: Array
    affect_is_human: Array

    @property
    def dialogue(self) -> Array:
        """Names of the examples' dialogues (X): windows of one dialogue are no independent draws."""
        return np.array(
            [f"{corpus}/{name.rsplit('#', 1)[0]}" for corpus, name in zip(self.corpus, self.example, strict=True)]
        )

    def save(self, path: Path) -> None:
        """Write an ``.npz`` file."""
        content = io.BytesIO()
        np.savez_compressed(content, **self._asdict())
        made_folder(path.parent)
        write_bytes(path, content.getvalue())


def load(path: Path) -> Readings:
    """Read what ``Readings.save`` wrote.

    Raises:
        InputError: If the file is none.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return Readings(**{name: arrays[name] for name in Readings._fields})
    except (OSError, ValueError, KeyError) as error:
        raise InputError(
            str(path), f"holds no readings ({type(error).__name__})", "Remove it and run the command again"
        ) from None


@torch.no_grad()
def read(
    batches: Iterable[Batch], forward: Callable[[Batch], Outputs], lm_head: torch.Tensor, corpora: Sequence[str]
) -> Readings:
    """Run a model over batches.

    Args:
        batches: On the model's device.
        forward: One pass.
        lm_head: Weights of the output layer (V, H).
        corpora: Names by ``Batch["corpus"]``.
    """
    rows: dict[str, list[Array]] = {name: [] for name in Readings._fields}
    examples = 0
    for batch in batches:
        outputs, width = forward(batch), batch["input_ids"].shape[1]
        owner = batch["target_at"] // width
        nll = [
            float(token_nll(outputs.predictors[owner == place], lm_head, batch["targets"][owner == place])[0])
            for place in range(len(batch["ids"]))
        ]
        rows["example"].append(np.array(batch["ids"]))
        rows["corpus"].append(np.array([corpora[place] for place in batch["corpus"].tolist()]))
        rows["nll"].append(np.array(nll))
        rows["tokens"].append(_array(torch.bincount(owner, minlength=len(nll))))
        for head, at, gold in (
            ("emotion", batch["emotion_at"], batch["emotions"]),
            ("strategy", batch["strategy_at"], batch["strategies"]),
            ("affect", batch["affect_at"], batch["affect"]),
        ):
            rows[f"{head}_of"].append(_array(at // width + examples))
            rows[head].append(_array(getattr(outputs, head).float()))
            rows[f"{head}_gold"].append(_array(gold))
        rows["affect_is_human"].append(_array(batch["affect_is_human"]))
        examples += len(nll)
    return Readings(**{name: np.concatenate(parts) for name, parts in rows.items()})


def _array(tensor: torch.Tensor) -> Array:
    array: Array = tensor.detach().cpu().numpy()
    return array


def joined(parts: Sequence[Readings]) -> Readings:
    """The rows of all ranks as one."""
    before = np.cumsum([0, *(len(part.example) for part in parts)])
    moved = [
        part._replace(**{name: getattr(part, name) + before[place] for name in part._fields if name.endswith("_of")})
        for place, part in enumerate(parts)
    ]
    return Readings(*(np.concatenate(columns) for columns in zip(*moved, strict=True)))


@torch.no_grad()
def read_preferences(module: Any) -> list[list[float]]:
    """Mean log-probability a token of chosen and rejected reply, for each pair of the test split that ships.

    Args:
        module: A module attached to a trainer with its data.
    """
    data = module.data
    pairs = [
        encode_pair(pair, data.chat, max_length=PAIR_TOKENS, system=data.system, history=data.history)
        for _, pair in read_pairs(SHIPPED, Quarantine()).splits["test"]
    ]
    found: list[list[float]] = [[] for _ in pairs]
    for batch in PairsInOrder(pairs, pad=data.pad, token_cap=4 * PAIR_TOKENS):
        scored = score_pairs(module.model, move_data_to_device(batch, module.device))
        means = (scored.log_probabilities / scored.tokens).tolist()
        for place, row in zip(batch["pairs"].tolist(), means, strict=True):
            found[place] = row
    return found


class HeldOutReadings(Callback):
    """Writes ``results/<run>/readings-<split>-<rank>.npz`` and ``preferences.json`` when training has ended.

    List it after ``BestModel``, which puts the best weights back.

    Args:
        data: Options of ``EmpathyData`` for the held-out examples; null: the run's own.
    """

    def __init__(self, data: dict[str, Any] | None = None) -> None:
        self.data = data

    def on_fit_end(self, trainer: Trainer, pl_module: Any) -> None:
        """Read validation and test split."""
        folder = results_folder(trainer)
        was_training = pl_module.training
        pl_module.eval()
        data = pl_module.data if self.data is None else self._own_data(trainer, pl_module)
        if trainer.is_global_zero:
            for old in folder.glob("readings-*.npz"):  # of more ranks than there are now
                old.unlink()
        trainer.strategy.barrier()
        for split in HELD_OUT:
            batches = tqdm(data.held_out_dataloader(split), desc=f"Reading {split}", disable=not trainer.is_global_zero)
            with trainer.precision_plugin.forward_context():
                moved = (move_data_to_device(batch, pl_module.device) for batch in batches)
                found = read(moved, pl_module, pl_module.model.lm_head, data.corpora)
            found.save(folder / f"readings-{split}-{trainer.global_rank}.npz")
        if trainer.is_global_zero:
            with trainer.precision_plugin.forward_context():
                write_json(folder / "preferences.json", read_preferences(pl_module))
        pl_module.train(was_training)

    def _own_data(self, trainer: Trainer, module: Any) -> EmpathyData:
        """Held-out examples as another configuration cuts them."""
        shared = {"base_model": module.base_model, "label_space": module.label_space}
        data = EmpathyData(**{**(self.data or {}), **shared})
        data.splits, data.trainer = HELD_OUT, trainer
        data.setup("test")
        return data
