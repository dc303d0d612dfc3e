"""An OpenAI-compatible chat API, asked until it gives an answer that can be used."""

import os
import random
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import requests

T = TypeVar("T")

Message = Mapping[str, str]
"""``{"role": "system" | "user" | "assistant", "content": ...}``."""

JUDGE_KEY = "EMPATHY_JUDGE_KEY"
"""Environment variable with the key of a judge's API."""

TIMEOUT = 240.0
"""Seconds that an answer may take."""


class Unanswered(Exception):
    """No answer that can be used, after all attempts; says why, without what was asked or answered.

    Args:
        reason: Why.
        is_final: Asking again cannot help: the API refuses the request, or there is none.
    """

    def __init__(self, reason: str, *, is_final: bool) -> None:
        super().__init__(reason)
        self.is_final = is_final


class Endpoint:
    """Asks a chat model. What is asked leaves this machine: the commands that use it say so.

    Args:
        url: Of the API, as ``http://host:port/v1``, or of its ``/chat/completions`` itself.
        model: Its name there.
        key: Environment variable with the API's key; the key is never written anywhere.
        retries: Times to ask again where the answer cannot be used or nobody answers.
        wait: Seconds before the first repetition; they double. A ``Retry-After`` counts where it is longer.
        per_minute: Requests a minute at most; None: as they come.
        timeout: Seconds that an answer may take.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: str,
        retries: int = 4,
        wait: float = 1.0,
        per_minute: int | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self.name = f"{model} at {url}"
        self.model = model
        self._url = f"{url.rstrip('/').removesuffix('/chat/completions')}/chat/completions"
        self._key, self._retries, self._wait, self._timeout = key, retries, wait, timeout
        self._gap = 60.0 / per_minute if per_minute else 0.0
        self._next = 0.0
        self._lock = threading.Lock()

    def ask(self, messages: Sequence[Message], read: Callable[[str], T], **options: Any) -> T:
        """Ask until the answer can be read.

        Args:
            messages: The conversation.
            read: Makes of an answer what is wanted; raises a ValueError, KeyError, TypeError or IndexError where it
                cannot.
            options: Further fields of the request, such as temperature; those that are None are left out.

        Raises:
            Unanswered: If no attempt succeeds.
        """
        for attempt in range(self._retries + 1):
            try:
                return read(self._answer(messages, options))
            except (requests.RequestException, ValueError, KeyError, TypeError, IndexError) as error:
                failed = error
            if _is_final(failed) or attempt == self._retries:
                break
            time.sleep(max(self._wait * 2**attempt * random.uniform(1, 1.5), _asked_to_wait(failed)))
        gone = isinstance(failed, requests.ConnectionError) and not isinstance(failed, requests.Timeout)
        reason = f"no usable answer in {attempt + 1} attempts ({_why(failed)})"
        raise Unanswered(reason, is_final=_is_final(failed) or gone)

    def _answer(self, messages: Sequence[Message], options: dict[str, Any]) -> str:
        self._take_turn()
        key = os.environ.get(self._key)
        sent = {name: value for name, value in options.items() if value is not None}
        answer = requests.post(
            self._url,
            json={"model": self.model, "messages": [dict(message) for message in messages], **sent},
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=self._timeout,
        )
        answer.raise_for_status()
        content = answer.json()["choices"][0]["message"]["content"]
        if not isinstance(content, str):
            raise TypeError("no text in the answer")
        return content

    def _take_turn(self) -> None:
        """Keep requests ``per_minute`` apart, also those of several threads."""
        with self._lock:
            now = time.monotonic()
            self._next = max(self._next, now) + self._gap
            pause = self._next - self._gap - now
        if pause > 0:
            time.sleep(pause)


def without_thoughts(reply: str) -> str:
    """A reply without what a reasoning model thinks aloud first."""
    return re.sub(r"<(think|reasoning)>.*?</\1>", "", reply, flags=re.DOTALL).strip()


def _is_final(error: Exception) -> bool:
    """Whether asking again cannot help: the request itself is refused."""
    response = getattr(error, "response", None)
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema):
        return True
    return response is not None and response.status_code in (400, 401, 403, 404, 422)


def _asked_to_wait(error: Exception) -> float:
    """Seconds of a Retry-After header, at most a minute."""
    response = getattr(error, "response", None)
    after = response.headers.get("Retry-After", "") if response is not None else ""
    return min(float(after), 60.0) if after.isdigit() else 0.0


def _why(error: Exception) -> str:
    """Why a request failed, without what was asked or answered."""
    response = getattr(error, "response", None)
    return f"HTTP {response.status_code}" if response is not None else type(error).__name__
