"""Properties of a reply to a person's message, read from the reply alone: to rank candidates.

What the best replies share (Sharma et al., EMNLP 2020: reactions, interpretations, explorations) and what the others
share: advice nobody asked for and agreement without substance. Counts of wording, not of meaning.
"""

import re

from empathy.chat.clauses import any_of, clauses, denied, opened, sentences
from empathy.chat.directives import (
    CLOSED,
    DIRECTIVES,
    DISGUISED,
    IMPERATIVES,
    IMPERATIVES_WITH_OBJECT,
    INTERROGATIVE,
    INVITATIONS,
    SOFT_QUESTIONS,
    TAG,
)
from empathy.chat.lexicon import (
    ACKNOWLEDGEMENTS,
    AGREEMENT,
    FILLER,
    OVER_VALIDATION,
    RESTATEMENT,
    YOU_FEEL,
)
from empathy.feelings import FEELINGS, mentions

_ACKNOWLEDGEMENTS = any_of(*ACKNOWLEDGEMENTS)
_RESTATEMENT = any_of(RESTATEMENT)
_YOU_FEEL = re.compile(YOU_FEEL + r"(?:" + "|".join(FEELINGS.values()) + r")\b")
_FILLER = any_of(*FILLER)
_PART = re.compile(r"[^,.!?]+[,.!?]*")
_QUESTION = re.compile(r"\?\W*$")
_INTERROGATIVE = re.compile(INTERROGATIVE)
_DISGUISED = any_of(*DISGUISED)
_CLOSED = any_of(*CLOSED)
_TAG = re.compile(TAG)
_SOFT_QUESTIONS = any_of(*SOFT_QUESTIONS)
_DIRECTIVES = any_of(*DIRECTIVES)
_INVITATIONS = any_of(*INVITATIONS)
_IMPERATIVE = re.compile(
    r"(?:just |simply |always |never |do )?"
    rf"(?:{IMPERATIVES}(?![\w'-])|{IMPERATIVES_WITH_OBJECT} (?:the|your|a|an|it|him|her|them|some|that|this|all"
    rf"|together)\b)"
    r"(?! (?:is|was|are|were|can|could|has|had|will|would|does|did|may|might|must|of|isn't|wasn't|doesn't|won't)\b)"
)
_CUE = re.compile(r"\b(?:but|so|then|please|just|maybe|perhaps|instead)\b")
_AFTER_CONDITION = re.compile(r"(?:if|when|once|until|before|after|next time|for next time|by)\b")
_OVER_VALIDATION = any_of(*OVER_VALIDATION)
_AGREEMENT = re.compile(rf"\W*(?:{AGREEMENT})\W*")
_EXCLAMATIONS = re.compile(r"!!!|(?s:(?:!!|!\?|\?!).*(?:!!|!\?|\?!))")


def acknowledges(reply: str) -> bool:
    """Whether the reply shows that it heard: sympathy, a shared feeling, what it must be like, the person's own story.

    What fits any message ("your feelings are valid", "I'm here for you") is set aside first.
    """
    for sentence in sentences(reply):
        heard = "".join(part for part in _PART.findall(sentence) if not _FILLER.search(part)).lstrip()
        restated = _RESTATEMENT.match(heard) and not _QUESTION.search(heard)
        if restated or _ACKNOWLEDGEMENTS.search(heard) or _YOU_FEEL.search(heard):
            return True
    return False


def named_feelings(reply: str) -> set[str]:
    """GoEmotions labels whose words the reply names, whoever feels them; a denied feeling ("not angry") is none."""
    return {label for sentence in sentences(reply) for label, _ in mentions(sentence)}


def gentle_questions(reply: str) -> int:
    """Number of sentences that ask or invite; not those that advise, press, offer a service or only end in a tag."""
    return sum(_asks_gently(sentence) for sentence in sentences(reply))


def _asks_gently(sentence: str) -> bool:
    parts = [opened(clause)[1] for clause in clauses(sentence)]
    if not _QUESTION.search(sentence):
        return any(_SOFT_QUESTIONS.match(part) for part in parts)
    pressing = any(_CLOSED.match(part) for part in parts) or _TAG.fullmatch(parts[-1])
    return bool(_INTERROGATIVE.search(sentence)) and not pressing and not _directives(sentence)


def advice(reply: str) -> int:
    """Number of clauses that tell the person what to do, in a statement or in a question.

    Only where a clause begins: "it should not have been like that" is no advice, "should" or not.
    """
    return sum(_directives(sentence) for sentence in sentences(reply))


def _directives(sentence: str) -> int:
    count, commanding = 0, bool(_AFTER_CONDITION.match(opened(sentence)[1]))
    question = bool(_QUESTION.search(sentence))
    for place, clause in enumerate(clauses(sentence)):
        opener, rest = opened(clause)
        if _INVITATIONS.match(rest):
            continue
        imperative = _IMPERATIVE.match(rest) and (place == 0 or commanding or _CUE.search(opener))
        commanding = commanding or (place == 0 and bool(imperative))
        count += bool(imperative or _DIRECTIVES.match(rest) or (question and _DISGUISED.match(rest)))
    return count


def over_validation(reply: str) -> int:
    """Number of flattering, absolute or merely agreeing phrases; piled exclamation marks count once a reply."""
    phrases = sum(
        not denied(sentence[: found.start()])
        for sentence in sentences(reply)
        for found in _OVER_VALIDATION.finditer(sentence)
    )
    agreeing = sum(bool(_AGREEMENT.fullmatch(clauses(sentence)[0])) for sentence in sentences(reply))
    return phrases + agreeing + bool(_EXCLAMATIONS.search(reply))
