"""One example as the model sees it: supervised tokens and styles in colour, labels, and where each head reads."""

from rich.console import Console
from rich.text import Text

from empathy.data.encode import Encoded
from empathy.data.module import EmpathyData
from empathy.labels import EMOTIONS_WITH_NEUTRAL, STRATEGIES

SUPERVISED, CONTEXT, HEAD, STYLE = "bold green", "dim", "bold magenta", "bold cyan"
_STYLE = r"<tone:\w+><persona:\w+>"


def marks(example: Encoded) -> dict[int, list[str]]:
    """What the heads read at each position."""
    read: dict[int, list[str]] = {}
    for at, gold in example.emotion_at:
        read.setdefault(at, []).append("emotion: " + ", ".join(EMOTIONS_WITH_NEUTRAL[label] for label in gold))
    for at, strategy in example.strategy_at:
        read.setdefault(at, []).append(f"strategy: {STRATEGIES[strategy]}")
    for at, (valence, arousal) in example.affect_at:
        read.setdefault(at, []).append(f"affect: V {valence:.1f}, A {arousal:.1f}")
    return read


def render(example: Encoded, data: EmpathyData) -> Text:
    """Colour every token and every style; after a position where a head reads, say which and its label."""
    text = Text()
    read = marks(example)
    for at, (token, supervised) in enumerate(zip(example.ids, example.supervised, strict=True)):
        text.append(data.chat.tokenizer.decode([token]), style=SUPERVISED if supervised else CONTEXT)
        for mark in read.get(at, []):
            text.append(f" <- {mark} ", style=HEAD)
    text.highlight_regex(_STYLE, STYLE)
    return text


def show(data: EmpathyData, corpus: str, number: int, console: Console) -> None:
    """Print the n-th training example of a corpus.

    Raises:
        InputError: Via ``EmpathyData.setup``.
        IndexError: If there is no such example.
    """
    example = [example for example in data.encoded["train"] if example.corpus == corpus][number]
    console.print(render(example, data), soft_wrap=True)
    console.print(
        f"\n{example.id} of {corpus}: {len(example)} tokens, ", Text(f"{example.targets} supervised", style=SUPERVISED),
        Text(", context", style=CONTEXT), ", ", Text("style", style=STYLE), ", ",
        Text("<- what a head reads here", style=HEAD), sep="", highlight=False,
    )  # fmt: skip
