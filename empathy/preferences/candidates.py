"""Candidate replies: a tuned model and its base, each at several temperatures."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from empathy.chat.speaker import Speaker
from empathy.preferences.prompts import Prompt


@dataclass(frozen=True)
class Candidate:
    """A reply and where it comes from.

    Attributes:
        text: What it says.
        model: ``sft`` or ``base``.
        temperature: Of the draw; 0 is greedy.
        seed: Of the draw, which a whole batch of prompts shares.
    """

    text: str
    model: str
    temperature: float
    seed: int

    @property
    def provenance(self) -> dict[str, Any]:
        """Everything but the text."""
        return {name: value for name, value in asdict(self).items() if name != "text"}


class Writer(Speaker):
    """A tuned model that writes candidates and reads emotions.

    Args:
        folder: ``best_model`` of a finished run.
        max_new_tokens: Tokens of a reply at most.
    """

    def __init__(self, folder: Path, *, max_new_tokens: int) -> None:
        super().__init__(folder)
        self.max_new_tokens = max_new_tokens

    def candidates(
        self, prompts: Sequence[Prompt], temperatures: Sequence[float], *, seed: int
    ) -> list[list[Candidate]]:
        """Let both models answer each prompt once at each temperature.

        Args:
            prompts: Answered in one batch.
            temperatures: Of the draws.
            seed: Of all draws; each draw's own is derived from it.

        Returns:
            The candidates of each prompt; replies that are empty or were cut off are left out.
        """
        ids = [self.chat.prompt(self.with_system(prompt.turns)) for prompt in prompts]
        found: list[list[Candidate]] = [[] for _ in prompts]
        for number, (model, speaker) in enumerate({"sft": self, "base": self.untuned()}.items()):
            for place, temperature in enumerate(temperatures):
                own_seed = int(np.random.SeedSequence((seed, number, place)).generate_state(1)[0])
                replies = speaker.write(
                    ids, max_new_tokens=self.max_new_tokens, temperature=temperature, seed=own_seed
                )  # fmt: skip
                for candidates, text in zip(found, replies, strict=True):
                    if text:
                        candidates.append(Candidate(text, model, temperature, own_seed))
        return found

    def emotions(self, prompt: Prompt) -> list[str]:
        """The two likeliest emotions of the user's last turn, by the emotion head; neutral is none."""
        return self.read(prompt.turns).feelings()[:2]
