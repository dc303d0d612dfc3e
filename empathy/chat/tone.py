"""What a person feels, by their words and by the heads, and whether a reply cheers at what hurts."""

from collections.abc import Sequence
from dataclasses import dataclass

from empathy.chat.checks import named_feelings
from empathy.chat.clauses import any_of, plain

PLEASANT = frozenset({
    "admiration", "amusement", "approval", "caring", "curiosity", "excitement", "gratitude", "joy", "love", "optimism",
    "pride", "relief",
})  # fmt: skip
"""GoEmotions labels of a good moment."""


@dataclass(frozen=True)
class Feeling:
    """A feeling to name.

    Attributes:
        label: A GoEmotions label.
        is_sure: The person named it, or their words show that something hurts.
    """

    label: str
    is_sure: bool


_EITHER = frozenset({"surprise", "realization", "desire", "caring", "love", "curiosity"})
"""Named in good moments and in hard ones: "I loved him" is said at a grave."""

_HURT = any_of(
    r"died|dies|dying|dead|death|passed away|funeral|buried|grave|miscarr\w+|put (?:him|her|it) (?:down|to sleep)",
    r"cancer|tumou?r|hospital|chemo|diagnos\w+|dementia|stroke|surgery|accident|crash(?:ed)?|broke (?:my|his|her) \w+",
    r"(?:lost|losing) (?:my|our|the|his|her|him|everything)|(?:got|was|been|getting) (?:fired|sacked|laid off|dumped"
    r"|evicted|rejected|robbed|scammed|bullied|made redundant)",
    r"broke up|breaking up|split up|divorc\w+|cheat(?:ed|ing) on|left me|walked out|ghosted|kicked out",
    r"fail(?:ed|ing)?|flunked|ruined|stole|stolen|burgled|bankrupt|in debt|can't (?:pay|afford|sleep|cope|stop crying"
    r"|take)",
    r"cry(?:ing)?|cried|sobb(?:ed|ing)|tears|alone|nobody|no one|ashamed|worthless|useless|hate my|hates me|hurts?",
    r"(?:screamed|yelled|shouted|laughed|spat) at me|made fun of|argu(?:ed|ment)|fight with|fought|miss (?:him|her|them"
    r"|you|my|home)",
)
_GLAD = any_of(
    r"(?:got|landed|offered me) (?:the|a|my|that) (?:\w+ )?(?:job|promotion|place|offer|visa|scholarship|raise|part)",
    r"promoted|engaged|getting married|she said yes|he said yes|pregnant|(?:is|was) born|newborn|graduat\w+",
    r"passed (?:my|the|it|with)|won|winning|aced|finished my|finally (?:did|got|made|finished|paid|have|has|bought)",
    r"best (?:day|news|night|week|thing)|good news|great news|can't wait|yay|woo+|hooray|so (?:cool|fun|cute|sweet)",
    r"holiday|vacation|surprise party|cancer[- ]free|all clear|in remission|came home|birthday",
)
_CHEERS = any_of(
    r"congrat\w*|hooray|hurrah|yay+|woo+(?:hoo+)?|lol|lmao|ha(?:ha)+|good for you|well done|way to go",
    r"(?:that|this|it|what|how)(?:'s| is| sounds?| was)?(?: \w+){0,2} (?:awesome|amazing|fantastic|wonderful"
    r"|great news|good news|exciting|hilarious|great|fun|cool|perfect|lovely)(?! (?:loss|pain|deal))",
    r"i(?:'m| am) (?:so |very |really )*(?:happy|excited|thrilled|delighted|glad) (?:for you|that|to hear)",
    r"happy for you|sounds like (?:a lot of )?(?:fun|a great)",
    r"i(?:'m| am) (?:so |very |really )*(?:happy|glad|pleased|delighted) (?:you(?:'re|'ve| are| have)?|your|we|to"
    r" (?:see|say|share))(?! (?:told|said|trust\w*|shared|here|talk\w*|not alone|can|could))",
)


def hurts(text: str) -> bool:
    """Whether a person's message tells of something hard and, in its words, of nothing glad."""
    said, named = plain(text), named_feelings(text) - _EITHER
    glad = bool(named & PLEASANT) or bool(_GLAD.search(said))
    return not glad and (bool(named - PLEASANT) or bool(_HURT.search(said)))


def feeling_of(text: str, read: Sequence[str]) -> Feeling:
    """What a reply should name: a feeling that the person names, else the likeliest that their words allow.

    Args:
        text: The person's message.
        read: GoEmotions labels as the heads read them, all, likeliest first; none where no heads read.
    """
    hurt, named = hurts(text), named_feelings(text)
    if not read:
        # A guess that does little harm where it is wrong: the reply says that it is unsure.
        read = [*sorted(named), "sadness" if hurt else "joy" if _GLAD.search(plain(text)) else "curiosity"]
    # "Full of yearning" is no answer to a death, unless the person says so.
    unfit = PLEASANT | (_EITHER - named) if hurt else frozenset()
    allowed = [label for label in read if label not in unfit]
    own = [label for label in allowed if label in named]
    return Feeling((own or allowed)[0], is_sure=bool(own) or hurt)


def cheers(reply: str) -> bool:
    """Whether a reply, or a sentence of it, is glad."""
    return bool(_CHEERS.search(plain(reply)))


def strikes_wrong_note(reply: str, text: str) -> bool:
    """Whether a reply cheers at what hurts: "Congratulations!" to a death."""
    return hurts(text) and cheers(reply)
