"""What people write who hear voices, feel pursued, are on a mission, or have not slept for days."""

from empathy.chat.clauses import any_of
from empathy.chat.guard.fragments import DAY, MANY, NUMBER, PETS, STORY, near, sentence_with
from empathy.chat.guard.sign import Sign

_VOICE = (
    r"voices?|jinn|djinn|demons?|angels?|archangel|spirits?|satan|allah|god|jesus|the lord|devil|entity|microphone in"
    r"|radio|tv|the signal|shadow man|beings?|implant|inside me|something inside"
)
_ORDER = (
    r"tells?|telling|told|orders?|ordered|commands?|commanded|wants?|says?|said|saying|insists?|demands?|whispers?"
    r"|whispering|instruct\w*|shout\w*|scream\w*|makes? me|keeps? (?:telling|saying)"
)
_DEED = (
    r"kill\w*|hurt|cut|jump|stab|burn|die|crash|harm|attack|punish|strangle|drown|sacrifice|step (?:off|into|in front)"
    r"|swerve|cleanse|destroy|blood|bleed|knife|petrol|gasoline|prove my faith|smother|choke|push"
)
_THEY = (
    r"(?:they|someone|somebody|people|(?:the )?(?:government|cia|fbi|mi5|nsa|police|agents?|mafia|illuminati|aliens?"
    r"|hospital|doctors?|dentist)|the men|neighbou?rs?|everyone|roommates?|coworkers|colleagues|landlord|parents|family"
    r"|son|van|car|drones?|pigeons|satellites?|security|my phone|algorithm|strangers|people (?:in|on) the (?:street|bus"
    r"|train|tv))"
)
_PLOT = (
    r"spy(?:ing)?|spies|watch(?:es|ing) me|track(?:s|ing) me|follow(?:s|ing) me|listen(?:s|ing)? (?:to me|in|through)"
    r"|monitor\w* me|bugg(?:ed|ing)|poison\w*|drugg(?:ed|ing)|gass(?:ed|ing)|pump\w*|after me|out to get me|plot\w*"
    r"|read(?:s|ing)? my (?:mind|thoughts)|(?:hear|hears|steal\w*|stole|broadcast\w*|sending|insert\w*"
    r"|control\w*) my (?:thoughts|mind|dreams|brain)|hear what i'm thinking|swapped|replaced|cloned|cursed|come for me"
    r"|coming for me|come at night|through (?:the )?(?:vents?|walls?|windows?)|put (?:a |something )|planted|in on it"
    r"|one of theirs|copy my|after my|have until|erasing|beam\w*|send\w* (?:the )?(?:rays|signals|gas|radiation|waves)"
    r"|sent by|moving it between|to follow me"
)
_ODD = (
    r"vents?|walls|chips?|implant\w*|fillings?|tooth|teeth|foil|tap water|my food|milk|cameras?|microphones?|signals?"
    r"|frequenc\w*|radiation|same (?:\w+ )?(?:car|van|man|coat|people)|(?:white|blue|black|grey|gray) (?:car|van|suv)"
    r"|gas|thoughts|mind|brain|thinking|from cans|every day|everywhere|i can tell|i know it|the truth|trees|believe me"
    r"|no ?body believes|hiding|barricad\w*|stopped (?:eating|drinking|sleeping)|haven't (?:eaten|slept|left|used)"
    r"|through|at night|tonight|the axe|police|neck|hospital|shoes|laugh\w*|only eat|years now|have until|ceiling|floor"
    r"|rays|wires|transmitter"
)
_EVERYDAY = (
    r"ads?|adverts?|podcast|surprise|baby monitor|parcels?|followers|instagram|tiktok|twitter|lobby|airbnb|santa"
    r"|imaginary friend|choir|siri|alexa|gps|my ex|ex's|restraining|church group|adopt|deadlines?|printer|karaoke|crush"
    r"|sims|minecraft|exchange year|horoscope|tarot|sleep paralysis|late (?:wife|husband)|dream(?:t|ed|s)|exam|stalker"
    r"|coworker follows|sunset|scam"
)
_SANE = rf"{STORY}|{PETS}|{_EVERYDAY}"

SIGNS: tuple[Sign, ...] = (
    Sign("commanding voices", "psychosis", 3, any_of(
        sentence_with(_VOICE, rf"{_ORDER}|must", _DEED, unless=rf"{_SANE}|abraham and isaac|bible study|sermon|easter"
            rf"|my boss|teacher|coach|hot sauce|car|bank|swear to god|oh my god|thank god"),
        r"(?:they|it|he|voices?|that) wants? me to (?:step (?:off|in front)|jump (?:off|from|in front)|kill|hurt|die"
            r"|burn|stab|do it tonight)|(?:told|tells|telling|orders?|ordered|commands?|commanded|asks"
            r"|begs) me to (?:\w+ )?(?:kill|stab|hurt (?!the|my feelings)|burn|drown|strangle|cut (?:myself|him|her|my)"
            r"|sacrifice|attack|smother)(?! (?:it|time|the (?:lights?|engine|power|fat|candle|music)|calories))"
            r"|(?:demons?|devil|satan|evil) (?:\w+ ){0,3}(?:in|behind|inside) my (?:\w+'s|daughter|son|baby|wife"
            r"|husband|mother)",
        sentence_with(r"god|jesus|the lord|satan|allah|demons?|devil|jinn|evil", r"sacrifice|abraham|cleanse|prove my"
            r" faith|offer (?:my|him|her)|(?:in|inside|out of) my (?:son|daughter|baby|child|wife)|driven out",
            r"told|tells|said|says|asked|tonight|must|commanded|wants|page", unless=rf"{_SANE}|sunday|passage|bless\w*"
            rf"|prayed|baptis\w*"),
        sentence_with(r"(?:isn't|is not|not|no longer) (?:really )?(?:my|a|human)(?: \w+)?|swapped|possessed|demon"
            r"|antichrist|changeling|impost[eo]rs?|hatches|replaced", r"daughter|son|baby|child|wife|husband|mother|mom"
            r"|dad|belly", r"knife|kill\w*|cut it|drown\w*|burn\w*|before (?:it|he|she)|must|told me|get rid|exorcis\w*"
            r"|bleach|driven out", unless=_SANE), r"if i don't (?:bleed|do it|die|cut) (?:\w+ ){0,3}they(?:'ll| will)"
            r"|they want a sacrifice|i have been told what(?:'s| is) (?:asked|to be done)",
    ), deniable=False),
    Sign("danger from a delusion", "psychosis", 3, any_of(
        sentence_with(r"(?:sleep\w*|slept|sit\w*|stand\w*|keep\w*|got|have|bought|hold\w*|carry\w*|with"
            r"|under) (?:\w+ ){0,4}(?:knife|knives|gun|rifle|bat|hammer|axe|machete|shotgun|crowbar)",
            r"(?:they|them|agents?|demons?|the men|shadows?|watchers?|impost[eo]rs?|people in the \w+) (?:\w+"
            r" ){0,2}(?:come|comes|coming|get|watching|follow\w*|poison\w*|know|sent|break|want|can't|are|will)"
            r"|ppl in the trees|when they come|voices?|for when|see them", unless=rf"{_SANE}|burglar\w*|bear|camp\w*"
            rf"|cook\w*|husband|stepdad|kids|bully|bullies|school|boss|he|she"),
        sentence_with(r"cut(?:ting)?|dig(?:ging)?|dug|pull(?:ing)?|carv\w*|take|get|scratch\w*|rip|yank|drill|pliers"
            r"|tweezers|knife|blade|bleach|burned", r"chips?|implant|tracker|transmitter|microphone|under my skin|wires"
            r"|worms|cannot copy|can't copy", r"skin|arm|neck|ear|tooth|teeth|my head|hand|leg|finger\w*|out|face"
            r"|brain", unless=rf"{_SANE}|splinter|potato|chocolate|wisdom|fish|poker|bed ?bugs|frame|photo"),
        sentence_with(r"nothing can (?:hurt|kill|touch)|can't (?:be hurt|die|be killed)|cannot die|protects me|immortal"
            r"|invincible|bulletproof|(?:i|you|we) can fly|he'll catch me|angels? will|wake up from (?:this|the)"
            r"|test (?:if|reality)|simulation|not real|chosen|either me or", r"traffic|roof|highway|balcony|window"
            r"|tracks|motorway|fire|river|jump\w*|eyes closed|knife|walk(?:ed|ing)? into|train|bridge|sacrifice"
            r"|show them|show you|edge|prove", unless=rf"{_SANE}|airline|drone|theory|ticket|book|bungee|skydiv\w*"
            rf"|major|school"),
    ), deniable=False),
    Sign("persecuted or replaced", "psychosis", 2, any_of(
        sentence_with(_THEY, _PLOT, _ODD, unless=rf"{_SANE}|airtag|he knows where i live|boss|my dad|stepdad|passport"
            rf"|scratch|laptop|dollars|repair|tv really loud|double|date|footsteps|kids|fingerprint"),
        r"being (?:followed|watched|tracked|monitored|poisoned|recorded|hunted|targeted|drugged|controlled"
            r"|listened to)(?= (?:by (?:a|the|my neighbou?rs?|agents|someone|people|them|something|men)|through|every"
            r"|since|wherever|and)|[.,!]|$)(?!.*\b(?:boss|manager|work|teacher|ex|dog|instagram|cctv|movie)\b)"
            r"|(?:gives?|giving|gave|sends?|getting|get|receiv\w*) (?:me )?(?:orders|instructions|commands) (?:through"
            r"|from|in my|to|at night)(?!.*\b(?:boss|manager|doctor|work|ikea|teacher)\b)|(?:moon|sun|stars|trees"
            r"|mirror|crows|cat|dog|dead \w+|late \w+)(?: \w+){0,9} (?:gives?|gave) me (?:orders|instructions)"
            r"|truman show|or (?:everyone|everybody|they|my (?:family|mom|kids)|people) (?:will|'ll"
            r"|is going to) (?:all )?die",
        sentence_with(r"they|someone|neighbou?rs?|landlord", r"(?:spray\w*|pump\w*|spread|put|sends?|sending) (?:\w+"
            r" ){0,4}(?:in|into|on|under|through) (?:my|the) (?:\w+ )?(?:room|food|bed|water|clothes|vents|pipes|walls"
            r"|drain|floor|milk|flat)", r"to (?:make|get|kill|watch|hear|control) me|sick|spiders|poison\w*|gas|rays"
            r"|signals|powder|chemicals|insects", unless=rf"{STORY}|exterminat\w*|pest|bed ?bugs|paint"),
        sentence_with(r"cia|fbi|mi5|nsa|government|agents?|secret (?:service|police)|illuminati|aliens?|strangers"
            r"|everyone|people (?:in|on) the (?:street|bus|train)|neighbou?rs?", r"(?:following|watching|spying on"
            r"|tracking|listening to|after|poisoning|recording|filming|reading|controlling|testing|experimenting on)"
            r" (?:on )?(?:me|us|my (?:mind|thoughts|brain|food))|follow me|read my (?:mind|thoughts)", unless=
            rf"{_SANE}|new haircut|tray|looking at me when|ex"),
        r"(?:cameras?|microphones?|bugs) (?:hidden )?(?:in|behind|inside) (?:my|the) (?:walls?|vents?|ceiling"
            r"|smoke (?:alarm|detector)|mirrors?|shower|lamps?|light)(?!.*\bairbnb\b)|(?:chips?|microchip\w*|implant\w*"
            r"|transmitters?|trackers?|nanobots?|microphones?|camera|radio|receiver|wires?|bugs?|insects|worms"
            r"|spiders) (?:\w+ ){0,3}(?:in|inside|into|under|behind) my (?:\w+ )?(?:teeth|tooth|arm|brain|neck|head"
            r"|skin|ears?|hand|fillings?|skull|eyes?|body|blood|spine|leg|veins)(?!.*\b(?:contracepti\w*|cochlear|loop"
            r"|mosquito|headphones?|song)\b)|(?:numbers|messages?|signals?|voices?|instructions|radio) (?:\w+ )?(?:come"
            r"|coming|comes|through|in|from) (?:\w+ )?(?:my fillings|my teeth|the monitor|the vents?|the fridge"
            r"|the outlets?)",
        sentence_with(r"(?:been|was|were) swapped|swapped my|replaced (?:my|her|him|by|with)|someone replaced"
            r"|impost[eo]rs?|wrong man|wrong woman|(?:is not|isn't|not) (?:really )?my (?:real )?(?:husband|wife|mother"
            r"|mom|dad|son|daughter|parents|sister)|(?:somebody|someone) else's eyes|wears? (?:his|her) face",
            r"husband|wife|mother|mom|dad|parents|son|daughter|baby|family|she's looking|same voice", unless=
            rf"{_SANE}|biological|adopt\w*|legally|in law|step\w*|birth|syndrome at work|feel like an"),
        r"(?:i'm|i am) already dead(?! (?:tired|inside))|a corpse doesn't|my organs (?:are|have) (?:gone|rott\w*"
            r"|stopped)|gang ?stalk\w*|targeted individual|mind control\w*|thoughts? (?:\w+ ){0,3}(?:aren't mine"
            r"|not mine|inserted|being (?:read|taken|put))|(?:milk|food|water|tea) is (?:cursed|poisoned|drugged)"
            r"|in love with me(?=.*\b(?:slide|coded|code|hides it|secret signs?|signals|celebrity|songs?|tv|letter"
            r"|never met)\b)|they control (?:me|us)(?! (?:at work|with money))|(?:says|thinks|believes"
            r"|convinced) (?:that )?(?:he|she)(?:'s| is) (?:\w+ )?(?:the messiah|jesus|god|a prophet|the chosen one"
            r"|immortal)|(?:all|everyone|coworkers|family|friends)(?: \w+){0,3} (?:are|is) (?:all )?(?:actors|staged"
            r"|robots|in on it)|life is staged|(?:everyone|everybody|people)(?: (?:on|at|in|around|near) (?:\w+ ){1,3}"
            r"| )(?:is|are) (?:all )?(?:an? )?(?:agents?|spies|spy|robots?|clones?|demons)(?! of)",
        sentence_with(r"nail(?:ed|ing)|tap(?:ed|ing)|cover(?:ed|ing)|wrapp(?:ed|ing)|unplug\w*|board(?:ed|ing)|smash\w*"
            r"|dismantl\w*|took apart|threw|microwav\w*|burn(?:ed|t)|sealed|barricad\w*|poured|locked",
            r"windows?|vents?|cameras?|mirrors?|outlets?|sockets?|smoke (?:alarm|detector)s?|tv|router|phones?|clocks?"
            r"|foil|drains?|webcam|passport|photos|gap|milk", r"they (?:can't|cannot|can|watch|come|listen|see)|the men"
            r"|watching (?:me|us)|they listen|signals?|hear me|radiation|frequenc\w*|spy\w*|voices?|come at night"
            r"|copy my|cursed|poison\w*", unless=rf"{_SANE}|hurricane|draught|draft|sunlight|privacy|moving|toddler"
            rf"|husband smash\w*|temper"),
        r"(?:my (?:\w+ )?(?:son|daughter|brother|sister|mom|dad|husband|wife|roommate|friend|boyfriend|girlfriend"
            r"|uncle|partner|mother|father))(?:'s)? (?:\w+ ){0,2}(?:thinks?|believes?|is (?:convinced|sure)"
            r"|convinced|swears?|insists?|keeps saying) (?:\w+ ){0,6}(?:following (?:him|her)|poison\w*"
            r"|watching (?:him|her|us)|spying|cameras|chosen|jesus|microphones?|cia|fbi|replaced|bugged|a chip|demons?"
            r"|after (?:him|her)|radio is|prophet)(?!.*\b(?:laughing|salem)\b)",
    ), deniable=False),
    Sign("special mission", "psychosis", 2, any_of(
        r"i(?:'m| am| might be| think i might be| think i'm| must be|'ve been| was|'ve finally been)(?: \w+)? (?:a"
            r" prophet|(?:god|allah|the lord)'s (?:messenger|prophet|son|soldier|chosen)|the (?:messiah|chosen one"
            r"|second coming|last key|antichrist|reincarnation)|jesus|the son of god|immortal|telepathic"
            r"|chosen by (?:god|them|the)|sent by god|chosen to (?:save|correct|lead|stop|warn|bring"
            r"|end))(?!.*\b(?:game|team|captain|speech)\b)",
        sentence_with(r"god|the lord|angels?|archangel|aliens?|the universe|the signs|revealed to me|apostles?|divine"
            r"|everything(?:'s| is) connected|powers|the beings|holy spirit|the pattern|11:11s?|the voice|the code",
            r"my mission|special mission|mission is|chosen|chose me|save (?:the world|humanity|everyone|them all)"
            r"|leave (?:my|everything)|quit my|gave (?:away|my)|give (?:away|up) (?:my|everything)|sold my|last key"
            r"|secret messages?|speaks? to me directly|talks? to me directly|humanity|special powers?|barefoot"
            r"|walk(?:ed|ing)? (?:to|from|for)|shoes gone|prophet|i have powers|adding up|(?:told me|says i have"
            r"|wants me|tells me|commands me) to (?:leave|quit|sell|stop (?:eating|taking|sleeping)|walk|give|fast)"
            r"|money ends|can't see the pattern|don't need (?:sleep|it|my)", unless=rf"{_SANE}|job|jobs|charity"
            rf"|nonprofit|team|thank god|oh my god|godmother|scholarship|mission (?:trip|impossible)|text him|role"
            rf"|lucky"),
        sentence_with(r"i (?:\w+ )?(?:can|control|caused?|stopped|heal\w*|cracked|solved|decod\w*|discovered"
            r"|worked it out|figured out)", r"the weather|storms?|earthquakes?|traffic lights|the war|people's (?:minds"
            r"|thoughts)|with my (?:mind|hands|thoughts)|theory of everything|the pattern|hidden code"
            r"|secret of the universe|free energy|the simulation", unless=rf"{_SANE}|homework|puzzle|sudoku|escape room"
            rf"|crochet"),
        sentence_with(r"gave (?:away )?(?:\w+ ){0,3}(?:savings|money|everything i)|sold (?:the|my) (?:car|house"
            r"|everything)|put the house on|emptied (?:my|the|our)|maxed|resigned|quit my (?:job|studies)"
            r"|companies registered|spent (?:all )?(?:my|our|the|\d)", r"money ends|revealed|god|coded|in her songs"
            r"|don't need sleep|haven't (?:slept|needed to sleep)|my fillings|apostle|universe|my mission"
            r"|never been (?:this|so) happy|genius|unstoppable|elon|nobel|the pattern|numbers come|buzzing"
            r"|never felt (?:so|this|better)|pianos?", unless=rf"{_SANE}|vacation|wedding|charity|divorce\w*"),
    ), deniable=False),
    Sign("days without sleep, or mania", "psychosis", 2, any_of(
        sentence_with(rf"(?:don't|doesn't|no longer|haven't|havent|hasn't|not|barely|hardly|without|no"
            rf"|didn't) (?:\w+ ){{0,2}}(?:sleep|slept|tired|sleeping)|slept (?:\w+ ){{0,2}}(?:{NUMBER}|an) (?:hours?"
            rf"|hrs|h)|(?:{NUMBER}) (?:hours?|hrs) (?:of )?sleep|awake (?:for|since)|sleep is for",
            r"energy|never felt (?:so|this|better|more)|ideas|genius|unstoppable|buzzing|electric|on fire|businesses?"
            r"|companies|quit my job|maxed|savings|brilliant|invincible|amazing|feel (?:great|alive|incredible)|glow\w*"
            r"|painted|too slow|everything makes sense|visions?|chosen|don't need it|best (?:weekend|week)|happiest"
            r"|love everyone|colou?rs|all \d+ contacts|manic|speeding|pianos?|wonderful", unless=
            rf"{_SANE}|newborn|baby|colic|finals|thesis|night shift|like a stone|in bed by|grief|tired but"),
        sentence_with(r"(?:haven't|havent|hasn't|not|without|no|didn't) (?:\w+ ){0,2}(?:sleep|slept|been to bed)"
            r"|awake|been up", rf"(?:for|since|in|over) (?:\w+ )?(?:{MANY} (?:days|nights)|{DAY}|last \w+day)"
            rf"|(?:{MANY}) (?:days|nights)(?: straight| in a row| now| without)?", unless=
            rf"{_SANE}|newborn|baby|colic|teeth\w*|twins|sober|bed bugs|exam|clean|eat\w*|broke up|with (?:her|him)"
            rf"|cramming|at (?:my|his|her) (?:place|house)"),
        r"(?:don't|no longer) need (?:to )?sleep|haven't needed (?:to )?sleep|sleep is for people|(?:manic"
            r"|hypomani\w*)(?=.*\b(?:i'm|i am|my|again|episode|feel\w*|getting|might|back|she|he"
            r"|maybe)\b)(?!.*\b(?:pixie|monday|cleaning|laugh\w*)\b)",
        sentence_with(r"stopped|quit|flushed|threw (?:away|out)|came off|not taking|haven't taken|spitting out"
            r"|done with|refus\w*|tossed|hid|hiding", r"meds|medication|my (?:pills|tablets)|antipsychotics?|lithium"
            r"|olanzapine|risperidone|quetiapine|seroquel|abilify|zyprexa|clozapine|haldol|depot|injections?|depakote",
            r"voices?|hear\w*|poison\w*|cured|chosen|they (?:put|control|want|use)|see clear|clearly now|god|mission"
            r"|whisper\w*|mind control|never felt|powers?|messages|watched|followed|colou?rs|truth|control\w* me"
            r"|real me|demons?|special|don't need it", unless=rf"{_SANE}|taper\w*|pharmacy|refill|antibiotics?"),
    ), deniable=False),
    Sign("hearing or seeing things", "psychosis", 1, any_of(
        sentence_with(r"(?:hear\w*|heard) (?:\w+ ){0,3}(?:voices?|whisper\w*|murmur\w*|my name|people talking|(?:a"
            r"|the) (?:man|woman|child|girl) (?:talk\w*|whisper\w*|cry\w*|speak\w*|call\w*)|things|them|someone)|(?:the"
            r"|my|these|a|one|two|three) (?:voices?|murmur\w*|whispers?|whispering)|whispers?|whispering"
            r"|it isn't voices", r"nobody(?:'s| is| was| else| there)|no ?one(?:'s| is| was| else| there)|makes me hear"
            r"|without|hear(?:ing)? (?:voices|whispers)|isn't there|aren't there|alone|comments?|about me|in my head"
            r"|(?:is|are|come|came|coming) back|louder|another room|all day|at once|argu\w*|narrat\w*|(?:from"
            r"|in) (?:the|my) (?:vents?|walls?|static|fan|shower|monitor)|through the (?:vents?|walls?)"
            r"|keeps? (?:telling|saying|talking)|others can't|told me|say my name|at night|won't stop|is in the room"
            r"|lately|again|always", unless=rf"{_SANE}|neighbou?rs|little voice|voice (?:message|note|mail|actor|lesson"
            rf"|memo|breaks|cracks)|downstairs|your voice|his voice|her voice|voice like|supermarket|phone call|inner"
            rf"|my own voice|concert|gossip\w*|deep voices|father treated|opinion|footsteps|(?:not|don't|never|didn't"
            rf"|doesn't) (?:\w+ )?hear\w*"),
        sentence_with(r"see|seeing|saw|sees|look|looks|sits|sitting|stands|standing|there's|there is|sleep|shadows?"
            r"|i know they", r"(?:things|people|someone|figures?|shadows?) (?:\w+ ){0,4}(?:no ?one|nobody|aren't there"
            r"|isn't there|not there|others (?:can't|don't))|(?:isn't|isnt|aren't|not) (?:really )?(?:real"
            r"|there) i think|no ?one else (?:can )?sees?|nobody else (?:can )?sees?|shadow (?:people|figures?|man)"
            r"|shadows? (?:moving|with|w) ?(?:faces)?|man in my (?:wardrobe|closet|wall)|faces (?:\w+ )?(?:go|going"
            r"|melt\w*|wrong|chang\w*)|(?:they|he|she) (?:arent|aren't|isn't) there|(?:he|she) (?:passed|died) in"
            r"|go wrong when|ppl in the trees|people in the trees", r"i|my|me", unless=
            rf"{_SANE}|photo\w*|clouds|toast|painting|birdwatch\w*|withdraw\w*|drinking|echo"),
        r"send\w* me (?:\w+ )?(?:signals|messages|codes) (?:through|in|via|with) (?:the|my) (?!mail|post|group|chat|app"
            r"|phone)|(?:dead|late) \w+ (?:\w+ )?(?:talks?|speaks?) to me|(?:people|man|woman|voices?|two"
            r"|someone) (?:\w+ ){0,3}commenting on me|(?:talks?|speaks?) to me from (?:it|the|his|her)|(?:i'm|i am"
            r"|started|been|keep|might be|am i|he's|she's) (?:\w+ )?hallucinat\w*(?!.*\b(?:chatbots?|ai|gpt|model"
            r"|laughing)\b)|(?:walls?|carpet|wallpaper|ceiling) (?:is |are |keeps? )?(?:breath\w*|whisper\w*|melting"
            r"|talking to me)|shadow people",
        sentence_with(r"tv|television|radio|news(?:reader|caster)?|news lady|anchor|songs?|spotify|license plates"
            r"|billboards?|traffic lights|numbers|newspaper|weather (?:man|woman|girl)|presenter|youtube|crows|pigeons?"
            r"|clocks?|words|letters|slides?|ledgers?|professor|people in the|cough\w*|you're sending|emails?|11:11s?",
            r"(?:talk|speak)\w* (?:directly )?(?:to|about) me|(?:secret |hidden )?messages? (?:for|to|meant|about"
            r"|in) (?:me|between)|send\w* me (?:secret |hidden )?(?:messages?|signals?|signs)|meant for me"
            r"|are (?:all )?about (?:me|my life)|said my name|says my name|just for me|only (?:for|to) me|warn\w* me"
            r"|agrees with me|looked (?:right|straight|directly) at me|report to|adding up to|in between the words"
            r"|being read before|trying to tell me (?:something|things)|answers? to my thoughts|messages in (?:them|it)"
            r"|like a code|in a special way", unless=rf"{_EVERYDAY}|laughing|movie|film|games?|episode|recipe|breakup"
            rf"|heartbreak|relatable|morse|wifi|coupon|cover letter|text him|love letter|weatherman knew|job"
            rf"|on the phone|wants? to talk"),
        sentence_with(r"nothing|everything|people|the world|none of (?:this|it)|my (?:hands|face|body|family|reflection"
            r"|life|wife|mom|house|room)|reality|life|this|simulation|mirror", r"(?:feels?|seems?|looks?|isn't|don't"
            r"|doesn't|aren't) (?:\w+ ){0,2}(?:real|unreal|fake|a dream|a set|plastic|staged|a hologram|like mine"
            r"|a stranger's)(?= anymore| lately| to me| and| like|[.,]|$)|are (?:all )?(?:actors|robots|npcs|cardboard)"
            r"|behind glass|outside my (?:own )?body|watching myself from|reflection (?:\w+ ){0,3}(?:mov\w*|smil\w*"
            r"|isn't|blink\w*|late)|like actors|movie set", unless=rf"{_SANE}|leather|excited|vacation|wedding"
            rf"|promotion|grief|funeral|designer|landing|physicists|dorm|deja vu|nails|fur|tree|plants?|too good|happy"
            rf"|boots|proposed|said yes|news|photo|colou?r|beat"),
        r"(?:see|seeing|saw|sees|there's|there is) (?:a|the|this|some) (?:\w+ )?(?:man|woman|figure|girl|child|shadow"
            r"|face|person)s? (?:\w+ ){0,3}(?:in my (?:room|wardrobe|closet|house|mirror)|by my bed|at the (?:foot"
            r"|end) of my bed|in the corner|at my window)(?!.*\b(?:movie|game|cleaner|plumber|dream\w*)\b)|(?:don't"
            r"|doesn't|didn't) feel real|(?:am i|i'm not|if i'm|whether i'm) (?:even )?(?:real|dreaming or"
            r"|actually dead|still alive or)(?! (?:estate|good|quick))|dereali[sz]\w*|depersonali[sz]\w*"
            r"|(?:watching myself|floating) (?:from|outside|above)|test to know if (?:you're|ur) in a simulation"
            r"|(?:getting|becoming|being|so|feel\w*|really) paranoi[ad]\w*(?= (?:again|that|about people|lately|and i"
            r"|everyone))|(?:i'm|i am|am i|getting|becoming|might be|going) (?:\w+ )?(?:psychotic|schizophrenic"
            r"|delusional)(?!.*\blaughing\b)|psychosis (?:is |might be )?(?:back|again|coming)|losing (?:touch with"
            r" reality|my grip on reality)|having a psychotic|(?:another|new|my) (?:psychosis|psychotic (?:episode"
            r"|break))(?= (?:is|coming|again|starting))",
        near(r"convinced (?:that )?(?:my|the|everyone)", r"impost\w*|actors|robots|replaced|in on it|watching me"
            r"|poison\w*|laugh\w* at me"), r"(?:they|people|roommates?|strangers) (?:\w+ )?(?:hear|read|know) (?:what"
            r" i'm thinking|my thoughts|my mind)(?!.*\blaughing\b)|they laugh right when|have a name for me",
    ), deniable=False, fiction=True),
)  # fmt: skip
