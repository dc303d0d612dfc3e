"""EQ-Bench v2's scoring: distances worked out by hand, and the published result files where they are at hand."""

import json
import os
from pathlib import Path

import pytest

from empathy.errors import InputError
from empathy.evaluate import eqbench2
from empathy.evaluate.eqbench2 import Question, answers, read_questions, rescored, score, total, without_revision

REFERENCE = {"Hurt": 5.0, "Proud": 0.0, "Calm": 2.0, "Angry": 8.0}
DATA = Path(os.environ.get("EMPATHY_DATA") or Path(__file__).parents[2] / "../shared/data") / "eqbench2"


@pytest.mark.parametrize(
    ("distance", "counts"), [(0, 0), (1, 0.173), (2, 0.541), (3, 1.505), (4, 3.25), (5, 4.995), (6, 6)]
)
def test_small_distances_count_little(distance, counts):
    given = {**REFERENCE, "Proud": distance}
    assert score(given, REFERENCE) == pytest.approx(10 - 0.7477 * counts, abs=4e-4)


def test_only_the_four_emotions_are_an_answer():
    assert score({"Hurt": 5, "Proud": 0, "Calm": 2}, REFERENCE) is None
    assert score({**REFERENCE, "Sad": 1}, REFERENCE) is None
    assert score(dict.fromkeys(REFERENCE, 0), REFERENCE) == pytest.approx(10 - 0.7477 * (4.995 + 0.541 + 8), abs=1e-3)


def test_answers_are_read_as_the_harness_reads_them():
    assert answers("**Hurt**: 5\nProud:7 Calm:  2.9\nHurt: 6/10 angry: x") == {"Hurt": 6, "Calm": 2}


def test_a_run_is_scored_over_what_can_be_read():
    run = total({"1": 10.0, "2": 4.0, "3": None})
    assert (run.score, run.parseable, run.asked, run.failed) == (70.0, 2, 3, True)
    assert not total({str(place): 1.0 if place else None for place in range(6)}).failed  # .8333 of 6 is 4.9998
    assert total({"1": None}).score == 0


def test_a_prompt_asks_for_no_revision():
    prompt = (
        "Rate them. Then critique your answer by thinking it through step by step. Finally, give your revised scores.\n"
        "First pass scores:\nHurt: <score>\n\nCritique: <your critique here>\n\n"
        "Revised scores:\nHurt: <revised score>\n\n"
        "[End of answer]\n\nRemember."
    )
    assert without_revision(prompt) == "Rate them.\nHurt: <score>\n\n\n[End of answer]\n\nRemember.\nYour answer:\n"


@pytest.mark.parametrize(("second", "expected"), [(8, 100.0), (3, 100 - 7.477 * 4.995)])
def test_a_revision_counts_where_it_is_no_worse(tmp_path, second, expected):
    reply = (
        "First pass scores:\n*Hurt*: 5\nProud: 0\nCalm: 2\nAngry: {}\nCritique: x\nRevised scores:\nHurt: 5\nProud: 0\n"
    )
    reply += "Calm: 2\nAngry: {}"
    file = tmp_path / "run.json"
    file.write_text(json.dumps({"raw_results": {"1": {"raw_inference": {"7": reply.format(3, second)}}}}))
    found = rescored(file, {"7": Question("", REFERENCE), "8": Question("", REFERENCE)})
    assert (found.score, found.parseable, found.asked) == (pytest.approx(expected, abs=0.01), 1, 2)


@pytest.mark.parametrize("content", ["{}", "[1]", "nothing", '{"raw_results": {"1": {"raw_inference": {"9": "x"}}}}'])
def test_another_file_is_refused_in_one_line(tmp_path, content):
    file = tmp_path / "run.json"
    file.write_text(content)
    with pytest.raises(InputError) as refused:
        rescored(file, {"7": Question("", REFERENCE)})
    assert str(file) in str(refused.value)
    with pytest.raises(InputError):
        read_questions(tmp_path / "none.json")


@pytest.mark.skipif(not (DATA / "results").is_dir(), reason="EQ-Bench v2's files are not here")
@pytest.mark.parametrize("name", ["gpt-4-0613", "Intel__neural-chat-7b-v3-1", "microsoft__phi-2"])
def test_published_scores_come_out_again(name):
    questions = read_questions(DATA / eqbench2.QUESTIONS)
    file = DATA / "results" / f"{name}.json"
    published = json.loads(file.read_text())
    found = rescored(file, questions)
    assert found.score == pytest.approx(published["benchmark_score"], abs=0.03)
    assert (found.parseable, found.asked) == (published["n_questions_parseable"], 171)
