"""How options may be spelled."""

import pytest

from empathy.commands import COMMANDS, spelled, summary_of


@pytest.mark.parametrize(("typed", "expected"), [
    (["--judge-url", "http://a-b"], ["--judge_url", "http://a-b"]),
    (["--judge-url=http://a-b"], ["--judge_url=http://a-b"]),
    (["x", "--models", "a=1", "b=2", "--out", "c", "d"], ["x", '--models=["a=1", "b=2"]', "--out", "c", "d"]),
    (["--models", '["a=1"]'], ["--models", '["a=1"]']),
    (["--models=[a]"], ["--models=[a]"]),
    (["--models", "a", "--out", "c", "--models=b"], ['--models=["a", "b"]', "--out", "c"]),
    (["--models", "17", "-0.5", "1.25"], ["--models=[17, -0.5, 1.25]"]),
    (["--config", "a.yaml"], ["--config", "a.yaml"]),
])  # fmt: skip
def test_options_are_spelled_as_one_types_them(typed, expected):
    assert spelled(typed, {"models"}) == expected


def test_config_names_the_configurations_of_a_command_that_takes_some():
    typed = ["--config", "a.yaml", "--config=b.yaml", "--seeds", "17"]
    assert spelled(typed, {"configs", "seeds"}) == ['--configs=["a.yaml", "b.yaml"]', "--seeds=[17]"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(command):
    assert summary_of(command).endswith(".")


@pytest.mark.parametrize(("typed", "expected"), [
    ([], []),
    (["--raw"], ["--raw=true"]),
    (["--raw", "--port", "8001"], ["--raw=true", "--port", "8001"]),
    (["--raw", "false", "--port", "8001"], ["--raw", "false", "--port", "8001"]),
    (["--raw=false"], ["--raw=false"]),
])  # fmt: skip
def test_an_option_that_is_true_or_false_needs_no_value(typed, expected):
    assert spelled(typed, (), {"raw"}) == expected
