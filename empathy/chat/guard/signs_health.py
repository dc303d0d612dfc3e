"""What people write of hunger and wounds; and the lists of lost reality, emergencies, drink and drugs."""

from empathy.chat.clauses import any_of
from empathy.chat.guard.fragments import DAY, KIN, MANY, NUMBER, PETS, STORY, near, sentence_with
from empathy.chat.guard.sign import Sign
from empathy.chat.guard.signs_medical import SIGNS as MEDICAL
from empathy.chat.guard.signs_psychosis import SIGNS as PSYCHOSIS

_SICK = (
    r"flu|stomach bug|bug|virus|norovirus|chemo\w*|pregnan\w*|trimester|midwife|morning sickness|food poisoning"
    r"|migraine|(?:car|sea|motion)[- ]?sick\w*|hangover|hungover|fever|baby|toddler|surgery|pneumonia|covid"
    r"|antibiotics?"
)
_FAST = (
    r"scan|procedure|midnight|anesthe\w*|anaesthe\w*|ramadan|lent|yom kippur|iftar|intermittent|16:8|colonoscopy"
    r"|blood (?:test|work)|prayer"
)
_SINCE = (
    rf"(?:since|for|in|all|till|until|past) (?:\w+ ){{0,2}}(?:days?|weeks?|nights?|hours|{DAY}|weekend|morning|{MANY})"
)
_FOOD = (
    r"(?:eat\w*|ate|food|meals?|dinner|lunch|breakfast|supper|calories?|cals?|kcal|carbs?|bread|cake|biscuits?|cookies?"
    r"|snacks?|yogh?urt|plate|fridge|pasta|rice|apple|salad|bites?|swallow\w*)"
)
_FAINT = (
    r"faint\w*|pass(?:ed|ing|es)? out|black(?:ed|ing)? out|collaps\w+|dizzy|see(?:ing)? (?:stars|spots|black)|(?:goes"
    r"|went|going) (?:black|dark)|heart (?:\w+ ){0,2}(?:flutter\w*|skip\w*|pound\w*|rac\w+|funny|weird|slow\w*|stop\w*)"
    r"|palpitations|can't (?:stand|get) up|legs (?:gave|give|buckle\w*)|hair (?:is |keeps |was )?(?:falling|coming"
    r"|shed\w*)|period (?:is |has )?(?:gone|stopped)|(?:no|lost my) period|cold all|always (?:cold|freezing)|potassium"
    r"|feeding tube|lanugo"
)
_SKIN = (
    r"(?:arms?|wrists?|thighs?|legs?|skin|stomach|hips?|ankles?|forearms?|shoulders?|knuckles|hands?|palms?|belly"
    r"|calves|feet|shins?|face|hair|lips?|scalp|eyelashes|eyebrows|neck)"
)
_BLADE = (
    r"(?:razors?(?: ?blades?)?|blades?|box ?cutter|scalpel|x-?acto|exacto|sharpener|shards?|broken glass|scissors|knife"
    r"|safety pins?|needle|compass)"
)
_CHORE = (
    r"shav\w*|kitchen|cook\w*|chop\w*|onions?|bagel|avocado|garden\w*|roses?|thorns?|brambles|berries|blackberr\w*|gym"
    r"|skat\w*|bike|football|soccer|accident\w*|tattoo\w*|oven|stove, put|c ?-?section|surgery|acne|mosquito\w*|eczema"
    r"|sunburn\w*|paper|drawing|workout|climb\w*|laughing|years ago|20\d\d|wood|craft\w*|salad|bath|sew\w*|knit\w*"
)
_MISHAP = rf"{PETS}|{_CHORE}"


EATING = (
    Sign("danger signs of starving", "eating_disorder", 3, any_of(
        sentence_with(r"(?:not|haven't|havent|hadn't|don't|didn't|can't|without|barely|skip\w*|no|only|less|stop\w*"
            r"|hardly|never) (?:\w+ ){0,3}(?:eat\w*|ate|food|meals?|carbs|anything down)|starv\w*|fast(?:ing|ed)"
            r"|purg\w*|throw\w* up|threw up|puk\w+|laxatives?|bing\w*|calories|restrict\w*|anorexi\w*|bulimi\w*|bmi"
            r"|b/p'?d?|(?:goal|my) weight|kept? anything down|diet pills|lost \d+|\d+ ?(?:kg|kilos|lbs)",
            _FAINT, unless=rf"{STORY}|{PETS}|{_SICK}|{_FAST}|blood drawn|ladder|stairs|head|bike|insulin|drank|shots"),
        sentence_with(r"insulin", r"skip\w*|stop\w*|less|without|leav\w* out|miss\w*|half|halv\w*|don't",
            r"weight|thin\w*|skinn\w*|lose|fat|jeans|scale|size|slim|gain\w*"), r"diabulimi\w*|cheat\w* the (?:scale"
            r"|weigh\w*)|water ?load\w*(?=.*\bweigh)|(?:put|want) me (?:back )?in(?:to)? (?:the )?(?:hospital|ward"
            r"|inpatient)(?=.*\b(?:eat\w*|weight|scale|bmi)\b)",
        near(r"vomit\w*|throw\w* up|threw up|purg\w+|puk\w+", r"(?:after|every|myself|on purpose)[^.!?]{0,40}blood"),
    ), deniable=False),
    Sign("purging", "eating_disorder", 2, any_of(
        sentence_with(r"(?:throw|puk|vomit)\w* (?:up )?everything i|throw\w* (?:it |everything |them |that |dinner "
            r"|lunch |food )?(?:all )?(?:back )?up|threw (?:it |everything |them |that |dinner |lunch "
            r"|food )?(?:all )?(?:back )?up|puk\w+|vomit\w*|get rid of (?:it|dinner|lunch|the food|what i (?:ate|eat))"
            r"|getting rid of (?:it|dinner|what i)|be(?:ing)? sick|purg\w*", r"after (?:\w+ )?(?:eat\w*|meals?|dinner"
            r"|lunch|i eat|food)|every (?:meal|dinner|night|day|evening|time)|on purpose|dinner again|lunch again"
            r"|so (?:no ?one|nobody|they)|shower|guilt\w*|everything i|third time|nobody knows|no one knows|running"
            r"|learned|always|weigh\w*|bing\w*|ate|eat|secret\w*|myself|mom|afterwards", unless=
            rf"{STORY}|{PETS}|{_SICK}|drunk|drank|shots|closet|wardrobe|inbox|files|garage|concussion|head|bike|wine"
            rf"|beers?|blood|sugar|insulin|seizure|appendi\w*|withdrawal|clothes|she had like|treated|watch\w*"),
        r"(?:make|makes|making|made) (?:my ?self|herself|himself) (?:\w+ )?(?:throw up|sick|vomit|puke"
            r"|gag)(?! with worry)|(?:fingers?|toothbrush|spoon) (?:\w+ )?down (?:my|her|his) throat|b/p(?= the| again"
            r"| session| every| day|[.,]|$)|b/p'?d|bulimi\w*(?!.*\b(?:years ago|recovered|essay|paper|as a teen\w*"
            r"|class|movie|film|documentary)\b)|chew\w* (?:and|n) spit\w*",
        r"(?:bathroom|toilet) (?:\w+ )?(?:right |straight )?after (?:dinner|lunch|meals|every meal|eating|we eat|i eat"
            r"|she eats|he eats)|(?:teeth|throat|knuckles|enamel)(?: \w+){0,5} (?:from|because of) (?:throwing|the acid"
            r"|being sick|purging|vomiting|puking)",
    ), deniable=False),
    Sign("laxatives or pills to be thin", "eating_disorder", 2, any_of(
        sentence_with(r"laxatives?|laxative tea|diuretics?|water pills|diet pills|slimming (?:pills|tea)|ipecac|enemas?"
            r"|skinny tea|detox tea|appetite suppressants?|dulcolax|senna|clenbuterol|(?:mom's|someone's|fake) ozempic",
            r"every|after|again|more|hid\w*|secret\w*|bought|box|took|take|taking|flat|empty|weigh\w*|thin|ate|eat\w*"
            r"|binge\w*|fast\w*|handful|mom|\d+|lose|stomach|stole|double|using|abus\w*|stop|without|a night|a day",
            unless=rf"{STORY}|{PETS}|{_SICK}|{_FAST}|constipat\w*|opioid\w*|prescrib\w*|my doctor|gp said"
            rf"|blood pressure|grandma|hospital said"),
    )),
    Sign("days without food", "eating_disorder", 2, any_of(
        sentence_with(r"(?:haven't|havent|hadn't|not|hasn't|didn't|hardly|barely|nothing|never) (?:\w+"
            r" ){0,2}(?:eaten|ate|eat|eating|food|a meal|a bite|to eat|solid)|(?:without|no|zero) (?:\w+ )?(?:food"
            r"|eating|solids?|intake|meals?)|fast(?:ed|ing)|(?:only|just|nothing but|living on|lived on) (?:\w+"
            r" )?(?:water|coffee|gum|broth|tea|diet coke|ice|liquids|air|cigarettes|energy drinks|celery|apples?|soup"
            r"|clear soup)|black coffee and|water only|clear soup|starv\w* (?:myself|for (?:two|three|\d|days))",
            rf"{_SINCE}|day {NUMBER}|{MANY} days?|till (?:then|nationals|the|i|my)|until (?:then|i|my|the)|(?:{MANY}"
            rf"|\d\d) hours|this week", unless=rf"{STORY}|{PETS}|{_SICK}|{_FAST}|bread since|sushi|gluten|meat|budget"
            rf"|payday|broke|restaurant|takeaway|sleep\w*|slept|meetings?|mom's gone|food in the house|old|tonsil\w*"
            rf"|in my car|no food in|camping|on campus|market|shopping|store"),
        r"starv\w+ (?:myself|herself|himself)|(?:stopped|quit|given up|refuses? to|refusing to) (?:eating|eat"
            r"|food)(?! (?:meat|sugar|gluten|dairy|out|chocolate|bread|carbs|fish|after|animals?|eggs|pork|junk|fast"
            r"|candy|late|at|processed|so much|too))(?!.*\b(?:dog|cat|puppy)\b)",
    ), deniable=False),
    Sign("bingeing", "eating_disorder", 2, any_of(
        sentence_with(r"bing(?:e|es|ed|eing|ing)|ate (?:the|a|my) (?:whole|entire) (?:fridge|loaf|jar|cupboard|kitchen)"
            r"|(?:two|three|whole pack|whole jar|whole tub|loaves)(?: \w+)? of (?:bread|biscuits|cookies|nutella"
            r"|ice cream|crisps)|stuff(?:ed|ing)? (?:myself|my face)|can't stop eating|(?:ate|eat|eating) until",
            r"eat\w*|ate|food|again|at night|hate|disgust\w*|secret\w*|cry\w*|sick|fridge|wrappers?|every|ashamed"
            r"|hid\w*|starve\w*|restrict\w*|guilt|dark|hurts?|alone|toothbrush|purg\w*|afterwards|standing", unless=
            rf"{STORY}|watch\w*|series|show\w*|podcasts?|thanksgiving|christmas|buffet|wedding|marathon|worth it|these"
            rf"|too good|grandma|books?|through this|disorder in|let's hope"),
        near(r"(?:hid\w*|bur(?:y|ied)|stash\w*) (?:\w+ ){0,3}(?:wrappers|food|packets|packaging|snacks)",
            r"ashamed|under my bed|trash|mom|ate|eat\w*|husband|bag|drawer|so no|again"),
    ), deniable=False),
    Sign("restricting", "eating_disorder", 1, any_of(
        sentence_with(r"(?:[2-9]\d\d|1000|zero|0|lowest|fewest|least|minimum|count\w*|every|negative|next-to-nothing)"
            r" (?:\w+ ){0,4}(?:calories?|cals?|kcals?)|count\w* (?:\w+ ){0,2}(?:almonds?|bites?|grapes?|crackers?|chews"
            r"|labels)|next-to-nothing meal plan", r"day|today|limit|max|under|only|allowed|over|feel\w*|guilt\w*"
            r"|can (?:you|i|a)|school|survive|without|hour|too much|meal|panic\w*|cry|weigh\w*|eat|fill you up|fat"
            r"|every", unless=rf"{STORY}|{PETS}|dietitian|serving|movie night|treadmill|marathon|diabet\w*"),
        sentence_with(r"skip\w* (?:\w+ )?(?:meals?|eating|food|breakfast|lunch|dinner)|(?:don't|didn't|not|can't|won't"
            r"|never|only|barely|hardly) (?:\w+ ){0,3}(?:eat|eating|ate|eaten|swallow|finish|food)|eat (?:before|after"
            r"|less|nothing|alone|like (?:a )?bird)|if i eat|only eat|just eat|spat it|spit it|no carbs|nothing after"
            r"|half an apple|(?:in front of|with) (?:people|others|anyone)|safe foods?|fear foods?|allow myself food",
            r"fat|weigh\w*|proud|in control|thin|skinn\w*|calories|deserve\w*|earn\w*|scale|mirror|disgust\w*|guilt\w*"
            r"|criminal|ruined|until i|if i ran|on days|napkin|cry\w*|feel safe|periodempty|praises?|like when|before 4"
            r"|look like|till?|until|til|prom|i ran|get bigger|bigger|eat in front of", unless=
            rf"{STORY}|{PETS}|{_SICK}|{_FAST}|train|meetings?|vegetarian|vegan|allerg\w*|gluten|spicy|lactose|broke"
            rf"|grow\w*|grew|nerves|butterflies|dentist|orange|broccoli|picky|kids?|healthy|healthily|scholarship"),
        sentence_with(r"(?:hid\w*|scrap\w*|spit\w*|spat|slip\w*|feed\w*|fed|toss\w*|threw|throw\w*|flush\w*|dump\w*"
            r"|give|gave) (?:\w+ ){0,3}(?:food|lunch|dinner|breakfast|sandwich\w*|meals?|it|half|cake|bites?)",
            r"napkins?|tissue|to the dog|sleeve|flush\w*|sock|plant|so (?:no ?one|nobody|mom|they)|say i ate|pretend\w*"
            r"|already ate|bathroom after", _FOOD, unless=rf"{STORY}|mold\w*|mould\w*|expired|rotten|vet|pill|homeless"
            rf"|leftovers|birds"),
        r"so (?:that )?i (?:don't|won't) (?:have to )?eat|(?:see|count|feel) my (?:ribs|bones|spine|hip ?bones"
            r"|collar ?bones)(?! (?:crack|hurt|ach|break))|(?:step|stand|get|hop|climb)\w* on the scale (?:every"
            r"|\w+ times|again|all|before|after)|(?:mom|dad|they|everyone) (?:thinks?|believes?) i (?:had|ate|already"
            r"|eat)|(?:eaten|ate) nothing(?=.*\b(?:good|proud|days|strong|happy)\b)|(?:good|proud|happy|strong"
            r"|clean)[^.!?]{0,30}(?:eaten|ate|eat) nothing|(?:ate|eaten|eating) (?:\w+ ){0,5}(?:and|then) (?:cried"
            r"|hated myself|felt (?:disgusting|so guilty))|panic\w* (?:when|if)[^.!?]{0,30}(?:oil|butter|calories)"
            r"|(?:tell|told|telling|say|said|saying|lie|lied|lying)(?: \w+){0,4} (?:i|i'd|i've|about)(?:'ve|'d| had"
            r"| have)? (?:already )?(?:ate|eaten|eating|what i (?:eat|ate))(?! there)|(?:doc|doctor|nurse|mom|everyone"
            r"|everybody|people|they|coach)(?: \w+)? (?:say|says|said|think|thinks|keep saying|keeps saying"
            r"|tell\w*)(?: \w+){0,3} (?:i'm|i am|i look|i've lost) (?:\w+ )?(?:too |so |very )?(?:thin|skinny|bony"
            r"|underweight|skeleton|disciplined)(?=.*\b(?:but|joke|still|stomach|liars?|fat|see|don't|can't|if they"
            r"|like|good)\b)",
        sentence_with(r"(?:scared|afraid|terrified|fear|petrified|panic\w*|cry\w*|cried|guilty|disgust\w*|ashamed"
            r"|criminal|hate myself|gross|huge|pig|whale)", r"gain\w*(?: \w+){0,3} (?:weight|pounds?|kilos?|lbs|kg|back"
            r"|any)|gaining|getting fat|(?:after|when|every time|whenever|if|because) (?:i |you )?(?:eat\w*|ate"
            r"|swallow\w*)|calories|carbs|the scale|of (?:\w+ )?(?:bread|oil|food|butter|eating)|eating (?:a|anything"
            r"|in front)|(?:ate|eat|having) (?:a|an|half|one|dinner|lunch)|was half an apple|swallow something",
            r"i|i'm|my|me", unless=rf"{STORY}|{PETS}|{_SICK}|prices|poisoning|climate|environment|stole|your|radio"
            rf"|thanksgiving|vegan|worth it|out with|muscle|alone"),
        sentence_with(r"weigh (?:\w+ ){0,2}(?:myself|me)|weighed (?:myself|in at)|(?:number on the |the )?scale (?:\w+"
            r" )?(?:said|says|went up|number|is|decides)|number on the scale|watch my plate|goal weight|ugw|thinspo"
            r"|meanspo|pro-?ana|thigh gap|body ?check\w*|(?:collar ?bones?|hip ?bones|ribs|spine|bones) (?:\w+"
            r" )?(?:show\w*|stick\w*|pok\w*|visible|through)|size (?:0|zero|00)|ana is my|tell me i'm fat|still (?:so "
            r"|too |look )?fat|look (?:so |too )?fat|being hungry is|(?:feel\w*|being) (?:so )?(?:empty"
            r"|hungry) (?:feels|is|makes)|love (?:feeling|being) (?:empty|hungry)|dream(?:ed|t)? (?:of|about) (?:bread"
            r"|food)|eating disorder|anorexi[ac]\w*|orthorexi\w*|(?:waist|belt) (?:has )?(?:two |three )?new holes"
            r"|covered (?:my|all the|the) mirrors?", r"i|my|me|day|again|proud|good|best|like\w*|love\w*|hate|every|fat"
            r"|if|more|only thing|relaps\w*|she|her|friend|daughter|lost|never|dinner|they're|allowed", unless=
            rf"{STORY}|{PETS}|{_SICK}|curtain|paper|weight watchers|suitcase|luggage|parcel|fishing|broke|fractur\w*"
            rf"|years? ago|as a teenager|(?:had|don't have|never had|not have) (?:anorexia|an eating disorder)"
            rf"|recover\w*|magazine\w*|models|boxing|muscle|rate of|empty (?:house|nest)"),
        sentence_with(r"(?:burn|run|work|walk|exercise|sweat|swim) (?:\w+ )?(?:it |them |that )?(?:all )?off|(?:can't"
            r"|have to|must|won't let myself) (?:\w+ ){0,3}(?:stop|rest|sit|run|exercise|sleep|eat) (?:\w+"
            r" ){0,4}(?:until|unless|even|injur\w*|fever|steps)|squats|sit-?ups|crunches|star jumps|treadmill|steps",
            r"everything i (?:ate|eat)|what i (?:ate|eat)|allowed (?:dinner|lunch|food|to eat)|calories?"
            r"|after (?:dinner|every meal|eating)|fat|injur\w*|fever|stress fracture|secret\w*|before i (?:eat|can eat"
            r"|sleep)", r"i|my|me", unless=rf"{STORY}|holiday|worth it|marathon|coach|dog|leg day|christmas|grill"),
        r"my (?:\w+ )?(?:daughter|son|sister|friend|roommate|girlfriend|wife|best friend|brother|boyfriend|niece"
            r"|teammate)(?:'s| has| is)? (?:\w+ ){0,4}(?:stopped eating|won't eat|barely eats|hardly eats|not eating"
            r"|doesn't eat|isn't eating|hasn't eaten|skipping meals|throws? up after|hides? food|losing weight"
            r"|lost so much weight)(?! (?:veg\w*|her greens|his greens|broccoli|anything green|well|meat))",
    ), deniable=False),
)  # fmt: skip

SELF_INJURY = (
    Sign("deep or infected wound", "self_injury", 3, any_of(
        sentence_with(rf"cut|cuts|cutting|slic\w*|carv\w*|gash|wounds?|{_BLADE}|did it|hit something|i burned"
            rf"|tonight i want", r"(?:too|so|really|very|pretty|way|this|hella) deep(?:er)?|deeper than|won't (?:stop"
            r"|close)|doesn't (?:stop|close)|stitches|gap(?:ing|es|ed)|see (?:the )?(?:fat|white|bone|yellow)|soaked"
            r"|towels?|infected|pus|weeping|red (?:lines?|streaks?)|hot and|shivery|fever|hit something"
            r"|go(?:ing)? deeper|can't feel my (?:hand|fingers)", unless=rf"{STORY}|{_MISHAP}|he|she|his"),
        sentence_with(rf"(?:holding|hold|got|have|with|press\w*|looking at|staring at|there's|there is|here with|bought"
            rf"|unscrew\w*|took) (?:\w+ ){{0,4}}{_BLADE}|{_BLADE} (?:\w+ ){{0,3}}(?:in my (?:hand|lap|pocket)"
            rf"|in front of me|next to me|against my|to my|on the bed)|have it in my hand now",
            r"right now|now|against|to my|in my (?:hand|lap|pocket)|next to me|in front of me|my skin|my arm|my wrist"
            r"|my thigh|my hands want|cry\w*|tonight|bathroom|door'?s? (?:is )?locked|pack of", unless=
            rf"{STORY}|{_MISHAP}|kill|them|him|his|he|she|neighbou?r\w*|school|bully|nurse|blood test|insulin|vaccine"),
            rf"{_BLADE} (?:resting|pressed|held|is|right) (?:\w+ )?(?:against|on|to|at) my (?:wrist|arm|thigh|skin"
            rf"|throat|leg)|(?:ripped|tore|pulled) (?:\w+ ){{0,4}}stitches (?:\w+ ){{0,4}}on purpose|saw white stuff"
            rf"|swallow\w* (?:\w+ )?(?:batter\w+|razor|blade|glass|screws?|needles?) (?:again|on purpose)",
    ), deniable=False),
    Sign("cutting or burning oneself", "self_injury", 2, any_of(
        sentence_with(rf"(?:cut|cuts|cutting|carv\w*|slic\w*|slash\w*|slit|scratch\w*|gouge\w*|burn\w*|brand\w*"
            rf"|scald\w*|bit|bite|biting|bites|pinch\w*|claw\w*|dig\w*|dug|pick\w*|peel\w*|pull\w*|rip\w*|tear\w*"
            rf"|scrub\w*|stub\w*|hit|hits|hitting|punch\w*|slap\w*|bang\w*|slam\w*|shut|crush\w*|smash\w*|press\w*"
            rf"|put\w*|snap\w*|prick\w*|stab\w*) (?:(?!of|to|out to|on|exhaust)\w+ ){{0,4}}(?:myself"
            rf"|my (?:\w+ )?{_SKIN}|my (?:own )?head|skin)", rf"on purpose|{_BLADE}|bleed\w*|blood\w*|bled|raw|open"
            rf"|again|until|till|lighter|cigarette\w*|cigs?|straightener|hot (?:pan|iron)|stress\w*|calm\w*|relief"
            rf"|feel (?:something|better|real|alive)|feels good|every (?:day|night|time)|deserve\w*|punish\w*|at night"
            rf"|last night|tonight|hid\w*|said it was|say it's|helps?|scars?|sleeves?|marks|moons|so bad|so hard"
            rf"|in place of|instead|purple|none left|over and over|wall|lines|words?|self harm|thighs?|wrists?"
            rf"|mistakes?|when (?:i'm|i am|i get|it gets)", unless=rf"{STORY}|{_MISHAP}|baby|curling|hair (?:down|short"
            rf"|off)|hug\w*|hands? on|riddles?|beard|guitar|ball|nose bled|out there|together|cold water|together again"
            rf"|wedding|remind myself|he|she"),
        sentence_with(r"cut|cutting|self[- ]?harm\w*|self[- ]?injur\w*|the blade|the razor|(?:hurting|harming|cutting"
            r"|burning) (?:myself|herself|himself)|relapsed(?! into)|the thing again", r"again|last night|tonight"
            r"|relaps\w*|\d+ days|only (?:part|thing|way)|helps?|calms?|feels good|too deep|every (?:day|night|time)"
            r"|bandages?|started|keep on|miss\w*|not trying to die|herself|himself|because|when i(?:'m| am| feel| get)"
            r"|my (?:arm|thigh|wrist|leg)s?|since i was|blood|alone at night|self[- ]?harm\w*", unless=
            rf"{STORY}|{_MISHAP}|team|squad|jobs|budget|company|hours|prices?|sugar|carbs|coffee|caffeine|hair|grass"
            rf"|class|video|fabric|beef|cake|meds|medication|dose|power|off|phone|sober|drink\w*|drank|drunk|vodka"
            rf"|heroin|fent\w*|oxy\w*|pills|clean from|electricity|smok\w*|vape|contact|mortgage|traffic|instagram"
            rf"|in line|driver|he|she"),
        sentence_with(r"fresh|new|healing|hide|hiding|cover\w*|saw|found|noticed|asked (?:why|about|if)|explain\w*|told"
            r"|mess again|over the old|fresh ones|barcode|cat scratches|scar cream|bandages|tissues|blood on (?:his|her"
            r"|my|the) (?:sheets|towel|sleeve)", r"cuts|scars?|scabs?|lines|marks|scratches|burns|wounds|slashes|blood"
            r"|under (?:the|my) sleeves?|barcode|bandages|ones from tonight|mess again",
            r"(?:my|the|her|his) (?:\w+ )?(?:arms?|wrists?|thighs?|legs?|sleeves?|hips?|stomach|shorts|hoodie|sheets)"
            r"|sleeves?|hoodie|bracelets?|shorts|swim\w*|pe|coach|old ones|concealer|(?:never had a|got no|no) cat"
            r"|nosebleeds", unless=rf"{STORY}|{_CHORE}|kitten|car|furniture|old stuff|marks in|{KIN} left|he did"
            rf"|bruis\w*|ground|lying"),
        sentence_with(r"(?:hid\w*|keeps?|kept|stash\w*|found|tape\w*|behind|under|inside|took apart|unscrew\w*) (?:\w+"
            r" ){0,4}(?:razor ?blades?|razors?|blades?|exacto|scalpel|sharpener|shards?)|(?:razor ?blades?|razors?"
            r"|blades?) (?:\w+ ){0,2}(?:hidden|taped|in my (?:phone|case|wallet|sock))",
            r"phone ?case|drawer|under|behind|mattress|pillow|book|box|bag|room|case|sock|wallet|pocket|teddy|pouch"
            r"|mirror|blood|son|daughter|son's|daughter's|sister\S*|just in case|tape\w*", unless=
            rf"{STORY}|{_MISHAP}|toddler|baby ?proof|sensitive|toolbox|art class"),
        sentence_with(r"(?:hit|punch\w*|bang\w*|slam\w*|smash\w*|head) (?:\w+ ){0,3}(?:the |a |against |into "
            r"|on )?(?:wall|walls|mirror|tiles?|bricks?|headboard|door ?frame|locker|tree|concrete|engine block"
            r"|steering wheel)", r"until|till|again|because|so i|my (?:hand|knuckles|head)|quiet|noise|over and over"
            r"|bleed\w*|bled|swollen|calm\w*|felt good|split", unless=rf"{STORY}|{PETS}|headache|her|him|instead of|he"
            rf"|she|parking|bike|ball|years ago"),
        r"(?:cuts|self[- ]harm (?:scars|marks)|burn marks) (?:\w+ )?(?:on|all over|up) (?:her|his|my) (?:\w+ )?(?:arms?"
            r"|wrists?|thighs?|legs?|hips|stomach)(?!.*\b(?:cat|kitten|bike|fell|thorns?|brambles|glass|kitchen|he"
            r"|husband)\b)|(?:full of|covered (?:in|with)) (?:\w+ )?(?:cuts|self harm|scars)(?!.*\b(?:acne|surgery"
            r"|kitten)\b)|(?:stub\w*|put\w*) (?:\w+ ){0,2}(?:cigs?|cigarettes?|smokes) out on (?:myself|my)"
            r"|ice and salt|salt and ice",
    ), deniable=False, fiction=True),
    Sign("urge to hurt oneself", "self_injury", 1, any_of(
        sentence_with(r"urges?|itch\w*|crav\w*|tempt\w*|impulse|fighting|resist\w*|want|wants|wanted|wanna"
            r"|think\w* (?:of|about)|thought (?:of|about)|almost|nearly|trying|scared i'll|might|feel like|miss\w*"
            r"|deserve|promised|clean|tried|wanna|havent|haven't|look at my arm", r"to cut(?= |$|[.,!])|cutting"
            r"|hurt(?:ing)? myself|hurt somewhere|self[- ]?harm\w*|burn(?:ing)? (?:myself|my (?:arm|skin))"
            r"|harm(?:ing)? myself|scratch(?:ing)? myself|punish(?:ing)? myself|be punished|blades?|razors?|skin off"
            r"|to bleed|sharp (?:things|objects)|feel pain|the sting|rubber ?band|scissors|relapse tonight|havent cut"
            r"|haven't cut|(?:deserve|need) (?:the )?pain", unless=rf"{STORY}|{_MISHAP}|sensitive skin|my hair|bangs"
            rf"|fabric|cake|team|jobs|coffee|sugar|carbs|sober|drink\w*|vodka|heroin|pills|my ex|my hours"
            rf"|cut(?:ting)? (?:back|down|off|out|it|class|the|costs|ties|board|me|in|a)|him|her|them|someone|to hit"
            rf"|avoid|(?:don't|never|not) (?:\w+ )?(?:want|going|plan\w*) to (?:hurt|cut|harm|burn) (?:myself"
            rf"|my \w+)(?!.*\bbut\b)"),
        sentence_with(rf"(?:{NUMBER}|\d+) (?:days?|weeks?|months?) (?:\w+ )?(?:clean|free|without)|clean (?:for|since)",
            r"urge\w*|tempt\w*|want|almost|nearly|slip\w*|drawer|itch\w*|miss\w*|ice cube|cut\w*|blade|razors?", unless=
            rf"{STORY}|sober|drink\w*|alcohol|beer|weed|smok\w*|sugar|vape|nicotine|social media|house|kitchen|laundry"
            rf"|heroin|fent\w*|pills|using"),
        sentence_with(r"long sleeves?|hoodies?|sweater|jumper|bracelets|wristbands?|never wear shorts",
            r"in (?:summer|july|august|june|this heat|the heat)|so (?:no ?one|nobody|they|mom) (?:can |will "
            r"|won't )?(?:sees?|notices?|know\w*|asks?)|when it's hot|scars|my cuts|heatwave|see my (?:arms|legs|thighs"
            r"|wrists)", unless=rf"{STORY}|{_MISHAP}|spf|dress code|bruis\w*|he|husband|boyfriend|laundry"),
        r"(?:ice ?cubes?|rubber ?bands?|hair tie|elastic)(?=.*\b(?:wrist|snap\w*|urge\w*|taught me|isnt enough"
            r"|isn't enough|instead of)\b)|my hands want to|nails in so hard|need(?:s)? it to hurt|should be punished"
            r"|(?:want|need|like) to feel (?:the )?(?:pain|something sharp)|hurts? on the outside (?:instead|so)"
            r"|physical pain (?:is|hurts less|instead)",
    ), deniable=False, fiction=True),
)  # fmt: skip

SIGNS: tuple[Sign, ...] = (*MEDICAL, *SELF_INJURY, *EATING, *PSYCHOSIS)
