"""The frozen base model with a trainable adapter: ids -> hidden states -> logits."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from empathy.errors import InputError
from empathy.model import adapter, attention, frozen
from empathy.model.attention import Prefix
from empathy.model.rows import Rows
from empathy.pretrained import explained, load_config, locate

if TYPE_CHECKING:
    from peft import PeftModel
    from transformers import BitsAndBytesConfig


def attends_plainly(model: Any) -> bool:
    """Whether every layer is plain causal attention, which ``model.attention`` computes: no window, sink or cap."""
    config = model.config.get_text_config()
    kinds = set(getattr(config, "layer_types", None) or ["full_attention"])
    special = ("attention_dropout", "attn_logit_softcapping")
    return (
        kinds == {"full_attention"}
        and getattr(config, "sliding_window", None) is None
        and not any(getattr(config, name, None) for name in special)
        and not any(hasattr(module, "sinks") for module in model.modules())
    )


POLICY, REFERENCE = "default", "reference"
"""PEFT's names of the adapter that is trained and of its frozen copy."""


@dataclass(frozen=True)
class Lora:
    """Low-rank adapter (Hu et al. 2021): ``W x + (alpha / r) B A dropout(x)`` on the named projections."""

    r: int = 16
    alpha: int = 32
    dropout: float = 0.05
    targets: tuple[str, ...] = ("q_proj", "k_proj", "v_proj", "o_proj")


def compute_dtype(device: torch.device, precision: str) -> tuple[torch.dtype, str]:
    """Choose the dtype in which the base computes, and say why.

    ``torch.cuda.is_bf16_supported()`` is not asked: it says yes on a T4, by emulation.

    Args:
        device: Where it computes.
        precision: ``trainer.precision``, as Lightning resolved it.
    """
    if precision == "32-true":
        return torch.float32, "float32: trainer.precision asks for it"
    if device.type != "cuda":
        return torch.bfloat16, "bfloat16: matrix products in it are faster than fp32 on CPU, and it cannot overflow"
    major, minor = torch.cuda.get_device_capability(device)
    if (major, minor) >= (8, 0):
        return torch.bfloat16, f"bfloat16: SM {major}.{minor} has it in hardware"
    return torch.float16, f"float16: SM {major}.{minor} has no bfloat16; adapter and heads stay float32"


class Backbone(nn.Module):
    """A causal language model whose only trainable tensors are those of its LoRA adapter.

    Attributes:
        model: The PEFT model.
        hidden_size: H, from the model's configuration.
    """

    _causal: Any  # transformers' class of this model; nn.Module would call it a tensor

    def __init__(self, model: "PeftModel", *, activation_checkpointing: bool = False) -> None:
        super().__init__()
        self.model = model
        self._causal = model.get_base_model()
        self._flattens = attends_plainly(self._causal)
        self._dropout = adapter.SharedDropout()
        frozen.install(self._causal)
        adapter.install(self._causal, self._dropout)
        self.hidden_size: int = self._causal.config.get_text_config().hidden_size
        if activation_checkpointing:
            # Non-reentrant: the reentrant kind breaks under DDP.
            self._causal.activation_checkpointing_enable(activation_checkpointing_kwargs={"use_reentrant": False})

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, *, prefix: Prefix | None = None
    ) -> torch.Tensor:
        """Run the decoder without its LM head, on tokens only: padding and repeated openings cost nothing.

        Args:
            input_ids: (B, T), padded on the right.
            attention_mask: 1 on tokens, 0 on padding (B, T).
            prefix: What stands before every row, from ``read_prefix``.

        Returns:
            Last hidden states (B, T, H), after the final norm; any on padding.
        """
        if not self._flattens:
            return self._decode_padded(input_ids, attention_mask, prefix)
        rows = Rows.of(input_ids, attention_mask)
        flat = self._decode(
            input_ids=input_ids.flatten()[rows.home][None],
            position_ids=(rows.columns + (len(prefix.ids) if prefix else 0))[None],
            attention_mask=input_ids.new_ones(1, 1, 1, 1),  # transformers leaves a mask with four dimensions alone
            rows=rows,
            prefix=prefix,
        )
        return rows.spread(flat[0])

    def _decode_padded(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, prefix: Prefix | None
    ) -> torch.Tensor:
        before = 0
        if prefix is not None:
            before, ids = len(prefix.ids), prefix.ids.expand(len(input_ids), -1)
            input_ids = torch.cat([ids, input_ids], dim=1)
            attention_mask = torch.cat([torch.ones_like(ids), attention_mask], dim=1)
        return self._decode(input_ids=input_ids, attention_mask=attention_mask)[:, before:]

    def _decode(self, **inputs: Any) -> torch.Tensor:
        hidden = self._causal.model(**inputs, use_cache=False).last_hidden_state
        self._dropout.forget()
        return hidden

    @torch.no_grad()
    def read_prefix(self, ids: torch.Tensor) -> Prefix:
        """Read tokens (R) that will stand before many rows; their keys and values are computed once."""
        if not self._flattens:
            return Prefix(ids, ())
        was_training = self._causal.training
        self._causal.eval()  # layers that recompute their activations keep no keys in training mode
        cache = self._causal.model(input_ids=ids[None], use_cache=True).past_key_values
        self._causal.train(was_training)
        return Prefix(ids, tuple((layer.keys, layer.values) for layer in cache.layers))

    @property
    def lm_head(self) -> torch.Tensor:
        """Weight of the frozen LM head (V, H)."""
        return self._causal.get_output_embeddings().weight

    def add_reference(self) -> None:
        """Keep a frozen copy of the adapter as it is now: what preference optimisation measures against."""
        from peft.tuners.lora import LoraLayer  # noqa: PLC0415

        self.model.add_adapter(REFERENCE, copy.deepcopy(self.model.peft_config[POLICY]))
        for layer in self.model.modules():
            if isinstance(layer, LoraLayer):
                for part in (layer.lora_A, layer.lora_B):
                    part[REFERENCE].load_state_dict(part[POLICY].state_dict())
        self._activate(POLICY)

    def _activate(self, name: str) -> None:
        # PEFT lets the active adapter require gradients, and no other.
        self.model.set_adapter(name, inference_mode=name == REFERENCE)

    @contextmanager
    def reference_only(self) -> Iterator[None]:
        """Compute with the frozen copy of the adapter, without dropout."""
        before, was_training = self.model.active_adapter, self._causal.training
        self._activate(REFERENCE)
        self._causal.eval()
        try:
            yield
        finally:
            self._activate(before)
            self._causal.train(was_training)

    @contextmanager
    def base_only(self) -> Iterator[None]:
        """Switch the adapter off: the safety teacher, and the base in every comparison."""
        with self.model.disable_adapter():
            yield


def quantization(dtype: torch.dtype) -> "BitsAndBytesConfig":
    """4-bit NormalFloat with double quantisation (Dettmers et al. 2023, section 3)."""
    from transformers import BitsAndBytesConfig  # noqa: PLC0415

    return BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=dtype,
    )


def load_backbone(
    base_model: str,
    *,
    device: torch.device,
    precision: str = "bf16-mixed",
    quantize: bool = True,
    lora: Lora | None = None,
    activation_checkpointing: bool = False,
) -> Backbone:
    """Load a base model onto one device and put an adapter on it.

    Neither ``prepare_model_for_kbit_training`` (it casts embeddings and LM head to fp32) nor ``device_map="auto"`` (it
    spreads one model over all devices, and DDP silently has one rank) is used.

    Args:
        base_model: ``embedded``, a folder, or a hub id.
        device: Where all of it goes.
        precision: ``trainer.precision``; see ``compute_dtype``.
        quantize: NF4 with double quantisation, or the plain compute dtype.
        lora: The new adapter; None: the default one.
        activation_checkpointing: Recompute activations in the backward pass.

    Raises:
        InputError: If there is no such model, or it has none of the adapter's target modules.
    """
    # Here, not at the top: `main.py check` must answer in seconds, these take two.
    from peft import LoraConfig, get_peft_model  # noqa: PLC0415
    from transformers import AutoModelForCausalLM  # noqa: PLC0415

    dtype, _ = compute_dtype(device, precision)
    attention.register()
    load_config(base_model)
    with explained(base_model):
        model = AutoModelForCausalLM.from_pretrained(
            locate(base_model),
            quantization_config=quantization(dtype) if quantize else None,
            dtype=dtype,
            device_map={"": str(device)},
            attn_implementation=attention.NAME,
        )
    model.requires_grad_(False)
    keep_weights_in_place(model)
    lora = lora or Lora()
    # Of the decoder alone: the losses read the LM head's frozen weight, an adapter on it would get no gradient.
    present = {name.rsplit(".", 1)[-1] for name, m in model.model.named_modules() if isinstance(m, nn.Linear)}
    if missing := [target for target in lora.targets if target not in present]:
        raise InputError(
            "model.lora.targets",
            f"the decoder of {base_model} has no linear layer {missing[0]!r}",
            f"Name some of {', '.join(sorted(present))}",
        )
    config = LoraConfig(
        r=lora.r,
        lora_alpha=lora.alpha,
        lora_dropout=lora.dropout,
        target_modules=list(lora.targets),
        task_type="CAUSAL_LM",
    )
    return Backbone(get_peft_model(model, config), activation_checkpointing=activation_checkpointing)


def keep_weights_in_place(model: nn.Module) -> None:
    """Forbid bitsandbytes to repack 4-bit weights for CPU inference.

    On CPUs with AVX-512 BF16, the first pass in eval mode repacks each ``Linear4bit`` for good, and the packed product
    has no backward: training after one validation would silently lose every gradient that flows through the base.
    """
    from bitsandbytes.nn.modules import Linear4bit  # noqa: PLC0415

    for module in model.modules():
        if isinstance(module, Linear4bit):
            module.support_avx512bf16_for_cpu = False


def autocast_off(device_type: str) -> Any:
    """Context in which heads and losses compute in float32 whatever the trainer's precision."""
    return torch.autocast(device_type, enabled=False) if device_type in ("cuda", "cpu") else nullcontext()
