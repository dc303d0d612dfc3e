"""Encoded examples -> Batch."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from empathy.batch import Batch
from empathy.data.encode import Encoded, with_prefix
from empathy.labels import AFFECT, EMOTIONS_WITH_NEUTRAL, GOEMOTIONS, NEUTRAL

AFFECT_TABLE = np.array([AFFECT[name] for name in EMOTIONS_WITH_NEUTRAL], dtype=np.float32)


def emotion_target(gold: Sequence[int], *, multilabel: bool) -> list[float] | None:
    """Turn gold labels into the emotion head's target.

    Args:
        gold: Ids into ``labels.EMOTIONS_WITH_NEUTRAL``.
        multilabel: False: a distribution over 27 classes, uniform over the gold ones, neutral left out. True: multi-hot
            over 28.

    Returns:
        The target, or None where nothing but neutral is gold and the label space has no place for it.
    """
    if multilabel:
        return [float(label in gold) for label in range(len(EMOTIONS_WITH_NEUTRAL))]
    classes = [label for label in gold if label != NEUTRAL]
    if not classes:
        return None
    return [(label in classes) / len(classes) for label in range(len(GOEMOTIONS))]


def affect_target(gold: Sequence[int]) -> tuple[float, float]:
    """Mean prior valence and arousal of the gold emotions, where no person rated the text."""
    valence, arousal = AFFECT_TABLE[list(gold)].mean(axis=0)
    return float(valence), float(arousal)


@dataclass(frozen=True)
class Collator:
    """Builds a ``Batch`` from encoded examples.

    With ``pad=0``, ``corpora=("esconv",)`` and two examples

    ========  =====================  ================
    example   ids                    supervised
    ========  =====================  ================
    a         1 2 3 4                3 and 4
    b         5 6                    none
    ========  =====================  ================

    ``input_ids`` is ``[[1, 2, 3, 4], [5, 6, 0, 0]]``, ``attention_mask`` ``[[1, 1, 1, 1], [1, 1, 0, 0]]``, ``targets``
    ``[3, 4]`` and ``target_at`` ``[1, 2]``: the hidden state of id 2, at flat position 1, predicts id 3.

    Attributes:
        corpora: Names, in the order of ``Batch["corpus"]``.
        pad: Id that fills short rows; attention never sees it, so any id does.
        multilabel: See ``emotion_target``.
        teacher_share: Share of the examples with replies that the safety teacher scores, in [0, 1].
        contrast: Ids of the other persona's system turn; None switches the contrast off.
    """

    corpora: tuple[str, ...]
    pad: int
    multilabel: bool
    teacher_share: float
    contrast: tuple[int, ...] | None = None

    def __call__(self, examples: Sequence[Encoded], taught: Sequence[bool], window_counts: Sequence[float]) -> Batch:
        """Collate one micro-batch.

        Args:
            examples: What to train on (B).
            taught: Whether the safety teacher scores the example (B).
            window_counts: Count of each of ``batch.TERMS`` over the optimizer step's window.
        """
        input_ids, attention_mask = padded([example.ids for example in examples], self.pad)
        width = input_ids.shape[1]
        row_of = [row for row, example in enumerate(examples) for _ in range(example.targets)]
        # Only what is said to the user has a teacher and a twin.
        said = [is_said for example in examples for is_said in example.said]
        emotion_at, emotions = self._emotions(examples, width)
        affect_at, affect, is_human = self._affect(examples, width)
        strategy_at = [
            (row * width + at, label) for row, example in enumerate(examples) for at, label in example.strategy_at
        ]
        teacher_ids, teacher_mask, teacher_at = self._with_system(
            [example for example, is_taught in zip(examples, taught, strict=True) if is_taught], ()
        )
        twins = [example for example in examples if example.targets] if self.contrast is not None else []
        contrast_ids, contrast_mask, contrast_at = self._with_system(twins, self.contrast or ())
        return Batch(
            ids=[example.id for example in examples],
            input_ids=input_ids,
            attention_mask=attention_mask,
            corpus=_longs([self.corpora.index(example.corpus) for example in examples]),
            target_at=_longs(_predictors(examples, width)),
            targets=_longs(
                [
                    token
                    for example in examples
                    for token, target in zip(example.ids, example.supervised, strict=True)
                    if target
                ]
            ),
            emotion_at=_longs(emotion_at),
            emotions=torch.tensor(emotions, dtype=torch.float32).reshape(
                len(emotions), len(EMOTIONS_WITH_NEUTRAL if self.multilabel else GOEMOTIONS)
            ),
            strategy_at=_longs([at for at, _ in strategy_at]),
            strategies=_longs([label for _, label in strategy_at]),
            affect_at=_longs(affect_at),
            affect=torch.tensor(affect, dtype=torch.float32).reshape(len(affect), 2),
            affect_is_human=torch.tensor(is_human, dtype=torch.bool),
            teacher_ids=teacher_ids,
            teacher_mask=teacher_mask,
            teacher_at=teacher_at,
            taught=_longs([n for n, row in enumerate(row_of) if taught[row] and said[n]]),
            contrast_ids=contrast_ids,
            contrast_mask=contrast_mask,
            contrast_at=contrast_at,
            contrast_rows=_longs([row for row, is_said in zip(row_of, said, strict=True) if is_said and twins]),
            window_counts=torch.tensor(window_counts, dtype=torch.float32),
        )

    def counts(self, example: Encoded) -> tuple[float, ...]:
        """What one example adds to each of ``batch.TERMS``; the sum over a window is its denominator.

        For the teacher that is the tokens it scores in expectation, not in this window: the sum over the taught
        divided by these is an unbiased estimate of the mean over all (Horvitz and Thompson 1952).
        """
        return (
            example.targets,
            sum(emotion_target(gold, multilabel=self.multilabel) is not None for _, gold in example.emotion_at),
            len(example.strategy_at),
            len(example.affect_at) + len(example.emotion_at),
            self.teacher_share * sum(example.said),
            # Both views of the example are anchors of the contrast.
            2 * bool(example.targets) if self.contrast is not None else 0,
        )

    def _with_system(
        self, examples: Sequence[Encoded], system: Sequence[int]
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        moved = [with_prefix(example, system) for example in examples]
        ids, mask = padded([example.ids for example in moved], self.pad)
        return ids, mask, _longs(_predictors(moved, ids.shape[1]))

    def _emotions(self, examples: Sequence[Encoded], width: int) -> tuple[list[int], list[list[float]]]:
        positions, targets = [], []
        for row, example in enumerate(examples):
            for at, gold in example.emotion_at:
                target = emotion_target(gold, multilabel=self.multilabel)
                if target is not None:
                    positions.append(row * width + at)
                    targets.append(target)
        return positions, targets

    def _affect(
        self, examples: Sequence[Encoded], width: int
    ) -> tuple[list[int], list[tuple[float, float]], list[bool]]:
        positions, targets, is_human = [], [], []
        for row, example in enumerate(examples):
            for at, rated in example.affect_at:
                positions.append(row * width + at)
                targets.append(rated)
                is_human.append(True)
            for at, gold in example.emotion_at:
                positions.append(row * width + at)
                targets.append(affect_target(gold))
                is_human.append(False)
        return positions, targets, is_human


def padded(rows: Sequence[Sequence[int]], pad: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Token ids and attention mask (B, T), both int64, of rows of any lengths."""
    width = max((len(row) for row in rows), default=0)
    ids = torch.full((len(rows), width), pad, dtype=torch.int64)
    mask = torch.zeros((len(rows), width), dtype=torch.int64)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = torch.tensor(row, dtype=torch.int64)
        mask[place, : len(row)] = 1
    return ids, mask


def _predictors(examples: Sequence[Encoded], width: int) -> list[int]:
    """Flat positions whose hidden state predicts the next, supervised token."""
    return [
        row * width + column - 1
        for row, example in enumerate(examples)
        for column, target in enumerate(example.supervised)
        if target
    ]


def _longs(values: Sequence[int]) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.int64)
