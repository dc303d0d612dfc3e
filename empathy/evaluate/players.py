"""Who answers a benchmark: a model on this machine, the same behind the controller, or a model behind an API."""

import datetime
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol, cast

from empathy.chat.controller import Controller, Settings
from empathy.chat.guard.guard import Guard
from empathy.chat.resources import read_resources
from empathy.chat.session import Session
from empathy.chat.speaker import Speaker
from empathy.data.rules import RULES, read_rules
from empathy.dialogue import Role, Turn
from empathy.endpoint import Endpoint, Message, Unanswered, without_thoughts
from empathy.errors import InputError
from empathy.model.saved import best_model_folder

MODEL_KEY = "EMPATHY_MODEL_KEY"
"""Environment variable with the key of the models' API."""


class Player(Protocol):
    """Answers conversations."""

    batch: int
    facts: dict[str, Any]

    def answers(
        self, conversations: Sequence[Sequence[Message]], *, temperature: float, min_p: float, seed: int
    ) -> list[str | None]:
        """One answer to each conversation, whose last message is the user's; None where there is none."""


class LocalPlayer:
    """A model on this machine, decoded as the benchmark asks: temperature and min-p alone, its own system turn.

    Args:
        speaker: The model.
        max_new_tokens: Of an answer at most; the benchmark allows 12,000 and asks for about 1,000 words.
    """

    batch = 8

    def __init__(self, speaker: Speaker, max_new_tokens: int) -> None:
        self._speaker, self._max_new_tokens = speaker, max_new_tokens
        self.facts: dict[str, Any] = {
            "api_model_id": speaker.identity, "decoding": "plain", "max_new_tokens": max_new_tokens,
        }  # fmt: skip

    def answers(
        self, conversations: Sequence[Sequence[Message]], *, temperature: float, min_p: float, seed: int
    ) -> list[str | None]:
        """One answer each, cut off or not."""
        speaker = self._speaker
        prompts = [speaker.chat.prompt(speaker.with_system(_turns(messages))) for messages in conversations]
        said = speaker.write(
            prompts, max_new_tokens=self._max_new_tokens, temperature=temperature, seed=seed,
            min_p=min_p, keep_cut=True, keep_lines=True,
        )  # fmt: skip
        return [without_thoughts(text) for text in said]


class ControlledPlayer:
    """The same behind the controller, which answers in a friend's few sentences: reported apart.

    Args:
        controller: With the model in it.
    """

    batch = 4

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self.facts: dict[str, Any] = {
            "api_model_id": controller.speaker.identity, "decoding": "controlled",
            "classifier": controller.guard.fingerprint,
            "settings": controller.settings.fingerprint,
        }  # fmt: skip

    def answers(
        self, conversations: Sequence[Sequence[Message]], *, temperature: float, min_p: float, seed: int
    ) -> list[str | None]:
        """One reply each, as a person would see it; the controller's own temperature holds."""
        del temperature, min_p
        batch = [(Session(turns=_turns(messages[:-1])), messages[-1]["content"]) for messages in conversations]
        return [reply.shown for reply in self._controller.replies(batch, seed=seed)]


class RemotePlayer:
    """A model behind an OpenAI-compatible API.

    Args:
        endpoint: The API.
        threads: Requests at a time.
        max_tokens: Of an answer at most.
    """

    def __init__(self, endpoint: Endpoint, threads: int, max_tokens: int) -> None:
        self._endpoint, self.batch, self._max_tokens = endpoint, threads, max_tokens
        self.facts: dict[str, Any] = {
            "api_model_id": endpoint.name, "decoding": "endpoint", "max_new_tokens": max_tokens
        }  # fmt: skip

    def answers(
        self, conversations: Sequence[Sequence[Message]], *, temperature: float, min_p: float, seed: int
    ) -> list[str | None]:
        """One answer each; None where the API gave none."""
        del seed

        def one(messages: Sequence[Message]) -> str | None:
            try:
                return self._endpoint.ask(
                    messages, _text, temperature=temperature,
                    max_tokens=self._max_tokens, min_p=min_p or None,
                )  # fmt: skip
            except Unanswered as error:
                if error.is_final:
                    remedy = f"Check the URL, the model and {MODEL_KEY}; what is done is kept"
                    raise InputError(f"models={self._endpoint.name}", str(error), remedy) from None
                return None

        with ThreadPoolExecutor(max_workers=self.batch) as pool:
            return list(pool.map(one, conversations))


def _text(answer: str) -> str:
    told = without_thoughts(answer)
    if not told:
        raise ValueError("an empty answer")
    return told


def _turns(messages: Sequence[Message]) -> list[Turn]:
    return [Turn(cast("Role", message["role"]), message["content"] or "...") for message in messages]


def players(
    models: Sequence[str], *, controlled: bool, max_new_tokens: int, max_tokens: int, threads: int
) -> dict[str, Player]:
    """Players by name, each model loaded once.

    Args:
        models: NAME=WHERE each. WHERE: logs/NAME of a run; base:logs/NAME, its base without what was learnt; or
            URL#MODEL, an OpenAI-compatible API.
        controlled: Also every local model behind the controller, as NAME+controller.
        max_new_tokens: Tokens of a local model's answer at most.
        max_tokens: The same of a model behind an API.
        threads: Requests to an API at a time.

    Raises:
        InputError: If a part is malformed, named twice, or no run's folder.
    """
    wheres = named(models)
    local = speakers([f"{name}={where}" for name, where in wheres.items() if not _is_url(where)])
    found: dict[str, Player] = {}
    if controlled:
        guard, resources = Guard.load(), read_resources(today=datetime.date.today())
    for name, where in wheres.items():
        if _is_url(where):
            url, _, model = where.partition("#")
            if not model:
                raise InputError(f"models={name}={where}", "names no model", "Write NAME=URL#MODEL")
            found[name] = RemotePlayer(Endpoint(url, model, key=MODEL_KEY), threads, max_tokens)
            continue
        found[name] = LocalPlayer(local[name], max_new_tokens)
        if controlled:
            controller = Controller(local[name], guard, resources, Settings(rules=read_rules(RULES)))
            found[f"{name}+controller"] = ControlledPlayer(controller)
    return found


def speakers(models: Sequence[str]) -> dict[str, Speaker]:
    """Local models by name, each loaded once.

    Args:
        models: NAME=logs/NAME or NAME=base:logs/NAME each.

    Raises:
        InputError: If a part is malformed, named twice, or no run's folder.
    """
    loaded: dict[str, Speaker] = {}
    found: dict[str, Speaker] = {}
    for name, where in named(models).items():
        folder = str(best_model_folder(where.removeprefix("base:"), key="models"))
        if folder not in loaded:
            loaded[folder] = Speaker(Path(folder))
        found[name] = loaded[folder].untuned() if where.startswith("base:") else loaded[folder]
    return found


def named(models: Sequence[str]) -> dict[str, str]:
    """NAME=WHERE of each model.

    Raises:
        InputError: If one is malformed, or a name is there twice.
    """
    found: dict[str, str] = {}
    for part in models:
        name, equals, where = part.partition("=")
        if not equals or not name or not where or name in found:
            raise InputError(f"models={part}", "is no NAME=WHERE, or its name is there twice", "Write sft=logs/sft")
        found[name] = where
    return found


def _is_url(where: str) -> bool:
    return where.startswith(("http://", "https://"))
