"""Wordings of a medical emergency, the person's own or somebody's beside them."""

from empathy.chat.clauses import any_of
from empathy.chat.guard.sign import Sign
from empathy.chat.guard.wording import KIN, PILLS, near

_PERSON = (
    rf"(?:i|he|she|they|we|someone|somebody|(?:a|an|this|the|some|my|our|his|her) (?:[\w'-]+ ){{0,3}}?(?:man|woman"
    rf"|guy|girl|boy|lady|person|kid|child|baby|infant|toddler|customer|passenger|stranger|friend|roommate|flatmate"
    rf"|neighbou?r|coworker|colleague|student|teacher|boss|grandson|granddaughter|mate|coach|one|{KIN[3:-1]}"
    rf"|grandma|gran|nan|nana|grandpa|grandad)|\d+[- ](?:year|month|week|day)[- ]old|dad|mom|grandma|grandpa"
    rf"|granddad|baby|hubby)"
)

SIGNS: tuple[Sign, ...] = (
    Sign("not breathing or unconscious", "medical_emergency", 4, any_of(
        r"(?:isn't|not|is not|stopped|barely|hardly|wasn't|'s not) breathing(?! (?:exercises?|a word|through (?:my"
        r"|the) nose|down))",
        rf"{_PERSON}(?:'s| is| was| are| has| just)? (?:\w+ ){{0,2}}(?:unconscious|unresponsive|passed out"
        rf"|collapsed|out cold|not respond\w*|blue|limp|grey|gray|purple|floppy|gone (?:limp|blue|grey|stiff)"
        rf"|turn\w* (?:blue|grey|gray|purple)|went (?:limp|blue|grey|stiff|floppy))(?! (?:on (?:the|my) (?:couch"
        rf"|sofa|bed) (?:again|watching|after (?:work|dinner))|asleep|laughing|from (?:laughing|boredom|exhaustion"
        rf"|the heat of)|with joy|jeans|dress|hair|eyes))(?![^.!?]*\b(?:laughing|netflix|hair dye|paint\w*"
        rf"|snoring away|last year|bedroom walls)\b)",
        r"(?:won't|doesn't|isn't|not|can't|cannot|couldn't|didn't|am unable to) (?:\w+ )?(?:wak(?:e|ing)(?: (?:him"
        r"|her|them|up|my \w+))*|respond\w*|react\w*)(?! (?:to (?:my|the|his|her) (?:texts?|emails?|messages|dms?"
        r"|calls)|for school|before|without (?:coffee|an alarm)|early|until|emails?))(?=[^.!?]*\b(?:he|she|him|her"
        r"|them|they|baby|mom|dad|friend|roommate|shak\w*|up|properly|anymore|at all|pills?|snor\w*"
        r"|drunk)\b)(?![^.!?]*\b(?:alarm|school|coffee|teenager|text\w*|email\w*|message\w*|snooze|work tomorrow)\b)",
        r"no pulse|(?:can't|couldn't|cannot) (?:find|feel) (?:a|his|her|any|the) pulse|lips (?:are |have |has |is "
        r"|look |looks |were |going |gone |turn\w* |went )?(?:\w+ )?(?:blue|grey|gray|purple)(?! lipstick)"
        r"|(?:gurgl\w+|snor\w+ (?:weird|strange\w*|funny|really)|foam\w*|froth\w*)(?=[^.!?]*\b(?:he|she|him|her"
        r"|mouth|friend|pills?|drunk|wak\w*|breath\w*|blue)\b)(?! milk)(?![^.!?]*\b(?:milk|latte|coffee|dog)\b)",
        r"(?:breathing|breaths?)(?:'s| is| are| sounds| seems| gets)? (?:\w+ )?(?:shallow|slow\w*|weird|funny"
        r"|strange|stopping|irregular|gasp\w*|rattl\w*|far apart|noisy|raspy|wrong"
        r"|fast and)(?! exercises?)(?=[^.!?]*)(?! (?:and deep|down))",
        r"(?:he|she|they|baby|kid|son|daughter|friend|someone|man|woman)(?:'s| is| was| has)? (?:\w+ )?(?:choking"
        r"|drowning|drowned|electrocuted|overdosing)(?! (?:in (?:work|emails|debt|homework|paperwork|laundry)|up"
        r"|back tears|me))|(?:pulled|fished) (?:him|her|them|my \w+) (?:out of|from) the (?:water|pool|lake|river"
        r"|bath)",
    ), deniable=False),
    Sign("cannot breathe", "medical_emergency", 4, any_of(
        r"(?:can't|cannot|couldn't|can barely|can hardly|struggling to|unable to|hard to|fighting to|trouble"
        r"|difficulty|gasping (?:to|for)|not able to) (?:\w+ )?(?:breathe?|breathing|get (?:enough |any |a "
        r"|my )?(?:air|breath)|catch (?:my|his|her|a) breath|swallow\w*|inhale|talk in full|air)(?! (?:in (?:this"
        r"|that|my) (?:house|relationship|marriage|family|town|job|city|outfit|dress)|laughing|through (?:my"
        r"|the) (?:nose|mask)|under|around (?:him|her|them|my)|without (?:him|her|you)|from laughing|when (?:he"
        r"|she) looks|it's so (?:cute|funny)|in these jeans|my pride|with how))(?![^.!?]*\b(?:laughing|laughed"
        r"|corset|jeans|so cute|so funny|stuffy|cold and|stuffed up|hot out|hay ?fever|humid\w*|concealer|crush"
        r"|finale)\b)",
        r"(?:short(?:ness)? of breath|wheez\w+|asthma attack|out of breath just)(?=[^.!?]*\b(?:inhaler|blue|can't"
        r"|chest|worse|lying|suddenly|sitting|talk|bad|leg|ankles?|night|empty|help|resting|since|ribs|flight|steps"
        r"|nothing)\b)(?![^.!?]*\b(?:years ago|as a kid|laughing|gym|run(?:ning)?|marathon|hill)\b)",
        r"inhaler (?:\w+ )?(?:isn't|not|doesn't|is empty|empty|ran out|won't|didn't|does nothing|is out|expired and"
        r"|stopped)(?=[^.!?]*)",
        r"(?:throat|tongue|airway)(?:'s| is| feels| keeps| getting| started)? (?:\w+ ){0,3}(?:clos\w*|swell\w*"
        r"|swollen|tight\w*|shut|thick\w*|huge|puff\w*|itch\w*)(?=[^.!?]*\b(?:ate|eat\w*|nuts?|peanuts?|stung|bee"
        r"|wasp|allerg\w*|breath\w*|hives|face|lips?|swallow|talk|epi\w*|shrimp|shellfish|medication|antibiotic\w*"
        r"|pill|new|clos\w*|minutes|fast)\b)",
        r"anaphyla\w*|(?:need|used|where is|no|don't have|without|find|my|her|his"
        r"|the) (?:\w+ )?epi-?pen(?=[^.!?]*\b(?:swell\w*|now|help|used|ate|stung|breathe|hives|home|car|wearing"
        r"|how long|still|expired)\b)(?![^.!?]*\b(?:prescription|renew|pharmacy|price|cost)\b)",
        r"(?:face|lips?|eyes?|mouth|tongue)(?:'s| is| are| started| keeps?| getting| went)? (?:\w+ )?(?:swell\w*"
        r"|swollen|puff\w*|balloon\w*|blow\w* up|numb and tingl\w*)(?=[^.!?]*\b(?:ate|eat\w*|stung|bee|wasp|nuts?"
        r"|peanuts?|allerg\w*|breath\w*|hives|throat|medication|shrimp|itch\w*|minutes|tongue|bite"
        r"|fast)\b)(?![^.!?]*\b(?:from crying|allergy season|pollen|dentist|filler)\b)",
        r"hives (?:all over|everywhere|spread\w*|and)(?=[^.!?]*)",
        r"choking on (?:a|an|his|her|some|something|food|steak|grape|meat|the)(?=[^.!?]*\b(?:help|can't|he|she|baby"
        r"|blue|cough\w*|stuck|now)\b)(?! (?:irony|words|smoke machine|exam))",
    ), deniable=False),
    Sign("chest pain", "medical_emergency", 4, any_of(
        r"chest (?:\w+ )?(?:pains?|hurts?|hurting|ache|aching|pressure|tight\w*|crush\w*|heav(?:y|iness)|squeez\w*"
        r"|burn\w*|is (?:tight|killing)|discomfort|feels? (?:\w+ )?(?:tight|heavy|crush\w*|like (?:an elephant"
        r"|someone|something|a)))(?=[^.!?]*\b(?:arm|jaw|sweat\w*|breath\w*|left|nause\w*|dizzy|back|neck|shoulder"
        r"|minutes|hours?|worse|stairs|suddenly|clammy|elephant|squeez\w*|crush\w*|won't|since|all (?:day|night"
        r"|morning)|dad|husband|he|she|heart|vomit\w*|pale|radiat\w*|can't|again|sharp|pressure|right now|now|numb"
        r"|months pregnant|cocaine|coke)\b|[.!?]*$)(?![^.!?]*\b(?:cry\w*|cough\w*|push-?ups|bench|gym|workout"
        r"|heartbr\w*|heartburn|laughing|exam|presentation|panic attack (?:again|like)|binder|sunburn|spicy|freezer"
        r"|drawers?)\b)",
        r"(?:crush\w*|squeez\w*|stabbing|sharp|heavy|pressure|elephant|tight\w*|pain|weight|burning|ache|cramp|vice"
        r"|band|brick\w*|fist|something sitting) (?:\w+ ){0,3}(?:in|on|across|around|through|behind) (?:my|his|her"
        r"|the|dad's|mom's) (?:\w+ )?(?:chest|breastbone|sternum|ribs and (?:arm|jaw))(?![^.!?]*\b(?:anxi\w*"
        r"|heartbr\w*|grief|cry\w*|gym|bench|miss (?:him|her)|when i think of|lonel\w*|cat|guilt\w*"
        r"|sad\w*)\b)(?! of drawers)",
        r"(?:pain|ache|aching|tingl\w*|numb\w*|heav\w*|hurts?) (?:\w+ ){0,5}(?:left arm|down (?:my|his|her) arm"
        r"|jaw and|into (?:my|his|her) (?:arm|jaw|shoulder|neck))(?![^.!?]*\b(?:gym|slept on|tennis|workout|dentist"
        r"|vaccine|tooth|flu shot|lifting)\b)",
        r"left arm(?:'s| is| feels| went| has)? (?:\w+ ){0,3}(?:numb|tingl\w*|heavy|weird|hurts?|ach\w*|dead"
        r"|weak)(?![^.!?]*\b(?:slept on|gym|vaccine|flu shot|tennis|workout)\b)",
        r"(?:having|have|had|think it's|could be|might be|is this|is it|just had|this is"
        r"|like) (?:\w+ )?(?:a )?heart attack(?! (?:when|over|from the jump|lol|laughing|years|at \d+ and|in 19"
        r"|in 20|burger))(?=[^.!?]*\b(?:symptoms?|arm|chest|sweat\w*|dad|husband|now|he|she|help|jaw|i'm|call"
        r"|ambulance|feels?)\b)(?![^.!?]*\b(?:gave|nearly|almost|laughing|jump ?scare|anxiety tells|bill|last year"
        r"|years ago|toddler|cat|price)\b)",
        r"clutch\w* (?:his|her|my|their) (?:chest|arm|left arm)|heart (?:\w+ )?(?:stopping|won't slow|\d{3} ?(?:bpm"
        r"|resting)|going \d{3}|at \d{3})(?=[^.!?]*)",
    )),
    Sign("stroke signs", "medical_emergency", 4, any_of(
        r"(?:face|mouth|smile|eyelid|eye|lip|cheek)(?:'s| is| has| looks| went"
        r"| on one side)? (?:\w+ ){0,3}(?:droop\w*|drop\w*|sag\w*|crooked|lopsided|numb|twisted|uneven|hang\w*"
        r"|slid\w*|melt\w*|slack)(?! (?:earrings|mask|with cold|from the dentist|open in shock"
        r"|dead gorgeous))(?![^.!?]*\b(?:dentist|botox|mask|laughing|cold outside|novocaine|filling|years ago"
        r"|jaw dropp\w*)\b)",
        r"(?:one|left|right|whole) (?:side|half) (?:of (?:my|his|her|the) (?:\w+ )?)?(?:\w+ )?(?:is |has |went "
        r"|gone |goes |feels |just )?(?:\w+ )?(?:numb|weak|droop\w*|paraly\w*|dead|limp|won't move|not moving"
        r"|tingl\w*|not working|heavy)",
        r"(?:arm|leg|hand|fingers|side)(?:'s| is| has| just| suddenly)? (?:\w+ ){0,2}(?:gone|went|go|goes|going"
        r"|hanging|won't (?:move|lift|work|go up)|doesn't (?:move|work)|stopped work\w*|drops?"
        r"|drifts?) ?(?:\w+ )?(?:numb|weak|limp|dead|heavy)?(?=[^.!?]*\b(?:face|speech|talk\w*|words?|slur\w*"
        r"|droop\w*|confus\w*|suddenly|mouth|headache|smile)\b)",
        r"(?:can't|cannot|couldn't|won't|unable to) (?:\w+ )?(?:lift|move|raise|feel|use|hold up) (?:my|his|her"
        r"|either|one|both) (?:\w+ )?(?:arms?|legs?|hand|side|face|fingers|left|right|body)(?![^.!?]*\b(?:gym"
        r"|workout|leg day|cold|snow|arm day|yoga|laughing|moving boxes|cast)\b)",
        r"(?:slurr\w*|garbl\w*|gibberish|word salad|(?:talk\w*|speak\w*|sentences?|words?)(?:'s| is| are| come"
        r"| comes| coming)? (?:\w+ )?(?:out )?(?:\w+ )?(?:nonsense|funny|weird|wrong|jumbled|thick|mixed up"
        r"|backwards|strange|make no sense|mush))(?=[^.!?]*\b(?:he|she|my|his|her|mom|dad|gran\w*|nan|suddenly|face"
        r"|arm|since|husband|wife|i|headache|drunk)\b)(?![^.!?]*\b(?:toddler|baby|autocorrect|typing|translate"
        r"|laughing|beers|karaoke|politician|boss|accent|german|french|spanish)\b)",
        r"worst headache|thunderclap|(?:sudden|blinding|exploding|explosive"
        r"|splitting) (?:\w+ )?headache(?=[^.!?]*\b(?:vomit\w*|vision|stiff|neck|suddenly|confus\w*|worst|never"
        r"|light|numb|throw\w*|see|speak|fever)\b)|headache (?:\w+ ){0,4}(?:like (?:a|being) (?:thunder\w*|hit"
        r"|explo\w*|lightning|struck)|out of nowhere|of my life)",
        r"(?:sudden\w*|just|can't|lost|losing|gone|going) (?:\w+ )?(?:see out of|vision|sight|blind|see (?:anything"
        r"|half|from))(?: \w+){0,3} (?:in|on|out of|one|left|right|my|gone|eye|half|side)(?![^.!?]*\b(?:contacts?"
        r"|glasses|fog|sun|headlights|curtain fabric|point|snow)\b)",
        r"(?:having|had|think it's|is it|is this|could be"
        r"|might be) (?:\w+ )?(?:a )?(?:mini ?-?)?stroke(?! of (?:luck|genius)|s? (?:years|reading|trying)| in 19"
        r"| in 20)(?![^.!?]*\b(?:reading (?:this|your)|laughing|price|trying to read|ago|last year|typing)\b)",
        r"(?:doesn't|didn't|don't|can't|couldn't) (?:know|recogni[sz]e|remember) (?:\w+ )?(?:me|where (?:he|she"
        r"|i) (?:is|am|was)|what (?:day|year)|(?:his|her|my) (?:own )?name|who i am)(?=[^.!?]*\b(?:suddenly|fell"
        r"|hit|head|fever|this morning|today|hour|insulin|sugar|confus\w*|arm|slur\w*|gran\w*|dad|mom|since"
        r"|uti)\b)(?![^.!?]*\b(?:dementia|alzheimer'?s|school reunion|beard|haircut)\b)",
    ), deniable=False),
    Sign("seizure", "medical_emergency", 4, any_of(
        rf"{_PERSON}(?:'s| is| was| has| had| just| keeps| started| having)? (?:\w+ ){{0,3}}(?:seizures?|seizing"
        rf"|convuls\w*|fitting|having a fit|jerking|twitch\w* all over|shak\w* (?:uncontroll\w*|violently|all over"
        rf"|and (?:won't|not|his|her))|went stiff|eyes roll\w*)(?! (?:room|in nicely|medication|clinic|dog"
        rf"|the (?:day|moment|opportunity)))(?![^.!?]*\b(?:dog|cat|puppy|years ago|as a (?:kid|child)|controlled"
        rf"|medication works|seizure[- ]free|when i was|shoes?|laughing|tantrum|because i said no|wedding dress"
        rf"|bridesmaid\w*|vet)\b)",
        r"eyes (?:have |has |are |were )?roll\w* (?:back|up)(?! at me)|(?:first|another|second"
        r"|third) seizure(?![^.!?]*\b(?:dog|cat|puppy)\b)",
    ), deniable=False),
    Sign("heavy bleeding", "medical_emergency", 4, any_of(
        r"(?:won't|doesn't|isn't|not|hasn't|can't get it to|can't|didn't|never) (?:\w+ )?(?:stop(?:ped|ping"
        r"|s)?) (?:the )?(?:bleed\w*|blood)",
        r"(?:blood|bleed(?:ing|s)?|bled) (?:\w+ ){0,3}(?:everywhere|all over|a lot|heav(?:y|ily)|badly|won't"
        r"|isn't stopping|not stopping|doesn't stop|through|spurt\w*|gush\w*|pour\w*|soak\w*|so much|too much"
        r"|bright red|out|like crazy|clots|nonstop|non-stop|for (?:\w+ )?(?:hours?|days)|down my)(?! (?:the brakes"
        r"|radiator|love|money))(?![^.!?]*\b(?:game|movie|film|halloween|fake|steak|nosebleed (?:last|again lol)"
        r"|period (?:cramps|as usual)|meat|red team)\b)",
        r"(?:so much|lots? of|a lot of|losing|lost (?:a lot|so much)|pool of|puddle of|covered in"
        r"|too much) (?:\w+ )?blood(?! (?:test|tests|pressure|sugar|orange|drive|work|relatives?|moon"
        r"|donat\w*))(?![^.!?]*\b(?:game|movie|film|halloween|fake|steak|test|donat\w*)\b)",
        r"(?:vomit\w*|throw\w* up|threw up|cough\w* up|pee\w*|puk\w*|spit\w* up|poop\w*"
        r"|pass\w*) (?:\w+ ){0,2}(?:blood|coffee grounds|clots|black)",
        r"(?:black|tarry|bloody|blood in (?:my|his|her|the)) (?:\w+ )?(?:stool|poop|vomit|diarrh\w*|urine|diaper"
        r"|nappy|sputum)",
        r"(?:cut|sliced?|sawed?|chopped|severed|lost|took|nearly took) (?:\w+ ){0,3}(?:off )?(?:his|her|my|the"
        r"|through) (?:\w+ )?(?:finger|thumb|hand|toe|artery|tendon|leg)(?: \w+)? (?:off|open|to the bone|clean"
        r"|almost|with (?:the|a) (?:saw|chainsaw))",
        r"soak\w* (?:through )?(?:a |the |two |three |another |\d+ )?(?:\w+ )?(?:pads?|towels?|bandages?|shirt"
        r"|sheets?|dressing)(?=[^.!?]*\b(?:blood|bleed\w*|hour|pad|red|birth|pregnan\w*|wound"
        r"|cut)\b)(?![^.!?]*\b(?:sweat|rain|pee|water|fever)\b)",
    ), deniable=False),
    Sign("overdose or poison", "medical_emergency", 4, any_of(
        rf"(?:took|taken|swallowed|taking|had|ate|given|gave|drank|drunk|downed"
        rf"|popped) (?:\w+ ){{0,5}}(?:too (?:many|much)|double|twice|extra|all (?:of )?(?:my|his|her|the)|the whole"
        rf"|a whole|a bunch of|a handful|handfuls?|the (?:rest|entire)|an? entire|\d\d|by mistake|instead of"
        rf"|wrong)(?=[^.!?]*\b{PILLS})(?! (?:photos?|notes|pictures|selfies))(?![^.!?]*\b(?:dog|cat|puppy|vet)\b)",
        rf"{PILLS} (?:\w+ ){{0,3}}(?:by (?:mistake|accident)|twice|too (?:many|much)|instead of"
        rf"|double)(?![^.!?]*\b(?:dog|cat|vet)\b)",
        r"(?:accidental\w*|by accident|by mistake|possibly|think i|think (?:he|she)|did i|can (?:you|i)|just|i|he"
        r"|she|friend|keep|might have|may have|is) (?:\w+ ){0,2}overdos(?:e|ed|ing)(?! (?:on|of) (?:_|tv"
        r"|love))(?! (?:awareness|prevention|training|of vitamin c))(?![^.!?]*\b(?:years ago|class|training"
        r"|documentary|last year|dog|cat|laughing)\b)",
        rf"(?:accidentally|by accident|mistakenly) (?:\w+ )?(?:took|swallowed|drank|gave|given|mixed|inhaled"
        rf"|injected|ate)(?=[^.!?]*\b(?:{PILLS}|bleach|cleaner|chemical\w*|fumes|dose|insulin|antifreeze|mom's"
        rf"|dad's|grandma's)\b)(?![^.!?]*\b(?:dog|cat|vet)\b)",
        r"(?:drank|drunk|drinking|swallow\w*|ate|eaten|eating|ingest\w*|lick\w*|chew\w*|got into|sip(?:ped)?"
        r"|gulp\w*|put) (?:\w+ ){0,5}(?:bleach|cleaner|detergent|antifreeze|pesticide|weed ?killer|rat (?:poison"
        r"|bait)|(?:laundry|dishwasher|tide) (?:pods?|tabs?|tablets?)|batter(?:y|ies)|magnets?|drain (?:cleaner"
        r"|opener)|lighter fluid|gasoline|petrol|nail polish remover|hand sanitizer|(?:wild |death "
        r"|weird )?mushrooms? (?:from|we|i|he|she|in the|and now)|berries (?:from|off|in the)|oleander|foxglove"
        r"|essential oils?|lamp oil|white spirit|turpentine|paint thinner|grandma's|grandpa's|nan's|vape (?:juice"
        r"|liquid)|e-?liquid|cigarette\w*|descaler|toilet cleaner)(?![^.!?]*\b(?:dog|cat|puppy|kitten|vet|hamster"
        r"|costume|risotto|pasta|soup|pizza)\b)(?=[^.!?]*)",
        r"(?:mix\w*|combin\w*) (?:\w+ )?(?:bleach|ammonia|cleaners?|chemicals)(?=[^.!?]*\b(?:cough\w*|breath\w*"
        r"|eyes|burn\w*|fumes|bathroom|throat|dizzy|smell\w*)\b)|(?:carbon monoxide|co) (?:alarm"
        r"|detector)(?=[^.!?]*\b(?:beep\w*|going off|went off|headache|dizzy|sleepy|ignore|chirp\w*|won't stop|sick"
        r"|battery|off)\b)(?![^.!?]*\b(?:install\w*|buy|bought|recommend)\b)|(?:smell\w*"
        r"|leak\w*) (?:of )?gas(?=[^.!?]*\b(?:house|kitchen|headache|dizzy|stove|apartment|sleepy|flat|strong)\b)"
        r"|gas (?:leak|smell)(?=[^.!?]*\b(?:i|we|my|dizzy|headache|house|flat|kitchen)\b)|(?:generator|grill|bbq"
        r"|barbecue|charcoal|engine|camp stove) (?:\w+ ){0,3}(?:inside|indoors|in the (?:garage|house|tent|living"
        r"|basement|bedroom|kitchen|van|flat|room|hall\w*))(?=[^.!?]*\b(?:headache\w*|dizzy|sleepy|sick|warm"
        r"|heat\w*|kids?|head|running|power|drowsy|asleep)\b)",
        r"everyone(?: \w+){0,3} (?:has|have|got) (?:a )?(?:headaches?|dizzy)(?=[^.!?]*)(?![^.!?]*\b(?:meeting|work"
        r"|office)\b)|bitten by (?:a |an )?(?:\w+ )?(?:snake|bat|rattlesnake|adder|viper|black widow"
        r"|dog .* foaming)|(?:snake|rattlesnake|adder|viper) (?:just )?bit (?:me|him|her|my)",
    )),
    Sign("head injury or accident", "medical_emergency", 4, any_of(
        near(r"(?:hit|hits|bang\w*|smack\w*|bump\w*|crack\w*|land\w* on|knock\w*|fell on|whack\w*) (?:his|her|my"
        r"|their|the|its) (?:\w+ )?(?:head|skull|forehead)|(?:fell|fall|falls|dropped|tumbl\w*) (?:\w+ ){0,3}(?:off"
        r"|from|down|out of) (?:a|the|his|her|my) (?:\w+ )?(?:ladder|roof|stairs|balcony|bike|horse|tree|bunk"
        r"|window|changing table|counter|scooter|bed)|concuss\w*|head injury|knocked (?:out|unconscious)"
        r"|car (?:crash|accident)|crashed (?:my|the|his)",
        r"vomit\w*|throw\w* up|threw up|dizzy|sleepy|drows\w*|confus\w*|blur\w*|double|black\w* out|passed out"
        r"|remember|blood\w*|bleed\w*|fluid|clear stuff|pupils?|slur\w*|unconscious|wobbl\w*|same question\w*"
        r"|won't wake|can't (?:move|feel|walk)|numb|neck|headache|blood thinners?|warfarin|weird|limp|seiz\w*"
        r"|not making sense|repeat\w*|knocked out|gone quiet|staring|worse", 110) + r"(?![^.!?]*\b(?:years ago"
        r"|as a kid|laughing|last season|when i was)\b)",
        r"(?:bone|bones) (?:\w+ )?(?:sticking|poking|showing|through)|(?:leg|arm|ankle|wrist) (?:\w+ )?(?:bent"
        r"|pointing|twisted|facing) (?:\w+ )?(?:wrong|backwards|weird|other|at)|(?:boiling|scalding|hot) (?:water"
        r"|oil|coffee|tea|soup) (?:\w+ ){0,4}(?:on|over|down) (?:my|his|her|the baby|him|himself|herself|the kid"
        r"|a)(?=[^.!?]*\b(?:blister\w*|skin|peel\w*|face|baby|toddler|chest|scream\w*|white|arm)\b)|(?:got|was|been"
        r"|just got|just been) (?:hit by a (?:car|bus|truck|bike)|shot|stabbed|run over|electrocuted)(?! (?:down"
        r"|of))(?=[^.!?]*)|we(?:'ve| have)? (?:just )?crashed",
    ), deniable=False),
    Sign("baby or pregnancy in danger", "medical_emergency", 4, any_of(
        near(r"(?:(?:my|the|our|a) (?:\w+ )?(?:baby|newborn|infant|preemie|little one)|(?:\d+|one|two|three|four"
        r"|five|six|seven|eight|nine|ten)[- ](?:week|month|day)s?[- ]old|newborn|toddler|(?:my |the )?(?:\d|two"
        r"|three|four)[- ]year[- ]old)",
        r"(?:blue|limp|floppy|lethargic|grunt\w*|not breathing|unresponsive|(?:fever|temp\w*) (?:of |is |at "
        r"|was )?(?:3[89]|4[0-2]|10[0-6])|fever|burning up|(?:3[89]|4[0-2])\.\d|10[1-6](?:\.\d)?|(?:won't|not|isn't"
        r"|hasn't|refus\w*|barely|doesn't) (?:\w+ )?(?:wak\w*|feed\w*|fed|eat\w* anything|drink\w*|nurs\w*|wet"
        r"|pee\w*|cry\w*|respond\w*|breath\w*)|no wet (?:diapers?|nappies)|dry (?:diapers?|nappy|nappies)|stiff"
        r"|rash (?:that )?(?:doesn't|won't|not) (?:fade|go|blanch\w*)|purple|sunken|chok\w*|swallowed|staring"
        r"|ribs (?:suck\w*|show\w*)|sucking in|rolled off|fell off|hard to wake|green vomit|soft spot|twitch\w*"
        r"|bluish|gasping|breathing fast|seiz\w*)", 70) + r"(?![^.!?]*\b(?:cat|dog|puppy|blue (?:eyes|onesie"
        r"|blanket)|yellow fever|cabin fever|bieber|paint\w*|dress)\b)", near(r"pregnan\w*|weeks? (?:along"
        r"|pregnant)|trimester|\d\d weeks|unborn|due (?:in|next|date)|gave birth|postpartum|after (?:the )?birth"
        r"|c-section|miscarr\w*",
        r"bleed\w*|blood(?! (?:test|type|work|pressure (?:was|is) (?:fine|normal)))|(?:no|less|not|isn't|hasn't"
        r"|stopped|haven't felt) (?:\w+ ){0,3}(?:mov\w*|kick\w*)|water broke|waters broke|fluid|(?:worst|bad|severe"
        r"|terrible|blinding|awful) headache|vision|seeing (?:spots|stars|lights)|swollen face|severe|cramps? (?:so"
        r"|really|and)|sharp pain|fell (?:down|on)|clots|contractions|one[- ]sided|shoulder pain|fainted|passed out",
        90)
        + r"(?![^.!?]*\b(?:cat|dog|false alarm|midwife said (?:it's )?(?:fine|normal))\b)",
        r"(?:baby|she|he|bump)(?:'s)? (?:\w+ )?(?:hasn't|has not|stopped|isn't|not|barely) (?:\w+ )?(?:moved|moving"
        r"|kicked|kicking)(?=[^.!?]*\b(?:since|today|all|hours?|weeks|morning|night|belly|inside|yesterday)\b)"
        r"|haven't felt (?:the baby|her|him|any (?:kicks|movement)|it) (?:\w+ )?(?:move|kick\w*|since|today)",
    ), deniable=False),
    Sign("insulin or blood sugar", "medical_emergency", 3, any_of(
        near(r"insulin",
        r"(?:ran|run|running|run|am|are|is|been) out|out of|can't afford|ration\w*|stopp?\w*|skip\w*|without"
        r"|not tak\w*|don't take|haven't taken|no more|half|halv\w*|stretch\w*|last (?:vial|pen)|too much|double\w*"
        r"|twice|miss\w*|left at|forgot|done with|won't take|refus\w*|wrong", 50) + r"(?![^.!?]*\b(?:resistance|cat"
        r"|dog|vet)\b)", near(r"(?:blood )?(?:sugars?|glucose)|diabet\w*|type (?:1|one)|t1d?|dexcom|cgm|libre",
        r"(?:\d{3}|[12]\d\.\d|2\.\d|[23]\d) (?:and|but|now|for|since|still|dropping|rising|falling)|(?:is|at|was"
        r"|says|reads|reading|hit|over|above|under|below) (?:\w+ )?(?:hi|high|lo|low|[3-6]\d\d|[2-5]\d|[23]\d?\.\d"
        r"|1\.\d)(?!\d)|ketones?|shak\w* (?:and|so)|confus\w*|unconscious|fruity|vomit\w*|throw\w* up|threw up"
        r"|won't come (?:up|down)|crash\w*|can't keep|passed out|sweat\w*|(?:keeps?|kept) (?:dropp\w*|ris\w*|going)"
        r"|breath smells|hypo\b|slur\w*|dropp\w*", 70) + r"(?![^.!?]*\b(?:cat|dog|vet|a1c|my average|in range)\b)",
        r"(?:diabetic )?ketoacid\w*|dka|(?:ran out|out of|stopped|without|ration\w*) (?:\w+ ){0,3}(?:my |his "
        r"|her )?(?:heart medication|blood thinners?|seizure medication|epilepsy (?:medication|tablets|pills)"
        r"|prednisone|steroids|hydrocortisone|inhaler|anti-?rejection|dialysis|warfarin|keppra)(?=[^.!?]*)(?! of) ",
    ), deniable=False),
    Sign("infection, heat, or pain that cannot wait", "medical_emergency", 3, any_of(
        near(r"fever|temp\w* (?:of |is |at )?(?:39|40|41|10[2-6])|shivering|chills|rash|infected",
        r"stiff neck|neck (?:is |so )?(?:stiff|hurts)|confus\w*|(?:doesn't|won't|not) (?:fade|blanch|disappear)"
        r"|glass|light hurts|purple (?:spots|rash)|delirious|hallucinat\w*|can't (?:wake|stand|keep)|red (?:lines?"
        r"|streaks?)|chemo\w*|hot (?:and )?(?:hard|swollen)|spreading|mottled|slur\w*|blotch\w*", 70),
        r"red (?:lines?|streaks?) (?:\w+ )?(?:going|running|up|creep\w*|spread\w*|travel\w*)|seps(?:is|tic)"
        r"|mening\w*(?=[^.!?]*\b(?:rash|neck|fever|could|think|light|symptoms?|worried)\b)"
        r"|appendi\w*(?=[^.!?]*\b(?:burst|right side|pain|could|think|vomit\w*|fever)\b)",
        r"(?:lower right|right side|right lower)(?=[^.!?]*\b(?:pain|hurts|stomach|belly|abdomen|tender|side"
        r"|stab\w*)\b)(?=[^.!?]*\b(?:vomit\w*|fever|worse|walk|stand|worst|screaming|threw|touch|throw\w*|can't"
        r"|hours|hard|suddenly)\b)|worst pain (?:of|i|in)|(?:stomach|belly|abdomen|tummy) (?:\w+ )?(?:is |feels "
        r"|like )?(?:rock )?(?:hard|rigid|board)(?=[^.!?]*\b(?:pain|touch|hurts|fever|vomit\w*|swollen|can't)\b)"
        r"|(?:testicles?|balls?) (?:\w+ ){0,3}(?:pain|swollen|twisted|hurts|agony)(?=[^.!?]*)|(?:can't|haven't"
        r"|hasn't|unable to) (?:\w+ )?(?:pee\w*|urinat\w*)(?=[^.!?]*\b(?:hours?|since|numb|pain|day|back|legs?"
        r"|kidney|swollen)\b)|numb (?:\w+ ){0,3}(?:groin|saddle|between (?:my|the) legs)",
        near(r"(?:calf|one leg|left leg|right leg|my leg)",
        r"swollen|swelling|hot and|red and|blood clot|dvt", 40) + r"(?=[^.!?]*\b(?:flight|breath\w*|chest|pain\w*"
        r"|pill|surgery|warm|hot|tender|hurts|clot)\b)(?![^.!?]*\b(?:mosquito|gym|bee|sunburn)\b)",
        r"heat ?stroke|(?:stopped|not|no longer|isn't) sweating(?=[^.!?]*\b(?:hot|heat|sun|confus\w*|dizzy|hours?"
        r"|degrees|skin|field|roof)\b)|(?:stopped|not|no longer|isn't) shivering(?=[^.!?]*)"
        r"|hypotherm\w*(?=[^.!?]*\b(?:he|she|i|think|cold)\b)|frostbite(?=[^.!?]*\b(?:toes?|fingers?|black|white"
        r"|numb)\b)|(?:in|out in|under) the (?:sun|heat) (?:\w+ ){0,5}(?:confus\w*|dizzy|stumbl\w*|not making sense"
        r"|throwing up|collaps\w*|passed out|skin is)|locked in (?:the|a) (?:hot )?car(?=[^.!?]*\b(?:baby|kid|child"
        r"|toddler|degrees|heat|hot)\b)",
        r"(?:coughing|spitting) up|(?:skin|eyes|whites)(?: \w+){0,4} (?:turn\w*|gone|look\w*|went|are"
        r"|is) (?:\w+ )?yellow(?![^.!?]*\b(?:newborn fine|paint|shirt|light)\b)",
    ), deniable=False),
)  # fmt: skip
