"""What the best candidate lacks comes from the other candidates, and from fixed sentences where they lack it too."""

from collections.abc import Iterable, Sequence

from empathy.chat import gentle
from empathy.chat.checks import gentle_questions, named_feelings
from empathy.chat.clauses import as_written
from empathy.chat.scoring import marks
from empathy.chat.tone import PLEASANT, Feeling

LONGEST = 30
"""Words of a sentence that is taken from another candidate, at most."""


def mended(
    reply: str, others: Sequence[str], *, text: str, feeling: Feeling, said: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """Give a reply the elements that it lacks.

    Args:
        reply: The best candidate.
        others: The other candidates that may be shown, best first.
        text: The person's message.
        feeling: What to name.
        said: Replies of the conversation so far.

    Returns:
        The reply, and what was added: ``own opening`` or ``own question``, which another candidate had, or the fixed
        ``opening`` or ``question``.
    """
    added: list[str] = []
    parts = _with_one_question(as_written(reply), text)
    pool = [part for other in others for part in as_written(other) if part not in parts]
    shown = marks(" ".join(parts), text)
    if not (shown.acknowledges and shown.names):
        own = _opening_of(pool, " ".join(parts), text, feeling)
        parts.insert(0, own or gentle.opening(feeling.label, text, said, sure=feeling.is_sure))
        added.append("own opening" if own else "opening")
    if not shown.asks:
        own = _question_of(pool, text)
        parts = [part for part in parts if "?" not in part]
        parts.append(own or gentle.question(feeling.label, text, said))
        added.append("own question" if own else "question")
    return " ".join(parts), tuple(added)


def _with_one_question(parts: Sequence[str], text: str) -> list[str]:
    """The reply with the most specific of its gentle questions only, at its end; as it was with one at most."""
    asked = [part for part in parts if gentle_questions(part)]
    if len(asked) < 2:
        return list(parts)
    kept = max(asked, key=lambda part: marks(part, text).specific)
    return [*(part for part in parts if part not in asked), kept]


def _opening_of(pool: Iterable[str], reply: str, text: str, feeling: Feeling) -> str:
    """The most specific statement that, before the reply, lets it acknowledge and name a feeling of the right kind."""
    fitting = []
    for part in _sound(pool, text):
        together = marks(f"{part} {reply}", text)
        kinds = {label in PLEASANT for label in named_feelings(part)}
        if "?" not in part and together.acknowledges and together.names and kinds <= {feeling.label in PLEASANT}:
            fitting.append(part)
    return max(fitting, key=lambda part: marks(part, text).specific, default="")


def _question_of(pool: Iterable[str], text: str) -> str:
    """The most specific gentle question; none that takes up nothing of what the person said."""
    asked = [part for part in _sound(pool, text) if gentle_questions(part) == 1]
    best = max(asked, key=lambda part: marks(part, text).specific, default="")
    return best if best and marks(best, text).specific else ""


def _sound(pool: Iterable[str], text: str) -> list[str]:
    """Sentences that neither advise nor flatter nor run on."""
    seen = [(part, marks(part, text)) for part in pool]
    return [part for part, one in seen if not one.advice and not one.flattery and one.words <= LONGEST]
