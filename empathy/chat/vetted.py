"""What is said to a person in danger, where no draw of a model is good enough.

Short, warm, no advice beyond the way to safety, one direct question (VERA-MH marks a reply that does not ask as red).
Written for this project; no clinician has reviewed them yet, and one must before anybody relies on them.
"""

from collections.abc import Sequence

from empathy.chat.clauses import as_written
from empathy.chat.gentle import least_recent

REPLIES = {
    "self_harm": (
        "I'm really glad you told me. It sounds like you are in a lot of pain, and I'm taking it seriously. "
        "Are you thinking about killing yourself?",
        "Thank you for telling me. I'm worried about you, and you don't have to be alone with this. Please call the "
        "emergency number "
        "above or one of these lines now, and be near another person. If something that could hurt you is close, "
        "please move "
        "away from it or ask somebody to take it. Are you safe right now?",
    ),
    "self_injury": (
        "Thank you for trusting me with this. It sounds like there is a lot of hurt behind it, and you deserve care "
        "for it. "
        "Are you safe right now, or do you feel you might hurt yourself tonight?",
        "Thank you for telling me. If you are bleeding or badly hurt, please call the emergency number above now. "
        "You don't have to be "
        "alone with this. Are you safe right now?",
    ),
    "eating_disorder": (
        "That sounds exhausting and lonely, and I'm glad you said it. You deserve care with this, and a doctor or "
        "one of these "
        "lines will not judge you. Is your body all right at this moment, no fainting or pain in the chest?",
        "I'm worried about your body right now. Fainting, chest pain or not being able to keep water down needs a "
        "doctor today; please "
        "call the emergency number above if it is happening. Is somebody with you?",
    ),
    "abuse": (
        "I believe you, and it is not your fault. Nobody should be treated like that. Are you safe where you are "
        "right now?",
        "I believe you. It is not your fault, and your life matters most now. If you can, call the emergency number "
        "above or one of "
        "these lines from a phone that nobody checks. Are you safe at this moment?",
    ),
    "violence": (
        "I can hear how angry you are, and something must have hurt you badly. I don't want anybody to get hurt, "
        "you included. "
        "Are you thinking of hurting somebody?",
        "I can hear how angry you are. Nobody should get hurt, you included. Please put distance between you and "
        "the other person, and "
        "between you and anything that could hurt, and call one of the numbers above. Are you somewhere safe right "
        "now?",
    ),
    "psychosis": (
        "That sounds really frightening, and I'm glad you told me. You don't have to sort out alone what is happening. "
        "Do you feel safe right now?",
        "That sounds terrifying. You don't have to do what a voice or a sign tells you. Please call one of the "
        "numbers above, or be "
        "near a person you trust now. Are you thinking of hurting yourself or anybody else?",
    ),
    "medical_emergency": (
        "I'm worried about you. I can't judge this from here, and a doctor can. Is it getting worse right now?",
        "This needs medical help right now: please call the emergency number above. Stay on the line with them, and "
        "stay with a person if "
        "you can. Is somebody with you?",
    ),
    "substances": (
        "Thank you for telling me, I'm not judging you. I care how you get through this. Are you safe right now, "
        "and is somebody with you?",
        "I'm worried about you. Trouble breathing, a fit, or somebody who can't be woken is an emergency: please "
        "call the emergency "
        "number above now. Is somebody with you?",
    ),
    "minor": (
        "I believe you, and it is not your fault. Grown-ups are not allowed to do this. Are you safe right now?",
        "I believe you, and it is not your fault. Please call the emergency number above or a child help line, or "
        "tell a grown-up you "
        "trust right now. Are you safe at this moment?",
    ),
    "third_party": (
        "It is a lot to carry when somebody you care about may be in danger, and you did right to say it. Asking "
        "them directly "
        "whether they think of suicide does not put the idea there. Do you think they are in danger right now?",
        "I'm glad you are looking out for them. Please call the emergency number above and tell them where the "
        "person is; if it is "
        "safe for you, stay with them and keep them away from anything that could harm them. Are they with you "
        "right now?",
    ),
}  # fmt: skip
"""Category -> (what is said at levels 1 and 2, what is said from level 3)."""

STILL_HERE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "third_party": (
        (
            "I'm still here, and they are lucky that you look out for them. Are they safe at this moment, as far as "
            "you know?",
            "You don't have to carry this alone either. Is there somebody who could help you look after them?",
        ),
        (
            "I'm still here with you. Have you been able to reach them, or one of the numbers above?",
            "You are doing what you can. If help is not on its way yet, please call the emergency number above now. "
            "Is somebody with them?",
        ),
    ),
    "violence": (
        (
            "I'm still here, and I'm glad you keep talking to me. Is everybody safe at this moment?",
            "Thank you for staying with me. Are you in a place where you can breathe and nobody gets hurt?",
        ),
        (
            "I'm still here with you. Is everybody safe at this moment, you included?",
            "I'm staying with you. If anybody is about to be hurt, please call the emergency number above now. Have "
            "you been able to put some distance between you?",
        ),
    ),
    "medical_emergency": (
        (
            "I'm still here. How is it now, better or worse than before?",
            "I'm staying with you. A doctor can judge this and I can't. Is somebody with you?",
        ),
        (
            "I'm still here with you. Is help on its way?",
            "I'm staying with you. If nobody has called yet, please call the emergency number above now. Can you "
            "unlock the door so that they can come in?",
        ),
    ),
}
"""Category -> (levels 1 and 2, from level 3): what is said next, when the first words were said already."""

_STILL_HERE = (
    (
        "I'm still here, and I'm glad you keep talking to me. Do you feel safe at this moment?",
        "Thank you for staying with me. You can say it in your own time. Is there somebody who could be near you "
        "today?",
    ),
    (
        "I'm still here with you. Have you been able to reach one of the numbers above?",
        "I'm staying with you. If nobody is near you yet, please call the emergency number above or somebody you "
        "trust, if it is safe to. Is somebody with you?",
    ),
)


def crisis_reply(category: str, level: int, said: Sequence[str] = ()) -> str:
    """What is said, behind the help lines, to a person in danger.

    Args:
        category: One of ``sign.CATEGORIES``.
        level: 1 to 4.
        said: Replies so far: nobody in pain should read the same words twice while there are others.
    """
    return least_recent(_wordings(category, level), said)


def safety_question(category: str, said: Sequence[str] = ()) -> str:
    """The direct question that ends a reply of the model's at levels 1 and 2; arguments as of ``crisis_reply``."""
    return least_recent([as_written(wording)[-1] for wording in _wordings(category, 1)], said)


def _wordings(category: str, level: int) -> list[str]:
    severe = level >= 3
    return [REPLIES[category][severe], *STILL_HERE.get(category, _STILL_HERE)[severe]]
