"""The commands that need no Trainer, model or data options of LightningCLI."""

import ast
import importlib
import inspect
import json
import re
from collections.abc import Collection, Sequence
from pathlib import Path

import jsonargparse

from empathy.complaint import Parser

COMMANDS = {
    "chat": "empathy.chat.terminal",
    "serve": "empathy.chat.serving",
    "guard": "empathy.evaluate.screening",
    "redteam": "empathy.evaluate.red_team_run",
    "evaluate": "empathy.evaluate.command",
    "ablate": "empathy.evaluate.ablation.command",
    "tune": "empathy.evaluate.ablation.tuning",
    "report": "empathy.evaluate.report.command",
    "export": "empathy.export.command",
}
"""Commands without trainer, model and data options: of this name there a function, or functions by subcommand; their
arguments are options."""


def summary_of(command: str) -> str:
    """First line of a command's docstring, or of its module's, without importing what it needs."""
    source = Path(__file__).parents[1].joinpath(*COMMANDS[command].split(".")).with_suffix(".py")
    tree = ast.parse(source.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == command:
            return (ast.get_docstring(node) or "").splitlines()[0]
    return (ast.get_docstring(tree) or "").splitlines()[0]


def run_command(command: str, args: list[str]) -> None:
    """Run one of ``COMMANDS``."""
    does = getattr(importlib.import_module(COMMANDS[command]), command)
    functions = does.values() if isinstance(does, dict) else [does]
    parameters = {
        name: parameter for function in functions for name, parameter in inspect.signature(function).parameters.items()
    }
    lists = {name for name, parameter in parameters.items() if "list" in str(parameter.annotation)}
    flags = {name for name, parameter in parameters.items() if parameter.annotation in (bool, "bool")}
    jsonargparse.auto_cli(
        does,
        args=spelled(args, lists, flags),
        parser_class=Parser,
        prog=f"main.py {command}",
        as_positional=command == "guard",
    )


def spelled(args: Sequence[str], lists: Collection[str], flags: Collection[str] = ()) -> list[str]:
    """Arguments as the parser wants them.

    ``--judge-url`` for judge_url, ``--models a b`` for ``--models=["a", "b"]``, ``--raw`` for ``--raw=true``, and
    ``--config a --config b`` for configs: the parser's own --config would read this command's options from a file.

    Args:
        args: As they were typed.
        lists: Options that take several values.
        flags: Options that are true or false; one without a value is true.
    """
    found: list[str] = []
    several: dict[str, list[str]] = {}
    open_list: str | None = None
    for arg, follower in zip(args, [*args[1:], "--"], strict=False):
        if not arg.startswith("--"):
            (several[open_list] if open_list and not arg.startswith("[") else found).append(arg)
            continue
        name, equals, value = arg.partition("=")
        name = f"--{name[2:].replace('-', '_')}"
        name = "--configs" if name == "--config" and "configs" in lists else name
        open_list = name if name[2:] in lists and not value.startswith("[") else None
        if open_list is None:
            is_bare = name[2:] in flags and not equals and follower.lower() not in ("true", "false")
            found.append(f"{name}=true" if is_bare else f"{name}{equals}{value}")
            continue
        if name not in several:
            found.append(name)
        several.setdefault(name, []).extend([value] if equals else [])
    return [f"{arg}={_json_list(several[arg])}" if several.get(arg) else arg for arg in found]


def _json_list(values: Sequence[str]) -> str:
    numbers = all(re.fullmatch(r"-?\d+(\.\d+)?", value) for value in values)
    return f"[{', '.join(values)}]" if numbers else json.dumps(list(values))
