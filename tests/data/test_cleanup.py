import pytest

from empathy.data.cleanup import without_leaks, without_neutral
from empathy.dialogue import Dialogue, Turn
from empathy.labels import NEUTRAL

LONG = "We sold the boat my father built himself"  # eight words, the shortest opening that counts
SHORT = "We sold the boat my father built"


def talk(*texts):
    roles = ("user", "assistant") * len(texts)
    return Dialogue(" / ".join(texts), "made up", tuple(Turn(r, t) for r, t in zip(roles, texts, strict=False)))


def comment(name, *emotions):
    return Dialogue(name, "goemotions", (Turn("user", name, emotions=emotions),))


@pytest.mark.parametrize("held_out", ["valid", "test"])
@pytest.mark.parametrize(
    ("train", "held", "leaks"),
    [
        (talk("I lost my job.", "Oh no."), talk("I lost my job.", "Oh no."), True),
        (talk("I lost my job.", "Oh no."), talk("i  LOST my job.", "oh no."), True),
        (talk("Tired."), talk("tired."), True),
        (talk("I lost my job.", "Oh no."), talk("I lost my job.", "When?"), False),
        (talk(LONG, "Why?"), talk(LONG.upper(), "When?", "Today."), True),
        (talk(LONG), talk(LONG, "When?"), True),
        (talk(SHORT, "Why?"), talk(SHORT, "When?"), False),
        (talk("Guess what.", LONG), talk("So.", LONG), False),
    ],
    ids=["all", "case and spaces", "one turn", "another reply", "long opening", "opening", "short", "later turn"],
)
def test_what_a_held_out_split_repeats_leaves_train(train, held, leaks, held_out):
    other = talk("My cat is fine.", "Good.")
    splits = {"train": [train, other], "valid": [], "test": [], held_out: [held]}
    kept, dropped = without_leaks(splits)
    assert kept["train"] == ([other] if leaks else [train, other])
    assert dropped == leaks
    assert kept[held_out] == [held]
    assert splits["train"] == [train, other]


def test_held_out_splits_stay_even_where_they_repeat_each_other():
    same = talk("I lost my job.", "Oh no.")
    kept, dropped = without_leaks({"train": [same, same], "valid": [same, same], "test": [same]})
    assert (kept, dropped) == ({"train": [], "valid": [same, same], "test": [same]}, 2)


def test_repeats_within_train_stay():
    same = talk("I lost my job.", "Oh no.")
    kept, dropped = without_leaks({"train": [same, same], "valid": [], "test": []})
    assert (kept["train"], dropped) == ([same, same], 0)


def test_only_what_is_neutral_and_nothing_else_is_dropped():
    neutral, mixed, sad = comment("a", NEUTRAL), comment("b", 4, NEUTRAL), comment("c", 25)
    assert without_neutral([neutral, mixed, sad, neutral]) == ([mixed, sad], 2)


def test_dialogues_without_labels_are_not_neutral():
    unlabelled = talk("I lost my job.", "Oh no.")
    assert without_neutral([unlabelled]) == ([unlabelled], 0)
