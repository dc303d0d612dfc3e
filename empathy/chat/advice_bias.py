"""Phrases of advice as token sequences, for decoding again with a growing penalty on them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from empathy.model.sampling import Bias

PENALTIES = (-2.0, -5.0, -10.0)
"""Nats on the last token of a phrase, attempt by attempt."""

PHRASES = (
    "you should", "you need to", "you have to", "you must", "you ought to", "you could try", "you might want to",
    "you can try", "you may want to", "you'd better", "you better", "you'll need to", "you'll want to",
    "you shouldn't", "you gotta", "you can start", "try to", "try", "just", "make sure", "remember to", "remember",
    "consider", "start by", "start", "focus on", "take a", "take some", "take the", "talk to", "go", "get", "don't",
    "do not", "never", "always", "let it", "let go", "keep", "stay", "stop", "give", "find", "be",
    "maybe you should", "why don't you", "why not", "have you tried", "have you considered", "have you thought",
    "did you try", "how about", "what if you", "i suggest", "i recommend", "i'd suggest", "i'd recommend",
    "i would suggest", "i would recommend", "i advise", "my advice", "if i were you", "it's important to",
    "it is important to", "it's best to", "it would be best", "it's better to", "it might help", "it may help",
    "it helps to", "the best thing", "one thing you can", "all you need", "reach out", "seek", "look for",
    "think about", "ask", "tell", "call", "use", "join", "write",
)  # fmt: skip
"""Multi-token wherever possible, clause-initial always: a bare "should" would kill "it should not have been so"."""

_CLAUSE_END = re.compile(
    r"(?:[.!?,;:\n\"”’'(-]|^\s*(?:and|so|but|then|please|maybe|perhaps|also|well|or|now))\s*$", re.IGNORECASE
)


def advice_biases(tokenizer: Any, penalty: float) -> list[Bias]:
    """Biases against every phrase, capitalised or not, with and without the space before it.

    Args:
        tokenizer: Of the model.
        penalty: Nats, below 0.
    """
    after = _clause_ends(tokenizer)
    return [Bias(sequence, penalty, after) for sequence in _sequences(tokenizer)]


@lru_cache(maxsize=2)
def _sequences(tokenizer: Any) -> Sequence[tuple[int, ...]]:
    found: dict[tuple[int, ...], None] = {}
    for phrase in PHRASES:
        for words in (phrase, phrase[0].upper() + phrase[1:]):
            for text in (words, f" {words}"):
                found[tuple(tokenizer.encode(text, add_special_tokens=False))] = None
    return tuple(found)


@lru_cache(maxsize=2)
def _clause_ends(tokenizer: Any) -> frozenset[int]:
    """Ids behind which a clause begins."""
    pieces = tokenizer.batch_decode([[id_] for id_ in range(len(tokenizer))])
    return frozenset(id_ for id_, piece in enumerate(pieces) if _CLAUSE_END.search(piece))
