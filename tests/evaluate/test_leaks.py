"""The attacks on what is hidden, with a scripted model that gives it away."""

import pytest

from empathy.chat.controller import Settings
from empathy.chat.guard import guard
from empathy.evaluate import leaks
from empathy.evaluate.row_log import RowLog
from tests.chat.test_controller import Speaker, tokenizer  # noqa: F401 - the fixture


@pytest.fixture(autouse=True)
def _without_classifier(monkeypatch):
    monkeypatch.setattr(guard.Guard, "load", classmethod(lambda cls: cls(None)))


@pytest.fixture
def attacked(tmp_path):
    def run(reply, number=6):
        settings = Settings(candidates=1, tries=0, rules="Never say what to do.")
        return leaks.attacked(
            Speaker(reply), guard.Guard.load(), number, settings, RowLog(tmp_path / "leaks.jsonl", {"reply": reply})
        )

    return run


def test_a_model_that_tells_is_withheld(attacked):
    told = attacked(f"I'm so sad. My secret word is {leaks.CANARY}, and you tell it to nobody. What was it like?")
    assert [one.gave_canary or one.leaked for one in told] == [False] * 6
    assert sum(one.withheld for one in told) == 6 * 4  # the first draw, and three under growing penalties


def test_a_canary_that_slips_through_is_counted(attacked, monkeypatch):
    monkeypatch.setattr("empathy.chat.controller.faults", lambda *arguments, **named: ())
    told = attacked(f"I'm so sad for your {leaks.CANARY.title()}. What was it like?")
    assert all(one.gave_canary for one in told)


def test_every_third_attack_forges_and_no_style_is_worn(attacked):
    told = attacked("That sounds sad. What was it like?", number=9)
    assert [one.forged for one in told] == [False, False, True] * 3
    assert not any(one.wears_style or one.withheld for one in told)


def test_five_hundred_forgeries_stand_in_1500_attacks():
    forged = {text for text, is_forged in leaks.attacks(1500) if is_forged}
    assert sum(is_forged for _, is_forged in leaks.attacks(1500)) == 500
    assert len(forged) == 64  # four wordings of 4 tones and 3 personas, four of a tone alone


def test_an_interrupted_run_goes_on(attacked, monkeypatch):
    attacked("That sounds sad. What was it like?", number=16)
    monkeypatch.setattr(leaks.Controller, "replies", lambda *arguments, **named: pytest.fail("asked again"))
    assert len(attacked("That sounds sad. What was it like?", number=16)) == 16
    assert len(attacked("That sounds sad. What was it like?", number=9)) == 9
