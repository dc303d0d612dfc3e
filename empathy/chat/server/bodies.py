"""Bytes of a request -> a checked order; whatever is wrong is named, never repeated."""

import json
import re
from typing import Annotated, Any, Literal, NoReturn

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from empathy.chat.controller import NOTHING
from empathy.chat.server.limits import Limits, Refused
from empathy.chat.unseen import holds_unseen, without_unseen
from empathy.style import Persona, Tone

_NAMES_A_FIELD = re.compile(r"[a-z_]{1,40}")


def _readable(text: str) -> str:
    if holds_unseen(text):
        raise ValueError("it holds control, zero-width or direction characters: leave them out")
    return text


Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_readable)]
Stop = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_readable)]
Neutral0 = Annotated[float, Field(ge=0, le=0)] | None
Neutral1 = Annotated[float, Field(ge=1, le=1)] | None


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class Message(_Strict):
    """One message."""

    role: Literal["system", "user", "assistant"]
    content: str

    @field_validator("content")
    @classmethod
    def _words(cls, content: str, told: ValidationInfo) -> str:
        if told.data.get("role") == "assistant":  # what a model said, and perhaps a client cut: it is not refused
            return without_unseen(content).strip() or NOTHING
        if not content.strip():
            raise ValueError("it is empty: say something")
        return _readable(content)


class StreamOptions(_Strict):
    """OpenAI's ``stream_options``."""

    include_usage: bool = False


class Extension(_Strict):
    """What this server understands beyond OpenAI's fields.

    Attributes:
        tone: Of the reply.
        persona: Of the reply.
        region: ISO 3166 code for the help lines.
        trace: Whether to tell how the reply came about.
    """

    tone: Tone | None = None
    persona: Persona | None = None
    region: Annotated[str, Field(pattern=r"^(?:[A-Za-z]{2}|international)$")] | None = None
    trace: bool = False


class Order(_Strict):
    """A request for a reply: OpenAI's fields as far as they mean something here; others only at their neutral value."""

    model: Name
    messages: Annotated[list[Message], Field(min_length=1)]
    stream: bool = False
    stream_options: StreamOptions | None = None
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    min_p: Annotated[float, Field(ge=0, le=1)] | None = None
    max_tokens: Annotated[int, Field(ge=1)] | None = None
    max_completion_tokens: Annotated[int, Field(ge=1)] | None = None
    stop: Stop | Annotated[list[Stop], Field(max_length=4)] | None = None
    seed: Annotated[int, Field(ge=-(2**63), lt=2**63)] | None = None
    n: Annotated[int, Field(ge=1, le=1)] | None = None
    top_p: Neutral1 = None
    frequency_penalty: Neutral0 = None
    presence_penalty: Neutral0 = None
    user: Name | None = None
    empathy: Extension = Extension()

    @property
    def tokens(self) -> int | None:
        """Tokens of the reply at most, by either of the two names."""
        return self.max_completion_tokens or self.max_tokens

    @property
    def stops(self) -> list[str]:
        """Texts before which the reply ends."""
        return [self.stop] if isinstance(self.stop, str) else list(self.stop or ())


def read_order(body: bytes, limits: Limits, *, with_system: bool) -> Order:
    """Read and check a request.

    Args:
        body: As it came.
        limits: What may be asked for.
        with_system: Whether a client may bring a system turn.

    Raises:
        Refused: If anything is wrong with it.
    """
    try:
        order = Order.model_validate(_parsed(body))
    except ValidationError as error:
        raise _refusal(error) from None
    wrong = _beyond(order, limits)
    if wrong:
        raise Refused(400, wrong[1], param=wrong[0])
    first, *others = order.messages
    if any(message.role == "system" for message in (others if with_system else order.messages)):
        told = "only the first may be a system message" if with_system else "the operator sets the system message"
        raise Refused(400, f"messages: {told}", param="messages")
    spoken = others if first.role == "system" else order.messages
    if not spoken or spoken[0].role != "user" or spoken[-1].role != "user":
        raise Refused(400, "messages: the first and the last must be the user's", param="messages")
    return order


def _parsed(body: bytes) -> Any:
    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is no number")

    try:
        return json.loads(body.decode("utf-8"), parse_constant=refuse)
    except UnicodeDecodeError:
        raise Refused(400, "The body is no UTF-8") from None
    except (ValueError, RecursionError):
        raise Refused(400, "The body is no JSON, or nests too deep") from None


def _beyond(order: Order, limits: Limits) -> tuple[str, str] | None:
    """The field that asks for more than is served, and why."""
    if len(order.messages) > limits.turns:
        return "messages", f"messages: at most {limits.turns} are read; begin a new conversation"
    if any(len(one.content) > limits.message_characters for one in order.messages if one.role != "assistant"):
        return "messages", f"messages: one is longer than {limits.message_characters} characters"
    if order.tokens and order.tokens > limits.tokens:
        return "max_tokens", f"max_tokens: at most {limits.tokens}"
    return None


def _refusal(error: ValidationError) -> Refused:
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    # A field that a client made up may hold anything: it is not repeated.
    path = [str(part) if isinstance(part, int) or _NAMES_A_FIELD.fullmatch(part) else "?" for part in first["loc"]]
    where = ".".join(path)
    why = "no such field" if first["type"] == "extra_forbidden" else first["msg"].removeprefix("Value error, ")
    return Refused(400, f"{where or 'body'}: {why}", param=where or None)
