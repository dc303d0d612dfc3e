"""What a reply is given of the conversation: all of it, or its last exchange and the feelings named before."""

from collections.abc import Sequence
from typing import Literal

from empathy.data.chatml import ChatFormat
from empathy.dialogue import Turn
from empathy.feelings import mentions

History = Literal["full", "summary"]
SUMMARY_TOKENS = 20

SYSTEM = "You are a warm and honest friend."
"""The system turn in training, where a configuration does not say otherwise."""


def summary(turns: Sequence[Turn], chat: ChatFormat) -> str:
    """Say in a line which feelings the user named, in the user's words and never by a label.

    Args:
        turns: Those that the reply is not given; only the user's count.
        chat: Counts the tokens.

    Returns:
        ``Earlier they felt: lonely, scared.``, in the order of first mention, the earliest left out until it takes at
        most ``SUMMARY_TOKENS`` tokens; empty where no feeling is named.
    """
    said = "\n".join(_plain(turn.text) for turn in turns if turn.role == "user")
    found = sorted((match.start(), -match.end(), match.group()) for _, match in mentions(said))
    words = list(dict.fromkeys(word for _, _, word in found))
    while words:
        line = f"Earlier they felt: {', '.join(words)}."
        if len(chat.content(line)) <= SUMMARY_TOKENS:
            return line
        del words[0]
    return ""


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def exchanges(turns: Sequence[Turn]) -> list[tuple[int, int]]:
    """Where each exchange starts and stops: what the user says, and the replies up to what the user says next."""
    starts = [
        place
        for place, turn in enumerate(turns)
        if place == 0 or (turn.role != "assistant" and turns[place - 1].role == "assistant")
    ]
    return list(zip(starts, [*starts[1:], len(turns)], strict=False))


def with_summary(system: str, line: str) -> str:
    """Text of a system turn with a summary on a line of its own; each may be empty."""
    return "\n".join(part for part in (system, line) if part)


def remembered(turns: Sequence[Turn], chat: ChatFormat, *, system: str, history: History) -> list[Turn]:
    """What a reply to ``turns`` is given of them.

    Args:
        turns: The conversation, the user's turn last; a system turn at its front replaces ``system``.
        chat: See ``summary``.
        system: Text of the system turn; empty for none.
        history: ``full`` or ``summary``.
    """
    if turns and turns[0].role == "system":
        system, turns = turns[0].text, turns[1:]
    if history == "summary" and turns:
        start, _ = exchanges(turns)[-1]
        system, turns = with_summary(system, summary(turns[:start], chat)), turns[start:]
    return [*([Turn("system", system)] if system else []), *turns]
