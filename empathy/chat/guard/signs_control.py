"""What people write whom somebody at home, or an ex, holds, follows, frightens, or controls."""

from empathy.chat.clauses import any_of
from empathy.chat.guard.fragments import AT_HOME, HE, KIN, NEVER, PARENT, PARTNER, PLAY, near, sentence_with
from empathy.chat.guard.sign import Sign

SIGNS: tuple[Sign, ...] = (
    Sign("held captive", "abuse", 2, any_of(
        sentence_with(HE, r"(?:locks?|locked|locking|shuts?|bolt\w*|chain\w*) (?:me|us|my (?:sister|brother|mom)|her"
            r"|the (?:fridge|bedroom|pantry|front door|room|doors?)) (?:\w+ ){0,3}(?:in|inside|up|outside|out|from|when"
            r"|so|until|and the)(?! for a)", unless=rf"{PLAY}|{NEVER}|keys|accident\w*|handle|forgot|bike|walk|account"
            rf"|pub|bar"),
        r"(?:won't|doesn't|didn't|wouldn't|never|not) (?:let|lets|allow\w*|letting) (?:me|us|her) (?:\w+ )?(?:leave"
            r"|take my (?:pills|medication|medicine)|go out|go anywhere|go home|go to (?:the )?(?:doctor\w*|hospital"
            r"|work|church|police)|see (?:a doctor|anyone|my)|work|have (?:a |my |any )?(?:phone|money|job|friends|keys"
            r"|card)|talk to|use the|sleep|shower|wear|close|speak|outside|cook)(?!.*\b(?:grounded|curfew|party|aux"
            r"|playlist|concert|sleepover|tattoo|puppy|prom|wifi)\b)",
        r"(?:keeps?|kept|took|takes|taken|hold|holds|hid|hides|locked (?:up|away)|confiscat\w*|destroyed|burn(?:ed|t)"
            r"|ripped up) (?:all )?(?:of )?(?:my|our) (?:\w+ )?(?:passports?|papers|documents|visa|id|car keys"
            r"|house keys|keys|birth certificate|bank cards?|birth control|inhaler|wheelchair|hearing aids?|insulin"
            r"|money)(?=.*\b(?:he|she|they|boss|madam|husband|mom|dad|so i|i can't|swears|says|safe|wife"
            r"|agency)\b)(?!.*\b(?:grounded|airport|embassy|renew\w*|poker|by mistake)\b)|(?:he|she|they) (?:took|hid"
            r"|has|keeps?|holds?) (?:my|our) (?:passports?|papers|documents|visa|bank card|birth control|car keys)"
            r"|(?:takes?|took|keeps?) my (?:bank card|pension|benefits|savings|social security)|(?:they|he"
            r"|she) keeps? (?:me|us) (?:in|inside|locked|at) (?:the|a|his|their) (?:house|room|apartment|basement|flat)"
            r"|(?:clean|work|cook)\w* (?:from|all|every)[^.!?]{0,40}(?:no|without|never) (?:pay|paid|wages|salary)",
        sentence_with(rf"{PARTNER}|\w+[- ]in[- ]laws?", r"(?:won't|doesn't|didn't|wouldn't|never) (?:let|lets"
            r"|allow\w*) me (?:\w+ )?(?:get|go|see|have|do|work|leave|drive|buy|study|learn|visit|call|talk|wear|eat"
            r"|touch|use|spend)", unless=rf"{PLAY}|surprise|dishes|chores|spoil\w*|rest|cook|help"),
        r"(?:not|never|isn't|aren't|wasn't|am not|i'm not) (?:even )?allowed (?:\w+ )?(?:to )?(?:leave|go out|outside"
            r"|have (?:friends|money|a job|keys|my own|a phone)|see (?:my|anyone|friends)|talk to (?:anyone|my|other"
            r"|men)|work|lock|a phone|my own)(?!.*\b(?:party|grounded|concert|aux|curfew)\b)",
        near(r"(?:blocks?|blocked|blocking|stands?|stood) (?:in front of )?(?:the |my )?(?:front )?(?:door|doorway"
            r"|exit)", r"he|she|wouldn't|won't|let|leave"), r"(?:held|kept|keeping) (?:me )?(?:captive|prisoner"
            r"|hostage)|like (?:a|his|her|their) (?:prisoner|slave)|keeps? me locked|took (?:the|my) (?:\w+ )?door off"
            r"|(?:sleep|slept) (?:\w+ )?(?:on|in) (?:the )?(?:kitchen floor|garage|shed|porch|basement"
            r"|balcony)(?=.*\b(?:she|he|madam|mom|dad|they|makes?|made)\b)|traffick\w* (?:me|us)|we can't"
            r" leave(?=.*\b(?:passports?|boss|they|farm|house|work)\b)",
        near(r"(?:owe|owes|debt|no wages|don't pay us)", r"(?:plane )?ticket|visa|boss|madam|agency|recruiter"
            r"|smuggl\w*") + r"(?=.*\b(?:we|us)\b)", near(r"(?:marry|married|marriage|wedding|be cut before)",
            r"forc\w+|i'm 1[0-7]|never met|my own name|promised|send me (?:back|to)|no choice|or they will|disown\w*"
            r"|he's \d\d|i don't want|shame|auntie says") + r"(?=.*\b(?:i|me|my|i'm)\b)(?!.*\b(?:laughing|leaflet"
            r"|anymore|planner|caterer|divorc\w*|proposed)\b)",
    ), deniable=False),
    Sign("stalked or blackmailed", "abuse", 2, any_of(
        sentence_with(r"(?:my |the |an )ex(?:-\w+| \w+)?|ex|stranger|stalker|coworker|a (?:guy|man)|this (?:guy|man)|he"
            r"|she", r"(?:following|stalk\w*|tracking|waits?|waiting|parked|sits|sitting|shows? up|showed up|showing up"
            r"|turns up|turned up|drives? (?:by|past)|lurk\w*) (?:\w+ ){0,4}(?:me|my (?:\w+ )?(?:house|home|apartment"
            r"|flat|work|job|car|building|door|school|street|window|gym|place))|keys? to my|knows where i live"
            r"|found my new", r"again|every|keeps?|still|after|court|restraining|blocked|moved|told (?:him|her)|scared"
            r"|even though|knows|ex|night|days|changed the lock|car|always", unless=rf"{PLAY}|puppy|puppies|dog"
            rf"|delivery|parcel|carpool|pick me up|flowers|i follow\w*|surprise"),
        r"ex(?:-\w+)? (?:still )?(?:has|have|got|kept) (?:\w+ )?keys? to my|(?:he|she|ex|husband|boyfriend|wife"
            r"|landlord|stepdad|they|someone|found) (?:\w+ ){0,2}(?:put|hid|install\w*|planted|a|hidden) (?:\w+"
            r" ){0,2}(?:cameras?|microphone|recorder) (?:\w+ )?(?:in|on|under) my|(?:airtag|tracker|gps|spyware"
            r"|hidden camera)s? (?:\w+ ){0,3}(?:in|on|under|inside) my (?:\w+ )?(?:car|bag|coat|room|purse|shoe|jacket"
            r"|phone and he)|restraining order(?=.*\b(?:he|she|anyway|still|broke|ignor\w*|outside)\b)"
            r"|order against him|being stalked|is stalking me|have a stalker|app on my phone that reads|(?:he"
            r"|she) (?:always|somehow|just) knows (?:where|what|who|when) i",
        sentence_with(r"(?:send|post|leak|share|show|upload|release|expose|out|tell|has|have|got)(?:s|ing"
            r"|ed)? (?:\w+ ){0,3}(?:them|it|me|my|nudes?|pics?|photos?|pictures?|videos?|screenshots|everyone"
            r"|everybody)", r"unless|if i (?:don't|break|leave|tell|block|say)|or (?:he|she|they)(?:'ll| will)"
            r"|threat\w*|blackmail\w*|whole school|wants (?:money|\d+|more|me to)|euros|dollars|bitcoin|gift cards?",
            r"pics?|nudes?|photos?|pictures?|videos?|film\w*|screenshots?|naked|blackmail\w*|gay|secret|tape", unless=
            r"wedding|holiday|birthday|recipe|memes?|passport photo|invoice"), r"blackmail\w* me|being blackmailed"
            r"|sextort\w*|revenge porn|threat\w* to (?:take (?:the|my|our) (?:kids|children|baby|son|daughter)|deport"
            r"|call immigration|out me)",
        sentence_with(r"deport\w*|immigration", r"he|she|husband|boss|wife", r"if i|unless|says|said|threat\w*"),
    ), deniable=False),
    Sign("afraid of somebody at home", "abuse", 1, any_of(
        rf"(?:scared|afraid|terrified|frightened|fear|petrified) of (?:my (?:\w+ )?{KIN}|him|her|what (?:he|she"
            rf"|my \w+)\S* (?:\w+ )?(?:do|does|did)|his|her (?:temper|moods|anger))(?! (?:dying|getting sick|health"
            rf"|cancer|leaving|judging|cooking|driving))",
        sentence_with(r"(?:don't|can't|do not|rather not|hate|please don't make me|anywhere but|scared|afraid|terrified"
            r"|dread\w*) (?:\w+ ){0,4}(?:go|going|come|coming|be|being|get|getting) (?:back )?home|(?:don't"
            r"|can't) want to (?:go|be) (?:there|home|at my dad's|at my mom's)", rf"he|she|they|{PARENT}|{PARTNER}"
            rf"|drunk|angry|yell\w*|scream\w*|scared|afraid|terrified|dread\w*|report card|find out", unless=
            rf"{PLAY}|vacation|holiday|christmas|beach|wedding|homesick|traffic|alone|late|spiders?|miss"),
        rf"(?:scared|afraid|terrified|worried)(?: that)? (?:he|she|my (?:\w+ )?{PARTNER}|my (?:\w+ )?{PARENT})(?:'ll"
            rf"|'s going to| will| might) (?:\w+ )?(?:find (?:out|me|this|my phone)|see this|hurt|hit|come|get (?:mad"
            rf"|angry)|be (?:mad|angry))(?!.*\b(?:surprise|present|gift|party|late|home safe|disappointed)\b)",
        r"(?:not|isn't|never|don't feel|doesn't feel|didn't feel|aren't|longer feel|unsafe) (?:\w+ )?safe (?:at home"
            r"|in my (?:own )?(?:home|house|room|bed)|with (?:him|her|my \w+)|around (?:him|her|my \w+)|when (?:he"
            r"|she))|(?:safer?|calm|breathe|relax) (?:\w+ )?(?:only )?(?:if|when) (?:he|she|his \w+) (?:isn't|is not"
            r"|'s not|is asleep|leaves|is away)|only (?:feel|felt|am) (?:calm|safe|okay|able)[^.!?]{0,20} when (?:he"
            r"|she|his|her)",
        sentence_with(AT_HOME, r"egg ?shells|tiptoe\w*|hold(?:ing)? my breath|one eye open|lock my (?:bedroom )?door"
            r"|listen\w* for|hear (?:his|her) (?:car|keys?|footsteps|truck)|his (?:car|keys|footsteps|truck)"
            r"|everyone (?:runs|hides|goes quiet|scatters)|(?:check|read|watch|learn)\w* (?:his|her) (?:face|moods?"
            r"|eyes)|his moods?|stay out of his way|set (?:him|her) off|keep the peace|in the car (?:again )?with the"
            r" kids|slept in the car|sleep in the car", r"scared|terrified|afraid|quiet|moods?|kind of|drunk|door"
            r"|freeze|know\w*|home|angry|throw\w*|again|kids|temper|if|when|whisper|good|bad|stomach|runs?", unless=
            rf"{PLAY}|surprise|nap|camping|new car|road ?trip"),
        sentence_with(r"is (?:it|this|that|he|she) (?:\w+ ){0,2}(?:normal|ok|okay|abuse|abusive|weird|wrong|allowed)"
            r"|(?:do|don't) (?:men|you|people) call|does (?:it|that) count|normal family|am i (?:overreacting|wrong)",
            rf"{PARTNER}|{PARENT}|he|she|someone's dad|your \w+", r"mad|angry|hit\w*|yell\w*|scream\w*|passwords?"
            r"|location|check\w*|hurt\w*|push\w*|lock\w*|follow\w*|runs? to|control\w*|allow\w*|force\w*|threw|throws?"
            r"|touch\w*|call that|scared|permission|afraid", unless=PLAY),
        r"what (?:he|she|they)(?:'ll|'d| will| would| might| is going to) (?:\w+ )?do to (?:me|us)|what (?:he"
            r"|she)(?:'ll|'d| will| would| might) do (?:if|when) (?:i|he|she)|(?:he|she|husband|dad)(?:'d| would|'ll"
            r"| will) be (?:so |very )?(?:mad|angry|furious|drunk)(?= (?:if|when|by|that) )(?!.*\b(?:dishwasher"
            r"|surprise|spoiler|carpet)\b)",
        near(r"hid|hide|hides|hiding|lock (?:my|our|the) door", r"when(?:ever)? (?:my )?(?:dad|mom|he|she|stepdad"
            r"|father|mother|husband) (?:drinks|comes|is drunk|gets|is angry)"),
        r"so (?:that )?(?:he|she|my husband|my boyfriend) (?:knows (?:where|i'm|that i)|can (?:check|watch|see me"
            r"|track)|(?:doesn't|won't|can't|wouldn't|couldn't) (?:see|find|know|notice|hear|track))(?!.*\b(?:surprise"
            r"|present|gift|birthday|ring|propos\w*|christmas|party|sleep\w*|spoil\w*)\b)|(?:get out|escape|leave"
            r"|pack\w*|run)(?: \w+){0,4} (?:before|while) (?:he|she)(?:'s| is| gets| comes| wakes)(?!.*\b(?:surprise"
            r"|jog|gym|daycare)\b)|(?:erase|clear|delete|wipe) my (?:search|browser|browsing) history",
        near(r"(?:packed|pack|hid|hidden|keep) (?:a|my) (?:\w+ )?(?:bag|suitcase)", r"in case|run|escape|leave him"
            r"|leave her|he doesn't|so he|hid it") , near(r"(?:he|she|dad|mom) didn't mean (?:to|it)",
            r"tired|drunk|stress\w*|angry|love\w*|sorry|work|drinking|really"), near(r"(?:last time|when(?:ever)?"
            r"|every time|if|tried to) (?:i )?(?:\w+ ){0,2}(?:leave|left|leaving)", r"(?:he|she)(?:'d|'ll)? (?:\w+"
            r" )?(?:found|ran me|hit|threat\w*|took|broke|smash\w*|grabbed|locked|swore|beat|hunt\w*|hurt|kill\w*)"),
    ), deniable=False),
    Sign("coercive control", "abuse", 1, any_of(
        sentence_with(rf"he|she|his|her|{PARTNER}|\w+[- ]in[- ]law", r"(?:check\w*|go(?:es|ing)? thr(?:ough|u)|read\w*"
            r"|monitor\w*|track\w*|search\w*|look(?:s|ing)? through|demand\w*|have|has|knows?|log\w* into|controls?"
            r"|deletes?|counts?|taken over|took over|see) (?:\w+ ){0,3}(?:(?:my|the) (?:\w+ )?(?:phone|texts?|messages?"
            r"|dms|location|emails?|calls|accounts?|bank|purse|passwords?|mileage|receipts?|spending|paycheck|pension"
            r"|contacts)|your (?:location|passwords?|phone)|every (?:message|text|call|email|receipt|penny|move)|(?:our"
            r"|the|all the) money in)", unless=rf"{PLAY}|we share|both|company|tech support|i have (?:the|his|her)"
            rf"|see (?:\w+ )?(?:phone|messages?|email)|the (?:email|call|text|message)"),
        sentence_with(rf"he|she|{PARTNER}|\w+[- ]in[- ]law", r"(?:decid\w*|controls?|dictates?|chooses|picks|approves"
            r"|tells me) (?:\w+ )?(?:what i|who i|when i|where i|how i|everything i|every penny|all (?:the|our"
            r"|my) money|me)(?! (?:want|think|need|mean|like))", unless=PLAY),
        sentence_with(rf"he|she|{PARTNER}", r"(?:gets?|is|becomes?|goes|acts?) (?:\w+ )?(?:mad|angry|furious|jealous"
            r"|silent|cold)|(?:won't|didn't|doesn't) (?:talk|speak) (?:\w+ )*for (?:\w+ )?(?:days|weeks)|(?:screams?"
            r"|shouts?|yells?|sulks?)|\d+ (?:times|missed calls)|accus\w* me", r"(?:if|when|whenever|every time|unless)"
            r" (?:i|you|my) (?:\w+ )?(?:talk|see|go|went|meet|wear|text|don't (?:answer|reply|text)|didn't (?:answer"
            r"|reply|text)|hang|spend|smile|laugh|call|phone|telephone|ring|come home|visit|look at|have friends)"
            r"|for (?:\w+ )?(?:days|weeks)|cheating|without (?:her|him) calling", unless=rf"{PLAY}|birthday calls"),
        r"(?:have|need|had|having|forced) to (?:\w+ ){0,2}(?:ask (?:\w+ )?(?:permission|him|her|my husband)|send (?:him"
            r"|her) (?:\w+ ){0,2}(?:pic\w*|photos?|selfies?|location|screenshots?|proof)|account for every|show (?:him"
            r"|her) (?:\w+ )?(?:receipts?|messages|phone)|beg (?:him |her )?for|text (?:him|her) every|call (?:him"
            r"|her) every)|beg for (?:tampons|pads|money|food|grocer\w*)|ask\w* (?:him|her|my husband"
            r"|my wife) for (?:\w+ )?(?:money|permission|pads|cash|every)|asks? for the receipts|(?:he|she|husband"
            r"|wife)(?:.*)(?:every penny|allowance|bank card of my own)|bank card of my own",
        r"(?:made|makes|making|wants|forced) me (?:to )?(?:quit|delete|block|drop|unfriend|cut off|stop (?:seeing"
            r"|talking|working)|give up) (?:\w+ ){0,2}(?:job|friends?|family|accounts?|socials?|sister|mom|contacts?"
            r"|studies|uni\w*|college|school|work|my)(?!.*\b(?:doctor|boss)\b)|(?:takes?|took|hides?"
            r"|cuts?) (?:\w+ ){0,4}(?:phone|battery|router|internet)(?: \w+){0,3} when (?:he|she) (?:goes|leaves)"
            r"|isolat\w+ me from|cut (?:me )?off from (?:my|everyone)|(?:he|she) (?:doesn't|won't) (?:let|allow) me "
            r"|(?:he|she) (?:doesn't|does not) (?:like|want) me (?:to )?(?:see|talk|hav|wear|go|work|hang|leav|text)\w*"
            r"|takes? (?:all )?my (?:paycheck|salary|wages|pension|tips)|my (?:paycheck|salary|wages|pay) (?:goes"
            r"|go) (?:\w+ )?(?:into|to|straight to) (?:his|her|their)",
        near(r"jealous|furious|angry|mad|sulks?|easier", r"i(?:'ve)? (?:stopped|quit|gave up) (?:talking to|seeing"
            r"|texting|hanging|meeting|going)"), r"(?:hurt|kill|harm) (?:herself|himself|themselves) if i (?:ever"
            r" )?(?:leave|left|break|broke|dump|go)|(?:coercive control|financial abuse|emotional(?:ly)? abus\w+"
            r"|verbal(?:ly)? abus\w+|gaslight\w*)(?=.*\b(?:me|my|i'm|he|she)\b)(?!.*\b(?:law school|essay|presentation"
            r"|class)\b)|apologi[sz]ed? \d+ times|silent treatment for",
        sentence_with(rf"he|she|{KIN}", r"(?:calls?|called|calling|says i'm|told me i'm|tells me i'm) (?:me )?(?:\w+"
            r" ){0,3}(?:stupid|worthless|whore|slut|bitch|fat|ugly|useless|pathetic|crazy|garbage|trash|idiot|pig"
            r"|disgusting|dumb)|(?:no ?one|nobody) (?:else )?(?:will|would|could|'ll|'d) (?:ever )?(?:want|love|believe"
            r"|put up with|take) me|my fault (?:he|she|that he)|humiliat\w+ me|scream\w* in my face",
            r"he|she|says?|said|every|always|all the time|daily|in front of|when|husband|wife|boyfriend|girlfriend|mom"
            r"|dad", unless=PLAY),
    ), deniable=False),
)  # fmt: skip
