"""Fragments that several rooms of signs share: people, numbers, nearness."""

WORD = r"(?!(?:not|never|no|without|nobody|nor)\b|[a-z]+n't\b)[\w'-]+"
FEW = rf"(?:{WORD},? ){{0,3}}"
PARTNER = (
    r"(?:husband|wife|boyfriend|girlfriend|partner|fiancee?|spouse|ex(?:[- ](?:husband|wife|boyfriend|girlfriend"
    r"|partner))?"
    r"|baby daddy|(?:kids?'?s?'?|baby'?s|child's|children's|son's|daughter's) (?:dad|father|mom|mother)|man|date|guy)"
)
PARENT = (
    r"(?:dad|daddy|papa|father|mom|mommy|mama|mother|parents?|folks|step ?-?(?:dad|mom|father|mother)"
    r"|foster ?-?(?:dad|mom|father|mother|parents?)"
    r"|mom's (?:new )?(?:boyfriend|husband|partner)|dad's (?:new )?(?:girlfriend|wife|partner)|guardian)"
)
RELATIVE = (
    r"(?:(?:step|half|big|older|younger|little|twin)?[ -]?(?:brother|sister)|uncle|aunt|auntie|cousin|grandpa"
    r"|grandad|granddad|grandfather"
    r"|grandma|grandmother|(?:mother|father|brother|sister)-in-law|in-laws?|son|grandson|daughter|nephew)"
)
ADULT = (
    r"(?:teacher|coach|tutor|pastor|priest|imam|youth leader|boss|manager|supervisor|landlord|neighbou?r|babysitter"
    r"|roommate|flatmate"
    r"|carer|caregiver|aide|nurse|therapist|doctor|trainer|instructor|friend's (?:dad|brother|father)|family friend)"
)
KIN = rf"(?:{PARTNER}|{PARENT}|{RELATIVE})"
CHILD = (
    r"(?:(?:step|grand)?-?(?:son|daughter|kids?|child|children)|baby|infant|newborn|toddler|little (?:brother"
    r"|sister|boy|girl|one)"
    r"|niece|nephew|pupil|student|\d+[- ]year[- ]old|(?:younger|baby|kid) (?:brother|sister)|siblings)"
)
NO_IF = r"(?<!if )(?<!not like )(?<!as if )(?<!as though )(?<!not that )(?<!wish )"
HIT = (
    r"(?:hit|hits|hitting|punch\w*|slap\w*|kick(?:s|ed|ing)|shov(?:es|ed|ing)|beat(?:s|en|ing)?|smack(?:s|ed|ing)"
    r"|whip(?:s|ped|ping)|whoop(?:s|ed)"
    r"|headbutt\w*|backhand\w*|spank(?:s|ed|ing)|thrash\w*|attack(?:s|ed|ing)|bash\w*|batter\w*|burn(?:s|ed|t|ing)"
    r"|bit|bites|spat (?:on|at|in)|spits? (?:on|at)"
    r"|push(?:es|ed|ing)|threw|throws|throwing|drag(?:s|ged|ging)|slam(?:s|med|ming)|grab(?:s|bed|bing)|pin(?:s"
    r"|ned)|yank(?:s|ed)|stomp\w*|whack\w*|belt(?:s|ed)|caned)"
)
MY_BODY = (
    r"my (?:arms?|hair|wrists?|face|head|ribs?|back|legs?|stomach|cheek|shoulder|ears?|hands?|fingers?|jaw|mouth"
    r"|nose|neck)"
)
WEAPON = (
    r"(?:knife|knives|blade|guns?|rifle|shotgun|pistol|handgun|glock|machete|hammer|(?:baseball )?bat|axe|hatchet"
    r"|crowbar|tire iron|scissors|box cutter"
    r"|screwdriver|firearm|weapon|hunting rifle|bullets?|ammo|sword|brick|pipe|belt)"
)


def near(first: str, then: str, within: int = 60) -> str:
    """Both in one sentence, in either order, at most ``within`` characters apart."""
    gap = rf"(?!\w)[^.!?]{{0,{within}}}?(?<!\w)"
    return rf"(?:{first}){gap}(?:{then})|(?:{then}){gap}(?:{first})"


FEW = rf"(?:{WORD},? ){{0,3}}"
NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|couple(?: of)?)"
MANY = (
    r"(?:[2-9]|\d\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|a couple(?: of)?"
    r"|couple(?: of)?)"
)
PILLS = (
    r"(?:pills?|tablets?|medication|capsules?|tylenol|paracetamol|acetaminophen|ibuprofen|advil|aspirin|xanax"
    r"|valium|benzos?|ambien|zopiclone|insulin|oxy\w*|percocets?|codeine|tramadol|sleeping pills|antidepressants?"
    r"|antihistamines?|benadryl|iron|vitamins|gummies|edibles?|heart pills|blood pressure|sertraline|lithium"
    r"|painkillers?|methadone|melatonin|doses?|cough syrup|co-?codamol|adderall|klonopin|gabapentin|metformin"
    r"|warfarin|blood thinners?)"
)
