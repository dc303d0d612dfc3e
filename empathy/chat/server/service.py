"""What is served: an order -> a conversation heard anew -> a reply. It blocks; threads call it."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from empathy.chat.controller import Controller, Routed, Settings
from empathy.chat.engine import Caller, Left
from empathy.chat.guard.guard import Guard
from empathy.chat.plain import PlainController
from empathy.chat.resources import Resources
from empathy.chat.server.bodies import Order
from empathy.chat.server.limits import Limits
from empathy.chat.session import Reply, Session
from empathy.chat.speaking import Speaks
from empathy.chat.unseen import without_unseen
from empathy.dialogue import Turn
from empathy.style import PERSONAS, TONES, Style

SEEDS = 2**32
"""Seeds are taken modulo this: draws of one seed are numbered above it."""


@dataclass(frozen=True)
class Talk:
    """A conversation whose last message is screened and yet to be answered.

    Attributes:
        order: The request.
        routed: Its last message; its help lines are known already.
        controller: Answers.
    """

    order: Order
    routed: Routed
    controller: Controller

    def answered(self) -> "Answered":
        """Let the model answer."""
        seed = secrets.randbelow(SEEDS) if self.order.seed is None else self.order.seed % SEEDS
        (reply,) = self.controller.answer([self.routed], seed=seed)
        text, was_cut = without_unseen(reply.text), False
        if not reply.trace.level:  # what is said to somebody in danger is said whole
            count = self.controller.speaker.count
            text, was_cut = cut(text, self.order.stops, self.order.tokens, count)
            was_cut |= reply.trace.source == "plain" and count(text) >= self.controller.settings.max_new_tokens
        return Answered(text, was_cut, reply, self._tokens(text))

    def rescued(self) -> "Answered | None":
        """What is said to somebody in danger where the model fails; None for everybody else."""
        reply = self.controller.rescue(self.routed)
        return Answered(reply.text, was_cut=False, reply=reply, tokens=self._tokens(reply.text)) if reply else None

    def _tokens(self, text: str) -> tuple[int, int]:
        count, block = self.controller.speaker.count, self.routed.block
        asked = sum(count(message.content) for message in self.order.messages)
        return asked, count(text) + (count(block) if block else 0)


@dataclass(frozen=True)
class Answered:
    """A reply as it is shown.

    Attributes:
        text: What is left of it by the order's stop texts and number of tokens.
        was_cut: It has as many tokens as were allowed.
        reply: The controller's.
        tokens: Of the messages, and of what is shown; what was drawn and thrown away is not counted.
    """

    text: str
    was_cut: bool
    reply: Reply
    tokens: tuple[int, int]

    @property
    def shown(self) -> Reply:
        """The controller's reply with what is left of its text."""
        return replace(self.reply, text=self.text)


@dataclass(frozen=True)
class Service:
    """A model behind guard and controller.

    Attributes:
        name: Of the model, as clients call it.
        speaker_for: The model, for a caller who may leave.
        guard: Screens messages.
        resources: Help lines.
        settings: Of the controller, where an order does not say otherwise.
        region: Of the help lines, where an order does not say otherwise; None: international.
        limits: Of what may be asked for.
        has_heads: Whether heads read what the person feels.
        raw: Plain decoding, with the guard alone.
        is_well: Whether the model can be asked at all.
    """

    name: str
    speaker_for: Callable[[Caller], Speaks]
    guard: Guard
    resources: Resources
    settings: Settings
    region: str | None
    limits: Limits
    has_heads: bool
    raw: bool = False
    is_well: Callable[[], bool] = lambda: True

    def opened(self, order: Order, caller: Caller) -> Talk:
        """Hear the conversation of an order and screen its last message."""
        own = self.settings
        settings = replace(
            own,
            temperature=own.temperature if order.temperature is None else order.temperature,
            min_p=own.min_p if order.min_p is None else order.min_p,
            # Raw replies may be long; the controller's are a friend's few sentences, and end by themselves.
            max_new_tokens=(order.tokens or self.limits.tokens) if self.raw else own.max_new_tokens,
        )
        kind = PlainController if self.raw else Controller
        controller = kind(self.speaker_for(caller), self.guard, self.resources, settings)
        wanted = order.empathy
        default = Style()
        style = Style(wanted.tone or default.tone, wanted.persona or default.persona)
        is_plain = self.raw and not (wanted.tone or wanted.persona)  # a benchmark asks for the model as it is
        session = Session(region=wanted.region or self.region, style=None if is_plain else style)
        *before, last = [Turn(one.role, one.content) for one in order.messages]
        controller.reopen(session, _while_waited_for(before, caller))
        return Talk(order, controller.route(session, last.text), controller)

    @property
    def described(self) -> dict[str, Any]:
        """What a page needs to know beyond OpenAI's fields."""
        return {
            "tones": list(TONES), "personas": list(PERSONAS), "regions": self.resources.regions,
            "region": self.resources.place(self.region), "heads": self.has_heads, "raw": self.raw,
            "limits": {
                name: getattr(self.limits, name) for name in ("message_characters", "turns", "body_bytes", "tokens")
            },
        }  # fmt: skip


def _while_waited_for(turns: Sequence[Turn], caller: Caller) -> Iterator[Turn]:
    """The turns, until nobody waits any more: to screen a long conversation takes a while."""
    for turn in turns:
        if caller.has_left:
            raise Left
        yield turn


def cut(text: str, stops: list[str], tokens: int | None, count: Callable[[str], int]) -> tuple[str, bool]:
    """End a reply before the first stop text in it, and after so many tokens.

    Args:
        text: The reply.
        stops: Texts before which it ends.
        tokens: At most; None for no limit.
        count: Tokens of a text.

    Returns:
        What is left, and whether the number of tokens ended it.
    """
    found = [place for stop in stops if (place := text.find(stop)) >= 0]
    text = text[: min(found)].rstrip() if found else text
    if tokens is None or count(text) <= tokens:
        return text, False
    while text and count(text) > tokens:
        text = text[: text.rfind(" ")] if " " in text else text[:-1]
    return text, True
