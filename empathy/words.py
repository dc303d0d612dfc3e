"""English words that say how, not what, and a crude stem of the others."""

import re

_TEXT = """
    a about after again ago all almost already also always am an and another any anybody anymore anyone anything are
    around as ask asked at away back be because become been before being between both but by came can can't cannot come
    could couldn't did didn't different do does doesn't doing don't done down during each either else enough even ever
    every everybody everyone everything feel feeling feels felt few for from gave get gets getting give go goes going
    gone gonna got had has hasn't have haven't having he he's hello her here hers herself hey hi him himself his how
    however i i'd i'll i'm i've if in instead into is isn't it it's its itself just keep kept kind knew know last later
    least less let like little look lot lots made make makes making many maybe me mean might mine more most much must my
    myself need never next no nobody none nor not nothing now of off often oh ok okay on once one only or other others
    our out over own people perhaps please probably put quite rather really right said same saw say saying see seem
    seems she she's should shouldn't since so some somebody someone something sometimes soon sort still stuff such sure
    take tell than thank thanks that that's the their them themselves then there there's these they they're thing things
    think this those though thought through to today together told too took tried try trying two under until up us used
    usually very want wanted was wasn't way we we're well went were weren't what what's when where whether which while
    who whole whom whose why will with within without won't would wouldn't yeah yes yet you you're your yours yourself
"""
FUNCTION_WORDS = frozenset(_TEXT.split())
"""Articles, pronouns, auxiliaries, fillers: words in which no two people's stories differ."""

_ENDING = re.compile(r"(?:'s|s|ed|ing)$")


def stem(word: str) -> str:
    """The word without its commonest ending: cats and cat's are cat."""
    return _ENDING.sub("", word)
