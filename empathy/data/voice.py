"""How replies are written down for training: the style that each is read to have, and now and then a line before it.

Both are drawn by hashes of (seed, name), so that they do not depend on the order of anything.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from empathy.data.chatml import ChatFormat
from empathy.dialogue import Dialogue, Turn
from empathy.labels import EMOTIONS_WITH_NEUTRAL, STRATEGIES
from empathy.style import PERSONAS, TONES, Style
from empathy.words import FUNCTION_WORDS

REFLECTION_TOKENS = 32
"""Tokens of a reflection's line at most."""

_COACHING = {STRATEGIES.index(name) for name in ("Providing Suggestions", "Information")}

_JOYFUL = re.compile(
    r"\b(?:congrat\w*|yay|hooray|woo+\w*|wow|awesome|amazing|amazed|fantastic|wonderful|great|exciting|excited|thrilled"
    r"|happ(?:y|ier|iest)|glad|fun|brilliant|proud|well done|way to go|good (?:job|luck|for you)|haha+|lovely|love|nice"
    r"|cool|perfect|deserve|hope|cheers|best|finally|passed)\b"
)
_SORROWFUL = re.compile(
    r"\b(?:sorry|sad|hurts?|awful|terrible|horrible|scary|scared|oh no|cried|cry|tough|hard|miss(?:ing)?|poor|unfair)\b"
)
_STEADY = re.compile(
    r"\b(?:breathe|deep breaths?|(?:stay|keep|remain) calm|try to relax|(?:don't|no need to) (?:worry|panic|rush)"
    r"|no (?:rush|pressure|hurry)|take it (?:easy|slow\w*)|rest assured|(?:one|a) (?:step|day|thing|hour) at a time"
    r"|step by step|you(?:'re| are) (?:safe|not alone|going to be|allowed)|you don't have to|(?:all )?you need to do"
    r"|(?:it|things?|everything|this|that|you)(?:'ll| will|'s going to| is going to| are going to)"
    r" (?:\w+ )?(?:be (?:ok|okay|fine|all right|alright)|pass|get better|work out|get through)"
    r"|it(?:'s| is) (?:ok|okay|all right|alright|normal|enough)|(?:perfectly|completely|totally) normal"
    r"|makes? sense|of course you(?:'re| are))\b"
)
_SOFT = re.compile(
    r"\b(?:sorry|take your time|when(?:ever)? you(?:'re| are) ready|if you(?:'d| would)? (?:like|want)|if it helps"
    r"|would you like|may i|perhaps|maybe|might|as long as you need|i(?:'m| am) (?:right )?(?:here|with you)"
    r"|i can (?:hear|see|feel|imagine|tell) (?:how|that|why)|(?:sounds?|seems?|feels?|must(?: be| feel| have been)"
    r"|that's|that is|it's) (?:\w+ )?(?:\w+ )?(?:hard|tough|rough|difficult|awful|terrible|painful|sad|lonely|heavy"
    r"|scary|frightening|unfair|a lot))\b"
)

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def style_of(reply: str, strategy: int | None = None) -> Style:
    """Read a reply's style off its words and its strategy.

    Args:
        reply: What is said.
        strategy: Id into ``labels.STRATEGIES``; None where the corpus has none.

    Returns:
        Tone, by the first that holds: *upbeat*, an exclamation mark and a joyful word, and no sorrowful one; *calm*,
        words that steady ("it's okay", "one day at a time"); *gentle*, sympathy or a soft hedge ("that sounds hard",
        "maybe", "take your time"); else *warm*. Persona: *coach* for suggestions and information, *supporter* for
        ESConv's other strategies, else *best_friend*.
    """
    said = reply.lower().replace("’", "'")
    if "!" in said and _JOYFUL.search(said) and not _SORROWFUL.search(said):
        tone = "upbeat"
    elif _STEADY.search(said):
        tone = "calm"
    else:
        tone = "gentle" if _SOFT.search(said) else "warm"
    if strategy is None:
        return Style(tone, "best_friend")
    return Style(tone, "coach" if strategy in _COACHING else "supporter")


def reflection_of(user_text: str, emotions: Sequence[int], strategy: int | None, chat: ChatFormat) -> str:
    """Write the line before a reply: ``feeling: sadness; way: Reflection of feelings; about: cat, fifteen years``.

    Args:
        user_text: The user's last turn.
        emotions: Its gold labels, of which two are named.
        strategy: Gold label of the reply.
        chat: Counts the tokens.

    Returns:
        The line without the parts that nothing is known of, in at most ``REFLECTION_TOKENS`` tokens: words of ``about``
        go first, then the way, then the feeling. Empty where nothing is left.
    """
    feeling = [f"feeling: {', '.join(EMOTIONS_WITH_NEUTRAL[label] for label in emotions[:2])}"] if emotions else []
    way = [f"way: {STRATEGIES[strategy]}"] if strategy is not None else []
    abouts = [f"about: {about}" for count in (3, 2, 1) if (about := _about(user_text, count))]
    shorter = [[*feeling, *way, about] for about in abouts] + [[*feeling, *way], feeling]
    lines = ("; ".join(parts) for parts in shorter)
    return next((line for line in lines if len(chat.content(line)) <= REFLECTION_TOKENS), "")


def _about(text: str, count: int) -> str:
    """The longest words that are no function words, in the text's order; neighbours stay together."""
    first: dict[str, re.Match[str]] = {}
    for match in _WORD.finditer(text.lower().replace("’", "'")):
        if match.group() not in FUNCTION_WORDS and not match.group().endswith("ly"):
            first.setdefault(match.group(), match)
    longest = sorted(first.values(), key=lambda match: (-len(match.group()), match.start()))[:count]
    about, end = "", None
    for match in sorted(longest, key=lambda match: match.start()):
        joint = "" if end is None else " " if match.start() == end + 1 and text[end].isspace() else ", "
        about, end = f"{about}{joint}{match.group()}", match.end()
    return about


def _longest_reflection(chat: ChatFormat) -> int:
    return len(chat.header("reflection")) + REFLECTION_TOKENS + len(chat.close)


@dataclass(frozen=True)
class Voice:
    """Which training examples carry style and reflection.

    Attributes:
        seed: Of both draws.
        style: Share of the dialogues whose replies carry their style, in [0, 1].
        reflections: Share of the windows whose last reply has its reflection before it, in [0, 1].
    """

    seed: int
    style: float
    reflections: float

    def styled(self, dialogue: Dialogue) -> tuple[Turn, ...]:
        """The dialogue's turns, in its share of the dialogues each reply with its style."""
        if not self._drawn("style", dialogue.id, self.style):
            return dialogue.turns
        return tuple(
            replace(turn, style=style_of(turn.text, turn.strategy).text) if turn.role == "assistant" else turn
            for turn in dialogue.turns
        )

    def reserve(self, dialogue: str, turns: Sequence[Turn], chat: ChatFormat) -> list[int]:
        """Tokens that each window keeps free at its end for what only its last reply may show.

        Args:
            dialogue: Its id; its n-th window is ``dialogue#n``.
            turns: The dialogue's, as ``styled`` returns them.
            chat: Renders the turns.

        Returns:
            As many as there are turns: there are no more windows.
        """
        style = 0
        if any(turn.style and turn.strategy is not None for turn in turns):
            # The longest there is: no label may decide where a window ends.
            style = max(len(chat.style(Style(tone, persona).text)) for tone in TONES for persona in PERSONAS)
        line = _longest_reflection(chat)
        return [style + line * self._reflects(f"{dialogue}#{number}") for number in range(len(turns))]

    def of_window(
        self, window: str, turns: Sequence[Turn], chat: ChatFormat, *, new: int, room: int
    ) -> tuple[Turn, ...]:
        """Decide what a window shows, so that no head reads where a gold label can be seen.

        A persona and a reflection come from gold labels: they stand only where no head reads behind them. A reflection
        names its reply's strategy, which is therefore no label any more.

        Args:
            window: Its id.
            turns: The window's, as ``styled`` returns them.
            chat: Renders the turns.
            new: Place of the first turn whose labels are read and which is supervised.
            room: Tokens that are free.

        Returns:
            The turns, some without their style, the last reply perhaps with its reflection.
        """
        read = (place for place, turn in enumerate(turns) if turn.emotions or turn.affect or turn.strategy is not None)
        last_read = max((place for place in read if place >= new), default=-1)
        shown = list(turns)
        at = max((place for place, turn in enumerate(turns) if turn.role == "assistant"), default=0)
        fits = room >= _longest_reflection(chat)  # not this one's length, which its labels decide
        if fits and self._reflects(window) and at >= max(new, last_read, 1) and turns[at - 1].role == "user":
            line = reflection_of(turns[at - 1].text, turns[at - 1].emotions, turns[at].strategy, chat)
            if line:
                room -= len(chat.reflection(line))
                shown[at] = replace(shown[at], reflection=line, strategy=None)
        for place in reversed(range(len(turns))):
            if turns[place].strategy is None:
                continue  # read off the words alone
            cost = len(chat.style(turns[place].style))
            if place >= last_read and cost <= room:
                room -= cost
            else:
                shown[place] = replace(shown[place], style="")
        return tuple(shown)

    def _reflects(self, window: str) -> bool:
        return self._drawn("reflection", window, self.reflections)

    def _drawn(self, what: str, name: str, share: float) -> bool:
        digest = hashlib.sha256(f"{self.seed} {what} {name}".encode()).digest()
        return int.from_bytes(digest[:8]) < share * 2**64
