"""Collation: the worked example of the docstring, and every index where it belongs."""

from dataclasses import replace

import pytest
import torch

from empathy.batch import TERMS
from empathy.data.collate import Collator, affect_target, emotion_target
from empathy.data.encode import Encoded
from empathy.labels import AFFECT, GOEMOTIONS, NEUTRAL

JOY, LOVE = GOEMOTIONS.index("joy"), GOEMOTIONS.index("love")
COLLATE = Collator(corpora=("esconv", "goemotions"), pad=0, multilabel=False, teacher_share=0.5)

A = Encoded(
    id="a", corpus="esconv", ids=(1, 2, 3, 4), supervised=(False, False, True, True), prefix=1, strategy_at=((1, 6),)
)
B = Encoded(id="b", corpus="goemotions", ids=(5, 6), supervised=(False, False), emotion_at=((1, (JOY, LOVE)),))
COUNTS = [0] * len(TERMS)


def test_the_example_of_the_docstring():
    batch = COLLATE([A, B], [False, False], COUNTS)
    assert batch["input_ids"].tolist() == [[1, 2, 3, 4], [5, 6, 0, 0]]
    assert batch["attention_mask"].tolist() == [[1, 1, 1, 1], [1, 1, 0, 0]]
    assert batch["targets"].tolist() == [3, 4]
    assert batch["target_at"].tolist() == [1, 2]
    assert batch["corpus"].tolist() == [0, 1]


def test_heads_read_at_flat_positions():
    batch = COLLATE([A, B], [False, False], COUNTS)
    assert batch["strategy_at"].tolist() == [1]
    assert batch["strategies"].tolist() == [6]
    assert batch["emotion_at"].tolist() == [1 * 4 + 1]
    assert batch["emotions"][0, [JOY, LOVE]].tolist() == [0.5, 0.5]
    assert batch["emotions"].sum().item() == 1


def test_affect_is_the_prior_of_the_emotions_where_nobody_rated():
    batch = COLLATE([B], [False], COUNTS)
    expected = [(AFFECT["joy"][k] + AFFECT["love"][k]) / 2 for k in range(2)]
    assert batch["affect"].tolist() == [pytest.approx(expected)]
    assert batch["affect_is_human"].tolist() == [False]
    rated = Encoded(id="r", corpus="esconv", ids=(7, 8), supervised=(False, False), affect_at=((1, (2.0, 4.5)),))
    batch = COLLATE([rated], [False], COUNTS)
    assert batch["affect"].tolist() == [[2.0, 4.5]]
    assert batch["affect_is_human"].tolist() == [True]


def test_teacher_scores_the_same_tokens_after_a_system_turn_of_its_own():
    batch = COLLATE([B, A], [False, True], COUNTS)
    assert batch["teacher_ids"].tolist() == [[2, 3, 4]]
    predicted = batch["teacher_ids"].flatten()[batch["teacher_at"] + 1]
    assert predicted.tolist() == batch["targets"][batch["taught"]].tolist() == [3, 4]


def test_only_taught_examples_are_taught():
    other = Encoded(id="o", corpus="esconv", ids=(8, 9), supervised=(False, True))
    batch = COLLATE([other, A], [False, True], COUNTS)
    assert batch["targets"].tolist() == [9, 3, 4]
    assert batch["taught"].tolist() == [1, 2]


def test_a_reflection_is_learnt_but_neither_taught_nor_contrasted():
    """Ids 20 to 23 are its turn, of which 21 and 22 are supervised."""
    thought = Encoded(
        id="t", corpus="esconv", ids=(1, 20, 21, 22, 23, 3, 4), prefix=1, reflection=(1, 5),
        supervised=(False, False, True, True, False, False, True),
    )  # fmt: skip
    collate = replace(COLLATE, contrast=(77,))
    batch = collate([A, thought], [False, True], COUNTS)
    assert batch["targets"].tolist() == [3, 4, 21, 22, 4]
    assert batch["teacher_ids"].tolist() == [[3, 4]]
    assert batch["taught"].tolist() == [4]
    assert batch["teacher_ids"].flatten()[batch["teacher_at"] + 1].tolist() == [4]
    assert batch["contrast_ids"].tolist() == [[77, 2, 3, 4], [77, 3, 4, 0]]
    assert batch["contrast_rows"].tolist() == [0, 0, 1]
    assert batch["contrast_ids"].flatten()[batch["contrast_at"] + 1].tolist() == [3, 4, 4]
    counts = dict(zip(TERMS, collate.counts(thought), strict=True))
    assert (counts["lm"], counts["safety"]) == (3, 0.5)


def test_twins_have_the_other_persona_and_the_same_replies():
    collate = Collator(corpora=COLLATE.corpora, pad=0, multilabel=False, teacher_share=0.5, contrast=(77,))
    batch = collate([B, A], [False, False], COUNTS)
    assert batch["contrast_ids"].tolist() == [[77, 2, 3, 4]]
    assert batch["contrast_rows"].tolist() == [1, 1]
    assert batch["contrast_ids"].flatten()[batch["contrast_at"] + 1].tolist() == [3, 4]


def test_a_batch_without_any_label_is_whole():
    bare = Encoded(id="n", corpus="esconv", ids=(1,), supervised=(False,))
    batch = COLLATE([bare], [False], COUNTS)
    for name in ("targets", "emotion_at", "strategy_at", "affect_at", "teacher_at", "taught"):
        assert batch[name].shape == (0,)
    assert batch["emotions"].shape == (0, len(GOEMOTIONS))
    assert batch["affect"].shape == (0, 2)
    assert batch["input_ids"].dtype == torch.int64


def test_neutral_has_no_place_among_27_but_among_28():
    assert emotion_target([NEUTRAL], multilabel=False) is None
    assert emotion_target([JOY, NEUTRAL], multilabel=False)[JOY] == 1.0
    assert emotion_target([JOY, NEUTRAL], multilabel=True)[NEUTRAL] == 1.0
    assert sum(emotion_target([JOY, NEUTRAL], multilabel=True)) == 2
    assert affect_target([NEUTRAL]) == AFFECT["neutral"]


def test_counts_are_what_the_batch_holds():
    collate = Collator(corpora=COLLATE.corpora, pad=0, multilabel=False, teacher_share=0.5, contrast=(77,))
    batch = collate([A, B], [True, False], COUNTS)
    counts = [collate.counts(A), collate.counts(B)]
    total = dict(zip(TERMS, [sum(column) for column in zip(*counts, strict=True)], strict=True))
    assert total == {
        "lm": len(batch["targets"]),
        "emotion": len(batch["emotions"]),
        "strategy": len(batch["strategies"]),
        "affect": len(batch["affect"]),
        "safety": 0.5 * len(batch["targets"]),  # what half of the examples score in expectation
        "persona": 2 * len(batch["contrast_ids"]),
    }
