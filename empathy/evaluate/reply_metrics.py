"""What can be counted of replies to held-out messages: likeness to what people answered, variety, and how they listen.

None of it measures empathy: fine-tuned language models get less BLEU than old ones, and people prefer them.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from torchmetrics.functional.text import rouge_score, sacre_bleu_score

from empathy.chat.clauses import plain
from empathy.chat.scoring import marks
from empathy.chat.tone import strikes_wrong_note
from empathy.chat.wishes import asks_for_advice
from empathy.evaluate.intervals import Share

RESAMPLES = 200


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


ERRORS: dict[str, Callable[[Answered], bool]] = {
    "over-validation": lambda one: marks(one.reply, one.text).flattery > 0,
    "generic": lambda one: not marks(one.reply, one.text).specific and not marks(one.reply, one.text).names,
    "premature advice": lambda one: marks(one.reply, one.text).advice > 0 and not asks_for_advice(one.text),
    "tone mismatch": lambda one: strikes_wrong_note(one.reply, one.text),
    "goes round in circles": lambda one: marks(one.reply, one.text).repeats,
    "empty": lambda one: not one.reply.strip(),
}
"""Error -> the rule that counts it: generic is a reply that takes up no detail and names no feeling."""

LISTENING: dict[str, Callable[[Answered], bool]] = {
    "acknowledges": lambda one: marks(one.reply, one.text).acknowledges,
    "names a feeling": lambda one: marks(one.reply, one.text).names,
    "one gentle question": lambda one: marks(one.reply, one.text).asks,
    "all three": lambda one: marks(one.reply, one.text).elements == 3,
    "takes up a detail": lambda one: marks(one.reply, one.text).specific > 0,
    "asks anything": lambda one: "?" in one.reply,
}


def bleu(answered: Sequence[Answered]) -> float:
    """SacreBLEU (Post 2018) of all replies, 0 to 100."""
    return 100 * float(sacre_bleu_score([one.reply for one in answered], [[one.gold] for one in answered]))


def rouge_l(answered: Sequence[Answered]) -> float:
    """Mean F-measure of the longest common subsequence (Lin 2004), 0 to 100."""
    found = rouge_score([one.reply for one in answered], [one.gold for one in answered], rouge_keys="rougeL")
    return 100 * float(found["rougeL_fmeasure"])


def distinct(answered: Sequence[Answered], size: int) -> float:
    """Different word n-grams of all replies by all of them (Li et al. 2016, section 5), 0 to 100."""
    grams = [
        tuple(words[start : start + size])
        for one in answered
        for words in [plain(one.reply).split()]
        for start in range(len(words) - size + 1)
    ]
    return 100 * len(set(grams)) / len(grams) if grams else 0.0


def words(answered: Sequence[Answered]) -> float:
    """Words of a reply, on average."""
    return sum(len(one.reply.split()) for one in answered) / len(answered)


NUMBERS: dict[str, Callable[[Sequence[Answered]], float]] = {
    "BLEU": bleu, "ROUGE-L": rouge_l, "distinct-1": lambda all_: distinct(all_, 1),
    "distinct-2": lambda all_: distinct(all_, 2), "words": words,
}  # fmt: skip


def figures(answered: Sequence[Answered], *, seed: int = 17) -> dict[str, Any]:
    """All figures of a model's replies.

    Returns:
        ``numbers``: value and its 95 % bootstrap interval over replies; ``listening`` and ``errors``: shares with
        their Wilson intervals.
    """
    draw = random.Random(seed)
    samples = [draw.choices(answered, k=len(answered)) for _ in range(RESAMPLES)]
    numbers = {}
    for name, count in NUMBERS.items():
        drawn = sorted(count(sample) for sample in samples)
        numbers[name] = {
            "value": count(answered), "low": drawn[int(0.025 * RESAMPLES)], "high": drawn[int(0.975 * RESAMPLES)],
        }  # fmt: skip
    return {
        "n": len(answered),
        "numbers": numbers,
        "listening": {name: _share(rule, answered) for name, rule in LISTENING.items()},
        "errors": {name: _share(rule, answered) for name, rule in ERRORS.items()},
    }


def _share(rule: Callable[[Answered], bool], answered: Sequence[Answered]) -> dict[str, Any]:
    share = Share(sum(map(rule, answered)), len(answered))
    low, high = share.interval
    return {"value": share.value, "low": low, "high": high, "hits": share.hits}
