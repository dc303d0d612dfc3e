"""Dialogue -> token ids, loss mask and the positions at which the heads read.

Because the rendering is prefix-stable, one forward pass supervises every reply and every head position of a dialogue.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from empathy.data.chatml import ChatFormat
from empathy.data.memory import History, exchanges, summary, with_summary
from empathy.data.voice import Voice
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
        reflection: Where the turn with the last reply's reflection starts and stops in ``ids``; empty for none.
        memory: Ids of a system turn with what the one at the front says of earlier turns; empty for nothing.
    """

    id: str
    corpus: str
    ids: tuple[int, ...]
    supervised: tuple[bool, ...]
    prefix: int = 0
    emotion_at: tuple[tuple[int, tuple[int, ...]], ...] = ()
    strategy_at: tuple[tuple[int, int], ...] = ()
    affect_at: tuple[tuple[int, tuple[float, float]], ...] = ()
    reflection: tuple[int, int] = (0, 0)
    memory: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def targets(self) -> int:
        """Number of supervised tokens."""
        return sum(self.supervised)

    @property
    def said(self) -> list[bool]:
        """Of each supervised token, whether it is a reply's and not its reflection's."""
        start, stop = self.reflection
        return [not start <= at < stop for at, target in enumerate(self.supervised) if target]


@dataclass
class _Builder:
    """Ids and mask grow together, so that they cannot drift apart."""

    ids: list[int] = field(default_factory=list)
    supervised: list[bool] = field(default_factory=list)
    emotion_at: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    strategy_at: list[tuple[int, int]] = field(default_factory=list)
    affect_at: list[tuple[int, tuple[float, float]]] = field(default_factory=list)
    reflection: tuple[int, int] = (0, 0)

    def add(self, ids: Sequence[int], *, supervised: bool = False) -> None:
        self.ids += ids
        self.supervised += [supervised] * len(ids)


def encode(
    dialogue: Dialogue,
    chat: ChatFormat,
    *,
    max_length: int,
    system: str | None = None,
    history: History = "full",
    voice: Voice | None = None,
) -> list[Encoded]:
    """Encode a dialogue into as many windows as its length, or its history, needs.

    Windows begin and end between turns. Every reply is a target and every label is read in exactly one window; the
    others show it as left context. Nothing that a head can see from where it reads is derived from a gold label.

    Args:
        dialogue: What was said.
        chat: Renders the turns.
        max_length: Tokens of a window at most, the system turn included.
        system: Text of the system turn; None for none.
        history: ``full``: windows of as many turns as fit. ``summary``: windows of one exchange, whose system turn says
            which feelings the user named before.
        voice: Gives replies their style and some a reflection; None for neither. It costs no dialogue: one that is too
            long with them goes without.

    Raises:
        ValueError: If a reply with the user turn before it does not fit; it is never cut.
    """
    turns = voice.styled(dialogue) if voice else dialogue.turns
    contents = [chat.content(turn.text) for turn in turns]
    lengths = [_length(turn, content, chat) for turn, content in zip(turns, contents, strict=True)]
    try:
        if history == "full":
            opening = _system_turn(system or "", chat)
            reserve = [0] * len(turns) if voice is None else voice.reserve(dialogue.id, turns, chat)
            cuts = [_Cut(*cut, opening) for cut in _windows(turns, lengths, max_length - len(opening), reserve)]
        else:
            cuts = list(_exchanges(turns, lengths, chat, system or "", max_length))
    except ValueError:
        if voice is None:
            raise
        return encode(dialogue, chat, max_length=max_length, system=system, history=history)
    windows = []
    for number, cut in enumerate(cuts):
        name = f"{dialogue.id}#{number}"
        shown = turns[cut.first : cut.stop]
        if voice:
            room = max_length - len(cut.opening) - sum(lengths[cut.first : cut.stop])
            shown = voice.of_window(name, shown, chat, new=cut.new - cut.first, room=room)
        builder = _Builder()
        builder.add(cut.opening)
        for place, turn in enumerate(shown, start=cut.first):
            _add_turn(builder, turn, contents[place], chat, is_new=place >= cut.new)
        windows.append(
            Encoded(
                id=name,
                corpus=dialogue.corpus,
                ids=tuple(builder.ids),
                supervised=tuple(builder.supervised),
                prefix=len(cut.opening),
                emotion_at=tuple(builder.emotion_at),
                strategy_at=tuple(builder.strategy_at),
                affect_at=tuple(builder.affect_at),
                reflection=builder.reflection,
                memory=cut.memory,
            )
        )
    return windows


def _system_turn(text: str, chat: ChatFormat) -> tuple[int, ...]:
    return tuple(chat.turn(Turn("system", text))) if text else ()


def _length(turn: Turn, content: Sequence[int], chat: ChatFormat) -> int:
    """Tokens of a turn; a style that names a strategy's persona is not counted, it stands only where it fits."""
    style = chat.style(turn.style) if turn.strategy is None else ()
    return len(chat.header(turn.role)) + len(style) + len(content) + len(chat.close)


def _add_turn(builder: _Builder, turn: Turn, content: list[int], chat: ChatFormat, *, is_new: bool) -> None:
    replies = turn.role == "assistant"
    if turn.reflection:
        start = len(builder.ids)
        builder.add(chat.header("reflection"))
        builder.add([*chat.content(turn.reflection), chat.end], supervised=is_new)
        builder.add(chat.close[1:])
        builder.reflection = (start, len(builder.ids))
    builder.add(chat.header(turn.role))
    if is_new and replies and turn.strategy is not None:
        builder.strategy_at.append((len(builder.ids) - 1, turn.strategy))
    builder.add(chat.style(turn.style))
    builder.add([*content, chat.end], supervised=is_new and replies)
    if is_new and turn.emotions:
        builder.emotion_at.append((len(builder.ids) - 1, turn.emotions))
    if is_new and turn.affect is not None:
        builder.affect_at.append((len(builder.ids) - 1, turn.affect))
    builder.add(chat.close[1:])


@dataclass(frozen=True)
class _Cut:
    """A window in the making: its first shown turn, its first new one and where it stops, and what opens it."""

    first: int
    new: int
    stop: int
    opening: tuple[int, ...]
    memory: tuple[int, ...] = ()


def _exchanges(
    turns: Sequence[Turn], lengths: Sequence[int], chat: ChatFormat, system: str, max_length: int
) -> Iterator[_Cut]:
    """Yield each exchange as a window that opens with the summary of those before."""
    for start, stop in exchanges(turns):
        line = summary(turns[:start], chat)
        opening = _system_turn(with_summary(system, line), chat)
        needed = len(opening) + sum(lengths[start:stop])
        if needed > max_length:
            raise ValueError(f"longer than max_length: an exchange takes {needed} of {max_length} tokens")
        yield _Cut(start, start, stop, opening, memory=_system_turn(line, chat))


def _windows(
    turns: Sequence[Turn], lengths: Sequence[int], room: int, reserve: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """Yield ``(first shown turn, first new turn, stop)`` of each window.

    A window's new turns take what room they need; what stays free up to half the room shows the turns before them, so
    that a long dialogue does not shrink to one new turn a window. A second new turn leaves ``reserve[number]`` free.
    """
    new = number = 0
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
        while stop < len(turns) and used + lengths[stop] <= room - reserve[number]:
            used += lengths[stop]
            stop += 1
        yield first, new, stop
        new, number = stop, number + 1


def until_last_label(example: Encoded) -> Encoded:
    """Cut an example after the last position at which a head reads: what follows cannot be seen from there."""
    positions = [at for labels in (example.emotion_at, example.strategy_at, example.affect_at) for at, _ in labels]
    stop = max(positions, default=-1) + 1
    # No head reads behind a reflection.
    return replace(example, ids=example.ids[:stop], supervised=example.supervised[:stop], reflection=(0, 0))


def with_prefix(example: Encoded, prefix: Sequence[int]) -> Encoded:
    """Put another system turn in front of an example; what follows it is id for id the same, but for two things.

    What the example's own system turn says of earlier turns follows in a system turn of its own. A reflection is left
    out: it is the model's word to itself, which no other voice is to teach or to read.

    Args:
        example: As ``encode`` returns it.
        prefix: Ids of the other system turn.

    Returns:
        The example with its ids and mask only: labels are read once, in the example itself.
    """
    front = (*prefix, *example.memory)
    start, stop = example.reflection if any(example.reflection) else (example.prefix, example.prefix)
    return replace(
        example,
        ids=(*front, *example.ids[example.prefix : start], *example.ids[stop:]),
        supervised=(
            *[False] * len(front), *example.supervised[example.prefix : start], *example.supervised[stop:],
        ),
        prefix=len(front),
        emotion_at=(),
        strategy_at=(),
        affect_at=(),
        reflection=(0, 0),
        memory=(),
    )  # fmt: skip
