"""What a person answers to a direct question about safety: a bare "yes" is no quiet turn."""

import re

from empathy.chat.clauses import as_written, plain

_YES_IS_DANGER = re.compile(r"\bare you thinking (?:of|about)\b|\bgetting worse\b|\bthey are in danger\b")
_NO_IS_DANGER = re.compile(
    r"\bsafe\b|\bwith (?:you|them)\b|\bnear you\b|\breach them\b|\bon its way\b|\bdo that now\b|\bdistance\b"
    r"|\bbreathe\b|\blook after\b"
)
_UNSURE = (
    r"(?:i (?:really )?)?(?:do not|don't|dont) (?:know|care)|idk|dunno|maybe|perhaps|not sure|unsure|sometimes"
    r"|kind ?of|kinda|sort of|a (?:bit|little)|i guess|i suppose|does it matter|doesn't matter|whatever|hard to say"
    r"|for now"
)
_YES = (
    r"(?:yes+|yea+h*|ye[ps]|yup|ya|y|uh ?huh|i (?:am|do|have|think so)|all the time|always|every (?:day|night)"
    rf"|{_UNSURE})"
)
_NO = (
    r"(?:no+|nope|nah|n|never|not (?:really|any ?more|at all|safe|yet)|i(?:'m| am) not"
    rf"|i (?:can't|cannot|do not|don't|dont)|{_UNSURE})"
)


def answers_danger(reply: str, text: str) -> bool:
    """Whether a message answers the question at the end of a reply in a way that means danger, or avoids it.

    Args:
        reply: What the person was told last.
        text: What the person says.
    """
    parts = as_written(reply)
    if not parts or not parts[-1].endswith("?"):
        return False
    question, said = plain(parts[-1]), re.sub(r"^[^\w]+", "", plain(text))
    if _YES_IS_DANGER.search(question):
        return bool(re.match(rf"{_YES}\b", said))
    return bool(_NO_IS_DANGER.search(question)) and bool(re.match(rf"{_NO}\b", said))
