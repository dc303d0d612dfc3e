"""Fixed sentences that give a reply what it lacks: an acknowledgement that names the feeling, and a gentle question.

Several wordings of each, so that a conversation does not go round in them. Written for this project.
"""

import zlib
from collections.abc import Sequence

from empathy.chat.tone import PLEASANT

FEELING_WORDS = {
    "admiration": "impressed", "amusement": "amused", "anger": "angry", "annoyance": "frustrated", "approval": "glad",
    "caring": "protective", "confusion": "confused", "curiosity": "curious", "desire": "full of yearning",
    "disappointment": "disappointed", "disapproval": "appalled", "disgust": "disgusted", "embarrassment": "embarrassed",
    "excitement": "excited", "fear": "scared", "gratitude": "grateful", "grief": "heartbroken", "joy": "happy",
    "love": "full of love", "nervousness": "anxious", "optimism": "hopeful", "pride": "proud",
    "realization": "surprised", "relief": "relieved", "remorse": "guilty", "sadness": "sad", "surprise": "surprised",
}  # fmt: skip
"""GoEmotions label -> the word in which a friend would name it."""

OPENINGS = (
    "I can hear how {feeling} you feel.",
    "It makes sense that you feel {feeling} about this.",
    "That sounds like a lot, and you sound {feeling}.",
    "I can tell how {feeling} this leaves you.",
    "No wonder you feel {feeling}.",
    "I'm sorry it's like this; you sound {feeling}.",
)
PLEASANT_OPENINGS = (
    "I can hear how {feeling} you feel, and I'm glad you told me.",
    "I'm smiling at how {feeling} you sound.",
    "No wonder you feel {feeling}.",
    "I love how {feeling} you sound.",
)
UNSURE_OPENINGS = (
    "I can hear that this matters to you, and perhaps you feel a little {feeling}.",
    "I may have it wrong, but I can hear how much is in it; you sound {feeling}.",
    "I'm glad you told me; if I hear you right, you feel {feeling}.",
)
"""For a feeling that nobody named and no word shows."""

QUESTIONS = (
    "What has this been like for you?",
    "What part of it stays with you most?",
    "How are you holding up with all of it?",
    "What goes through your mind when you think of it?",
    "What would you like me to understand about it?",
)
PLEASANT_QUESTIONS = (
    "What was the best part of it for you?",
    "What makes it so special for you?",
    "How did it feel in that moment?",
)


def opening(feeling: str, text: str = "", said: Sequence[str] = (), *, sure: bool = True) -> str:
    """A sentence that acknowledges and names a feeling.

    Args:
        feeling: A GoEmotions label.
        text: The person's message; which wording it gets depends on it.
        said: Replies so far; what they hold is not said again while there is another.
        sure: Whether the person named the feeling, or their words show of which kind it is.
    """
    certain = PLEASANT_OPENINGS if feeling in PLEASANT else OPENINGS
    word = FEELING_WORDS[feeling]
    return _fresh([wording.format(feeling=word) for wording in (certain if sure else UNSURE_OPENINGS)], text, said)


def question(feeling: str, text: str = "", said: Sequence[str] = ()) -> str:
    """A gentle open question; arguments as of ``opening``."""
    return _fresh(PLEASANT_QUESTIONS if feeling in PLEASANT else QUESTIONS, text, said)


def last_resort(feeling: str, text: str = "", said: Sequence[str] = (), *, sure: bool = True) -> str:
    """A whole reply, for when everything that the model wrote had to be thrown away; arguments as of ``opening``."""
    return f"{opening(feeling, text, said, sure=sure)} {question(feeling, text, said)}"


def least_recent(wordings: Sequence[str], said: Sequence[str]) -> str:
    """The first of the wordings that were not said for longest."""
    return min(
        wordings, key=lambda wording: max((place for place, one in enumerate(said) if wording in one), default=-1)
    )


def _fresh(wordings: Sequence[str], text: str, said: Sequence[str]) -> str:
    """The least recent wording, beginning at one that the message decides."""
    start = zlib.crc32(text.encode()) % len(wordings)
    return least_recent([*wordings[start:], *wordings[:start]], said)
