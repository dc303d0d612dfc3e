"""Helpers and vocabulary that several of the guard's sign lists use."""


def near(first: str, then: str, within: int = 60) -> str:
    """Both in one sentence, in either order, at most ``within`` characters apart."""
    gap = rf"(?!\w)[^.!?]{{0,{within}}}?(?<!\w)"
    return rf"(?:{first}){gap}(?:{then})|(?:{then}){gap}(?:{first})"


def sentence_with(*cues: str, unless: str = "") -> str:
    """A whole sentence that has every cue, in any order, and no word of ``unless``.

    Such a match begins with the sentence, so a denial must be one of the words of ``unless``.
    """
    barred = rf"(?!.*(?<!\w)(?:{unless})(?!\w))" if unless else ""
    return "^" + "".join(rf"(?=.*(?<!\w)(?:{cue})(?!\w))" for cue in cues) + barred + ".*"


PARENT = (
    r"(?:(?:step|foster|grand) ?-?)?(?:dad|daddy|papa|father|mom|mama|mommy|mother|parents|folks|grandpa|grandma|nan)"
)
PARTNER = r"(?:ex[- ]?)?(?:husband|wife|boyfriend|girlfriend|partner|fiancee?|spouse|baby daddy|ex)"
RELATIVE = (
    r"(?:(?:big |older |step|half|little )?(?:brother|sister)|uncle|aunt|auntie|cousins?|\w+[- ]in[- ]law|in[- ]laws"
    r"|son|daughter|grandson|stepson|nephew)"
)
KIN = rf"(?:{PARENT}|{PARTNER}|{RELATIVE})"
ADULT = (
    r"(?:teacher|coach|tutor|pastor|priest|imam|elders?|boss|madam|manager|landlord|neighbou?r|babysitter|sitter"
    r"|roommate|flatmate|carer|caregiver|aide|nurse|guy|man|woman|someone|older (?:boy|girl|kid)s?|(?:mom"
    r"|dad)'s (?:new )?\w+)"
)
HE = rf"(?:he|she|they|him|her|his|who|{KIN}|{ADULT})(?:'s|'d|'ll|'ve|'re|s)?"
AT_HOME = rf"(?:he|she|him|his|{PARENT}|{PARTNER}|\w+[- ]in[- ]laws?)(?:'s|'d|'ll|s)?"
CHILD = (
    r"(?:(?:step|grand)?-?(?:son|daughter|kids?|child|children)|baby|infant|newborn|toddler|twins|(?:little|lil"
    r"|kid) (?:brother|sister|bro|sis|boy|girl|one)|niece|nephew|pupil|student|\w+[- ](?:year|month|week|day)s?[- ]old)"
)
MY_BODY = (
    r"(?:\w+ )?(?:arms?|hair|wrists?|face|head|ribs?|back|legs?|stomach|belly|cheek|shoulders?|ears?|hands?|fingers?"
    r"|jaw|mouth|nose|neck|throat|teeth|tooth|lips?|eyes?|hijab|chest|breasts?)"
)
STRIKE = (
    r"(?:hits?|hitting|punch\w*|slap\w*|kick\w*|shov\w+|beats?|beat(?:en|ing)|smack\w*|whip\w*|whoop\w*|headbutt\w*"
    r"|backhand\w*|spank\w*|thrash\w*|bash\w*|batter\w*|struck|strikes|stomp\w*|whack\w*|belted|caned|attack\w*"
    r"|spat (?:on|at|in)|spits? (?:on|at|in)|swung at|lunged at|chok\w*|(?:went|goes|came|comes|going) (?:after|for|at)"
    r"|jumps? on)"
)
WOUND = (
    r"(?:slam\w*|yank\w*|twist\w*|bent|burn\w*|bit|bites|broke|breaks|scald\w*|crush\w*|pinch\w*|stubb\w*|split"
    r"|dislocat\w*|fractur\w*|stamp\w*)"
)
SEIZE = (
    rf"(?:{WOUND}|push\w*|threw|throws?|throwing|drag\w*|grab\w*|pinn?\w*|pull(?:s|ed)|hurl\w*|knock\w*|shook|shakes"
    rf"|squeez\w*|scratch\w*|held|holds|forc\w*|tackl\w*|jump(?:s|ed))"
)
WEAPON = (
    r"(?:knife|knives|blade|guns?|rifle|shotgun|pistol|revolver|handgun|glock|machete|hammer|(?:baseball |cricket )?bat"
    r"|axe|hatchet|crowbar|tire iron|box ?cutter|screwdriver|cleaver|firearm|weapon|strap|shank|blades|scissors|acid"
    r"|petrol|gasoline|lighter fluid|bullets|ammo|frying pan|metal pipe)"
)
PLAY = (
    r"games?|movie|film|tv|series|novel|scene|chapter|chess|monopoly|mario|scrabble|uno|tennis|cards|boxing|sparring"
    r"|karate|judo|jiu|match|lobby|ranked|halloween|costume|song|prank\w*|rehears\w*|derby|rugby|football|soccer"
    r"|volleyball|ball|horse|bees?|physio\w*|metaphor\w*|figurative\w*|toddler"
)
JOKE = rf"{PLAY}|laughing|joking|lol|pizza|leftovers?|fries|cookies?|cake|charger|karaoke|spoil\w*|zombies?|mosquito\w*"
NEVER = (
    r"(?:not|isn't) (?:like|that|as if) (?:he|she|they)|(?:never|doesn't|didn't|wouldn't|hasn't|don't|not|isn't|nobody"
    r"|no one) (?:\w+ ){0,3}(?:hit|hits|hitting|hurt|hurts|touch\w*|laid|lay|abus\w*|violent|raised|physical|hurting"
    r"|threaten\w*|beat|punch|slap|harm)"
)
PETS = r"dogs?|cats?|puppy|puppies|kitten|hamster|rabbit|guinea pig|horse|vet|parrot|goldfish|bird"
STORY = (
    r"laughing|joking|movie|film|games?|season|episode|netflix|song|lyrics|recipe|costume|halloween|novel|character"
    r"|essay|seminar|textbook|quiz|training|documentary|theatre|rollercoaster|first aid|cpr"
)
NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|several|a few|couple(?: of)?)"
MANY = r"(?:[2-9]|\d\d+|two|three|four|five|six|seven|eight|nine|ten|several|a few|couple(?: of)?)"
DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun|yester)day"
