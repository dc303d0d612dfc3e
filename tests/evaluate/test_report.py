"""The report: every figure from a file, nothing that was not measured, what models said as text."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from empathy.errors import InputError
from empathy.evaluate.confusion import picture
from empathy.evaluate.report.benchmarks import remark
from empathy.evaluate.report.command import report
from empathy.evaluate.report.numbers import change, hits, interval, number


def test_numbers_are_written_with_their_intervals():
    row = {"value": 0.5, "low": 0.25, "high": 0.75, "n": 4}
    assert interval(row) == "0.50 [0.25,\u00a00.75]"
    assert interval({"value": 3.0}, 1) == "3.0"
    assert change({"value": -0.1, "low": -0.2, "high": -0.05}, 2) == "-0.10* [-0.20,\u00a0-0.05]"
    assert change({"value": 0.1, "low": -0.2, "high": 0.4}, 2) == "+0.10 [-0.20,\u00a0+0.40]"
    assert hits({"hits": 1, "n": 4, "share": 0.25, "interval": [0.05, 0.7]}).startswith("25.0\u00a0% [5.0,\u00a070.0]")
    assert (number(None), interval(None), change(None), hits(None)) == ("–",) * 4


def test_with_nothing_measured_every_place_says_which_command_would(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    report()
    text = Path("results/report/report.md").read_text()
    for what in ("EQ-Bench 3", "EQ-Bench 2", "replies", "conversations", "red team", "heads", "ablations", "retention"):
        assert re.search(f"Not measured: .*{what}", text), what
    assert not re.search(r"\| \d+\.\d", text.split("## Settings")[0]), "a figure out of nowhere"


@pytest.fixture
def measured(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    share = {"value": 0.5, "low": 0.25, "high": 0.75, "hits": 2}
    told = {
        "n": 4, "numbers": {"BLEU": share, "distinct-1": {"value": 31.4}},
        "listening": {"all three": share}, "errors": {"generic": share, "premature advice": share},
    }  # fmt: skip
    files = {
        "replies/replies.json": {
            "root": "embedded", "number": 4, "rules": {"generic": "says nothing", "premature advice": "tells"},
            "models": {"sft": told},
        },
        "replies/panel.json": {
            "grief": {"message": "My cat died", "sft": "<script>alert(1)</script> You should move on."}
        },
        "eqbench2/results.json": {"sft": {"score": 12.345, "parseable": 100, "asked": 171, "failed": True}},
        "eqbench3/eq_bench_results.json": {
            "judge": "j", "date": "2026-01-01", "scenarios": 45, "iterations": 1,
            "models": {"sft": {
                "rubric": 43.21, "scored": 44, "items": 45, "sections filled": 0.9, "elo": 1187.0,
                "elo normalised": None, "elo interval, harness": [1150, 1220],
                "elo interval, scenarios drawn": [1120, 1250],
            }},
        },
    }  # fmt: skip
    for name, content in files.items():
        Path("results", name).parent.mkdir(parents=True, exist_ok=True)
        Path("results", name).write_text(json.dumps(content))
    return files


def test_figures_are_those_of_the_files_and_every_file_is_named(measured):
    report()
    text = Path("results/report/report.md").read_text()
    assert "| EQ-Bench 3 rubric, 0 to 100 | 43.2 |" in text
    assert "| sft | 43.2 | 44/45 | 0.90 | 1,187 | – | 1150 to 1220 | 1120 to 1250 |" in text
    assert "| EQ-Bench 2 score | – |" in text, "a failed run has no score in the headline"
    assert "| sft | 12.35 | 100/171 | failed |" in text or "| sft | 12.34 | 100/171 | failed |" in text
    assert "| generic | says nothing | 50.0 \\[25.0,\u00a075.0\\] |" in text
    for name in measured:
        assert f"| results/{name} |" in text.split("## Files")[1].replace("\\_", "_")


def test_the_page_needs_nothing_beside_it_and_shows_markup_as_text(measured):
    (Path("results") / "heads").mkdir()
    row = {"corpus": "esconv", "figure": "strategy accuracy", "value": 0.3, "low": 0.2, "high": 0.4, "n": 50}
    Path("results/heads/heads.json").write_text(json.dumps({"root": "x", "tokens": None, "models": {"sft": [row]}}))
    picture(np.array([[3, 1], [0, 2]]), ["a", "b"], Path("results/heads/strategy-sft.png"), title="t")
    report()
    page = Path("results/report/report.html").read_text()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "data:image/png;base64," in page
    assert not re.search(r'(src|href)="(?!#|data:)', page)
    assert 'name="viewport"' in page
    assert "BlenderBot" in page, "published figures beside those of a user's corpora"


def test_a_broken_file_is_named(measured):
    Path("results/eqbench2/results.json").write_text("{")
    with pytest.raises(InputError, match=r"eqbench2/results.json: is no JSON"):
        report()


def test_what_models_say_is_no_markup_in_markdown(measured):
    report()
    text = Path("results/report/report.md").read_text()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; You should move on." in text


def test_a_file_of_another_version_is_named(measured):
    Path("results/eqbench2/results.json").write_text('{"sft": {}}')
    with pytest.raises(InputError, match=r"eqbench2/results.json.*: is not what this version writes"):
        report()


def test_remarks_name_good_and_bad():
    assert remark("I'm so sorry about your cat. How sad are you?", "My cat died") == (
        "acknowledges, names a feeling, one gentle question, takes up a detail"
    )
    assert "advice nobody asked for" in remark("You should get a new one.", "My cat died")
