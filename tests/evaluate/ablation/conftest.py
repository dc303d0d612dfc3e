"""A ``fit`` that trains nothing: it writes what a run would leave, after what its options say."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
import yaml

from empathy.train.readings import HELD_OUT
from tests.evaluate.test_heads import rows

CONFIG = {
    "seed_everything": 17,
    "model": {"class_path": "SupervisedModule", "init_args": {"weights": {"affect": 0.0}}},
    "trainer": {
        "callbacks": [{"class_path": "empathy.train.samples.SampleReplies"}, {"class_path": "TQDMProgressBar"}]
    },
}


def readings(nats: float, right: int):
    """Four one-token replies of that many nats, four strategies of which ``right`` are right."""
    return rows(
        "esconv", 4, nll=np.full(4, nats), tokens=np.ones(4, dtype=int), strategy_of=np.arange(4),
        strategy=np.eye(8)[[1] * right + [2] * (4 - right)], strategy_gold=np.ones(4, dtype=int),
    )  # fmt: skip


class Fit:
    """Stands in for ``subprocess.run``; remembers the commands."""

    def __init__(self):
        self.commands, self.code, self.nats = [], 0, lambda options: 1.0

    def __call__(self, command, *, stdout, stderr, env, check, pass_fds):
        self.commands.append(command)
        stdout.write("a line\nerror: something is wrong\n" if self.code else "done\n")
        if self.code:
            return subprocess.CompletedProcess(command, self.code)
        files = [arg.partition("=")[2] for arg in command if arg.startswith("--config=")]
        options = dict(arg[2:].partition("=")[::2] for arg in command if arg.startswith("--") and "config=" not in arg)
        name = yaml.safe_load(Path(files[-1]).read_text())["trainer"]["logger"]["init_args"]["name"]
        Path("logs", name, "version_0", "best_model").mkdir(parents=True, exist_ok=True)
        results = Path("results", f"{name}-0")
        for split in HELD_OUT:
            readings(self.nats(options), right=2).save(results / f"readings-{split}-0.npz")
        (results / "preferences.json").write_text(json.dumps([[-1.0, -2.0], [-2.0, -1.0]]))
        return subprocess.CompletedProcess(command, 0)


@pytest.fixture
def fit(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    overlays = Path("configs/ablations")
    overlays.mkdir(parents=True)
    for name in ("no_emotion", "no_strategy", "no_safety_kl", "lm_only"):
        (overlays / f"{name}.yaml").write_text("model: {init_args: {weights: {emotion: 0.0}}}")
    Path("sft.yaml").write_text(yaml.safe_dump(CONFIG))
    Path("dpo.yaml").write_text("model: {class_path: PreferenceModule}")
    made = Fit()
    monkeypatch.setattr("empathy.evaluate.ablation.trial.subprocess.run", made)
    return made
