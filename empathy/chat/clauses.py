"""Text -> the plain sentences and clauses that the checks read."""

import re
import unicodedata

_TYPOGRAPHY = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "\u00ad": None}
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\ufe0f")
)

# White space after an end mark; the point of "Mr. Ortiz" ends no sentence.
_SENTENCE_END = re.compile(
    r"(?<!\bmr\.)(?<!\bms\.)(?<!\bdr\.)(?<!\bmrs\.)(?<=[.!?…\"'”’)])(?<![\w,]['\"’”)])\s+|\s*\n\s*", re.IGNORECASE
)
_CLAUSE_END = re.compile(
    r"[,;:()]+|\s[-–]+\s|—|\.{2,}|\s(?=(?:and|but|or|because|then|so (?:you|i|we|he|she|they"
    r"|it|just|please|maybe|try))\s)"
)
_OPENER = re.compile(
    r"(?:\W|(?:and|but|so|or|then|also|well|ok|okay|maybe|perhaps|honestly|please|now|next|first|firstly|second|finally"
    r"|anyway|actually|seriously|oh|hey|h+m+|ah|lol|haha|instead|still|though|(?:for|until) (?:now|then|next time)"
    r"|next time|in the meantime|from now on|tonight|today)\b(?!'))+"
)


def plain(text: str) -> str:
    """Fold case, width, white space, quotation marks and apostrophes; line breaks stay, for they end a sentence."""
    folded = unicodedata.normalize("NFKC", text).translate(_TYPOGRAPHY).lower()
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"[^\S\n]+", " ", folded)).strip()


def sentences(reply: str) -> list[str]:
    """Split a reply into plain sentences with their end marks, each beginning with a word or a number."""
    return [re.sub(r"^[^\w(+]+", "", plain(part)) for part in as_written(reply)]


def as_written(reply: str) -> list[str]:
    """Split a reply into its sentences, each in its own letters."""
    return [part for part in _SENTENCE_END.split(reply.strip()) if re.search(r"\w", part)]


def clauses(sentence: str) -> list[str]:
    """Split a plain sentence at its punctuation and before its conjunctions."""
    return [part.strip() for part in _CLAUSE_END.split(sentence) if part.strip()]


def opened(clause: str) -> tuple[str, str]:
    """Split a clause into what only opens it ("and maybe ", emoji) and the rest, where a directive would begin."""
    opener = _OPENER.match(clause)
    return (opener.group(), clause[opener.end() :]) if opener else ("", clause)


def any_of(*alternatives: str) -> re.Pattern[str]:
    """Compile alternatives into one expression that matches whole words."""
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")(?!\w)")


# A clause in which what follows is denied or somebody else's words: "I can't say that ...", "when he says you're ...".
_DENIED = re.compile(
    r"(?:\bnot|n't|\bnever|\bcannot|\bwithout|\bno longer|\bnobody|\bno one|\bnone|\bnothing|\bneither"
    r"|\bno\b(?! doubt)|\bnor|\brather than|\binstead of)\b"
    r"(?! (?:only|just)\b)"
    r"|\b(?:if|whether|pretend(?:s|ed|ing)?|as though|idea)\b|\blike $"
    r"|(?<!\bi )(?<!\bi'd )(?<!\bi'll )(?<!\bi can )(?<!\bi could )\b(?:sa(?:ys?|id|ying)|t(?:ells?|old|elling)"
    r"|call(?:s|ed|ing)?|th(?:inks?|ought|inking)|believes?|believed|convinced"
    r"|feel(?:s|ing)?|felt|afraid|scared|fear(?:s|ed)?|worr(?:y|ied)|wonder(?:s|ed|ing)?|wants?)\b"
)
_DENIAL_END = re.compile(r"[,;:.!?]|\bbut\b|\b(?:and|so) (?=(?:you|i|we|they|he|she)\b)")


def denied(before: str) -> bool:
    """Whether a phrase is denied, supposed or reported, judged by the text before it as far back as its clause goes."""
    return bool(_DENIED.search(_DENIAL_END.split(before)[-1]))
