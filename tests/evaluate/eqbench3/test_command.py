"""The whole benchmark on two scenarios of this project: scripted models, a judge on this machine, failures."""

import json
import math
import re

import pytest

from empathy import endpoint
from empathy.errors import InputError
from empathy.evaluate.eqbench3 import command
from empathy.evaluate.eqbench3.command import eqbench3
from tests.loopback import Server

SECTIONS = "# I'm thinking & feeling\n{0}\n\n# They're thinking & feeling\n{0}\n\n# My response\n{0}"
LONG = "I think that she is tired of asking, and that the kettle is not what this is about at all. " * 2


class Player:
    """Answers with its own name in every section, and counts what it is asked."""

    batch = 2

    def __init__(self, name, *, silent=0):
        self.name, self.silent, self.asked = name, silent, []
        self.facts = {"api_model_id": name, "decoding": "scripted"}

    def answers(self, conversations, *, temperature, min_p, seed):
        self.asked += [(messages[-1]["content"], temperature, min_p) for messages in conversations]
        if self.silent:
            self.silent -= 1
            return [None] * len(conversations)
        return [SECTIONS.format(f"{self.name} {LONG}")] * len(conversations)


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    files = {
        "scenario_prompts.txt": "######## 1 | Home | Kettle\n####### Prompt1\nIt is gone.\n"
        "####### Prompt2\nIt is back.\n\n######## 401 | Analysis | Tea\n####### Prompt1\nThey talk.\n",
        "scenario_notes.txt": "# 1\nMind the tea.\n",
        "scenario_master_prompt.txt": "{scenario_prompt}\nUse headings.",
        "scenario_master_prompt_message_drafting.txt": "{scenario_prompt}",
        "scenario_master_prompt_analysis.txt": "Analyse: {scenario_prompt}",
        "debrief_prompt.txt": "Reflect.",
        "rubric_scoring_prompt.txt": "RUBRIC {transcript} {debrief} {output_format}",
        "rubric_scoring_prompt_analysis.txt": "RUBRIC {transcript} {output_format}",
        "rubric_scoring_criteria.txt": "pragmatic_ei\nwarmth",
        "rubric_scoring_criteria_analysis.txt": "correctness",
        "pairwise_prompt_eqbench3.txt": "PAIR {conversation_history_A} | {conversation_history_B} | {scenario_notes}",
        "pairwise_prompt_eqbench3_analysis.txt": "PAIR {response_A} | {response_B}",
    }
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture(autouse=True)
def _no_sleep(monkeypatch):
    monkeypatch.setattr(endpoint.time, "sleep", lambda seconds: None)


def verdict(body):
    """Tuned scores 12 and 15, base 6 and 5; tuned wins "overall_eq" by two pluses wherever it stands."""
    prompt = body["messages"][0]["content"]
    if prompt.startswith("RUBRIC"):
        tuned = "tuned I think" in prompt
        if "correctness" in prompt:
            return json.dumps({"correctness": "15/20" if tuned else "5/20"})
        return json.dumps({"pragmatic_ei": 12 if tuned else 6, "warmth": 20})
    first = re.search(r"(tuned|base) I think", prompt)[1]
    return json.dumps({"overall_eq": "A0493++" if first == "tuned" else "A0488++"})


def climbed(games):
    """Points after so many wins of one of two equals, by the update of Herbrich et al. 2006 for two players."""
    mean, variance, beta = 0.0, (350 / 3) ** 2, 350 / 6
    for _ in range(games):
        c = math.sqrt(2 * beta**2 + 2 * variance)
        t = 2 * mean / c
        v = math.exp(-t * t / 2) / math.sqrt(2 * math.pi) / (0.5 * (1 + math.erf(t / math.sqrt(2))))
        mean += variance / c * v
        variance *= 1 - variance / c**2 * v * (v + t)
    return mean


def run(monkeypatch, tmp_path, data, players, **named):
    monkeypatch.setattr(command, "players", lambda *arguments, **options: players)
    eqbench3([f"{name}=x" for name in players], str(data), out=str(tmp_path / "out"), threads=2, **named)
    return json.loads((tmp_path / "out" / "eq_bench_results.json").read_text())


def judged(server):
    return {"judge_url": server.url, "judge_model": "a-judge"}


def test_rubric_and_ratings_are_those_worked_out_by_hand(monkeypatch, tmp_path, data):
    players = {"base": Player("base"), "tuned": Player("tuned")}
    with Server(verdict) as server:
        found = run(monkeypatch, tmp_path, data, players, **judged(server))
    tuned, base = found["models"]["tuned"], found["models"]["base"]
    assert tuned["rubric"] == 5 * (12 + 15) / 2
    assert base["rubric"] == 5 * (6 + 5) / 2
    assert (tuned["scored"], tuned["items"], tuned["sections filled"]) == (2, 2, 1)
    assert found["winner changed with the order"] == [0, 2]
    # Role-play: 4 pluses to 0, 4/30 is 2.67 bins: 3 games. Analysis: 2 to 0, 1.33 bins: 2 games. Five games in a row.
    assert tuned["elo"] == pytest.approx(1200 + climbed(games=5), abs=0.01)
    assert base["elo"] == pytest.approx(1200 - climbed(games=5), abs=0.01)
    assert players["base"].asked == [
        ("It is gone.\nUse headings.", 0.7, 0.1), ("Analyse: They talk.", 0.7, 0.1),
        ("It is back.\nUse headings.", 0.7, 0.1), ("Reflect.", 0.5, 0.0),
    ]  # fmt: skip


def test_the_run_file_has_the_official_layout(monkeypatch, tmp_path, data):
    with Server(verdict) as server:
        run(monkeypatch, tmp_path, data, {"base": Player("base"), "tuned": Player("tuned")}, **judged(server))
    runs = json.loads((tmp_path / "out" / "runs.json").read_text())
    own = runs["empathy_tuned"]
    assert own["status"] == "completed"
    assert own["results"]["average_rubric_score"] == 13.5
    task = own["scenario_tasks"]["1"]["1"]
    assert task["status"] == "rubric_scored"
    assert [message["role"] for message in task["conversation_history"]] == ["user", "assistant"] * 2
    assert set(task["parsed_responses"][0]) == {"thinking_feeling", "their_thinking_feeling", "response", "raw"}
    assert task["rubric_scores"] == {"pragmatic_ei": 12.0, "warmth": 20.0}
    elo = json.loads((tmp_path / "out" / "elo.json").read_text())
    first = elo["__metadata__"]["global_pairwise_comparisons"][0]
    assert first["order"] == "A0493:other / A0488:test"
    assert (first["pair"]["test_model"], first["plus_for_test"], first["plus_for_other"]) == ("base", 0, 2)
    assert elo["tuned"]["elo"] == elo["tuned"]["elo_norm"]


def test_a_failing_judge_loses_nothing_and_is_asked_nothing_twice(monkeypatch, tmp_path, data):
    players = {"base": Player("base"), "tuned": Player("tuned")}
    calls = []

    def failing(body):
        calls.append(1)
        return (429, 500, "I would rather not say.", '{"warmth": 3}')[len(calls) % 4]

    with Server(failing) as server:
        found = run(monkeypatch, tmp_path, data, players, **judged(server))
    assert found["models"]["tuned"]["rubric"] is None
    assert found["models"]["tuned"]["scored"] == 0
    spoken = len(players["base"].asked)
    with Server(verdict) as server:
        found = run(monkeypatch, tmp_path, data, players, **judged(server))
        assert len(server.requests) == 4 + 2 * 2
        again = run(monkeypatch, tmp_path, data, players, **judged(server))
        assert len(server.requests) == 8, "nothing is asked twice"
    assert len(players["base"].asked) == spoken
    assert found["models"] == again["models"]
    assert found["models"]["tuned"]["rubric"] == 67.5


def test_a_judge_that_is_killed_in_the_middle_is_asked_only_the_rest(monkeypatch, tmp_path, data):
    players = {"base": Player("base"), "tuned": Player("tuned")}
    asked = []

    def mortal(body):
        asked.append(1)
        return 401 if len(asked) > 3 else verdict(body)

    with Server(mortal) as server, pytest.raises(InputError, match=r"judge=a-judge at .*HTTP 401"):
        run(monkeypatch, tmp_path, data, players, **judged(server))
    scored = (tmp_path / "out" / "runs.json").read_text().count('"rubric_scored"')
    assert scored >= 2, "what was paid for stands in the file"
    with Server(verdict) as server:
        found = run(monkeypatch, tmp_path, data, players, **judged(server))
        assert len(server.requests) == (4 - scored) + 4
    assert found["models"]["tuned"]["rubric"] == 67.5
    assert len(players["base"].asked) == 4


def test_the_order_of_the_models_does_not_matter(monkeypatch, tmp_path, data):
    with Server(verdict) as server:
        first = run(monkeypatch, tmp_path, data, {n: Player(n) for n in ("base", "tuned")}, **judged(server))
        asked = len(server.requests)
        second = run(monkeypatch, tmp_path, data, {n: Player(n) for n in ("tuned", "base")}, **judged(server))
        assert len(server.requests) == asked
    assert first["models"]["tuned"] == second["models"]["tuned"]


def test_another_judge_is_refused_before_anything_is_asked(monkeypatch, tmp_path, data):
    with Server(verdict) as server:
        run(monkeypatch, tmp_path, data, {"tuned": Player("tuned")}, **judged(server))
        asked = len(server.requests)
        players = {"base": Player("base"), "tuned": Player("tuned")}
        with pytest.raises(InputError, match="judge_model=a-judge: now it would be b-judge"):
            run(monkeypatch, tmp_path, data, players, judge_url=server.url, judge_model="b-judge")
        assert len(server.requests) == asked
        assert run(monkeypatch, tmp_path, data, players)["judge"] in ("a-judge", None)


def test_a_model_that_falls_silent_goes_on_where_it_stopped(monkeypatch, tmp_path, data):
    silent = Player("base", silent=1)
    found = run(monkeypatch, tmp_path, data, {"base": silent})
    assert found["models"]["base"]["scored"] == 0
    assert len(silent.asked) == 2, "both first turns, and nothing that would follow them"
    run(monkeypatch, tmp_path, data, {"base": silent})
    assert len(silent.asked) == 2 + 4


def test_without_a_judge_nothing_is_scored(monkeypatch, tmp_path, data):
    found = run(monkeypatch, tmp_path, data, {"base": Player("base")})
    assert found["judge"] is None
    assert found["models"]["base"]["rubric"] is None
    assert found["models"]["base"]["elo"] is None
    with pytest.raises(InputError, match="Pass both or neither"):
        run(monkeypatch, tmp_path, data, {"base": Player("base")}, judge_model="x")


def test_another_model_under_the_same_name_is_refused(monkeypatch, tmp_path, data):
    run(monkeypatch, tmp_path, data, {"base": Player("base")})
    with pytest.raises(InputError, match=r"empathy_base, api_model_id=base: now it would be other"):
        run(monkeypatch, tmp_path, data, {"base": Player("other")})


def test_replies_that_are_too_short_are_not_judged(monkeypatch, tmp_path, data):
    monkeypatch.setattr("tests.evaluate.eqbench3.test_command.SECTIONS", "ok")
    with Server(verdict) as server:
        found = run(monkeypatch, tmp_path, data, {"base": Player("base")}, **judged(server))
        assert server.requests == []
    assert (found["models"]["base"]["scored"], found["models"]["base"]["sections filled"]) == (0, pytest.approx(1 / 3))


@pytest.mark.parametrize("models", [["base"], ["=x"], ["base=http://localhost/v1"], ["base=nowhere"]])
def test_a_malformed_model_is_named(models, data, tmp_path):
    with pytest.raises(InputError, match="models="):
        eqbench3(models, str(data), out=str(tmp_path))
