"""Token ids -> token ids: the one decoder that training's samples and chat share."""

from collections.abc import Sequence

import torch

from empathy.model.backbone import Backbone


@torch.no_grad()
def generate(
    backbone: Backbone, prompts: Sequence[Sequence[int]], *, end: int, max_new_tokens: int = 64
) -> list[list[int]]:
    """Continue each prompt greedily until ``end``.

    Args:
        backbone: The model, with its adapter or inside ``base_only``.
        prompts: Prompt ids, of any lengths.
        end: Id that ends a reply.
        max_new_tokens: Tokens of a reply at most.

    Returns:
        The new ids of each reply, without ``end``.
    """
    device = backbone.lm_head.device
    width = max(len(prompt) for prompt in prompts)
    # Left padding: every row's last prompt token stands in the last column.
    ids = torch.tensor([[end] * (width - len(prompt)) + list(prompt) for prompt in prompts], device=device)
    mask = torch.tensor([[0] * (width - len(prompt)) + [1] * len(prompt) for prompt in prompts], device=device)
    was_training = backbone.training
    backbone.eval()
    try:
        output = backbone.model.generate(
            input_ids=ids,
            attention_mask=mask,
            max_new_tokens=max_new_tokens,
            do_sample=False,
            # Small models loop under greedy decoding; milder than the 1.2 of Keskar et al. 2019, section 4.1.
            repetition_penalty=1.1,
            eos_token_id=end,
            pad_token_id=end,
        )
    finally:
        backbone.train(was_training)
    replies = output[:, width:].tolist()
    return [reply[: reply.index(end)] if end in reply else reply for reply in replies]
