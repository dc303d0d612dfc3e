"""What can be counted of replies to held-out messages: likeness to what people answered, variety, and how they listen.

None of it measures empathy: fine-tuned language models get less BLEU than old ones, and people prefer them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from sacrebleu.metrics.bleu import BLEU
from torchmetrics.functional.text import rouge_score

from empathy.chat.clauses import plain
from empathy.chat.scoring import Marks, marks
from empathy.chat.tone import strikes_wrong_note
from empathy.chat.wishes import asks_for_advice
from empathy.evaluate.intervals import Share
from empathy.evaluate.resampling import DRAWS, Resamples, estimate


@dataclass(frozen=True)
class Answered:
    """A message and two answers.

    Attributes:
        text: What the person said.
        gold: What the corpus answers.
        reply: What the model answers.
    """

    text: str
    gold: str
    reply: str

    @cached_property
    def marks(self) -> Marks:
        """What the checks see in the reply."""
        return marks(self.reply, self.text)


ERRORS: dict[str, tuple[str, Callable[[Answered], bool]]] = {
    "over-validation": (
        "says that the person is right about everything, or did nothing wrong", lambda one: one.marks.flattery > 0
    ),
    "generic": (
        "takes up no detail of the message and names no feeling",
        lambda one: not one.marks.specific and not one.marks.names,
    ),
    "premature advice": (
        "tells the person what to do, who did not ask for advice",
        lambda one: one.marks.advice > 0 and not asks_for_advice(one.text),
    ),
    "tone mismatch": ("cheers at bad news, or mourns at good", lambda one: strikes_wrong_note(one.reply, one.text)),
    "goes round in circles": ("says over a third of its word trigrams again", lambda one: one.marks.repeats),
    "empty": ("has no word", lambda one: not one.reply.strip()),
}  # fmt: skip
"""Error -> the rule in words, and the rule."""

LISTENING: dict[str, Callable[[Answered], bool]] = {
    "acknowledges": lambda one: one.marks.acknowledges,
    "names a feeling": lambda one: one.marks.names,
    "one gentle question": lambda one: one.marks.asks,
    "all three": lambda one: one.marks.elements == 3,
    "takes up a detail": lambda one: one.marks.specific > 0,
    "asks anything": lambda one: "?" in one.reply,
    "gives advice": lambda one: one.marks.advice > 0,
}


def bleu(answered: Sequence[Answered]) -> dict[str, float]:
    """SacreBLEU (Post 2018) of all replies, 0 to 100, with its bootstrap interval."""
    found: Any = BLEU(effective_order=False).corpus_score(
        [one.reply for one in answered], [[one.gold for one in answered]], n_bootstrap=DRAWS
    )
    return {"value": found.score, "low": max(0.0, found._mean - found._ci), "high": found._mean + found._ci}


def rouge_l(one: Answered) -> float:
    """F-measure of the longest common subsequence (Lin 2004), 0 to 100."""
    return 100 * float(rouge_score(one.reply, one.gold, rouge_keys="rougeL")["rougeL_fmeasure"])


def distinct(answered: Sequence[Answered], size: int) -> float:
    """Different word n-grams of all replies by all of them (Li et al. 2016, section 5), 0 to 100.

    It falls as replies are added, so it has no bootstrap interval and compares at the same n alone.
    """
    grams = [
        tuple(words[start : start + size])
        for one in answered
        for words in [plain(one.reply).split()]
        for start in range(len(words) - size + 1)
    ]
    return 100 * len(set(grams)) / len(grams) if grams else 0.0


def figures(answered: Sequence[Answered]) -> dict[str, Any]:
    """All figures of a model's replies.

    Returns:
        ``numbers``: values, with their 95 % bootstrap intervals where they have any; ``listening`` and ``errors``:
        shares with their Wilson intervals.
    """
    return {
        "n": len(answered),
        "numbers": {
            "BLEU": bleu(answered),
            "ROUGE-L": _mean([rouge_l(one) for one in answered]),
            "distinct-1": {"value": distinct(answered, 1)},
            "distinct-2": {"value": distinct(answered, 2)},
            "words": _mean([one.marks.words for one in answered]),
        },
        "listening": {name: share(map(rule, answered), len(answered)) for name, rule in LISTENING.items()},
        "errors": {name: share(map(rule, answered), len(answered)) for name, (_, rule) in ERRORS.items()},
    }


def _mean(values: Sequence[float]) -> dict[str, float]:
    names = [str(place) for place in range(len(values))]
    found = estimate(Resamples(names).weights(names) @ np.asarray(values) / max(1, len(values)), len(values))
    assert found is not None
    return {"value": found.value, "low": found.low, "high": found.high}


def share(hits: Any, n: int) -> dict[str, float]:
    """A share as it is written down."""
    found = Share(sum(hits), n)
    low, high = found.interval
    return {"value": found.value, "low": low, "high": high, "hits": found.hits}
