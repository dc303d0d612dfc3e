"""Wordings of abuse by people close: violence, force, control, fear."""

from empathy.chat.clauses import any_of
from empathy.chat.guard.sign import Sign
from empathy.chat.guard.wording import (
    ADULT,
    FEW,
    HIT,
    KIN,
    MY_BODY,
    NO_IF,
    PARENT,
    PARTNER,
    RELATIVE,
    WEAPON,
    WORD,
)

MORE = rf"(?:{WORD},? ){{0,6}}"
HE = rf"{NO_IF}(?:he|she|they|(?:my|his|her|our|the) (?:[\w'-]+ ){{0,2}}?(?:{KIN}|{ADULT}))(?:'s|'d|'ve|'re)?,?"
_GUN = (
    r"(?:knife|blade|gun|rifle|shotgun|pistol|handgun|machete|hammer|bat|axe|hatchet|crowbar|firearm|weapon"
    r"|box cutter|scissors)"
)
_KILL = r"(?:kill|murder|shoot|stab|strangle|drown|bury|slit|burn|end|finish|behead|hang)"
_WILL = (
    r"(?:'ll|'d| will| would| is going to|'s going to| was going to| are going to|'re going to| might| could| wants to)"
)
_SAID = (
    r"(?:said|says|saying|told me|tells me|telling me|swears?|swore|promis\w+|threat\w+|texts?|texted|writes|wrote"
    r"|messaged|scream\w+|yell\w+|whisper\w+|warn\w+)"
)

SIGNS: tuple[Sign, ...] = (
    Sign("attacked now", "abuse", 4, any_of(
        rf"{HE} (?:is |are )?(?:now |just )?(?:pounding|banging|kicking|beating|breaking|hammering|smashing"
        rf"|bashing) (?:on |at |in |down |through )?(?:the|my|our) (?:\w+ )?door",
        r"(?:trying|tries|going) to (?:get in|break (?:in|the door|down the door)|kick (?:in|down) the door"
        r"|force the door)",
        r"(?:i'm|i am|we're|i|we) (?:\w+ ){0,2}?(?:hiding|hid|locked (?:myself |ourselves )?"
        r"|barricaded\w*)(?: \w+){0,3} (?:in|under|behind) (?:\w+ ){0,3}(?:bathroom|closet|wardrobe|bedroom|room"
        r"|bed|garage|car|toilet|laundry|basement|cupboard|shed|stairs)(?=[^.!?]*\b(?:he|she|him|her|they|scared"
        r"|dad|husband|boyfriend)\b)",
        rf"{HE} (?:is |are )?(?:\w+ )?(?:hitting|beating|choking|strangling|attacking|stabbing|kicking|raping"
        rf"|hurting) (?:me|us|mom|her|my \w+)(?= right now| now| as i| help|[^.!?]*call)",
        rf"(?:he|she|they)(?:'s| is|'re| are|'s got| has) (?:\w+ )?(?:coming (?:at me|up the stairs|back in"
        rf"|for (?:me|us))|got a {_GUN}|holding (?:a|the) {_GUN}|going to kill me(?! if))",
        rf"(?:he|she) (?:just|has just) (?:{HIT}|stabbed|shot|broke|pulled a {_GUN} on) (?:me|us|my)",
        r"help (?:me )?(?:please )?(?:he's|she's|he is|she is|they're) (?:\w+ )?(?:going to|hurting|hitting|here"
        r"|back|inside|got)",
    ), deniable=False),
    Sign("strangled", "abuse", 3, any_of(
        r"(?:hands?|arms?|fingers|grip|belt|cord|scarf|knee|forearm|thumbs?|foot)(?: \w+){0,3} (?:around|round|on"
        r"|to|against|over|into|at|across) (?:my|her|our|mom's) (?:throat|neck|windpipe)",
        rf"{HE} {FEW}(?:chok|strangl|throttl|smother|suffocat)\w+ (?:me|her|my \w+|us)(?! up)",
        r"(?:i was|i got|been|being) (?:chok|strangl|smother|suffocat)ed(?! up)",
        r"(?:squeez\w*|grab\w*|press\w*|held|holds|holding) (?:me by |my )(?:the |my )?(?:throat|neck)",
        r"by (?:the|my) (?:throat|neck)",
        r"(?:chok\w+|strangl\w+) me (?:until|till|so|again|last|when|while|for|and|out)",
        r"pillow (?:over|on|against|to|into) my (?:face|head|mouth)",
        r"(?:held|holds|pushed|shoved|dunked) my (?:head|face) (?:under|in(?:to)? the (?:water|bath|sink|pillow"
        r"|toilet|tub))",
        r"(?:marks?|bruis\w+|fingerprints?|handprints?) (?:all )?(?:on|around|round) my (?:neck|throat)",
        r"(?:he|she) (?:cut|cuts) off my air",
    ), deniable=False, fiction=True, past=False),
    Sign("weapon shown", "abuse", 3, any_of(
        rf"{HE} {MORE}(?:pull\w*|point\w*|wav\w*|held|holds|holding|put|puts|grab\w*|pick\w*|show\w*|took|takes"
        rf"|press\w*|brandish\w*|swung|swings|load\w*|clean\w*|fetch\w*|got) {FEW}(?:a|the|his|her"
        rf"|out) (?:\w+ )?{_GUN}(?: \w+){{0,3}} (?:at|on|to|in front of|against|while|when|and|near|in my|over|out)",
        rf"{_GUN} (?:\w+ )?(?:to|at|against|in|up to|under) (?:my|our|mom's|her|me|his) ?(?:head|throat|neck|face"
        rf"|chest|back|ribs|stomach|chin|mouth)?",
        rf"(?:came|comes|coming|come|ran|runs|chas\w+|charg\w+|went|threaten\w+) {FEW}(?:at |after |for )?(?:me|us"
        rf"|mom|my \w+) {FEW}with (?:a|an|the|his|her) (?:\w+ )?{WEAPON}",
        rf"(?:sleeps?|sits?|walks) (?:around )?with (?:a|the|his|her) (?:loaded )?{_GUN}",
        rf"(?:next to|by|on) (?:the bed|the table|him) (?:is|was) (?:a|the|his) {_GUN}",
        rf"(?:has|keeps|owns|bought|got|there's|there is) (?:a|his|the|two"
        rf"|her) (?:\w+ )?{_GUN}(?=[^.!?]*\b(?:threat\w*|scared|afraid|angry|drunk|mad|if i|leave|use it|temper"
        rf"|remind\w*|kill)\b)",
        rf"{_GUN} (?:on|onto) the (?:table|bed|counter|dresser|nightstand|lap)(?=[^.!?]*\b(?:talk|said|says|look\w*"
        rf"|so i|when|while|until|before)\b)",
        r"(?:shot|shoots|fired) (?:at |near )(?:me|us|my \w+)", r"stabbed me", r"(?:cut|cuts|slashed) me (?:with|on)",
    ), deniable=False),
    Sign("threat to kill", "abuse", 3, any_of(
        rf"{_SAID} {MORE}(?:he|she|they|he's|she's|they're|i){_WILL}? ?(?:going to )?{FEW}{_KILL} (?:me|us|her|mom"
        rf"|my|the (?:kids|baby|children|dog|cat)|both|all of us|everyone)",
        rf"threat\w* (?:\w+ )?(?:to|me with|my|that) {FEW}(?:{_KILL}|death|to death|life|acid|set)",
        rf"(?:he|she|they){_WILL} (?:\w+ )?{_KILL} (?:me|us|mom|the kids|my \w+) (?:one day|someday|eventually"
        rf"|if i (?:leave|left|tell|told|call|called|go|ever|try|tried|say|report)|if (?:we|i'm|they) (?:leave"
        rf"|found|find))",
        rf"(?:i think|i'm scared|afraid|scared|terrified|worried|sure|convinced|i know|i believe|feel like|one day"
        rf"|next time) (?:that )?(?:he|she|they|my {KIN}){_WILL} (?:\w+ )?(?:kill|murder|shoot|stab) (?:me|us|my"
        rf"|her|the)",
        r"(?:if|before|when|once) (?:i|we) (?:ever |try to |tried to |dare to )?(?:leave|left|go|went|tell"
        r"|told)(?: him| her| anyone| the police| \w+)?[^.!?]{0,30}\b(?:i'm|i'd be|i'll be|we're|we'd be|we'll be"
        r"|i would be) (?:dead|a dead|six feet)",
        r"if (?:he|she) can't have me,? (?:no ?one|nobody)",
        r"(?:no ?one|nobody) (?:would|will|could) (?:ever )?find (?:my body|me|the body|us)",
        r"(?:dig|dug|digging) my (?:own )?grave",
        r"(?:come|leave|leaving|go|carried) (?:home |out |here )?in a (?:body ?bag|coffin|box|casket)",
        r"next time (?:i|it|he|she|you)(?:'ll|'d| will| won't)? (?:be (?:dead|worse|a funeral|in the hospital"
        r"|the last)|won't (?:wake|stop|miss|get up))",
        r"death threats?", r"going to be (?:the )?(?:end of me|next)",
    ), deniable=False),
    Sign("forced sex", "abuse", 3, any_of(
        r"rap(?:ed|es|ing) (?:me|her|him|my \w+)",
        r"(?:i was|i got|been|being|was i) (?:\w+ )?(?:raped|molested|groped|sexually (?:assaulted|abused)|drugged)",
        r"sexual(?:ly)? (?:assault\w*|abus\w*) (?:me|by)", r"molest\w+ me",
        r"forc\w+ (?:himself|herself|themselves) (?:on|onto|into|upon)",
        rf"(?:forc\w+|mak\w+|made|pressur\w+|guilt\w*|coerc\w+|push\w+) me (?:to |into )?{FEW}(?:sex|sexual\w*"
        rf"|sleep with|bed|blow|oral|touch him|nudes|porn|strip|intercourse|it in bed|anal)",
        r"(?:said|say|saying|told (?:him|her)|begged|asked (?:him|her)|screamed|kept saying)(?: \w+)? ?(?:no|stop"
        r"|to stop|wait|not to)(?:,? (?:but|and|yet))?(?: \w+){0,2} (?:he|she|they|him|her) (?:\w+ )?(?:kept|didn't"
        r"|did it|does it|carried|continued|went|won't|wouldn't|doesn't|ignor\w+|just|still|anyway)",
        r"(?:woke|wake|waking) up (?:to|with|and) (?:him|her|he|my \w+|someone)(?: \w+){0,2} (?:on top|inside|in me"
        r"|doing|touching|undress\w+|having|on me)",
        r"(?:sex|does it|doing it|did it|things|touch\w*|on top of me|it)(?: \w+){0,4} (?:while|when) (?:i'm|i am"
        r"|i was) (?:asleep|sleeping|passed out|unconscious|too drunk|blacked out|drunk|half asleep)",
        r"(?:i )?(?:don't|didn't) (?:really )?want (?:to|it|sex)(?: \w+){0,3} (?:but|and) (?:he"
        r"|she) (?:\w+ )?(?:does|did|made|makes|forced|forces|kept|keeps|insists?|gets|takes|won't|didn't|wouldn't"
        r"|says|held)",
        r"(?:doesn't|won't|didn't|never) (?:take|accept|hear|listen to|stop when i say|stop even|ask if i want"
        r"|care (?:if|when) i say) (?:a )?(?:no|it|stop)?(?= for an answer[^.!?]*bed|[^.!?]*\b(?:sex|bed|night)\b)",
        r"(?:owe|owed) (?:him|her) (?:sex|it in bed)",
        r"(?:wifely|marital|wife's|my) dut(?:y|ies)(?=[^.!?]*(?:sex|bed|night|body|want))",
        r"(?:took|takes|slipped|removed) (?:off )?(?:the|his) condom",
        r"spiked my drink|drugged me|put something in my drink",
        r"(?:held|holds|pinned|pins) me down(?! and tickl)", r"(?:without|against) my (?:consent|will)",
        r"(?:touch|grop|fondl)(?:ed|es|ing) me (?:\w+ )?(?:without|when i|while i|and i (?:froze|couldn't|didn't))",
        r"my (?:body )?froze(?=[^.!?]*\b(?:he|him|his)\b)",
    ), deniable=False, past=False),
    Sign("locked in", "abuse", 2, any_of(
        r"lock(?:s|ed|ing)? (?:me|us|my (?:sister|brother|mom)|her|him) (?:\w+ )?(?:in|inside|up|out"
        r"|out of)\b(?! of (?:my|the) (?:account|car by))",
        r"(?:won't|doesn't|didn't|wouldn't|never|not) (?:let|allow\w*|letting) (?:me|us|her) (?:\w+ )?(?:leave|out"
        r"|go out|go anywhere|go home|go to (?:the )?(?:doctor|hospital|work|school|church|police)|see (?:a doctor"
        r"|anyone|my (?:friends|family|mom|sister|own|parents))|outside|work|have (?:a |my )?(?:phone|money|job"
        r"|friends|keys)|talk to|drive|use the phone|sleep|eat|shower)",
        rf"{HE} {FEW}(?:took|takes|hid|hides|hiding|keeps|kept|has|holds|holding|confiscat\w+|locked (?:up|away)"
        rf"|destroyed|burned|burnt|ripped up) (?:away )?my (?:\w+ )?(?:passport|papers|documents|visa|car keys"
        rf"|house keys|keys|birth certificate|bank cards?|debit card|green card|id)",
        r"(?:block|blocks|blocked|blocking|stood in|stands in|standing in|guards) (?:the |my )?(?:front )?(?:door"
        r"|doorway|exit|way out)(?=[^.!?]*\b(?:he|she|me|i|leave|out)\b)",
        r"(?:not|never|isn't|aren't|wasn't) (?:even )?allowed (?:\w+ )?to (?:leave|go out|go outside"
        r"|have (?:friends|a phone|money|a job|keys|my own)|see (?:my|anyone|friends)|talk to (?:anyone|my|other"
        r"|men|people|my family)|work|close (?:the|my) door|lock the|use the|drive|wear|answer)",
        r"(?:held|holding|kept|keeping) (?:me )?(?:captive|prisoner|hostage|against my will)",
        r"like (?:a|his|her) (?:prisoner|slave)", r"kicked me out of the (?:car|house) (?:in|at|and)",
    ), deniable=False),
    Sign("hit", "abuse", 2, any_of(
        rf"{HE} {FEW}{HIT} (?:me|us|{MY_BODY})(?! (?:up|off (?:at|on)|with (?:love|hugs|questions)|a (?:text"
        rf"|message|party|surprise)|the ball|a look|under the bus|for a loop))",
        r"(?:only|just) (?:ever )?(?:hits?|slap\w*|push\w*|shov\w*|grab\w*|hurts?) me (?:when|if|once|twice|because"
        r"|that)", r"(?:stop|stops|stopped) (?:hitting|beating|hurting|slapping) (?:me|us|her|mom)",
        r"(?:i|we) (?:get|got|was|were|'ve been|have been|been|keep getting) (?:\w+ )?(?:hit|beat|beaten(?: up)?"
        r"|slapped|punched|kicked|shoved|whipped|belted|smacked)(?: \w+){0,3} (?:by|for|when|if|at home|with|again"
        r"|every)",
        rf"{HE} {FEW}(?:put|puts|putting|laid|lays|laying) (?:his |her |their )?(?:hands?|a hand|a finger) on (?:me"
        rf"|us|my)",
        rf"{HE} {FEW}(?:gets|got|getting|becomes?|became|turns?|turned|is|was|so) (?:\w+ )?(?:physical|violent"
        rf"|rough|aggressive)(?: with (?:me|us)| when| again| last| at night|$|[.,!])",
        rf"{HE} {FEW}(?:thr[oe]ws?|threw|hurl\w*|chuck\w*|launch\w*|smash\w*) (?:a|the|his|her|my|things|stuff"
        rf"|plates?|hot|everything)(?: \w+){{0,3}} (?:at|past|near|over|on) (?:me|us|my)",
        rf"{HE} {FEW}(?:broke|breaks|fractur\w+|dislocat\w+|cracked|busted|split|twist\w*|bent|pull\w*"
        rf"|bruis\w+) my (?:arm|nose|ribs?|wrist|jaw|tooth|teeth|fingers?|cheekbone|eye socket|lip|hair|leg"
        rf"|collarbone|eardrum)",
        rf"{HE} {FEW}(?:hurts|hurting|hurt) (?:me|us) (?:physically|when|if|every time|again|badly|last night"
        rf"|at night|so bad|on purpose|and)",
        r"(?:afraid|scared|flinch\w*|duck\w*|brac\w+) (?:\w+ ){0,3}(?:he|she|when (?:he|she)|(?:he|she)'(?:ll"
        r"|d)) (?:\w+ ){0,2}(?:hit|hits|hurt|swing|lifts?|raises?|moves?|explodes?|snap)",
        r"(?:i|i'd|always|still) flinch\w*(?=[^.!?]*\b(?:he|she|his|her|him|husband|dad|partner|door)\b)",
        r"(?:beats?|hits?|slaps?|punche[sd]|beating|hitting) the (?:shit|crap|hell) out of (?:me|us|her)",
        r"domestic (?:violence|abuse)(?=[^.!?]*\b(?:my|me|i|i'm)\b)",
        r"(?:in|leave|left|leaving) (?:an?|my) (?:abusive|violent) (?:relationship|marriage|home|partner|husband"
        r"|wife|boyfriend|girlfriend)",
        rf"my (?:\w+ )?{KIN}(?:'s| is| was| has been| gets) (?:\w+ )?(?:abusive|violent|abusing me|beating me"
        rf"|hitting me|physically)",
    ), deniable=False),
    Sign("injuries explained away", "abuse", 2, any_of(
        r"(?:black eye|bruis\w+|split lip|fat lip|busted lip|marks?|broken (?:ribs?|wrist|nose|arm|jaw|finger)"
        r"|stitches|limp|welts?)(?=[^.!?]*\b(?:cover\w*|conceal\w*|make ?-?up|foundation|hid\w*|lied|fell|tripped"
        r"|walked into|sleeves|sunglasses|scarf|turtleneck|clumsy|door|stairs|nobody (?:knows|sees|notices)|(?:he"
        r"|she) (?:left|gave|did|made|said)|from (?:him|her|my (?:dad|husband|boyfriend|partner|ex|wife|girlfriend"
        r"|mom|stepdad))|don't ask|where (?:he|she)))",
        r"(?:cover\w*|conceal\w*|make ?-?up|foundation|hid\w*|lied|sunglasses|scarf|turtleneck"
        r"|long sleeves) (?:\w+ ){0,6}(?:black eye|bruis\w+|marks|eye|welts)",
        r"(?:told|tell|telling|said to|say to) (?:\w+ ){0,3}(?:i|that i|it was) (?:just |\w+ )?(?:fell|tripped"
        r"|slipped|walked into|ran into|hit my head on|an accident)(?=[^.!?]*\b(?:he|him|she|her|again|always|but"
        r"|really|believe\w*)\b)",
        r"(?:he|she|husband|boyfriend|dad)(?: \w+){0,3} (?:knocked|busted|loosened) (?:out )?(?:my|a"
        r"|two) (?:\w+ )?(?:tooth|teeth|lip)", r"walked into (?:a|the) door again",
    ), deniable=False),
    Sign("somebody else is beaten", "abuse", 2, any_of(
        rf"(?:my|our|her|his|the) (?:[\w'-]+ ){{0,3}}?(?:{PARENT}|{PARTNER}|{RELATIVE}) {FEW}(?:{HIT}|hurts?"
        rf"|abus\w+|threaten\w*) (?:my (?:mom|dad|mother|father|sister|brother|little \w+|friend|best friend"
        rf"|daughter|son|grandma|cousin|niece)|mom|dad|our (?:mom|kids|son|daughter)|the (?:kids|children|baby|dog)"
        rf"|each other)(?! (?:at (?:tennis|chess|cards|golf|monopoly|mario|scrabble)|a \w+))",
        rf"(?:friend|sister|mom|daughter|coworker|colleague|neighbou?r|cousin|roommate|classmate|student|aunt"
        rf"|niece)(?:'s)? (?:\w+ ){{0,3}}(?:husband|boyfriend|partner|ex|dad|father|stepdad|wife|girlfriend|mom"
        rf"|fiance) (?:\w+ ){{0,2}}(?:{HIT}|hurts?|hurting|abus\w+|chok\w+|control\w*|threat\w*|is (?:abusive"
        rf"|violent)) ?(?:her|him|them|my)?(?! (?:at|up))",
        r"(?:(?:kid|child|children|baby|boy|girl|toddler|woman|wife|lady|neighbou?rs?|mom)(?:'s)?|screams?"
        r"|screaming|thuds?|crying)(?=[^.!?]*\b(?:next door|upstairs|downstairs|through the wall|neighbou?rs?"
        r"|across the hall)\b)(?=[^.!?]*\b(?:scream\w*|hit\w*|beat\w*|begg?\w*|bruis\w+|thud\w*|slap\w*|stop it"
        r"|please stop)\b)",
        r"(?:she|he|friend|sister|student|pupil|daughter|coworker|colleague|mom|child|kid)(?:'s| has| had| came"
        r"| comes| shows? up| showed up| turned up)? (?:\w+ ){0,5}(?:covered in bruises|with (?:\w+ )?bruises"
        r"|bruises (?:on|all)|a black eye|black eyes)(?=[^.!?]*\b(?:he|husband|boyfriend|dad|won't say|fell|says"
        r"|said|home|explain\w*|again)\b)",
    ), deniable=False),
    Sign("stalked", "abuse", 2, any_of(
        rf"(?:he|she|ex|ex-\w+|someone|guy|man|stranger|stalker|coworker)(?:'s)? {FEW}(?:follow(?:s|ed|ing)"
        rf"|stalk(?:s|ed|ing)|track(?:s|ed|ing)|waits?|waiting|waited|parks?|parked|sits?|sitting|shows? up"
        rf"|showed up|showing up|turns up|turned up|drives? (?:by|past)|watch(?:es|ing)|lurk\w*) {FEW}(?:me|outside"
        rf"|at) ?(?:home|everywhere|around|my|to my|from|house|work|the)?(?! on (?:instagram|twitter|tiktok"
        rf"|spotify))(?=[^.!?]*\b(?:again|every|work|house|home|apartment|car|building|door|school|street|ex|scared"
        rf"|restraining|keeps|night|gym|blocked|moved)\b)",
        r"my (?:ex|stalker)(?: \w+){0,3} (?:found|knows|got|has) (?:out )?(?:where i|my (?:new )?(?:address|place"
        r"|number|apartment|house))",
        r"(?:airtag|tracker|gps|tracking (?:app|device)|spyware|camera)s? (?:\w+ )?(?:in|on|under"
        r"|inside) my (?:\w+ )?(?:car|bag|purse|phone|coat|bedroom|room|jacket|backpack)",
        r"restraining order(?=[^.!?]*\b(?:he|she|him|her|anyway|still|broke\w*|violat\w*|ignor\w*|doesn't"
        r"|outside)\b)", r"being stalked|is stalking me|stalks me|(?:have|got) a stalker",
    ), deniable=False),
    Sign("blackmailed", "abuse", 2, any_of(
        r"(?:threat\w*|going to|will|says (?:he|she|they)(?:'ll| will)|said (?:he|she|they)(?:'ll|'d| will| would)"
        r"|blackmail\w*|wants money or|pay or) (?:\w+ ){0,3}(?:post|leak|send|share|show|upload|release|publish"
        r"|expose|out) (?:\w+ ){0,3}(?:nudes?|pics?|photos?|pictures?|videos?|screenshots?|me|tape)(?! (?:a"
        r"|the) (?:bill|invoice|link))",
        r"blackmail\w* me|being blackmailed|sextort\w*|revenge porn",
        r"(?:he|she|they|someone) (?:has|have|got) (?:\w+ )?(?:nudes|pictures of me|videos of me"
        r"|photos of me)(?=[^.!?]*\b(?:post|send|leak|threat\w*|unless|if i|pay|more|share)\b)",
        r"threat\w* to (?:take (?:the|my|our) (?:kids|children|baby|son|daughter)|deport|call immigration"
        r"|get me deported|have me committed|out me|tell (?:everyone|my parents|my boss|my family))",
    )),
    Sign("pet or home harmed", "abuse", 2, any_of(
        rf"{HE} {FEW}(?:kick\w*|hurt\w*|hit\w*|kill\w*|threw|throws|drown\w*|poison\w*|strangl\w*|shot) (?:my|the"
        rf"|our) (?:\w+ )?(?:dog|cat|puppy|kitten|rabbit|hamster|bird|pet)(?! (?:a|the) (?:ball|stick|toy))",
        rf"{HE} {FEW}(?:punch\w*|smash\w*|broke|breaks|breaking|kick\w*|put (?:his|her) (?:fist|hand) through"
        rf"|destroy\w*|trash\w*|wreck\w*|flip\w*) {FEW}(?:walls?|door|doors|my phone|my laptop|my things|my stuff"
        rf"|the tv|the table|everything|furniture|the house|plates|dishes|holes?|mirror|the apartment|windows?)",
        r"holes? in (?:the|our|my) (?:\w+ )?(?:wall|walls|door|doors)(?=[^.!?]*\b(?:he|she|his|fist|angry|temper"
        r"|punch\w*|dad|husband|boyfriend)\b)",
    ), deniable=False),
    Sign("afraid of somebody at home", "abuse", 1, any_of(
        rf"(?:scared|afraid|terrified|frightened|fear\w*|in fear) of (?:my (?:\w+ )?{KIN}|him|her|what (?:he|she"
        rf"|my \w+)(?:'ll|'d| will| would| might| could| is going to)? (?:\w+ )?(?:do|does)|his (?:temper|moods?"
        rf"|anger|fists|reaction)|her (?:temper|moods|anger))(?! (?:dying|getting sick|health|cancer|leaving))",
        r"(?:scared|afraid|terrified|frightened|dread\w*|too scared) (?:to|of) (?:go|going|come|coming|be|being"
        r"|walk\w*|get\w*|return\w*) (?:back )?(?:to (?:my|his|our|the) )?(?:home|house|apartment)",
        r"(?:don't|can't|do not) (?:want to|ever want to|bear to|wanna) (?:go|be) (?:back )?home(?=[^.!?]*\b(?:he"
        r"|she|him|her|they|dad|stepdad|mom|drunk|again|tonight|angry|yell\w*|because)\b)",
        r"(?:not|isn't|never|don't feel|doesn't feel|didn't feel|aren't|unsafe"
        r"|longer feel) (?:\w+ )?safe (?:at home|in my (?:own )?(?:home|house|room|bed)|with (?:him|her|my \w+)"
        r"|around (?:him|her|my \w+)|here|there|when (?:he|she))",
        r"home (?:isn't|is not|doesn't feel|never feels) (?:\w+ )?safe",
        r"(?:walk\w*|tiptoe\w*|live|living) (?:\w+ )?on egg ?shells(?=[^.!?]*\b(?:he|she|him|her|home|husband|wife"
        r"|dad|mom|partner|boyfriend|girlfriend|house)\b)",
        r"(?:tiptoe\w*|hold my breath|sleep with (?:one eye|my door locked|a chair)|lock my (?:bedroom )?door"
        r"|listen for (?:his|her)|hear (?:his|her) (?:car|keys|footsteps|truck))(?=[^.!?]*\b(?:he|she|him|his|her"
        r"|dad|mood|drunk|door|stomach|drops|freeze|home)\b)",
        r"(?:i'm|i am|i get|he|she|it) (?:\w+ )?(?:scares?|scared|frighten\w*|terrif\w*) (?:me )?(?:when|of how"
        r"|by) (?:he|she|my (?:dad|mom|husband|wife|boyfriend|partner|stepdad)) (?:\w+ )?(?:drinks?|gets|comes"
        r"|yells|is (?:drunk|angry|mad|home))",
        r"(?:i don't know what|what) (?:he|she)(?:'ll|'d| will| would| might) do (?:to me|if i|when i|when (?:he"
        r"|she) finds|next)",
        r"(?:drinks|drunk|drinking)(?=[^.!?]*\b(?:dad|stepdad|husband|mom|he|she)\b)(?=[^.!?]*\b(?:scared|hide"
        r"|hides|lock|screams?|broke|violent|monster|mean)\b)",
        r"(?:safer|safe) (?:\w+ )?(?:if|when) (?:he|she) (?:isn't|is not|'s not|is asleep|is gone|leaves|stays calm)",
    ), deniable=False),
    Sign("coercive control", "abuse", 1, any_of(
        rf"(?:he|she|my (?:\w+ )?{PARTNER})(?:'s)? {FEW}(?:check|checks|checking|go through|goes through"
        rf"|going through|reads?|reading|monitors?|monitoring|tracks?|tracking|searches|controls?|controlling"
        rf"|looks through|demand\w*|has access to|logs? into|watches) (?:\w+ ){{0,2}}(?:my (?:\w+ )?(?:phone|texts?"
        rf"|messages|dms|location|emails?|calls|accounts?|bank|money|instagram|socials?|whereabouts|every move"
        rf"|passwords?|mileage|odometer|receipts|spending|paycheck|weight|clothes|life)|me on|what i|who i|where i"
        rf"|everything i|all (?:the|our|my) money|the money)",
        rf"(?:he|she|my (?:\w+ )?{PARTNER})(?:'s)? {FEW}(?:decides?|controls?|dictates?|chooses|picks|approves"
        rf"|tells me|in charge of) (?:\w+ )?(?:what i (?:wear|eat|do|can|say|spend|am allowed)|who i (?:see|can"
        rf"|talk|hang|follow)|where i|when i|how i|all (?:the|our|my) (?:money|finances)|everything|my (?:clothes"
        rf"|friends|hair))",
        rf"(?:he|she|my (?:\w+ )?{PARTNER})(?:'s)? {FEW}(?:gets?|is|becomes?|goes|was|got|acts?) (?:\w+ )?(?:mad"
        rf"|angry|furious|jealous|upset|weird|silent|crazy|cold|ballistic|quiet)(?: \w+)? (?:if|when|whenever"
        rf"|every time|because|anytime) i (?:\w+ )?(?:talk|see|go|went|meet|wear|wore|text|don't (?:reply|answer"
        rf"|text|pick)|didn't (?:reply|answer|text|pick)|hang|spend|smile|laugh|call|come home|am late|visit"
        rf"|look at|have friends)",
        r"(?:i have to|have to|i need to|i must|need (?:his|her)|i always|makes me|made me|make me|wants me to"
        r"|i had to|forced me to) (?:\w+ ){0,3}(?:ask (?:\w+ )?permission|permission|send (?:him|her) (?:a "
        r"|my )?(?:\w+ )?(?:pic\w*|photos?|selfies?|location|screenshots?|proof|videos?)|share my location|report"
        r"|account for every|show (?:him|her) (?:\w+ )?(?:receipts?|messages|phone)|prove (?:where|who|that)"
        r"|text (?:him|her) every|call (?:him|her) every|quit (?:my|the) (?:job|studies|school)|delete (?:my|all)"
        r"|block (?:all|every|my)|drop (?:my|all)|unfollow|stop (?:seeing|talking|working)|keep (?:the"
        r"|my) (?:camera|video|phone) on|beg|apologi[sz]e for)(?=[^.!?]*)",
        r"(?:made|makes|making|wants|forced|convinced) me (?:to )?(?:quit|delete|block|drop|unfriend|cut off"
        r"|stop seeing|stop talking to|give up) (?:my |all |every )?(?:\w+ )?(?:job|friends?|family|accounts?"
        r"|socials?|instagram|sister|mom|contacts?|guy|studies|phone)",
        r"(?:gives?|giving|get|on) (?:me )?an? allowance(?=[^.!?]*\b(?:he|she|husband|wife|partner|receipts?|ask"
        r"|beg)\b)",
        r"(?:isolat\w+|cut (?:me )?off) (?:me )?from (?:all )?(?:my|everyone)",
        r"(?:he|she) (?:doesn't|does not|won't) (?:let|like|want) me (?:\w+ )?(?:see|seeing|talk|talking|have"
        r"|having|wear|wearing|go|going|work|working|hang|spend|touch|drive|study|leave|use|text) ",
        r"(?:my|our) (?:\w+ )?(?:paycheck|salary|wages|money|pension|pay) (?:goes|go|is paid"
        r"|all goes) (?:\w+ )?(?:into|to|straight to) (?:his|her|their)",
        r"takes? (?:all )?my (?:paycheck|salary|wages|money|pension|tips|benefits)",
        r"(?:don't|do not) have (?:any )?(?:access to|my own) (?:\w+ )?(?:money|account|bank)",
        r"(?:coercive control|financial abuse|emotional(?:ly)? abus\w+|verbal(?:ly)? abus\w+|gaslight\w*"
        r"|love ?bomb\w*)(?=[^.!?]*\b(?:me|my|i|i'm|he|she)\b)",
        r"(?:timed|times|timing) (?:me|how long)|(?:\d+|ten|five|twenty) missed calls (?:from (?:him|her)|because)",
    ), deniable=False),
    Sign("degraded", "abuse", 1, any_of(
        rf"(?:he|she|my (?:\w+ )?{KIN})(?:'s)? {FEW}(?:calls?|called|calling) me (?:\w+ ){{0,3}}(?:stupid|worthless"
        rf"|whore|slut|bitch|fat|ugly|useless|pathetic|crazy|garbage|trash|idiot|retard\w*|pig|burden|mistake|names"
        rf"|nothing|cunt|disgusting)",
        r"(?:says?|said|tells? me|told me|telling me|convinced me) (?:that )?(?:no ?one|nobody) (?:else )?(?:will"
        r"|would|could|can|is going to|'ll|'d) (?:ever )?(?:want|love|believe|help|put up|take|have|marry|care)",
        r"(?:says?|said|tells? me|told me) (?:\w+ ){0,2}(?:it's|it is|it was|that's|everything's"
        r"|everything is) (?:all )?(?:\w+ )?my (?:own )?fault(?=[^.!?]*\b(?:he|she|mad|hit|made him|made her|angry"
        r"|when)\b)",
        r"(?:says?|said|tells? me) i(?:'m| am) (?:crazy|imagining|making it up|too sensitive|lucky (?:he|she|that)"
        r"|insane|unstable)(?=[^.!?]*\b(?:he|she)\b)",
        r"(?:i|i'd|i must have|maybe i) (?:\w+ )?(?:deserve|deserved|provoke\w*|made (?:him|her) (?:mad|angry|do it"
        r"|snap)|push\w* (?:his|her) buttons|ask\w* for it)(?=[^.!?]*\b(?:he|she|him|her|hit|it|mad)\b)",
        r"(?:humiliat\w+|belittl\w+|degrad\w+|spits on|screams at) me (?:\w+ )?(?:in front|every|daily|all"
        r"|constantly|for|in public|when|until)", r"silent treatment for (?:\w+ )?(?:days|weeks)",
        r"(?:scream\w*|yell\w*|shout\w*) in my face",
    ), deniable=False),
)  # fmt: skip
