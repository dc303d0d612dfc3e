"""``predict``: what the heads say at every position where they read, one JSON object a line."""

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from lightning.pytorch import Callback, Trainer

from empathy.batch import Batch
from empathy.files import write_json_lines
from empathy.labels import EMOTIONS_WITH_NEUTRAL, STRATEGIES
from empathy.model.outputs import Outputs
from empathy.train.run import results_folder


class Predictions(Callback):
    """Writes ``results/<run>/predictions-<rank>.jsonl``: example, position, labels, probabilities; no text."""

    def __init__(self) -> None:
        self.rows: list[dict[str, object]] = []

    def on_predict_batch_end(
        self, trainer: Trainer, pl_module: Any, outputs: Outputs, batch: Batch, batch_idx: int, dataloader_idx: int = 0
    ) -> None:
        """Keep one batch's rows."""
        width = batch["input_ids"].shape[1]
        activation = torch.sigmoid if pl_module.is_multilabel else lambda logits: torch.softmax(logits, dim=-1)
        self.rows += ranked(
            batch, batch["emotion_at"], width, "emotion", activation(outputs.emotion), EMOTIONS_WITH_NEUTRAL
        )
        self.rows += ranked(
            batch, batch["strategy_at"], width, "strategy", torch.softmax(outputs.strategy, dim=-1), STRATEGIES
        )
        for at, (valence, arousal) in zip(batch["affect_at"].tolist(), outputs.affect.tolist(), strict=True):
            place = {"id": batch["ids"][at // width], "position": at % width}
            self.rows.append({**place, "head": "affect", "valence": round(valence, 3), "arousal": round(arousal, 3)})

    def on_predict_end(self, trainer: Trainer, pl_module: Any) -> None:
        """Write the file and say where."""
        path = results_folder(trainer) / f"predictions-{trainer.global_rank}.jsonl"
        write_json_lines(path, self.rows)
        print(f"{len(self.rows)} predictions in {path}")


def ranked(
    batch: Batch, positions: torch.Tensor, width: int, head: str, probabilities: torch.Tensor, names: Sequence[str]
) -> Iterator[dict[str, object]]:
    """Yield the three likeliest labels at each position.

    Args:
        batch: For the examples' names.
        positions: Flat positions (N).
        width: T.
        head: Name of the head.
        probabilities: (N, K).
        names: Of the K labels, or more.
    """
    values, places = probabilities.float().topk(3, dim=-1)
    for at, row, ids in zip(positions.tolist(), values.tolist(), places.tolist(), strict=True):
        yield {
            "id": batch["ids"][at // width],
            "position": at % width,
            "head": head,
            "labels": {names[i]: round(value, 4) for i, value in zip(ids, row, strict=True)},
        }
