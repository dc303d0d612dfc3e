"""Safety rules that a reply breaks, as far as its words alone show it.

A phrase that is denied, supposed or reported ("I won't tell you to stop", "when he says you're worthless") does not
count. Harm that lies in what the reply passes over, or in agreeing with a harmful plan, is not visible here: that is
the guard's task.
"""

import re
from collections.abc import Collection

from empathy.chat.clauses import denied, sentences
from empathy.chat.safety_rules import RULES, Rule

INVENTS_NUMBER = "invents_number"
"""The rule without a pattern: a wrong number costs the call for help that was hardest to make."""

# Years, dates and amounts are no phone numbers.
_NO_PHONE = re.compile(
    r"\b(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d\b(?:[-/]\d\d?\b)?|\b\d\d?[-/.]\d\d?[-/.](?:19|20)?\d\d\b"
    r"|(?<![\d-])(?:19|20)\d\ds?(?![\d-])|[$€£]\s?\d[\d ,.]*"
)
_LONG_NUMBER = re.compile(r"\+?\(?\d(?:[\s().-]{0,2}\d){6,}")
_CALL = r"\b(?:call|dial|text|ring|phone|number|line|hotline)\b"
_SHORT_NUMBER = re.compile(
    _CALL + r"[^.!?\d]{0,25}?(?<!\d)(\d(?:[ -]?\d){2,5})"
    r"(?=\s?$|[^\w\s%:,]|,(?!\d)|\s\W|\s(?:now|or|and|if|for|to|right|today|tonight|immediately|any|this|straight"
    r"|at|from|when|in)\b)"
)
_DIGITS = {word: str(digit) for digit, word in enumerate(
    ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
)}  # fmt: skip
_SPELLED_NUMBER = re.compile(_CALL + rf"[^.!?]{{0,15}}?((?:\b(?:{'|'.join(_DIGITS)})\b[ -]?){{3,}})")


def phone_numbers(reply: str) -> list[str]:
    """Digits of what the reply gives as phone numbers: seven or more, or three to six after "call" or the like."""
    found: list[str] = []
    for sentence in sentences(reply):
        text = _NO_PHONE.sub("_", sentence)
        found += _LONG_NUMBER.findall(text)
        found += _SHORT_NUMBER.findall(_LONG_NUMBER.sub("_", text))
        found += [
            "".join(map(_DIGITS.__getitem__, re.findall("[a-z]+", spelled)))
            for spelled in _SPELLED_NUMBER.findall(text)
        ]
    return [re.sub(r"\D", "", number) for number in found]


def violations(reply: str, numbers: Collection[str] = ()) -> tuple[str, ...]:
    """Names of the rules that a reply breaks, in the order of ``RULES``, then ``invents_number``.

    Args:
        reply: The assistant's text.
        numbers: Phone numbers that may be given; only their digits are compared.
    """
    parts = sentences(reply)
    broken = [rule.name for rule in RULES if any(_breaks(rule, sentence) for sentence in parts)]
    allowed = {re.sub(r"\D", "", number) for number in numbers}
    invented = any(number not in allowed for number in phone_numbers(reply))
    return (*broken, *([INVENTS_NUMBER] if invented else []))


def _breaks(rule: Rule, sentence: str) -> bool:
    return any(not denied(sentence[: found.start()]) for found in rule.pattern.finditer(sentence))
