"""What people write whom somebody beats, threatens, rapes, or worse."""

from empathy.chat.clauses import any_of
from empathy.chat.guard.fragments import (
    ADULT,
    AT_HOME,
    HE,
    JOKE,
    KIN,
    MY_BODY,
    NEVER,
    PARENT,
    PARTNER,
    PLAY,
    RELATIVE,
    SEIZE,
    STRIKE,
    WEAPON,
    WOUND,
    near,
    sentence_with,
)
from empathy.chat.guard.sign import Sign
from empathy.chat.guard.signs_control import SIGNS as CONTROL
from empathy.chat.guard.signs_minors import SIGNS as MINORS
from empathy.chat.guard.signs_violence import SIGNS as VIOLENCE

_VIOLENTLY = (
    r"again|when(?:ever)?|if|because|until|till|so (?:hard|that|bad)|hard|hurts?|bruis\w*|marks?|blood\w*|bleed\w*"
    r"|scared|drunk|angry|mad|temper|down|stairs|floor|ground|wall|door|fridge|stove|against|by the|by it|across"
    r"|broken?|scream\w*|cry\w*|last night|in front of|always|every|fell|fallen|kids|police|hospital|lie|lied"
)
_KILL = (
    r"(?:kill|murder|shoot|stab|strangle|drown|bury|burn|slit|finish|end|put (?:me|us) in|set (?:me|us) on fire|hunt)"
)
_SAYS = (
    r"(?:said|says?|saying|told|tells?|swears?|swore|promis\w+|threat\w*|texts?|texted|wrote|messag\w+|scream\w*"
    r"|yell\w*|whisper\w*|warn\w*)"
)


ABUSE = (
    Sign("attacked now", "abuse", 4, any_of(
        near(
            r"(?:he|she|they|dad|stepdad|husband|boyfriend|ex)(?:'s|s| is|'re| are) (?:\w+ )?(?:outside|downstairs"
                r"|upstairs|inside|coming|here|in the (?:house|hall\w*|kitchen|yard)|at the door|up the stairs)",
            rf"{WEAPON}|glass|smash\w*|bang\w*|break\w*|scream\w*|hid|hiding|locked|please|hurry|find me"
                rf"|going to (?:kill|hurt)|closet|bathroom|under the bed",
        ),
        rf"(?:he|she|dad|stepdad)(?:'s|s)? (?:has|got|is holding|holding|picked up|swinging) (?:a|an|the|his"
            rf"|my) (?:\w+ )?{WEAPON}(?! (?:collection|shop|set))",
        sentence_with(r"(?:pound|bang|kick|beat|break|hammer|smash)\w* (?:\w+ )?(?:on |at |in |down |through )?(?:the"
            r"|my|our|it|in) ?(?:\w+ )?(?:door|down|window)", r"he's|she's|they're|he is|please|help|now|locked|hiding"
            r"|hid", unless=PLAY),
        sentence_with(r"(?:hiding|hid|barricaded|locked)(?: (?:myself|ourselves|us|together|up))? (?:in|under"
            r"|behind) (?:\w+ ){0,2}(?:bathroom|closet|wardrobe|room|bedroom|bed|garage|car|toilet|basement|cupboard"
            r"|shed)", r"he|she|him|his|they|dad|husband|boyfriend|screaming", unless=rf"{PLAY}|seek|handle"),
        sentence_with(r"(?:he|she|they|dad|mom|father|mother|husband|wife|boyfriend|stepdad)(?:'s)?",
            rf"(?:{STRIKE}|dragging|hurting) (?:now )?(?:me|us|mom|her|my \w+)|beats now",
            r"(?:right )?now|as i (?:type|write)|doesn't stop|won't stop|on the floor|help(?: me)?|percent",
            unless=PLAY),
        r"(?:being|getting) (?:hit|beaten|choked|strangled|attacked|stabbed) (?:right )?now|coming up the stairs now",
        r"(?:just|is) (?:stabbed|shot|stabbing|raping|strangling|choking) me|(?:in|inside) the (?:trunk"
            r"|boot) of (?:his|her|a|the)|ti(?:es|ed) (?:me|us) (?:up|to)|handcuffed (?:me )?to|kidnapp?ed me"
            r"|(?:please|help),? hurry|please hurry|won't let me out of (?:the|his) car",
        r"(?:can't|don't|do not) (?:type|talk|speak|call|make (?:a )?noise)(?: \w+){0,3}[^.!?]*\b(?:he|she|they)(?:'s"
            r"|'ll| is| will)? (?:\w+ )?(?:here|hears?|hear me|home|next (?:door|room)|listening|asleep)",
    ), deniable=False, fiction=True),
    Sign("strangled", "abuse", 3, any_of(
        r"(?:chok|strangl|throttl|smother|suffocat)(?:ed|es|ing) (?:me|her|us|mom|my (?:mom|sister|\w*mother))(?! up"
            r"| out in)(?!.*\b(?:laughing|sparring|class)\b)",
        r"(?:hands?|arms?|fingers|belt|cord|scarf|knee|forearm|thumbs?|foot)(?: \w+){0,4} (?:around|round|on|to|against"
            r"|over|into|at|across) (?:my|her|our) (?:throat|neck|windpipe|mouth)",
        r"(?:grab\w*|held|holds|lift\w*|pinn\w*|had|press\w*|squeez\w*) (?:me by |my |me against \w+ \w+ by )(?:the "
            r"|my )?(?:throat|neck)(?!.*\b(?:physio\w*|massage)\b)",
        r"(?:pillow|plastic bag|blanket|duct tape) (?:over|on|against|to|into) my (?:face|head|mouth)|(?:held|holds"
            r"|push\w*|shov\w*|dunk\w*) my (?:head|face) (?:under|in)",
        r"(?:marks?|bruis\w*|fingerprints?|handprints?) (?:all )?(?:on|around|round) my (?:neck|throat)",
        near(r"couldn't breathe|saw stars|went black|blacked out|passed out", r"(?:he|she|dad|husband|boyfriend) (?:let"
            r" go|had|held|was on|sat on|stopped|leaned)"),
    ), deniable=False, fiction=True),
    Sign("weapon", "abuse", 3, any_of(
        sentence_with(rf"{AT_HOME}|they|{RELATIVE}", rf"(?:pull\w*|point\w*|wav\w*|held|holds|holding|put|puts|grab\w*"
            rf"|show\w*|press\w*|swung|load\w*|came|comes|chas\w*|threat\w*|sent|sends|sleep\w*|keeps?|lays?|laid"
            rf"|cleans?|pour\w*|threw|flick\w*|fired|taps|strokes) (?:\w+ ){{0,8}}{WEAPON}",
            r"(?:at|to|on|against|with|by|beside|next to|in front of|when(?:ever)?|while|if|in) (?:me|my|us|mom|our|the"
            r"|his|her|a|i|we)|pic of|photo of|on my way|omw", unless=rf"{PLAY}|{NEVER}|deer|hunt\w*|toolbox|fence"
            rf"|shelf|mower|chop\w*|cook\w*|collection|i'm going to"),
        rf"{WEAPON} (?:to|at|against|under|up to) (?:my|mom's|our) {MY_BODY}(?!,)|(?:fired|shoots?|shot"
            rf"|shooting) (?:\w+ ){{0,2}}(?:at|near|past|next to) (?:me|us|my head|mom)",
        r"(?:stabbed|slashed|knifed) (?:me|mom|my \w+)(?! in the back)|(?:he|she|ex|husband|boyfriend"
            r"|dad) (?:\w+ )?ran me (?:off the road|over)|(?:pour\w*|thr[eo]w\w*|spill\w*) (?:\w+ ){0,3}(?:boiling"
            r"|scalding|hot) (?:\w+ )?(?:on|over|at) (?:me|my|us)",
    ), deniable=False),
    Sign("threat to kill", "abuse", 3, any_of(
        sentence_with(rf"{_SAYS}|thinks?|believe|afraid|scared|terrified|know|sure|one day|next time",
            rf"(?:he|she|they|i|dad|husband|who|ex|family|parents|uncles?)(?:'ll|'d|'s| will| would| could| might| is"
            rf"| was| are) (?:\w+ ){{0,3}}{_KILL} (?:me|us|you|mom|my|the (?:kids|baby|dog|cat)|both|myself and"
            rf"|in the ground|down)", unless=JOKE),
        sentence_with(rf"{_SAYS}|if i|if he|if she|next time|threat\w*", rf"(?:he|she|they|dad|mom|husband|i)(?:'ll|'d"
            rf"|'s going to| will| would| is going to| was going to) (?:\w+ )?(?:break|smash|bash|beat|knock|cut|slice"
            rf"|burn|hurt|slap|hit|throw acid on|drown) (?:me|my {MY_BODY}|us|her|the kids|you)(?! (?:up on|to it))",
            unless=JOKE),
        near(_SAYS, r"(?:burn|blow|set) (?:down |up |fire to )?(?:the|our|my) (?:house|home|place|car|flat)(?! (?:is"
            r"|was))|with us inside", 40),
        rf"threat\w* (?:\w+ ){{0,3}}(?:to |with )(?:\w+ ){{0,2}}(?:{_KILL}|death|{WEAPON}|crash)(?! (?:the (?:satnav"
            rf"|meeting|call|contract|lease))|it|up)|death threats?",
        near(r"never (?:going to |gonna )?see (?:her|him|them|my \w+|the (?:kids|baby|children)) (?:breathing|alive"
            r"|again)", rf"(?:he|she|they|ex|husband|wife) {_SAYS}|unless|come back"),
        r"if (?:you|i) (?:ever )?(?:leave|left|go|tell|told|call|run|report)\b[^.!?]{0,40}\b(?:i'll|i will|he'll"
            r"|he will|she'll|he'd|they'll|i'm|i'd be) (?:\w+ )?(?:kill|bury|find|hunt|dead|burn|shoot|a dead)",
        r"(?:you're|you are|ur) (?:\w+ )?dead (?:tonight|bitch|when i|if you|soon)|if (?:he|she|i) can't have (?:me"
            r"|you),? (?:no ?one|nobody)|(?:no ?one|nobody) (?:will|would|'ll) (?:ever )?find (?:my|the|your) body",
        r"(?:we'd|we'll|we would|we're) (?:\w+ ){0,2}(?:both )?(?:die|dead)(?=$|[.,!]| together)(?=.*)(?! of)"
            r"|both (?:\w+ )?die together|in a (?:body ?bag|coffin|casket)(?=.*\b(?:he|she|leave|leaving|said)\b)"
            r"|(?:take|taking|took) (?:our|my|the) (?:kids?|son|daughter|children|baby) (?:\w+ ){0,4}(?:and"
            r"|where) i(?:'ll| will|'d) never see|(?:has|took|taken|keeping) (?:my|our) (?:\w+ )?(?:kids?|children"
            r"|daughter|son|baby|\d[- ]year[- ]old) and (?:won't|refuses|i don't know where)",
    ), deniable=False),
    Sign("forced sex", "abuse", 3, any_of(
        r"rap(?:ed|es|ing) (?:me|her|him|my \w+|us)|(?:i was|i got|been|being|was i|i think i was) (?:\w+ )?(?:raped"
            r"|molested|groped|drugged)|sexual(?:ly)? (?:assault\w*|abus\w*)(?=.*\b(?:me|i|my)\b)|forc\w+ (?:himself"
            r"|herself|themselves) (?:on|onto|into|upon)",
        near(r"(?:forc\w+|mak(?:es|e|ing)|made|pressur\w+|guilt\w*|coerc\w+) me", r"sex|sexual\w*|sleep with|blow ?job"
            r"|oral|naked|undress|nudes|porn|strip|his friends|touch him|take it off", 40),
        sentence_with(r"(?:said|say|saying|told|begged|asked|screamed|pushed|cried)(?: \w+){0,2} (?:no|stop|to stop"
            r"|not to|away)", r"kept (?:going|on|pushing|doing)|didn't (?:stop|listen|care)|did it|does it|carried on"
            r"|continued|wouldn't stop|doesn't stop|won't stop|doesn't care|anyway|finish\w*|held me|on top",
            r"he|she|his|him|husband|boyfriend|ex|wife", unless=rf"{PLAY}|laughing|tickl\w*|snor\w*|text\w*|sing\w*"
            rf"|bark\w*"),
        r"(?:he|she) (?:\w+ )?(?:finished|did it|does it|kept going|carried on|took it|doesn't stop|didn't stop) anyway"
            r"|(?:told|said) (?:him|her)? ?no (?:\w+ )?(?:times|again)",
        r"(?:is|was) (?:it|that|this) (?:\w+ )?(?:rape|sexual assault)|rubb\w* (?:himself |up )?against me|show(?:ed|s"
            r"|ing) me (?:porn|his (?:penis|dick|private\w*))",
        near(r"until i (?:say|said|give|gave|agree\w*) (?:yes|in)", r"he|if i say no|punch\w*|bed|sex"), near(
            r"(?:touch\w*|kiss\w*|grop\w*) (?:me|my \w+)", r"(?:while|when) i(?:'m| am| was)? (?:asleep|sleeping|slept"
            r"|passed out|drunk)"),
        near(r"i didn't want (?:it|to)", r"bruis\w+|last night|he (?:kept|did|made|said)|drunk|bed|on top|inside"),
        near(r"(?:woke|wake|waking) up|asleep|sleeping|passed out|unconscious|too drunk|half asleep|blacked out",
            r"(?:he|him|she|husband|boyfriend|guy)(?: \w+){0,3} (?:on top|inside|in me|touching|undress\w*|sex|doing it"
            r"|does it|having|between)|on top of me|inside (?:of )?me|my (?:pants|underwear|clothes) (?:off|down)"),
        r"(?:don't|didn't|never) (?:really )?(?:want|wanted)(?: \w+){0,5} (?:he|she) (?:\w+ )?(?:does|did|made|makes"
            r"|forced|kept|insists?|held|finish\w*)|(?:wifely|marital|wife's) dut\w+|took (?:off )?the condom"
            r"|spiked my drink|put something in my drink|without my consent|against my will|(?:held|holds|pinned"
            r"|pins) me down(?! and tickl)|lie still (?:and|until|till)|as if i(?:'d)? (?:had|have) a choice"
            r"|let him finish",
        sentence_with(rf"{RELATIVE}|{ADULT}|he|stranger|friend", r"(?:grabbed|touch\w*|grop\w*|kiss\w*|put his (?:hand"
            r"|fingers)) (?:\w+ ){0,2}(?:my (?:breasts?|boobs?|butt|ass|crotch|thigh)|between my|me (?:without"
            r"|and i (?:froze|couldn't)|down there))"),
    ), deniable=False),
    Sign("hit", "abuse", 2, any_of(
        sentence_with(HE, rf"{STRIKE} (?:\w+ )?(?:me|us|my {MY_BODY})(?! (?:up (?:with|about|on)|off|out|for a|to (?:it"
            rf"|the)|with (?:love|the (?:news|bill))|at|under|a (?:text|beer|party)|with (?:a|some) (?:question|idea)"
            rf"|like|that|how|deep|by surprise))", unless=rf"{PLAY}|{NEVER}|like someone|feels like|felt like|news"
            rf"|realiz\w*|realis\w*|feelings|if i were|panic|asthma|anxiety|heart attack\w*|storm"),
        sentence_with(AT_HOME + rf"|they|{RELATIVE}|carer", rf"{WOUND} (?:up |out )?(?:his |her |a )?(?:\w+ )?(?:on "
            rf"|out on |into )?(?:my {MY_BODY}|me with)", unless=rf"{PLAY}|{NEVER}|cat|dog|puppy|parrot|snake|dentist"
            rf"|sunburn\w*|heart"),
        sentence_with(AT_HOME + rf"|they|{RELATIVE}|foster|carer", rf"{SEIZE} (?:\w+ )?(?:me|us|my {MY_BODY})(?!"
            rf" (?:tight|close|hand (?:when|while)|out of my (?:shell|comfort)|up (?:from|at)|off at|to (?:the"
            rf"|a) (?:gym|concert|party|museum|doctor|park|lake)|round|along))", _VIOLENTLY, unless=
            rf"{PLAY}|{NEVER}|puppy|dog|hug\w*|feelings|heart|train|danc\w*|married|hairdresser|dentist|my hand and"),
        r"(?:i|we|you) (?:get|got|was|were|'ve been|have been|been|keep getting) (?:\w+ )?(?:hit|beat(?:en)?(?: up)?"
            r"|slapped|punched|kicked|shoved|the belt|whipped|smacked)(?: \w+){0,3} (?:by (?:my|him|her)|for|when|if"
            r"|at home|again|every)(?!.*\b(?:ball|truck|traffic|game)\b)",
        r"(?:puts?|putting|laid|lays|laying) (?:his|her|their|a) (?:hands?|finger) on me|(?:used|uses|using|with|gets?"
            r"|got|get|grabs?) (?:the |his |her |a )?(?:belts?|slipper|cane|chancla|extension cord|cable|hanger"
            r"|wooden spoon|paddle|stick)(?=.*\b(?:me|us|you|i|brother|sister)\b)(?!.*\b(?:seat|black belt|purple belt"
            r"|stir|usb|jeans|knowledge|tv)\b)",
        rf"(?:he|she|{PARTNER}|{PARENT})(?:'s)? (?:\w+ ){{0,3}}(?:gets?|got|getting|becomes?|turns?|turned|is|was|been"
            rf"|so) (?:\w+ )?(?:physical with|violent|rough with|abusive)|(?:he|she|might|going to|will|could"
            rf"|'ll) (?:\w+ )?hurts? me(?! (?:emotionally|deeply|feelings|so much|like that))|(?:he|she) grabs",
        rf"{STRIKE} me (?:again|once|twice|sometimes|every|last night|yesterday|today|if i|because i|in the face"
            rf"|on the head|so hard|where|hard enough|in front)",
        sentence_with(HE, r"bruis\w+|black eyes?|purple eye|(?:split|fat|busted|broken) lip|broken (?:rib\w*|wrist|nose"
            r"|arm|jaw|finger|tooth)|welts?|blue marks|burn marks|marks (?:on|from)", r"cover\w*|conceal\w*|make ?-?up"
            r"|hid\w*|lied?|fell|fallen|tripped|slipped|walked into|sleeves|sunglasses|clumsy|door|stairs|cupboard"
            r"|where he|left|from him|nobody (?:knows|asks)|didn't mean|temper|again|angry|drunk|pushed|threw|explain"
            r"|all over|husband|boyfriend|dad|stepdad|mom", unless=rf"{PLAY}|skateboard\w*|bike|years ago|{NEVER}"),
        near(r"(?:told|tell|telling|says?|said|tells) (?:\w+ ){0,3}(?:that )?i(?:'d|'ve| had)? (?:just )?(?:fallen|fell"
            r"|tripped|slipped|walked into)", r"he|she|him|her|husband|dad|mom|boyfriend|but|again|pushed"), near(
            r"bruis\w+|black eye|purple eye|split lip", r"stor(?:y|ies)|excuses?|made up|explain|nobody asks"
            r"|no ?one asks|who'd believe|believe me|foundation|concealer|make ?-?up|long sleeves|sunglasses"), near(
            r"walked into (?:a|the) (?:door|cupboard|cabinet)", r"again|one|already|used|say|says|told|excuse|but"
            r"|people"), r"(?:cover|hide|conceal) (?:\w+ ){0,3}(?:bruis\w+|black eye|purple eye)|(?:flinch"
            r"|cower)\w*(?=.*\b(?:he|she|his|her|him|husband|dad|partner)\b)|(?:in|leave|left|leaving) (?:an?"
            r"|my) (?:abusive|violent) (?:\w+ )?(?:relationship|marriage|home|husband|partner|boyfriend"
            r"|wife)(?! with my alarm)|(?:domestic (?:violence|abuse))(?=.*\b(?:my (?:husband|wife|partner|home"
            r"|marriage|ex)|i'm|me)\b)(?!.*\b(?:stage|play|volunteer|directing)\b)",
        sentence_with(AT_HOME, r"(?:kick\w*|hurt\w*|kill\w*|threw|throw\w*|drown\w*|chok\w*|poison\w*|strangl\w*|shot"
            r"|punch\w*|hits?|smash\w*|broke|break\w*|destroy\w*|trash\w*|wreck\w*|flip\w*) (?:\w+ ){0,3}(?:our dog"
            r"|my dog|the dog|cat|puppy|kitten|rabbit|hamster|walls?|doors?|my (?:phone|laptop|things|stuff|clothes"
            r"|glasses)|tv|table|furniture|plates|things|mirror|windows?|a mug|everything)(?! away)", unless=
            rf"{PLAY}|accident\w*|renovat\w*|baseball|party|kids?'?s?|wedding|old"),
        sentence_with(AT_HOME + r"|they|madam|foster|teacher|coach|aunt\w*|uncle", r"(?:makes?|made|making) (?:me"
            r"|us) (?:kneel|stand (?:in|on|outside|for)|hold (?:\w+ )?(?:heavy|books|my arms)|sleep (?:on|outside"
            r"|in the)|eat (?:off|from|it)|strip|crawl|beg)", unless=rf"{PLAY}|laughing|surgery|physical therapy"),
        sentence_with(AT_HOME + r"|they", r"(?:thr[eo]w\w*|hurl\w*|chuck\w*|launch\w*|smash\w*) (?:\w+ ){1,4}(?:at|past"
            r"|next to) (?:me|us|mom|my (?:head|face|mom))", unless=rf"{PLAY}|snow\w*|pillow|frisbee|kids?|shade|party"
            rf"|questions?"),
        rf"(?:{KIN}|he|she) (?:hurts|is hurting) me(?! (?:emotionally|deeply|feelings|so much|like that))|(?:they"
            rf"|the older \w+) (?:beat|hit|kick|burn|hurt) (?:the )?(?:new|younger|smaller|little) (?:boys|girls|kids"
            rf"|ones)|(?:knocks?|beats?|hits?|slaps?|beating) the (?:shit|crap|hell|life) out of (?:me|us|her|mom)",
    ), deniable=False, fiction=True),
    Sign("somebody else is beaten", "abuse", 2, any_of(
        sentence_with(rf"{KIN}|he|neighbou?rs?|next door|foster|carer|through the wall",
            rf"(?:{STRIKE}|{SEIZE}|hurts|hurting|went for) (?:now |up )?(?:my (?:old |little )?(?:mom|dad|mother|father"
            rf"|sister|brother|little \w+|friend|best friend|daughter|son|grandma|cousin|niece|kids)|mom|our (?:mom"
            rf"|kids|son|daughter)|the (?:kids|children|baby)|his (?:kids|wife|girlfriend|son|daughter)|her|him|them"
            rf"|each other)(?! (?:up (?:from|at)|off|out of|a |high|hand|to (?:school|the)|back|\w+'s|tight|knee"
            rf"|down gently))(?!'s)", _VIOLENTLY + r"|hits?|beats?|beat(?:en|ing)|punch\w*|slap\w*|kick\w*|chok\w*"
            r"|she says|abus\w*|begging", unless=rf"{PLAY}|{NEVER}|i'm going to|i want|nursery|kindergarten|high score"
            rf"|dog|hug\w*"),
        sentence_with(r"friend|sister|mom|daughter|coworker|colleague|neighbou?r|cousin|roommate|classmate|student|aunt"
            r"|niece|kid|child|boy|girl|brother|mother", r"bruis\w+|black eye|(?:split|busted|fat) lip|(?:belt|cable"
            r"|blue|burn) marks?|marks from|welts|cigarette burns|flinch\w*|begging|thuds?|scared of (?:him|her|his"
            r"|going)", r"husband|boyfriend|partner|dad|stepdad|mom|he|next door|through the wall|upstairs|says? (?:she"
            r"|he)|home|carer|all over", unless=rf"{PLAY}|skateboard\w*|trampoline|bike|penalty|goal"),
    ), deniable=False),
)  # fmt: skip

SIGNS: tuple[Sign, ...] = (*ABUSE, *CONTROL, *MINORS, *VIOLENCE)
