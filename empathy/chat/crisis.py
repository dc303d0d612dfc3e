"""Words that say that somebody may be in danger. Cautious: it looks for any mention, and is often wrong.

It decides only who is left out where a mistake costs nothing, such as prompts for generated pairs. What to do for a
person in danger is the guard's task, which weighs context; these words alone do not tell a song from a plan.
"""

import re

_MENTIONS = (
    r"suicid\w*",
    r"kill(?:ing)? (?:myself|themsel\w+|himself|herself|yourself)|kms",
    r"end(?:ing)? (?:my|his|her|their|your|it all|my own) ?(?:life|lives)?",
    r"tak(?:e|ing) (?:my|his|her|their) own life",
    r"(?:want|wish|rather|ready|going|plan\w*) (?:to )?(?:die|be dead|not (?:be )?(?:alive|here|exist)|never wake up)",
    r"(?:wish|wishing) (?:i|he|she|they) (?:was|were|had) (?:dead|never been born|never born|not (?:alive|here))",
    r"better off (?:dead|without me)",
    r"no (?:reason|point) (?:to|in) (?:live|living|go(?:ing)? on)|nothing (?:left )?to live for",
    r"(?:don'?t|do not|didn'?t) want to (?:live|be alive|be here any ?more|exist|wake up)",
    r"self[- ]?harm\w*|(?:cut|cutting|hurt|hurting|burn|burning) myself",
    r"cut(?:ting)? my (?:arms?|wrists?|legs?|thighs?)",
    r"overdos\w+|(?:all|whole|bottle of|handful of) (?:my |the |of )*(?:pills|tablets|meds|medication)",
    r"hang(?:ing)? myself|jump(?:ing)? off|slit(?:ting)? my",
    r"(?:hits?|hit(?:ting)?|beats?|beat(?:ing)?|chok(?:es?|ed|ing)|strangl\w+|rap(?:ed?|es|ing)|molest\w*|abus\w+) me",
    r"(?:afraid|scared) (?:he|she|they|of him|of her)(?: i?wi?ll)?(?: going to)? (?:kill|hurt|hit)",
    r"kill(?:ing)? (?:him|her|them|people|everyone|my)|shoot up|going to hurt (?:him|her|them|someone)",
    r"not (?:safe|eating|eaten) (?:at home|for days|in days)|stop(?:ped)? taking my (?:meds|medication|insulin)",
    r"(?:hearing|hear|the) voices|voices (?:tell|telling|told) me",
    r"hurts? me(?: again)|(?:going to|might|could|scared i'?m going to) (?:harm|hurt) (?:my|her|him|them|the baby)",
    r"(?:better|easier|happier|manage)(?: \w+)? without me|won'?t be (?:around|here|there) (?:any ?more|for)",
    r"(?:wrote|written|writing|left|sent)(?: \w+){0,2} (?:goodbye|suicide|farewell)",
    r"(?:goodbye|farewell) (?:letters?|notes?|messages?)",
    r"(?:i'?ve|i have|i) taken something|took something (?:bad|and)|comes? (?:in|into) my (?:room|bed) at night",
    r"i said no (?:but|and)|(?:he|she|they) (?:didn'?t|wouldn'?t) stop",
)

_DANGER = re.compile(r"\b(?:" + "|".join(_MENTIONS) + r")\b", re.IGNORECASE)


def in_danger(text: str) -> bool:
    """Whether a text mentions suicide, self-harm, violence against or by the person, or losing touch with reality."""
    return _DANGER.search(" ".join(text.replace("\u2019", "'").split())) is not None
