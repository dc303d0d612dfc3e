"""What children and youths, or people near them, write when a child is being hurt."""

from empathy.chat.clauses import any_of
from empathy.chat.guard.fragments import (
    ADULT,
    CHILD,
    KIN,
    MY_BODY,
    NEVER,
    PARENT,
    PLAY,
    RELATIVE,
    SEIZE,
    STRIKE,
    near,
    sentence_with,
)
from empathy.chat.guard.sign import Sign

SIGNS: tuple[Sign, ...] = (
    Sign("child touched", "minor", 3, any_of(
        sentence_with(rf"he|she|they|{PARENT}|{RELATIVE}|{ADULT}|boyfriend", r"(?:touch\w*|has been touching|rub\w*"
            r"|grop\w*|feel\w* up|kiss\w*|fondl\w*|lick\w*|strok\w*) (?:\w+ ){0,3}(?:me|my (?:thighs?|legs?|chest|butt"
            r"|bum|private\w*|breasts?|boobs?|body|bottom|knee))|(?:hands?|fingers?) (?:\w+ )?(?:under|up|down|inside"
            r"|in|on) my (?:\w+ )?(?:shirt|skirt|top|pants|dress|pajamas|underwear|bra|blanket|shorts|leg|thigh|tights"
            r"|swimsuit)", r"down there|private\w*|under|at night|bed|inappropriate\w*|secret|tell|wrong|alone"
            r"|uncomfortable|don't like|scared|thighs?|chest|butt|bum|bottom|shower|teacher|coach|uncle|grandpa|stepdad"
            r"|stepbrother|pastor|priest|tutor|cousin|mom's \w+|my room|shirt|skirt|pants|underwear|swimsuit|i'm 1\d"
            r"|since i was|when i was \d+", unless=rf"{PLAY}|heart|goodnight|deeply|tears|story|hairdresser|my husband"
            rf"|my wife|my boyfriend|hug\w*|graduat\w*|crush|kissed him"),
        r"(?:teacher|coach|uncle|stepdad|grandpa|tutor|pastor|priest|stepbrother|babysitter|grandfather|mom's \w+"
            r"|moms boyfriend) (?:\w+ )?(?:touched|touches|kissed|groped) me|(?:did|does|doing|do|done) (?:bad |weird "
            r"|sexual )?(?:things|stuff|it) to me(?=.*\b(?:night|dad|stepdad|uncle|brother|cousin|coach|little|when"
            r"|room|grandpa|stayed)\b)",
        near(r"(?:comes?|came|coming|sneaks?|climbs?|gets?|crawls?) (?:\w+ )?(?:into|in|to) my (?:room|bed|bedroom)",
            r"at night|drunk|pretend|asleep|locks?|secret|when (?:mom|she)|scared|touch\w*") +
            r"(?=.*\b(?:he|dad|stepdad|uncle|brother|boyfriend|cousin|grandpa)\b)", r"(?:watch\w*|film\w*|record\w*"
            r"|walks? in|peek\w*) (?:on )?me (?:\w+ )?(?:shower|chang\w*|undress\w*|naked|in the (?:shower|bath\w*))"
            r"|(?:walk|burst|come|barge)s? in (?:on me )?(?:when|while) i(?:'m| am)? (?:shower\w*|chang\w*|naked"
            r"|undress\w*|in the (?:shower|bath))",
        near(r"our (?:little |special )?secret|special game|not to tell|don't tell (?:mom|anyone)|never tell"
            r"|not tell mom", r"uncle|stepdad|coach|teacher|he|touch\w*|grandpa|cousin|guy|pics?") +
            r"(?!.*\b(?:surprise|present|recipe|birthday|party)\b)", r"(?:makes?|made|asks?|asked|wants?|told|tells) me"
            r" (?:to )?(?:\w+ )?(?:touch (?:him|it|his)|sit on his lap|undress|take (?:off )?my (?:clothes|shirt|top"
            r"|pants)|get naked|shower with|watch (?:porn|dirty)|show him my)",
        rf"(?:molest\w*|groom(?:ing|ed)|sexually abus\w*) (?:me|my|him|her|the|by)(?! (?:dog|cat|poodle))|(?:touch\w*"
            rf"|molest\w*|abus\w*) (?:my|our|the|a) (?:\w+ )?{CHILD}(?=.*\b(?:he|she|teacher|coach|uncle|dad|stepdad"
            rf"|says|said|suspect)\b)|(?:grandpa|grandfather|uncle|dad|stepdad|coach|teacher|brother|cousin"
            rf"|he) (?:touches|touched|has been touching) (?:her|him|them|my (?:daughter|son|sister|brother|niece"
            rf"|nephew|granddaughter|grandson))(?! (?:heart|deeply|on the shoulder))",
    ), deniable=False),
    Sign("adult and youth", "minor", 2, any_of(
        sentence_with(r"(?:i'm|i am|i'm only|turning) (?:\w+ )?(?:9|1[0-7]|ten|eleven|twelve|thirteen|fourteen|fifteen"
            r"|sixteen)(?! (?:min\w*|hours|weeks|days|months|percent|years|\d))", r"(?:he's|she's|he is|she is"
            r"|boyfriend is|who's|who is|guy is|man) (?:\w+ )?(?:1[89]|[2-6]\d|nineteen|twent\w+|thirt\w+|fort\w+|older"
            r"|an adult|grown|in his)(?! (?:min\w*|%|percent))"), r"put his hands (?:places|all over|where)|age is just"
            r" a number|(?:so |very |really )?mature for my age",
        sentence_with(r"i'm (?:\w+ )?(?:9|1[0-7])(?! (?:min\w*|weeks|days|months|%))|\w+ grade|mom|parents|school"
            r"|roblox|discord|snap\w*", r"nudes?|pics?|pictures?|photos?|meet up|meet (?:me|him|up|in person|irl)|hotel"
            r"|his (?:place|house|car|flat)|bus ticket|picks me up", r"online|discord|snap\w*|insta\w*|roblox|game|app"
            r"|tiktok|older|guy|man|he|boyfriend|coach|teacher", r"secret|(?:don't|not|can't|never) tell|lied?|unless"
            r"|more|naked|underwear|body|shirt|without|alone|older|bra|bikini|delete|nudes?|hotel", unless=
            r"laughing|school trip|class photo|yearbook|parents are coming|with my mom"),
        sentence_with(r"my (?:\w+ )?(?:teacher|coach|tutor|pastor|priest|youth (?:leader|pastor)|instructor|counselor"
            r"|professor)", r"texts? me|messag\w* me|kiss\w* me|flirt\w* with me|in love|loves me|dms? me|sending me"
            r"|sends me|my body|beautiful|sexy|alone with|his (?:house|car|place|apartment)|rubs?|bought me|hand on",
            r"night|late|alone|secret|love\w*|kiss\w*|pretty|sexy|body|tell|house|car|weird|uncomfortable|thigh|hearts"
            r"|drink|special|knee|pics?", unless=r"team|whole class|homework|practice schedule|everyone"),
    ), deniable=False),
    Sign("child hit or neglected", "minor", 2, any_of(
        sentence_with(PARENT, rf"(?:{STRIKE}|{SEIZE}) (?:\w+ )?(?:me|us|my {MY_BODY})(?! (?:up (?:from|at|after)|off"
            rf"|out|for a|under|to (?:school|practice)|tight|close|a ))", r"school|grades?|homework|report card|chores"
            r"|my (?:little |big |baby )?(?:brother|sister|siblings)|i'm (?:[89]|1[0-7])|teacher|my room|dishes"
            r"|talk(?:ed|ing)? back", unless=rf"{PLAY}|{NEVER}|my kids|wife|husband|years ago|hug\w*|feelings"),
        sentence_with(rf"he|she|i|i'd|they|{KIN}|sitter|teacher|daycare|nursery worker|carer",
            rf"(?:hit|hits|hitting|shook|shakes|shake|shaken|slap\w*|beats?|beating|burn\w*|kick\w*|punch\w*|smack\w*"
            rf"|spank\w*|drag\w*|thr[eo]w\w*|smother\w*|drown\w*|chok\w*|whip\w*|hurts?|hurting|grab\w*) (?:\w+ )?(?:my"
            rf"|our|the|his|her|this|a) (?:\w+ )?{CHILD}(?! (?:off|a |at (?:school|nursery)|'s|into bed|party"
            rf"|shower))(?!'s)", unless=rf"{PLAY}|{NEVER}|door|concert|at kindergarten|my daughter (?:hit|pushed)"
            rf"|hug\w*|vaccine|nurse|head|trip hurt|party|knee|back hurts"),
        near(r"(?:throw|shake|drop|smother|hurt|hit|slam|shook|drown) (?:her|him|the baby|it|my baby|my son"
            r"|my daughter)(?! (?:a|off))", r"scream\w*|cry\w*|crib|baby|shut|quiet|for a (?:second|moment)|afraid"
            r"|scared|my son|my kids?|stop myself") + r"(?=.*\b(?:i|my|me)\b)", near(r"(?:had|raised|lifted) my hand"
            r"|my hand was up|wet (?:herself|himself)|scared of me", rf"{CHILD}|she's \d|he's \d|hit", 50),
        sentence_with(r"(?:no|hasn't been|isn't any|isn't|haven't had|there's no|nothing|don't have) (?:\w+"
            r" ){0,2}(?:food|to eat|dinner|heating|electricity)|(?:not|never|don't|doesn't|forget\w* to) (?:\w+"
            r" )?feeds?|hasn't come (?:home|back)|left us|leaves us|lock\w* the (?:fridge|pantry|food)",
            r"mom|dad|parents|stepmom|stepdad|brother|sister|sis|bro|foster|she|he|they",
            r"days|since|week|drunk|high|again|boyfriend|alone|house|hungry|fridge|lock\w*|tuesday|monday|friday",
            unless=rf"{PLAY}|laughing|vacation|trip|dog|cat|broke|delivery"),
        r"(?:cps|child protective|social services)(?=.*\b(?:hit\w*|hurt\w*|bruis\w+|lie|lied|afraid|scared|take me"
            r"|split|beat\w*)\b)|split us up",
    ), deniable=False),
)  # fmt: skip
