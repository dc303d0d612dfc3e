"""Words that name a feeling, the project's own, and where a text names one.

Regular expressions on plain text: one case, straight apostrophes, single spaces.
"""

import re
from collections.abc import Iterator

# GoEmotions label -> words that name the feeling, in a person or in what causes it ("scared", "scary").
FEELINGS: dict[str, str] = {
    "admiration": r"admir(?:e[sd]?|ing|ation)|impress(?:ed|ive)|in awe|awe-?struck|look(?:ed|ing)? up to",
    "amusement": r"amus(?:ed?|ing|ement)|funny|hilarious|giggl(?:e|ed|es|ing)|ma[kd]e (?:me|you) laugh",
    "anger": r"ang(?:er|ry|rier|riest|rily)|furious|fury|rag(?:e|ing)|livid|fuming|seething|outrag(?:ed?|eous)"
    r"|mad(?! about| not)|boiling (?:over|with)|be boiling",
    "annoyance": r"annoy(?:ed|ing|ance)|frustrat(?:ed?|ing|ions?)|irritat(?:ed|ing|ion)|infuriat(?:ed|ing)|fed up"
    r"|galling",
    "approval": r"approv(?:e[sd]?|ing|al)|trust(?:ed|ing)? (?:him|her|them|each other|someone)",
    "caring": r"car(?:e[ds]?|ing) (?:for|about|deeply|so much)|you care|protective|tender(?:ness)?|compassion",
    "confusion": r"confus(?:ed|ing|ion)|puzzled|baffled|bewilder(?:ed|ing)|torn|mixed up|at a loss",
    "curiosity": r"curious|curiosity|intrigu(?:ed|ing)|fascinat(?:ed|ing)",
    "desire": r"long(?:ed|ing) (?:for|to)|yearn(?:ed|ing)?|crav(?:e[ds]?|ing)|jealous(?:y)?|env(?:y|ious)|homesick",
    "disappointment": r"disappoint(?:ed|ing|ments?)|let down|gutted|dashed|deflated|disheartened",
    "disapproval": r"disapprov(?:e[sd]?|ing|al)|appalled|judged|looked down on",
    "disgust": r"disgust(?:ed|ing)?|revolt(?:ed|ing)|repuls(?:ed|ive)|grossed out|sickened",
    "embarrassment": r"embarrass(?:ed|ing|ment)|asham(?:ed|ing)|shame(?:ful)?|humiliat(?:ed|ing|ion)"
    r"|mortif(?:ied|ying)|awkward|self-conscious",
    "excitement": r"excit(?:ed|ing|ement)|thrill(?:ed|ing)?|can't wait|buzzing|bursting",
    "fear": r"fear(?:s|ed|ful|ing)?|afraid|scar(?:ed|ing|y|ier)|terrif(?:ied|ying)|terror|frighten(?:ed|ing)?"
    r"|dread(?:ed|ing)?|panic(?:ked|king|ky)?",
    "gratitude": r"grateful|gratitude|thankful|appreciat(?:ed?|ive|ion)",
    "grief": r"grie(?:f|ve[ds]?|ving)|mourn(?:ed|ing)?|bereaved|heart ?broken|heartbreak(?:ing)?|devastat(?:ed|ing)"
    r"|(?:lost|losing|lose) (?:him|her|someone)|your loss",
    "joy": r"joy(?:ful|ous)?|happ(?:y|ier|iest|ily|iness)|delight(?:ed|ful)?|glad|overjoyed|cheerful|glee(?:ful)?",
    "love": r"(?<!'d )(?<!would )lov(?:e|es|ed|ing)(?! to)|ador(?:e[sd]?|ing)|affection|fond(?:ness)?",
    "nervousness": r"nerv(?:ous|ousness|es)|anxi(?:ous|ety)|worr(?:y|ied|ies|ying)|uneasy|on edge|jittery|tense"
    r"|stress(?:ed|ful)?|overwhelm(?:ed|ing)?",
    "optimism": r"hop(?:eful|ing)|your hopes?|optimis(?:m|tic)|looking forward",
    "pride": r"proud(?:er|est|ly)?|pride",
    "realization": r"reali[sz](?:e[sd]?|ing|ation)|dawned on|s[au]nk in|clicked",
    "relief": r"reliev(?:ed|ing)|relief|weight off|breathe again",
    "remorse": r"guilt(?:y|ier)?|remorse(?:ful)?|regret(?:s|ted|ting|ful)?|blam(?:e[ds]?|ing) (?:yourself|myself)",
    "sadness": r"sad(?:der|dest|ly|ness)?|lonel(?:y|ier|iness)|unhapp(?:y|iness)|hurt(?:s|ing|ful)?|heart-?ache"
    r"|sorrow(?:ful)?|miserable|you miss(?:ed)?|missing (?:him|her|them)|depressed|despair|hopeless|crying|cried"
    r"|in tears|(?:so|feel|feeling|felt|been|very|pretty|this) low",
    "surprise": r"surpris(?:ed?|ing)|shock(?:ed|ing)?|stunned|astonish(?:ed|ing)|startl(?:ed|ing)|speechless|amazed",
}

# Turns of phrase in which a word of FEELINGS names no feeling.
FEELING_IDIOMS: tuple[str, ...] = (
    r"i(?:'m| am) (?:afraid (?:i|that|so|not|it|you|there)|curious)",
    r"i(?:'m| am) (?:just |really |so |very )*(?:glad|happy) (?:to|you (?:told|said|asked|came|reached))",
    r"(?:no|don't|not to) worr(?:y|ies)|who cares|what a shame|i love (?:that|how)|loved ones?"
    r"|i(?:'d| would) appreciate",
    r"happy (?:birthday|new year|anniversary|christmas)|funny enough|mad dash|torn (?:up|off|down)",
    r"are you hurt|hurt(?:ing)? (?:yourself|someone|anyone|him|her|them)|panic (?:disorder|button|room)",
)

# What stands between a negation and the feeling it denies: "not really angry", "don't have to be afraid".
NEGATION = (
    r"(?:\bnot|n't|\bnever|\bwithout|\bno longer|\bnothing|\bnor|\bhardly|\bno(?! wonder)|\brather than"
    r"|\binstead of)(?: (?:really|very|too|that|all|at|even|exactly|a|an|any|the|so|bit|feel|feeling|feels|be|being"
    r"|have|need|to|get|sure))* $"
)


_WORDS = {label: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for label, words in FEELINGS.items()}
_IDIOMS = re.compile(rf"(?<!\w)(?:{'|'.join(FEELING_IDIOMS)})(?!\w)")
_NEGATION = re.compile(NEGATION)


def mentions(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield what a plain text names as ``(label, words)``, label by label; a denied feeling ("not angry") is none.

    Args:
        text: Plain, as above. An idiom is blanked out first, so the words' places are those in the text without it.
    """
    named = _IDIOMS.sub("_", text)
    for label, words in _WORDS.items():
        for found in words.finditer(named):
            if not _NEGATION.search(named, 0, found.start()):
                yield label, found
