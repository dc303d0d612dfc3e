"""Moments of held-out dialogues, and what the guard is said to flag in them."""

import pytest

from empathy.chat.guard.guard import Verdict
from empathy.data.module import EmpathyData
from empathy.evaluate import everyday
from empathy.evaluate.held_out import Moment, moments


def test_first_turns_come_first_and_later_ones_know_what_was_said():
    found = moments(EmpathyData(), ["test"])
    firsts = [place for place, moment in enumerate(found) if not moment.said]
    assert firsts == list(range(len(firsts)))
    assert len(firsts) == 38
    second = found[38]
    assert second.before[0].text == found[0].text
    assert [turn.role for turn in second.before] == ["user", "assistant"]
    assert not any(turn.style or turn.emotions for moment in found for turn in moment.before)


def test_flagged_turns_are_counted_by_place_and_by_who_spoke_first():
    first = Moment("esconv", (), "hello")
    later = moments(EmpathyData(), ["test"])[-1]
    table = everyday.flagged([
        (first, Verdict(0, "", (), 0.1)),
        (first, Verdict(3, "abuse", ("rule: hit", "classifier: level 1"), 0.1)),
        (later, Verdict(1, "abuse", ("context: named before",), 0.1)),
    ])  # fmt: skip
    assert table["esconv, first turns"]["flagged"].endswith("(1/2)")
    assert table["esconv, first turns"]["by"] == {"rule": 1}
    assert table["esconv, later turns"]["by"] == {"context": 1}
    assert table["esconv, later turns"]["level 3 or 4"].endswith("(0/1)")
    assert table["empatheticdialogues, first turns"]["flagged"] == "-"


@pytest.mark.parametrize("number", ["0", "-5", "many"])
def test_no_number_that_makes_no_sense(monkeypatch, capsys, number):
    monkeypatch.setattr("sys.argv", ["everyday", "--number", number])
    with pytest.raises(SystemExit, match="2"):
        everyday.main()
    assert "invalid PositiveInt value" in capsys.readouterr().err
