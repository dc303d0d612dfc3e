"""Greedy replies of two models, compared token by token; one may be written by the project, one by transformers."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from statistics import median
from typing import Any

import torch
from torch.nn import functional

from empathy.evaluate.intervals import Share
from empathy.evaluate.progress import shown
from empathy.model.backbone import Backbone
from empathy.model.generate import write
from empathy.model.sampling import Draft

BATCH = 10


@dataclass(frozen=True)
class Reply:
    """A greedy reply.

    Attributes:
        ids: Its tokens, without the one that ends it.
        gaps: By how much each was ahead of the second choice, in nats, the end's among them; empty where unknown.
    """

    ids: tuple[int, ...]
    gaps: tuple[float, ...] = ()


def compared(one: Sequence[Reply], other: Sequence[Reply]) -> dict[str, Any]:
    """How often two models say the same, and how near the choices were where they part.

    Args:
        one: Replies of a model.
        other: Replies to the same messages, with gaps.
    """
    parted = [(a, b) for a, b in zip(one, other, strict=True) if a.ids != b.ids]
    places = [_first_difference(a.ids, b.ids) for a, b in parted]
    ahead = [b.gaps[place] for (_, b), place in zip(parted, places, strict=True)]
    return {
        "same reply": str(Share(len(one) - len(parted), len(one))),
        "tokens before they part, median": median(places) if places else None,
        "first choice ahead of the second there, median nats": round(median(ahead), 4) if ahead else None,
        "at most": round(max(ahead), 4) if ahead else None,
    }


def _first_difference(one: Sequence[int], other: Sequence[int]) -> int:
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def ours(backbone: Backbone, prompts: Sequence[Sequence[int]], *, end: int, tokens: int, name: str) -> list[Reply]:
    """Greedy replies by the project's decoder."""
    rows = [
        row for some in shown(_batches(prompts), name)
        for row in write(backbone, [Draft(tuple(prompt), tokens) for prompt in some], end=end)
    ]  # fmt: skip
    return [Reply(tuple(row.written)) for row in rows]


@torch.no_grad()
def plain(model: Any, prompts: Sequence[Sequence[int]], *, tokens: int, name: str) -> list[Reply]:
    """Greedy replies by transformers' ``generate``, under the model's own generation configuration."""
    settings = model.generation_config
    found = []
    for some in shown(_batches(prompts), name):
        width = max(map(len, some))
        ids = torch.tensor([[settings.pad_token_id] * (width - len(one)) + list(one) for one in some])
        mask = torch.tensor([[0] * (width - len(one)) + [1] * len(one) for one in some])
        greedy = {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
        said = model.generate(
            input_ids=ids, attention_mask=mask, max_new_tokens=tokens, output_scores=True,
            return_dict_in_generate=True, **greedy,
        )  # fmt: skip
        best = torch.stack([scores.topk(2).values for scores in said.scores], dim=1)  # (B, T, 2)
        gaps = (best[..., 0] - best[..., 1]).tolist()
        for written, ahead in zip(said.sequences[:, width:].tolist(), gaps, strict=True):
            ends = [place for place, id_ in enumerate(written) if id_ in settings.eos_token_id]
            found.append(Reply(tuple(written[: ends[0]] if ends else written), tuple(ahead)))
    return found


@torch.no_grad()
def perplexity(model: Any, prompts: Sequence[Sequence[int]], replies: Sequence[Sequence[int]]) -> float:
    """Of given replies behind their prompts, ends included."""
    nll, count = 0.0, 0
    for prompt, reply in zip(prompts, replies, strict=True):
        logits = model(torch.tensor([[*prompt, *reply]])).logits[0, len(prompt) - 1 : -1]
        nll += float(functional.cross_entropy(logits, torch.tensor(reply), reduction="sum"))
        count += len(reply)
    return exp(nll / count)


def _batches(prompts: Sequence[Sequence[int]]) -> list[Sequence[Sequence[int]]]:
    return [prompts[start : start + BATCH] for start in range(0, len(prompts), BATCH)]
