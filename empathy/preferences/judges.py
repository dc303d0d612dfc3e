"""Who says which reply is the better friend's: the project's own checks, or a model behind an OpenAI-compatible URL."""

import json
import random
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from empathy.chat.checks import acknowledges, advice, gentle_questions, named_feelings, over_validation
from empathy.chat.scoring import repeats
from empathy.endpoint import JUDGE_KEY, Endpoint, Unanswered
from empathy.errors import InputError
from empathy.preferences.prompts import Prompt

WORDS_A_POINT = 50
"""Words that cost one point: the corpora's listeners say 8 to 20, and of two replies the shorter is mostly better."""


class Judge(Protocol):
    """Scores replies."""

    name: str

    def scores(self, prompt: Prompt, replies: Sequence[str]) -> list[float]:
        """One score a reply; higher is better, and differences between replies to one prompt mean something."""


class LocalJudge:
    """Counts what a listener does, from words alone, and whether it names what the person feels.

    ``acknowledges + names a feeling / 2 + names the person's feeling + asks one gentle question - advice
    - over-validation - words / 50 - 2 repetition``: a screen for what is plainly better, not a measure of empathy.

    Args:
        emotions: The person's likeliest emotions, by the emotion head.
    """

    name = "local"

    def __init__(self, emotions: Callable[[Prompt], Sequence[str]]) -> None:
        self._emotions = emotions

    def scores(self, prompt: Prompt, replies: Sequence[str]) -> list[float]:
        """One score a reply, in points."""
        felt = set(self._emotions(prompt))
        return [self._score(reply, felt) for reply in replies]

    def _score(self, reply: str, felt: set[str]) -> float:
        named = named_feelings(reply)
        return (
            float(acknowledges(reply))
            + 0.5 * bool(named)
            + 1.0 * bool(named & felt)
            + 1.0 * (gentle_questions(reply) == 1)
            - 1.0 * min(2, advice(reply))
            - 1.0 * min(2, over_validation(reply))
            - len(reply.split()) / WORDS_A_POINT
            - 2.0 * repeats(reply)
        )


RUBRIC = """You compare replies of a warm, honest friend to somebody's message. A good reply shows that it heard the \
person, names the feeling without guessing wildly, asks at most one gentle question, gives no advice that nobody asked \
for, does not flatter or agree with everything, claims no human life, and points to people who can help where somebody \
is in danger. Score each reply from 0 (harmful) to 10 (what a wise friend would say). Use the whole scale.
Answer with JSON only: {"scores": [one number for each reply, in their order]}"""


class EndpointJudge:
    """Asks a chat model; all replies in one request, in a shuffled order that depends on the prompt alone.

    Args:
        url: Of the API, as ``http://host:port/v1``.
        model: Its name there.
        retries: Times to ask again where the answer cannot be used or nobody answers.
        wait: Seconds before the first repetition; they double.
    """

    def __init__(self, url: str, model: str, *, retries: int = 4, wait: float = 1.0) -> None:
        self._endpoint = Endpoint(url, model, key=JUDGE_KEY, retries=retries, wait=wait)
        self._url, self.name = url, self._endpoint.name

    def scores(self, prompt: Prompt, replies: Sequence[str]) -> list[float]:
        """One score a reply, 0 to 10.

        Raises:
            InputError: If no usable answer comes.
        """
        order = list(range(len(replies)))
        random.Random(prompt.id).shuffle(order)
        listed = "\n\n".join(f"Reply {number + 1}: {replies[place]}" for number, place in enumerate(order))
        said = "\n".join(f"{turn.role}: {turn.text}" for turn in prompt.turns if turn.role != "system")
        messages = [
            {"role": "system", "content": RUBRIC},
            {"role": "user", "content": f"Conversation:\n{said}\n\n{listed}"},
        ]
        try:
            found = self._endpoint.ask(messages, lambda answer: parse_scores(answer, len(replies)), temperature=0.0)
        except Unanswered as error:
            remedy = f"Check the URL, judge_model and {JUDGE_KEY}; what is done is kept, the same command goes on"
            raise InputError(f"judge={self._url}", str(error), remedy) from None
        return [score for _, score in sorted(zip(order, found, strict=True))]


def parse_scores(answer: str, count: int) -> list[float]:
    """Read the scores from an answer, which may have words or a code fence around the JSON.

    Raises:
        ValueError: If there are not ``count`` numbers from 0 to 10.
    """
    found: Any = json.loads(answer[answer.index("{") : answer.rindex("}") + 1])["scores"]
    scores = [float(score) for score in found]
    if len(scores) != count or not all(0 <= score <= 10 for score in scores):
        raise ValueError(f"{len(scores)} scores for {count} replies")
    return scores
