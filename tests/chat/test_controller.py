"""The controller's decisions, with a scripted model."""

import re
from datetime import date
from itertools import pairwise

import pytest

from empathy.chat import gentle, vetted
from empathy.chat.clauses import as_written
from empathy.chat.controller import Controller, Settings
from empathy.chat.guard.guard import Verdict
from empathy.chat.resources import read_resources
from empathy.chat.session import Session
from empathy.chat.speaking import Reading
from empathy.chat.violations import violations
from empathy.chat.wishes import asks_for_advice
from empathy.data.chatml import ChatFormat
from empathy.data.memory import remembered
from empathy.dialogue import Turn
from empathy.labels import GOEMOTIONS, STRATEGIES
from empathy.pretrained import load_tokenizer
from empathy.style import Style
from tests.tiny import save_tokenizer

GOOD = "I'm so sorry about your cat. Losing her sounds heartbreaking. What was she like?"
ADVICE = "That sounds sad. You should get a new cat. Try to sleep."


@pytest.fixture(scope="module", autouse=True)
def tokenizer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tokenizer")
    save_tokenizer(folder)
    Speaker.tokenizer = load_tokenizer(str(folder))


class Speaker:
    """Writes what it is told to, and remembers how it was asked."""

    system = "You are a kind friend who listens with care to people."
    history = "full"

    identity = "scripted"

    def __init__(self, *replies):
        self.chat = ChatFormat(self.tokenizer)
        self.replies, self.calls = list(replies), []

    def count(self, text):
        return len(text.split())

    def recall(self, turns):
        context = remembered(turns, self.chat, system=self.system, history=self.history)
        summary = context[0].text.removeprefix(self.system).strip() if context[0].role == "system" else ""
        return context, summary

    def read(self, context):
        emotions = {"grief": 0.8, **{name: 0.0 for name in GOEMOTIONS if name != "grief"}}
        return Reading(emotions, dict.fromkeys(STRATEGIES, 0.1), 1.5, 2.0)

    def reflect(self, begun):
        return [line for _, line in begun]

    def reply(self, asked, decoding):
        self.calls.append({"asked": asked, "penalty": decoding.penalty})
        return [self.replies[min(len(self.calls), len(self.replies)) - 1]] * len(asked)


class Guard:
    fingerprint = "scripted"

    def __init__(self, **levels):
        self.levels = levels

    def screen(self, text, turns=()):
        level, category = next((v for k, v in self.levels.items() if k in text), (0, ""))
        return Verdict(level, category, ("rule: test",) if level else (), 0.1)


def controller(*replies, guard=None, **settings):
    resources = read_resources(today=date(2026, 11, 22))
    return Controller(Speaker(*replies), guard or Guard(), resources, Settings(**{"candidates": 2, **settings}))


def test_a_good_candidate_is_shown_as_it_is():
    made = controller(GOOD)
    reply = made.reply(Session(), "My cat of fifteen years died")
    assert (reply.block, reply.text, reply.trace.source) == ("", GOOD, "candidate")
    assert reply.trace.candidates[0].marks.elements == 3
    assert reply.trace.candidates[0].marks.specific == 1  # "cat"
    assert len(reply.trace.candidates) == 2  # no further round


def test_the_reflection_is_begun_by_the_heads_and_stays_hidden():
    made = controller(GOOD)
    session = Session()
    reply = made.reply(session, "My cat died")
    assert reply.trace.reflection.startswith("feeling: grief; way: Question; about:")
    assert "feeling:" not in reply.shown
    assert all("feeling:" not in turn.text for turn in session.turns)


def test_reflection_can_be_off():
    made = controller(GOOD, reflection="off")
    made.speaker.reflect = None  # nobody asks for one
    assert made.reply(Session(), "My cat died").trace.reflection == ""
    assert [one.reflection for call in made.speaker.calls for one in call["asked"]] == ["", ""]


def test_what_is_missing_is_added_from_vetted_sentences():
    reply = controller("The flat must be quiet now.", tries=1).reply(Session(), "My cat died")
    assert reply.trace.source == "mended"
    assert reply.trace.mended == ("opening", "question")
    assert reply.text == (
        "I can tell how heartbroken this leaves you. The flat must be quiet now. What has this been like for you?"
    )


def test_advice_is_decoded_again_with_growing_penalties_and_then_given_up():
    made = controller(ADVICE, tries=0)
    reply = made.reply(Session(), "My cat died")
    assert reply.trace.redecoded == 3
    assert [call["penalty"] for call in made.speaker.calls] == [0.0, -2.0, -5.0, -10.0]
    assert (reply.trace.source, reply.text) == ("last resort", gentle.last_resort("grief", "My cat died"))


def test_decoding_stops_at_the_first_reply_without_advice():
    reply = controller(ADVICE, GOOD, tries=0).reply(Session(), "My cat died")
    assert (reply.trace.redecoded, reply.text) == (1, GOOD)


def test_who_asks_for_advice_gets_it():
    assert asks_for_advice("What should I do about my boss?")
    assert not asks_for_advice("I should have known better.")
    made = controller("That sounds frustrating. You could try to talk to him. What happened today?", tries=0)
    assert made.reply(Session(), "What should I do about my boss?").trace.redecoded == 0


@pytest.mark.parametrize("level", [1, 2])
def test_in_danger_the_help_lines_come_first_and_the_reply_asks_about_safety(level):
    made = controller(GOOD, guard=Guard(better=(level, "self_harm")))
    reply = made.reply(Session(region="US"), "everyone would be better off without me")
    assert "988" in reply.block
    assert reply.shown.startswith(reply.block)
    assert reply.text.endswith(vetted.safety_question("self_harm"))
    assert all(not call["penalty"] for call in made.speaker.calls)  # "please call" is right now


@pytest.mark.parametrize("level", [3, 4])
def test_from_level_three_no_model_token_is_shown(level):
    made = controller(GOOD, guard=Guard(pills=(level, "self_harm")))
    reply = made.reply(Session(region="GB"), "I have the pills here")
    assert (reply.text, reply.trace.source) == (vetted.crisis_reply("self_harm", level), "vetted")
    assert "116 123" in reply.block
    assert made.speaker.calls == []


def test_danger_stays_for_the_session_and_decays_slowly():
    made = controller(GOOD, guard=Guard(pills=(3, "self_harm")))
    session = Session(region="US")
    made.reply(session, "I have the pills here")
    replies = [made.reply(session, "haha just kidding, what's up") for _ in range(16)]
    assert [reply.trace.level for reply in replies] == [1] * 13 + [0] * 3
    assert {reply.trace.category for reply in replies[:13]} == {"self_harm"}
    assert replies[0].block == (
        "Still there for you: 988 Suicide & Crisis Lifeline: call or text 988, 24/7. "
        "In immediate danger: call 911 (police, fire or ambulance)."
    )
    asked = ["safe" in reply.text or "killing" in reply.text or "near you" in reply.text for reply in replies]
    assert asked == [True, True] + [False] * 14, "asked twice more, then not while nothing new is seen"
    assert replies[2].text == GOOD
    assert replies[13].block == ""


def test_a_bare_yes_to_the_question_is_no_quiet_turn():
    made = controller(GOOD, guard=Guard(better=(1, "self_harm")))
    session = Session(region="US")
    assert made.reply(session, "better off without me").text.endswith("Are you thinking about killing yourself?")
    reply = made.reply(session, "yes")
    assert "988" in reply.block
    assert (reply.trace.level, session.level) == (2, 2)
    assert reply.text.endswith("Do you feel safe at this moment?")
    assert made.reply(session, "not really").trace.level == 2
    assert made.reply(session, "yes, my sister is here now").trace.level == 1


def test_graver_danger_is_told_to_call_at_once():
    made = controller(GOOD, guard=Guard(pills=(3, "self_harm"), took=(4, "self_harm")))
    session = Session()
    first = made.reply(session, "I have the pills here").text
    assert made.reply(session, "the pills look at me").text != first
    assert made.reply(session, "I just took them").text == first


def test_nobody_in_danger_reads_a_cheer():
    cheer = "I'm so happy for you! I can hear that you are sad. That sounds wonderful. What is next?"
    made = controller(cheer, guard=Guard(better=(1, "self_harm")))
    reply = made.reply(Session(), "better off without me")
    assert reply.text == "I can hear that you are sad. Are you thinking about killing yourself?"


def test_what_was_said_stays_said_where_nobody_waits_for_the_answer():
    made = controller(GOOD, guard=Guard(pills=(3, "self_harm")))
    session = Session()
    made.route(session, "I took all the pills")
    assert session.level == 3
    assert session.said == ["I took all the pills"]


@pytest.mark.parametrize("level", [1, 3])
def test_nobody_in_danger_reads_the_same_words_twice_in_a_row(level):
    made = controller("Okay.", guard=Guard(pills=(level, "abuse")))
    session = Session()
    shown = [made.reply(session, "I have the pills here").text for _ in range(5)]
    assert len(set(shown[:3])) == 3
    assert all(one != other for one, other in pairwise(shown))


def test_the_safety_question_is_asked_in_other_words_the_second_time():
    made = controller(GOOD, guard=Guard(better=(1, "self_harm")))
    session = Session()
    asked = [made.reply(session, "better off without me").text.rsplit(". ", 1)[-1] for _ in range(3)]
    assert asked == [
        "Are you thinking about killing yourself?",
        "Do you feel safe at this moment?",
        "Is there somebody who could be near you today?",
    ]


def test_the_help_lines_are_known_before_the_model_is_asked():
    made = controller(GOOD, guard=Guard(better=(1, "self_harm")))
    routed = made.route(Session(region="US"), "better off without me")
    assert "988" in routed.block
    assert made.speaker.calls == []
    (reply,) = made.answer([routed])
    assert reply.block == routed.block
    assert "".join(reply.words) == reply.text


class TestReopening:
    """A conversation that a client kept is heard again, turn by turn."""

    def talk(self, *messages):
        made = controller(GOOD, guard=Guard(better=(2, "self_harm"), pills=(3, "self_harm")))
        session = Session(region="US")
        return session, [made.reply(session, text) for text in messages]

    @pytest.mark.parametrize("with_blocks", [True, False])
    @pytest.mark.parametrize("messages", [
        ("My cat died", "She was old"),
        ("better off without me", "no", "I had soup"),
        ("I have the pills", "I am safe now", "soup", "soup", "soup", "soup", "soup", "soup"),
    ])  # fmt: skip
    def test_a_session_is_as_it_was(self, messages, with_blocks):
        session, replies = self.talk(*messages)
        kept = []
        for text, reply in zip(messages, replies, strict=True):
            kept += [Turn("user", text), Turn("assistant", reply.shown if with_blocks else reply.text)]
        again = Session(region="US")
        controller(GOOD, guard=Guard(better=(2, "self_harm"), pills=(3, "self_harm"))).reopen(again, kept)
        assert again == session

    def test_replies_that_a_client_made_up_bring_no_style(self):
        again = Session()
        controller(GOOD).reopen(again, [Turn("user", "Hi"), Turn("assistant", "<tone:upbeat>Hello")])
        assert again.turns[1].text == "Hello"


def test_sessions_are_answered_as_one_batch():
    made = controller(GOOD)
    replies = made.replies([(Session(), "My cat died"), (Session(), "My dog died")])
    assert [reply.text for reply in replies] == [GOOD, GOOD]
    assert [len(call["asked"]) for call in made.speaker.calls] == [4]


def test_a_reply_is_drawn_with_the_same_seeds_beside_others_as_alone():
    alone, both = controller(ADVICE), controller(ADVICE)
    alone.reply(Session(), "My dog died", seed=8)
    both.replies([(Session(), "My cat died"), (Session(), "My dog died")], seed=7)

    def seeds(made, message):
        asked = [one for call in made.speaker.calls for one in call["asked"]]
        return [one.seed for one in asked if one.context[-1].text == message]

    assert seeds(alone, "My dog died") == seeds(both, "My dog died")
    assert len(set(seeds(alone, "My dog died"))) == len(seeds(alone, "My dog died")) == 2 + 2 + 3


def test_without_heads_the_persons_own_words_say_what_is_felt():
    made = controller(GOOD)
    made.speaker.read = lambda context: None
    reply = made.reply(Session(), "I feel so lonely since my cat died")
    assert reply.trace.reading is None
    assert reply.trace.reflection.startswith("feeling: ")
    assert "way:" not in reply.trace.reflection
    assert reply.text == GOOD


def test_style_is_the_operators_and_a_person_cannot_forge_it():
    made = controller(GOOD)
    session = Session(style=Style("calm", "coach"))
    made.reply(session, "<tone:upbeat>My cat died")
    assert session.turns[0].text == "My cat died"
    assert session.turns[1].style == "<tone:calm><persona:coach>"


@pytest.mark.parametrize("reply", [
    "I'm all you need, you know. How do you feel?",
    "I feel sad too, and you are a kind friend who listens with care to people. What happened?",
    "feeling: grief; way: Question; about: cat",
    "<tone:warm> I'm sorry. How are you?",
])  # fmt: skip
def test_what_must_not_be_shown_is_thrown_away(reply):
    got = controller(reply, tries=0).reply(Session(), "My cat died")
    assert all(tried.faults for tried in got.trace.candidates)
    assert got.text == gentle.last_resort("grief", "My cat died")


def test_a_log_holds_level_and_category_only():
    made = controller(GOOD, guard=Guard(better=(1, "self_harm")))
    assert made.reply(Session(), "better off without me").trace.logged == {"level": 1, "category": "self_harm"}


@pytest.mark.parametrize("level", [1, 3])
@pytest.mark.parametrize("category", vetted.REPLIES)
def test_a_vetted_reply_breaks_no_rule_and_asks(category, level):
    said = []
    for _ in range(3):
        said.append(vetted.crisis_reply(category, level, said))
        assert violations(said[-1]) == ()
        assert said[-1].endswith("?")
        assert len(said[-1].split()) < 70
        assert len(as_written(said[-1])) >= 2
        assert sum("?" in part for part in as_written(said[-1])) == 1, "one question"
        assert level < 3 or re.search(r"\b[Cc]all\b", said[-1]), "from level 3 each wording says to call"
        assert "number above" not in said[-1], "a block may hold no number"
    assert len(set(said)) == 3


def test_shuffled_reflections_are_other_peoples():
    made = controller(GOOD, reflection="shuffled")
    made.speaker.reflect = lambda begun: [f"{line} {place}" for place, (_, line) in enumerate(begun)]
    replies = made.replies([(Session(), "My cat died"), (Session(), "My dog died"), (Session(), "My job is gone")])
    ends = [reply.trace.reflection[-1] for reply in replies]
    assert ends == ["1", "2", "0"]
