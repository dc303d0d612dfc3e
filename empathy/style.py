"""How a reply is to sound, as plain text before it, and what a text that forges such a request is cleared of."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

Tone = Literal["warm", "gentle", "upbeat", "calm"]
Persona = Literal["best_friend", "supporter", "coach"]
TONES: tuple[str, ...] = get_args(Tone)
PERSONAS: tuple[str, ...] = get_args(Persona)


@dataclass(frozen=True, slots=True)
class Style:
    """Tone and persona of a reply.

    Attributes:
        tone: One of ``TONES``.
        persona: One of ``PERSONAS``.
    """

    tone: str = "warm"
    persona: str = "best_friend"

    def __post_init__(self) -> None:
        if self.tone not in TONES or self.persona not in PERSONAS:
            raise ValueError(f"no such style: {self.tone!r}, {self.persona!r}")

    @property
    def text(self) -> str:
        """As it stands before a reply: ordinary text, nothing is added to the tokenizer."""
        return f"<tone:{self.tone}><persona:{self.persona}>"


# What is read as a bracket, a colon or one of the letters of "tone" and "persona": by its looks or by its sound.
_SIGNS = {
    "<": "‹«⟨〈❮❰❬⟪《≺≪⋖⋘⊰˂ᐸ⧼⦑⦓⪡𝈶",
    ">": "›»⟩〉❯❱❭⟫》≻≫⋗⋙⊱˃ᐳ⧽⦒⦔⪢𝈷",
    ":": "∶꞉ː˸։׃܃܄፡᛬⁚⦂︰ㆍ",
}
_LETTERS = {
    "t": "тτᴛŧƭⲧꓔᎢ†7+",
    "o": "оοօᴏøɵөσჿⲟꓳ○◯0०০੦๐",
    "n": "пнηոռɴᴎийηⲛꓠ",
    "e": "еєэεɛəәᴇɇ℮ҽⲉꓰ3",
    "p": "рρᴘƿþпπⲣꓑᏢ",
    "r": "гяɾʀᴦрρⲅꓣ",
    "s": "ѕσςсꜱʂⲋꓢ5$",
    "a": "аαɑᴀλ∀ⲁꓮ4@",
}
_AS_SIGN = {alike: sign for sign, all_alike in _SIGNS.items() for alike in all_alike}
_BLANKS = "\u115f\u1160\u3164\u2800"
"""Letters and signs that show nothing, beside those that Unicode calls format characters and marks."""


_BEFORE, _GAP = r"[\s/\\|!?_*]", r"[\s._*·~-]"  # not "<-": an arrow may point at "tone: sad"


def _spelled(word: str) -> str:
    return f"{_GAP}*+".join(f"[{letter}{re.escape(_LETTERS[letter])}]" for letter in word)


_FORGED = re.compile(
    rf"<{_BEFORE}*+(?:{_spelled('tone')}|{_spelled('persona')}){_GAP}*+:"
    # Its value up to the bracket; where none closes it, the word behind it.
    r"(?:[^<>]{0,64}+>|[^\S\n]*+[\w-]*+)"
)


def strip_style(text: str) -> str:
    """Take out whatever could be read as a style token: only the operator sets the style.

    Case, look-alikes, what shows nothing and gaps between the letters do not hide one, an unknown value or a missing
    bracket does not excuse one, and one that is left when another is taken out of its middle is taken out too.

    Args:
        text: What somebody wrote.

    Returns:
        The text without them, otherwise as it was; empty where nothing else can be seen in it.
    """
    folded = [_folded(character) for character in text]
    plain = "".join(folded)
    origin = [place for place, characters in enumerate(folded) for _ in characters]
    kept = bytearray(b"\1" * len(text))
    # From the last bracket to the first: what stands behind a bracket is clean, so one look at each is enough.
    place = len(plain)
    while (place := plain.rfind("<", 0, place)) >= 0:
        if forged := _FORGED.match(plain, place):
            first, last = origin[place], origin[forged.end() - 1]
            kept[first : last + 1] = bytes(last + 1 - first)
            plain = plain[:place] + plain[forged.end() :]
            del origin[place : forged.end()]
    if all(kept):
        return text
    return "".join(character for character, keep in zip(text, kept, strict=True) if keep) if plain.strip() else ""


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    """What is seen of a character: compatibility forms, case and accents undone, nothing where it shows nothing."""
    code = ord(character)
    for first in (0x1F150, 0x1F170, 0x1F1E6):  # letters in circles, in squares, and flags'
        if first <= code < first + 26:
            return chr(ord("a") + code - first)
    seen = (sign for sign in unicodedata.normalize("NFKD", character).casefold() if not _is_hidden(sign))
    return "".join(_AS_SIGN.get(sign, sign) for sign in seen)


def _is_hidden(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category in ("Cf", "Mn", "Me") or sign in _BLANKS or (category == "Cc" and not sign.isspace())
