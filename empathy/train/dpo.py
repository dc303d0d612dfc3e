"""Direct preference optimisation: an adapter moves from a frozen copy of itself towards the preferred replies."""

from dataclasses import replace
from typing import Any, cast

import torch
from lightning.pytorch.utilities import move_data_to_device

from empathy.batch import PairBatch
from empathy.data.module import LabelSpace
from empathy.data.preference_module import PreferenceData
from empathy.model.backbone import Lora, autocast_off
from empathy.model.outputs import Scored, score_pairs
from empathy.model.preference_loss import PreferenceLoss, pair_terms
from empathy.model.saved import adapter_fingerprint, best_model_folder, settings_of
from empathy.model.token_losses import token_losses
from empathy.ranges import NonNegativeFloat, PositiveFloat, PositiveInt, UnitFloat
from empathy.train.pair_figures import PairFigures
from empathy.train.probe import Probe, copied, fit_heads, said_of
from empathy.train.reference import reference_log_probabilities
from empathy.train.tuning import TuningModule


class PreferenceModule(TuningModule):
    """Aligns a fine-tuned adapter with preference pairs; the heads stay as they are, and follow it when it has ended.

    Policy and reference are two adapters on one base. The reference is the adapter that training starts from.

    Args:
        start_from: ``best_model`` of a finished run, or ``logs/<name>``: its newest run's.
        base_model: ``embedded`` (SmolLM2-135M-Instruct), a folder, or a hub id.
        quantize: Load the base in 4-bit NF4 with double quantisation.
        lora: The adapter, of the sizes of the one to start from. Its dropout is switched off: noise in the policy alone
            would look like a distance from the reference.
        loss: The loss.
        label_space: emotions27 or emotions28; linked to the data.
        lr: Peak learning rate.
        weight_decay: Of matrices.
        warmup: Share of the optimizer steps that warm up.
        probe_tokens: Tokens of each corpus, system turns not counted, on which the heads learn to read the aligned
            model when training has ended.
        activation_checkpointing: Recompute activations in the backward pass; null: where they would not fit.
    """

    def __init__(
        self,
        start_from: str,
        base_model: str = "embedded",
        quantize: bool = True,
        lora: Lora = Lora(),
        loss: PreferenceLoss = PreferenceLoss(),
        label_space: LabelSpace = "emotions27",
        lr: PositiveFloat = 2e-5,
        weight_decay: NonNegativeFloat = 0.0,
        warmup: UnitFloat = 0.1,
        probe_tokens: PositiveInt = 12_000,
        activation_checkpointing: bool | None = None,
    ) -> None:
        super().__init__(
            base_model=base_model, quantize=quantize, lora=replace(lora, dropout=0.0), start_from=start_from,
            label_space=label_space, persona_head=False, lr=lr, head_lr=lr, weight_decay=weight_decay, warmup=warmup,
            activation_checkpointing=bool(activation_checkpointing),
        )  # fmt: skip
        self.loss, self.probe_tokens = loss, probe_tokens
        self.pair_figures = PairFigures(self.loss)
        self.reference: torch.Tensor | None = None

    @property
    def pairs(self) -> PreferenceData:
        """The data module, which holds the pairs."""
        return cast("PreferenceData", self.data)

    def configure_model(self) -> None:
        """Load base and adapter, and keep a frozen copy of it."""
        if self.backbone is None:
            # Once: by the time of a checkpoint, ``logs/<name>`` may hold a newer run.
            folder = best_model_folder(str(self.start_from))
            self.start_from, self._fingerprint = str(folder), adapter_fingerprint(folder)
            self.persona_head = bool(settings_of(folder)["persona_head"])
        super().configure_model()

    def start(self) -> None:
        """Freeze the heads and the reference."""
        self.heads.requires_grad_(False)
        self.sft_heads = copied(self.heads)
        self.model.add_reference()

    def reference_fingerprint(self) -> str:
        """Hash of the reference adapter's weights."""
        return self._fingerprint

    def before_export(self) -> None:
        """Teach the heads to say of the aligned model's states what they said of the reference's.

        The adapter moved under them. Labels are not needed for that, so few examples go a long way.
        """
        with self.model.reference_only():
            before = self.states_at_labels(tokens=self.probe_tokens)
        after = self.states_at_labels(tokens=self.probe_tokens)
        targets = said_of(self.heads, before, multilabel=self.is_multilabel)
        fit_heads(
            self.heads, {name: Probe(after[name].states, targets[name]) for name in after},
            lambda *x: self.head_loss(*x) / len(x[1]), seed=self.data.seed,
        )  # fmt: skip

    def on_fit_start(self) -> None:
        """Score the training pairs under the reference, or read what an earlier run computed."""
        self.reference = reference_log_probabilities(self).to(self.device)

    def score(self, batch: PairBatch) -> Scored:
        """Score both replies of each pair under the active adapter, in one pass; only replies reach the LM head."""
        return score_pairs(self.model, batch)

    def training_step(self, batch: PairBatch, batch_idx: int) -> dict[str, Any]:
        """Weigh the window's pairs alike, whatever micro-batch and rank they came to."""
        assert self.reference is not None
        policy, tokens = self.score(batch)[1:]
        terms = pair_terms(policy, self.reference[batch["pairs"]], tokens, batch["violations"], self.loss)
        means = {name: term / batch["window_pairs"] for name, term in terms.items()}
        total = means["dpo"] + self.loss.anchor * means["anchor"]
        scale = self.trainer.world_size * self.trainer.accumulate_grad_batches
        return {"loss": total * scale, "terms": {name: mean.detach() for name, mean in means.items()}}

    @torch.no_grad()
    def measure(self, batch: PairBatch, figures: PairFigures) -> None:
        """Add a batch to the figures: the active adapter, or the base, against the reference."""
        policy = self.score(batch)
        with self.model.reference_only():
            reference = self.score(batch)
        everyone = torch.arange(len(batch["targets"]), device=policy.states.device)
        with autocast_off(policy.states.device.type):
            _, (divergence, _) = token_losses(
                reference.states, self.model.lm_head, batch["targets"], teacher=policy.states, taught=everyone
            )
        figures.update(
            policy.log_probabilities, reference.log_probabilities, policy.tokens, batch["violations"], divergence
        )

    def validation_step(self, batch: PairBatch, batch_idx: int) -> None:
        """Add a batch to the figures."""
        self.measure(batch, self.pair_figures)

    def on_validation_epoch_end(self) -> None:
        """Log the figures as ``val/...``."""
        figures = self.pair_figures.compute()
        self.pair_figures.reset()
        for name, figure in figures.items():
            self.log(f"val/{name}", figure.value, prog_bar=name in ("loss", "accuracy"))

    def on_test_epoch_end(self) -> None:
        """Log the heads' figures and those of the test pairs as ``test/...``."""
        for batch in self.pairs.pair_batches("test"):
            with self.trainer.precision_plugin.forward_context():
                self.measure(move_data_to_device(batch, self.device), self.pair_figures)
        figures = self.held_out.compute() | {
            f"pairs/{name}": figure for name, figure in self.pair_figures.compute().items()
        }
        self.log_dict({f"test/{name}": figure.value for name, figure in figures.items()})
