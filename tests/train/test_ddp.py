"""Two ranks on a CPU (gloo): the whole job, the same numbers as one rank, and one decision on a bad window."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch
import yaml

from empathy.train.checkpoints import name_of

ROOT = Path(__file__).parents[2]
LIMIT = 200
"""Seconds; a rank that waits for another one for ever is the failure that this file is about."""

POISONED = 5
"""Micro-batch of the second window that is not finite: of rank 1 where there are two."""


def fit(folder: Path, model: Path, *, world: int, accumulate: int) -> dict[str, dict]:
    """Train three windows of four micro-batches in processes of their own, and read what was written."""
    folder.mkdir()
    shutil.copytree(ROOT / "safety", folder / "safety")
    overlay = {
        "model": {"init_args": {"base_model": str(model), "quantize": False, "lr": 1e-3, "weights": {"persona": 0.0}}},
        "data": {"init_args": {"limit": 8, "held_out_tokens": 4000}},
        "trainer": {
            "devices": world, "strategy": "ddp" if world > 1 else "auto", "accumulate_grad_batches": accumulate,
            "max_steps": 3, "max_epochs": -1, "limit_train_batches": accumulate * 2, "val_check_interval": accumulate,
            "callbacks+": [{"class_path": "tests.faults.poison.Poison", "init_args": {"place": POISONED}}],
        },
    }  # fmt: skip
    (folder / "ddp.yaml").write_text(yaml.safe_dump(overlay))
    tiny = str(ROOT / "tests" / "conf" / "sft.yaml")
    with subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "fit", "--config", tiny, "--config", "ddp.yaml"],
        cwd=folder, env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        try:
            output, _ = process.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            pytest.fail("the ranks wait for each other")
    assert process.returncode == 0, output
    results = folder / "results" / "tiny-0"
    checkpoint = folder / "logs" / "tiny" / "version_0" / "checkpoints" / name_of(3)
    return {
        "history": json.loads((results / "training_history.json").read_text()),
        "summary": json.loads((results / "summary.json").read_text()),
        "callbacks": torch.load(checkpoint, weights_only=True)["callbacks"],
    }


def test_two_ranks_are_one_rank_with_twice_the_accumulation(tiny_qwen3, tmp_path):
    one = fit(tmp_path / "one", tiny_qwen3, world=1, accumulate=4)
    two = fit(tmp_path / "two", tiny_qwen3, world=2, accumulate=2)
    # All of them skip the window that one of them found bad.
    for run in (one, two):
        assert run["callbacks"]["FiniteWindows"]["skipped"] == 1
    for name in ("train/lm", "train/strategy", "train/safety", "val/lm", "val/emotion", "val/esconv/nll"):
        left, right = (dict(run["history"][name]) for run in (one, two))
        healthy = [step for step in left if step != 2 or name.startswith("val")]
        assert len(healthy) >= 2
        assert [right[step] for step in healthy] == pytest.approx([left[step] for step in healthy], rel=1e-3), name
    # No held-out example is lost or counted twice.
    assert one["summary"]["n"] == two["summary"]["n"]
    for figure in ("perplexity", "emotion_macro_f1", "valence_r"):
        assert two["summary"]["tuned"][figure] == pytest.approx(one["summary"]["tuned"][figure], rel=0.02)
    assert two["summary"]["mix"] == one["summary"]["mix"]
