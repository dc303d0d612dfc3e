"""Wordings of hurting oneself without the wish to die, and of an eating disorder."""

from empathy.chat.clauses import any_of
from empathy.chat.guard.sign import Sign
from empathy.chat.guard.wording import MANY, near

_FAINT = (
    r"(?:faint\w*|pass(?:ed|ing)? out|black(?:ed|ing)? out|blackouts?|collaps\w+|dizzy|everything (?:goes"
    r"|went) (?:black|dark|white)|spots"
    r"|heart (?:is |keeps |has been |was )?(?:flutter\w*|skip\w*|pound\w*|rac\w+|stumbl\w*|doing|weird"
    r"|beats? (?:weird|funny|slow))|palpitations|can't stand up|legs (?:gave|give) (?:out|way)|knees buckl\w*"
    r"|hair (?:is )?(?:falling|coming) out"
    r"|(?:lost|no|missed|haven't had|stopped having) (?:my |a )?period|period (?:stopped|is gone)|always (?:cold"
    r"|freezing)|potassium|bmi|feeding tube|hospital|woke up on the)"
)
_SKIN = (
    r"(?:arms?|wrists?|thighs?|legs?|skin|stomach|hips?|ankles?|forearms?|shoulders?|knuckles|hands?|palm|chest"
    r"|ribs|belly|calf|calves|feet|shins?)"
)
_BLADE = (
    r"(?:razor(?: ?blades?)?|blades?|scissors|box ?cutter|scalpel|exacto|x-?acto|knife|sharpener|safety pin|needle"
    r"|compass|glass|tweezers|lighter|cutter|stanley)"
)
_NO_KITCHEN = (
    r"(?![^.!?]*\b(?:shav\w*|kitchen|cook\w*|chop\w*|slic\w*|onion|bread|bagel|cat|garden\w*|rose\w*|thorn\w*|gym"
    r"|skat\w*|bike|football|soccer|by accident|accidentally|tattoo|lego|opening (?:a|the))\b)"
)

_SELF_INJURY: tuple[Sign, ...] = (
    Sign("deep wound", "self_injury", 3, any_of(
        near(rf"cut|cuts|cutting|sliced?|slit|gash|wound|{_BLADE}",
        r"(?:too|so|really|very|pretty|deeper|deep|way) deep(?:er)?|deeper than|won't (?:stop|close)|stitches"
        r"|gap(?:ing|es)|see (?:the )?(?:fat|white|bone|yellow|inside|layers)|soaked|doesn't stop|dizzy|infected"
        r"|pus|red (?:lines?|streaks?)|hot and|numb", 70) + _NO_KITCHEN,
        rf"(?:holding|hold|got|have|with|press\w*|here with|looking at|staring at|in my hand is) (?:\w+ )?(?:the|a"
        rf"|my) (?:\w+ )?(?:{_BLADE})(?: \w+){{0,2}} (?:right now|to|against|on|in my hand|at|next to me|beside me"
        rf"|near|here|now)(?=[^.!?]*)" + _NO_KITCHEN,
        rf"(?:razor|blade|knife|scissors|lighter)s? (?:is |are |'s )?(?:\w+ )?(?:in|to|against|on|over"
        rf"|touching) (?:my (?:own )?(?:hand|{_SKIN}|bathroom|lap|palm))" + _NO_KITCHEN,
    ), deniable=False),
    Sign("cutting", "self_injury", 2, any_of(
        rf"(?:cut|cuts|cutting|carv\w+|slic\w+|slash\w*|slit|scratch\w*|scrap\w*|stab\w*|gouge\w*|poke|poking"
        rf"|prick\w*) (?:up |at |open |lines? (?:in|on|into) |words? (?:in|on|into) |into )?(?:myself|my (?:own "
        rf"|left |right |upper |inner )*{_SKIN})" + _NO_KITCHEN,
        r"(?:i|i've|i'd|and|been|just|started|start|keep|kept|back to|stopped|go|went back to|it's|am"
        r"|i'm) (?:\w+ )?(?:cut|cutting)(?=(?: again| last night| tonight| today| this| yesterday| when| because"
        r"| to feel| deep\w*| every| at night| since| for| helps| is| more| whenever| so| in|[.,!]|$))(?! (?:back"
        r"|down|off|out|sugar|carbs|weight|it|my|the|class|hair|up|for (?:a|the) (?:show"
        r"|comp\w*)))(?![^.!?]*\b(?:hair|weight|calories|bulk\w*|video|film|wood|fabric|sugar|team|vegetables"
        r"|coffee|hours)\b)",
        r"(?:cutting|cuts|the blade|the razor|hurting myself|self harm\w*|self-harm\w*|burning|the pain|the sting"
        r"|the blood) (?:\w+ )?(?:helps?|is the only|makes (?:it|me|everything)|calms|quiets|works|stops (?:the|it)"
        r"|feels|relieves|the only|took it|drowns)(?![^.!?]*\b(?:calories|workout|gym|tattoo|leg day)\b)",
        r"self[- ]?(?:harm|injur|mutilat)\w*(?=[^.!?]*\b(?:i|i'm|i've|my|me|again|relaps\w+|urge\w*|started|since"
        r"|she|he|her|his)\b)(?![^.!?]*\b(?:awareness|training|essay|research|policy|seminar|chapter)\b)",
        r"(?:fresh|new|healing|more|another|my|red|the) (?:\w+ )?(?:cuts|scars|scabs|wounds|lines|marks|slashes"
        r"|scratches|burns)(?=[^.!?]*\b(?:arms?|wrists?|thighs?|legs?|sleeves?|hid\w*|cover\w*|hoodie|bracelets?"
        r"|see|saw|sees|found|noticed|itch\w*|bandage\w*|shorts|swim\w*|pool|concealer|ask\w*|stomach|hips?|cat)\b)"
        + r"(?![^.!?]*\b(?:cat|kitten|surgery|acne|mosquito|shav\w*|furniture|car|paper|grad\w*|essay|bike|phone)\b)",
        rf"(?:burn|burns|burned|burnt|burning|brand\w*|sear\w*|iron\w*|scald\w*) (?:myself|my (?:own |left |right "
        rf"|inner )*{_SKIN})(?=[^.!?]*\b(?:on purpose|lighter|cigarette\w*|again|because|feel|feeling|match\w*"
        rf"|curling|iron|stove|oven|calm\w*|when|last night|hid\w*|tell|said it was|spoon|to stop"
        rf"|deserve)\b)(?![^.!?]*\b(?:cook\w*|bak\w*|accidentally|by accident|pizza|sunburn\w*|cookies|beach"
        rf"|toast)\b)",
        r"(?:cigarettes?|lighter|match|matches|flame|candle|eraser|ice and salt|salt and ice|rubber bands?|hair tie"
        r"|elastic)(?: \w+){0,4} (?:on|out on|to|against|into|under|over|snap\w*) my (?:own )?(?:\w+ )?(?:arm|skin"
        r"|hand|wrist|thigh|leg|palm|finger\w*)",
        r"(?:hit|hits|hitting|punch\w*|slap\w*|bit|bite|biting|pinch\w*|claw\w*|choke|choking|hurt|hurting"
        r"|punish\w*|bruis\w+|stab\w*|bang\w*|beat|beating) (?:myself|my own (?:\w+)|my (?:head|thighs?|legs?|face"
        r"|skull|fists?|forehead) (?:with|against|on|into|until|over and|again|so|to|when|repeatedly|because"
        r"|at))(?! (?:up over|up about|up for|at the gym|skiing|playing|falling|lifting|running|in the foot"
        r"|on the (?:table|door|coffee|cabinet|car|bed)|with (?:the|a) (?:car|cabinet) door"
        r"|to death for))(?![^.!?]*\b(?:laughing|gym|yoga|football|skat\w*|lifting|deadlift\w*|bike|basketball"
        r"|climb\w*|tripped)\b)",
        r"(?:bang\w*|smash\w*|slam\w*|hit\w*|knock\w*) my (?:own )?head (?:against|on|into|off|with)(?= (?:the|a"
        r"|my) (?:wall|door|floor|desk|fist|bathroom|headboard|tiles?|mirror|something hard))(?=[^.!?]*\b(?:until"
        r"|when|so|again|to|because|stop|every|over|thoughts|quiet|noise|calm|can't|angry|hate|keep)\b)",
        r"(?:punch\w*|hit\w*) (?:the|a|my) (?:\w+ )?(?:wall|walls|mirror|tiles?|brick\w*|door|tree"
        r"|locker)(?: \w+){0,3} (?:until|till|again|because|so|my (?:hand|knuckles)|when|instead of|to feel"
        r"|over and)",
        r"(?:pick|picking|picked|tear\w*|peel\w*|scratch\w*|rip\w*|pull\w*|rub\w*|scrub\w*|dig\w*|dug|bite"
        r"|bit\w*) (?:at )?(?:my |the |out )?(?:\w+ )?(?:skin|scabs?|arms?|nails?|hair|face|lips?|wrists?|scalp"
        r"|thighs?|myself|knuckles|hands|eyelashes|legs|palms?)(?: \w+){0,3} (?:until|till|raw|bleed\w*|bloody|bled"
        r"|open|into my|in clumps|to feel|on purpose)(?![^.!?]*\b(?:eczema|mosquito|poison|itchy|allerg\w*"
        r"|chickenpox)\b)",
        rf"(?:dig|digs|dug|digging|press\w*|sink\w*|drag\w*|push\w*) (?:my |a |the |an? )?(?:\w+ )?(?:nails"
        rf"|fingernails|blade|razor|pen|needle|safety pin|scissors|keys|paperclip|knife|compass|glass|staple\w*"
        rf"|thumbtack)(?: \w+){{0,3}} (?:into|in|across|over|on|along|against|down) my (?:\w+ )?{_SKIN}",
        r"(?:took|take|taking|unscrew\w*|broke|break\w*|smash\w*) (?:\w+ )?(?:apart|open|the blade"
        r"|blades?)?(?: \w+){0,2} (?:(?:pencil )?sharpener|razor|disposable razor)",
        r"(?:hid|hide|hides|hiding|hidden|keep|keeps|kept|stash\w*|found|tape\w*|carry|under"
        r"|behind) (?:\w+ ){0,3}(?:razor(?: ?blades?)?|blades?|exacto|scalpel)(?=[^.!?]*\b(?:phone ?case|drawer"
        r"|under|behind|mattress|pillow|book|box|bag|room|mom|case|sock|in case|her|his|daughter|son|wallet|pocket"
        r"|sister|teddy|bed|pouch|desk)\b)(?![^.!?]*\b(?:shav\w*|toddler|baby proof\w*|kids can't|workshop"
        r"|craft\w*)\b)",
    )),
    Sign("urge to hurt oneself", "self_injury", 1, any_of(
        r"(?:urges?|urged|itch\w*|craving|cravings|tempt\w*|temptation|desire|impulse|need|pull|compulsion|fighting"
        r"|resist\w*) (?:\w+ ){0,3}(?:to |for |of |the |from )?(?:\w+ )?(?:cut(?:ting)?|hurt(?:ing)? myself"
        r"|burn(?:ing)? (?:myself|my)|self[- ]?harm\w*|relapse|scratch(?:ing)? (?:myself|my)|harm(?:ing)? myself"
        r"|hit(?:ting)? myself|punish(?:ing)? myself|blade|razor|bleed|slice|feel (?:physical )?pain"
        r"|the sting)(?! (?:carbs|sugar|down|back|class|coffee|my hair|off|bangs))",
        r"(?:want|wants|wanted|wanna|need|have|think\w*|thought|consider\w*|almost|nearly|about|trying|tried|try"
        r"|so close|close|keep|scared i'll|afraid i'll|might|going|feel like|dream\w*) (?:\w+ )?(?:to |about |of "
        r"|not to )?(?:not )?(?:cut(?:ting)? (?:myself|again|my (?:arm|wrist|skin|thigh|leg))|hurt(?:ing)? myself"
        r"|self[- ]?harm\w*|burn(?:ing)? myself|harm(?:ing)? myself|scratch(?:ing)? myself|punish(?:ing)? myself)"
        + _NO_KITCHEN,
        r"(?:miss|missing|think about|thinking about|thinking of|dream\w* of|looking at|stare at|staring at"
        r"|googled?|eyeing|look at) (?:the |my |a |it,? the )?(?:\w+ )?(?:blades?|razors?|cutting|sharpener"
        r"|scissors differently|scars?|feeling of (?:the|it|cutting)|sting|sharp (?:things|knives"
        r"|objects))(?! (?:gem|haircut|edge|runner|theory))(?![^.!?]*\b(?:shav\w*|gillette|film|movie|vinyl|acne"
        r"|surgery)\b)",
        r"(?:days?|weeks?|months?|years?|long) (?:\w+ )?(?:clean|free|without (?:cutting|hurting|self|doing it"
        r"|a blade))(?=[^.!?]*\b(?:urge\w*|tempt\w*|want|hard|struggl\w*|almost|nearly|might|slip\w*|lose|tonight"
        r"|drawer|itch\w*|broke|ruin\w*|miss\w*|but)\b)(?![^.!?]*\b(?:sober|drink\w*|alcohol|beer|weed|smok\w*"
        r"|sugar|vape|nicotine|social media)\b)",
        r"(?:long sleeves?|hoodies?|sweater|jumper|bracelets|bandages?|band-?aids?|plasters"
        r"|wristbands?)(?=[^.!?]*\b(?:in (?:summer|july|august|june|this heat|the heat)|hid\w*|cover\w*"
        r"|so (?:no ?one|nobody|they|mom|she|he)|even when it's hot|scars?|cuts|degrees|all summer|asks?|hottest"
        r"|heatwave|the pool|pe|gym class)\b)(?![^.!?]*\b(?:sunburn|mosquito\w*|tattoo|sun protection|spf|uv"
        r"|dress code|eczema|blister\w*)\b)",
        r"(?:cold|boiling|scalding|burning|hot) (?:water|shower)(?=[^.!?]*\b(?:punish|until (?:it|my skin|i)"
        r"|skin (?:is|goes|turns)|hurts|feel something|on purpose|deserve)\b)",
        r"(?:feel|felt) (?:\w+ )?(?:something|anything|real|alive|better|calm|quiet|relief)(?=[^.!?]*\b(?:bleed\w*"
        r"|blood|cut|pain|blade|hurt\w*|burn\w*|sting\w*)\b)(?![^.!?]*\b(?:tattoo|workout|gym|song|blood test"
        r"|stomach|back|painkillers?|medication|ibuprofen)\b)",
        r"(?:deserve|deserved|deserves|needed|need) (?:the |this |to feel |to )?(?:pain|hurt|punish\w*|suffer|bleed"
        r"|bruis\w+)(?=[^.!?]*)(?! (?:relief|killers?|management|meds|medication))(?<!he )",
    ), deniable=False),
)  # fmt: skip

_EATING: tuple[Sign, ...] = (
    Sign("weak from not eating", "eating_disorder", 3, any_of(
        near(r"(?:not |n't |without |haven't |stopped |barely |skip\w* |no )(?:\w+ ){0,2}(?:eat|eating|eaten|ate"
        r"|food|meals?)|starv\w+|fast(?:ing|ed)|purg\w+|throw\w* up|laxatives?|binge\w*|calories|restrict\w+"
        r"|anorexi\w+|bulimi\w+|losing weight|my weight|goal weight|diet pills", _FAINT, 90),
        near(r"skip\w*|stop\w*|not tak\w*|cut\w* back|less|without|manipulat\w*|don't take", r"insulin", 20)
        + r"(?=[^.!?]*\b(?:weight|thin|skinny|lose|fat|jeans|scale|pounds|kilos|lbs|kg|size|body|slim)\b)",
        r"diabulimi\w*",
        near(r"vomit\w*|throw\w* up|threw up|purg\w+|puk\w+|laxatives?",
        r"blood(?! (?:test|orange))|collaps\w+|heart|can't stop shaking", 60) + r"(?<!heartburn)",
    ), deniable=False),
    Sign("purging", "eating_disorder", 2, any_of(
        r"(?:throw|threw|thrown|throwing|puk\w+|vomit\w*|bring|brought|bringing|get|getting|got|chuck\w*) (?:it "
        r"|everything |them |that |dinner |lunch |food |my \w+ |the \w+ |all of it )?(?:all )?(?:back )?(?:up"
        r"|rid of (?:it|dinner|lunch|the food|what i ate|everything)|out) (?:after|every|on purpose|again|so (?:i"
        r"|it|that)|in the (?:shower|toilet)|when(?:ever)? i eat|because i ate|until|before (?:it|anyone)"
        r"|as soon as)",
        r"(?:make|makes|making|made) (?:my ?self|me|herself|himself) (?:\w+ )?(?:throw up|sick|vomit|puke|be sick"
        r"|gag)(?=[^.!?]*)", r"(?:fingers?|toothbrush|spoon) (?:\w+ )?down (?:my|her|his) throat",
        r"purg(?:e|es|ed|ing)(?! (?:my |the )?(?:closet|wardrobe|clothes|files|inbox|emails?|apartment|garage|junk"
        r"|list))", near(r"bing(?:e|es|ed|ing|eing)(?!-? ?watch\w*)",
        r"purg\w*|throw\w*|threw|vomit\w*|sick|laxatives?|toilet|puk\w*"),
        near(r"(?:run|turn|leave|leaving|running|turned|ran) (?:on )?(?:the )?(?:tap|shower|faucet|water|fan|music)",
        r"(?:can't|don't|won't|doesn't|nobody|no one|not|never) (?:\w+ )?hears?(?: me)?(?! (?:the|my) (?:baby"
        r"|phone))") + r"(?=[^.!?]*\b(?:dinner|eat|ate|lunch|sick|throw|bathroom|toilet|meal)\b)",
        r"(?:bathroom|toilet) (?:\w+ )?(?:right |straight )?after (?:dinner|lunch|meals|every meal|eating|we eat"
        r"|i eat|she eats|he eats)",
        r"(?:quiet|silent|good|fast|practi[sc]ed) (?:\w+ )?at (?:throwing up|being sick|puking|vomiting)",
        r"(?:teeth|throat|knuckles|enamel)(?: \w+){0,5} (?:from|because of) (?:throwing|the acid|being sick|purging"
        r"|vomiting|puking)",
        r"bulimi[ac]\w*(?=[^.!?]*\b(?:i|i'm|my|me|relaps\w+|again|she|he)\b)", r"chew(?:ing|ed)? (?:and|n|&) spit\w*",
    ), deniable=True),
    Sign("laxatives", "eating_disorder", 2, any_of(
        r"(?:laxatives?|lax|diuretics?|water pills|diet pills|ipecac|enemas?|slimming pills|skinny tea|detox tea"
        r"|ozempic|appetite suppressants?)(?![^.!?]*\b(?:prescribed|doctor (?:said|told|gave|recommended)"
        r"|constipat\w*|colonoscopy|opioid|vet|surgery|dog|cat|grandma|post-?op)\b)(?=[^.!?]*\b(?:every|after|again"
        r"|more|hide|hiding|hid|secret\w*|bought|box|took|take|taking|flat|empty|weight|thin|ate|eat\w*|binge\w*"
        r"|fast\w*|handful|mom|doesn't know|\d+|lunch|dinner|lose|stomach)\b)",
        r"(?:bought|buy|took|take|taking|hid\w*|using|used|stole|need|abus\w+|swallow\w*|handful of|pack of"
        r"|box of) (?:\w+ ){0,3}(?:laxatives|diet pills|water pills|diuretics)",
    )),
    Sign("days without food", "eating_disorder", 2, any_of(
        rf"(?:haven't|not|hasn't|didn't|havent|have not|hardly|barely|n't)(?: \w+)? (?:eaten|ate|eat|had (?:any "
        rf"|solid |real )?food|had (?:anything|a meal|a bite)|touched food|kept (?:any )?food)(?: \w+){{0,3}} (?:in"
        rf"|for|since) (?:\w+ ){{0,2}}(?:days?|{MANY} \w+|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
        rf"|the weekend|last|weeks?|\d+ ?(?:hours|hrs|h)|yesterday)(?![^.!?]*\b(?:flu|bug|virus|surgery|bread|sushi"
        rf"|gluten|meat)\b)",
        rf"(?:day|hour) (?:{MANY}|one|1) (?:\w+ )?(?:of |without |with )?(?:no |not |nothing|zero |my |the |a "
        rf"|water )?(?:food|eating|fast\w*|nothing|eaten|intake|calories)",
        rf"{MANY} (?:\w+ )?(?:days?|hours?|weeks?|hrs)(?: \w+){{0,2}} (?:without|with no|no|with nothing but|of no"
        rf"|of not|on just|on only|on nothing but) (?:\w+ )?(?:food|eating|solid|eat|water and|coffee|meals?|gum"
        rf"|broth|liquids|diet coke|tea)(?! for (?:ramadan|lent))",
        r"(?:only|just|nothing but|living on|lived on|surviving on) (?:\w+ )?(?:water|black coffee|coffee|diet coke"
        r"|coke zero|gum|ice(?: cubes| chips)?|an apple|one apple|half an apple|celery|cucumbers?|rice cakes?|broth"
        r"|lettuce|energy drinks|green tea|tea|cigarettes|lemon water|mustard)(?: \w+){0,4} (?:for|since|all|today"
        r"|a day|in|this week|until|days?|week)(?![^.!?]*\b(?:ramadan|yom kippur|colonoscopy|lent|flu|bug|surgery"
        r"|sick|budget|payday|broke)\b)",
        r"(?:fast(?:ed|ing)?|water fast|not eating|starv(?:ed|ing)(?: myself)?) (?:\w+ )?(?:for|since|until"
        r"|till) (?:\w+ )?(?:\d+|two|three|four|five|six|seven|days?|monday|friday|the weekend|i'm|i am|i fit|my"
        r"|i reach|i see)(?! ?(?:am|pm|hours? before|sunset|sundown|noon))(?![^.!?]*\b(?:ramadan|lent|yom kippur"
        r"|blood (?:test|work)|surgery|church|prayer|intermittent|doctor|iftar)\b)",
        r"(?:starv\w+) (?:myself|herself|himself)",
        r"(?:stopped|stop|quit|given up|refus\w+|refuses to) (?:eating|eat|food)(?! (?:meat|sugar|gluten|dairy|out"
        r"|chocolate|bread|carbs|fish|after|animals?|eggs|pork|junk|fast|candy|late|at|processed|so much|too much"
        r"|sweets))",
    ), deniable=False),
    Sign("bingeing", "eating_disorder", 2, any_of(
        r"bing(?:e|es|ed|eing|ing)(?! ?-?(?:watch\w*|read\w*|listen\w*|worthy|tv|netflix|season|show|on (?:netflix"
        r"|shows|podcasts)|the (?:show|series|whole)))(?=[^.!?]*\b(?:eat\w*|ate|food|again|night|stop|hate"
        r"|disgust\w*|secret\w*|cry\w*|sick|until|fridge|wrappers?|every|ashamed|hid\w*|starve|restrict\w*)\b)",
        r"(?:ate|eat|eating|eaten) (?:\w+ ){0,6}(?:until|till) (?:it |i |my )(?:\w+ )?(?:hurts?|couldn't|can't"
        r"|felt sick|sick|threw up|throw up|cried|stomach|breathe)(?![^.!?]*\b(?:thanksgiving|christmas|buffet"
        r"|laughing|wedding)\b)",
        near(r"(?:hid\w*|buried|stash\w*|secret\w*) (?:\w+ ){0,3}(?:wrappers|food|packets|packaging|boxes|snacks)",
        r"ashamed|again|under my bed|trash|mom|ate|eat\w*|husband|bag|drawer|so no"),
    )),
    Sign("restricting", "eating_disorder", 1, any_of(
        r"(?:[1-9]\d\d|1000|zero|0) ?(?:calories|cals?|kcals?)(?! (?:burned|burnt|deficit per|per serving"
        r"|on the (?:bike|treadmill)|a slice|each|in (?:a|one|that|this)))(?=[^.!?]*\b(?:day|today|limit|max|under"
        r"|only|max|allowed|over|yesterday|feel|guilty|left|stay|still|if i)\b)", near(r"under|below|limit|max"
        r"|allowed|only|allow myself|no more than", r"[2-9]\d\d ?(?:calories|cals?|kcals?)", 25),
        r"count\w* (?:every|each|the) (?:calories?|almonds?|bites?|grapes?|crackers?|calorie in|single)",
        r"(?:every|each) (?:single )?(?:calorie|bite|gram|mouthful)(?=[^.!?]*\b(?:count\w*|log\w*|weigh\w*|chew\w*"
        r"|guilt\w*|hate|track\w*|panic\w*|cry|times|feels?)\b)",
        r"skip(?:s|ped|ping)? (?:\w+ )?(?:meals|eating|food|breakfast and lunch|lunch and dinner|dinner again"
        r"|lunch again|breakfast again|lunch every|dinner every|most meals|both)(?! because (?:of )?(?:work"
        r"|meetings))",
        r"skip(?:ped|ping)? (?:dinner|lunch|breakfast)(?=[^.!?]*\b(?:fat|weight|proud|control|thin|skinny|calories"
        r"|feel (?:good|strong|light|clean)|deserve|scale|make up for|dress|jeans)\b)",
        r"(?:hid\w*|scrap\w*|spit\w*|slip\w*|feed\w*|fed|toss\w*|threw|throw\w*|flush\w*"
        r"|dump\w*) (?:\w+ ){0,3}(?:food|lunch|dinner|breakfast|sandwich(?:es)?|my plate|meals?|it|chicken"
        r"|half) (?:\w+ )?(?:in|into|to|away|out|under|down) (?:\w+ ){0,2}(?:napkin|tissue|pocket|trash|bin|dog"
        r"|sleeve|bag|toilet|sock|garbage|bed|mom|notice|school|plant)",
        r"(?:tell|told|telling|say|said|saying|lie|lied|lying)(?: \w+){0,3} (?:that )?(?:i|i'd|i've|about|she"
        r"|he)(?:'ve|'d| had| have|'s)? (?:already )?(?:ate|eaten|eating|had (?:lunch|dinner|breakfast)"
        r"|what i (?:eat|ate))(?! there)",
        r"(?:don't|didn't|haven't|not) (?:\w+ )?(?:deserve|earned?|allowed?)(?: \w+)? (?:to eat|food|dinner|lunch"
        r"|breakfast|a meal|eating|it yet)(?! late)",
        r"(?:scared|afraid|terrified|fear|petrified|panic\w*|anxious|anxiety|scares me) (?:of |about |over |at "
        r"|to )?(?:\w+ )?(?:gain\w*|getting fat|being fat|food|eat\b|eating(?! alone)|calories|carbs|the scale"
        r"|bread|oil|weight|dinner|mealtimes?|butter|recovery weight|pasta|swallow\w*)(?! (?:poisoning|prices))",
        r"(?:feel|felt|feeling|feels) (?:so |like a |like |really |all )?(?:disgust\w*|guilty|fat|gross|huge"
        r"|failure|dirty|pig|whale|heavy|ashamed|like i failed)(?: \w+){0,3} (?:after|when(?:ever)?|every time|for"
        r"|if|because) (?:i )?(?:eat\w*|ate|lunch|dinner|food|a (?:meal|salad|sandwich|banana|bite)|having (?:eaten"
        r"|lunch|dinner)|(?:eating|finishing|keeping))",
        r"weigh(?:ed|ing|s)? (?:my ?self|in|my food)(?: \w+){0,2} (?:\d+|ten|five|six|seven|eight|four|three|twice"
        r"|multiple|several|every|before|after|again|all|again and|each|naked|constantly|first thing)(?! week"
        r"| sunday| month)",
        r"(?:thinspo|meanspo|bonespo|pro-?ana|pro-?mia|thigh gap|ugw|body ?check\w*|collar ?bones?|hip ?bones"
        r"|ribs) (?:\w+ )?(?:is|are|show\w*|stick\w*|poking|pok\w*|visible|blogs?|account|pics|again|every|in the"
        r"|and|finally|through|like)(?! (?:broke|fractur\w*|cracked|sore|hurt))",
        r"goal weight|gw|(?:down|lost) (?:to )?\d+ ?(?:lbs?|pounds|kg|kilos)(?=[^.!?]*\b(?:still|more|fat|enough"
        r"|not|proud|hospital|nobody|cold|stop)\b)",
        r"(?:love|like|miss|good|proud|safe|clean|pure|strong|powerful|in control|high)(?: \w+){0,5} (?:when"
        r"|feeling|of|being|to be|to feel|with|the|i'm) (?:\w+ )?(?:empty|hungry|hunger|starving"
        r"|stomach (?:growl\w*|rumbl\w*|empty|hurts))",
        r"(?:empty|hungry|hunger) (?:\w+ ){0,3}(?:feels|makes me feel|means) (?:\w+ )?(?:good|clean|safe|strong"
        r"|pure|powerful|in control|like (?:winning|i'm winning|success)|i'm (?:good|winning|strong))",
        r"(?:burn|run|work|walk|exercise|sweat|jog\w*|swim|earn) (?:\w+ )?(?:it |them |that |this )?(?:all )?(?:off"
        r"|back|out) (?:every|everything|what|whatever|all|before|after|the)(?=[^.!?]*\b(?:ate|eat|calories?|dinner"
        r"|lunch|cookie|cake|food|sleep|until|meal)\b)(?![^.!?]*\b(?:laughing|thanksgiving|holiday|worth it)\b)",
        near(r"(?:run|running|exercis\w+|gym|workout|squats|sit-?ups|steps|star ?jumps|jumping jacks)",
        r"(?:can't|won't let myself|not allowed to|don't let myself|before i(?:'m)? (?:can|let|allow\w*)|have to"
        r"|even (?:with|on|when)|until i) (?:\w+ ){0,3}(?:stop|eat|rest|sleep|sit|injur\w*|fever|broken|fractur\w*"
        r"|collapse|make up)") + r"(?![^.!?]*\b(?:marathon training|season)\b)",
        r"(?:still|look|looks|looking|see|seeing|am|i'm|feel|so|too|get|getting) (?:\w+ )?(?:fat|huge|disgusting"
        r"|enormous|obese|massive)(?=[^.!?]*\b(?:eat\w*|ate|mirror|food|weight|thin|everyone says|kg|pounds|lbs"
        r"|calories|bones?|size|skip\w*|diet)\b)(?![^.!?]*\b(?:cat|dog|hamster|laughing|paycheck)\b)",
        r"(?:everyone|everybody|people|they|mom|friends|doctor|teacher|coach|he|she|husband)(?: \w+)? (?:says?|said"
        r"|think|thinks|keep saying|keeps saying|worried)(?: \w+){0,3} (?:i'm|i am|i look|i've (?:got|gotten|lost)"
        r"|i) (?:\w+ )?(?:too |so )?(?:thin|skinny|bony|skeletal|underweight|sick|much weight|skeleton"
        r"|like a skeleton)",
        r"(?:clothes|jeans|pants|trousers|uniform|ring)(?: \w+){0,3} (?:falling|fall|slid\w*|hang\w*|loose|slip\w*"
        r"|too big)(?: \w+){0,2} (?:off|down)?(?=[^.!?]*\b(?:good|proud|happy|eat\w*|thin|bones?|still|smaller|love"
        r"|disappear\w*|not enough)\b)",
        r"(?:anorexi[ac]|eating disorder|ed|orthorexi\w*|ednos|arfid)(?=[^.!?]*\b(?:relaps\w+|again|back|voice"
        r"|louder|slip\w*|won't|worse|my|i|think|telling|she|he)\b)(?! (?:sheeran|and|essay|awareness|charity"
        r"|clinic where))",
        r"my (?:\w+ )?(?:daughter|son|sister|friend|roommate|girlfriend|wife|best friend|brother|boyfriend"
        r"|niece)(?:'s| has| is)? (?:\w+ ){0,3}(?:stopped eating|won't eat|barely eats|hardly eats|not eating"
        r"|doesn't eat|isn't eating|hasn't eaten|skipping|throws? up|making (?:her|him)self (?:sick|throw)"
        r"|only eats|hides? food|losing weight|lost so much)(?! (?:veg\w*|her greens|his greens|broccoli))",
    ), deniable=False),
)  # fmt: skip

SIGNS: tuple[Sign, ...] = (*_SELF_INJURY, *_EATING)
