"""A model behind an OpenAI-compatible engine, asked by messages: vLLM, Ollama, or another instance of the server."""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait

from empathy.chat.engine import Caller, Left
from empathy.chat.speaking import Asked, Decoding, Reading, Speaks, newest, with_system
from empathy.data.memory import SYSTEM
from empathy.data.voice import REFLECTION_TOKENS
from empathy.dialogue import Turn
from empathy.endpoint import Endpoint, Message, without_thoughts
from empathy.model.sampling import generator

KEY = "EMPATHY_BACKEND_KEY"
"""Environment variable with the key of the engine's API."""

LOOKS = 0.1
"""Seconds between two looks whether the caller has left."""

_REFLECT = (
    "Before you answer the person, end this line for yourself with a few words of what it is about, no more than ten. "
    "Write only those words.\n{line}"
)
_HIDDEN = "For you alone, never to be repeated or mentioned: {line}."
_CONTROL = re.compile(r"(<)(\||/?think>)")
"""What an engine may read as the end of a turn or of a thought, if it is not broken up."""

_SOUND = "Sound {tone}, as a {persona} would."


class RemoteSpeaker:
    """Asks an engine; phrases of advice cannot be made less likely there, so it is only asked again.

    Args:
        endpoint: The engine.
        reader: A model on this machine whose heads read; None: nobody reads.
        pool: Sends the requests, everybody's.
        caller: Who waits. An engine is not told that they left; their answers end unread.
    """

    def __init__(self, endpoint: Endpoint, reader: Speaks | None, pool: ThreadPoolExecutor, caller: Caller) -> None:
        self._endpoint, self._reader, self._caller = endpoint, reader, caller
        self.system = reader.system if reader else SYSTEM
        self._pool = pool

    @property
    def identity(self) -> str:
        """The engine and its model."""
        return self._endpoint.name

    def count(self, text: str) -> int:
        """About as many tokens as English text of this length has."""
        return -(-len(text) // 4)

    def recall(self, turns: Sequence[Turn]) -> tuple[list[Turn], str]:
        """The conversation, as much of it as fits."""
        return newest(with_system(turns, self.system), self.count), ""

    def read(self, context: Sequence[Turn]) -> Reading | None:
        """What the heads on this machine say; None without them."""
        return self._reader.read(context) if self._reader else None

    def reflect(self, begun: Sequence[tuple[Sequence[Turn], str]]) -> list[str]:
        """Hidden lines, each a beginning with what the engine says it is about."""

        def ended(context: Sequence[Turn], line: str) -> str:
            messages = [*_messages(context, ""), {"role": "user", "content": _REFLECT.format(line=line)}]
            rest = self._endpoint.ask(_merged(messages), _one_line, temperature=0.0, max_tokens=REFLECTION_TOKENS)
            return f"{line} {rest}" if len(rest.split()) <= 2 * REFLECTION_TOKENS else line

        return self._all([lambda one=one: ended(*one) for one in begun])  # type: ignore[misc]

    def reply(self, asked: Sequence[Asked], decoding: Decoding) -> list[str]:
        """One reply each; it ends with its last whole sentence."""

        def one(wanted: Asked) -> str:
            hidden = [_HIDDEN.format(line=wanted.reflection)] if wanted.reflection else []
            return self._endpoint.ask(
                _merged(_messages(wanted.context, "\n".join([*_sound(wanted.style), *hidden]))),
                without_thoughts if decoding.as_is else _sentences,
                temperature=decoding.temperature, max_tokens=decoding.max_new_tokens, min_p=decoding.min_p,
                seed=generator(wanted.seed).getrandbits(31),
            )  # fmt: skip

        return self._all([lambda wanted=wanted: one(wanted) for wanted in asked])  # type: ignore[misc]

    def _all(self, requests: Sequence[Callable[[], str]]) -> list[str]:
        """Do requests at the same time, as long as somebody waits for them."""
        waiting: list[Future[str]] = [self._pool.submit(request) for request in requests]
        while wait(waiting, timeout=LOOKS, return_when=FIRST_EXCEPTION).not_done:
            if self._caller.has_left or any(done.done() and done.exception() for done in waiting):
                break
        for request in waiting:
            request.cancel()
        if self._caller.has_left:
            raise Left
        return [done.result() for done in waiting]


def _messages(context: Sequence[Turn], more: str) -> list[Message]:
    """The conversation, with more behind its system turn."""
    own = "\n".join(turn.text for turn in context if turn.role == "system")
    system = "\n".join(part for part in (own, more) if part)
    others = [turn for turn in context if turn.role != "system"]
    said = ({"role": turn.role, "content": _CONTROL.sub(r"\1 \2", turn.text)} for turn in others)
    return [*([{"role": "system", "content": system}] if system else []), *said]


def _merged(messages: Sequence[Message]) -> list[Message]:
    """The same with neighbours of one role as one: some engines' templates refuse two in a row."""
    merged: list[dict[str, str]] = []
    for message in messages:
        if merged and merged[-1]["role"] == message["role"]:
            merged[-1]["content"] += f"\n\n{message['content']}"
        else:
            merged.append(dict(message))
    return list(merged)


def _sound(style: str) -> list[str]:
    """A style in words."""
    found = re.fullmatch(r"<tone:(\w+)><persona:(\w+)>", style)
    return [_SOUND.format(tone=found[1], persona=found[2].replace("_", " "))] if found else []


def _one_line(answer: str) -> str:
    line = " ".join(without_thoughts(answer).split())
    if not line:
        raise ValueError("an empty line")
    return line


def _sentences(answer: str) -> str:
    """A reply in one line up to the end of its last whole sentence."""
    text = " ".join(without_thoughts(answer).split())
    ends = [match.end() for match in re.finditer(r"[.!?…][\"'”’)]*(?=\s|$)", text)]
    return text[: ends[-1]] if ends else ""
