"""What supervised fine-tuning and preference optimisation share: backbone, heads, optimizer, checkpoints."""

from typing import Any, cast

import numpy as np
import torch
from lightning.pytorch import Callback, LightningModule
from lightning.pytorch.utilities import move_data_to_device, rank_zero_info
from lightning.pytorch.utilities.types import OptimizerLRSchedulerConfig

from empathy.batch import Batch
from empathy.data.module import EmpathyData, LabelSpace
from empathy.errors import InputError
from empathy.model import losses
from empathy.model.backbone import Backbone, Lora, compute_dtype, load_backbone
from empathy.model.heads import Heads
from empathy.model.outputs import Outputs, one_pass
from empathy.model.saved import best_model_folder, load_best_model
from empathy.train.finite import FiniteWindows
from empathy.train.identity import identity, require_same, require_whole, stored
from empathy.train.metrics import HeldOutMetrics
from empathy.train.optim import adamw, schedule
from empathy.train.probe import Probe, collect


class TuningModule(LightningModule):
    """A frozen base model with a trainable adapter and heads.

    Args:
        base_model: ``embedded`` (SmolLM2-135M-Instruct), a folder, or a hub id.
        quantize: Load the base in 4-bit NF4 with double quantisation.
        lora: The adapter.
        start_from: Folder ``best_model`` whose adapter and heads to start from.
        label_space: emotions27 or emotions28; linked to the data.
        persona_head: Whether the heads have one for the persona contrast.
        lr: Peak learning rate of the adapter.
        head_lr: Peak learning rate of the heads.
        weight_decay: Of matrices.
        warmup: Share of the optimizer steps that warm up.
        activation_checkpointing: Recompute activations in the backward pass.
    """

    held_out: HeldOutMetrics

    def __init__(
        self,
        *,
        base_model: str,
        quantize: bool,
        lora: Lora,
        start_from: str | None,
        label_space: LabelSpace,
        persona_head: bool,
        lr: float,
        head_lr: float,
        weight_decay: float,
        warmup: float,
        activation_checkpointing: bool,
    ) -> None:
        super().__init__()
        self.base_model, self.quantize, self.lora, self.start_from = base_model, quantize, lora, start_from
        self.label_space, self.persona_head = label_space, persona_head
        # A checkpoint holds trainable tensors only; `require_whole` checks that it holds all of them.
        self.strict_loading = False
        # float(): the parser's number types would end up in the optimizer's state, which must load `weights_only`.
        self.lr, self.head_lr = float(lr), float(head_lr)
        self.weight_decay, self.warmup = float(weight_decay), float(warmup)
        self.activation_checkpointing = activation_checkpointing
        self.is_multilabel = label_space == "emotions28"
        # Class weights or logit adjustments of each head's loss.
        self.class_options: dict[str, dict[str, torch.Tensor]] = {"emotion": {}, "strategy": {}}
        self.backbone: Backbone | None = None

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
        self.heads = Heads(self.backbone.hidden_size, multilabel=self.is_multilabel, persona=self.persona_head)
        if self.start_from is not None:
            load_best_model(best_model_folder(self.start_from), self.backbone, self.heads)
        self.start()
        self.held_out = HeldOutMetrics(self.data.corpora if self._trainer else (), is_multilabel=self.is_multilabel)

    def start(self) -> None:
        """What a kind of training does with the model before its first step."""

    @torch.no_grad()
    def states_at_labels(self, *, tokens: int) -> dict[str, Probe]:
        """States of the active adapter, or the base, at labelled positions of training examples; equal on every rank.

        Args:
            tokens: Of each corpus, system turns not counted.
        """
        device = self.model.lm_head.device
        was_training = self.model.training
        self.model.eval()

        def hidden_of(batch: Batch) -> torch.Tensor:
            with self.trainer.precision_plugin.forward_context():
                return self.model(batch["input_ids"], batch["attention_mask"])

        batches = self.data.probe_batches(tokens=tokens)
        probes = collect((move_data_to_device(batch, device) for batch in batches), hidden_of)
        self.model.train(was_training)
        return probes

    def before_export(self) -> None:
        """What a kind of training does with the weights that are about to be exported."""

    def reference_fingerprint(self) -> str | None:
        """Hash of the frozen adapter that training measures against, hexadecimal; None where there is none."""
        return None

    def forward(self, batch: Batch) -> Outputs:
        """Run the backbone once and every head where it reads."""
        return one_pass(self.model, self.heads, batch)

    def head_loss(self, name: str, outputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Sum of one head's loss: ``emotion``, ``strategy`` or ``affect``."""
        if name == "affect":
            return losses.affect_mse(outputs, targets)[0]
        options = {key: value.to(outputs.device) for key, value in self.class_options[name].items()}
        loss = losses.multilabel if name == "emotion" and self.is_multilabel else losses.classification
        return loss(outputs, targets, **options)[0]

    def configure_callbacks(self) -> list[Callback]:
        """Guard every window, whatever callbacks a configuration lists."""
        return [FiniteWindows()]

    def on_train_batch_start(self, batch: Any, batch_idx: int) -> None:
        """Seed dropout by the micro-batch's place in the plan: nothing that happened before has a say in it.

        Counted over ranks, so that two ranks draw what one rank with twice the accumulation does.
        """
        place = batch_idx * self.trainer.world_size + self.global_rank
        torch.manual_seed(place_seed(self.data.seed, self.trainer.current_epoch, place))

    def test_step(self, batch: Batch, batch_idx: int) -> None:
        """Add a batch to the split's figures."""
        self.held_out.update(batch, self(batch), self.model.lm_head)

    def predict_step(self, batch: Batch, batch_idx: int) -> Outputs:
        """Run the heads; ``train.predictions`` writes what they say. The states are not kept."""
        outputs = self(batch)
        return outputs._replace(hidden=outputs.hidden[:0], predictors=outputs.predictors[:0])

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
