"""A fine-tuned tiny model for whatever starts from one."""

import shutil
from pathlib import Path

import pytest
import yaml

from empathy.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def tiny_best_model(tiny_qwen3, tmp_path_factory) -> Path:
    """``best_model`` of a finished tiny run."""
    folder = tmp_path_factory.mktemp("tiny-sft")
    shutil.copytree(ROOT / "safety", folder / "safety")
    overlay = {
        "model": {"init_args": {"base_model": str(tiny_qwen3), "quantize": False, "weights": {"persona": 0.0}}},
        "data": {"init_args": {"held_out_tokens": 200}},
        "trainer": {
            "num_sanity_val_steps": 0, "enable_model_summary": False,
            "callbacks": [
                {"class_path": "empathy.train.checkpoints.Checkpoints", "init_args": {"every_n_steps": 3}},
                {"class_path": "empathy.train.best_model.BestModel"},
            ],
        },
    }  # fmt: skip
    (folder / "overlay.yaml").write_text(yaml.safe_dump(overlay))
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        tiny = str(ROOT / "tests" / "conf" / "sft.yaml")
        patched.setattr("sys.argv", ["main.py", "fit", "--config", tiny, "--config", "overlay.yaml"])
        main()
    return folder / "logs" / "tiny" / "version_0" / "best_model"
