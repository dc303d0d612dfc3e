"""What is known to fail before anything is loaded."""

import pytest

from empathy.errors import InputError
from empathy.train import preflight


@pytest.fixture
def without_gpu(monkeypatch):
    monkeypatch.setattr("torch.cuda.device_count", lambda: 0)


def test_everything_missing_is_said_at_once_with_what_runs_here(without_gpu):
    """The real configuration on a laptop without GPU, hub or cache (tests run with HF_HUB_OFFLINE=1)."""
    trainer = {"accelerator": "gpu", "devices": 2, "precision": "16-mixed"}
    with pytest.raises(InputError) as stop:
        preflight.require_runnable(trainer, "Qwen/Qwen3-8B")
    said = str(stop.value)
    assert "trainer.devices=2" in said
    assert "trainer.precision=16-mixed" in said
    assert "model.base_model=Qwen/Qwen3-8B: not in the local cache" in said
    assert "python main.py fit --config configs/quickstart.yaml" in said


def test_a_runnable_configuration_has_no_problem(without_gpu, tmp_path):
    assert preflight.problems({"accelerator": "cpu", "precision": "bf16-mixed"}, "embedded") == []
    assert preflight.problems({"accelerator": "cpu", "devices": 1}, str(tmp_path)) == []


def test_fewer_gpus_than_asked(monkeypatch):
    monkeypatch.setattr("torch.cuda.device_count", lambda: 1)
    (problem,) = preflight.problems({"accelerator": "gpu", "devices": 2}, "embedded")
    assert problem == "trainer.devices=2, trainer.accelerator=gpu: 1 CUDA devices are here"
    assert "a100.yaml" in preflight.runs_here()


def test_paths_are_not_looked_up_on_the_hub(without_gpu):
    (problem,) = preflight.problems({}, "./checkpoints/qwen")
    assert problem == "model.base_model=./checkpoints/qwen: no such folder"


def test_checkpoint_must_exist(tmp_path):
    preflight.require_checkpoint(None)
    preflight.require_checkpoint("last")
    preflight.require_checkpoint(str(tmp_path))
    with pytest.raises(InputError, match=r"ckpt_path=gone\.ckpt"):
        preflight.require_checkpoint("gone.ckpt")
