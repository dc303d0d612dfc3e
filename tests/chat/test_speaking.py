"""What a model is given of a long conversation."""

import pytest

from empathy.chat.speaking import newest
from empathy.dialogue import Turn

TALK = [
    Turn("system", "be kind"), Turn("user", "one two three"), Turn("assistant", "four five"), Turn("user", "six"),
    Turn("assistant", "seven eight"), Turn("user", "nine ten"),
]  # fmt: skip


def words(text):
    return len(text.split())


@pytest.mark.parametrize(("most", "kept"), [
    (12, ["be kind", "one two three", "four five", "six", "seven eight", "nine ten"]),
    (11, ["be kind", "six", "seven eight", "nine ten"]),  # "four five" would fit, but a reply does not begin
    (7, ["be kind", "six", "seven eight", "nine ten"]),
    (6, ["be kind", "nine ten"]),
    (1, ["be kind", "nine ten"]),
])  # fmt: skip
def test_the_beginning_is_left_out_and_the_last_message_never(most, kept):
    assert [turn.text for turn in newest(TALK, words, most)] == kept


def test_without_a_system_turn():
    assert [turn.text for turn in newest(TALK[1:], words, 5)] == ["six", "seven eight", "nine ten"]
