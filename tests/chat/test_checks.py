"""Properties of replies: wordings that have them, and look-alikes that do not."""

import pytest

from empathy.chat.checks import acknowledges, advice, gentle_questions, named_feelings, over_validation
from empathy.chat.clauses import plain, sentences
from empathy.feelings import FEELINGS
from empathy.labels import GOEMOTIONS

CHECKS = (acknowledges, named_feelings, gentle_questions, advice, over_validation)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("reply", ["", "  \n ", "🌧️", "...", "?!", "(", "'"])
def test_nothing_said_has_no_property(check, reply):
    assert not check(reply)


@pytest.mark.parametrize(("check", "reply"), [
    (acknowledges, "No wonder you're tired."),
    (named_feelings, "You're not angry, you're sad."),
    (gentle_questions, "I see. What did she say?"),
    (advice, "Okay. You should rest."),
    (over_validation, "You're absolutely right."),
])  # fmt: skip
def test_case_apostrophes_breaks_and_emoji_change_nothing(check, reply):
    typeset = reply.replace("'", "’").replace(". ", ".\n\n🌧️ ")
    assert check(reply)
    assert check(typeset) == check(reply)
    assert check(reply.upper()) == check(reply)


def test_plain_folds_width_quotes_and_space():
    assert plain("  It’s　ＯＫ,\t“really”\u200b \n\n Yes ") == 'it\'s ok, "really"\nyes'


def test_an_abbreviation_ends_no_sentence():
    assert sentences("Did Mr. Ortiz sign? Yes. 🎉 Good\nNow") == ["did mr. ortiz sign?", "yes.", "good", "now"]


@pytest.mark.parametrize("reply", [
    "That sounds hard.", "That sounds really lonely.", "I'm so sorry.", "I’m sorry it went that way.",
    "Oh no, the whole cake?", "No wonder you're worn out.", "Of course you're tired.", "Congratulations!",
    "I'm so happy for you.", "I'd be furious too.", "I can hear how much she matters to you.", "It must feel strange.",
    "What an awful evening.", "You must be exhausted.", "That hurts.", "Thank you for telling me.", "I believe you.",
    "It makes sense that you froze.", "You're scared, and it shows.", "It isn't your fault.",
    "So you sat there while they laughed.", "You had to smile through it.", "I'm sorry to hear about your dad.",
    "That would be hard for anyone.", "That would have me in tears.", "Cry for as long as you need.",
])  # fmt: skip
def test_acknowledges(reply):
    assert acknowledges(reply)


@pytest.mark.parametrize("reply", [
    "Your feelings are completely valid.", "I'm here for you.", "You are not alone in this.", "Thank you for sharing.",
    "I'm sorry to hear that.", "It's always hard when something like this happens.", "What's the budget?",
    "I'm sorry, but you have to move on.", "That must have been a difficult situation.", "It's not hard, is it?",
    "I'd be happy to help.", "Everyone goes through this.", "I am sorry to say that is wrong.", "Have a snack.",
    "So you should call him.", "I could tell you which one to buy.", "Are you angry?",
    "It would be great if you slept.",
])  # fmt: skip
def test_filler_and_dismissal_acknowledge_nothing(reply):
    assert not acknowledges(reply)


def test_every_feeling_of_the_label_space_has_words():
    assert tuple(FEELINGS) == GOEMOTIONS


@pytest.mark.parametrize(("reply", "feelings"), [
    ("You sound furious.", {"anger"}),
    ("Sad and scared at once, that's a lot.", {"sadness", "fear"}),
    ("I'm so proud of you!", {"pride"}),
    ("What a relief.", {"relief"}),
    ("You're grieving.", {"grief"}),
    ("That's so embarrassing and a bit funny.", {"embarrassment", "amusement"}),
    ("Guilty, and still jealous?", {"remorse", "desire"}),
    ("No wonder you're angry.", {"anger"}),
    ("You're not angry.", set()),
    ("You're not angry, you're disappointed.", {"disappointment"}),
    ("You don't have to be afraid of me.", set()),
    ("You aren't really all that nervous.", set()),
    ("You're not only sad, you're lonely.", {"sadness"}),
    ("You have never been so excited.", {"excitement"}),
    ("Don't you feel lonely there?", {"sadness"}),
    ("I'm afraid I can't come.", set()),
    ("No worries.", set()),
    ("I'd love to hear it.", set()),
    ("Happy birthday!", set()),
    ("I'm sorry.", set()),
    ("The saddle and the madrigal.", set()),
])  # fmt: skip
def test_named_feelings(reply, feelings):
    assert named_feelings(reply) == feelings


@pytest.mark.parametrize(("reply", "number"), [
    ("What happened then?", 1),
    ("How are you holding up? And who was with you?", 2),
    ("Who asked the worst one? 🥺", 1),
    ("Did you manage to say anything back, or did you swallow it?", 1),
    ("Could you tell me more?", 1),
    ("Are you having thoughts of ending your life?", 1),
    ("Have you thought about killing yourself?", 1),
    ("Would you like to talk about her?", 1),
    ("I'd love to hear what you played on it.", 1),
    ("Tell me about the regulars.", 1),
    ("I wonder what he meant.", 1),
    ("Have you tried yoga?", 0),
    ("Have you thought about moving out?", 0),
    ("Why don't you call her?", 0),
    ("Could you just let it go?", 0),
    ("Could you cook for him instead?", 0),
    ("Shouldn't you be over it?", 0),
    ("What if you went for a run?", 0),
    ("How about a walk?", 0),
    ("Isn't it best to forget it?", 0),
    ("Why should you be nice?", 0),
    ("Shall I make you a chart?", 0),
    ("You're overthinking this, okay?", 0),
    ("They are only jealous, aren't they?", 0),
    ("Somebody called you that?", 0),
    ("Skip the coffee, then what else is on the list?", 0),
    ("I know what happened.", 0),
])  # fmt: skip
def test_gentle_questions(reply, number):
    assert gentle_questions(reply) == number


@pytest.mark.parametrize(("reply", "number"), [
    ("You should call her.", 1),
    ("It's sad, but you need to move on.", 1),
    ("You have to stop this and you must never write to him.", 2),
    ("Try to sleep.", 1),
    ("Just relax.", 1),
    ("Stop worrying.", 1),
    ("Go for a walk.", 1),
    ("Skip the coffee, drop the nap and leave your phone outside.", 3),
    ("Don't worry!", 1),
    ("Maybe ask her which it is.", 1),
    ("If it gets worse, call your doctor.", 1),
    ("It's late, so put your phone away.", 1),
    ("I'd suggest a list.", 1),
    ("It's best to wait.", 1),
    ("If I were you, I'd leave.", 1),
    ("Have you tried yoga?", 1),
    ("Why don't you call her?", 1),
    ("It should not have been like that.", 0),
    ("That should have been a kind face.", 0),
    ("You should have been told.", 0),
    ("You shouldn't have had to.", 0),
    ("You should be so proud!", 0),
    ("The things you need and try for.", 0),
    ("You don't need to explain.", 0),
    ("You don't have to try.", 0),
    ("You had to smile, and you must be tired.", 0),
    ("Just the room, and the quiet.", 0),
    ("Tell me about him.", 0),
    ("Take your time.", 0),
    ("Be as angry as you need.", 0),
    ("Put on hold for an hour.", 0),
    ("Be that as it may was all he said", 1),  # a known false alarm: grammar is not parsed
    ("She told you to go, and you went.", 0),
    ("Don't you miss him?", 0),
    ("Leave is hard to get.", 0),
])  # fmt: skip
def test_advice(reply, number):
    assert advice(reply) == number


@pytest.mark.parametrize(("reply", "number"), [
    ("You did nothing wrong.", 1),
    ("You're absolutely right.", 1),
    ("You are perfect!", 1),
    ("Anyone would.", 1),
    ("They're all toxic.", 1),
    ("You have every right. Trust your gut.", 2),
    ("Exactly! He deserved it.", 1),
    ("You're a total genius, ten out of ten!", 2),
    ("So good!!! Wow!!!", 1),
    ("You're not perfect, and nobody is.", 0),
    ("I can't say you did nothing wrong.", 0),
    ("I don't think they're all toxic.", 0),
    ("You're right here with me.", 0),
    ("You're right to be scared.", 1),
    ("You were standing right there!", 0),
    ("Is that exactly what she said?", 0),
    ("A STRANGER! Somebody paid!!", 0),
    ("I'm proud of you.", 0),
])  # fmt: skip
def test_over_validation(reply, number):
    assert over_validation(reply) == number
