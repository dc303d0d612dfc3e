"""Preference pairs -> token ids -> batches; both replies of a pair stand in the same batch, one under the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch.utils.data import Dataset

from empathy.batch import PairBatch
from empathy.data.chatml import ChatFormat
from empathy.data.collate import padded
from empathy.data.loading import longest_first
from empathy.data.memory import History, remembered
from empathy.data.mixture import Epoch, MixturePlan
from empathy.dialogue import Preference


@dataclass(frozen=True)
class EncodedPair:
    """A pair, ready to be batched.

    Attributes:
        id: Of the pair.
        prompt: Token ids up to the header of the reply.
        chosen: Token ids of the preferred reply, ``<|im_end|>`` included.
        rejected: Token ids of the other reply, likewise.
        violations: Whether chosen and rejected break a safety rule.
    """

    id: str
    prompt: tuple[int, ...]
    chosen: tuple[int, ...]
    rejected: tuple[int, ...]
    violations: tuple[bool, bool]

    def __len__(self) -> int:
        """Tokens of the longer row."""
        return len(self.prompt) + max(len(self.chosen), len(self.rejected))

    @property
    def rows(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Prompt and chosen, prompt and rejected."""
        return self.prompt + self.chosen, self.prompt + self.rejected


def encode_pair(
    pair: Preference, chat: ChatFormat, *, max_length: int, system: str, history: History = "full"
) -> EncodedPair:
    """Encode a pair, without style or reflection: its own replies are judged.

    Args:
        pair: What to encode.
        chat: Renders the turns.
        max_length: Tokens of prompt and longer reply at most.
        system: Text of the system turn, where the prompt has none of its own; empty for none.
        history: What the replies are given of the prompt, see ``memory.remembered``.

    Raises:
        ValueError: If prompt and longer reply do not fit. Neither is cut: half a reply is another reply.
    """
    turns = remembered(pair.prompt, chat, system=system, history=history)
    encoded = EncodedPair(
        id=pair.id,
        prompt=tuple(chat.prompt(turns)),
        chosen=(*chat.content(pair.chosen), chat.end),
        rejected=(*chat.content(pair.rejected), chat.end),
        violations=pair.violations,
    )
    if len(encoded) > max_length:
        raise ValueError(f"longer than max_length: prompt and reply take {len(encoded)} of {max_length} tokens")
    return encoded


def collate_pairs(pairs: Sequence[EncodedPair], places: Sequence[int], *, pad: int, window_pairs: int) -> PairBatch:
    """Collate one micro-batch.

    Args:
        pairs: What to train on (P).
        places: Where each stands in its split (P).
        pad: Id that fills short rows.
        window_pairs: Pairs of the optimizer step's window, all ranks.
    """
    rows = [row for pair in pairs for row in pair.rows]
    replies = [reply for pair in pairs for reply in (pair.chosen, pair.rejected)]
    input_ids, attention_mask = padded(rows, pad)
    width = input_ids.shape[1]
    return PairBatch(
        ids=[pair.id for pair in pairs],
        pairs=torch.tensor(places, dtype=torch.int64),
        input_ids=input_ids,
        attention_mask=attention_mask,
        # The state of the token before predicts each: from the header's last to the reply's last but one.
        target_at=torch.cat(
            [
                torch.arange(len(row) - len(reply), len(row)) + number * width - 1
                for number, (row, reply) in enumerate(zip(rows, replies, strict=True))
            ]
        ),
        targets=torch.tensor([token for reply in replies for token in reply], dtype=torch.int64),
        reply_tokens=torch.tensor([len(reply) for reply in replies], dtype=torch.int64),
        violations=torch.tensor([pair.violations for pair in pairs], dtype=torch.bool),
        window_pairs=torch.tensor(float(window_pairs)),
    )


class PlannedPairs(Dataset[PairBatch]):
    """One rank's micro-batches of training pairs; ``planned[epoch, k]`` is the k-th of an epoch.

    Args:
        pairs: All training pairs, in the plan's numbering.
        plan: Order of the epochs.
        pad: See ``collate_pairs``.
        rank: Of this process, in ``range(plan.world)``.
    """

    def __init__(self, pairs: Sequence[EncodedPair], plan: MixturePlan, *, pad: int, rank: int) -> None:
        self.pairs, self.plan, self.pad, self.rank = pairs, plan, pad, rank
        self._epoch: tuple[int, Epoch] | None = None

    def __len__(self) -> int:
        return self.plan.windows * self.plan.accumulate

    def __getitem__(self, place: tuple[int, int]) -> PairBatch:
        epoch, k = place
        if self._epoch is None or self._epoch[0] != epoch:
            self._epoch = (epoch, self.plan.epoch(epoch))
        window = self._epoch[1][k // self.plan.accumulate]
        members = window.micro_batches[(k % self.plan.accumulate) * self.plan.world + self.rank]
        return collate_pairs(
            [self.pairs[index] for index in members], members, pad=self.pad, window_pairs=self.plan.window_size
        )


class PairsInOrder(Dataset[PairBatch]):
    """Every pair once, longest first, in batches under a token cap, dealt to the ranks."""

    def __init__(
        self, pairs: Sequence[EncodedPair], *, pad: int, token_cap: int, rank: int = 0, world: int = 1
    ) -> None:
        self.pairs, self.pad = pairs, pad
        self.batches = longest_first([2 * len(pair) for pair in pairs], token_cap, at_least=world)[rank::world]

    def __len__(self) -> int:
        return len(self.batches)

    def __iter__(self) -> Iterator[PairBatch]:
        return (self[number] for number in range(len(self)))

    def __getitem__(self, number: int) -> PairBatch:
        places = self.batches[number]
        return collate_pairs([self.pairs[place] for place in places], places, pad=self.pad, window_pairs=len(places))
