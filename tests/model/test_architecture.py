"""Parameter counts from a configuration alone, against models built without weights."""

import json

import pytest
import torch
from torch import nn
from transformers import (
    AutoModelForCausalLM,
    GptOssConfig,
    LlamaConfig,
    Qwen2Config,
    Qwen3Config,
    Qwen3MoeConfig,
)

from empathy.model.architecture import KNOWN, Architecture, find_config

SMALL = {
    "hidden_size": 64, "intermediate_size": 160, "num_hidden_layers": 3, "num_attention_heads": 4,
    "num_key_value_heads": 2, "vocab_size": 300,
}  # fmt: skip

CONFIGS = {
    "llama, tied": LlamaConfig(**SMALL, tie_word_embeddings=True),
    "qwen2, biases": Qwen2Config(**SMALL),
    "qwen3": Qwen3Config(**SMALL, head_dim=32),
    "qwen3 moe": Qwen3MoeConfig(
        **SMALL, head_dim=16, num_experts=8, num_experts_per_tok=2, moe_intermediate_size=48, mlp_only_layers=[1]
    ),
    "gpt-oss": GptOssConfig(**SMALL, head_dim=16, num_local_experts=8, num_experts_per_tok=2),
}


@pytest.mark.parametrize("config", CONFIGS.values(), ids=CONFIGS.keys())
def test_parameters_equal_those_of_the_model(config):
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config)
    architecture = Architecture.from_config(config.to_dict())
    assert architecture.parameters == sum(parameter.numel() for parameter in model.parameters())
    linear = sum(module.weight.numel() for module in model.model.modules() if isinstance(module, nn.Linear))
    assert architecture.linear == linear
    experts = sum(p.numel() for name, p in model.named_parameters() if ".experts." in name)
    assert architecture.fused_experts == experts


def test_qwen3_8b_has_its_published_size():
    assert Architecture.from_config(KNOWN["Qwen/Qwen3-8B"]).parameters == 8_190_735_360


def test_a_folder_wins_and_an_unknown_model_has_no_sizes(tmp_path, monkeypatch):
    (tmp_path / "config.json").write_text(json.dumps(CONFIGS["qwen3"].to_dict()))
    config = find_config(str(tmp_path))
    assert config is not None
    assert config["head_dim"] == 32
    assert find_config("embedded") == KNOWN["embedded"]
    assert find_config("nobody/nothing") is None
    assert find_config("not a name!") is None


def test_widths_of_the_adapters_layers():
    qwen = Architecture.from_config(KNOWN["Qwen/Qwen3-8B"])
    assert [qwen.inputs_of(name) for name in ("q_proj", "k_proj", "o_proj", "down_proj", "lm_head")] == [
        (4096, 4096), (4096, 1024), (4096, 4096), (12288, 4096), (0, 0),
    ]  # fmt: skip
    assert Architecture.from_config(CONFIGS["qwen3 moe"].to_dict()).inputs_of("gate_proj") == (0, 0)
