"""Dialogue -> token ids, loss mask and the positions at which the heads read.

Because the rendering is prefix-stable, one forward pass supervises every reply and every head position of a dialogue.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from empathy.data.chatml import ChatFormat
from empathy.dialogue import Dialogue, Turn


@dataclass(frozen=True)
class Encoded:
    """One window of a dialogue, ready to be batched.

    Attributes:
        id: ``dialogue id#window``.
        corpus: Corpus of the dialogue.
        ids: Token ids (T).
        supervised: True where the id is a target of the language model (T).
        prefix: Length of the system turn at the front; a teacher with other rules replaces just that.
        emotion_at: ``(position, gold emotion ids)`` at the ``<|im_end|>`` of user turns.
        strategy_at: ``(position, strategy id)`` at the last token of assistant headers, before the reply.
        affect_at: ``(position, (valence, arousal))`` at the ``<|im_end|>`` of user turns, human ratings only.
    """

    id: str
    corpus: str
    ids: tuple[int, ...]
    supervised: tuple[bool, ...]
    prefix: int = 0
    emotion_at: tuple[tuple[int, tuple[int, ...]], ...] = ()
    strategy_at: tuple[tuple[int, int], ...] = ()
    affect_at: tuple[tuple[int, tuple[float, float]], ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def targets(self) -> int:
        """Number of supervised tokens."""
        return sum(self.supervised)


@dataclass
class _Builder:
    """Ids and mask grow together, so that they cannot drift apart."""

    ids: list[int] = field(default_factory=list)
    supervised: list[bool] = field(default_factory=list)
    emotion_at: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    strategy_at: list[tuple[int, int]] = field(default_factory=list)
    affect_at: list[tuple[int, tuple[float, float]]] = field(default_factory=list)

    def add(self, ids: Sequence[int], *, supervised: bool = False) -> None:
        self.ids += ids
        self.supervised += [supervised] * len(ids)


def encode(dialogue: Dialogue, chat: ChatFormat, *, max_length: int, system: str | None = None) -> list[Encoded]:
    """Encode a dialogue into as many windows as its length needs.

    Long dialogues are cut at turn boundaries. Every reply is a target and every label is read in exactly one window;
    the others show it as left context. Nothing in the ids is derived from a label.

    Args:
        dialogue: What was said.
        chat: Renders the turns.
        max_length: Tokens of a window at most, the system turn included.
        system: Text of the system turn; None for none.

    Raises:
        ValueError: If a reply with the user turn before it does not fit; it is never cut.
    """
    opening = chat.turn(Turn("system", system)) if system else []
    contents = [chat.content(turn.text) for turn in dialogue.turns]
    lengths = [
        len(chat.header(turn.role)) + len(content) + len(chat.close)
        for turn, content in zip(dialogue.turns, contents, strict=True)
    ]
    windows = []
    for number, (first, new, stop) in enumerate(_windows(dialogue.turns, lengths, max_length - len(opening))):
        builder = _Builder()
        builder.add(opening)
        for place in range(first, stop):
            _add_turn(builder, dialogue.turns[place], contents[place], chat, is_new=place >= new)
        windows.append(
            Encoded(
                id=f"{dialogue.id}#{number}",
                corpus=dialogue.corpus,
                ids=tuple(builder.ids),
                supervised=tuple(builder.supervised),
                prefix=len(opening),
                emotion_at=tuple(builder.emotion_at),
                strategy_at=tuple(builder.strategy_at),
                affect_at=tuple(builder.affect_at),
            )
        )
    return windows


def _add_turn(builder: _Builder, turn: Turn, content: list[int], chat: ChatFormat, *, is_new: bool) -> None:
    builder.add(chat.header(turn.role))
    replies = turn.role == "assistant"
    if is_new and replies and turn.strategy is not None:
        builder.strategy_at.append((len(builder.ids) - 1, turn.strategy))
    builder.add([*content, chat.end], supervised=is_new and replies)
    if is_new and turn.emotions:
        builder.emotion_at.append((len(builder.ids) - 1, turn.emotions))
    if is_new and turn.affect is not None:
        builder.affect_at.append((len(builder.ids) - 1, turn.affect))
    builder.add(chat.close[1:])


def _windows(turns: Sequence[Turn], lengths: Sequence[int], room: int) -> Iterator[tuple[int, int, int]]:
    """Yield ``(first shown turn, first new turn, stop)`` of each window.

    A window's new turns take what room they need; what stays free up to half the room shows the turns before them, so
    that a long dialogue does not shrink to one new turn a window.
    """
    new = 0
    while new < len(turns):
        first = new
        # The latest user turn is context that a reply may not lose.
        if new and turns[new].role == "assistant":
            first -= 1
        needed = sum(lengths[first : new + 1])
        if needed > room:
            raise ValueError(f"longer than max_length: a turn and the one before it take {needed} of {room} tokens")
        while first > 0 and sum(lengths[first - 1 : new + 1]) <= room // 2:
            first -= 1
        stop, used = new + 1, sum(lengths[first : new + 1])
        while stop < len(turns) and used + lengths[stop] <= room:
            used += lengths[stop]
            stop += 1
        yield first, new, stop
        new = stop


def until_last_label(example: Encoded) -> Encoded:
    """Cut an example after the last position at which a head reads: what follows cannot be seen from there."""
    positions = [at for labels in (example.emotion_at, example.strategy_at, example.affect_at) for at, _ in labels]
    stop = max(positions, default=-1) + 1
    return replace(example, ids=example.ids[:stop], supervised=example.supervised[:stop])


def with_prefix(example: Encoded, prefix: Sequence[int]) -> Encoded:
    """Put another system turn in front of an example; what follows it is id for id the same.

    Args:
        example: As ``encode`` returns it.
        prefix: Ids of the other system turn.

    Returns:
        The example with its ids and mask only: labels are read once, in the example itself.
    """
    return replace(
        example,
        ids=(*prefix, *example.ids[example.prefix :]),
        supervised=(*[False] * len(prefix), *example.supervised[example.prefix :]),
        prefix=len(prefix),
        emotion_at=(),
        strategy_at=(),
        affect_at=(),
    )
