"""Planned micro-batches: windows' counts on every rank, epochs that differ, held-out examples once."""

from dataclasses import replace

import numpy as np
import torch

from empathy.batch import TERMS
from empathy.data.collate import Collator
from empathy.data.encode import Encoded
from empathy.data.loading import EpochSampler, HeldOutBatches, PlannedBatches
from empathy.data.mixture import MixturePlan

COLLATE = Collator(corpora=("esconv",), pad=0, multilabel=False, teacher_share=0.5)


def example(number, length):
    supervised = tuple(n >= length // 2 for n in range(length))
    return Encoded(id=str(number), corpus="esconv", ids=tuple(range(1, length + 1)), supervised=supervised)


EXAMPLES = [example(n, 2 + n % 7) for n in range(40)]


def planned(*, rank=0, world=1, accumulate=4, batch=2, share=0.5):
    plan = MixturePlan(
        lengths=[len(e) for e in EXAMPLES], corpora=[0] * 40, alpha=0.5, batch=batch, accumulate=accumulate,
        world=world, token_cap=1000, seed=17,
    )  # fmt: skip
    return PlannedBatches(EXAMPLES, plan, replace(COLLATE, teacher_share=share), rank=rank)


def test_window_counts_are_the_sums_over_the_window_and_all_ranks():
    ranks = [planned(rank=rank, world=2, accumulate=2) for rank in range(2)]
    for window in range(5):
        batches = [rank[0, 2 * window + step] for rank in ranks for step in range(2)]
        tokens = sum(len(batch["targets"]) for batch in batches)
        for batch in batches:
            counts = dict(zip(TERMS, batch["window_counts"].tolist(), strict=True))
            assert (counts["lm"], counts["safety"]) == (tokens, 0.5 * tokens)


def test_taught_examples_are_the_share_of_every_window_whoever_trains_on_it():
    one, two = planned(), planned(world=2, accumulate=2)
    for number in range(5):
        assert one.taught(0, number) == two.taught(0, number)
        assert 3 <= len(one.taught(0, number)) <= 5  # half of 8, to within one
        assert one.taught(0, number) <= set(one.window(0, number).examples)
        assert planned(share=0.0).taught(0, number) == set()
        assert planned(share=1.0).taught(0, number) == set(one.window(0, number).examples)


def test_the_teachers_share_of_the_loss_is_unbiased():
    """Every token weighs 1 / count where it is taught, which is a share of the time: on average the mean over all."""
    data, epochs = planned(share=0.3), 400
    weight = np.zeros(40)
    for epoch in range(epochs):
        for number in range(5):
            window = data.window(epoch, number).examples
            tokens = sum(EXAMPLES[index].targets for index in window)
            for index in data.taught(epoch, number):
                weight[index] += tokens / (0.3 * tokens)
    assert np.allclose(weight / epochs, 1, atol=0.3)  # four deviations of a mean of 400
    assert abs(weight.mean() / epochs - 1) < 0.02


def test_sampler_asks_for_the_epoch_when_iteration_starts():
    epoch = [0]
    sampler = EpochSampler(2, lambda: (epoch[0], 0))
    assert list(sampler) == [(0, 0), (0, 1)]
    epoch[0] = 3
    assert list(sampler) == [(3, 0), (3, 1)]


def test_epochs_differ_in_order_only():
    data = planned()
    names = [[name for k in range(len(data)) for name in data[epoch, k]["ids"]] for epoch in range(2)]
    assert names[0] != names[1]
    assert sorted(names[0]) == sorted(names[1]) == sorted(str(n) for n in range(40))


def test_held_out_ranks_share_nothing_and_repeat_nothing():
    parts = [HeldOutBatches(EXAMPLES, COLLATE, token_cap=20, rank=rank, world=3) for rank in range(3)]
    names = [name for part in parts for k in range(len(part)) for name in part[k]["ids"]]
    assert sorted(names) == sorted(str(n) for n in range(40))
    assert all(torch.numel(part[k]["input_ids"]) <= 20 for part in parts for k in range(len(part)))
