"""What is said over HTTP: OpenAI's objects, with an ``empathy`` field beside them."""

import time
from dataclasses import asdict
from typing import Any

from empathy.chat.controller import Routed
from empathy.chat.help_card import Card, Line
from empathy.chat.server.service import Answered, Talk


def completion(number: str, model: str, talk: Talk, answered: Answered) -> dict[str, Any]:
    """The whole answer: help lines and reply in one content."""
    message = {"role": "assistant", "content": answered.shown.shown, "refusal": None}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": finish(answered)}
    return {
        **_head(number, "chat.completion", model), "choices": [choice], "usage": usage(answered),
        "empathy": {**opening(talk.routed), **ending(talk, answered)},
    }  # fmt: skip


def chunk(
    number: str, model: str, delta: dict[str, str], *, finish_reason: str | None = None, empathy: Any = None
) -> dict[str, Any]:
    """A piece of a streamed answer."""
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
    told = {} if empathy is None else {"empathy": empathy}
    return {**_head(number, "chat.completion.chunk", model), "choices": [choice], **told}


def usage_chunk(number: str, model: str, answered: Answered) -> dict[str, Any]:
    """The piece that OpenAI's ``include_usage`` asks for."""
    return {**_head(number, "chat.completion.chunk", model), "choices": [], "usage": usage(answered)}


def finish(answered: Answered) -> str:
    """Why the answer ends."""
    return "length" if answered.was_cut else "stop"


def usage(answered: Answered) -> dict[str, int]:
    """Tokens as OpenAI counts them."""
    asked, said = answered.tokens
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}


def opening(routed: Routed) -> dict[str, Any]:
    """What is known before the model is asked."""
    trace = routed.trace
    told: dict[str, Any] = {"level": trace.level, "category": trace.category}
    return {**told, "help": card(routed.card)} if routed.card else told


def ending(talk: Talk, answered: Answered) -> dict[str, Any]:
    """What is known at the end: how the reply came about, if that was asked for."""
    told: dict[str, Any] = dict(talk.routed.trace.logged)
    if talk.order.empathy.trace:
        told["trace"] = answered.reply.trace.told(answered.reply.text)
    return told


def card(shown: Card) -> dict[str, Any]:
    """Help lines for a page that shows them as such."""
    return {
        "text": shown.text, "heading": shown.heading, "emergency": [_line(line) for line in shown.emergency],
        "lines": [_line(line) for line in shown.lines], "note": shown.note, "urgent": shown.is_urgent,
    }  # fmt: skip


def _line(line: Line) -> dict[str, str]:
    known = asdict(line)
    return {name: known[name] for name in ("name", "number", "text", "url", "hours")}


def _head(number: str, kind: str, model: str) -> dict[str, Any]:
    return {"id": number, "object": kind, "created": int(time.time()), "model": model}
