"""Wordings of lost reality: voices, persecution, missions, nights without sleep."""

from empathy.chat.clauses import any_of
from empathy.chat.guard.sign import Sign
from empathy.chat.guard.wording import MANY, NUMBER, near

_THEM = (
    r"(?:they|them|someone|somebody|people|the (?:government|cia|fbi|nsa|police|feds|agency|agents?|neighbou?rs?"
    r"|men|mafia|illuminati|aliens?|algorithm|company|landlord|family upstairs|hospital|church)|everyone"
    r"|neighbou?rs?|my (?:neighbou?rs?|coworkers|colleagues|boss|wife|husband|mother|mom|family|roommates?"
    r"|landlord)|(?:a|the) (?:\w+ )?(?:van|car|drone|man in)|he|she)"
)
_ORDERS = (
    r"(?:tell|tells|telling|told|order\w*|command\w*|want|wants|say|says|said|saying|insist\w*|demand\w*|whisper\w*"
    r"|ask\w*|instruct\w*|shout\w*|scream\w*|make|makes|need|needs|push\w*|urg\w*)"
)
_VOICE = (
    r"(?:voices?|he|she|it|they|god|jesus|satan|allah|the (?:lord|devil|demons?|angels?|entity|spirits?|shadow"
    r"|other one|man|woman|radio|tv|whispers?|dog|walls?|signal|thing|one)|demons?|angels?|whispers?|the ones?)"
)
_KIN_NAME = (
    r"(?:my (?:\w+ )?(?:son|daughter|brother|sister|mom|dad|husband|wife|roommate|friend|boyfriend|girlfriend"
    r"|cousin|uncle|flatmate|partner|kid|mother|father))"
)

SIGNS: tuple[Sign, ...] = (
    Sign("commanding voices", "psychosis", 3, any_of(
        rf"{_VOICE}(?:'s| is| are| keeps?| has| have)? (?:\w+ ){{0,4}}{_ORDERS} (?:me )?(?:\w+ ){{0,3}}(?:to "
        rf"|i (?:must|should|have to|need to|will|deserve to) |i'd better )(?:\w+ ){{0,2}}(?:kill|hurt|cut|jump"
        rf"|stab|burn|die|crash|end (?:it|my|him|her)|harm|attack|punish|strangle|drown|sacrifice|walk into"
        rf"|step (?:off|into|in front)|swerve|drink the|swallow|push|cleanse|destroy|get rid of|choke)(?! (?:dinner"
        rf"|the rug|to conclusions))(?<!him die)",
        r"(?:voices?|whispers?|in my head)(?=[^.!?]*\b(?:kill|hurt (?:him|her|them|myself|my|people|someone)|stab"
        r"|jump|knife|die|burn it|do it|harm|obey|end it|end her|end him|drown)\b)(?![^.!?]*\b(?:song|novel|book"
        r"|show)\b)",
        r"(?:god|jesus|the (?:lord|devil|angels?)|satan|allah) (?:\w+ ){0,3}(?:sacrifice|kill|burn|cleanse|drown"
        r"|blood|sword|offer (?:my|him|her)|give (?:him|her|my) back)(?![^.!?]*\b(?:abraham|isaac|bible (?:study"
        r"|class)|sermon|easter|cross|sunday)\b)",
    ), deniable=False),
    Sign("armed against a delusion", "psychosis", 3, any_of(
        near(r"(?:sleep|sleeping|slept|sit|sitting|stand\w*|keep|keeping|got|have|bought|hold\w*|carry\w*"
        r"|with) (?:\w+ ){0,3}(?:a|the|my|two|kitchen|dad's)? ?(?:\w+ )?(?:knife|knives|gun|rifle|bat|hammer|axe"
        r"|machete|crossbow|shotgun|crowbar)",
        r"(?:they|them|agents?|demons?|neighbou?rs?|government|those people|it) (?:\w+ )?(?:come|comes?|coming|get"
        r"|are watching|follow\w*|poison\w*|upstairs|know|sent|send|try|tries|break|replaced|watching|want)"
        r"|imposters?|impostors?|not (?:really )?(?:my|him|her)|whoever is|for when they", 80),
        r"(?:stop|kill|get|fight|hurt|destroy|warn|attack|confront|finish|end) (?:them|him|her|it"
        r"|the \w+) before (?:they|he|she|it)(?! (?:gets? cold|clos\w+|starts?|expires?|melts?))(?=[^.!?]*)",
        near(r"(?:cut|dig|pull|carve|take|get|scratch|rip|burn|yank|drill|need|out) (?:\w+ )?(?:it|this|the"
        r"|them) (?:\w+ )?(?:out|chip|implant|tracker|transmitter|bugs?|wires?|thing)",
        r"chip|implant|tracker|transmitter|tooth|teeth|under my skin|my (?:arm|neck|head|skull|ear|hand|leg)|bugs"
        r"|wires|pliers|knife|blade|razor|tweezers", 60) + r"(?![^.!?]*\b(?:splinter|glass|sliver|wisdom|dentist)\b)",
        r"(?:he|she|my (?:\w+ )?(?:baby|son|daughter|mom|mother|husband|wife|dad|brother|sister|child))(?:'s| is"
        r"| isn't| was| has been)? (?:\w+ )?(?:possessed|a demon|the devil|the antichrist|evil now|been replaced"
        r"|replaced|an? impost[eo]r|a clone|a copy|a robot|not human|not really (?:my|him|her)|an alien|satan"
        r"|a changeling)(?! (?:at|on the|behind the|when (?:he|she) (?:plays|hungry)|in the (?:kitchen"
        r"|mornings?)))(?![^.!?]*\b(?:laughing|terrible twos|toddler phase|costume|halloween|cute)\b)",
        r"(?:walk\w*|step\w*|ran|run|drive|drove|jump\w*|fly|lie|lay|stand|stood) (?:\w+ ){0,3}(?:into|through|off"
        r"|in front of|on|with|in) (?:\w+ )?(?:traffic|the (?:roof|road|highway|balcony|window|tracks|motorway"
        r"|freeway|fire|river|sea)|my eyes closed|red lights?)(?=[^.!?]*\b(?:nothing can|can't (?:hurt|die|touch)"
        r"|protect\w*|prove|test|real|simulation|god|immortal|invincible|wake up|fly|chosen|angels?|save|power\w*"
        r"|safe|signs?)\b)",
        r"(?:i (?:can|could|know i can|will) fly|i(?:'m| am) (?:immortal|invincible|bulletproof|unkillable)"
        r"|(?:nothing|bullets|cars|fire|no one|death) (?:can't|can|cannot) (?:hurt|kill|touch) me"
        r"|i can't (?:be killed|die))(?![^.!?]*\b(?:game|minecraft|plane|ticket|airline|laughing|home for|drone)\b)",
    ), deniable=False),
    Sign("persecuted", "psychosis", 2, any_of(
        rf"{_THEM}(?:'s|'re|'ve| is| are| have| has| keep| keeps| been)? (?:\w+ ){{0,3}}(?:spying|monitoring"
        rf"|tracking|bugging|bugged|wiretap\w*|poison\w*|after me|out to get me|plotting|conspir\w+"
        rf"|reading my (?:mind|thoughts)|broadcast\w*|beaming|gang ?stalk\w*|erasing|controlling my (?:mind"
        rf"|thoughts|body)|cloned?|set (?:me|this) up|sent (?:by|to)|listening (?:through|in|to me|to us)"
        rf"|hack\w* my (?:brain|mind|dreams|thoughts|body)|watching me (?:through|from|in)|recording (?:me"
        rf"|everything|us)|in on it|testing me|experimenting on me|putting (?:thoughts|things|something|stuff"
        rf"|poison|chemicals|drugs) in)(?! (?:about|for) (?:ads|marketing))(?![^.!?]*\b(?:parcel|package|laughing"
        rf"|ivy|ads|adverts|surprise|baby monitor|calories|cookies)\b)",
        r"(?:chips?|microchip\w*|implant\w*|transmitters?|trackers?|nanobots?|device|radio"
        r"|camera) (?:\w+ ){0,3}(?:in|inside|into|under) my (?:\w+ )?(?:teeth|tooth|arm|brain|neck|head|skin|ear"
        r"|hand|fillings?|skull|eye|body|blood|spine|molar|leg|food)(?! (?:surgery"
        r"|appointment))(?![^.!?]*\b(?:contracepti\w+|birth control|cochlear|dental|dentist|loop|surgery|potato"
        r"|chocolate|nexplanon)\b)",
        r"(?:microphones?|mics?|cameras?|bugs?|wires?|listening devices?) (?:\w+ ){0,2}(?:in|behind|inside"
        r"|through) (?:the|my|our|every) (?:\w+ )?(?:walls?|vents?|smoke (?:alarm|detector)|mirrors?|tv|lamps?"
        r"|light ?bulbs?|shower|ceiling|sockets?|plugs?|fan|fridge|apartment|pillow)(?![^.!?]*\b(?:airbnb"
        r"|landlord installed|ring|baby monitor|exterminator|stalker|ex)\b)",
        r"(?:tap(?:ed|ing)|cover(?:ed|ing)|wrapp(?:ed|ing)|unplug\w*|block(?:ed|ing)|boarded|foil\w*|smash\w*"
        r"|ripp(?:ed|ing)|dismantl\w+|took apart|taking apart|threw (?:out|away)|destroy\w*|microwav\w+|buried"
        r"|foil over) (?:\w+ ){0,4}(?:windows?|vents?|cameras?|mirrors?|outlets?|sockets?|smoke (?:alarm"
        r"|detector)s?|walls?|tv|router|phones?|microwave|clocks?|everything|foil|drains?|lens|webcam"
        r"|sim)(?=[^.!?]*\b(?:they|them|so (?:they|he|it)|watch\w*|listen\w*|signals?|hear|see me|foil|radiation"
        r"|frequenc\w*|rays|spy\w*|track\w*|in case|voices?|eyes)\b)(?![^.!?]*\b(?:paint\w*|hurricane|draft"
        r"|sunlight|heat|storm|moving|baby|turkey|leftovers|christmas|shiva|privacy)\b)",
        r"(?:same|white|black|unmarked|silver|red|grey|gray) (?:\w+ )?(?:car|van|suv|truck|man|guy|plates?|people"
        r"|helicopters?|drone)(?=[^.!?]*\b(?:every (?:day|night|time|where)|everywhere|follow\w*|keeps?|again"
        r"|outside|watch\w*|circl\w*|signal\w*|because of me|three times|knows?)\b)(?![^.!?]*\b(?:uber|parking"
        r"|delivery|ice cream|neighbou?r got)\b)",
        r"(?:stopped|can't|won't|don't|quit|afraid to|scared to|refus\w+ to|not) (?:\w+ )?(?:eat\w*|drink\w*"
        r"|sleep\w*|us\w*|trust\w*|cook\w*|shower\w*|leave|leaving|go\w*|take|taking)(?: \w+){0,5} (?:because|since"
        r"|cuz|or|so) (?:\w+ )?(?:they|it's|someone|the \w+|people|he|she)(?:'ve|'re| is| are| have| has| put| puts"
        r"|'s| can| will|'ll)? (?:\w+ ){0,3}(?:poison\w*|drugg\w*|listen\w*|watch\w*|track\w*|spik\w*|tamper\w*"
        r"|put something|chemicals|hear (?:my|me think)|get me|signals?|control\w*|know\w* where)",
        r"(?:poison\w*|tamper\w*|drugg\w*|spik\w*|put(?:ting|s)? something|chemicals|toxins?"
        r"|gas\w*) (?:\w+ )?(?:in |into |with |through )?(?:my|the|our) (?:\w+ )?(?:food|water|coffee|tea|milk|tap"
        r"|vents?|air|medication|soup|shampoo|rice|toothpaste|pipes|flat|room)(?=[^.!?]*)(?![^.!?]*\b(?:flint"
        r"|fluoride debate|company|factory|report|news|laughing)\b)(?<!i )",
        r"(?:read|reads|reading|hear|hears|hearing|steal\w*|stole\w*|broadcast\w*|insert\w*|access|control\w*|know"
        r"|knows|took|taking|leak\w*|remov\w*) (?:all )?my (?:thoughts|mind|dreams)(?! (?:completely|exactly"
        r"|so well|laughing))(?![^.!?]*\b(?:laughing|we're so|best friend|twins?)\b)",
        r"thoughts (?:\w+ )?(?:aren't|are not|not|don't feel like|don't belong|being|are being|put|that aren't"
        r"|from (?:someone|outside)) ?(?:\w+ )?(?:mine|my own|put|inserted|broadcast|stolen|in(?:to)? my head|to me)",
        r"gang ?stalk\w*|targeted individual|mind control\w*|thought (?:insertion|broadcasting)",
        rf"{_KIN_NAME}(?:'s)? (?:\w+ ){{0,2}}(?:thinks?|believes?|says?|is (?:convinced|sure)|convinced|swears?"
        rf"|insists?|keeps saying) (?:\w+ ){{0,5}}(?:follow\w*|poison\w*|watch\w*|spying|cameras?|chosen|jesus|god"
        rf"|microphones?|cia|fbi|government|replaced|messages|bugged|chip|demons?|after (?:him|her)"
        rf"|talks? to (?:him|her)|radio|the tv|aliens?|prophet)(?! (?:too much|the tv too))",
        r"(?:can't|don't|not) trust (?:the|my) (?:food|water|pharmacist|pills|medication|tap|neighbou?rs|mirror"
        r"|doctors?)(?=[^.!?]*\b(?:they|poison\w*|something|swap\w*|real|replac\w*|know)\b)",
    ), deniable=True),
    Sign("special mission", "psychosis", 2, any_of(
        r"i(?:'m| am|'ve been| was|'ve finally been| have been) (?:\w+ ){0,2}(?:chosen|the (?:messiah|prophet"
        r"|chosen one|second coming|one who|key|last one|only one who can|reincarnation|new)|jesus|christ|god\b"
        r"|the son of god|a prophet|a messenger|a god|sent (?:here|by)|selected)(?! (?:for (?:the|a) (?:team|job"
        r"|role|scholarship|play|squad|position|lead)|to (?:give|speak|present|lead|be (?:the )?(?:captain|best man"
        r"|maid|godmother))|hungry|awful|fearing))(?=[^.!?]*)",
        r"(?:god|jesus|the (?:universe|angels?|stars|lord|sun|moon)|angels?|aliens?|archangel \w+|spirits?"
        r"|the beings) (?:\w+ ){0,2}(?:chose|chosen|picked|sent|gave|talks? to|speaks? to|is (?:telling|speaking"
        r"|talking)|told|tells|appointed|needs|instructed|contacted|is sending) me(?=[^.!?]*\b(?:mission|chosen"
        r"|save|warn|stop|quit|leave|give (?:away|up)|sell|key|world|messages?|codes?|through|numbers|tv|radio|sign"
        r"|secret|plan|task|prophet|walk|barefoot|power\w*|directly|everyone|humanity|job"
        r"|fast)\b)(?![^.!?]*\b(?:church group|congregation|retreat|bible study|mission trip)\b)",
        r"(?:my|a|the|special|secret|divine|sacred|have a|god's) (?:special |secret |divine |sacred "
        r"|holy )?(?:mission|calling) (?:is|to|from|for|on earth|begins)(?=[^.!?]*\b(?:world|humanity|everyone"
        r"|people|god|chosen|stop|save|wake|war|sleep|earth|universe|tonight|president)\b)(?![^.!?]*\b(?:company"
        r"|nonprofit|charity|job|church|trip|game|rover)\b)",
        r"(?:special|secret|psychic|healing|super) ?powers(?=[^.!?]*\b(?:i|my|me|have|got"
        r"|can)\b)(?![^.!?]*\b(?:game|movie|marvel|comic|kid|laughing|character)\b)",
        r"i (?:\w+ )?(?:can|control|predict|caused?|made|stopped|healed?|know how to) (?:\w+ ){0,2}(?:the weather"
        r"|storms?|earthquakes?|the (?:traffic|lights|sun|stock market|war|future|rain|moon)|people's (?:minds"
        r"|thoughts)|time|people with my (?:mind|hands)|electricity)(?=[^.!?]*\b(?:mind|thoughts?|hands|power\w*"
        r"|think\w*|stare|god|because of me|chosen|just by|with my)\b)",
        r"(?:solved|cracked|decod\w+|discovered|figured out|found|unlock\w*|understand) (?:\w+ )?(?:the|a"
        r"|how) (?:\w+ )?(?:code|formula|pattern|universe|meaning of|secret of|matrix|theory of everything|cure"
        r"|equation|hidden|key to|numbers)(?=[^.!?]*\b(?:no ?one|nobody|world|everything|they|president|nasa|sleep"
        r"|slept|universe|humanity|god|einstein|nobel|call\w*|connected|save|government"
        r"|pages)\b)(?![^.!?]*\b(?:homework|crossword|puzzle|game|sudoku|escape room|recipe)\b)",
        r"everything(?:'s| is) connected(?=[^.!?]*\b(?:i|numbers?|signs?|see it|they|code|me)\b)",
    )),
    Sign("days without sleep", "psychosis", 2, any_of(
        near(rf"(?:don't|doesn't|do not|no longer|didn't|haven't|hasn't|not|barely|hardly|without"
        rf"|no) (?:\w+ )?(?:need (?:to |any )?sleep|need(?:ed)? sleep|slept|sleep|sleeping|tired)"
        rf"|slept (?:\w+ ){{0,2}}(?:{NUMBER}|an|one|1) hours?|(?:{NUMBER}) (?:hours?|hrs) (?:of )?sleep"
        rf"|awake (?:for|since)|up (?:for|since)|(?:{MANY}) (?:days|nights) (?:awake|up|straight|without)",
        r"energy|never felt (?:better|this|so|more)|(?:ideas|thoughts|brain|mind|words|head)(?:'s| is| are| keep"
        r"| won't)? (?:\w+ )?(?:racing|flying|pouring|coming|flow\w*|fast|flood\w*|rac\w+|sparkl\w*|stop)|genius"
        r"|unstoppable|buzzing|electric|on fire|business(?:es)?|projects?|quit my job|maxed|credit cards?|spent"
        r"|savings|bought|(?:talk|talking) (?:so |too )?fast|brilliant|invincible|god|amazing|alive|glow\w*"
        r"|clear(?:er|ly)?|painted|paint\w*|novel in|wrote|pages|everyone's too slow|everything makes sense"
        r"|visions?|chosen|don't need it|superhuman", 100) + r"(?![^.!?]*\b(?:newborn|baby|colic|exam|finals"
        r"|jet ?lag|deadline|thesis|shift)\b)",
        rf"(?:haven't|hasn't|not|n't) (?:\w+ )?(?:slept|sleep|been to sleep|been to bed)(?: \w+){{0,2}} (?:in|for"
        rf"|since) (?:\w+ )?(?:{MANY} (?:days|nights)|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
        rf"|last (?:week|monday|tuesday|wednesday|thursday|friday|saturday|sunday))(?![^.!?]*\b(?:newborn|baby"
        rf"|colic|teeth\w*|twins)\b)",
        rf"(?:awake|up|no sleep) (?:for )?(?:{MANY}) (?:days|nights)(?! (?:a week|till"
        rf"|until vacation))(?![^.!?]*\b(?:newborn|baby|colic)\b)",
        rf"(?:{MANY}) (?:days|nights) (?:\w+ )?(?:without|no|with no|of no) sleep(?![^.!?]*\b(?:newborn|baby)\b)",
        r"(?:don't|doesn't|no longer) need (?:to )?sleep(?:ing)?(?: anymore| any more)?",
        r"(?:maxed|spent|blew|emptied|drained|gave away|withdrew|sold) (?:\w+ ){0,4}(?:credit cards?|savings"
        r"|rent money|everything (?:i|we) own|\d+ ?k|\d+,?000|all (?:my|our) money|the car|my car"
        r"|the house)(?=[^.!?]*\b(?:sleep|slept|idea|genius|god|mission|universe|buzzing|worth it|doesn't matter"
        r"|money comes|invest\w*|unstoppable|sign|tonight|energy|never felt|horses?|boats?"
        r"|pianos?)\b)(?![^.!?]*\b(?:gambl\w*|rehab|wedding|roof)\b)",
        r"(?:manic|mania|hypomani\w*)(?=[^.!?]*\b(?:i'm|i am|my|again|episode|feel\w*|getting|might|back|think"
        r"|sleep|she|he)\b)(?![^.!?]*\b(?:pixie|monday|cleaning spree laughing|laugh\w*)\b)",
    ), deniable=False),
    Sign("medication dropped in psychosis", "psychosis", 2, any_of(
        near(r"(?:stopped|quit|flushed|threw (?:away|out)|off|don't need|not taking|haven't taken|spitting out"
        r"|hiding|done with|refus\w+|skipping|tossed|spit|came off|won't take) (?:\w+ ){0,3}(?:my |the |his "
        r"|her )?(?:medication|pills|tablets|antipsychotics?|lithium|olanzapine|risperidone|quetiapine|seroquel"
        r"|abilify|zyprexa|clozapine|haldol|injections?|invega|lamictal|depakote|latuda)",
        r"voices?|hear\w*|poison\w*|cured|chosen|they|clear(?:er|ly)?|god|mission|whisper\w*|mind control|energy"
        r"|never felt|alive|awake|messages|colou?rs|see (?:the )?(?:truth|everything)|control me|signals?|real me"
        r"|demon\w*|back|watching|numb\w* (?:my|the) (?:powers|gift)", 90) + r"(?![^.!?]*\b(?:doctor (?:said|told"
        r"|agreed)|taper\w*|pharmacy|refill)\b)",
    ), deniable=False),
    Sign("hearing or seeing things", "psychosis", 1, any_of(
        r"hear(?:ing|s|d)? (?:\w+ )?(?:voices?|whisper\w*|murmur\w*|someone (?:call|say|whisper)\w* (?:my name|me"
        r"|things)|my name (?:when|in|being|from|called|whisper\w*|at)|(?:a|the|this) (?:man|woman|girl|child"
        r"|old man|lady) (?:talk\w*|whisper\w*|cry\w*|laugh\w*|comment\w*|in my)|people (?:talk\w*|whisper\w*"
        r"|laugh\w*|discuss\w*) (?:about me|when|through|in the|behind|in my)|them (?:talk\w*|whisper\w*|laugh\w*)"
        r"|things (?:that|other|no ?one|nobody|others|when)|music (?:that|nobody|no one"
        r"|others))(?! (?:from (?:downstairs|the (?:party|kitchen|tv|street|hallway|baby))|downstairs|outside my"
        r"|in (?:the )?(?:choir|accents?)|of (?:the|my) (?:choir|kids|neighbou?rs)))(?![^.!?]*\b(?:choir|podcast"
        r"|audiobook|singing lesson|radio play|kids playing|karaoke|phone call|good things)\b)",
        r"(?:the |these |my |those |two |three |several |male |female )voices? (?:\w+ )?(?:in my head|in the|are|is"
        r"|keep|keeps|talk|say|says|said|comment\w*|argu\w+|narrat\w*|laugh\w*|got|get|came|come|started|won't"
        r"|whisper|shout|tell|told|back|call|call\w*|from|again|know|went|don't|stop)(?! (?:actor|acting|lesson"
        r"|of reason|recognition|notes?|mail|teacher|critic\b|cracks?|breaking|sounds? (?:nice"
        r"|great)))(?![^.!?]*\b(?:choir|actors?|acting|singing|podcast|siri|alexa|gps|assistant|inner critic"
        r"|dubb\w*|sat ?nav|audiobook)\b)",
        r"(?:see|seeing|saw|sees) (?:\w+ )?(?:things|people|shadows?|figures?|faces|bugs|spiders|a man|a woman"
        r"|someone|patterns|eyes|insects|demons?|shapes|a figure|her|him) (?:\w+ ){0,3}(?:that (?:aren't|isn't"
        r"|nobody|no one|others)|who (?:isn't|aren't)|nobody else|no one else|others (?:can't|don't)"
        r"|in the (?:corner|walls?|mirror|dark|ceiling|carpet|wallpaper)|crawl\w*|at the (?:foot|end) of my"
        r"|standing|mov\w*|everywhere|not there|watching)(?! (?:on the bus|ovation))(?![^.!?]*\b(?:movie|film|game"
        r"|birdwatch\w*|painting|clouds|dream(?:ed|t)?)\b)",
        r"(?:i'm|i am|been|started|start|keep|am i|might be|he's|she's|visual"
        r"|auditory) (?:\w+ )?hallucinat\w*(?![^.!?]*\b(?:chatbots?|ai|gpt|model|llm|laughing|essay|chatgpt"
        r"|pizza)\b)",
        r"shadow (?:people|figures?|man|person)|(?:walls?|carpet|floor|wallpaper|ceiling"
        r"|faces?) (?:\w+ )?(?:breath\w*|whisper\w*|talk\w* to me|melt\w*|watching me)(?![^.!?]*\b(?:thin"
        r"|neighbou?rs|damp)\b)",
        r"(?:tv|television|radio|news(?:reader| anchor)?|songs?|spotify|playlist|license plates?|number plates?"
        r"|billboards?|traffic lights?|numbers?|ads|adverts|crosswords?|newspaper|weather (?:man|woman|girl"
        r"|forecast)|anchor|presenter|youtube|streetlights?|birds|crows|clocks?|lyrics|barcodes?|headlines?|app"
        r"|phone)(?:'s| is| are| has| have)? (?:\w+ ){0,4}(?:talk\w* (?:directly )?(?:to|about) me"
        r"|speak\w* (?:directly )?(?:to|about) me|messages? (?:for|to|meant|about)|meant for me|about my life"
        r"|signals?|send\w* me|codes?|said my name|says my name|winks?|address\w* me|just for me|only for me"
        r"|warn\w* me|tell\w* me (?:things|what|to|that i)|for me to|instruct\w*|directed at me"
        r"|hidden)(?![^.!?]*\b(?:breakup|heartbreak|so relatable|therapy session|morse|ham radio|weak|wifi|bars"
        r"|laughing|weather|deals?|discount|bands?|cook\w*)\b)",
        r"(?:hidden|secret|coded|special) (?:messages?|codes?|signals?|signs?|meanings?)(?=[^.!?]*\b(?:me|my|only i"
        r"|in (?:the|my)|everywhere|for)\b)(?![^.!?]*\b(?:escape room|game|valentine|kids|treasure|puzzle|code red"
        r"|menu|taylor|swift|lyrics to fans|cipher|spy|class|santa)\b)",
        r"(?:nothing|everything|people|the world|none of (?:this|it)|i|my (?:hands|face|body|family|reflection|life"
        r"|wife|mom|house|room)|reality|life|this) (?:\w+ ){0,3}(?:feels?|seems?|looks?|is|isn't|don't|doesn't|am"
        r"|aren't|are|feel|look|might be) (?:\w+ ){0,3}(?:real|unreal|fake|a simulation|(?:in )?a dream|a set"
        r"|plastic|actors|robots|npcs|cardboard|staged|a hologram|not mine|like mine|a stranger's|dead already"
        r"|paper)(?! (?:estate|quick|easy|good|bad|time|deal|talk|life example|cheese|leather|fur|friends?|love|tan"
        r"|nails|lashes|news|diamonds?|plants?|smile|eyelashes|christmas tree))(?![^.!?]*\b(?:laughing|lottery"
        r"|so happy|excited|vacation|wedding|married|promotion|finally got|grief|game|diamond|handbag|designer|ai"
        r"|chatbot)\b)",
        r"dereali[sz]\w*|depersonali[sz]\w*|dissociat\w*(?=[^.!?]*\b(?:i|i'm|my|keep|hours|again)\b)|(?:outside"
        r"|out of|floating above|watching myself from|not in) (?:of )?my (?:own )?body(?! (?:lotion|type|armor"
        r"|weight))",
        r"(?:can't|don't know|not sure|can not|hard to|couldn't|unsure|no idea)(?: \w+){0,3} (?:what's|what is"
        r"|if (?:i'm|i am|this is|it's|it is|he's|any of this is|you're|she's|they're|anything is)|which is"
        r"|whether (?:i'm|this is|it's)) (?:\w+ )?(?:real|a dream|dreaming|alive|dead|exist\w*|imagin\w*|happening"
        r"|awake)(?! (?:estate|leather|deal|gold|fur|or a scam|or fake|love))(?![^.!?]*\b(?:spam|scam|designer"
        r"|email|ai|deepfake|photo|video|crush|fish)\b)",
        r"(?:paranoi[ad]\w*|psychosis|psychotic|schizo\w*|delusion\w*)(?=[^.!?]*\b(?:again|i'm|my|me|back|episode"
        r"|getting|might|think|scared|losing|worse|weed|she|he)\b)(?![^.!?]*\b(?:essay|class|laughing|exam|film"
        r"|movie|book|about my (?:boss|ex)|documentary|psychology)\b)",
        r"(?:reflection|mirror)(?=[^.!?]*\b(?:moved?|isn't me|not me|smil\w+|blink\w*|someone else|late|different"
        r"|mouth|stranger)\b)(?![^.!?]*\b(?:haircut|weight|dress|makeup|rear|wrinkles?|grey hair"
        r"|bathroom cabinet)\b)",
    )),
)  # fmt: skip
