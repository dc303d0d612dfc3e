"""Ours and TRL's preference trainer on the same pairs, NF4 base, adapter, micro-batch and accumulation."""

import time
from pathlib import Path
from typing import Any

from benchmarks.command import settle
from benchmarks.contest import Gate, Step
from benchmarks.trainers import STEPS, half
from empathy.data.preference_module import PreferenceData

BATCH, ACCUMULATE, MAX_LENGTH = 8, 1, 512
"""Pairs a micro-batch (TRL's default), micro-batches a step, tokens of prompt and reply."""

BETA = 0.1


def pairs_of(base_model: str) -> PreferenceData:
    """The pairs that ship."""
    data = PreferenceData(
        base_model=base_model, max_length=MAX_LENGTH, batch_size=BATCH, corpora=["safety"], held_out_tokens=500
    )
    data.setup("fit")
    return data


def new_best_model(folder: str, base_model: str) -> None:
    """Save an adapter that does nothing yet, for ours to start from: TRL makes its own."""
    from empathy.train.best_model import save_best_model  # noqa: PLC0415
    from empathy.train.sft import SupervisedModule  # noqa: PLC0415

    module = SupervisedModule(base_model=base_model)
    module.configure_model()
    save_best_model(Path(folder), module, pairs_of(base_model), figures={})


def ours_dpo(gate: Gate, *, base_model: str, start_from: str, gpu: bool) -> None:
    """Train from a new adapter, the reference's log-probabilities computed before the first step."""
    import lightning.pytorch as pl  # noqa: PLC0415

    from empathy.cli import hide_upstream_noise  # noqa: PLC0415
    from empathy.train.dpo import PreferenceModule  # noqa: PLC0415
    from empathy.train.reference import score_all  # noqa: PLC0415

    class Uncached(PreferenceModule):
        def on_fit_start(self) -> None:
            self.reference = score_all(self)

    class Turns(pl.Callback):
        tokens = pairs = 0
        started = 0.0

        def on_train_batch_start(self, trainer: Any, pl_module: Any, batch: Any, batch_idx: int) -> None:
            if batch_idx % ACCUMULATE == 0:
                gate.wait()
                self.tokens = self.pairs = 0
                self.started = time.perf_counter()
            self.tokens += int(batch["attention_mask"].sum())
            self.pairs += len(batch["pairs"])

        def on_train_batch_end(self, trainer: Any, pl_module: Any, outputs: Any, batch: Any, batch_idx: int) -> None:
            if (batch_idx + 1) % ACCUMULATE == 0:
                settle(gpu=gpu)
                gate.report(Step(time.perf_counter() - self.started, self.tokens, self.pairs))

    hide_upstream_noise()
    pl.seed_everything(17)
    data = pairs_of(base_model)
    pl.Trainer(
        accelerator="gpu" if gpu else "cpu", devices=1, max_steps=STEPS, max_epochs=-1, precision=half(gpu=gpu),
        accumulate_grad_batches=ACCUMULATE, gradient_clip_val=1.0, use_distributed_sampler=False,
        limit_val_batches=0, logger=False, enable_checkpointing=False, enable_progress_bar=False,
        enable_model_summary=False, callbacks=[Turns()],
    ).fit(Uncached(start_from, base_model=base_model), datamodule=data)  # fmt: skip


def trl_dpo(gate: Gate, *, base_model: str, precompute: bool, gpu: bool) -> None:
    """Train with TRL's ``DPOTrainer``; ``precompute`` is its ``precompute_ref_log_probs``."""
    import torch  # noqa: PLC0415
    from datasets import Dataset  # noqa: PLC0415
    from peft import LoraConfig  # noqa: PLC0415
    from transformers import AutoModelForCausalLM, TrainerCallback  # noqa: PLC0415
    from trl import DPOConfig, DPOTrainer  # noqa: PLC0415

    from empathy.model.backbone import Lora, quantization  # noqa: PLC0415
    from empathy.pretrained import load_tokenizer, locate  # noqa: PLC0415

    class GivenIds(DPOTrainer):
        def _prepare_dataset(self, dataset: Any, *args: Any, **kwargs: Any) -> Any:
            return dataset

    rows = Dataset.from_list(
        [
            {f"{part}_ids": list(getattr(pair, part)) for part in ("prompt", "chosen", "rejected")}
            for pair in pairs_of(base_model).pairs["train"]
        ]
    )
    dtype = {"bf16-mixed": torch.bfloat16, "16-mixed": torch.float16}[half(gpu=gpu)]
    model = AutoModelForCausalLM.from_pretrained(
        locate(base_model), quantization_config=quantization(dtype), dtype=dtype,
        device_map={"": "cuda:0" if gpu else "cpu"},
    )  # fmt: skip
    lora = Lora()
    trainer = GivenIds(
        model=model,
        args=DPOConfig(
            output_dir="results/benchmarks/trl", per_device_train_batch_size=BATCH,
            gradient_accumulation_steps=ACCUMULATE, max_steps=STEPS, max_length=MAX_LENGTH, beta=BETA,
            bf16=half(gpu=gpu) == "bf16-mixed", fp16=half(gpu=gpu) == "16-mixed", use_cpu=not gpu,
            activation_checkpointing=False, precompute_ref_log_probs=precompute, report_to="none",
            save_strategy="no", logging_strategy="no", disable_tqdm=True, seed=17,
        ),
        train_dataset=rows,
        processing_class=load_tokenizer(base_model),
        peft_config=LoraConfig(
            r=lora.r, lora_alpha=lora.alpha, lora_dropout=0.0, target_modules=list(lora.targets), task_type="CAUSAL_LM"
        ),
    )  # fmt: skip
    turn = {"tokens": 0, "started": 0.0}

    def count(module: Any, args: Any, kwargs: dict[str, Any]) -> None:
        turn["tokens"] += int(kwargs["attention_mask"].sum())

    class Turns(TrainerCallback):
        def on_step_begin(self, *args: Any, **kwargs: Any) -> None:
            gate.wait()
            turn.update(tokens=0, started=time.perf_counter())

        def on_step_end(self, *args: Any, **kwargs: Any) -> None:
            settle(gpu=gpu)
            gate.report(Step(time.perf_counter() - turn["started"], int(turn["tokens"]), BATCH * ACCUMULATE))

    trainer.model.register_forward_pre_hook(count, with_kwargs=True)
    trainer.add_callback(Turns())
    trainer.train()
