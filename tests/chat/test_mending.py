"""What a candidate lacks, from other candidates and from fixed sentences."""

import pytest

from empathy.chat import gentle
from empathy.chat.mending import mended
from empathy.chat.scoring import marks
from empathy.chat.tone import PLEASANT, Feeling, feeling_of, hurts, strikes_wrong_note
from empathy.labels import GOEMOTIONS

CAT = "My cat died, we had her for fifteen years"
GRIEF = Feeling("grief", is_sure=True)


def mend(reply, *others, text=CAT, feeling=GRIEF, said=()):
    return mended(reply, others, text=text, feeling=feeling, said=said)


def test_what_another_candidate_says_is_taken_before_fixed_sentences():
    text, added = mend(
        "The flat must be quiet now.",
        "That sounds heartbreaking. You should get a kitten.",
        "Fifteen years with a cat is long. What was your cat like?",
    )
    assert text == "That sounds heartbreaking. The flat must be quiet now. What was your cat like?"
    assert added == ("own opening", "own question")


def test_fixed_sentences_come_where_no_candidate_has_any():
    text, added = mend("The flat must be quiet now.", "Try to sleep. Do you like tea?")
    assert added == ("opening", "question")
    assert marks(text, CAT).elements == 3
    assert "tea" not in text  # a question that takes up nothing of what was said


@pytest.mark.parametrize("feeling", GOEMOTIONS)
@pytest.mark.parametrize("sure", [True, False])
def test_whatever_is_added_leaves_one_question(feeling, sure):
    """An opening that wondered ("and I wonder if ...") counted as a second one."""
    openings = gentle.PLEASANT_OPENINGS if feeling in PLEASANT else gentle.OPENINGS
    said = []
    for _ in range(len(openings) * len(gentle.QUESTIONS)):
        text, _ = mend("The flat must be quiet now.", feeling=Feeling(feeling, is_sure=sure), said=said)
        assert marks(text, CAT).elements == 3, text
        said.append(text)


def test_a_borrowed_opening_names_no_feeling_of_the_other_kind():
    _, added = mend("The flat must be quiet now. What was she like?", "I can hear how happy you are.")
    assert added == ("opening",)


def test_of_two_questions_the_specific_one_stays():
    text, added = mend("Losing her sounds heartbreaking. Who are you? What was your cat like?")
    assert text == "Losing her sounds heartbreaking. What was your cat like?"
    assert added == ()


def test_every_fixed_sentence_does_what_it_is_for():
    for feeling in GOEMOTIONS:
        openings = gentle.PLEASANT_OPENINGS if feeling in PLEASANT else gentle.OPENINGS
        for wording in (*openings, *gentle.UNSURE_OPENINGS):
            seen = marks(wording.format(feeling=gentle.FEELING_WORDS[feeling]), "")
            assert (seen.acknowledges, seen.names, seen.advice, seen.flattery) == (True, True, 0, 0), (feeling, wording)
        assert marks(gentle.last_resort(feeling), "").elements == 3
    assert all(marks(one, "").asks for one in (*gentle.QUESTIONS, *gentle.PLEASANT_QUESTIONS))


def test_a_conversation_gets_every_wording_before_one_comes_again():
    said = []
    for _ in gentle.QUESTIONS:
        said.append(gentle.question("grief", "My cat died", said))
    assert sorted(said) == sorted(gentle.QUESTIONS)
    assert gentle.question("grief", "My cat died", said) == said[0]


def test_who_is_not_sure_says_so():
    assert gentle.opening("joy", "Sunday.", sure=False) in {
        wording.format(feeling="happy") for wording in gentle.UNSURE_OPENINGS
    }


@pytest.mark.parametrize(("text", "is_hurt"), [
    ("My cat died yesterday", True),
    ("I feel so ashamed of it", True),
    ("I got the job!", False),
    ("He cried with joy when I got the job, and I'm so proud", False),  # both: not known
    ("The bus was late", False),
])  # fmt: skip
def test_a_message_that_hurts(text, is_hurt):
    assert hurts(text) is is_hurt


def test_the_feeling_to_name_is_the_persons_own_word_before_the_heads():
    assert feeling_of("I'm so angry at him", ["joy", "sadness", "anger"]) == Feeling("anger", is_sure=True)


def test_the_heads_may_not_call_grief_joy():
    assert feeling_of("My cat died", ["joy", "love", "sadness"]) == Feeling("sadness", is_sure=True)
    assert feeling_of("My cat died", ["desire", "surprise", "grief"]) == Feeling("grief", is_sure=True)
    assert feeling_of("The bus was late", ["joy", "sadness"]) == Feeling("joy", is_sure=False)


@pytest.mark.parametrize(("reply", "is_wrong"), [
    ("Congratulations!", True),
    ("That's amazing, lol.", True),
    ("I'm so glad you're enjoying the day!", True),
    ("I'm glad you told me. Fifteen years is a long time.", False),
    ("I'm so sorry about your cat.", False),
])  # fmt: skip
def test_cheering_at_a_death_strikes_the_wrong_note(reply, is_wrong):
    assert strikes_wrong_note(reply, CAT) is is_wrong
    assert not strikes_wrong_note(reply, "I got the job!")
