"""Planned micro-batches as a data set, and the fixed order in which validation and test are read."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from torch.utils.data import Dataset, Sampler

from empathy.batch import Batch
from empathy.data.collate import Collator
from empathy.data.encode import Encoded
from empathy.data.mixture import Epoch, MixturePlan, Window


class PlannedBatches(Dataset[Batch]):
    """One rank's micro-batches; ``planned[epoch, k]`` is the k-th of an epoch.

    Args:
        examples: All training examples, in the plan's numbering.
        plan: Order of the epochs.
        collate: Examples -> batch.
        rank: Of this process, in ``range(plan.world)``.
    """

    def __init__(self, examples: Sequence[Encoded], plan: MixturePlan, collate: Collator, *, rank: int) -> None:
        self.examples = examples
        self.plan = plan
        self.collate = collate
        self.rank = rank
        self._epoch: tuple[int, Epoch] | None = None
        self._of_window: tuple[tuple[int, int], Window, list[float], set[int]] | None = None

    def __len__(self) -> int:
        return self.plan.windows * self.plan.accumulate

    def __getitem__(self, place: tuple[int, int]) -> Batch:
        epoch, k = place
        window, counts, taught = self._facts(epoch, k // self.plan.accumulate)
        members = window.micro_batches[(k % self.plan.accumulate) * self.plan.world + self.rank]
        return self.collate([self.examples[index] for index in members], [index in taught for index in members], counts)

    def window(self, epoch: int, number: int) -> Window:
        """One optimizer step's examples, over all ranks."""
        if self._epoch is None or self._epoch[0] != epoch:
            self._epoch = (epoch, self.plan.epoch(epoch))
        return self._epoch[1][number]

    def _facts(self, epoch: int, number: int) -> tuple[Window, list[float], set[int]]:
        """A window, its counts and who is taught, worked out once for all its micro-batches."""
        if self._of_window is None or self._of_window[0] != (epoch, number):
            window = self.window(epoch, number)
            counts = np.sum([self.collate.counts(self.examples[index]) for index in window.examples], axis=0).tolist()
            self._of_window = ((epoch, number), window, counts, self.taught(epoch, number))
        return self._of_window[1:]

    def taught(self, epoch: int, number: int) -> set[int]:
        """Which of a window's examples the safety teacher scores.

        A systematic sample: each example with replies is drawn with probability ``teacher_share``, and a window has
        that share of them to within one. It depends on the window alone, not on how ranks share it.
        """
        replies = [index for index in sorted(set(self.window(epoch, number).examples)) if self.examples[index].targets]
        start = np.random.default_rng((self.plan.seed, epoch, number)).random()
        steps = np.floor(start + self.collate.teacher_share * np.arange(len(replies) + 1))
        return {index for index, drawn in zip(replies, np.diff(steps), strict=True) if drawn}


class EpochSampler(Sampler[tuple[int, int]]):
    """Yields the places of one epoch in order, from where the trainer stands.

    Args:
        length: Micro-batches an epoch.
        position: Gives epoch and first micro-batch. Asked when an iterator starts, so that they are the trainer's even
            where nobody calls ``set_epoch``, and nothing has to be stored in a checkpoint.
    """

    def __init__(self, length: int, position: Callable[[], tuple[int, int]]) -> None:
        self.length = length
        self.position = position

    def __len__(self) -> int:
        return self.length

    def __iter__(self) -> Iterator[tuple[int, int]]:
        epoch, start = self.position()
        return ((epoch, k) for k in range(start, self.length))


def spread(examples: Sequence[Encoded], corpora: Sequence[str], *, tokens: int) -> list[Encoded]:
    """Take about ``tokens`` tokens of each corpus: every k-th example, since files are sorted by emotion.

    The system turn does not count: a batch computes it once, and a comment of one line is shorter than it.
    """
    sample: list[Encoded] = []
    for name in corpora:
        own = [example for example in examples if example.corpus == name]
        needed = 1 + tokens * len(own) // max(1, sum(len(example) - example.prefix for example in own))
        sample += own[:: max(1, len(own) // needed)][:needed]
    return sample


def longest_first(lengths: Sequence[int], token_cap: int, *, at_least: int = 1) -> list[list[int]]:
    """Places of all lengths, the longest first, in batches of at most ``token_cap`` padded tokens.

    Args:
        lengths: Tokens of each item.
        token_cap: See above; a longer item is a batch of its own.
        at_least: Batches that are needed, one for each rank: a rank without any would end the run.
    """
    batches: list[list[int]] = []
    for place in sorted(range(len(lengths)), key=lambda place: -lengths[place]):
        if batches and (len(batches[-1]) + 1) * lengths[batches[-1][0]] <= token_cap:
            batches[-1].append(place)
        else:
            batches.append([place])
    if len(batches) < at_least:
        return [[place] for batch in batches for place in batch]
    return batches


class HeldOutBatches(Dataset[Batch]):
    """Validation or test: every example once, longest first, in batches under a token cap, dealt to the ranks.

    Ranks may get one batch more or less: nothing is repeated to even them out, so no figure counts an example twice.
    """

    def __init__(
        self, examples: Sequence[Encoded], collate: Collator, *, token_cap: int, rank: int = 0, world: int = 1
    ) -> None:
        self.collate = collate
        places = longest_first([len(example) for example in examples], token_cap, at_least=world)
        self.batches = [[examples[place] for place in batch] for batch in places[rank::world]]

    def __len__(self) -> int:
        return len(self.batches)

    def __iter__(self) -> Iterator[Batch]:
        return (self[place] for place in range(len(self)))

    def __getitem__(self, place: int) -> Batch:
        examples = self.batches[place]
        taught = [False] * len(examples)
        counts = np.sum([self.collate.counts(example) for example in examples], axis=0)
        return self.collate(examples, taught, counts.tolist())
