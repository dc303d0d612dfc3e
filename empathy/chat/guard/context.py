"""What only the conversation shows: a harmless question after a heavy heart, and danger that was named before."""

from collections.abc import Sequence

from empathy.chat.clauses import any_of
from empathy.chat.guard.frames import is_fiction, without_idioms
from empathy.chat.guard.sign import Finding

WINDOW = 6
"""Earlier user turns that are read."""

CARRIED_FROM = 2
"""Level of an earlier turn that raises the turns behind it: level 1 is too often a turn of phrase to be carried on."""

ALWAYS_CARRIED = 4
CLEARED_BELOW = 0.2

_DISTRESS = any_of(
    r"(?:lost|losing|got fired from|fired from|laid off|let go from) (?:my |the |our |everything|him|her|them"
    r"|custody|it all)(?:\w+)?",
    r"(?:got|was|been|getting) (?:fired|laid off|dumped|evicted|expelled|sacked|made redundant|let go|cut off"
    r"|rejected)",
    r"(?:left|leaving|divorc\w+|broke up with|cheated on|dumped|abandoned|ghosted|kicked out|threw out) (?:me|us)?",
    r"(?:failed|failing|flunked|ruined|wrecked|messed up|screwed up|blew|destroyed) (?:\w+ )?(?:everything|my|out"
    r"|at|the|it|again|all)",
    r"hopeless\w*|worthless\w*|useless|pointless|meaningless|unbearable|miserable|depress\w+|desperate|devastated"
    r"|exhausted|empty|numb|broken|lonely|alone|ashamed|humiliat\w+|a failure|burden|trapped|drained|in debt"
    r"|bankrupt\w*|debts?",
    r"(?:can't|cannot|couldn't) (?:\w+ )?(?:take|do|cope|go on|stop crying|sleep|eat|breathe|face|get out of bed"
    r"|bear|handle|see a way|feel)",
    r"(?:no one|nobody|none of them|not one)(?: \w+)? (?:cares?|left|wants|loves?|understands?|notices?|calls?"
    r"|talks?|likes?|would|came|answers?|believes?)",
    r"(?:don't|do not|doesn't|didn't) (?:\w+ )?(?:want to|see|care|matter|belong|feel anything"
    r"|know how)(?: \w+){0,3}", r"(?:crying|cried|cry|sobbing|tears|panic)",
    r"(?:died|passed away|funeral|buried|miscarr\w+|widow\w*|cancer|terminal|diagnos\w+)",
    r"(?:tired|sick|done|fed up|over) (?:of|with) (?:everything|it all|this|life|trying|people|everyone|being"
    r"|living|fighting|pretending)",
    r"(?:hate|hated|loathe) (?:myself|my life|me|who i am|being me|everything)",
    r"(?:everything|it all|life|nothing|all of it|my life)(?:'s| is| has|'d| was| feels| just)? (?:\w+ )?(?:over"
    r"|falling apart|collaps\w+|fell apart|gone|ruined|pointless|black|dark|heavy|hurts|too much|matters?|works?"
    r"|helps?|left|wrong|a mess)",
    r"(?:give|giving|gave|given) up",
    r"(?:want|wanted|wish) (?:it|this|everything) (?:all )?(?:to )?(?:stop|end|over|be over|was over)",
    r"(?:goodbye|sorry for everything|forgive me|last (?:time|night|day))",
    r"(?:beats?|hits?|hurt\w*|bull(?:y|ied|ying)\w*|abus\w+|raped) me?",
    r"heavy|dark (?:place|thoughts|days)|worst (?:day|week|month|year)|rock bottom|low point|so low|really low",
)  # fmt: skip
_LOOKUP = any_of(
    r"(?:tall|high|tallest|highest|taller|higher|biggest|steepest|longest|deepest)(?:er|est)? (?:\w+ )?(?:bridges?"
    r"|buildings?|cliffs?|roofs?|rooftops?|car parks?|parking garages?|overpass\w*|viaducts?|balcon\w+|towers?"
    r"|waterfalls?|floors?|dams?|points?|spots?|drop|drops|falls?|structures?|platforms?|quarry|quarries)"
    r"|(?:bridges?|buildings?|cliffs?|rooftops?|car parks?|overpass\w*|viaducts?|towers?|dams?|quarries"
    r"|quarry)(?: \w+){0,6} (?:tall\w*|high\w*|over \d+|more than \d+|at least \d+|\d+ (?:m|meters?|metres?|feet|ft"
    r"|stor\w+)|access|open|fence\w*|rail\w*|barriers?|guard\w*|deserted|unguarded|at night|walk(?:way|able)?"
    r"|pedestrian\w*|climb\w*|drop|water below)",
    r"how (?:high|tall|deep|far|cold|fast|steep|strong)(?: \w+){0,4} (?:bridge|building|cliff|roof|drop|fall|river"
    r"|water|lake|quarry|sea|current|train|trains|overpass|tower|viaduct|balcony|floor|beam|branch|parking)",
    r"(?:which|what|where|when|how|does|do|is|are|can|any|list|name)(?: \w+){0,8} (?:trains?|freight|express|subway"
    r"|metro|underground|railway|rail|tube)(?: \w+){0,8} (?:pass\w*|slow|stop|fast\w*|non-?stop|through|unmanned"
    r"|unstaffed|crossing|last|schedule|timetable|times?|speed|drivers?)|(?:trains?|tracks|level crossing"
    r"|railway)(?: \w+){0,5} (?:fenced|unfenced|at night|unmanned|without stopping|speed)",
    r"(?:how (?:many|much)|what (?:dose|dosage|amount|happens)|maximum|max|is it (?:safe|dangerous|possible|true)"
    r"|can (?:you|a person|someone|i)|too (?:many|much)|does)(?: \w+){0,10} (?:pills?|tablets?|mg|milligrams?"
    r"|paracetamol|tylenol|ibuprofen|aspirin|acetaminophen|insulin|sleeping (?:pills|tablets)|medication"
    r"|antidepressants?|xanax|benadryl|melatonin|oxy\w*|painkillers?|beta ?blockers?|digoxin|lithium"
    r"|carbon monoxide|helium|nitrogen|bleach|antifreeze)",
    r"(?:pills?|tablets?|paracetamol|tylenol|ibuprofen|aspirin|insulin|xanax|antidepressants?|sleeping (?:pills"
    r"|tablets)|medication)(?: \w+){0,8} (?:dangerous|overdose|too many|too much|at once|lethal|fatal|mix\w*"
    r"|with (?:alcohol|vodka|wine|whiskey)|without (?:a )?prescription|expire\w*|strong\w*)",
    r"(?:what|which|best|strong\w*|how (?:do|to))(?: \w+){0,6} (?:rope|knots?|noose|cord|belt|beam"
    r"|ceiling hook)(?: \w+){0,8}(?:hold|weight|support|strong\w*|tie|\d+ (?:kg|lbs?|pounds|kilos)|a (?:person|body"
    r"|man|adult))?|(?:rope|cord|beam|hook|branch)(?: \w+){0,6} (?:hold|support|weight|\d+ ?(?:kg|lbs?|pounds"
    r"|kilos))",
    r"(?:buy|get|rent|borrow|own|purchase|license for|waiting period for|background check for"
    r"|where can i)(?: \w+){0,5} (?:gun|handgun|pistol|rifle|shotgun|firearm|helium|nitrogen|charcoal|razor blades?"
    r"|sleeping (?:pills|tablets)|insulin|exit bag)|(?:gun|firearm|handgun|pistol|rifle"
    r"|shotgun)(?: \w+){0,6} (?:waiting period|background check|same day|without a|license|licence|permit"
    r"|store open|shop open)",
    r"(?:life insurance|insurance)(?: \w+){0,8} (?:suicid\w*|pay ?out|pays?|accident\w*|cover\w*|void|claim|if (?:i"
    r"|someone|a person) (?:die|dies))|(?:does|will|would)(?: \w+){0,4} life insurance|(?:how"
    r"|where)(?: \w+){0,4} (?:write|make|draft) (?:a |my )?will|who gets (?:my|custody|the)(?: \w+){0,6} (?:if"
    r"|when) (?:i|a parent|someone)|(?:donate|donating|leave) my (?:body|organs)|cremat\w+(?: \w+){0,4} cost"
    r"|cheapest (?:funeral|cremation|coffin|burial)|rehome|rehoming|who (?:would|will|could|can) (?:take|look after"
    r"|feed|adopt) (?:my|the) (?:\w+ )?(?:cat|dog|cats|dogs|kids|children|pets?|rabbit|bird|fish|plants)",
    r"(?:how long|how fast|how quickly|what does it feel|does it hurt|is it painful|painful|hurt"
    r"|peaceful)(?: \w+){0,8} (?:drown\w*|freez\w*|hypothermia|bleed\w*|suffocat\w*|starv\w*|die|death|dying"
    r"|lose consciousness|pass out|unconscious|fall(?:ing)?|hang\w*|bleed out|brain|dehydrat\w*|without (?:food"
    r"|water|oxygen|insulin))|(?:tide|tides|undertow|rip ?currents?|water temperature)(?: \w+){0,8}|deepest (?:part"
    r"|point|spot)|(?:after|when) (?:you|we|i|people|someone) die(?:s)?|delete (?:all )?(?:my"
    r"|an?) (?:\w+ )?(?:accounts?|facebook|instagram|profiles?|history)(?: \w+){0,4} (?:at once|permanently"
    r"|automatic\w*|after)|schedule (?:an? |some )?(?:emails?|messages?|posts?|texts?)",
)  # fmt: skip


def lookup_after_distress(normalised: str, earlier: Sequence[str]) -> Finding | None:
    """Distress, then a question about heights, means, doses or last things (the "tallest bridges" probe).

    Args:
        normalised: The latest message, normalised.
        earlier: The user's earlier messages, normalised, oldest first.

    Returns:
        A finding of level 1, or None.
    """
    text = without_idioms(normalised)
    if is_fiction(text) or not _LOOKUP.search(text):
        return None
    told = " . ".join([*map(without_idioms, earlier[-WINDOW:]), _LOOKUP.sub("_", text)])
    if not _DISTRESS.search(told):
        return None
    return Finding(1, "self_harm", "context: distress, then a question about means")


def carried(earlier: Sequence[Finding | None], expected: float) -> Finding | None:
    """Danger that was named before stays: taking it back does not clear it.

    Args:
        earlier: The worst finding of each earlier user turn.
        expected: Level that the classifier, which reads those turns too, expects of the latest message. Near 0 it
            saw what they were about, a game or a diving board; that clears a turn below ``ALWAYS_CARRIED``.

    Returns:
        The worst of them at one level less; None where none reached level 2. A session remembers level 1 as well.
    """
    worst = max((finding for finding in earlier if finding), default=None)
    if worst is None or worst.level < CARRIED_FROM or (worst.level < ALWAYS_CARRIED and expected < CLEARED_BELOW):
        return None
    return Finding(worst.level - 1, worst.category, "context: named before")
