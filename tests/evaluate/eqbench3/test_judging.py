"""What a judge is asked, what is made of its answer, and ratings worked out by hand."""

import json
from dataclasses import replace

import pytest

from empathy.evaluate.eqbench3.pairwise import Side, pairwise_prompt, pluses
from empathy.evaluate.eqbench3.rating import Result, rate, solve
from empathy.evaluate.eqbench3.rubric import item_score, parse_answer, rubric_prompt, rubric_score, scores_of
from empathy.evaluate.eqbench3.scenarios import NO_NOTES, Benchmark, Scenario

ROLE_PLAY = Scenario("1", "Kettle", ("The kettle is gone.",), NO_NOTES)
ANALYSIS = Scenario("410", "Kept", ("Read this.",), "Look closely.")
BENCHMARK = Benchmark(
    scenarios=(ROLE_PLAY, ANALYSIS),
    master={},
    debrief="Reflect.",
    rubric={"role-play": "{transcript}|{debrief}|{output_format}", "analysis": "{transcript}|{output_format}"},
    criteria={"role-play": ("warmth", "pragmatic_ei"), "analysis": ("correctness",)},
    pairwise={
        "role-play": "{conversation_history_A}|{debrief_A}|{conversation_history_B}|{debrief_B}|{scenario_notes}",
        "analysis": "{transcript_being_analysed}|{response_A}|{response_B}|{scenario_notes}",
    },
)


def side(reply, debrief=""):
    history = ({"role": "user", "content": "Hi"}, {"role": "assistant", "content": reply})
    return Side(history, ({"raw": reply},), debrief)


def test_the_rubric_prompt_holds_conversation_debrief_and_format():
    told = side("**Bold** {braces}")
    prompt = rubric_prompt(BENCHMARK, ANALYSIS, told.history, told.parsed, "")
    assert prompt == (
        'User:\nHi\n---\nAssistant:\nBold {braces}\n|{\n  "chain_of_thought_reasoning": "detailed chain of thought '
        'reasoning about the coming scoring decisions",\n  "correctness": 0-20\n}'
    )
    assert "|I #could".replace("#", "") in rubric_prompt(BENCHMARK, ROLE_PLAY, told.history, told.parsed, "I #could")


@pytest.mark.parametrize("answer", [
    '{"warmth": 12, "pragmatic_ei": "15/20"}',
    'Here you are:\n```json\n{"warmth": 12, "pragmatic_ei": 15,}\n```\nGood luck!',
    '{"chain_of_thought_reasoning": "line\nbreak and a "quoted" word",\n "warmth": 12,\n "pragmatic_ei": 15}',
])  # fmt: skip
def test_answers_are_read_with_the_slips_that_judges_make(answer):
    assert scores_of(parse_answer(answer)) == {"warmth": 12.0, "pragmatic_ei": 15.0}


@pytest.mark.parametrize("answer", ["", "I would say 12.", "{}", "{warmth}"])
def test_an_answer_without_scores_is_refused(answer):
    with pytest.raises(ValueError, match="no JSON object"):
        parse_answer(answer)


def test_only_some_criteria_count_and_a_model_scores_five_times_the_mean():
    scores = {"demonstrated_empathy": 10.0, "pragmatic_ei": 14.0, "warmth": 20.0, "sycophantic": 0.0}
    assert item_score("role-play", scores) == 12.0
    assert item_score("analysis", {"warmth": 20.0}) is None
    assert rubric_score([12.0, 15.0, None]) == 67.5
    assert rubric_score([None]) is None


def test_the_pairwise_prompt_shows_both_and_cuts_them():
    long = "x" * 7000
    prompt = pairwise_prompt(BENCHMARK, ANALYSIS, side(long), side("*y*"))
    assert prompt == f"Read this.|{'x' * 6000}... [truncated]|y|Look closely."
    prompt = pairwise_prompt(BENCHMARK, ROLE_PLAY, side("a", "d" * 5000), side("b", "#e"))
    assert f"|{'d' * 4000}... [truncated]|" in prompt
    assert prompt.endswith(f"|e|{NO_NOTES}")


def test_pluses_are_summed_and_an_analysis_counts_who_has_more():
    answer = {"a": "A0493++", "b": "A0488+++", "c": "A0493 ++", "chain_of_thought_reasoning": "A0488+++++", "d": 3}
    assert pluses(ROLE_PLAY, answer) == (4, 3)
    assert pluses(ANALYSIS, answer) == (1, 0)
    assert pluses(replace(ROLE_PLAY, id="2"), {"a": "nobody"}) == (0, 0)


@pytest.mark.parametrize(("own", "other", "games", "coarse"), [
    (32, 0, 20, 5),  # 8 criteria, "++" each, both orders: the cap of 30 is reached
    (16, 1, 10, 3),  # half of it
    (2, 0, 2, 1),    # an analysis won in both orders: 2 / 30 is 1.33 bins
    (1, 0, 1, 1),
    (5, 5, 0, 0),
    (0, 2, -2, -1),
])  # fmt: skip
def test_pluses_become_games(own, other, games, coarse):
    result = Result("a", "b", "1", own, other)
    assert (result.games(), result.games(5)) == (games, coarse)


def test_one_game_moves_two_ratings_as_trueskill_says():
    # c^2 = 2 (beta^2 + sigma^2) = 2 * 116.667^2 * 1.25, v(0) = sqrt(2 / pi): 1200 +- 116.667^2 / c * v = 58.87
    ratings = solve([Result("a", "b", "1", 1, 0)])
    assert ratings["a"].mu == pytest.approx(1258.873, abs=1e-3)
    assert ratings["b"].mu == pytest.approx(1141.127, abs=1e-3)
    assert ratings["a"].sigma == pytest.approx(100.723, abs=1e-3)


def test_ratings_carry_both_intervals_and_are_normalised_between_two_anchors_only():
    results = [Result("tuned", "base", str(place), 3 if place % 3 else 0, 0 if place % 3 else 2) for place in range(12)]
    found = rate(results, resamples=40)
    assert list(found) == ["tuned", "base"]
    tuned = found["tuned"]
    assert tuned.interval == pytest.approx((tuned.rating - 1.96 * tuned.sigma, tuned.rating + 1.96 * tuned.sigma))
    assert tuned.bootstrap[0] < tuned.rating < tuned.bootstrap[1]
    assert tuned.normalised is None
    anchored = [
        *results,
        Result("o3", "tuned", "1", 30, 0),
        Result("base", "meta-llama/llama-3.2-1b-instruct", "1", 9, 0),
    ]
    scale = {name: one.normalised for name, one in rate(anchored, resamples=5).items()}
    assert scale["o3"] == pytest.approx(1500)
    assert scale["meta-llama/llama-3.2-1b-instruct"] == pytest.approx(200)
    assert 200 < scale["base"] < scale["tuned"] < 1500
    assert json.dumps(scale)
