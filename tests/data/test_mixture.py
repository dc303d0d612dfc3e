"""The plan: exact mix, pure function, ranks that share nothing, little padding."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from empathy.data.mixture import MixturePlan, least_padding, probabilities, quotas
from empathy.errors import InputError


def plan(**changes):
    rng = np.random.default_rng(0)
    sizes = (120, 60, 20)
    settings = {
        "lengths": np.concatenate([rng.integers(10 * k, 20 * k, n) for k, n in zip((1, 4, 20), sizes, strict=True)]),
        "corpora": np.repeat([0, 1, 2], sizes),
        "alpha": 0.5,
        "batch": 4,
        "accumulate": 2,
        "world": 1,
        "token_cap": 4 * 400,
        "seed": 17,
    }
    return MixturePlan(**(settings | changes))


def test_probabilities_by_hand():
    """sqrt(100) : sqrt(25) = 10 : 5; alpha 1 is proportional."""
    assert probabilities([100, 25], 0.5) == pytest.approx([2 / 3, 1 / 3])
    assert probabilities([100, 25], 1.0) == pytest.approx([0.8, 0.2])


def test_quotas_by_hand():
    """2/3 of 4 is 2.67: two windows of three with 3, one with 2; the sum over three windows is exact."""
    table = quotas([2 / 3, 1 / 3], 4, 3)
    assert table.sum(axis=1).tolist() == [4, 4, 4]
    assert table.sum(axis=0).tolist() == [8, 4]
    assert sorted(table[:, 0].tolist()) == [2, 3, 3]


@settings(max_examples=100, deadline=None)
@given(sizes=st.lists(st.integers(1, 1000), min_size=1, max_size=5), window=st.integers(1, 64))
def test_every_window_is_within_one_example_of_the_mix(sizes, window):
    shares = np.array(probabilities(sizes, 0.5))
    table = quotas(shares, window, 40)
    assert (table.sum(axis=1) == window).all()
    assert np.abs(table - shares * window).max() < 1


def test_plan_is_a_pure_function_of_seed_and_epoch():
    assert list(plan().epoch(1)) == list(plan().epoch(1))
    assert list(plan().epoch(0)) != list(plan().epoch(1))
    assert list(plan().epoch(0)) != list(plan(seed=18).epoch(0))


@pytest.mark.parametrize(("batch", "accumulate", "world"), [(4, 2, 1), (1, 8, 1), (8, 1, 1), (2, 2, 2), (4, 1, 2)])
def test_a_window_holds_the_same_examples_however_it_is_dealt(batch, accumulate, world):
    reference = [sorted(window.examples) for window in plan(token_cap=8 * 400).epoch(0)]
    dealt = plan(batch=batch, accumulate=accumulate, world=world, token_cap=8 * 400).epoch(0)
    assert [sorted(window.examples) for window in dealt] == reference
    assert {len(window.micro_batches) for window in dealt} == {accumulate * world}


def test_ranks_are_disjoint_and_none_is_idle():
    for window in plan(world=2).epoch(0):
        assert all(window.micro_batches)
        assert len(set(window.examples)) == len(window.examples)


def test_ranks_get_like_work_at_each_step():
    p = plan(world=2, accumulate=4)
    costs = [len(m) * max(p.lengths[i] for i in m) for window in p.epoch(0) for m in window.micro_batches]
    first, second = np.array(costs).reshape(-1, 2).T
    assert (first >= second).all()


def test_no_example_comes_again_before_all_others_of_its_corpus_came():
    """120 examples of corpus 0 over several epochs: counts differ by one at most."""
    p = plan()
    drawn = np.concatenate([window.examples for epoch in range(5) for window in p.epoch(epoch)])
    counts = np.bincount(drawn, minlength=200)
    for corpus in range(3):
        of_corpus = counts[np.asarray(p.corpora) == corpus]
        assert of_corpus.max() - of_corpus.min() <= 1


def test_least_padding_by_hand():
    """9 9 2 2 2 in two pieces: 2 x 9 + 3 x 2 = 24 tokens, no padding; equal counts would cost more."""
    assert least_padding(np.array([[9, 9, 2, 2, 2]]), 2, 100).tolist() == [[2, 5]]


def test_least_padding_beats_every_other_partition():
    lengths = np.array([50, 44, 30, 12, 11, 10, 3])
    best = min(a * 50 + (b - a) * lengths[a] + (7 - b) * lengths[b] for a in range(1, 6) for b in range(a + 1, 7))
    first, second, _ = least_padding(lengths[None], 3, 1000)[0]
    assert first * 50 + (second - first) * lengths[first] + (7 - second) * lengths[second] == best


def test_token_cap_is_kept_and_an_impossible_one_is_refused():
    p = plan(token_cap=900)
    assert max(len(m) * max(p.lengths[i] for i in m) for w in p.epoch(0) for m in w.micro_batches) <= 900
    with pytest.raises(InputError, match=r"data\.token_cap=300"):
        plan(token_cap=300).epoch(0)


# Token counts of the published training splits at the middles of 20 equal shares of their distribution, measured with
# the Qwen3 tokenizer (15 tokens of system turn included, windows of at most 1,024 tokens). Numbers only, no text.
REAL_LENGTHS = {
    "goemotions": (30_453, [24, 25, 27, 28, 29, 31, 32, 33, 34, 36, 37, 38, 39, 41, 42, 44, 45, 47, 49, 52]),
    "empatheticdialogues": (
        19_532, [73, 80, 84, 88, 91, 94, 96, 99, 102, 105, 108, 112, 115, 119, 123, 129, 136, 145, 160, 197],
    ),
    "esconv": (
        1_012, [410, 463, 495, 525, 546, 578, 603, 624, 647, 671, 693, 720, 745, 778, 817, 859, 909, 956, 997, 1017],
    ),
}  # fmt: skip


def test_padding_on_the_real_lengths_is_at_most_five_percent():
    counts = [count for count, _ in REAL_LENGTHS.values()]
    lengths = np.concatenate([np.resize(shares, count) for count, shares in REAL_LENGTHS.values()])
    p = plan(lengths=lengths, corpora=np.repeat([0, 1, 2], counts), batch=4, accumulate=4, world=2, token_cap=4 * 1024)
    windows = p.epoch(0)
    padded = sum(len(m) * max(lengths[i] for i in m) for window in windows for m in window.micro_batches)
    needed = sum(int(lengths[list(window.examples)].sum()) for window in windows)
    assert 1 - needed / padded <= 0.05
