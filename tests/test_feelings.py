"""Where a text names a feeling."""

from empathy.feelings import mentions


def named(text):
    return [(label, found.group()) for label, found in mentions(text)]


def test_words_are_given_as_they_were_said():
    assert named("i was so lonely, and then scared") == [("fear", "scared"), ("sadness", "lonely")]


def test_denied_feelings_and_idioms_are_none():
    assert named("i'm not really angry, don't worry, i'm afraid i was late") == []
