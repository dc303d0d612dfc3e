"""Token ids -> token ids: the one decoder that training's samples and chat share."""

from collections.abc import Sequence
from typing import Any

import torch

from empathy.model.backbone import Backbone

NUCLEUS = 0.9
"""Share of the probability that draws come from (Holtzman et al. 2020, section 3.1)."""


@torch.no_grad()
def generate(
    backbone: Backbone,
    prompts: Sequence[Sequence[int]],
    *,
    end: int,
    max_new_tokens: int = 64,
    temperature: float = 0.0,
    seed: int = 0,
) -> list[list[int]]:
    """Continue each prompt until ``end``.

    Args:
        backbone: The model, with its adapter or inside ``base_only``.
        prompts: Prompt ids, of any lengths.
        end: Id that ends a reply.
        max_new_tokens: Tokens of a reply at most.
        temperature: 0: greedy; else tokens are drawn from the likeliest that make up ``NUCLEUS``.
        seed: Of the draws; torch's own generators are left as they were.

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
                repetition_penalty=1.1,
                eos_token_id=end,
                pad_token_id=end,
            )
    finally:
        backbone.train(was_training)
    replies = output[:, width:].tolist()
    return [reply[: reply.index(end)] if end in reply else reply for reply in replies]
