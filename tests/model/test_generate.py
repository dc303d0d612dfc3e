"""Greedy continuation of prompts of different lengths: padding must not show."""

from pathlib import Path

import pytest
import torch

from empathy.model import generate as module
from empathy.model.backbone import Backbone
from empathy.model.generate import Decoder, evaluating, generate, write
from empathy.model.sampling import Draft
from tests.tiny import adapted_backbone

PROMPTS = [[5, 17, 250, 9, 33], [8], [101, 44, 7], [12, 12, 13, 14, 15, 16, 17, 18]]
UNUSED = 299
"""An id that the tiny model does not come up with: no reply ends early."""


@pytest.fixture(scope="module")
def backbone(tiny_model: Path) -> Backbone:
    return adapted_backbone(tiny_model)


def one_by_one(backbone: Backbone, *, end: int, max_new_tokens: int = 6) -> list[list[int]]:
    return [generate(backbone, [prompt], end=end, max_new_tokens=max_new_tokens)[0] for prompt in PROMPTS]


def greedy(backbone: Backbone, prompt: list[int], steps: int) -> list[int]:
    """Argmax of plain passes over ever longer inputs; the logits of ids seen before are made 1.1 times less likely."""
    ids = list(prompt)
    with torch.no_grad():
        for _ in range(steps):
            hidden = backbone.eval()(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.int64))
            logits = hidden[0, -1] @ backbone.lm_head.T
            seen = torch.tensor(sorted(set(ids)))
            logits[seen] = torch.where(logits[seen] > 0, logits[seen] / 1.1, logits[seen] * 1.1)
            ids.append(int(logits.argmax()))
    return ids[len(prompt) :]


def test_equals_argmax_of_plain_passes(backbone):
    replies = generate(backbone, PROMPTS, end=UNUSED, max_new_tokens=6)
    assert replies == [greedy(backbone, prompt, 6) for prompt in PROMPTS]


def test_batch_equals_one_by_one(backbone):
    assert generate(backbone, PROMPTS, end=UNUSED, max_new_tokens=6) == one_by_one(backbone, end=UNUSED)


def test_padding_does_not_count_as_said_before(backbone):
    """A row whose first choice is ``end`` ends at once, padded or not; penalised padding would make ``end`` rarer."""
    for prompt in ([token] for token in range(20)):
        (end,) = greedy(backbone, prompt, 1)
        assert generate(backbone, [prompt], end=end, max_new_tokens=1) == [[]]
        assert generate(backbone, [prompt, PROMPTS[3]], end=end, max_new_tokens=1)[0] == []


def test_stops_at_end_and_leaves_it_out(backbone):
    reply = generate(backbone, PROMPTS[:1], end=UNUSED, max_new_tokens=6)[0]
    assert len(reply) == 6
    end = reply[3]
    assert end not in reply[:3]
    passes = []
    hook = backbone.model.get_base_model().model.register_forward_pre_hook(lambda *_: passes.append(1))
    assert generate(backbone, PROMPTS[:1], end=end, max_new_tokens=6) == [reply[:3]]
    hook.remove()
    assert len(passes) == 4  # three tokens and ``end``; the rest is not computed and cut off


def test_rows_end_alone(backbone):
    """A row that ends early leaves; the others go on."""
    full = generate(backbone, PROMPTS, end=UNUSED, max_new_tokens=6)
    end = full[0][1]
    assert not any(end in reply for reply in full[1:])
    replies = generate(backbone, PROMPTS, end=end, max_new_tokens=6)
    assert replies == [full[0][:1], *full[1:]]


@pytest.mark.parametrize("training", [True, False])
def test_mode_is_restored(backbone, training):
    backbone.train(training)
    generate(backbone, PROMPTS, end=UNUSED, max_new_tokens=1)
    assert all(module.training == training for module in backbone.modules())


def test_mode_is_restored_after_a_failure(backbone, monkeypatch):
    def fail(*_):
        assert not backbone.training
        raise RuntimeError("out of memory")

    backbone.train()
    monkeypatch.setattr(module, "choose", fail)
    with pytest.raises(RuntimeError, match="out of memory"):
        generate(backbone, PROMPTS, end=UNUSED)
    assert backbone.training


def test_dropout_is_off_and_no_gradient_is_kept(backbone):
    backbone.train()
    first, second = (generate(backbone, PROMPTS, end=UNUSED, max_new_tokens=6) for _ in range(2))
    assert first == second
    assert all(parameter.grad is None for parameter in backbone.parameters())


def test_inside_base_only_the_base_speaks(backbone):
    adapted = generate(backbone, PROMPTS, end=UNUSED, max_new_tokens=6)
    with backbone.base_only():
        base = generate(backbone, PROMPTS, end=UNUSED, max_new_tokens=6)
        assert base == [greedy(backbone, prompt, 6) for prompt in PROMPTS]
    assert adapted != base
    assert generate(backbone, PROMPTS, end=UNUSED, max_new_tokens=6) == adapted


def test_draws_depend_on_the_seed_alone_and_touch_no_generator(backbone):
    draw = {"end": UNUSED, "max_new_tokens": 8, "temperature": 5.0}
    torch.manual_seed(3)
    before = torch.get_rng_state()
    one, again, other = (generate(backbone, PROMPTS, **draw, seed=seed) for seed in (1, 1, 2))
    assert torch.equal(torch.get_rng_state(), before)
    assert one == again != other
    assert one != generate(backbone, PROMPTS, end=UNUSED, max_new_tokens=8)


def test_rows_join_while_others_are_written(backbone):
    """Whenever a row joins and whatever leaves beside it, it says what it says alone."""
    alone = generate(backbone, PROMPTS, end=UNUSED, max_new_tokens=6)
    with evaluating(backbone):
        decoder = Decoder(backbone, UNUSED)
        (first,) = decoder.join([Draft(tuple(PROMPTS[1]), 6)])
        decoder.step()
        second, third = decoder.join([Draft(tuple(prompt), 6) for prompt in PROMPTS[2:]])
        decoder.step()
        decoder.drop([second])
        (last,) = decoder.join([Draft(tuple(PROMPTS[0]), 6)])
        ended = [row for _ in range(8) for row in decoder.step()]
    assert [last.written, first.written, third.written] == [alone[0], alone[1], alone[3]]
    assert second.written == alone[2][:1]  # what it had when it was dropped
    assert [id(row) for row in ended] == [id(first), id(third), id(last)]
    assert decoder.rows == []


def test_equal_prompts_are_read_once(backbone):
    read = []
    hook = backbone.model.get_base_model().model.register_forward_pre_hook(
        lambda _, args, kwargs: read.append(kwargs["input_ids"].shape), with_kwargs=True
    )
    rows = write(backbone, [Draft(tuple(PROMPTS[0]), 2)] * 3, end=UNUSED)
    hook.remove()
    assert read == [(1, 5), (3, 1)]
    assert [row.written for row in rows] == one_by_one(backbone, end=UNUSED, max_new_tokens=2)[:1] * 3


def test_draws_do_not_depend_on_what_is_written_beside_them(backbone):
    draft = Draft(tuple(PROMPTS[0]), 8, temperature=5.0, seed=4)
    (alone,) = write(backbone, [draft], end=UNUSED)
    beside = write(backbone, [Draft(tuple(PROMPTS[3]), 3, temperature=2.0), draft], end=UNUSED)
    assert beside[1].written == alone.written


def test_a_row_says_whether_it_came_to_its_end(backbone):
    (full,) = generate(backbone, PROMPTS[:1], end=UNUSED, max_new_tokens=3)
    whole, cut = write(backbone, [Draft(tuple(PROMPTS[0]), 3), Draft(tuple(PROMPTS[0]), 2)], end=full[2])
    assert (whole.written, whole.is_whole) == (full[:2], True)
    assert (cut.written, cut.is_whole) == (full[:2], False)


def test_the_head_reads_the_last_column_without_copying_its_weight(backbone):
    head = backbone.model.get_output_embeddings()
    states = torch.randn(4, 6, backbone.hidden_size)
    with torch.profiler.profile() as profile:
        logits = head(states[:, -1:])
    assert "aten::bmm" not in {event.name for event in profile.events()}
    torch.testing.assert_close(logits, states[:, -1:].contiguous() @ head.weight.T)
