"""Replies -> the sections that are judged, and conversations as a judge reads them."""

import re
from collections.abc import Sequence

from empathy.endpoint import Message
from empathy.evaluate.eqbench3.scenarios import Kind

Sections = dict[str, str]
"""Section -> text, empty where a reply lacks it; ``raw`` is the whole reply."""

# Key, heading, characters that the pairwise judge sees.
_LAYOUTS = {
    "role-play": (
        ("thinking_feeling", "I'm thinking & feeling", 2200),
        ("their_thinking_feeling", "They're thinking & feeling", 1600),
        ("response", "My response", 1600),
    ),
    "drafting": (
        ("perspective_taking", "Perspective-taking", 2200),
        ("draft_brainstorming", "Draft brainstorming", 1600),
        ("draft", "Draft", 1600),
    ),
    "analysis": (),
}

DEBRIEF_LIMIT = 4000
ANALYSIS_LIMIT = 6000
"""Characters of a debrief and of an analysis that the pairwise judge sees."""


def sections(kind: Kind, reply: str) -> Sections:
    """Cut a reply at its headings; the last section ends at the first ``--`` in it."""
    found: Sections = {}
    for key, heading, _ in _LAYOUTS[kind]:
        title = re.escape(heading).replace("'", "[’']").replace(r"\-", "[- ]")
        end = "--" if key == _LAYOUTS[kind][-1][0] else "#"
        match = re.search(rf"#\s*{title}\s*\n([\s\S]*?)(?={end}|\Z)", reply, re.IGNORECASE)
        found[key] = match.group(1).strip() if match else ""
    return {**found, "raw": reply}


def filled(kind: Kind, parsed: Sections) -> float:
    """Share of the sections that are not empty; of an analysis, whether there is any text."""
    keys = [key for key, *_ in _LAYOUTS[kind]] or ["raw"]
    return sum(bool(parsed.get(key, "").strip()) for key in keys) / len(keys)


def for_rubric(kind: Kind, history: Sequence[Message], parsed: Sequence[Sections]) -> str:
    """The conversation for the rubric judge, whole."""
    parts = []
    for label, content, own in _labelled(history, parsed):
        told = _rendered(kind, own, "\n", "\n", limits=False) if own and kind != "analysis" else content
        parts.append(f"{label}:\n{told}\n")
    return "---\n".join(parts)


def for_pairwise(kind: Kind, history: Sequence[Message], parsed: Sequence[Sections]) -> str:
    """The conversation for the pairwise judge, cut to length and without ``*`` and ``#``."""
    parts = []
    for label, content, own in _labelled(history, parsed):
        told = _rendered(kind, own, "\n\n", "", limits=True) if own and kind != "analysis" else content
        parts.append(f"{label}:\n{unmarked(told)}\n---")
    return "\n".join(parts)


def unmarked(text: str) -> str:
    """Text without the marks of Markdown that a judge might like."""
    return text.replace("*", "").replace("#", "")


def cut(text: str, limit: int) -> str:
    """The first characters of a text, and a note where some are missing."""
    return text if len(text) <= limit else f"{text[:limit]}... [truncated]"


def _labelled(history: Sequence[Message], parsed: Sequence[Sections]) -> list[tuple[str, str, Sections | None]]:
    """Label, content and, of an assistant's message, its sections."""
    left = iter(parsed)
    return [
        (message["role"].capitalize(), message["content"], next(left, None) if message["role"] == "assistant" else None)
        for message in history
    ]


def _rendered(kind: Kind, parsed: Sections, joint: str, gap: str, *, limits: bool) -> str:
    """Sections under their headings, empty ones too."""
    lines: list[str] = []
    for place, (key, heading, limit) in enumerate(_LAYOUTS[kind]):
        text = parsed.get(key, "")
        lines += [f"{gap if place else ''}# {heading}", cut(text, limit) if limits else text]
    return joint.join([*lines, f"{gap}--"])
