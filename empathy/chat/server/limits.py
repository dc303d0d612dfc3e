"""How much one client may ask for, and how the server says no."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What is served; beyond it requests are refused.

    Attributes:
        body_bytes: Of a request's body.
        message_characters: Of one message.
        turns: Messages of a conversation.
        tokens: Of a reply, that may be asked for.
        running: Conversations that are answered at the same time.
        waiting: Conversations that wait for one of those to end.
        seconds: From a request to the end of its answer, waiting included.
        receive_seconds: For a request's head, and for its body.
    """

    body_bytes: int = 256 * 1024
    message_characters: int = 8000
    turns: int = 200
    tokens: int = 1024
    running: int = 16
    waiting: int = 64
    seconds: float = 120.0
    receive_seconds: float = 10.0


class Refused(Exception):
    """A request that is not answered.

    Args:
        status: Of HTTP.
        message: What is wrong and what to do; never a word of what somebody wrote.
        param: Field that it is about.
        code: For programs.
        retry_after: Seconds after which to ask again.
    """

    def __init__(
        self, status: int, message: str, *, param: str | None = None, code: str | None = None, retry_after: int = 0
    ) -> None:
        super().__init__(message)
        self.status, self.message, self.param, self.code, self.retry_after = status, message, param, code, retry_after

    @property
    def body(self) -> dict[str, object]:
        """As OpenAI's API says it."""
        kind = "invalid_request_error" if self.status < 500 else "server_error"
        return {"error": {"message": self.message, "type": kind, "param": self.param, "code": self.code}}

    @property
    def headers(self) -> dict[str, str]:
        """Beside the usual ones."""
        own = {"Retry-After": str(self.retry_after)} if self.retry_after else {}
        return own | ({"WWW-Authenticate": "Bearer"} if self.status == 401 else {})
