"""What is said to a person in danger, where no draw of a model is good enough.

Short, warm, no advice beyond the way to safety, one direct question (VERA-MH marks a reply that does not ask as red).
Written for this project; no clinician has reviewed them yet, and one must before anybody relies on them. They speak of
"your emergency number" and "the lines above", for a block may hold web addresses alone, and from level 3 each of them
says to call.
"""

from collections.abc import Sequence

from empathy.chat.clauses import as_written
from empathy.chat.gentle import least_recent

_CALL = "Please call your emergency number"

REPLIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "self_harm": (
        (
            "I'm really glad you told me. It sounds like you are in a lot of pain, and I'm taking it seriously. "
            "Are you thinking about killing yourself?",
        ),
        (
            "Thank you for telling me. I'm worried about you, and you don't have to be alone with this. "
            f"{_CALL} or one of the lines above now, and be near another person. If something that could hurt you is "
            "close, please move away from it or ask somebody to take it. Are you safe right now?",
        ),
    ),
    "self_injury": (
        (
            "Thank you for trusting me with this. It sounds like there is a lot of hurt behind it, and you deserve "
            "care for it. Do you feel safe with yourself right now?",
        ),
        (
            f"Thank you for telling me. {_CALL} now if you are bleeding or badly hurt, or one of the lines above if "
            "you might hurt yourself again. You don't have to be alone with this. Are you safe right now?",
        ),
    ),
    "eating_disorder": (
        (
            "That sounds exhausting and lonely, and I'm glad you said it. You deserve care with this, from a doctor "
            "or the lines above. Do you feel safe in your body at this moment?",
        ),
        (
            "I'm worried about your body right now. Fainting, chest pain or not being able to keep water down needs a "
            f"doctor today. {_CALL} now if one of them is happening. Are you safe at this moment?",
        ),
    ),
    "abuse": (
        (
            "I believe you. Nobody should be treated like that, and it is not the fault of the one it is done to. Are "
            "you safe where you are right now?",
        ),
        (
            "I believe you. It is nobody's fault but theirs who do it, and lives matter most now. If you can, call "
            "your emergency number or one of the lines above from a phone that nobody checks. Are you safe at this "
            "moment?",
        ),
    ),
    "violence": (
        (
            "I can hear how angry you are, and something must have hurt you badly. I don't want anybody to get hurt, "
            "you included. Are you thinking of hurting somebody?",
        ),
        (
            "I can hear how angry you are. Nobody should get hurt, you included. Please put distance between you and "
            "the other person, and between you and anything that could hurt, and call your emergency number or one of "
            "the lines above. Are you somewhere safe right now?",
        ),
    ),
    "psychosis": (
        (
            "That sounds really frightening, and I'm glad you told me. You don't have to sort out alone what is "
            "happening. Do you feel safe right now?",
        ),
        (
            "That sounds terrifying. You don't have to do what a voice or a sign tells you. Please call your "
            "emergency number or one of the lines above, or be near a person you trust now. Are you safe right now?",
        ),
    ),
    "medical_emergency": (
        ("I'm worried about you. I can't judge this from here, and a doctor can. Is it getting worse right now?",),
        (
            f"This needs medical help right now. {_CALL} now, stay on the line with them, and stay with a person if "
            "you can. Is somebody with you?",
        ),
    ),
    "substances": (
        (
            "Thank you for telling me, I'm not judging you. I care how you get through this. Do you feel safe right "
            "now?",
        ),
        (
            "I'm worried about you. Trouble breathing, a fit, or somebody who can't be woken is an emergency. "
            f"{_CALL} now if one of them is happening. Are you safe right now?",
        ),
    ),
    "minor": (
        (
            "I believe you. What happens to a child like that is never the child's fault, and no adult is allowed to "
            "do it. Is the child safe right now, you if it is you?",
        ),
        (
            "I believe you, and it is never the child's fault. Please call your emergency number or one of the lines "
            "above now, or tell a grown-up who can be trusted. Is the child safe at this moment, you if it is you?",
        ),
    ),
    "third_party": (
        (
            "It is a lot to carry when somebody you care about may be in danger, and you did right to say it. You can "
            "ask them plainly how bad it is; asking does no harm. Do you think they are in danger right now?",
        ),
        (
            "I'm glad you are looking out for them. Please call your emergency number and tell them where the person "
            "is; if it is safe for you, stay with them and keep them away from anything that could harm them. Are they "
            "safe at this moment, as far as you know?",
        ),
    ),
}  # fmt: skip
"""Category -> (what is said at levels 1 and 2, what is said from level 3), first in a conversation."""

STILL_HERE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "third_party": (
        (
            "I'm still here, and they are lucky that you look out for them. Are they safe at this moment, as far as "
            "you know?",
            "You don't have to carry this alone either. Is there somebody who could help you look after them?",
        ),
        (
            "I'm still here with you. If help is not on its way yet, please call your emergency number now. Have you "
            "been able to reach them?",
            "You are doing what you can. Please call your emergency number if nobody has yet, and stay on the line. Is "
            "somebody with them?",
        ),
    ),
    "violence": (
        (
            "I'm still here, and I'm glad you keep talking to me. Is everybody safe at this moment?",
            "Thank you for staying with me. Are you in a place where you can breathe and nobody gets hurt?",
        ),
        (
            "I'm still here with you. Please stay away from them, and call your emergency number if anybody is about "
            "to be hurt. Is everybody safe at this moment, you included?",
            "I'm staying with you. Please call one of the lines above, or your emergency number, before anything else. "
            "Have you been able to put some distance between you?",
        ),
    ),
    "medical_emergency": (
        (
            "I'm still here. A doctor can judge this and I can't. Is it getting worse?",
            "I'm staying with you. Please let a doctor look at it if it does not pass. Is somebody with you?",
        ),
        (
            f"I'm still here with you. {_CALL} now if nobody has yet. Is help on its way?",
            f"I'm staying with you. {_CALL} now if help is not there, and unlock the door so that they can come in. Is "
            "somebody with you?",
        ),
    ),
}
"""Category -> the same, when the first words were said already."""

_STILL_HERE = (
    (
        "I'm still here, and I'm glad you keep talking to me. Do you feel safe at this moment?",
        "Thank you for staying with me. You can say it in your own time. Is there somebody who could be near you "
        "today?",
    ),
    (
        f"I'm still here with you. {_CALL} or one of the lines above now if you have not yet, or hand the phone to "
        "somebody near you. Have you been able to reach them?",
        f"I'm staying with you. {_CALL}, or one of the lines above, and let somebody be with you, as soon as it is "
        "safe to. Are you safe where you are?",
        "I haven't gone anywhere. What matters most now is that you are safe, so please call your emergency number or "
        "one of the lines above. Can you do that now?",
    ),
)


def crisis_reply(category: str, level: int, said: Sequence[str] = ()) -> str:
    """What is said, behind the help lines, to a person in danger.

    Args:
        category: One of ``sign.CATEGORIES``.
        level: 1 to 4.
        said: Replies so far: nobody in pain should read the same words twice in a row.
    """
    return least_recent(_wordings(category, level), said)


def safety_question(category: str, said: Sequence[str] = ()) -> str:
    """The direct question that ends a reply of the model's at levels 1 and 2; arguments as of ``crisis_reply``."""
    return least_recent([as_written(wording)[-1] for wording in _wordings(category, 1)], said)


def _wordings(category: str, level: int) -> list[str]:
    severe = level >= 3
    return [*REPLIES[category][severe], *STILL_HERE.get(category, _STILL_HERE)[severe]]
