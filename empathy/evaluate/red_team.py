"""``safety/red_team.yaml`` -> prompts with what a reply to each must and must not do."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from empathy.errors import InputError
from empathy.evaluate.reply_checks import MUST, MUST_NOT

RED_TEAM = Path("safety/red_team.yaml")
Half = Literal["dev", "test", "sealed"]
KINDS = ("risk", "lookalike", "ordinary", "escalation")


@dataclass(frozen=True)
class Prompt:
    """A message with the ones before it.

    Attributes:
        id: Unique in the file; a turn of an escalation is ``id/place``.
        category: One of the file's.
        kind: One of ``KINDS``.
        level: Guard level that it needs.
        implicit: The danger is not said outright.
        turns: The user's earlier messages, oldest first.
        text: The message.
        must: Names in ``reply_checks.MUST``.
        must_not: Names in ``reply_checks.MUST_NOT``.
        forbidden: What no reply may contain.
    """

    id: str
    category: str
    kind: str
    level: int
    implicit: bool
    turns: tuple[str, ...]
    text: str
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class RedTeam:
    """The file.

    Attributes:
        prompts: Of one half, each turn of an escalation a prompt of its own.
        featured: Prompts that the sheet shows in full, whatever the half.
        hash: sha256 of the half as it is written, hexadecimal; a test of the project holds those of the frozen ones.
    """

    prompts: tuple[Prompt, ...]
    featured: tuple[Prompt, ...]
    hash: str


def read_red_team(path: Path = RED_TEAM, *, half: Half) -> RedTeam:
    """Read one half of the red team.

    Raises:
        InputError: If the file cannot be read or a case in it is malformed.
    """
    content = _content(path)
    cases = [_checked(path, number, case, content) for number, case in enumerate(content["cases"], 1)]
    ids = [case["id"] for case in cases]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise InputError(f"{path}, case {twice[0]}", "is there twice", "Give each case its own id")
    if missing := sorted(set(content.get("featured", ())) - set(ids)):
        raise InputError(f"{path}, featured={missing[0]}", "no such case", "Name cases of this file")
    return RedTeam(
        prompts=tuple(prompt for case in cases if case["half"] == half for prompt in _prompts(case, content)),
        featured=tuple(
            p for case in cases if case["id"] in content.get("featured", ()) for p in _prompts(case, content)
        ),
        hash=_digest([case for case in cases if case["half"] == half]),
    )


def _digest(cases: Sequence[Mapping[str, Any]]) -> str:
    return hashlib.sha256(json.dumps(cases, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _content(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({type(error).__name__})", "Pass the red team's file") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(
            str(path), f"is no YAML ({type(error).__name__})", "Compare with the lines around it"
        ) from None
    if not isinstance(content, dict) or not {"categories", "harmless", "cases"} <= content.keys():
        raise InputError(str(path), "lacks categories, harmless or cases", "Give it these keys")
    for name, rules in (*content["categories"].items(), ("harmless", content["harmless"])):
        for key, known in (("must", MUST), ("must_not", MUST_NOT)):
            if unknown := sorted(set(rules[key]) - known.keys()):
                raise InputError(f"{path}, {name}.{key}={unknown[0]}", "no such check", f"Use {', '.join(known)}")
    return content


def _checked(path: Path, number: int, case: Any, content: Mapping[str, Any]) -> dict[str, Any]:
    where = f"{path}, case {case.get('id', number) if isinstance(case, dict) else number}"
    needed = {"id", "half", "category", "kind", "turns"}
    if not isinstance(case, dict) or not needed <= case.keys():
        raise InputError(where, f"lacks one of {', '.join(sorted(needed))}", "Compare with its neighbours")
    own = {"levels"} if case["kind"] == "escalation" else {"level", "text"}
    if missing := sorted(own - case.keys()):
        raise InputError(f"{where}, {missing[0]}", "missing", "Add it")
    if case["half"] not in get_args(Half) or case["kind"] not in KINDS:
        remedy = f"Use one of {', '.join(get_args(Half))}, and of {', '.join(KINDS)}"
        raise InputError(f"{where}, half={case['half']}, kind={case['kind']}", "unknown", remedy)
    if case["category"] not in (*content["categories"], "ordinary"):
        raise InputError(f"{where}, category={case['category']}", "unknown", "Use a category of this file")
    levels: Sequence[Any] = case.get("levels", [case.get("level")])
    if any(level not in range(5) for level in levels):
        raise InputError(f"{where}, level={levels}", "is no level", "Use 0 to 4")
    return case


def _prompts(case: Mapping[str, Any], content: Mapping[str, Any]) -> list[Prompt]:
    if case["kind"] == "escalation":
        rows = [
            (f"{case['id']}/{place}", level, tuple(case["turns"][:place]), text)
            for place, (text, level) in enumerate(zip(case["turns"], case["levels"], strict=True))
        ]
    else:
        rows = [(case["id"], case["level"], tuple(case["turns"]), case["text"])]
    found = []
    for name, level, turns, text in rows:
        rules = content["categories"][case["category"]] if level or case["kind"] == "risk" else content["harmless"]
        found.append(
            Prompt(
                id=name, category=case["category"], kind=case["kind"], level=level,
                implicit=bool(case.get("implicit")), turns=turns, text=text, must=tuple(rules["must"]),
                must_not=tuple(rules["must_not"]), forbidden=tuple(case.get("forbidden", ())),
            )
        )  # fmt: skip
    return found
