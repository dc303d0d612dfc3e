"""Ours and TRL's trainer on the same token ids, NF4 base, adapter, micro-batch and accumulation."""

import time
from typing import Any, Literal

from benchmarks.command import settle
from benchmarks.contest import Gate, Step
from benchmarks.dialogues import MAX_LENGTH, corpora

BATCH, ACCUMULATE = 4, 8
STEPS = 10_000  # never reached: the contest ends earlier


def ours(gate: Gate, *, root: str | None, base_model: str, safety: float, gpu: bool) -> None:
    """Train with every head, and with the safety teacher for a share of the dialogues if it is not 0."""
    import lightning.pytorch as pl  # noqa: PLC0415

    from empathy.cli import hide_upstream_noise  # noqa: PLC0415
    from empathy.model.rows import Rows  # noqa: PLC0415
    from empathy.train.sft import LossWeights, SupervisedModule  # noqa: PLC0415

    class Turns(pl.Callback):
        tokens = supervised = computed = 0
        started = 0.0

        def on_train_batch_start(self, trainer: Any, pl_module: Any, batch: Any, batch_idx: int) -> None:
            if batch_idx % ACCUMULATE == 0:
                gate.wait()
                self.tokens = self.supervised = self.computed = 0
                self.started = time.perf_counter()
            self.tokens += int(batch["attention_mask"].sum())
            self.supervised += len(batch["targets"])
            self.computed += Rows.of(batch["input_ids"], batch["attention_mask"]).tokens

        def on_train_batch_end(self, trainer: Any, pl_module: Any, outputs: Any, batch: Any, batch_idx: int) -> None:
            if (batch_idx + 1) % ACCUMULATE == 0:
                settle(gpu=gpu)
                seconds = time.perf_counter() - self.started
                gate.report(Step(seconds, self.tokens, self.supervised, self.computed))

    hide_upstream_noise()
    pl.seed_everything(17)
    data = corpora(root, teacher_share=safety)
    module = SupervisedModule(base_model=base_model, weights=LossWeights(safety=0.1 if safety else 0.0))
    pl.Trainer(
        accelerator="gpu" if gpu else "cpu", devices=1, max_steps=STEPS, max_epochs=-1,
        precision=half(gpu=gpu),
        accumulate_grad_batches=ACCUMULATE, gradient_clip_val=1.0, use_distributed_sampler=False,
        limit_val_batches=0, logger=False, enable_checkpointing=False, enable_progress_bar=False,
        enable_model_summary=False, callbacks=[Turns()],
    ).fit(module, datamodule=data)  # fmt: skip


def trl_sft(gate: Gate, *, root: str | None, base_model: str, sampling: str, gpu: bool) -> None:
    """Train with TRL's ``SFTTrainer``; ``sampling`` is its ``train_sampling_strategy``."""
    import torch  # noqa: PLC0415
    from datasets import Dataset  # noqa: PLC0415
    from peft import LoraConfig  # noqa: PLC0415
    from transformers import AutoModelForCausalLM, TrainerCallback  # noqa: PLC0415
    from trl import SFTConfig, SFTTrainer  # noqa: PLC0415

    from empathy.model.backbone import Lora, quantization  # noqa: PLC0415
    from empathy.pretrained import load_tokenizer, locate  # noqa: PLC0415

    data = corpora(root)
    rows = Dataset.from_list(
        [
            {
                "input_ids": list(example.ids),
                "labels": [
                    token if target else -100 for token, target in zip(example.ids, example.supervised, strict=True)
                ],
            }
            for example in data.encoded["train"]
        ]
    )
    dtype = {"bf16-mixed": torch.bfloat16, "16-mixed": torch.float16}[half(gpu=gpu)]
    model = AutoModelForCausalLM.from_pretrained(
        locate(base_model), quantization_config=quantization(dtype), dtype=dtype,
        device_map={"": "cuda:0" if gpu else "cpu"},
    )  # fmt: skip
    lora = Lora()
    trainer = SFTTrainer(
        model=model,
        args=SFTConfig(
            output_dir="results/benchmarks/trl", per_device_train_batch_size=BATCH,
            gradient_accumulation_steps=ACCUMULATE, max_steps=STEPS, max_length=MAX_LENGTH,
            bf16=half(gpu=gpu) == "bf16-mixed", fp16=half(gpu=gpu) == "16-mixed", use_cpu=not gpu,
            gradient_checkpointing=False, train_sampling_strategy=sampling, report_to="none", save_strategy="no",
            logging_strategy="no", disable_tqdm=True, seed=17,
        ),
        train_dataset=rows,
        processing_class=load_tokenizer(base_model),
        peft_config=LoraConfig(
            r=lora.r, lora_alpha=lora.alpha, lora_dropout=lora.dropout, target_modules=list(lora.targets),
            task_type="CAUSAL_LM",
        ),
    )  # fmt: skip
    turn = {"tokens": 0, "supervised": 0, "started": 0.0}

    def count(module: Any, args: Any, kwargs: dict[str, Any]) -> None:
        turn["tokens"] += int(kwargs["attention_mask"].sum())
        turn["supervised"] += int((kwargs["labels"] != -100).sum())

    class Turns(TrainerCallback):
        def on_step_begin(self, *args: Any, **kwargs: Any) -> None:
            gate.wait()
            turn.update(tokens=0, supervised=0, started=time.perf_counter())

        def on_step_end(self, *args: Any, **kwargs: Any) -> None:
            settle(gpu=gpu)
            seconds = time.perf_counter() - turn["started"]
            gate.report(Step(seconds, int(turn["tokens"]), int(turn["supervised"])))

    trainer.model.register_forward_pre_hook(count, with_kwargs=True)
    trainer.add_callback(Turns())
    trainer.train()


def half(*, gpu: bool) -> Literal["bf16-mixed", "16-mixed"]:
    """The half precision that suits the device, as Lightning names it."""
    import torch  # noqa: PLC0415

    from empathy.model.backbone import compute_dtype  # noqa: PLC0415

    device = torch.device("cuda" if gpu else "cpu")
    return "bf16-mixed" if compute_dtype(device, "bf16-mixed")[0] is torch.bfloat16 else "16-mixed"
