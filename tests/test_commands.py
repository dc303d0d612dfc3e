"""How options may be spelled."""

import pytest

from empathy.commands import COMMANDS, spelled, summary_of


@pytest.mark.parametrize(("typed", "expected"), [
    (["--judge-url", "http://a-b"], ["--judge_url", "http://a-b"]),
    (["--judge-url=http://a-b"], ["--judge_url=http://a-b"]),
    (["x", "--models", "a=1", "b=2", "--out", "c", "d"], ["x", '--models=["a=1", "b=2"]', "--out", "c", "d"]),
    (["--models", '["a=1"]'], ["--models", '["a=1"]']),
    (["--models=[a]"], ["--models=[a]"]),
])  # fmt: skip
def test_options_are_spelled_as_one_types_them(typed, expected):
    assert spelled(typed, {"models"}) == expected


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(command):
    assert summary_of(command).endswith(".")
