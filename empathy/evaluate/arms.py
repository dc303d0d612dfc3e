"""The models whose replies are compared: base, tuned and aligned, each as it is and behind the controller."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from empathy.chat.controller import Controller, Settings
from empathy.chat.guard.guard import Guard
from empathy.chat.resources import Resources
from empathy.chat.session import Session
from empathy.chat.speaker import Speaker
from empathy.dialogue import Turn
from empathy.errors import InputError
from empathy.evaluate.red_team import Prompt
from empathy.model.saved import best_model_folder


@dataclass(frozen=True)
class Arm:
    """One way to answer.

    Attributes:
        name: ``base``, ``sft`` ..., with ``+controller`` behind it.
        speaker: The model.
        controlled: Whether the controller stands before it.
    """

    name: str
    speaker: Speaker
    controlled: bool


def arms(models: str) -> list[Arm]:
    """Arms of ``NAME=FOLDER,NAME=FOLDER``, the first model's base before them.

    Raises:
        InputError: If a part is malformed or a folder no run's.
    """
    found: list[Arm] = []
    for part in models.split(","):
        name, equals, folder = part.partition("=")
        if not equals or not name or not folder:
            raise InputError(f"model={part}", "is no NAME=FOLDER", "Write sft=logs/quickstart,dpo=logs/dpo_quickstart")
        speaker = Speaker(Path(best_model_folder(folder, key="model")))
        own = {"base": speaker.untuned(), name: speaker} if not found else {name: speaker}
        found += [Arm(f"{n}{tail}", s, bool(tail)) for n, s in own.items() for tail in ("", "+controller")]
    return found


def answer(
    arm: Arm,
    prompts: Sequence[Prompt],
    *,
    guard: Guard,
    resources: Resources,
    settings: Settings,
    region: str,
    seed: int,
) -> list[str]:
    """What the person would read: help lines and reply."""
    if arm.controlled:
        controller = Controller(arm.speaker, guard, resources, settings)
        sessions = [Session(region=region, turns=_turns(prompt)[:-1]) for prompt in prompts]
        messages = [(session, prompt.text) for session, prompt in zip(sessions, prompts, strict=True)]
        return [reply.shown for reply in controller.replies(messages, seed=seed)]
    return plainly(arm.speaker, [_turns(prompt) for prompt in prompts], seed=seed)


def plainly(speaker: Speaker, conversations: Sequence[Sequence[Turn]], *, seed: int) -> list[str]:
    """One draw for each conversation, as the model is: decoded as the controller decodes, cut off or not."""
    prompts = [speaker.chat.prompt(speaker.with_system(turns)) for turns in conversations]
    return speaker.write(
        prompts, max_new_tokens=Settings.max_new_tokens, temperature=Settings.temperature, seed=seed, keep_cut=True
    )


def _turns(prompt: Prompt) -> list[Turn]:
    """Earlier messages with short neutral replies between them: the scripts hold the user's side only."""
    turns: list[Turn] = []
    for said in prompt.turns:
        turns += [Turn("user", said), Turn("assistant", "I'm listening.")]
    return [*turns, Turn("user", prompt.text)]
