"""What people write in a medical emergency, their own or somebody's, and of drink and drugs."""

from empathy.chat.clauses import any_of
from empathy.chat.guard.fragments import CHILD, KIN, NUMBER, PETS, STORY, near, sentence_with
from empathy.chat.guard.sign import Sign

_PERSON = (
    rf"(?:i|i'm|i've|he|she|they|we|he's|she's|hes|shes|someone|somebody|{KIN}|{CHILD}|friend|mate|roommate|flatmate"
    rf"|neighbou?r|coworker|colleague|student|stranger|customer|man|woman|guy|girl|boy|lady|person|gran|nana|grandad"
    rf"|granddad|him|her|my|his)(?:'s)?"
)
_PILLS = (
    r"(?:pills?|tablets?|medication|meds|capsules?|tylenol|paracetamol|acetaminophen|ibuprofen|advil|aspirin|xanax"
    r"|valium|benzos?|ambien|zopiclone|insulin|oxy\w*|percocets?|codeine|tramadol|antidepressants?|zoloft|sertraline"
    r"|prozac|lithium|antihistamines?|benadryl|gummies|edibles?|painkillers?|methadone|cough syrup|co-?codamol|adderall"
    r"|ritalin|klonopin|gabapentin|pregabalin|metformin|warfarin|blood thinners?|morphine|diazepam|lorazepam"
    r"|sleeping (?:pills|tablets))"
)
_DRUG = (
    r"(?:heroin|fent\w*|meth|crystal meth|cocaine|coke|ketamine|k-?hole|molly|mdma|ecstasy|lsd|ghb|oxy\w*|percs?"
    r"|percocets?|xanax|xans?|xannies|benzos?|valium|klonopin|opioids?|opiates?|morphine|dope|tranq|codeine|adderall"
    r"|tramadol|nitrous|kratom|pregabalin|ambien|zopiclone|methadone|crack)"
)
_DRINK = (
    r"(?:alcohol|wine|beers?|vodka|whiske?y|gin|rum|tequila|drinks?|drinking|drank|drunk|booze|liquor|cider|shots"
    r"|bourbon|scotch|brandy|prosecco|hammered|wasted|pints?)"
)
_WELL = (
    rf"{STORY}|{PETS}|years? ago|last year|as a kid|when i was (?:a|\d)\w*|went well|on shift|night shift|paramedic"
    rf"|nurse|crying|cried|sobbing|push ?ups|leg day|bench press|heartbr\w*|heartburn|in love|crush|concert"
    rf"|when she said yes|when he proposed|bill|curry|stage|sauna|giggled|fine now|universe|figurative\w*|metaphor\w*"
    rf"|bills|debt|emails"
)

MEDICAL = (
    Sign("not breathing or unconscious", "medical_emergency", 4, any_of(
        sentence_with(_PERSON, r"(?:isn't|isnt|not|stopped|barely|hardly|wasn't) breathing|unconscious|unresponsive"
            r"|out cold|collapsed|blue lips|lips (?:\w+ )?(?:blue|grey|gray|purple)|(?:turn\w*|gone|going"
            r"|went) (?:\w+ )?(?:blue|grey|gray|purple|limp|floppy)|no pulse|gurgl\w*|foaming|froth\w*"
            r"|breathes? (?:\w+ ){0,3}(?:once|every)|(?:breathing|breaths?) (?:\w+ ){0,2}(?:shallow|slow\w*|weird|funny"
            r"|strange|stopping|irregular|rattl\w*|far apart)|snor\w* (?:weird|strange|funny)\w*|(?:can't|cannot"
            r"|couldn't) (?:\w+ )?wake (?:him|her|them|my \w+|up (?:him|her))|(?:won't|isn't|not|doesn't) (?:\w+"
            r" )?(?:wak(?:e|ing)(?: up)?|respond(?:ing)?(?: to (?:me|us|anything|my voice))?)(?=$|[.,!?]| and| when"
            r"| properly| at all)|electrocuted|overdosing|pulled (?:him|her|them) (?:out of|from) the (?:water|pool"
            r"|lake|river|bath)", unless=rf"{_WELL}|alarm|snooze|couch|sofa|teenager|coffee|text\w*|calls?|calling"
            rf"|emails?|message\w*|paint\w*|lipstick|hair dye|jumper|penalty|milk|latte|exercises?|meditat\w*|printer"
            rf"|app|website|curtains|sky|tired|dress|shirt|lungs? test|screen|building|bridge|tent|shelf|roof|marriage"
            rf"|before \d"),
        sentence_with(_PERSON, r"chok(?:ing|ed|es)|drowning|passed out", r"blue|can't (?:breathe|talk|speak|wake)"
            r"|cant (?:talk|breathe)|help|food|grape|meat|swallowed|pool|water|river|won't|wont|isn't|not|drunk"
            r"|vomit\w*|hit|head|blood|again|floor|needle|pills?", unless=rf"{_WELL}|couch|sofa|back tears|up|smell"
            rf"|words|bills|instead of|laughing|penalty|saved my|yesterday"), r"(?:keeps?|kept) (?:passing out|fainting"
            r"|blacking out|collapsing)|blue lips|looks dead(?=.*\b(?:breath\w*|wake|mate|friend|pills?|batch)\b)"
            r"|put (?:her|him) to bed on (?:her|his) back",
    ), deniable=False),
    Sign("cannot breathe, or an allergy", "medical_emergency", 4, any_of(
        sentence_with(r"(?:can only|can barely) say|(?:can't|cant|can barely|can hardly|struggling to|unable to|hard to"
            r"|fighting to|trouble|difficulty|gasping|not able to|hurts to) (?:\w+ )?(?:breathe?|breathing"
            r"|get (?:enough |any |a )?(?:air|breath)|catch (?:my|his|her) breath|swallow\w*|swalow)|woke up gasping"
            r"|\w+ words at a time|short(?:ness)? of breath|asthma attack|wheez\w*|inhaler(?:'s)? (?:\w+ )?(?:isn't|not"
            r"|doesn't|empty|ran out|won't|does nothing|is out)|throat (?:is |feels like it's |keeps )?(?:clos\w*"
            r"|swell\w*|swollen shut)", _PERSON + r"|chest|throat|help|inhaler(?:'s)?", unless=
            rf"{_WELL}|say in (?:a|the)|hard to say|in this (?:house|relationship|marriage|family|town|job|outfit"
            rf"|dress)|without (?:him|her|you)|laugh\w*|so cute|so funny|jeans|stuffy|stuffed|blocked|hay ?fever"
            rf"|humid\w*|pride|panic attack (?:again|like usual)|he'll send|i already sent|pill\b.*\bswallow|mask"),
        sentence_with(r"throat|tongue|airway|lips?|face|mouth|hives", r"clos\w*|swell\w*|swollen|tight\w*|thick\w*|huge"
            r"|puff\w*|getting fat|balloon\w*|blow\w* up|itch\w*|hives|all over", r"ate|eat\w*|eating|nuts?|peanuts?"
            r"|stung|bee|wasp|hornet|allerg\w*|breath\w*|breathe|shrimp|shellfish|penicillin|swallow\w*|swalow|epi-?pen"
            r"|minutes|fast|help|spreading|everywhere|new (?:medication|pill|antibiotic)", unless=
            rf"{_WELL}|pollen|dentist|filler|hay ?fever|sunburn|spicy|makeup"), r"anaphyla\w*(?!.*\b(?:training"
            r"|course)\b)|(?:need|used|where is|no|don't have|without|find|jabbed) (?:\w+ ){0,2}epi-?pen",
    ), deniable=False),
    Sign("chest pain", "medical_emergency", 4, any_of(
        sentence_with(r"(?:pains?|ache|aching|pressure|tight\w*|crush\w*|heav\w*|squeez\w*|burning|stabb\w*|elephant"
            r"|weight|band) (?:\w+ ){0,4}(?:chest|breastbone|left arm|jaw)|(?:chest|breastbone|left arm"
            r"|jaw) (?:\w+ ){0,3}(?:pains?|hurts?|hurting|aches?|aching|pressure|tight\w*|crush\w*|heav\w*|squeez\w*"
            r"|stabb\w*|numb|tingl\w*|weird)|clutching (?:his|her|my) (?:chest|arm)|elephant (?:\w+ ){0,3}(?:on me"
            r"|on my chest)", r"arm|jaw|sweat\w*|clammy|breath\w*|left|nause\w*|dizzy|neck|shoulder|minutes|hours?"
            r"|worse|suddenly|squeez\w*|crush\w*|won't|since|all (?:day|night|morning)|dad|husband|he|she|his|her|mom"
            r"|vomit\w*|pale|radiat\w*|sharp|pressure|right now|now|numb|cocaine|coke|bad|spread\w*|down|symptoms?"
            r"|should i|ambulance|walk\w*|stairs|my chest hurts|chest pain$", unless=rf"{_WELL}|gave (?:me|him|her) a"
            rf" heart|almost|nearly|drawers?|cough\w*|gym|bench|workout|exam|presentation|anxi\w*|grief|miss (?:him"
            rf"|her)|lonel\w*|guilt\w*|vaccine|flu (?:jab|shot)|slept on|tennis|dentist|tooth|treasure|binder|tattoo"
            rf"|lakers|team|game"),
        r"(?:i'm|i am|he's|he is|she's|she is|dad is|mom is) having a heart attack(?!.*\b(?:bill|price|laughing)\b)"
            r"|heart (?:\w+ )?(?:won't slow down|going \d{3}|at \d{3}|\d{3} ?bpm)",
    ), deniable=False),
    Sign("stroke signs", "medical_emergency", 4, any_of(
        sentence_with(r"(?:face|mouth|smile|eyelid|lip|cheek|one side|left side|right side|half of (?:his|her"
            r"|my) face)(?:'s| is| are| has| was| looks?| went| seems?)? (?:\w+ ){0,2}(?:droop\w*|sag\w*|crooked"
            r"|lopsided|numb|slack|hangs?|hanging|paraly\w*|weak|limp|drop(?:s|ped|ping))|speech (?:\w+ )?(?:funny"
            r"|slurr\w*|weird|gone|wrong|garbled)|slurr\w* (?:her|his|my|words|speech)|(?:words?|sentences|talk\w*"
            r"|speak\w*) (?:\w+ ){0,3}(?:slurr\w*|jumbled|gibberish|nonsense|garbled|mush|don't make sense"
            r"|make no sense|makes no sense|come out wrong)|can't (?:speak|talk) (?:properly|right|clearly)|(?:speaks?"
            r"|talks?|talking) like (?:he's |she's )?drunk|(?:arm|leg|hand) (?:\w+ ){0,2}(?:went|gone|suddenly|is"
            r"|just) (?:\w+ )?(?:numb|limp|dead|weak)|dropping the (?:spoon|cup|fork)|keeps dropping",
            r"he|she|his|her|i|my|mom|dad|nan\S*|gran\S*|wife\S*|husband\S*", r"suddenly|since|side|just|arm|face"
            r"|speech|breakfast|morning|woke|today|minutes|hour|help|confus\w*|headache|migraine|vision|can't|now|funny"
            r"|went|half|like drunk", unless=rf"{_WELL}|dentist|botox|mask|novocaine|filling|toddler|autocorrect|typing"
            rf"|got drunk|so drunk|beers?|drinks?|karaoke|fell asleep on|on my arm|politician|accent|german|french"
            rf"|spanish|slept on|cold|bike|long (?:drive|ride)|bench|emotion\w*|empty|feel nothing|carpal|hug\w*|chain"
            rf"|ear|screen"),
        r"(?:face|mouth|smile|eyelid|lip)(?:'s)? (?:is |was |has |looks )?(?:droop\w*|sagg\w*|lopsided)"
            r"|sudden\w* (?:blind\w*|loss of (?:sight|vision|speech))|worst headache (?:of|i've|ever)"
            r"|thunderclap headache|headache (?:\w+ ){0,4}(?:like (?:thunder\w*|an explo\w*|lightning)|out of nowhere)"
            r"|(?:sudden|exploding|explosive) headache|(?:can't|suddenly can't) (?:see out of|(?:lift|move"
            r"|raise) (?:one|my|his|her) (?:left |right |one )?(?:arms?|legs?|side|half)|feel (?:my|his"
            r"|her) (?:left side|right side|face|legs|left arm|right arm))(?!.*\b(?:workout|gym|cold)\b)|lost (?:my "
            r"|the )?(?:vision|sight) in|(?:think (?:it's|he's|she's|i'm) (?:having )?|having |just had |might be "
            r"|could be )a (?:mini ?-?)?stroke(?! of| trying)(?!.*\b(?:ago|last year|laughing|reading|price"
            r"|panicking)\b)",
        sentence_with(r"(?:doesn't|doesnt|didn't|can't|couldn't|don't) (?:know|recogni[sz]e|remember) (?:\w+"
            r" ){0,2}(?:where (?:he|she|i|they)|what (?:day|year|happened)|(?:his|her|my) (?:own )?name|who|breakfast"
            r"|what i had)|confused|not making sense|same question", r"suddenly|fell|hit (?:his|her|my)|head|fever|hour"
            r"|insulin|sugar|slur\w*|uti|seizure|vomit\w*|threw up|concussion|blood thinners?|not sweating|hot and",
            r"he|she|i|grandma|grandpa|gran\w*|mom|dad|husband|wife|nan|my|him|her", unless=
            rf"{_WELL}|dementia|alzheimer\w*|reunion|homework|menu|instructions"),
    ), deniable=False),
    Sign("seizure", "medical_emergency", 4, any_of(
        sentence_with(_PERSON, r"(?:has|have|having|had|in|started|another|first|a) (?:\w+ )?seizures?|seizing"
            r"|convuls\w*|(?:has|having|in) a fit|jerking|shak\w* (?:uncontroll\w*|violently|all over)"
            r"|eyes (?:\w+ )?roll\w* back", unless=rf"{_WELL}|controlled|free|medication for|shoes?|tantrum|because"
            rf"|dress|opportunit\w*|at me|laughing fit|mom had a fit|customs|fashion|cold"),
    ), deniable=False),
    Sign("heavy bleeding", "medical_emergency", 4, any_of(
        sentence_with(r"(?:blood|bleed\w*|bled) (?:[\w']+ ){0,4}(?:stop\w*|everywhere|all over the (?:floor|bathroom"
            r"|bed|sheets|place)|a lot|heav(?:y|ily)|badly|through|spurt\w*|gush\w*|pour\w*|soak\w*|so much|too much"
            r"|clots|hours|cup|dizzy|like a|out of|fast)|(?:stop|spurt\w*|gush\w*|pour\w*|so much|too much|lots of"
            r"|a lot of|losing|lost|pool of|puddle of|cough\w*(?: up)?|vomit\w*(?: up)?|throw\w* up|threw up|pee\w*"
            r"|puk\w*) (?:\w+ ){0,3}(?:blood|bleeding)|bleeding (?:\w+ )?(?:won't|doesn't|isn't|not)"
            r"|coughing and there", unless=rf"{_WELL}|tests?|pressure|sugar|oranges?|donat\w*|drawn|moon|types?"
            rf"|relatives?|fake|steak|team|tattoo|cracked|bloodbath|hearts?|period|brakes|floss\w*|brush\w*|want him"
            rf"|revenge|make (?:him|her|them)|history|horror|paper ?cut|meat|love|thicker|playing|train today"
            rf"|travell?ing|myself|my (?:thigh|wrist|thighs|wrists)"),
        near(r"bleeding", r"won't stop|doesn't stop|can't stop it|isn't stopping", 30),
            r"(?:cut|sliced?|sawed?|chopped|severed) (?:\w+ ){0,3}(?:off )?(?:his|her|my|the|through) (?:\w+"
            r" )?(?:finger|thumb|hand|toe|artery|tendon) (?:off|to the bone|clean off|almost off|with (?:the|a) (?:saw"
            r"|chainsaw))|(?:black|tarry) stools?|soak\w* (?:through )?(?:a |the |two |\d+ )?(?:\w+ )?pads? (?:every|an"
            r"|per|in)|bleeding through (?:a |my )?pad",
    ), deniable=False),
    Sign("overdose or poison", "medical_emergency", 4, any_of(
        sentence_with(r"took|taken|swallowed|taking|given|gave|downed|popped|stuck|takes",
            r"too (?:many|much)|double|twice|extra|all (?:of )?(?:my|his|her|the|them)|the (?:whole|rest|entire|lot)"
            r"|a whole|a bunch of|handfuls?|an? entire|\d\d|by (?:mistake|accident)|accident\w*|wrong|all the new"
            r"|'?em all", rf"{_PILLS}", unless=rf"{_WELL}|photos?|pictures|long time|vitamin c|good girl|as prescribed"
            rf"|chemist|boxes|every morning|last antibiotic|course of|deep breath|allowed|max|how many|can i take"
            rf"|supposed to|\d\d years|years|dose of reality|mg of|prescribed"),
        r"(?:^|(?:i|he|she|friend|accidental\w*|by accident|think i|think (?:he|she)|might have|may have"
            r"|just) (?:\w+ )?)overdos(?:e|ed|ing)(?=$|[.!?,]| (?:on|of) (?:\w+ )?(?:pills?|paracetamol|tylenol|heroin"
            r"|fent\w*|medication|insulin|my)| and| last night| again| now| \w+ (?:hour|minutes?)| today| tonight"
            r"| this)(?!.*\b(?:years ago|documentary|laughing)\b)|i took all of them(?=[.!]*$)|took an overdose"
            r"|took the (?:whole )?(?:box|packet)(?=[.!]*$)|stuck (?:two|three|2|3) on",
        sentence_with(r"drank|drunk|swallow\w*|ate|eaten|ingest\w*|lick\w*|chew\w*|got into|sip\w*|gulp\w*|inhal\w*"
            r"|mixed", r"bleach|cleaner|cleaning (?:stuff|fluid|product)|detergent|antifreeze|pesticide|weed ?killer"
            r"|rat (?:poison|bait)|laundry pods?|dishwasher (?:tabs?|tablets?)|(?:button )?batter(?:y|ies)|magnets?"
            r"|drain|lighter fluid|gasoline|petrol|nail polish remover|hand sanitizer|wild mushrooms?"
            r"|mushrooms? (?:from|we|i) (?:the|found|picked)|oleander|foxglove|essential oils?|lamp oil|white spirit"
            r"|turpentine|paint thinner|(?:grandma|grandpa|nan|granny|mom|dad)'?s (?:pills|tablets|medication|heart"
            r"|meds)|vape (?:juice|liquid)|under the sink|ammonia|fumes", unless=rf"{_WELL}|risotto|soup|pizza|tastes"
            rf" of|out of the box|took it out"),
        sentence_with(r"carbon monoxide|co (?:alarm|detector)|gas leak|smell\w* (?:of |like )?gas|leaking gas|generator"
            r"|charcoal (?:grill|bbq)|bbq|barbecue|camp stove", r"headaches?|dizzy|sleepy|drowsy|going off|went off"
            r"|nause\w*|indoors|inside|in the (?:garage|house|tent|living room|basement|bedroom|van)|hiss\w*|faint"
            r"|confus\w*|to keep warm", unless=rf"{_WELL}|battery|install\w*|buy|bought|fire brigade already|lunch"
            rf"|burgers?|sausages?"), r"bitten by (?:a |an )?(?:\w+ )?(?:snake|bat|rattlesnake|adder|viper|black widow)"
            r"|(?:snake|rattlesnake|adder|viper|copperhead) (?:just )?bit (?:me|him|her|my)",
    ), deniable=False),
    Sign("head injury or accident", "medical_emergency", 4, any_of(
        sentence_with(r"(?:hit|hits|bang\w*|smack\w*|bump\w*|crack\w*|landed on|knock\w*|fell on|whack\w*) (?:his|her"
            r"|my|their|the) (?:\w+ )?(?:head|skull|forehead)|(?:fell|fall|falls|tumbl\w*|flew|thrown) (?:\w+"
            r" ){0,3}(?:off|from|down|out of|over) (?:\w+ ){0,2}(?:ladder|roof|stairs|balcony|bike|horse|tree|bunk"
            r"|window|changing table|scooter|bed|handlebars|scaffold\w*)|concuss\w*|head injury|knocked (?:out"
            r"|unconscious)|car crash|since (?:he|she|i) fell", r"vomit\w*|throw\w* up|threw up|puk\w*|dizzy|sleepy"
            r"|drows\w*|confus\w*|blur\w*|double vision|black\w* out|passed out|remember|fluid|pupils?|slur\w*"
            r"|unconscious|wobbl\w*|same question\w*|won't wake|can't (?:move|feel|walk|stand)|numb|blood thinners?"
            r"|warfarin|limp|seiz\w*|not making sense|repeat\w*|staring|nap|know where|worse", unless=
            rf"{_WELL}|dignity|jokes|embarrass\w*|scraped|asleep"),
        r"(?:threw up|vomited|puked|been sick) (?:\w+ )?(?:twice|times|since)(?=.*\b(?:fell|fall|hit|bump|head|bike"
            r"|since)\b)|bones? (?:\w+ )?(?:sticking|poking) out|(?:leg|arm|ankle|wrist) (?:\w+ )?(?:bent|pointing"
            r"|twisted) (?:\w+ )?(?:wrong|backwards)|(?:boiling|scalding) (?:water|oil|coffee|tea|soup) (?:\w+"
            r" ){0,4}(?:on|over|down) (?:my|his|her|the|him|himself|herself)|(?:i|he|she|we)(?:'ve|'s)? (?:just"
            r" )?(?:got|been|was) (?:just )?(?:shot|stabbed|run over)(?= (?:in|and|by|help|just)|[.!]"
            r"|$)(?!.*\b(?:years ago|game|feels?|news|before)\b)|we(?:'ve| have)? just crashed",
    ), deniable=False),
    Sign("baby or pregnancy in danger", "medical_emergency", 4, any_of(
        sentence_with(r"baby|newborn|infant|preemie|\w+[- ](?:week|month|day)s?[- ]old|(?:he's|she's|he is"
            r"|she is) \d (?:weeks|months|days)|toddler|(?:\d|two|three)[- ]year[- ]old",
            r"(?:gone|went|going|turn\w*|is|lips|looks) (?:\w+ )?(?:blue|limp|floppy|grey|gray|purple)|limp|floppy"
            r"|letharg\w*|grunt\w*|not breathing|unresponsive|fever|burning up|(?:3[89]|4[0-2])(?:\.\d)?(?: degrees"
            r"| fever|c\b)|10[1-6](?:\.\d)?|(?:won't|not|isn't|hasn't|refus\w*|barely|doesn't) (?:\w+ )?(?:wak\w*"
            r"|feed\w*|fed|drink\w*|nurs\w*|pee\w*|respond\w*|latch\w*)|no wet|dry (?:diapers?|nappy|nappies)"
            r"|went stiff|rash (?:that )?(?:won't|doesn't)|sunken|choking|swallowed|sucking in|rolled off|fell off"
            r"|hard to wake|green vomit|soft spot|bluish|gasping|breathing fast|seiz\w*", unless=
            rf"{_WELL}|blue (?:eyes|onesie|blanket|room)|yellow fever|cabin fever|paint\w*|bieber|nursery wall|carrots"
            rf"|hot day|somebody else's|orange|pride"),
        sentence_with(r"pregnan\w*|\d+ weeks?|weeks along|trimester|gave birth|after (?:the )?birth|postpartum"
            r"|c-section|miscarr\w*|positive test|midwife", r"bleed\w*|blood(?! (?:test|type|pressure))|(?:no|less|not"
            r"|isn't|hasn't|stopped|haven't felt) (?:\w+ ){0,4}(?:mov\w*|kick\w*)|waters? broke|(?:worst|bad|severe"
            r"|terrible|blinding|awful|pounding) (?:\w+ )?headache|head is pounding|see(?:ing)? (?:spots|stars|lights"
            r"|sparkles?)|swollen face|face is swollen|severe|sharp pain|shoulder hurts|clots|contractions|fainted"
            r"|passed out|fell down", unless=rf"{_WELL}|textbook|false alarm|baby name|clean|sober|marathon"),
            r"haven't felt (?:the baby|any (?:kicks|movement)|(?:him|her|it) (?:kick|move))|(?:baby|bump) (?:hasn't"
            r"|has not|stopped) (?:moved|moving|kicked|kicking)",
    ), deniable=False),
    Sign("insulin, blood sugar, or a vital medicine missed", "medical_emergency", 3, any_of(
        sentence_with(r"insulin|diabet\w*|type (?:1|one)|t1d?|dexcom|libre|glucose|(?:blood )?sugars?|ketones?",
            r"ran out|run out|running low|can't afford|ration\w*|stopp?\w*|skip\w*|not tak\w*|don't take"
            r"|haven't (?:taken|had|injected)|no more|halv\w*|stretch\w*|last (?:vial|pen)|too much|double\w*|miss\w*"
            r"|left (?:it )?at|forgot|done with|refus\w*|wrong|\d{3}|[123]\d(?:\.\d)?|says (?:hi|lo)|ketones?"
            r"|won't come (?:up|down)|dropp\w*|crash\w*|low", r"insulin|ketones?|shak\w*|confus\w*|unconscious|fruity"
            r"|vomit\w*|throw\w* up|threw up|throwing up|passed out|sweat\w*|hypo|slur\w*|won't come|\d{3}", unless=
            rf"{_WELL}|resistance|a1c|in range|happy with|added|sugar free|cookies|weight|essay"),
        near(r"diabetic|diabetes|type 1", r"sweating|nonsense|confus\w*|shak\w*|unconscious|won't drink|doesn't answer"
            r"|passed out|vomit\w*|throwing up", 60), r"(?:diabetic )?ketoacid\w*|dka|(?:ran out|out of|stopped|without"
            r"|ration\w*|missed) (?:\w+ ){0,4}(?:heart (?:medication|pills|tablets)|blood thinners?"
            r"|seizure (?:medication|pills)|epilepsy (?:medication|tablets|pills)|prednisone|hydrocortisone"
            r"|anti-?rejection|dialysis|warfarin|keppra|methadone)(?!.*\b(?:doctor (?:said|told)|finished)\b)|(?:don't"
            r"|not|stopped|haven't) (?:\w+ )?(?:take|taking|taken|took) (?:\w+ )?heart (?:tablets|pills|medication)",
    ), deniable=False),
    Sign("infection, heat, or pain that cannot wait", "medical_emergency", 3, any_of(
        sentence_with(r"fever|temp\w* of|shiver\w*|chills|rash|infected|burning up", r"stiff neck|neck (?:is |so"
            r" )?(?:stiff|hurts)|confus\w*|(?:doesn't|won't|not) (?:fade|blanch|disappear)|light hurts|purple|delirious"
            r"|can't (?:wake|stand)|red (?:lines?|streaks?)|chemo\w*|mottled|blotch\w*", unless=_WELL),
            r"red (?:lines?|streaks?) (?:\w+ )?(?:going|running|up|creep\w*|spread\w*|travel\w*)"
            r"|mening\w*(?=.*\b(?:rash|neck|fever|could|think|symptoms?)\b)|appendi\w*(?=.*\b(?:burst|right side|pain"
            r"|could|think|vomit\w*)\b)|(?:lower right|right side|right lower)(?=.*\b(?:vomit\w*|fever|worse|stand"
            r"|worst|threw|throw\w*|can't|suddenly|passed out)\b)|worst pain (?:of my|i've|in my)|testicles? (?:\w+"
            r" ){0,3}(?:pain|hurts?|swollen|twisted|agony)|severe (?:abdominal|stomach|belly|chest) pain|(?:can't"
            r"|haven't|hasn't|unable to) (?:pee\w*|urinat\w*)(?=.*\b(?:hours?|since|numb|pain|legs?|swollen|feel)\b)"
            r"|can't feel my legs|numb (?:\w+ ){0,3}(?:groin|saddle|between my legs)",
        sentence_with(r"calf|one leg|left leg|right leg", r"swollen|hot|red|clot|dvt", r"flight|breath\w*|chest|pill"
            r"|surgery|warm|tender|clot|hurts", unless=rf"{_WELL}|mosquito|gym|bee|sunburn|workout"),
        sentence_with(r"heat ?stroke|(?:stopped|not|no longer|isn't) sweating|(?:stopped|no longer|isn't) shivering"
            r"|hypotherm\w*|(?:in|out in|under) the (?:\w+ )?(?:sun|heat)|locked in (?:the|a) (?:hot )?car|boiling hot",
            r"confus\w*|dizzy|stumbl\w*|not making sense|throwing up|vomit\w*|collaps\w*|passed out|nonsense|slurr\w*"
            r"|numb|baby|toddler|delirious|faint\w*|cold water|mdma|molly|pills?", unless=
            rf"{_WELL}|sunscreen|ice cream|wine"), r"(?:on the pill|birth control)(?=.*\b(?:migraine|leg"
            r"|chest)\b)(?=.*\b(?:half|numb|swollen|new kind|vision)\b)",
    ), deniable=False),
)  # fmt: skip
_NOT_USE = (
    rf"{STORY}|{PETS}|caffeine|coffee|social media|phone|tiktok|netflix|gaming|instagram|cash|atm|bank|nicotine|vap(?:e"
    rf"|ing)|years sober|celebrat\w*|breaking bad|zero|prescribed by|surgery|dentist|years ago|two years|volunteer\w*"
    rf"|addicted to this|tickets?|screen|in the box|crack (?:an?|the|on|in)|quit my"
)
_ASKED = (
    rf"can i|is it (?:ok|okay|safe|fine|bad)|should i|pharmacist|leaflet|don't|no alcohol|doctor said|label|i can have"
    rf"|max|never|not|{PETS}"
)

SUBSTANCES = (
    Sign("withdrawal", "substances", 3, any_of(
        sentence_with(rf"withdraw(?:al|ing|als)?|detox\w*|cold turkey|(?:stopp?\w*|quit\w*|without|no|ran out of"
            rf"|haven't had|off) (?:\w+ ){{0,2}}(?:{_DRINK}|{_DRUG}|xanax|benzos|a drink|my methadone)|(?:days?"
            rf"|hours?) (?:sober|without a)|the shakes|need(?:ed)? a drink|(?:till|until) (?:i drink|the (?:first"
            rf"|second) (?:beer|drink|glass))|first drink|going without|out of drink", r"shak\w*|sweat\w*|tremors?"
            r"|trembl\w*|seiz\w*|hallucinat\w*|see\w* (?:things|bugs|spiders|people|insects)|insects|hear\w* (?:things"
            r"|voices)|heart (?:\w+ )?(?:rac\w*|pound\w*)|vomit\w*|throw\w* up|delirium|legs kick\w*|jumpy"
            r"|need(?:ed)? a drink|first drink in|dealer", unless=rf"{_NOT_USE}|laxatives?|eat\w*|interview|anger|rage"
            rf"|nervous|hug|(?:the|so) cold"),
    ), deniable=False),
    Sign("relapse or strong drugs", "substances", 3, any_of(
        near(r"shak\w*|tremors?", r"sweating through|insects|seeing (?:things|bugs)|see (?:things|bugs|spiders)", 60),
            r"(?:xanax|oxys?|percs?|adderall|valium|tramadol|pills) from (?:a|some|my) (?:guy|dealer|friend|dude"
            r"|neighbou?r|mate)",
        sentence_with(r"relaps\w*|clean|used again|back on|tolerance|old dealer|same (?:dose|amount)|laced|narcan"
            r"|naloxone|alone|bad batch|batch was bad|nodding|test strips|in my car|needle|by myself|dealer",
            r"fent\w*|heroin|opiates?|opioids?|oxy\w*|percs?|dope|meth|shot up|shoot\w* up|xylazine|tranq|narcan"
            r"|naloxone|k-?hole|methadone|the batch|speedball\w*|wake up", unless=rf"{_NOT_USE}|library|class|clean"
            rf" (?:the|my|house)|knit\w*|sewing|vinyl|quit and|getting help|clean (?:\w+ ){0,4}(?:years|decades)"),
    ), deniable=False),
    Sign("mixing", "substances", 3, any_of(
        sentence_with(near(rf"(?:{_PILLS}|{_DRUG}|sleeping tablets)", rf"(?:bottle|glass) of (?:red|white)|(?:with|and"
            rf"|on|plus|after|washed down|then|mix\w*) (?:\w+ ){{0,3}}{_DRINK}|{_DRINK} (?:and|with|plus|then)",
            40), unless=_ASKED),
        sentence_with(rf"(?:drank|drunk|{_DRINK}) (?:\w+ ){{0,3}}(?:and|then) (?:\w+ ){{0,2}}(?:took|taking|swallowed"
            rf"|popped) (?:\w+ ){{0,3}}{_PILLS}", unless=_ASKED),
        sentence_with(near(rf"{_DRUG}|zoloft|sertraline|antidepressants?", rf"(?:and|with|plus|on top of|then|mix\w*"
            rf"|to (?:get up|come down)) (?:\w+ ){{0,4}}(?:{_DRUG})", 30), unless=_ASKED),
    ), deniable=False),
    Sign("drunk driving", "substances", 3, any_of(
        sentence_with(rf"drunk|wasted|hammered|tipsy|buzzed|stoned|(?:{NUMBER}|bunch of|too many|too much|half a bottle"
            rf"|a bottle) (?:\w+ )?(?:{_DRINK})|been drinking|had a few|nearly blacked out|can't keep my eyes",
            r"(?:drive|drove|driving|driven) (?:home|back|us|them|the kids|to|my|there|anyway|after)|(?:i|i'm|and|just"
            r"|to|still|then|should|can|about to|was|am) (?:\w+ )?(?:drive|drove|driving)|behind the wheel|at the wheel"
            r"|my keys|drive home|driving home|going to drive|drunk driving", unless=rf"{_NOT_USE}|uber|taxi|cab|lyft"
            rf"|bus|designated|never drive|won't drive|me (?:crazy|nuts|mad)|hit by|driving range|golf|other driver"
            rf"|took the"),
    ), deniable=False),
    Sign("using drugs", "substances", 2, any_of(
        sentence_with(r"(?:using|use|uses|shoot\w*|shot|snort\w*|smok\w*|inject\w*|doing|on|high|bump|lines?|hooked"
            r"|addicted|buying|bought|popp\w*|crush\w*|took|taking|need|huff\w*|sniff\w*|days on) (?:\w+"
            r" ){0,4}(?:heroin|fent\w*|meth|crystal|crack|coke|cocaine|ketamine|ket|k-?holes?|ghb|oxys?|oxycontin"
            r"|percs?|xanax|xans|xannies|benzos?|opiates?|dope|tranq|nitrous|whippets|molly|mdma|morphine|tramadol|glue"
            r"|paint thinner|adderall|the pipe|before (?:work|every shift))|\d lines (?:before|at)|pills (?:from"
            r"|off) (?:a|the|snap\w*|telegram)|shooting up", r"i|i'm|i've|my|me|he|she|boyfriend|girlfriend|friend|son"
            r"|daughter|dad|mom|brother|been|work|days", unless=rf"{_NOT_USE}|diet|crystal clear|glue (?:gun|the)"
            rf"|craft\w*|wood|doctor|for my adhd|them to|quit|suboxone|hospital"),
        r"(?:using|getting high|shoot\w* up|nodd\w* off|do my gear) (?:\w+ ){0,3}(?:alone|by myself|on my own|in my car"
            r"|in the (?:bathroom|toilet|van))|(?:track|needle) marks?|huffing (?:again|paint|gas|glue|in)|k-?holes?"
            r"|been on the pipe|adderall to get up",
    ), deniable=False),
    Sign("worrying drinking or pills", "substances", 2, any_of(
        sentence_with(r"drink|drinking|drank|vodka|wine|whiske?y|beers?|bottles?|gin|booze|alcohol|liquor|rum|weed"
            r"|xanax|painkillers?|codeine|benzos?", r"every (?:single )?(?:day|night|morning|evening)|before (?:work"
            r"|school|class|noon|breakfast|lunch)|(?:in the|some) mornings?|to (?:sleep|cope|forget|numb|function"
            r"|get through|feel (?:nothing|normal)|stop (?:the|my))|until (?:i (?:pass|black|fall|can't|drop)"
            r"|the evening)|when i wake|in my (?:thermos|water bottle|desk|locker|bag)|can't (?:stop|quit|go a day|cope"
            r"|get through)|hid\w* (?:\w+ ){0,3}(?:from|bottles?|vodka|it)|secretly|woke up (?:on|in|with)"
            r"|off the wagon|a day|haven't been sober|most nights|alone (?:every|at|again)|seems hard to stop",
            r"i|i'm|i've|my|me|dad|mom|husband|wife|son|daughter|he|she", unless=rf"{_NOT_USE}|water|milk|smoothie"
            rf"|kombucha|vitamins?|vacation|holiday|beach|cheap date|glass of red|silk|protein|hangover|birthday"
            rf"|gave up|cooking|poetry|antibiotic\w*|wedding|tea|iced|bar|never drink again|man loves"),
        sentence_with(r"relaps\w+|blackouts?|black(?:ed|ing) out|alcoholic|addict|addicted",
            r"drink\w*|drank|drunk|wine|vodka|bottle|pills?|xanax|coke|drugs|i'm|i am|again|he|she|dad|mom|husband",
            r"i'm an|i am an|think i'm|i'm addicted|again|every|last night|can't remember|relaps\w*|stop", unless=
            rf"{_NOT_USE}|curtains|poetry|power|storm|instagram|song|cut\w*|blood|way of"),
        r"(?:buying|bought|borrow\w*|steal\w*|stole|taking|take|took) (?:\w+ ){0,4}(?:my (?:mom|dad|brother|sister"
            r"|roommate|grandma|gran|friend|son|wife|husband)'s|off (?:snap\w*|the street|a (?:guy|friend)|telegram)"
            r"|more than (?:prescribed|i should))(?: \w+)? (?:pills?|xanax|adderall|oxy\w*|painkillers?|medication"
            r"|tramadol|codeine|valium|ritalin)|taking more (?:\w+ )?than (?:prescribed|i should|i'm supposed)",
    ), deniable=False),
)  # fmt: skip

SIGNS: tuple[Sign, ...] = (*MEDICAL, *SUBSTANCES)
