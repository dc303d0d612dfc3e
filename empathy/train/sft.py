"""Multi-task supervised fine-tuning: one backbone pass, all heads, all losses."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
import torch
from lightning.pytorch import Callback, LightningModule
from lightning.pytorch.utilities import move_data_to_device, rank_zero_info
from lightning.pytorch.utilities.types import OptimizerLRSchedulerConfig

from empathy.batch import TERMS, Batch
from empathy.data.module import EmpathyData, LabelSpace
from empathy.errors import InputError
from empathy.model import losses
from empathy.model.attention import Prefix
from empathy.model.backbone import Backbone, Lora, autocast_off, compute_dtype, load_backbone
from empathy.model.heads import Heads
from empathy.model.token_losses import token_losses
from empathy.ranges import NonNegativeFloat, PositiveFloat, PositiveInt, UnitFloat
from empathy.train.best_model import load_best_model
from empathy.train.finite import FiniteWindows
from empathy.train.identity import identity, require_same, require_whole, stored
from empathy.train.metrics import Figure, HeldOutMetrics, Outputs
from empathy.train.optim import adamw, schedule
from empathy.train.probe import collect, fit_heads

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


class SupervisedModule(LightningModule):
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
        super().__init__()
        self.base_model, self.quantize, self.start_from = base_model, quantize, start_from
        self.label_space = label_space
        # A checkpoint holds trainable tensors only; `require_whole` checks that it holds all of them.
        self.strict_loading = False
        self.weights, self.lora = asdict(weights), lora
        self.tau = tau
        self.rebalance = rebalance
        # float(): the parser's number types would end up in the optimizer's state, which must load `weights_only`.
        self.lr, self.head_lr = float(lr), float(head_lr or lr)
        self.weight_decay, self.warmup = float(weight_decay), float(warmup)
        self.activation_checkpointing, self.probe_tokens = bool(activation_checkpointing), probe_tokens
        self.is_multilabel = label_space == "emotions28"
        self.backbone: Backbone | None = None
        self._rules: Prefix | None = None

    @property
    def model(self) -> Backbone:
        """The backbone, once ``configure_model`` has loaded it."""
        assert self.backbone is not None
        return self.backbone

    @property
    def data(self) -> EmpathyData:
        """The data module that trains or evaluates this module."""
        return cast("EmpathyData", self.trainer.datamodule)  # type: ignore[attr-defined]

    def configure_model(self) -> None:
        """Load the base model, once, in each process, onto its device."""
        if self.backbone is not None:
            return
        device = self.trainer.strategy.root_device if self._trainer else torch.device("cpu")
        precision = self.trainer.precision if self._trainer else "bf16-mixed"
        rank_zero_info(f"Base model {self.base_model}, in {compute_dtype(device, precision)[1]}")
        self.backbone = load_backbone(
            self.base_model,
            device=device,
            precision=precision,
            quantize=self.quantize,
            lora=self.lora,
            activation_checkpointing=self.activation_checkpointing,
        )
        # `from_pretrained` returns it in eval mode, in which activation checkpointing, for one, is silently off.
        self.backbone.train()
        self.heads = Heads(
            self.backbone.hidden_size, multilabel=self.is_multilabel, persona=self.weights["persona"] > 0
        )
        if self.start_from is not None:
            load_best_model(Path(self.start_from), self.backbone, self.heads)
        elif self._trainer and self.trainer.training and self.trainer.ckpt_path is None:
            self._probe()
        self.held_out = HeldOutMetrics(self.data.corpora if self._trainer else (), is_multilabel=self.is_multilabel)

    @torch.no_grad()
    def _probe(self) -> None:
        """Let the heads learn on the frozen base before the joint training."""
        device = self.model.lm_head.device

        def hidden_of(batch: Batch) -> torch.Tensor:
            with self.trainer.precision_plugin.forward_context():
                return self.model(batch["input_ids"], batch["attention_mask"])

        batches = self.data.probe_batches(tokens=self.probe_tokens)
        with self.model.base_only():
            probes = collect((move_data_to_device(batch, device) for batch in batches), hidden_of)
        self.heads.to(device)
        fit_heads(self.heads, probes, lambda *x: self.head_loss(*x) / len(x[1]), seed=self.data.seed)

    def head_loss(self, name: str, outputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Sum of one head's loss: ``emotion``, ``strategy`` or ``affect``."""
        if name == "affect":
            return losses.affect_mse(outputs, targets)[0]
        options = {key: value.to(outputs.device) for key, value in self.class_options[name].items()}
        loss = losses.multilabel if name == "emotion" and self.is_multilabel else losses.classification
        return loss(outputs, targets, **options)[0]

    def setup(self, stage: str) -> None:
        """Turn the training labels' counts into class weights or logit adjustments."""
        self.class_options: dict[str, dict[str, torch.Tensor]] = {"emotion": {}, "strategy": {}}
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

    def forward(self, batch: Batch) -> Outputs:
        """Run the backbone once and every head where it reads."""
        hidden = self.model(batch["input_ids"], batch["attention_mask"])
        with autocast_off(hidden.device.type):
            heads = self.heads
            return Outputs(
                hidden=hidden,
                predictors=hidden.flatten(0, 1)[batch["target_at"]],
                emotion=heads.emotion(heads.user_end(hidden, batch["emotion_at"])),
                strategy=heads.strategy(heads.reply_header(hidden, batch["strategy_at"])),
                affect=heads.affect(heads.user_end(hidden, batch["affect_at"])),
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

    def configure_callbacks(self) -> list[Callback]:
        """Guard every window, whatever callbacks a configuration lists."""
        return [FiniteWindows()]

    def on_train_batch_start(self, batch: Batch, batch_idx: int) -> None:
        """Seed dropout by the micro-batch's place in the plan: nothing that happened before has a say in it.

        Counted over ranks, so that two ranks draw what one rank with twice the accumulation does.
        """
        place = batch_idx * self.trainer.world_size + self.global_rank
        torch.manual_seed(place_seed(self.data.seed, self.trainer.current_epoch, place))

    def training_step(self, batch: Batch, batch_idx: int) -> dict[str, Any]:
        """Weigh the terms with the window's counts."""
        sums = self.loss_sums(batch, self(batch))
        scale = self.trainer.world_size * self.trainer.accumulate_grad_batches
        labelled = batch["window_counts"]
        counts = dict(zip(TERMS, labelled.where(labelled > 0, 1).unbind(), strict=True))
        terms = {name: total / counts[name] for name, total in sums.items()}
        loss = torch.stack([self.weights[name] * term for name, term in terms.items()]).sum()
        return {"loss": loss * scale, "terms": {name: term.detach() for name, term in terms.items()}}

    def validation_step(self, batch: Batch, batch_idx: int) -> None:
        """Add a batch to the split's figures."""
        self.held_out.update(batch, self(batch), self.model.lm_head)

    def test_step(self, batch: Batch, batch_idx: int) -> None:
        """Add a batch to the split's figures."""
        self.validation_step(batch, batch_idx)

    def predict_step(self, batch: Batch, batch_idx: int) -> Outputs:
        """Run the heads; ``train.predictions`` writes what they say. The states are not kept."""
        outputs = self(batch)
        return outputs._replace(hidden=outputs.hidden[:0], predictors=outputs.predictors[:0])

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

    def configure_optimizers(self) -> OptimizerLRSchedulerConfig:
        """AdamW with warm-up and cosine over the run's optimizer steps, known from the plan.

        ``trainer.estimated_stepping_batches`` is never read: doing so drops a resumed loader's position.
        """
        optimizer = adamw(self.model, self.heads, lr=self.lr, head_lr=self.head_lr, weight_decay=self.weight_decay)
        scheduler = schedule(optimizer, total=self.total_steps(), warmup_share=self.warmup)
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": scheduler, "interval": "step"}}

    def total_steps(self) -> int:
        """Optimizer steps of the run.

        Raises:
            InputError: If nothing ends the run.
        """
        trainer = self.trainer
        limits = []
        if trainer.max_epochs is not None and trainer.max_epochs > 0:
            limits.append(self.data.micro_batches() // trainer.accumulate_grad_batches * trainer.max_epochs)
        if trainer.max_steps > 0:
            limits.append(trainer.max_steps)
        if not limits:
            raise InputError(
                "trainer.max_epochs", "nothing ends the run", "Set trainer.max_epochs or trainer.max_steps"
            )
        return min(limits)

    def on_save_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        """Keep what training changes, and say what it was made with."""
        checkpoint["state_dict"] = stored(self)
        checkpoint["identity"] = identity(self)

    def on_load_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        """Refuse a checkpoint that was made with something else, or lacks a tensor: loading is not strict."""
        require_same(checkpoint.get("identity"), identity(self), stage=self.trainer.state.fn)
        self.configure_model()
        require_whole(checkpoint["state_dict"], stored(self))


def place_seed(*place: int) -> int:
    """Seed of one place in the run: ``(seed, epoch, micro-batch over all ranks)``."""
    return int(np.random.SeedSequence(place).generate_state(1, np.uint64)[0] >> 1)
