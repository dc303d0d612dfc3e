"""Token ids -> token ids: the one decoder that training's samples and chat share.

Rows are written side by side, one token of each a pass; they join and leave between passes (Yu et al. 2022, Orca,
section 3.1), so that short texts do not wait for long ones and people who write at the same time share the work.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch.nn import functional

from empathy.model.backbone import Backbone
from empathy.model.sampling import Draft, Row, choose


def generate(
    backbone: Backbone,
    prompts: Sequence[Sequence[int]],
    *,
    end: int,
    max_new_tokens: int = 64,
    temperature: float = 0.0,
    seed: int = 0,
    min_p: float | None = None,
) -> list[list[int]]:
    """Continue each prompt until ``end``.

    Args:
        backbone: The model, with its adapter or inside ``base_only``.
        prompts: Prompt ids, of any lengths.
        end: Id that ends a reply.
        max_new_tokens: Tokens of a reply at most.
        temperature: See ``Draft``, as the others.
        seed: Of the draws; each row has its own.
        min_p: See ``Draft``.

    Returns:
        The new ids of each reply, without ``end``.
    """
    asked = drafts(prompts, max_new_tokens=max_new_tokens, temperature=temperature, seed=seed, min_p=min_p)
    return [row.written for row in write(backbone, asked, end=end)]


def drafts(
    prompts: Sequence[Sequence[int]], *, max_new_tokens: int, temperature: float, seed: int, min_p: float | None
) -> list[Draft]:
    """One draft for each prompt, each with a seed of its own."""
    return [
        Draft(tuple(prompt), max_new_tokens, temperature, min_p, seeds_of(seed, place))
        for place, prompt in enumerate(prompts)
    ]


def seeds_of(seed: int, place: int) -> int:
    """Seed of the draw of this number among those that share a seed."""
    return seed + (place << 32)


def write(backbone: Backbone, asked: Sequence[Draft], *, end: int) -> list[Row]:
    """Write drafts to their ends, side by side."""
    with evaluating(backbone):
        decoder = Decoder(backbone, end)
        rows = decoder.join(asked)
        while decoder.rows:
            decoder.step()
    return rows


@contextmanager
def evaluating(backbone: Backbone) -> Iterator[None]:
    """Within it, the model is in evaluation mode."""
    was_training = backbone.training
    backbone.eval()
    try:
        yield
    finally:
        backbone.train(was_training)


class Decoder:
    """Writes rows that share each pass.

    Every row's latest token stands in the last column; on the left, rows are padded.

    Args:
        backbone: The model, in evaluation mode.
        end: Id that ends a text.

    Attributes:
        rows: Those that have not ended.
    """

    def __init__(self, backbone: Backbone, end: int) -> None:
        self._backbone, self._end = backbone, end
        self.rows: list[Row] = []
        self._cache: Any = None  # a DynamicCache, whose layers hold keys and values (B, K, T, D)
        device = backbone.lm_head.device
        self._mask = torch.zeros(0, 0, dtype=torch.int64, device=device)  # (B, T)
        self._logits = torch.zeros(0, len(backbone.lm_head), device=device)  # (B, V)
        self._said = torch.zeros(0, 0, dtype=torch.int64, device=device)  # (B, T), its padding the row's first id

    @torch.no_grad()
    def join(self, drafts: Sequence[Draft]) -> list[Row]:
        """Read prompts, each different one once, and add a row for each draft."""
        from transformers import DynamicCache  # noqa: PLC0415

        numbers = {prompt: number for number, prompt in enumerate(dict.fromkeys(draft.prompt for draft in drafts))}
        width = max(len(prompt) for prompt in numbers)
        ids = self._tensor([[prompt[0]] * (width - len(prompt)) + list(prompt) for prompt in numbers])
        mask = self._tensor([[0] * (width - len(prompt)) + [1] * len(prompt) for prompt in numbers])
        cache = DynamicCache()  # without a configuration: every layer keeps all keys, and columns are positions
        logits = self._pass(ids, mask, cache)
        order = self._tensor([numbers[draft.prompt] for draft in drafts])
        cache.batch_select_indices(order)
        self._add(cache, mask[order], logits[order], ids[order])
        rows = [Row(draft) for draft in drafts]
        self.rows += rows
        return rows

    @torch.no_grad()
    def step(self) -> list[Row]:
        """Write one token of every row.

        Returns:
            The rows that ended with it; they have left.
        """
        if not self.rows:
            return []
        chosen = choose(self._logits, self._said, self.rows)
        for row, id_ in zip(self.rows, chosen, strict=True):
            row.take(id_, self._end)
        ended = [row for row in self.rows if row.is_done]
        going = [place for place, row in enumerate(self.rows) if not row.is_done]
        self._keep(going)
        if going:
            ids = self._tensor([[chosen[place]] for place in going])
            self._said = torch.cat([self._said, ids], dim=1)
            self._mask = functional.pad(self._mask, (0, 1), value=1)
            self._logits = self._pass(ids, self._mask, self._cache)
        return ended

    def drop(self, rows: Sequence[Row]) -> None:
        """Let go of rows that nobody waits for."""
        gone = {id(row) for row in rows}
        self._keep([place for place, row in enumerate(self.rows) if id(row) not in gone])

    def _pass(self, ids: torch.Tensor, mask: torch.Tensor, cache: Any) -> torch.Tensor:
        """Logits (B, V) behind ids (B, L), the last columns of a mask (B, T)."""
        positions = (mask.cumsum(1) - 1).clamp(min=0)[:, -ids.shape[1] :]
        output = self._backbone.model(
            input_ids=ids, attention_mask=mask, position_ids=positions, past_key_values=cache, use_cache=True,
            logits_to_keep=1,
        )  # fmt: skip
        return output.logits[:, -1]

    def _add(self, cache: Any, mask: torch.Tensor, logits: torch.Tensor, said: torch.Tensor) -> None:
        if self._cache is None:
            self._cache, self._mask, self._logits, self._said = cache, mask, logits, said
            return
        width = max(mask.shape[1], self._mask.shape[1])
        for own, other in zip(self._cache.layers, cache.layers, strict=True):
            own.keys = torch.cat([_to_width(own.keys, width), _to_width(other.keys, width)])
            own.values = torch.cat([_to_width(own.values, width), _to_width(other.values, width)])
        self._mask = torch.cat([functional.pad(part, (width - part.shape[1], 0)) for part in (self._mask, mask)])
        self._logits = torch.cat([self._logits, logits])
        self._said = torch.cat([
            torch.cat([part[:, :1].expand(-1, width - part.shape[1]), part], dim=1) for part in (self._said, said)
        ])  # fmt: skip

    def _keep(self, places: Sequence[int]) -> None:
        """Keep the rows at these places, and no column that is padding in all of them."""
        if len(places) == len(self.rows):
            return
        self.rows = [self.rows[place] for place in places]
        if not places:
            self._cache = None
            return
        order = self._tensor(places)
        self._mask = self._mask[order]
        start = int(self._mask.argmax(1).min())  # the first column with a token
        self._mask, self._said = self._mask[:, start:], self._said[order, start:]
        self._logits = self._logits[order]
        for layer in self._cache.layers:
            layer.keys, layer.values = layer.keys[order, :, start:], layer.values[order, :, start:]

    def _tensor(self, values: Sequence[int] | Sequence[Sequence[int]]) -> torch.Tensor:
        return torch.tensor(values, device=self._mask.device)


def _to_width(states: torch.Tensor, width: int) -> torch.Tensor:
    """Keys or values (B, K, T, D), padded on the left to T = width."""
    return functional.pad(states, (0, 0, width - states.shape[2], 0))
