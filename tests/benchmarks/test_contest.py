"""Turns, ratios and counts of the benchmarks, with contestants that only pretend to train."""

import pytest

from benchmarks.command import skip_without_gpu
from benchmarks.contest import Contestant, Gate, Step, compete, ratio
from benchmarks.one_pass import reply_ends
from empathy.data.encode import Encoded
from empathy.errors import InputError, run


def pretend(gate: Gate, *, seconds: float) -> None:
    while True:
        gate.wait()
        gate.report(Step(seconds, tokens=30, supervised=10))


def fail(gate: Gate) -> None:
    raise RuntimeError("cannot start")


@pytest.mark.timeout(120)
def test_every_contestant_takes_every_turn_and_says_its_peak(capsys):
    fast, slow = (Contestant(str(s), pretend, {"seconds": s}) for s in (1.0, 4.0))
    compete([fast, slow], rounds=3)
    assert [len(one.steps) for one in (fast, slow)] == [3, 3]
    assert slow.rate() == 2.5
    assert ratio(fast, slow) == 4.0
    assert fast.peak > 2**20


@pytest.mark.timeout(120)
def test_one_that_dies_ends_the_contest(capfd):
    with pytest.raises((EOFError, ConnectionError)):
        compete([Contestant("dead", fail, {})], rounds=1)


def complain(gate: Gate) -> None:
    raise InputError("data.root=nowhere", "is no folder", "Pass one")


@pytest.mark.timeout(120)
def test_what_a_contestant_finds_wrong_is_one_line_and_exit_code_2(capsys):
    with pytest.raises(SystemExit) as stop:
        run(lambda: compete([Contestant("wrong", complain, {})], rounds=1))
    assert stop.value.code == 2
    assert "error: data.root=nowhere: is no folder. Pass one." in capsys.readouterr().err


def test_ratio_is_the_median_of_pairs():
    one, other = Contestant("a", pretend, {}), Contestant("b", pretend, {})
    one.steps = [Step(1.0, 0, 10), Step(1.0, 0, 20), Step(1.0, 0, 90)]
    other.steps = [Step(1.0, 0, 10), Step(1.0, 0, 10), Step(1.0, 0, 10)]
    assert ratio(one, other) == 2.0


def test_without_a_gpu_it_says_so_and_succeeds(monkeypatch, capsys):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    skip_without_gpu(wanted=False)
    with pytest.raises(SystemExit) as stop:
        skip_without_gpu(wanted=True)
    assert stop.value.code == 0
    assert capsys.readouterr().out == '{"skipped": "no CUDA device"}\n'


def test_replies_end_where_supervision_does():
    example = Encoded("a", "esconv", ids=tuple(range(7)), supervised=(False, True, True, False, False, True, True))
    assert reply_ends(example) == [3, 7]
