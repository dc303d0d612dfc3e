"""Tiny models on disk: a randomly initialised Qwen3 with a byte-level tokenizer that speaks ChatML."""

from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from torch import nn
from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM

from empathy.model.backbone import Backbone, Lora, load_backbone


def save_tokenizer(folder: Path) -> int:
    """Write a tokenizer with one id a byte and Qwen3's control tokens; return its size."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={character: n for n, character in enumerate(alphabet)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel()
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="<|endoftext|>", eos_token="<|im_end|>")
    fast.add_special_tokens({"additional_special_tokens": ["<|im_start|>"]})
    fast.add_tokens(["<think>", "</think>"])
    fast.save_pretrained(folder)
    return len(fast)


def save_model(folder: Path, *, vocabulary: int) -> None:
    """Write a two-layer Qwen3 of 64 dimensions with seeded random weights."""
    torch.manual_seed(17)
    config = Qwen3Config(
        vocab_size=vocabulary, hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, head_dim=16, max_position_embeddings=4096, tie_word_embeddings=False,
    )  # fmt: skip
    Qwen3ForCausalLM(config).to(torch.bfloat16).save_pretrained(folder)


def adapted_backbone(folder: Path) -> Backbone:
    """The model with an adapter that is not zero, in float32: a row's numbers do not depend on what is beside it."""
    torch.manual_seed(0)
    loaded = load_backbone(str(folder), device=torch.device("cpu"), quantize=False, lora=Lora(r=4))
    for name, parameter in loaded.named_parameters():
        if "lora_B" in name:
            nn.init.normal_(parameter, std=0.3)
    return loaded.float()


def save_tiny_qwen3(folder: Path) -> Path:
    """Write both; the folder is then a ``model.base_model``."""
    save_model(folder, vocabulary=save_tokenizer(folder))
    return folder
