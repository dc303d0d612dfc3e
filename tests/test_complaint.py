"""Complaints of the parser: one line with file, key, value and remedy."""

import sys

import pytest

from empathy.complaint import complaint, config_files

NESTED = """Parser key "data":
  Does not validate against any of the Union subtypes
    - Problem with given class_path 'empathy.data.module.EmpathyData':
        Parser key "alpha":
          Not of type Alpha: 0 does not conform to restriction v>0 and v<=1
    - Expected a <class 'NoneType'>"""


@pytest.fixture
def config(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["main.py", "fit"])
    path = tmp_path / "a.yaml"
    path.write_text("data:\n  init_args:\n    alpha: 0\n")
    return path


def test_nested_reason_becomes_file_line_key_and_value(config):
    said = complaint(NESTED, [config])
    assert said.startswith(
        f"{config}:3: data.alpha: Not of type Alpha: 0 does not conform to restriction v>0 and v<=1."
    )
    assert "\n" not in said


def test_a_value_from_the_command_line_is_blamed_on_no_file(config, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["main.py", "fit", "--data.alpha", "0"])
    assert complaint(NESTED, [config]).startswith("data.alpha: Not of type Alpha: 0")


def test_unknown_key_names_the_nearest(config):
    message = "Parser key \"data\":\n  Option 'alpah' is not accepted"
    assert complaint(message, [config]) == "data.alpah: unknown key. Did you mean alpha?"
    assert "lists the keys" in complaint("Subcommand 'fit' does not accept option 'zzz'", [])


def test_other_messages_are_left_alone():
    assert complaint("expected a subcommand", []) == "expected a subcommand"


def test_config_files_are_found_in_every_spelling():
    found = config_files(["fit", "-c", "a.yaml", "--config", "b.yaml", "--config=c.yaml"])
    assert [path.name for path in found] == ["a.yaml", "b.yaml", "c.yaml"]
