"""Choosing the next id: whose settings hold for which row, and how often each id is drawn."""

from collections import Counter

import pytest
import torch

from empathy.model import sampling
from empathy.model.generate import seeds_of
from empathy.model.sampling import Bias, Biases, Draft, Row, choose

PROBABILITIES = (0.5, 0.3, 0.15, 0.05)


def logits(rows: int = 1) -> torch.Tensor:
    return torch.tensor(PROBABILITIES).log().repeat(rows, 1)


def unseen(rows: int = 1) -> torch.Tensor:
    """Nothing was said before."""
    return torch.zeros(rows, 0, dtype=torch.int64)


def drawn(draft: Draft, count: int = 4000) -> dict[int, float]:
    """Shares of the ids that one row draws."""
    row = Row(draft)
    found = Counter(choose(logits(), unseen(), [row])[0] for _ in range(count))
    return {id_: found[id_] / count for id_ in sorted(found)}


def test_a_nucleus_holds_the_likeliest_that_make_up_nine_tenths():
    """.5 + .3 < .9, with .15 it is reached; within it the shares are as before: .5 / .95 and so on."""
    shares = drawn(Draft((1,), temperature=1.0, seed=1))
    assert shares == pytest.approx({0: 0.526, 1: 0.316, 2: 0.158}, abs=0.03)


def test_min_p_keeps_what_is_not_much_less_likely_than_the_likeliest():
    """A third of .5 is .167: .15 and .05 are out."""
    assert drawn(Draft((1,), temperature=1.0, min_p=1 / 3, seed=1)) == pytest.approx({0: 0.625, 1: 0.375}, abs=0.03)


def test_a_temperature_sharpens():
    """At 0.5 the odds of the two likeliest are (.5 / .3)^2 = 2.78; .25 : .09 : .0225 : .0025 of .365."""
    shares = drawn(Draft((1,), temperature=0.5, min_p=0.0, seed=1))
    assert shares == pytest.approx({0: 0.685, 1: 0.247, 2: 0.062, 3: 0.007}, abs=0.03)


def test_each_row_has_its_own_settings():
    rows = [Row(Draft((1,))), Row(Draft((1,), temperature=1.0, min_p=0.0, seed=2)), Row(Draft((1,)))]
    found = [choose(logits(3), unseen(3), rows) for _ in range(50)]
    assert {row[0] for row in found} == {row[2] for row in found} == {0}
    assert len({row[1] for row in found}) > 1


def test_draws_that_share_a_seed_are_not_alike():
    """Python's own generator starts alike for 7 and for 7 + (6 << 32)."""
    firsts = [tuple(Row(Draft((1,), seed=seeds_of(7, place))).draw() for _ in range(3)) for place in range(500)]
    assert len(set(firsts)) == 500


def test_what_was_said_is_less_likely_but_not_for_benchmarks():
    """Of logits 2 and 1.9 the first, divided by 1.1, is 1.82."""
    scores, said = torch.tensor([[2.0, 1.9]]).repeat(2, 1), torch.tensor([[0, 0]]).repeat(2, 1)
    assert choose(scores, said, [Row(Draft((0,))), Row(Draft((0,), min_p=0.1))]) == [1, 0]


def test_negative_logits_are_made_more_negative():
    """-1 times 1.1 is less than -1.05."""
    assert choose(torch.tensor([[-1.0, -1.05]]), torch.tensor([[0]]), [Row(Draft((0,)))]) == [1]


@pytest.mark.parametrize(
    ("written", "chosen"),
    [((), 1), ((3,), 1), ((2,), 0)],
    ids=["begins the reply", "begins a clause", "in a clause"],
)
def test_a_bias_holds_where_a_clause_begins(written, chosen):
    biases = Biases.of([Bias((0,), -5.0, frozenset({3}))])
    row = Row(Draft((1,), biases=biases))
    row.written.extend(written)
    assert choose(logits(), unseen(), [row]) == [chosen]


def test_a_bias_on_a_phrase_needs_its_beginning():
    biases = Biases.of([Bias((2, 0), -5.0, frozenset({3}))])
    for written, chosen in (([], 0), ([2], 1), ([3, 2], 1), ([1, 2], 0)):
        row = Row(Draft((1,), biases=biases))
        row.written.extend(written)
        assert choose(logits(), unseen(), [row]) == [chosen], written


def test_a_flat_nucleus_is_wider_than_what_is_sorted_first(monkeypatch):
    monkeypatch.setattr(sampling, "_LIKELIEST", 2)
    row = Row(Draft((1,), temperature=1.0, seed=1))
    flat = torch.zeros(1, 64)
    found = Counter(choose(flat, unseen(), [row])[0] for _ in range(4000))
    assert len(found) == 64  # all are as likely as the least likely of the nucleus


def test_a_mark_at_the_very_end_draws_what_was_kept(monkeypatch):
    """Rounded to single precision the largest mark is 1; id 3 is outside the nucleus and must not come of it."""
    monkeypatch.setattr(Row, "draw", lambda _: 1 - 2**-53)
    assert choose(logits(), unseen(), [Row(Draft((1,), temperature=1.0))])[0] != 3
