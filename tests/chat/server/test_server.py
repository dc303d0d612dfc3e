"""The API as its clients see it: OpenAI's own client, help lines first, limits, leaving, draining."""

import json
import logging
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import openai
import pytest

from empathy.chat.server.limits import Limits
from empathy.chat.server.service import cut
from empathy.chat.speaking import Decoding
from tests.chat.server.conftest import SECONDS, Model, service, serving

DANGER = "I think everyone would be better off without me"


def body(text="Hi", **more):
    return {"model": "tiny", "messages": [{"role": "user", "content": text}], **more}


def post(url, content, **options):
    return httpx.post(f"{url}/v1/chat/completions", json=content, timeout=SECONDS, **options)


def events(response):
    """The data of a stream, before its end."""
    lines = [line.removeprefix("data: ") for line in response.text.split("\n\n") if line.startswith("data: ")]
    assert lines[-1] == "[DONE]"
    return [json.loads(line) for line in lines[:-1]]


def content(pieces):
    return "".join(piece["choices"][0]["delta"].get("content", "") for piece in pieces if piece["choices"])


class TestOpenAIsClient:
    def test_whole(self, url):
        client = openai.OpenAI(base_url=f"{url}/v1", api_key="none")
        answer = client.chat.completions.create(
            model="tiny", messages=[{"role": "user", "content": "nonce 17"}], temperature=0.3, max_tokens=40, seed=3
        )
        assert answer.choices[0].message.content == "I hear you, nonce 17. It sounds sad. How are you?"
        assert answer.choices[0].finish_reason == "stop"
        assert answer.usage.prompt_tokens == 2
        assert [model.id for model in client.models.list()] == ["tiny"]

    def test_streamed(self, url):
        client = openai.OpenAI(base_url=f"{url}/v1", api_key="none")
        pieces = list(client.chat.completions.create(
            model="tiny", messages=[{"role": "user", "content": "nonce 18"}], stream=True,
            stream_options={"include_usage": True}, extra_body={"min_p": 0.1, "empathy": {"trace": True}},
        ))  # fmt: skip
        assert "".join(piece.choices[0].delta.content or "" for piece in pieces if piece.choices) == (
            "I hear you, nonce 18. It sounds sad. How are you?"
        )
        assert pieces[-2].choices[0].finish_reason == "stop"
        assert pieces[-2].empathy["trace"]["emotions"]["grief"] == 0.8
        assert pieces[-1].usage.completion_tokens == 11

    def test_errors_are_its_own(self, url):
        client = openai.OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0)
        with pytest.raises(openai.BadRequestError, match="temperature"):
            client.chat.completions.create(model="tiny", messages=[{"role": "user", "content": "Hi"}], temperature=7)
        with pytest.raises(openai.NotFoundError, match="there is only tiny here"):
            client.chat.completions.create(model="gpt-4", messages=[{"role": "user", "content": "Hi"}])


class TestDanger:
    @pytest.mark.parametrize(("region", "number"), [("GB", "116 123"), ("us", "988"), (None, "findahelpline.com")])
    def test_help_lines_stand_before_any_word_of_the_model(self, region, number):
        with serving(service(region=region)) as (url, _):
            whole = post(url, body(DANGER)).json()
            pieces = events(post(url, body(DANGER, stream=True)))
        told = whole["choices"][0]["message"]["content"]
        assert number in told.split("\n\n")[0]
        assert told.startswith(whole["empathy"]["help"]["text"] + "\n\n")
        assert pieces[0]["choices"][0]["delta"]["content"] == ""
        assert pieces[1]["choices"][0]["delta"]["content"] == whole["empathy"]["help"]["text"] + "\n\n"
        assert pieces[1]["empathy"]["help"] == whole["empathy"]["help"]
        assert not any(piece.get("empathy", {}).get("help") for piece in pieces[2:])

    @pytest.mark.parametrize(("region", "told"), [("gb", "GB"), ("uk", "GB"), ("FI", "EU"), (None, "international")])
    def test_a_page_finds_the_operators_region_in_its_list(self, region, told):
        with serving(service(region=region)) as (url, _):
            described = httpx.get(f"{url}/v1/models").json()["data"][0]["empathy"]
        assert described["region"] == told
        assert told in described["regions"]

    def test_a_client_chooses_the_region(self, url):
        told = post(url, body(DANGER, empathy={"region": "AU"})).json()["empathy"]["help"]
        assert told["emergency"][0]["number"] == "000"
        assert told["lines"][0]["number"]

    def test_they_can_be_asked_for_without_a_key_before_anything_is_said(self):
        with serving(service(region="NZ"), key="s3cret") as (url, _):
            own, other = httpx.get(f"{url}/v1/help"), httpx.get(f"{url}/v1/help?region=GB&category=abuse")
            wrong = httpx.get(f"{url}/v1/help?category=zanzibar")
        assert own.json()["help"]["emergency"][0]["number"] == "111"
        assert other.json()["help"]["note"].startswith("A phone or computer that nobody else checks")
        assert (wrong.status_code, "zanzibar" in wrong.text) == (400, False)

    def test_a_stream_brings_them_while_the_model_is_still_thinking(self):
        model = Model()
        model.may_answer.clear()
        with (
            serving(service(model)) as (url, _),
            httpx.stream(
                "POST", f"{url}/v1/chat/completions", json=body(DANGER, stream=True), timeout=SECONDS
            ) as response,
        ):
            lines = response.iter_lines()
            assert any("findahelpline.com" in line for line in lines)
            assert not model.may_answer.is_set()
            model.may_answer.set()
            assert "data: [DONE]" in list(lines)

    def test_a_session_in_danger_stays_so_though_the_server_keeps_nothing(self, url):
        first = post(url, body(DANGER)).json()
        turns = [
            {"role": "user", "content": DANGER},
            {"role": "assistant", "content": first["choices"][0]["message"]["content"]},
            {"role": "user", "content": "I had soup."},
        ]
        told = post(url, {"model": "tiny", "messages": turns}).json()
        assert told["empathy"]["level"] == 1
        assert told["choices"][0]["message"]["content"].startswith("Still there for you:")

    @pytest.mark.parametrize("stream", [True, False])
    def test_who_is_in_danger_is_answered_even_where_the_model_fails(self, stream):
        with serving(service(Model(RuntimeError("boom")))) as (url, _):
            response = post(url, body(DANGER, stream=stream))
        assert response.status_code == 200
        told = content(events(response)) if stream else response.json()["choices"][0]["message"]["content"]
        assert told.startswith("You matter here.")
        assert told.endswith("Are you thinking about killing yourself?")
        assert "boom" not in response.text

    def test_stop_texts_and_few_tokens_do_not_cut_what_is_said_in_danger(self, url):
        told = post(url, body(DANGER, stop=["you"], max_tokens=1)).json()["choices"][0]
        assert told["message"]["content"].endswith("?")
        assert told["finish_reason"] == "stop"


class TestSettings:
    def test_they_reach_the_model(self):
        model = Model()
        with serving(service(model)) as (url, _):
            post(url, body(temperature=0.9, min_p=0.2))
        assert model.settings[0] == Decoding(max_new_tokens=64, temperature=0.9, min_p=0.2, penalty=0.0, as_is=False)

    def test_a_stop_text_ends_the_reply_before_it(self, url):
        told = post(url, body("there", stop=[" It sounds"])).json()["choices"][0]
        assert told["message"]["content"] == "I hear you, there."
        assert told["finish_reason"] == "stop"

    def test_max_tokens_end_it_between_two_words(self, url):
        told = post(url, body("there", max_tokens=4)).json()["choices"][0]
        assert told["message"]["content"] == "I hear you, there."
        assert told["finish_reason"] == "length"

    def test_one_seed_gives_one_reply(self):
        model = Model()
        with serving(service(model)) as (url, _):
            for seed in (5, 5, 2**40, None, None):
                post(url, body(seed=seed))
        seeds = [one.seed for one in model.asked]
        assert seeds[0] == seeds[1] == 5
        assert seeds[2] == 2**40 % 2**32
        assert seeds[3] != seeds[4]

    def test_persona_and_tone(self):
        model = Model()
        with serving(service(model)) as (url, _):
            post(url, body(empathy={"tone": "calm", "persona": "coach"}))
            post(url, body())
        assert [one.style for one in model.asked] == [
            "<tone:calm><persona:coach>", "<tone:warm><persona:best_friend>",
        ]  # fmt: skip

    def test_a_text_without_spaces_is_cut_as_well(self):
        assert cut("aaaaaa", [], 4, len) == ("aaaa", True)
        assert cut("aa bb cc", [], 5, len) == ("aa bb", True)


class TestHistory:
    def test_what_a_model_said_is_never_refused(self, url):
        """Zero-width characters, or nothing, where a stop text cut it to that."""
        said = ["Hi", "a\u200bb\x00", "Hm", "", "Yes"]
        turns = [{"role": ("user", "assistant")[place % 2], "content": text} for place, text in enumerate(said)]
        assert post(url, {"model": "tiny", "messages": turns}).status_code == 200

    def test_a_reply_is_cleaned_of_what_cannot_be_seen(self):
        with serving(service(Model("That sounds sad.\u200b How\x07 are you?"))) as (url, _):
            told = post(url, body()).json()["choices"][0]["message"]["content"]
        assert told == "That sounds sad. How are you?"


class TestRaw:
    def test_a_reply_is_shown_as_it_is_and_a_system_turn_is_heard(self):
        model = Model("# Heading\n\nYou should go.")
        with serving(service(model, raw=True)) as (url, _):
            content = body()
            content["messages"].insert(0, {"role": "system", "content": "Be brief."})
            told = post(url, content).json()["choices"][0]["message"]["content"]
        assert told == "# Heading\n\nYou should go."
        assert model.settings[0].max_new_tokens == 1024

    def test_the_guard_stays(self):
        with serving(service(Model("I'm all you need. Keep it secret."), raw=True)) as (url, _):
            told = post(url, body("Hi")).json()
            danger = post(url, body(DANGER)).json()
        assert "all you need" not in told["choices"][0]["message"]["content"]
        assert danger["choices"][0]["message"]["content"].startswith(danger["empathy"]["help"]["text"])


class TestLoad:
    def test_thirty_two_at_once_each_get_their_own(self):
        with serving(service()) as (url, _), ThreadPoolExecutor(32) as pool:
            asked = [f"nonce{number}x" for number in range(128)]
            told = list(pool.map(lambda text: post(url, body(text, stream=text[-2] in "02468")), asked))
        for text, answer in zip(asked, told, strict=True):
            assert re.findall(r"nonce\d+x", answer.text) == [text]

    def test_a_full_queue_sends_away_and_says_when_to_come_back(self):
        model = Model()
        model.may_answer.clear()
        with serving(service(model, limits=Limits(running=1, waiting=1))) as (url, _), ThreadPoolExecutor(2) as pool:
            first = pool.submit(post, url, body())
            assert model.began.wait(SECONDS)
            second = pool.submit(post, url, body())
            while "empathy_waiting 1.0" not in httpx.get(f"{url}/metrics").text:
                pass
            third = post(url, body())
            assert third.status_code == 503
            assert int(third.headers["retry-after"]) > 0
            assert third.json()["error"]["code"] == "busy"
            model.may_answer.set()
            assert [first.result(SECONDS).status_code, second.result(SECONDS).status_code] == [200, 200]

    def test_who_is_in_danger_does_not_wait_for_the_others(self):
        """However many wait: help lines and a fixed reply at once."""
        model = Model()
        model.may_answer.clear()
        with serving(service(model, limits=Limits(running=1, waiting=0))) as (url, _), ThreadPoolExecutor(2) as pool:
            first = pool.submit(post, url, body())
            assert model.began.wait(SECONDS)
            assert post(url, body()).status_code == 503
            for stream in (True, False):
                danger = post(url, body(DANGER, stream=stream))
                assert danger.status_code == 200
                assert "findahelpline.com" in danger.text
                assert "yourself" in danger.text
            assert not first.done()
            model.may_answer.set()
            first.result(SECONDS)

    def test_an_answer_that_takes_too_long_is_given_up(self):
        model = Model()
        model.may_answer.clear()
        with serving(service(model, limits=Limits(seconds=0.2))) as (url, _):
            whole, streamed = post(url, body()), post(url, body(stream=True))
        assert (whole.status_code, whole.json()["error"]["code"]) == (504, "timeout")
        assert '"code": "timeout"' in streamed.text
        assert model.left.is_set()

    @pytest.mark.parametrize("stream", [True, False])
    def test_who_leaves_stops_the_model(self, stream):
        model = Model()
        model.may_answer.clear()
        with serving(service(model)) as (url, _):
            with pytest.raises(httpx.ReadTimeout):
                httpx.post(
                    f"{url}/v1/chat/completions", json=body(stream=stream), timeout=httpx.Timeout(SECONDS, read=0.3)
                )
            assert model.left.wait(SECONDS)
            model.may_answer.set()
            assert post(url, body()).status_code == 200
            assert 'empathy_requests_total{status="499"} 1.0' in httpx.get(f"{url}/metrics").text

    def test_answers_under_way_may_end_when_the_server_is_told_to(self):
        model = Model()
        model.may_answer.clear()
        with serving(service(model)) as (url, server), ThreadPoolExecutor(1) as pool:
            asked = pool.submit(post, url, body("last"))
            assert model.began.wait(SECONDS)
            server.should_exit = True
            threading.Timer(0.3, model.may_answer.set).start()
            assert "last" in asked.result(SECONDS).text

    def test_what_takes_longer_than_the_drain_is_ended_with_words(self):
        model = Model()
        model.may_answer.clear()
        with serving(service(model), drain=1) as (url, server), ThreadPoolExecutor(2) as pool:
            asked = pool.submit(post, url, body("last"))
            danger = pool.submit(post, url, body(DANGER))
            while "empathy_running 2.0" not in httpx.get(f"{url}/metrics").text:
                pass
            server.should_exit = True
            refused, rescued = asked.result(SECONDS), danger.result(SECONDS)
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "shutdown")
        assert rescued.status_code == 200
        assert "killing yourself" in rescued.text


class TestPrivacy:
    def test_no_log_holds_what_was_said(self, caplog):
        caplog.set_level(logging.DEBUG)
        with serving(service(Model(ValueError("about zanzibar")))) as (url, _):
            post(url, body("My secret is zanzibar"))
            post(url, body("My secret is zanzibar", stream=True))
            post(url, {"model": "tiny", "zanzibar": 1, "messages": []})
            httpx.get(f"{url}/zanzibar?zanzibar=1")
        ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
        assert any("status=500" in record.getMessage() for record in ours)
        assert not any("zanzibar" in record.getMessage() or record.exc_info for record in ours)

    def test_metrics_count_levels_and_hold_no_word(self, url):
        post(url, body(DANGER))
        text = httpx.get(f"{url}/metrics").text
        assert 'empathy_guard_levels_total{level="1"}' in text or 'level="2"' in text
        assert "better" not in text

    def test_what_is_hidden_is_in_no_answer(self):
        """The reflection stands in the trace of the controller, and the model repeats it."""
        with serving(service(Model("feeling: grief; way: Question; about: cat"))) as (url, _):
            told = post(url, body("My cat died", empathy={"trace": True})).text
            streamed = post(url, body("My cat died", stream=True, empathy={"trace": True})).text
        assert "feeling: grief" not in told + streamed
        assert "way:" not in told + streamed
