"""What people type is read as what they mean, and ordinary words stay what they are."""

import pytest

from empathy.chat.guard.normalise import normalise


@pytest.mark.parametrize(("typed", "plain"), [
    ("I wanna k1ll mys3lf", "i want to kill myself"),
    ("s u i c i d e", "suicide"),
    ("su*cide", "suicide"),
    ("k*ll myself", "kill myself"),
    ("unaliving myself tonite", "killing myself tonight"),
    ("im gonna ctb", "i'm going to kill myself"),
    ("sewerslide", "suicide"),
    ("i took 💊", "i took pills"),
    ("sucidal rn", "suicidal right now"),
    ("ѕuісіdе", "suicide"),  # Cyrillic letters
    ("sui\u200bcide", "suicide"),  # a zero-width space
    ("ｄｉｅ", "die"),  # full width
    ("i want to diiiie", "i want to die"),
    ("hellllp", "help"),
    ("i dont want to be alive anymor", "i don't want to be alive anymore"),
])  # fmt: skip
def test_a_disguise_is_seen_through(typed, plain):
    assert normalise(typed) == plain


@pytest.mark.parametrize("text", [
    "the ridge is in bloom", "urging them to come", "hunting for a flat", "well-being", "a pill a day", "e.g. this one",
    "i am starting today", "the bullet train", "she is filing her nails",
])  # fmt: skip
def test_an_ordinary_word_stays(text):
    assert normalise(text) == text


def test_every_text_has_a_normal_form():
    for text in ("", " ", "\n\n", "🎉" * 500, "a" * 5000):
        assert isinstance(normalise(text), str)
