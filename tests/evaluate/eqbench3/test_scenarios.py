"""The official files' layout, and their counts where they are at hand."""

import os
from pathlib import Path

import pytest

from empathy.errors import InputError
from empathy.evaluate.eqbench3.scenarios import NO_NOTES, parse_notes, parse_scenarios, read_benchmark

DATA = Path(os.environ.get("EMPATHY_DATA") or Path(__file__).parents[3] / "../shared/data") / "eqbench3"
TEXT = """######## 1 | Work | Kettle
####### Prompt1
The kettle is gone.
What do you say?
####### Prompt2
It is back.

######## 208 | Draft | Letter
####### Prompt1
Write to her.

######## 409 | Analysis | Lost
####### 1
Its heading is wrong.

######## 410 | Analysis | Kept
####### Prompt1
Read this.
"""


def test_prompts_are_cut_at_their_headings_and_a_scenario_without_any_is_left_out():
    kettle, letter, kept = parse_scenarios(TEXT, {"1": "Mind the tea."})
    assert (kettle.id, kettle.title, kettle.kind, kettle.notes) == ("1", "Kettle", "role-play", "Mind the tea.")
    assert kettle.prompts == ("The kettle is gone.\nWhat do you say?", "It is back.")
    assert (letter.kind, kept.kind, kept.notes) == ("drafting", "analysis", NO_NOTES)


def test_notes_stand_under_their_ids():
    assert parse_notes("# 1\nFirst.\nStill first.\n# 12\nSecond.\n") == {"1": "First.\nStill first.", "12": "Second."}


def test_what_is_missing_is_named(tmp_path):
    with pytest.raises(InputError, match=r"rubric_scoring_criteria.txt.*--data"):
        read_benchmark(tmp_path)


@pytest.mark.skipif(not DATA.is_dir(), reason="EQ-Bench 3's files are not here")
def test_the_official_files_yield_45_scenarios_92_turns_and_26_debriefs():
    benchmark = read_benchmark(DATA)
    assert len(benchmark.scenarios) == 45
    assert sum(len(one.prompts) for one in benchmark.scenarios) == 92
    assert sum(one.kind != "analysis" for one in benchmark.scenarios) == 26
    assert sum(one.notes == NO_NOTES for one in benchmark.scenarios) == 32
    assert "409" not in [one.id for one in benchmark.scenarios]
    assert [len(names) for names in benchmark.criteria.values()] == [18, 6]
    assert all("{scenario_prompt}" in text for text in benchmark.master.values())
