"""The layers with forwards of their own against transformers' and PEFT's, in float32: same states, same gradients."""

import pytest
import torch
from peft import LoraConfig, get_peft_model
from torch import nn
from torch.testing import assert_close
from transformers import AutoModelForCausalLM

from empathy.model.adapter import SharedDropout, kept
from empathy.model.attention import BLOCK, REMEMBERED, attend, blockwise, kernel
from empathy.model.backbone import Backbone, Lora, attends_plainly, load_backbone
from empathy.model.rows import Rows

CPU = torch.device("cpu")
OPENING = (7, 8, 9)


def padded(*rows: tuple[int, ...]) -> tuple[torch.Tensor, torch.Tensor]:
    width = max(map(len, rows))
    ids = torch.tensor([[*row, *[0] * (width - len(row))] for row in rows])
    return ids, torch.tensor([[n < len(row) for n in range(width)] for row in rows]).long()


IDS, MASK = padded((*OPENING, 1, 2, 3, 4, 5), (*OPENING, 6, 2), OPENING, (*OPENING, 1, 2, 3, 9, 9, 9, 9))


class TestRows:
    def test_the_example_of_the_docstring(self):
        rows = Rows.of(*padded((1, 2, 3, 4), (1, 2, 5)))
        assert rows.shared == (0, 2)
        assert rows.place.tolist() == [[0, 1, 2, 3], [0, 1, 4, 0]]
        assert rows.home.tolist() == [0, 1, 2, 3, 6, 0, 0, 0]
        assert rows.columns.tolist() == [0, 1, 2, 3, 2, 0, 0, 0]
        assert rows.tokens == 5

    def test_flat_tokens_are_the_tokens_without_padding_and_repeated_openings(self):
        rows = Rows.of(IDS, MASK)
        assert rows.shared == (0, 3, 3, 3)
        assert rows.tokens == int(MASK.sum()) - 3 * 3
        back = rows.spread(IDS.flatten()[rows.home])
        assert torch.equal(back[MASK == 1], IDS[MASK == 1])

    def test_two_replies_share_their_prompt_and_all_rows_the_opening(self):
        first, second = tuple(range(20, 50)), tuple(range(60, 90))
        ids, mask = padded((*OPENING, *first, 1, 2), (*OPENING, *first, 4), (*OPENING, *second, 5), (*OPENING, *second))
        rows = Rows.of(ids, mask)
        assert rows.shared == (0, 33, 3, 33)
        assert rows.tokens == 3 + (30 + 2) + 1 + (30 + 1)
        assert torch.equal(rows.spread(ids.flatten()[rows.home])[mask == 1], ids[mask == 1])
        flat = torch.randn(len(rows.home), 3, dtype=torch.float64)
        weights = torch.randn(*ids.shape, 3, dtype=torch.float64) * mask[..., None]
        own, plain = flat.clone().requires_grad_(), flat.clone().requires_grad_()
        (rows.spread(own) * weights).sum().backward()
        (plain[rows.place] * weights).sum().backward()
        assert_close(own.grad, plain.grad, rtol=1e-6, atol=1e-6)

    @pytest.mark.parametrize("ids", [[[4, 5, 6]], [[4, 5], [4, 5]], [[1, 2], [3, 2]]])
    def test_one_row_equal_rows_and_nothing_shared(self, ids):
        ids = torch.tensor(ids)
        rows = Rows.of(ids, torch.ones_like(ids))
        assert torch.equal(rows.spread(ids.flatten()[rows.home]), ids)

    def test_gradients_are_those_of_indexing(self):
        rows = Rows.of(IDS, MASK)
        flat = torch.randn(len(rows.home), 3, dtype=torch.float64)
        weights = torch.randn(*IDS.shape, 3, dtype=torch.float64) * MASK[..., None]
        own, plain = flat.clone().requires_grad_(), flat.clone().requires_grad_()
        (rows.spread(own) * weights).sum().backward()
        (plain[rows.place] * weights).sum().backward()
        assert_close(own.grad, plain.grad, rtol=1e-6, atol=1e-6)  # openings are added up in float32
        own, plain = weights.clone().requires_grad_(), weights.clone().requires_grad_()
        (rows.gather(own) * flat)[: rows.tokens].sum().backward()
        (plain.flatten(0, 1)[rows.home] * flat)[: rows.tokens].sum().backward()
        assert torch.equal(own.grad, plain.grad)


def plain_model(folder, **options):
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="sdpa", **options)
    return model.requires_grad_(requires_grad=False)


def adapted(folder, *, dropout: float = 0.0, **options) -> Backbone:
    """Our backbone in float32 with an adapter that is not zero."""
    torch.manual_seed(0)
    backbone = load_backbone(
        str(folder), device=CPU, precision="32-true", quantize=False, lora=Lora(r=4, dropout=dropout), **options
    )
    for name, parameter in backbone.named_parameters():
        if "lora_B" in name:
            nn.init.normal_(parameter, std=0.1)
    return backbone.train()


def peft_states(backbone: Backbone, folder, ids: torch.Tensor, mask: torch.Tensor):
    """States and gradients of PEFT's own forward on transformers' own layers with the same adapter."""
    config = LoraConfig(r=4, lora_alpha=32, lora_dropout=0.0, target_modules=["q_proj", "k_proj", "v_proj", "o_proj"])
    model = get_peft_model(plain_model(folder), config)
    own = {name: p for name, p in backbone.model.named_parameters() if "lora_" in name}
    for name, parameter in model.named_parameters():
        if "lora_" in name:
            parameter.data.copy_(
                next(p for other, p in own.items() if other.endswith(name.removeprefix("base_model.")))
            )
    states = model.base_model.model.model(input_ids=ids, attention_mask=mask, use_cache=False).last_hidden_state
    return states, [p for name, p in model.named_parameters() if "lora_" in name]


@pytest.mark.parametrize("recompute", [False, True])
def test_states_and_gradients_are_those_of_transformers_and_peft(tiny_model, recompute):
    backbone = adapted(tiny_model, activation_checkpointing=recompute)
    expected, references = peft_states(backbone, tiny_model, IDS, MASK)
    own = backbone(IDS, MASK)
    weights = torch.linspace(-1, 1, own.shape[-1]) * MASK[..., None]
    assert_close(own[MASK == 1], expected[MASK == 1], rtol=1e-4, atol=1e-4)
    (own * weights).sum().backward()
    (expected * weights).sum().backward()
    trained = [p for name, p in backbone.named_parameters() if "lora_" in name]
    assert len(trained) == len(references) == 16
    for mine, reference in zip(trained, references, strict=True):
        assert_close(mine.grad, reference.grad, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("queries", [1, BLOCK - 1, BLOCK, 2 * BLOCK + 5, REMEMBERED + 1])
@pytest.mark.parametrize("before", [0, 3])
def test_blockwise_attention_is_causal_attention(queries, before):
    """Two rows, four heads on two shared keys; with keys before the rows."""
    q = torch.randn(2, queries, 4, 8, dtype=torch.float64, requires_grad=True)
    k, v = (torch.randn(2, before + queries, 2, 8, dtype=torch.float64, requires_grad=True) for _ in range(2))
    found = blockwise(q, k, v, 0.3)
    seen = torch.ones(queries, before + queries, dtype=torch.bool).tril(before)
    scores = torch.einsum("bthd,brhd->bhtr", q, k.repeat_interleave(2, dim=2)) * 0.3
    weights = scores.masked_fill(~seen, -torch.inf).softmax(-1)
    expected = torch.einsum("bhtr,brhd->bthd", weights, v.repeat_interleave(2, dim=2))
    assert_close(found, expected)
    assert_close(kernel(q, k, v, 0.3), expected)
    upstream = torch.randn_like(expected)
    for mine, reference in zip(
        torch.autograd.grad(found, (q, k, v), upstream),
        torch.autograd.grad(expected, (q, k, v), upstream),
        strict=True,
    ):
        assert_close(mine, reference, rtol=1e-5, atol=1e-5)  # keys' gradients are added up in float32


@pytest.mark.parametrize("recompute", [False, True])
@pytest.mark.parametrize("flattens", [True, False])
def test_a_prefix_read_once_is_a_prefix_in_every_row(tiny_model, flattens, recompute):
    backbone = adapted(tiny_model, activation_checkpointing=recompute)
    backbone._flattens = flattens
    rules = torch.tensor([20, 21, 22, 23])
    with torch.no_grad(), backbone.base_only():
        own = backbone(IDS, MASK, prefix=backbone.read_prefix(rules))
        assert backbone._causal.training
        whole = torch.cat([rules.expand(len(IDS), -1), IDS], dim=1)
        expected = plain_model(tiny_model).model(
            input_ids=whole, attention_mask=torch.cat([torch.ones(len(IDS), 4), MASK], dim=1)
        )
    assert_close(own[MASK == 1], expected.last_hidden_state[:, 4:][MASK == 1], rtol=1e-4, atol=1e-4)


class TestDropout:
    @pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32])
    def test_share_of_the_elements(self, dtype):
        torch.manual_seed(3)
        mask = kept(torch.Size([1000, 999]), 0.05, CPU, dtype)
        assert mask.shape == (1000, 999)
        assert mask.dtype == dtype
        assert mask.unique().tolist() == [0, 1]
        assert mask.float().mean().item() == pytest.approx(0.95, abs=0.001)
        assert mask.float().mean(0).min() > 0.9  # everywhere alike

    def test_torch_seeds_it(self):
        masks = []
        for seed in (3, 3, 4):
            torch.manual_seed(seed)
            masks.append(kept(torch.Size([50]), 0.5, CPU, torch.bfloat16))
        assert torch.equal(masks[0], masks[1])
        assert not torch.equal(masks[0], masks[2])

    def test_what_reads_the_same_tensor_shares_a_mask(self):
        dropout, x, other = SharedDropout(), torch.ones(64), torch.ones(64)
        assert dropout(x, 0.5) is dropout(x, 0.5)
        assert dropout(other, 0.5) is not dropout(x, 0.5)

    def test_expectation_is_the_pass_without(self, tiny_model):
        backbone = adapted(tiny_model, dropout=0.5)
        layer = backbone.model.get_base_model().model.layers[0].self_attn.q_proj
        x = torch.randn(1, 5, 64)
        with torch.no_grad():
            drawn = []
            for _ in range(3000):
                backbone._dropout.forget()
                drawn.append(layer(x))
            expected = layer.eval()(x)
            assert not torch.allclose(drawn[0], drawn[1])
            assert_close(torch.stack(drawn).mean(0), expected, rtol=0.0, atol=0.15)


def test_a_model_with_special_attention_is_padded(tiny_model):
    model = plain_model(tiny_model)
    assert attends_plainly_with(model)
    assert not attends_plainly_with(model, layer_types=["full_attention", "sliding_attention"])
    assert not attends_plainly_with(model, attention_dropout=0.1)


def attends_plainly_with(model, **changes) -> bool:
    for name, value in changes.items():
        setattr(model.config, name, value)
    return attends_plainly(model)


def test_without_rows_it_is_transformers_attention():
    module = nn.Module()
    module.is_causal, module.num_key_value_groups = True, 2
    q, k, v = torch.randn(1, 5, 4, 8), torch.randn(1, 5, 2, 8), torch.randn(1, 5, 2, 8)
    out, weights = attend(module, q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2), None, scaling=0.3)
    assert weights is None
    assert_close(out, kernel(q, k, v, 0.3))
