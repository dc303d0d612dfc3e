"""Logits -> the next id of each row, each by its own settings."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import torch

NUCLEUS = 0.9
"""Share of the probability that draws come from (Holtzman et al. 2020, section 3.1)."""

REPETITION_PENALTY = 1.1
"""Small models loop under greedy decoding; milder than the 1.2 of Keskar et al. 2019, section 4.1."""

GREEDY = 1e-4
"""Temperature up to which the likeliest is taken: below it numbers leave their range."""

_LIKELIEST = 64
"""Ids that are sorted to find a nucleus; more only where they do not hold it: to sort all of a vocabulary takes longer
than the model's pass."""


@dataclass(frozen=True)
class Bias:
    """Makes a sequence of tokens less likely where it would begin a clause.

    Attributes:
        sequence: Ids of a phrase; what is biased is its last one, where the others stand right before it.
        weight: Added to the logit, in nats; below 0.
        after: Ids behind one of which a clause begins; the reply's own beginning always counts.
    """

    sequence: tuple[int, ...]
    weight: float
    after: frozenset[int]


@dataclass(frozen=True)
class Biases:
    """Several, found by the ids that stand before the one that each makes less likely.

    Attributes:
        by_length: Biases by the number of those ids, then by the ids.
    """

    by_length: dict[int, dict[tuple[int, ...], list[Bias]]]

    @classmethod
    def of(cls, biases: Sequence[Bias]) -> "Biases":
        """Sort them."""
        found: dict[int, dict[tuple[int, ...], list[Bias]]] = {}
        for bias in biases:
            *before, _ = bias.sequence
            found.setdefault(len(before), {}).setdefault(tuple(before), []).append(bias)
        return cls(found)

    def behind(self, reply: Sequence[int]) -> list[Bias]:
        """Those that apply to the next token of a reply."""
        found: list[Bias] = []
        for length, known in self.by_length.items():
            place = len(reply) - length
            if place >= 0:
                candidates = known.get(tuple(reply[place:]), ())
                found += [bias for bias in candidates if place == 0 or reply[place - 1] in bias.after]
        return found


@dataclass(frozen=True)
class Draft:
    """What is to be written.

    Attributes:
        prompt: Ids that it goes on from.
        max_new_tokens: Its tokens at most.
        temperature: 0: greedy; else tokens are drawn from the likeliest that make up ``NUCLEUS``.
        min_p: Draw instead from all tokens of at least this share of the likeliest's probability, and do not penalise
            repetition: as benchmarks ask for it.
        seed: Of the draws, which depend on nothing else: not on what is written beside it.
        biases: What to make less likely; None: nothing.
    """

    prompt: tuple[int, ...]
    max_new_tokens: int = 64
    temperature: float = 0.0
    min_p: float | None = None
    seed: int = 0
    biases: Biases | None = None


def generator(seed: int) -> random.Random:
    """Numbers of a seed's own.

    By its digits, which are hashed: whole numbers whose halves follow one another (7 and 7 + (6 << 32)) start Python's
    generator alike.
    """
    return random.Random(str(seed))


@dataclass
class Row:
    """A text that is being written.

    Attributes:
        draft: What was asked for.
        written: Its ids so far, without the one that ends it.
        is_done: Whether it has ended.
        is_whole: Whether it came to its own end; else it was cut off.
    """

    draft: Draft
    written: list[int] = field(default_factory=list)
    is_done: bool = False
    is_whole: bool = False

    def __post_init__(self) -> None:
        self._random = generator(self.draft.seed)

    def draw(self) -> float:
        """The next number of its own, in [0, 1)."""
        return self._random.random()

    def take(self, id_: int, end: int) -> None:
        """Write a token down; ``end`` ends the text."""
        if id_ == end:
            self.is_done = self.is_whole = True
            return
        self.written.append(id_)
        self.is_done = len(self.written) >= self.draft.max_new_tokens


def choose(logits: torch.Tensor, said: torch.Tensor, rows: Sequence[Row]) -> list[int]:
    """Choose the next id of each row.

    Args:
        logits: Of the next tokens (B, V).
        said: Ids of each row's prompt and reply, any of them repeated to fill it up (B, T); they are made less likely
            (Keskar et al. 2019, eq. 2).
        rows: The B rows.
    """

    def column(values: Sequence[float]) -> torch.Tensor:
        return torch.tensor(values, dtype=torch.float32, device=logits.device)[:, None]

    scores = logits.float()
    penalty = column([REPETITION_PENALTY if row.draft.min_p is None else 1.0 for row in rows])
    before = scores.gather(1, said)
    scores = scores.scatter(1, said, torch.where(before > 0, before / penalty, before * penalty))
    for place, row in enumerate(rows):
        for bias in row.draft.biases.behind(row.written) if row.draft.biases else ():
            scores[place, bias.sequence[-1]] += bias.weight
    chosen = scores.argmax(-1)
    if drawn := [place for place, row in enumerate(rows) if row.draft.temperature > GREEDY]:
        some = [rows[place] for place in drawn]
        probabilities = (scores[drawn] / column([row.draft.temperature for row in some])).softmax(-1)
        shares = column([row.draft.min_p or 0.0 for row in some]) * probabilities.amax(-1, keepdim=True)
        is_nucleus = column([row.draft.min_p is None for row in some]).bool()
        floor = torch.where(is_nucleus, _nucleus_floor(probabilities), shares)
        chosen[drawn] = _drawn(probabilities, floor, column([row.draw() for row in some]))
    return [int(id_) for id_ in chosen.tolist()]


def _drawn(probabilities: torch.Tensor, floor: torch.Tensor, marks: torch.Tensor) -> torch.Tensor:
    """Draw an id of each row among those of at least its floor, by a number in [0, 1); all (B, V) or (B, 1)."""
    kept = torch.where(probabilities >= floor, probabilities, 0.0)
    heap = kept.double().cumsum(-1)
    found = torch.searchsorted(heap, marks.double() * heap[:, -1:], right=True)
    # A mark that was rounded up to 1 lies behind all of them.
    return torch.where(found < heap.shape[1], found, kept.argmax(-1, keepdim=True))[:, 0]


def _nucleus_floor(probabilities: torch.Tensor) -> torch.Tensor:
    """Probability of the least likely id of each row's nucleus (B, 1)."""
    size = probabilities.shape[-1]
    count = min(_LIKELIEST, size)
    while True:
        top = probabilities.topk(count).values
        mass = top.cumsum(-1)
        if count == size or bool((mass[:, -1] >= NUCLEUS).all()):
            break
        count = min(8 * count, size)
    return top.masked_fill(mass - top >= NUCLEUS, torch.inf).amin(-1, keepdim=True)
