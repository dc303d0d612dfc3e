"""Multi-task supervised fine-tuning: one backbone pass, all heads, all losses."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

import torch

from empathy.batch import TERMS, Batch
from empathy.data.module import LabelSpace
from empathy.errors import InputError
from empathy.model import losses
from empathy.model.attention import Prefix
from empathy.model.backbone import Lora, autocast_off
from empathy.model.outputs import Outputs
from empathy.model.token_losses import token_losses
from empathy.ranges import NonNegativeFloat, PositiveFloat, PositiveInt, UnitFloat
from empathy.train.metrics import Figure
from empathy.train.probe import calibrate, fit_heads
from empathy.train.tuning import TuningModule

Rebalance = Literal["none", "class_balanced", "logit_adjustment"]


@dataclass(frozen=True)
class LossWeights:
    """Weight of each term of the loss; 0 leaves the term out of the gradient but keeps its head in the graph.

    Attributes:
        lm: Negative log-likelihood of the replies' tokens.
        emotion: Cross-entropy of the emotion head.
        strategy: Cross-entropy of the strategy head.
        affect: Squared error of valence and arousal.
        safety: Divergence from the safety teacher; 0 also saves the teacher's pass.
        persona: Persona contrast; 0 also saves the twins' pass.
    """

    lm: NonNegativeFloat = 1.0
    emotion: NonNegativeFloat = 0.2
    strategy: NonNegativeFloat = 0.2
    affect: NonNegativeFloat = 0.1
    safety: NonNegativeFloat = 0.1
    persona: NonNegativeFloat = 0.0


class SupervisedModule(TuningModule):
    """Fine-tunes an adapter and the heads.

    ``loss = sum_k lambda_k sum_k world accumulate / count_k``, where ``count_k`` is the window's over all ranks:
    Lightning divides by ``accumulate`` and DDP by ``world``, so 1 x 8, 2 x 4 and 8 x 1 give the same gradient.

    Args:
        base_model: ``embedded`` (SmolLM2-135M-Instruct), a folder, or a hub id.
        quantize: Load the base in 4-bit NF4 with double quantisation.
        lora: The adapter.
        start_from: Folder ``best_model`` of another run whose adapter and heads to start from.
        weights: Of the terms of the loss.
        tau: Temperature of the safety teacher's distribution.
        label_space: emotions27 or emotions28; linked to the data.
        rebalance: How the emotion and strategy losses meet rare classes.
        lr: Peak learning rate of the adapter.
        head_lr: Peak learning rate of the heads; null: that of the adapter.
        weight_decay: Of matrices.
        warmup: Share of the optimizer steps that warm up.
        probe_tokens: Tokens of each corpus, system turns not counted, on which the heads learn to read the frozen base
            before joint training.
        activation_checkpointing: Recompute activations in the backward pass: less memory, a third more time; null:
            where `main.py check` finds that they would not fit.
    """

    def __init__(
        self,
        base_model: str = "embedded",
        quantize: bool = True,
        lora: Lora = Lora(),
        start_from: str | None = None,
        weights: LossWeights = LossWeights(),
        tau: PositiveFloat = 1.0,
        label_space: LabelSpace = "emotions27",
        rebalance: Rebalance = "none",
        lr: PositiveFloat = 2e-4,
        head_lr: PositiveFloat | None = None,
        weight_decay: NonNegativeFloat = 0.01,
        warmup: UnitFloat = 0.1,
        probe_tokens: PositiveInt = 12_000,
        activation_checkpointing: bool | None = None,
    ) -> None:
        super().__init__(
            base_model=base_model, quantize=quantize, lora=lora, start_from=start_from, label_space=label_space,
            persona_head=weights.persona > 0, lr=lr, head_lr=head_lr or lr, weight_decay=weight_decay, warmup=warmup,
            activation_checkpointing=bool(activation_checkpointing),
        )  # fmt: skip
        self.weights, self.tau, self.rebalance, self.probe_tokens = asdict(weights), tau, rebalance, probe_tokens
        self._rules: Prefix | None = None

    def start(self) -> None:
        """Probe the base, unless the heads come from elsewhere."""
        if self.start_from is None and self._trainer and self.trainer.training and self.trainer.ckpt_path is None:
            self._probe()

    def _probe(self) -> None:
        """Let the heads learn on the frozen base before the joint training."""
        with self.model.base_only():
            probes = self.states_at_labels(tokens=self.probe_tokens)
        self.heads.to(self.model.lm_head.device)
        calibrate(self.heads, probes)
        fit_heads(self.heads, probes, lambda *x: self.head_loss(*x) / len(x[1]), seed=self.data.seed)

    def setup(self, stage: str) -> None:
        """Turn the training labels' counts into class weights or logit adjustments."""
        if self.rebalance == "none":
            return
        for name, counts in self.data.label_counts().items():
            if self.rebalance == "class_balanced":
                self.class_options[name] = {"weights": losses.class_balanced_weights(counts)}
            elif not self.is_multilabel or name == "strategy":
                self.class_options[name] = {"adjustment": losses.logit_adjustment(counts)}
            else:
                raise InputError(
                    "model.rebalance=logit_adjustment",
                    "is defined for one label a text, not for label_space emotions28",
                    "Use class_balanced or none",
                )

    def loss_sums(self, batch: Batch, outputs: Outputs) -> dict[str, torch.Tensor]:
        """Sum of each term over the micro-batch, by the names in ``batch.TERMS``."""
        teacher = self._teacher(batch) if self.weights["safety"] > 0 else None
        with autocast_off(outputs.hidden.device.type):
            (nll, _), (divergence, _) = token_losses(
                outputs.predictors,
                self.model.lm_head,
                batch["targets"],
                teacher=teacher,
                taught=batch["taught"],
                tau=self.tau,
            )
            sums = {
                "lm": nll,
                "emotion": self.head_loss("emotion", outputs.emotion, batch["emotions"]),
                "strategy": self.head_loss("strategy", outputs.strategy, batch["strategies"]),
                "affect": self.head_loss("affect", outputs.affect, batch["affect"]),
            }
        if self.weights["safety"] > 0:
            sums["safety"] = divergence
        if self.weights["persona"] > 0:
            sums["persona"] = self._persona(batch, outputs)
        return sums

    @torch.no_grad()
    def _teacher(self, batch: Batch) -> torch.Tensor | None:
        """States (M, H) of the same base under the safety rules, for the taught tokens."""
        if len(batch["taught"]) == 0:
            return None
        with self.model.base_only():
            if self._rules is None:
                self._rules = self.model.read_prefix(batch["targets"].new_tensor(self.data.rules_ids))
            hidden = self.model(batch["teacher_ids"], batch["teacher_mask"], prefix=self._rules)
        return hidden.flatten(0, 1)[batch["teacher_at"]]

    def _persona(self, batch: Batch, outputs: Outputs) -> torch.Tensor:
        """Contrast of the replies' mean states under two personas."""
        rows, width = batch["contrast_rows"], batch["input_ids"].shape[1]
        assert self.heads.persona is not None
        if len(rows) == 0:
            return 0.0 * self.heads.persona(outputs.hidden[:1, 0].float()).sum()
        twins = self.model(batch["contrast_ids"], batch["contrast_mask"]).flatten(0, 1)[batch["contrast_at"]]
        with autocast_off(twins.device.type):
            own = losses.mean_by_row(outputs.predictors.float(), batch["target_at"] // width)
            other = losses.mean_by_row(twins.float(), rows)
            states = self.heads.persona(torch.cat([own, other]))
            personas = torch.arange(2, device=states.device).repeat_interleave(len(own))
            return losses.persona_contrast(states, personas)[0]

    def training_step(self, batch: Batch, batch_idx: int) -> dict[str, Any]:
        """Weigh the terms with the window's counts."""
        sums = self.loss_sums(batch, self(batch))
        scale = self.trainer.world_size * self.trainer.accumulate_grad_batches
        labelled = batch["window_counts"]
        counts = dict(zip(TERMS, labelled.where(labelled > 0, 1).unbind(), strict=True))
        terms = {name: total / counts[name] for name, total in sums.items()}
        loss = torch.stack([self.weights[name] * term for name, term in terms.items()]).sum()
        # A term without a label in the whole window, on any rank, has no value: 0 would be a lie in the curve.
        valued = [name for name, count in zip(TERMS, labelled.tolist(), strict=True) if count > 0 and name in terms]
        return {"loss": loss * scale, "terms": {name: terms[name].detach() for name in valued}}

    def validation_step(self, batch: Batch, batch_idx: int) -> None:
        """Add a batch to the split's figures."""
        self.test_step(batch, batch_idx)

    def on_validation_epoch_end(self) -> None:
        """Log the figures as ``val/...``."""
        self._log_figures("val")

    def on_test_epoch_end(self) -> None:
        """Log the figures as ``test/...``."""
        self._log_figures("test")

    def _log_figures(self, prefix: str) -> None:
        figures = self.held_out.compute()
        self.held_out.reset()
        self.log_dict({f"{prefix}/{name}": figure.value for name, figure in figures.items()})
        self.log(f"{prefix}/loss", self.weighted(figures), prog_bar=True)

    def weighted(self, figures: dict[str, Figure]) -> float:
        """Weighted sum of the held-out losses that need neither teacher nor twins: what ``best`` means."""
        terms = ("lm", "emotion", "strategy", "affect")
        return sum(self.weights[name] * figures[name].value for name in terms if name in figures)
