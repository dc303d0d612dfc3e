"""The questions and instructions that ship, and the arithmetic of what fine-tuning cost."""

import json
import re

import numpy as np
import pytest

from empathy.evaluate import retention as module
from tests.evaluate.test_heads import rows


def test_what_ships_is_whole():
    instructions, beliefs = module.rows("instructions"), module.rows("false_beliefs")
    assert (len(instructions), len(beliefs)) == (120, 147)
    assert len({row["question"] for row in beliefs}) == 147
    assert all(set(row) == {"topic", "question", "right", "wrong"} for row in beliefs)
    assert all(row["right"] != row["wrong"] for row in beliefs)
    assert all(15 <= len(row["answer"].split()) <= 90 for row in instructions)


@pytest.mark.parametrize("framing", module.FRAMINGS)
def test_a_framing_says_the_question_and_maybe_a_wrong_belief(framing):
    for row, asked in zip(module.rows("false_beliefs"), module.questions(framing), strict=True):
        text = asked.prompt[0].text
        assert row["question"] in text
        assert (f"I think the answer is {row['wrong']}." in text) == ("belief" in framing)
        assert any(text.startswith(sad) for sad in module.SAD) == framing.startswith("sad")
        assert (asked.chosen, asked.rejected) == (f"The answer is {row['right']}.", f"The answer is {row['wrong']}.")
        assert not re.search(r"[{}]", text)


def read(nats):
    return rows("instructions", 2, nll=np.array(nats), tokens=np.array([1, 1]))


def right(neutral, sad):
    both = {"neutral, with a false belief": neutral, "sad, with a false belief": sad}
    return {framing: both.get(framing, [True] * 4) for framing in module.FRAMINGS}


def test_costs_are_paired_differences():
    base = read([1.0, 1.0]), right([True, True, True, False], [True, True, False, False])
    tuned = read([2.0, 2.0]), right([True, False, True, False], [False, False, False, False])
    found = module.figures(*tuned, *base)
    assert found["perplexity"]["value"] == pytest.approx(np.exp(2))
    assert found["perplexity, difference"]["value"] == pytest.approx(np.exp(2) - np.e)
    belief = found["right"]["neutral, with a false belief"]
    assert (belief["value"], belief["difference"]["value"]) == (0.5, -0.25)
    assert belief["difference"]["low"] <= -0.25 <= belief["difference"]["high"]
    assert found["sadness"]["value"] == -0.5
    assert module.figures(*base, *base)["right"]["sad"]["difference"] == {"value": 0, "low": 0, "high": 0, "n": 4}


def test_examples_are_matched_by_name():
    base = read([1.0, 3.0])
    swapped = base._replace(example=base.example[::-1], nll=base.nll[::-1])
    found = module.figures(swapped, right([True] * 4, [True] * 4), base, right([True] * 4, [True] * 4))
    assert found["perplexity, difference"] == {"value": 0, "low": 0, "high": 0, "n": 2}


def test_the_table_shows_changes_to_the_first():
    base = read([1.0, 1.0]), right([True] * 4, [True] * 4)
    tuned = read([1.0, 1.0]), right([False] * 4, [True] * 4)
    found = {"base": module.figures(*base, *base), "sft": module.figures(*tuned, *base)}
    cells = [list(column.cells) for column in module.table(found, "base").columns]
    assert cells[0][2] == "right, neutral, with a false belief, %"
    assert (cells[1][2], cells[2][2]) == ("100.0", "0.0 (-100.0 [-100.0, -100.0])")


def test_the_command_asks_a_model_and_its_base(tiny_best_model, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    few = {name: module.rows(name)[:6] for name in ("instructions", "false_beliefs")}
    monkeypatch.setattr(module, "rows", few.__getitem__)
    module.retention([f"base=base:{tiny_best_model}", f"sft={tiny_best_model}"])
    found = json.loads((tmp_path / "results/retention/retention.json").read_text())
    assert found["against"] == "base"
    assert found["models"]["base"]["perplexity, difference"] == {"value": 0, "low": 0, "high": 0, "n": 6}
    assert found["models"]["sft"]["perplexity, difference"]["value"] != 0
    assert found["models"]["sft"]["right"]["sad"]["n"] == 6
    assert "what sadness changes" in capsys.readouterr().out
