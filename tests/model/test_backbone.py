"""The frozen base and its adapter on a tiny Qwen3: what trains, what gradients it gets, and how loading fails."""

from pathlib import Path

import bitsandbytes as bnb
import pytest
import torch
from torch import nn
from torch.testing import assert_close
from transformers import AutoModelForCausalLM

from empathy.errors import InputError
from empathy.model.backbone import Backbone, Lora, autocast_off, compute_dtype, load_backbone, quantization
from empathy.model.generate import generate

CPU = torch.device("cpu")
IDS = torch.tensor([[5, 17, 250, 9, 33, 2], [8, 8, 101, 44, 0, 0]])
MASK = torch.tensor([[1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 0, 0]])
QUANTIZE = pytest.mark.parametrize("quantize", [False, True], ids=["plain", "nf4"])


def load(folder: Path, *, quantize: bool = True, dropout: float = 0.0, **options: object) -> Backbone:
    """Load with an adapter that is not zero: a new adapter's B is 0, and with it the gradient of every A."""
    torch.manual_seed(0)
    backbone = load_backbone(
        str(folder), device=CPU, quantize=quantize, lora=Lora(r=4, alpha=8, dropout=dropout), **options
    )
    for name, parameter in backbone.named_parameters():
        if "lora_B" in name:
            nn.init.normal_(parameter, std=0.1)
    return backbone


def gradients(backbone: Backbone) -> dict[str, torch.Tensor]:
    """One training pass: gradients of the adapter."""
    torch.manual_seed(1)
    backbone.train()
    states = backbone(IDS, MASK).float()
    (states * torch.linspace(-1, 1, states.shape[-1])).sum().backward()
    return {name: p.grad for name, p in backbone.named_parameters() if p.requires_grad}


class TestLoading:
    @QUANTIZE
    def test_only_the_adapter_trains(self, tiny_model, quantize):
        names = {name for name, p in load(tiny_model, quantize=quantize).named_parameters() if p.requires_grad}
        assert len(names) == 2 * 4 * 2  # layers x projections x (A, B)
        assert all(".lora_A." in name or ".lora_B." in name for name in names)
        assert {name.split(".lora_")[0].rsplit(".", 1)[-1] for name in names} == set(Lora().targets)

    @QUANTIZE
    def test_adapter_is_float32_and_the_head_is_not_quantised(self, tiny_model, quantize):
        backbone = load(tiny_model, quantize=quantize)
        assert {p.dtype for p in backbone.parameters() if p.requires_grad} == {torch.float32}
        assert backbone.lm_head.shape == (300, 64)
        assert backbone.lm_head.dtype == torch.bfloat16
        assert backbone.hidden_size == 64
        packed = [module for module in backbone.modules() if isinstance(module, bnb.nn.Linear4bit)]
        assert len(packed) == (2 * 7 if quantize else 0)  # layers x (q, k, v, o, gate, up, down)

    def test_the_adapter_is_the_configured_one(self, tiny_model):
        lora = Lora(r=4, alpha=12, dropout=0.25, targets=("up_proj",))
        backbone = load_backbone(str(tiny_model), device=CPU, quantize=False, lora=lora)
        layer = backbone.model.get_base_model().model.layers[1].mlp.up_proj
        assert layer.scaling["default"] == 3.0  # alpha / r
        assert layer.lora_A["default"].weight.shape == (4, 64)
        assert layer.lora_dropout["default"].p == 0.25

    def test_a_new_adapter_changes_nothing(self, tiny_model):
        backbone = load_backbone(str(tiny_model), device=CPU, quantize=False).eval()
        with backbone.base_only():
            base = backbone(IDS, MASK)
        assert torch.equal(backbone(IDS, MASK), base)

    @pytest.mark.parametrize("name", ["nobody/no-such-model", "no-such-model", "/no/such/folder"])
    def test_unknown_model(self, name):
        with pytest.raises(InputError, match=f"^model.base_model={name}: "):
            load_backbone(name, device=CPU)

    def test_folder_without_weights(self, tiny_model, tmp_path):
        (tmp_path / "config.json").write_text((tiny_model / "config.json").read_text())
        with pytest.raises(InputError, match=r"^model.base_model="):
            load_backbone(str(tmp_path), device=CPU)

    # Nothing of that name; something that is no linear layer; the LM head, whose adapter no pass would use.
    @pytest.mark.parametrize("target", ["c_attn", "mlp", "norm", "lm_head"])
    def test_wrong_target(self, tiny_model, target):
        with pytest.raises(InputError, match=f"^model.lora.targets: .*'{target}'"):
            load_backbone(str(tiny_model), device=CPU, lora=Lora(targets=("q_proj", target)))


class TestPasses:
    @QUANTIZE
    def test_base_only_is_the_base_model(self, tiny_model, quantize):
        backbone = load(tiny_model, quantize=quantize).eval()
        base = AutoModelForCausalLM.from_pretrained(
            tiny_model,
            dtype=torch.bfloat16,
            attn_implementation="sdpa",
            quantization_config=quantization(torch.bfloat16) if quantize else None,
        ).eval()
        for module in base.modules():  # the packed weights of an eval pass are another product
            if isinstance(module, bnb.nn.Linear4bit):
                module.support_avx512bf16_for_cpu = False
        with torch.no_grad():
            expected = base.model(input_ids=IDS, attention_mask=MASK).last_hidden_state
            with backbone.base_only():
                own = backbone(IDS, MASK)
        real = MASK == 1
        assert_close(own[real].float(), expected[real].float(), rtol=0.02, atol=0.05)  # bfloat16
        assert not torch.allclose(backbone(IDS, MASK)[real].float(), expected[real].float(), rtol=0.1, atol=0.1)

    def test_quantised_states_are_near_the_plain_ones(self, tiny_model):
        with torch.no_grad():
            plain, packed = (load(tiny_model, quantize=q).eval()(IDS, MASK).float() for q in (False, True))
        assert not torch.equal(plain, packed)
        assert nn.functional.cosine_similarity(plain, packed, dim=-1).min() > 0.95

    def test_padding_does_not_matter(self, tiny_model):
        backbone = load(tiny_model, quantize=False).eval()
        other = IDS.masked_fill(MASK == 0, 299)
        with torch.no_grad():
            assert torch.equal(backbone(IDS, MASK)[MASK == 1], backbone(other, MASK)[MASK == 1])


def eval_pass(backbone: Backbone) -> None:
    backbone.eval()
    with torch.no_grad():
        backbone(IDS, MASK)


def base_pass(backbone: Backbone) -> None:
    backbone.eval()
    with torch.no_grad(), backbone.base_only():
        backbone(IDS, MASK)


def sample(backbone: Backbone) -> None:
    generate(backbone, [[5, 17, 250], [8]], end=299, max_new_tokens=2)


class TestGradients:
    @QUANTIZE
    @pytest.mark.parametrize("before", [eval_pass, base_pass, sample])
    def test_validation_before_training_changes_no_gradient(self, tiny_model, quantize, before):
        """On CPUs with AVX-512 BF16, bitsandbytes repacks weights in eval mode into ones without a backward."""
        expected = gradients(load(tiny_model, quantize=quantize))
        backbone = load(tiny_model, quantize=quantize)
        before(backbone)
        found = gradients(backbone)
        assert expected.keys() == found.keys()
        for name, gradient in expected.items():
            assert gradient.abs().max() > 1e-4, name  # reached through the layers above
            assert_close(found[name], gradient, rtol=1e-5, atol=1e-6)

    def test_weights_stay_in_place(self, tiny_model):
        """Holds on every CPU, also on one that never repacks."""
        backbone = load(tiny_model)
        layers = [module for module in backbone.modules() if isinstance(module, bnb.nn.Linear4bit)]
        assert not any(layer.support_avx512bf16_for_cpu for layer in layers)

    @QUANTIZE
    def test_activation_checkpointing_gives_the_same_gradients(self, tiny_model, quantize):
        """Dropout included: the recomputed pass must draw the same mask."""
        calls: list[int] = []
        found = []
        for checkpointing in (False, True):
            backbone = load(tiny_model, quantize=quantize, dropout=0.5, activation_checkpointing=checkpointing)
            count = []
            first = backbone.model.get_base_model().model.layers[0].mlp
            first.register_forward_pre_hook(lambda *_, count=count: count.append(1))
            found.append(gradients(backbone))
            calls.append(len(count))
        assert calls == [1, 2]  # it recomputes
        plain, recomputed = found
        for name, gradient in plain.items():
            assert gradient.abs().max() > 1e-4, name
            assert_close(recomputed[name], gradient, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("capability", "dtype"),
    [((7, 5), torch.float16), ((7, 0), torch.float16), ((8, 0), torch.bfloat16), ((9, 0), torch.bfloat16)],
)
def test_compute_dtype_on_a_gpu(monkeypatch, capability, dtype):
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda device: capability)
    # A T4 claims bfloat16, which it emulates.
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda *_, **__: True)
    chosen, reason = compute_dtype(torch.device("cuda", 0), "16-mixed")
    assert chosen == dtype
    assert f"SM {capability[0]}.{capability[1]}" in reason
    assert reason.startswith(str(dtype).removeprefix("torch."))


def test_compute_dtype_on_a_cpu():
    assert compute_dtype(CPU, "32-true")[0] == torch.float32
    chosen, reason = compute_dtype(CPU, "bf16-mixed")
    assert chosen == torch.bfloat16
    assert reason.startswith("bfloat16: ")
    assert "CPU" in reason


def test_quantization_is_double_nf4():
    config = quantization(torch.float16)
    assert config.load_in_4bit
    assert config.bnb_4bit_quant_type == "nf4"
    assert config.bnb_4bit_use_double_quant
    assert config.bnb_4bit_compute_dtype == torch.float16


def test_autocast_off_computes_in_float32():
    square = torch.ones(2, 2)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        assert (square @ square).dtype == torch.bfloat16
        with autocast_off("cpu"):
            assert (square @ square).dtype == torch.float32
    with autocast_off("meta"):
        pass
