"""Token ids -> token ids: the one decoder that training's samples and chat share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from empathy.model.backbone import Backbone

NUCLEUS = 0.9
"""Share of the probability that draws come from (Holtzman et al. 2020, section 3.1)."""


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


@torch.no_grad()
def generate(
    backbone: Backbone,
    prompts: Sequence[Sequence[int]],
    *,
    end: int,
    max_new_tokens: int = 64,
    temperature: float = 0.0,
    seed: int = 0,
    min_p: float | None = None,
    bias: Sequence[Bias] = (),
) -> list[list[int]]:
    """Continue each prompt until ``end``.

    Args:
        backbone: The model, with its adapter or inside ``base_only``.
        prompts: Prompt ids, of any lengths.
        end: Id that ends a reply.
        max_new_tokens: Tokens of a reply at most.
        temperature: 0: greedy; else tokens are drawn from the likeliest that make up ``NUCLEUS``.
        seed: Of the draws; torch's own generators are left as they were.
        min_p: Draw instead from all tokens of at least this share of the likeliest's probability, and do not penalise
            repetition: as benchmarks ask for it.
        bias: What to make less likely.

    Returns:
        The new ids of each reply, without ``end``.
    """
    device = backbone.lm_head.device
    width = max(len(prompt) for prompt in prompts)
    # Left padding: every row's last prompt token stands in the last column.
    ids = torch.tensor([[end] * (width - len(prompt)) + list(prompt) for prompt in prompts], device=device)
    mask = torch.tensor([[0] * (width - len(prompt)) + [1] * len(prompt) for prompt in prompts], device=device)
    drawing: dict[str, Any] = {"do_sample": False}
    if temperature > 0:
        drawing = {"do_sample": True, "temperature": temperature, "top_p": NUCLEUS}
    if min_p is not None:
        drawing |= {"top_p": 1.0, "top_k": 0, "min_p": min_p}
    if bias:
        drawing["logits_processor"] = [ClauseBias(bias, width)]
    was_training = backbone.training
    backbone.eval()
    try:
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            output = backbone.model.generate(
                input_ids=ids,
                attention_mask=mask,
                max_new_tokens=max_new_tokens,
                **drawing,
                # Small models loop under greedy decoding; milder than the 1.2 of Keskar et al. 2019, section 4.1.
                repetition_penalty=1.1 if min_p is None else 1.0,
                eos_token_id=end,
                pad_token_id=end,
            )
    finally:
        backbone.train(was_training)
    replies = output[:, width:].tolist()
    return [reply[: reply.index(end)] if end in reply else reply for reply in replies]


class ClauseBias:
    """Applies biases to the next token's logits: a logits processor of transformers.

    Args:
        biases: What to make less likely.
        start: Column at which the replies begin.
    """

    def __init__(self, biases: Sequence[Bias], start: int) -> None:
        self.start = start
        self.by_length: dict[int, dict[tuple[int, ...], list[Bias]]] = {}
        for bias in biases:
            *before, _ = bias.sequence
            self.by_length.setdefault(len(before), {}).setdefault(tuple(before), []).append(bias)

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Add the weights.

        Args:
            input_ids: Prompts and replies so far (B, T).
            scores: Logits of the next token (B, V).
        """
        replies = input_ids[:, self.start :].tolist()
        for row, reply in enumerate(replies):
            for length, known in self.by_length.items():
                if length > len(reply):
                    continue
                place = len(reply) - length
                for bias in known.get(tuple(reply[place:]), ()):
                    if place == 0 or reply[place - 1] in bias.after:
                        scores[row, bias.sequence[-1]] += bias.weight
        return scores
