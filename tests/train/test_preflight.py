"""What is known to fail before anything is loaded."""

import json

import pytest

from empathy.errors import InputError
from empathy.train import machine, preflight

MODEL = {
    "base_model": "embedded", "quantize": True, "activation_checkpointing": True, "weights": {"safety": 0.1},
    "lora": {"r": 16, "dropout": 0.05, "targets": ["q_proj", "k_proj", "v_proj", "o_proj"]},
}  # fmt: skip
DATA = {"max_length": 1024, "batch_size": 4, "token_cap": None, "teacher_share": 0.25}


@pytest.fixture
def without_gpu(monkeypatch):
    monkeypatch.setattr("torch.cuda.device_count", lambda: 0)


def test_everything_missing_is_said_at_once_with_what_runs_here(without_gpu, capsys):
    """The real configuration on a laptop without GPU, hub or cache (tests run with HF_HUB_OFFLINE=1)."""
    trainer = {"accelerator": "gpu", "devices": 2, "precision": "16-mixed"}
    with pytest.raises(InputError) as stop:
        preflight.require_runnable({**MODEL, "base_model": "Qwen/Qwen3-8B"}, DATA, trainer)
    # The table comes all the same, against the device that this precision is for.
    table = capsys.readouterr().out
    assert "a T4                          14.70   (+5.28)" in table
    assert "model: Qwen/Qwen3-8B, to be downloaded from the hub" in table
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
    preflight.require_checkpoint(str(tmp_path))
    with pytest.raises(InputError, match=r"ckpt_path=gone\.ckpt"):
        preflight.require_checkpoint("gone.ckpt")


class Card:
    """A GPU as torch describes it."""

    name = "Tesla T4"
    total_memory = int(14.7 * 2**30)


@pytest.fixture
def two_t4s(monkeypatch):
    monkeypatch.setattr("torch.cuda.device_count", lambda: 2)
    monkeypatch.setattr("torch.cuda.get_device_properties", lambda n: Card)
    monkeypatch.setattr("torch.cuda.get_device_capability", lambda device: (7, 5))
    monkeypatch.setattr("empathy.train.preflight._missing_model", lambda name: None)


T4S = {"accelerator": "gpu", "devices": 2, "precision": "16-mixed"}


def test_qwen3_8b_on_two_t4s_is_allowed_and_says_why_float16(two_t4s, capsys):
    preflight.require_runnable({**MODEL, "base_model": "Qwen/Qwen3-8B"}, DATA, T4S)
    said = capsys.readouterr().out
    assert "Tesla T4" in said
    assert "float16: SM 7.5 has no bfloat16" in said


def test_activations_are_recomputed_where_they_would_not_fit(two_t4s):
    large = {**MODEL, "base_model": "Qwen/Qwen3-8B", "activation_checkpointing": None}
    assert machine.recomputes(large, DATA, T4S)
    assert not machine.recomputes(large, {**DATA, "max_length": 64}, T4S)
    assert not machine.recomputes({**large, "activation_checkpointing": False}, DATA, T4S)
    small = {**MODEL, "activation_checkpointing": None}
    assert not machine.recomputes(small, DATA, {"accelerator": "cpu", "devices": 1, "precision": "bf16-mixed"})


@pytest.mark.parametrize(
    ("model", "data", "key"),
    [
        ({"activation_checkpointing": False}, {}, "Set model.activation_checkpointing: true"),
        ({}, {"batch_size": 32}, "Set data.batch_size: 2"),
        ({"quantize": False}, {}, "Set model.quantize: true"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_key_to_change(two_t4s, model, data, key):
    with pytest.raises(InputError) as stop:
        preflight.require_runnable({**MODEL, "base_model": "Qwen/Qwen3-8B", **model}, {**DATA, **data}, T4S)
    assert key in str(stop.value)


def test_a_mixture_of_experts_is_refused_where_its_experts_do_not_fit(two_t4s, tmp_path):
    config = {
        "model_type": "qwen3_moe", "hidden_size": 2048, "num_hidden_layers": 48, "num_attention_heads": 32,
        "num_key_value_heads": 4, "head_dim": 128, "intermediate_size": 6144, "moe_intermediate_size": 768,
        "num_experts": 128, "num_experts_per_tok": 8, "vocab_size": 151_936,
    }  # fmt: skip
    (tmp_path / "config.json").write_text(json.dumps(config))
    with pytest.raises(InputError, match=r"leaves 54\.0 GiB of expert weights unquantised"):
        preflight.require_runnable({**MODEL, "base_model": str(tmp_path)}, DATA, T4S)


def test_a_full_disk_is_refused_before_it_is_met(without_gpu, monkeypatch):
    monkeypatch.setattr("empathy.train.machine.free_disk", lambda folder: 2**20)
    trainer = {"accelerator": "cpu", "devices": 1, "logger": {"init_args": {"save_dir": "logs"}}}
    with pytest.raises(InputError, match=r"save_dir=logs: \d+ MiB of checkpoints, 1 MiB free"):
        preflight.require_runnable(MODEL, DATA, trainer)


def test_a_model_of_unknown_size_has_no_table(without_gpu, tmp_path, capsys):
    preflight.require_runnable({**MODEL, "base_model": str(tmp_path)}, DATA, {"accelerator": "cpu", "devices": 1})
    assert capsys.readouterr().out == ""
