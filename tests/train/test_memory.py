"""The memory table against bytes that are really there, on the embedded model, component by component."""

from dataclasses import replace

import bitsandbytes as bnb
import pytest
import torch
from torch.profiler import ProfilerActivity, profile

from empathy.model.architecture import KNOWN, Architecture
from empathy.model.backbone import Backbone, Lora, load_backbone
from empathy.model.heads import Heads
from empathy.model.token_losses import CHUNK, token_nll
from empathy.train import memory
from empathy.train.memory import GIB, Job
from tests.model.divergence import teacher_kl

TARGETS = ("q_proj", "k_proj", "v_proj", "o_proj")
BATCH, LENGTH = 2, 160

SMALL = Job(
    architecture=Architecture.from_config(KNOWN["embedded"]), quantize=True, rank=16, targets=TARGETS, dropout=True,
    batch=BATCH, length=LENGTH, checkpointing=False, teacher=True, width=2, on_gpu=False,
)  # fmt: skip
LARGE = replace(
    SMALL, architecture=Architecture.from_config(KNOWN["Qwen/Qwen3-8B"]), batch=4, length=1024, checkpointing=True,
    on_gpu=True,
)  # fmt: skip


@pytest.fixture(scope="module")
def backbone() -> Backbone:
    return load_backbone("embedded", device=torch.device("cpu"), lora=Lora(r=16, dropout=0.05)).train()


@pytest.fixture(scope="module")
def recomputing() -> Backbone:
    return load_backbone(
        "embedded", device=torch.device("cpu"), lora=Lora(r=16, dropout=0.05), activation_checkpointing=True
    ).train()


def size(tensors) -> int:
    return sum(tensor.nbytes for tensor in tensors)


def saved_by(backbone: Backbone) -> int:
    """Bytes of the distinct storages that the forward pass keeps, beside parameters and buffers."""
    dense = [module.dense for module in backbone.modules() if isinstance(module, bnb.nn.Linear4bit)]
    own = {t.untyped_storage().data_ptr() for t in (*backbone.parameters(), *backbone.buffers(), *dense)}
    kept: dict[int, torch.Tensor] = {}

    def keep(tensor: torch.Tensor) -> torch.Tensor:
        if tensor.untyped_storage().data_ptr() not in own:
            kept[tensor.untyped_storage().data_ptr()] = tensor
        return tensor

    ids = torch.randint(0, 1000, (BATCH, LENGTH), generator=torch.Generator().manual_seed(0))
    mask = torch.ones_like(ids)
    with (
        torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor),
        torch.autocast("cpu", torch.bfloat16),
    ):
        _ = backbone(ids, mask)
    return sum(tensor.untyped_storage().nbytes() for tensor in kept.values())


def peak_of(function) -> int:
    """Most bytes alive at once among those that a function allocates."""
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as profiler:
        function()
    assert profiler.profiler is not None
    events = [event for event in profiler.profiler.kineto_results.events() if event.name() == "[memory]"]
    alive = most = 0
    for event in sorted(events, key=lambda event: event.start_ns()):
        alive += event.nbytes()
        most = max(most, alive)
    return most


class TestEmbeddedModel:
    def test_quantised_layers(self, backbone):
        measured = 0
        for module in backbone.modules():
            if isinstance(module, bnb.nn.Linear4bit):
                state = module.weight.quant_state
                measured += size([module.weight, state.absmax, state.state2.absmax, module.dense])
        assert memory.components(SMALL)["decoder's linear layers"] == pytest.approx(measured, rel=0.1)

    def test_what_stays_in_the_compute_dtype(self, backbone):
        measured = size(
            p for n, p in backbone.named_parameters() if "lora_" not in n and p.dtype is torch.bfloat16
        )  # fmt: skip
        assert memory.components(SMALL)["embeddings, LM head, norms"] == pytest.approx(measured, rel=0.1)

    def test_trainable_tensors_and_their_optimizer(self, backbone):
        heads = Heads(backbone.hidden_size)
        trainable = [p for p in (*backbone.parameters(), *heads.parameters()) if p.requires_grad]
        optimizer = torch.optim.AdamW(trainable)
        for parameter in trainable:
            parameter.grad = torch.zeros_like(parameter)
        optimizer.step()
        state = [t for s in optimizer.state.values() for t in s.values() if t.dim()]
        table = memory.components(SMALL)
        assert table["LoRA and heads, float32"] == pytest.approx(size(trainable), rel=0.1)
        measured = size([*state, *(p.grad for p in trainable)])
        assert table["their gradients and AdamW"] == pytest.approx(measured, rel=0.1)
        optimizer.zero_grad(set_to_none=True)

    def test_activations(self, backbone):
        assert memory.activations(SMALL) == pytest.approx(saved_by(backbone), rel=0.1)

    def test_activations_recomputed(self, recomputing):
        """Before the backward pass only the layers' inputs are kept; one layer's share is added by it."""
        job = replace(SMALL, checkpointing=True)
        one_layer = memory.layer_activations(job) * job.tokens
        assert memory.activations(job) - one_layer == pytest.approx(saved_by(recomputing), rel=0.1)

    def test_logits(self, backbone):
        states = torch.randn(CHUNK, backbone.hidden_size).bfloat16().requires_grad_()
        targets = torch.zeros(len(states), dtype=torch.int64)
        head = backbone.lm_head.detach()
        measured = peak_of(lambda: token_nll(states, head, targets))
        assert memory.logits(SMALL) == pytest.approx(measured, rel=0.1)

    def test_teacher(self, backbone):
        states = torch.randn(CHUNK, backbone.hidden_size).bfloat16()
        head = backbone.lm_head.detach()
        measured = peak_of(lambda: teacher_kl(states.clone().requires_grad_(), states, head, tau=2.0))
        assert memory.teacher(SMALL) == pytest.approx(measured, rel=0.1)


def test_qwen3_8b_fits_a_t4_only_when_it_recomputes():
    """Reference figures in GiB: 3.34 quantised, 2.32 in half precision; about 9.4 in all."""
    table = memory.components(LARGE)
    assert table["decoder's linear layers"] / GIB == pytest.approx(3.34, abs=0.01)
    assert table["embeddings, LM head, norms"] / GIB == pytest.approx(2.32, abs=0.01)
    assert memory.total(LARGE) / GIB == pytest.approx(9.4, rel=0.1)
    budget = int(memory.T4 * GIB)
    assert (
        memory.remedy(replace(LARGE, checkpointing=False), budget)
        == "Set model.activation_checkpointing: true (9.4 GiB)"
    )
    assert memory.remedy(replace(LARGE, batch=16, length=2048), budget).startswith("Set data.batch_size: 2")
    assert memory.remedy(replace(LARGE, quantize=False), budget).startswith("Set model.quantize: true")


def test_pairs_are_two_sequences_without_a_teacher():
    job = memory.as_pairs(LARGE)
    assert (job.tokens, job.teacher) == (2 * LARGE.tokens, False)


def test_a_mixture_of_experts_is_refused_for_what_is_never_quantised():
    """Qwen3-30B-A3B: 55.6 GiB with stock bitsandbytes, of which 54 GiB are experts in half precision."""
    config = {
        "model_type": "qwen3_moe", "hidden_size": 2048, "num_hidden_layers": 48, "num_attention_heads": 32,
        "num_key_value_heads": 4, "head_dim": 128, "intermediate_size": 6144, "moe_intermediate_size": 768,
        "num_experts": 128, "num_experts_per_tok": 8, "vocab_size": 151_936, "tie_word_embeddings": False,
    }  # fmt: skip
    job = replace(LARGE, architecture=Architecture.from_config(config))
    assert job.architecture.parameters == pytest.approx(30.53e9, rel=0.001)
    parts = memory.components(job)
    weights = sum(parts[name] for name in list(parts)[:3])
    assert weights / GIB == pytest.approx(55.6, abs=0.1)
    assert "leaves 54.0 GiB of expert weights unquantised" in memory.remedy(job, int(memory.T4 * GIB))


def test_the_table_names_every_component():
    text = memory.table(LARGE)
    for name in ("linear layers", "embeddings", "LoRA", "AdamW", "activations", "logits", "teacher", "DPO pairs"):
        assert name in text
    assert "experts" not in text  # a dense model has none
