"""Sizes of a decoder from its configuration alone: parameters of each kind, without weights."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huggingface_hub import try_to_load_from_cache

KNOWN: dict[str, dict[str, Any]] = {
    "Qwen/Qwen3-8B": {
        "model_type": "qwen3", "hidden_size": 4096, "num_hidden_layers": 36, "num_attention_heads": 32,
        "num_key_value_heads": 8, "head_dim": 128, "intermediate_size": 12288, "vocab_size": 151_936,
        "tie_word_embeddings": False,
    },
    "embedded": {
        "model_type": "llama", "hidden_size": 576, "num_hidden_layers": 30, "num_attention_heads": 9,
        "num_key_value_heads": 3, "intermediate_size": 1536, "vocab_size": 49_152, "tie_word_embeddings": True,
    },
}  # fmt: skip
"""config.json of the models that shipped configurations name, for machines without hub or cache."""

QK_NORM = ("qwen3", "qwen3_moe")
ATTENTION_BIAS = ("qwen2", "gpt_oss")


@dataclass(frozen=True)
class Architecture:
    """A decoder's sizes.

    Attributes:
        hidden: H.
        layers: Decoder layers.
        queries: Width of all query heads, ``heads * head_dim``.
        keys: Width of all key heads; values have the same.
        heads: Query heads.
        intermediate: Width of the feed-forward layer, or of one expert.
        vocabulary: V.
        tied: The LM head is the embedding.
        experts: Routed experts a layer; 0 for a dense model.
        active_experts: Experts that one token visits.
        dense_layers: Layers of a mixture of experts that are dense, and their feed-forward width.
        has_qk_norm: Queries and keys are normed.
        has_bias: Attention, router and experts have biases.
        model_type: As transformers names it.
    """

    hidden: int
    layers: int
    queries: int
    keys: int
    heads: int
    intermediate: int
    vocabulary: int
    tied: bool
    experts: int
    active_experts: int
    dense_layers: tuple[int, int]
    has_qk_norm: bool
    has_bias: bool
    model_type: str

    @classmethod
    def from_config(cls, config: Mapping[str, Any]) -> "Architecture":
        """Read a ``config.json``."""
        config = config.get("text_config") or config
        heads = config["num_attention_heads"]
        width = config.get("head_dim") or config["hidden_size"] // heads
        experts = config.get("num_experts") or config.get("num_local_experts") or 0
        dense = len(config.get("mlp_only_layers") or ()) if experts else 0
        return cls(
            hidden=config["hidden_size"],
            layers=config["num_hidden_layers"],
            queries=heads * width,
            keys=(config.get("num_key_value_heads") or heads) * width,
            heads=heads,
            intermediate=(config.get("moe_intermediate_size") if experts else None) or config["intermediate_size"],
            vocabulary=config["vocab_size"],
            tied=bool(config.get("tie_word_embeddings", False)),
            experts=experts,
            active_experts=config.get("num_experts_per_tok") or 0,
            dense_layers=(dense, config["intermediate_size"]),
            has_qk_norm=config.get("model_type") in QK_NORM,
            has_bias=bool(config.get("attention_bias")) or config.get("model_type") in ATTENTION_BIAS,
            model_type=str(config.get("model_type")),
        )

    @property
    def linear(self) -> int:
        """Parameters of the decoder's linear layers: what bitsandbytes quantises."""
        attention = 2 * self.hidden * (self.queries + self.keys)
        dense, width = self.dense_layers if self.experts else (self.layers, self.intermediate)
        return self.layers * attention + dense * 3 * self.hidden * width

    @property
    def fused_experts(self) -> int:
        """Parameters of experts: transformers 5 fuses them into one tensor a layer, which bitsandbytes leaves alone."""
        sparse = self.layers - self.dense_layers[0] if self.experts else 0
        biases = 2 * self.intermediate + self.hidden if self.model_type == "gpt_oss" else 0
        return sparse * self.experts * (3 * self.hidden * self.intermediate + biases)

    @property
    def embeddings(self) -> int:
        """Parameters of the embedding and the LM head, which stay in the compute dtype."""
        return self.vocabulary * self.hidden * (1 if self.tied else 2)

    @property
    def small(self) -> int:
        """Parameters of norms, routers, biases and attention sinks, which stay in the compute dtype."""
        norms = 2 * self.hidden + (2 * self.queries // self.heads if self.has_qk_norm else 0)
        router = self.hidden * self.experts
        biases = 0
        if self.has_bias:
            biases = self.queries + 2 * self.keys
            if self.model_type == "gpt_oss":
                biases += self.hidden + self.experts + self.heads
        sparse = self.layers - self.dense_layers[0]
        return self.layers * (norms + biases) + sparse * router + self.hidden

    @property
    def parameters(self) -> int:
        """All parameters."""
        return self.linear + self.fused_experts + self.embeddings + self.small

    def inputs_of(self, target: str) -> tuple[int, int]:
        """Input and output width of a linear layer by its name; (0, 0) for one that this decoder has not."""
        dense = self.dense_layers[1] if self.experts else self.intermediate
        widths = {
            "q_proj": (self.hidden, self.queries),
            "k_proj": (self.hidden, self.keys),
            "v_proj": (self.hidden, self.keys),
            "o_proj": (self.queries, self.hidden),
        }
        if not self.experts:
            widths |= {
                "gate_proj": (self.hidden, dense),
                "up_proj": (self.hidden, dense),
                "down_proj": (dense, self.hidden),
            }
        return widths.get(target, (0, 0))


def find_config(base_model: str) -> Mapping[str, Any] | None:
    """Find a model's ``config.json`` here: a folder, the hub's cache, or the shipped sizes; None where it is not."""
    file: Any = Path(base_model) / "config.json"
    if not file.is_file():
        if base_model in KNOWN:
            return KNOWN[base_model]
        try:
            file = try_to_load_from_cache(base_model, "config.json")
        except ValueError:  # not a name that the hub could know
            return None
    return json.loads(Path(file).read_text(encoding="utf-8")) if isinstance(file, str | Path) else None
