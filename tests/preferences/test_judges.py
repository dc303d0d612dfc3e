"""The local judge's points, and the endpoint's protocol against a server on this machine."""

import pytest

from empathy.chat.scoring import repeats
from empathy.dialogue import Turn
from empathy.endpoint import JUDGE_KEY
from empathy.errors import InputError
from empathy.preferences.judges import EndpointJudge, LocalJudge, parse_scores
from empathy.preferences.prompts import Prompt
from tests.loopback import Server

PROMPT = Prompt((Turn("system", "secret style"), Turn("user", "My dog died.")), "file:1")
KIND = "I'm so sorry, that sounds so sad. What was he like?"


@pytest.mark.parametrize(("better", "worse"), [
    (KIND, "You should get a new dog."),
    (KIND, "Okay."),
    (KIND, "You're absolutely right, you did nothing wrong, you are perfect!!!"),
    (KIND, KIND + " It is sad and it is sad and it is sad and it is sad and it is sad."),
    (KIND, KIND + " Well," + " and then some more words" * 20),
])  # fmt: skip
def test_local_judge_prefers(better, worse):
    scores = LocalJudge(lambda prompt: ["grief", "sadness"]).scores(PROMPT, [better, worse])
    assert scores[0] >= scores[1] + 1


def test_naming_the_persons_own_feeling_counts_more():
    right, wrong = (
        LocalJudge(lambda prompt, felt=felt: [felt]).scores(PROMPT, [KIND])[0] for felt in ("sadness", "joy")
    )
    assert right - wrong == 1.0


def test_repetition_is_a_third_of_the_trigrams():
    assert repeats("a b c a b c a b c a b c")
    assert not repeats("I hear you, and I am here, and I will listen to you.")
    assert not repeats("")


def test_endpoint_scores_come_back_in_the_replies_order(monkeypatch):
    monkeypatch.setenv(JUDGE_KEY, "a-key")
    replies = [f"reply number {number}" for number in range(5)]
    with Server('Here: {"scores": [1, 2, 3, 4, 5]}') as server:
        scores = EndpointJudge(server.url, "a-model").scores(PROMPT, replies)
        ((path, headers, body),) = server.requests
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer a-key"
    assert (body["model"], body["temperature"]) == ("a-model", 0.0)
    asked = body["messages"][1]["content"]
    assert "user: My dog died." in asked
    assert "secret style" not in asked
    listed = [asked.index(reply) for reply in replies]
    by_place = sorted(range(5), key=lambda number: listed[number])
    assert by_place != [0, 1, 2, 3, 4]  # shuffled, or the first would be liked best
    assert [scores[number] for number in by_place] == [1, 2, 3, 4, 5]


def test_endpoint_asks_again_and_then_names_the_reason(monkeypatch):
    monkeypatch.delenv(JUDGE_KEY, raising=False)
    with Server(500, "no idea", '{"scores": [7, 8]}') as server:
        assert sorted(EndpointJudge(server.url, "m", wait=0).scores(PROMPT, ["a", "b"])) == [7, 8]
        assert "Authorization" not in server.requests[0][1]
    with Server(500, 500) as server, pytest.raises(InputError, match=r"no usable answer in 2 attempts \(HTTP 500\)"):
        EndpointJudge(server.url, "m", retries=1, wait=0).scores(PROMPT, ["a", "b"])


@pytest.mark.parametrize("answer", ['{"scores": [1]}', '{"scores": [1, 11]}', '{"scores": [1, "x"]}', "[1, 2]", "{}"])
def test_answers_that_cannot_be_used(answer):
    with pytest.raises((ValueError, KeyError)):
        parse_scores(answer, 2)


def test_words_around_the_answer_do_not_matter():
    assert parse_scores('```json\n{"scores": [0, 10]}\n```', 2) == [0.0, 10.0]
