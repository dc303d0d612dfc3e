"""Figures on held-out data, each with its n: sums and counts over all batches and ranks, never means of means."""

import math
import warnings
from typing import NamedTuple

import torch
from torch import nn
from torchmetrics import Metric, PearsonCorrCoef, SumMetric
from torchmetrics.classification import (
    MulticlassAccuracy,
    MulticlassF1Score,
    MultilabelF1Score,
)

from empathy.batch import Batch
from empathy.labels import EMOTIONS_WITH_NEUTRAL, GOEMOTIONS, STRATEGIES
from empathy.model.losses import affect_mse, classification, multilabel
from empathy.model.outputs import Outputs
from empathy.model.token_losses import token_nll

THRESHOLD = 0.3
"""A label of the 28 counts as predicted above this probability, as in Demszky et al. 2020, section 5."""

RATINGS = {"valence": (0, False), "arousal": (1, False), "human_valence": (0, True), "human_arousal": (1, True)}
"""Correlations: the affect head's output and whether people gave the rating, or an emotion's prior did."""


class Figure(NamedTuple):
    """A value and the number of items it was measured on."""

    value: float
    n: int


class Classes(nn.Module):
    """Accuracy, macro and weighted F1 of one single-label head.

    torchmetrics leaves classes that are absent from both predictions and targets out of the macro mean.
    """

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.accuracy = MulticlassAccuracy(classes, average="micro")
        self.macro_f1 = MulticlassF1Score(classes, average="macro")
        self.weighted_f1 = MulticlassF1Score(classes, average="weighted")
        self.n = SumMetric()

    def update(self, predicted: torch.Tensor, targets: torch.Tensor) -> None:
        """Count predictions (N, classes) or (N) against class ids (N)."""
        if len(targets):
            for metric in (self.accuracy, self.macro_f1, self.weighted_f1):
                metric.update(predicted, targets)
        self.n.update(len(targets))

    def compute(self) -> dict[str, Figure]:
        """Return the figures; nothing where no item was seen."""
        n = int(self.n.compute())
        names = ("accuracy", "macro_f1", "weighted_f1")
        return {name: Figure(float(getattr(self, name).compute()), n) for name in names} if n else {}


class Correlation(nn.Module):
    """Pearson r with its n."""

    def __init__(self) -> None:
        super().__init__()
        self.r = PearsonCorrCoef()
        self.n = SumMetric()

    def update(self, predicted: torch.Tensor, rated: torch.Tensor) -> None:
        """Add pairs (N) and (N)."""
        if len(rated):
            self.r.update(predicted.float(), rated)
        self.n.update(len(rated))

    def compute(self) -> Figure | None:
        """Return r, or None where it means nothing: under two items, or predictions that are (almost) constant."""
        n = int(self.n.compute())
        if n < 2:  # over all ranks: each of them must come to `r.compute`, which waits for the others
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # torchmetrics warns of almost constant predictions, and returns NaN
            value = float(self.r.compute())
        return None if math.isnan(value) else Figure(value, n)


class HeldOutMetrics(nn.Module):
    """All figures of one held-out split.

    Args:
        corpora: Names in the order of ``Batch["corpus"]``.
        is_multilabel: 28 labels with sigmoid instead of 27 classes.
    """

    def __init__(self, corpora: tuple[str, ...], *, is_multilabel: bool) -> None:
        super().__init__()
        self.corpora = corpora
        self.is_multilabel = is_multilabel
        # By default NaN is left out of the sum: a broken model would have 0 nats and be the best checkpoint.
        self.nll = nn.ModuleList(SumMetric(nan_strategy="disable") for _ in corpora)
        self.tokens = nn.ModuleList(SumMetric() for _ in corpora)
        heads = ("emotion", "strategy", "affect")
        self.losses = nn.ModuleDict({name: SumMetric(nan_strategy="disable") for name in heads})
        self.counts = nn.ModuleDict({name: SumMetric() for name in heads})
        self.strategy = Classes(len(STRATEGIES))
        if is_multilabel:
            labels = len(EMOTIONS_WITH_NEUTRAL)
            self.emotion_macro_f1 = MultilabelF1Score(labels, threshold=THRESHOLD, average="macro")
            self.emotion_micro_f1 = MultilabelF1Score(labels, threshold=THRESHOLD, average="micro")
        else:
            self.emotion = Classes(len(GOEMOTIONS))
        # Ratings by people and priors of emotions are two tasks on one scale: one r over both means nothing.
        self.pearson = nn.ModuleDict({name: Correlation() for name in RATINGS})

    def update(self, batch: Batch, outputs: Outputs, lm_head: torch.Tensor) -> None:
        """Add one batch."""
        width = batch["input_ids"].shape[1]
        corpus = batch["corpus"][batch["target_at"] // width]
        for place in range(len(self.corpora)):
            rows = corpus == place
            total, count = token_nll(outputs.predictors[rows], lm_head, batch["targets"][rows])
            self._add(self.nll[place], total)
            self._add(self.tokens[place], count)
        loss = multilabel if self.is_multilabel else classification
        sums = {
            "emotion": loss(outputs.emotion, batch["emotions"]),
            "strategy": classification(outputs.strategy, batch["strategies"]),
            "affect": affect_mse(outputs.affect, batch["affect"]),
        }
        for name, (total, count) in sums.items():
            self._add(self.losses[name], total)
            self._add(self.counts[name], count)
        self.strategy.update(outputs.strategy, batch["strategies"])
        self._update_emotion(outputs.emotion, batch["emotions"])
        for name, (column, by_people) in RATINGS.items():
            rows = batch["affect_is_human"] == by_people
            self.pearson[name].update(outputs.affect[rows, column], batch["affect"][rows, column])  # type: ignore[operator]

    @staticmethod
    def _add(metric: nn.Module, value: torch.Tensor | int) -> None:
        assert isinstance(metric, Metric)
        metric.update(value)

    def _update_emotion(self, logits: torch.Tensor, targets: torch.Tensor) -> None:
        if self.is_multilabel:
            if len(targets):
                self.emotion_macro_f1.update(logits.sigmoid(), targets.long())
                self.emotion_micro_f1.update(logits.sigmoid(), targets.long())
            return
        single = targets.max(dim=-1).values == 1  # a row with two gold labels has no one right class
        self.emotion.update(logits[single], targets[single].argmax(dim=-1))

    def compute(self) -> dict[str, Figure]:
        """Return every figure by name; what no item supports is left out."""
        figures: dict[str, Figure] = {}
        nll = [float(m.compute()) for m in self.nll]  # type: ignore[operator]
        tokens = [int(m.compute()) for m in self.tokens]  # type: ignore[operator]
        for name, total, count in zip(self.corpora, nll, tokens, strict=True):
            if count:
                figures[f"{name}/nll"] = Figure(total / count, count)
        if sum(tokens):
            mean = sum(nll) / sum(tokens)
            figures["lm"] = Figure(mean, sum(tokens))
            figures["perplexity"] = Figure(math.exp(min(mean, 700.0)), sum(tokens))
        for name, metric in self.losses.items():
            if count := int(self.counts[name].compute()):  # type: ignore[operator]
                figures[name] = Figure(float(metric.compute()) / count, count)  # type: ignore[operator]
        figures |= {f"strategy_{name}": figure for name, figure in self.strategy.compute().items()}
        if not self.is_multilabel:
            figures |= {f"emotion_{name}": figure for name, figure in self.emotion.compute().items()}
        elif "emotion" in figures:
            n = figures["emotion"].n
            figures["emotion_macro_f1"] = Figure(float(self.emotion_macro_f1.compute()), n)
            figures["emotion_micro_f1"] = Figure(float(self.emotion_micro_f1.compute()), n)
        for name, metric in self.pearson.items():
            if (figure := metric.compute()) is not None:  # type: ignore[operator]
                figures[f"{name}_r"] = figure
        return figures

    def reset(self) -> None:
        """Forget everything seen."""
        for module in self.modules():
            if isinstance(module, Metric):
                module.reset()
