"""What people write when they may hurt somebody."""

from empathy.chat.clauses import any_of
from empathy.chat.guard.fragments import CHILD, JOKE, KIN, PLAY, WEAPON, near, sentence_with
from empathy.chat.guard.sign import Sign

_HARM = (
    r"(?:hurt|kill|stabb?|shoot|strangl|chok|murder|attack|beat|punch|poison|burn|hitt?|smash|bash|harm|slapp?|tortur"
    r"|shov|push|throw|drown|maim|break|cut|slit|torch|destroy|run over|swing at|lash out at|end|rip|tear)(?:e|ing|ed)?"
)
_HIM = (
    rf"(?:him|her|them|someone|somebody|people|everyone|everybody|those \w+|that (?!is|was|i\b)\w+|every one of"
    rf"|my (?:\w+ )?(?:{KIN}|boss|manager|landlord|neighbou?r|teacher|coworker|roommate|bully|bullies|classmates?)\S*"
    rf"|the (?:guy|man|kid|kids|doctor|driver|boss|baby|girl|woman|pastor|people|neighbou?r|old (?:lady|man))\S*"
    rf"|a (?:customer|person|kid|stranger))"
)
_TARGET = (
    r"that (?:guy|man|woman|kid|boy|girl|bitch|bastard|judge|teacher|doctor|dude)|know where|him|her|them|his|their|he"
    r"|she|they|she's|he's|everyone|school|class|bully|bullies|boss|ex|people|monday|friday|tomorrow|tonight|next time"
    r"|those|court\w*|pay|laugh\w*"
)

SIGNS: tuple[Sign, ...] = (
    Sign("intent to kill", "violence", 3, any_of(
        sentence_with(rf"(?:i'm|i am|we're|we are|i swear i'm) (?:\w+ )?(?:going to|about to|ready to|planning to"
            rf"|the one who must) (?:\w+ ){{0,2}}(?:kill|murder|stab|shoot|strangle|poison|drown|slit|execute|burn"
            rf"|end) {_HIM}|(?:i'll|i will) (?:\w+ )?(?:kill|murder|stab|shoot|strangle|poison) {_HIM}|(?:i'm"
            rf"|i am) (?:shooting|killing|stabbing|ending|poisoning) {_HIM}", unless=rf"{JOKE}|ate|stole|cat|puns?"
            rf"|spider"),
        r"i(?:'ll| will| am going to|'m going to) (?:\w+ )?(?:smash|bash|break|crack|slit|cut|ruin|melt|cave|split"
            r"|knock) (?:\w+ ){0,4}(?:his|her|their|that \w+'s) (?:\w+ )?(?:head|face|skull|throat|teeth|legs?"
            r"|knees?|neck|jaw)|bullets? (?:in|through|into) (?:his|her|their|that|the|a) (?:\w+ )?(?:\w*head|leg"
            r"|chest|skull|judge|boss|man|guy|\w+'s)|hands (?:\w+ ){0,2}(?:around|on|round) (?:his|her"
            r"|their) (?:throat|neck)",
        r"(?:going to|about to) kill (?!it|time|me|myself|this|that|the|for|a|an|some|two|you|bill|him|her|them"
            r"|my)[a-z]+(?=[.!]|$)|(?:he|she|they) (?:won't|will not|isn't going to|aren't going to"
            r"|'s not going to) (?:make it (?:to (?:the|his|her) (?:car|door|house|gate|court)|out|past)|wake up"
            r"|walk out|leave alive|be breathing|live to|see (?:monday|christmas|the morning))",
        sentence_with(r"(?:then )?(?:nobody|no one|neither of us) (?:gets|has|will have|can have) (?:them|her|him"
            r"|the (?:kids|children))|(?:her|him|me) and then the (?:kids|children)|take (?:\w+ ){0,3}(?:kids|children"
            r"|everyone|them all|as many|a few|some) (?:\w+ ){0,4}with me|(?:must|have to) do it to my|no witnesses"
            r"|one of us (?:has to|is going to|must|will|ends up)(?: be)? (?:die|dead)", unless=
            rf"{PLAY}|trip|vacation|party|shopping|book"),
        sentence_with(rf"(?:plan\w*|figured out|worked out|decided|know) (?:\w+ ){{0,4}}(?:to |how |of )(?:\w+"
            rf" )?(?:{_HARM}|get rid of|make) {_HIM}", r"hurt\w*|kill\w*|stab\w*|shoot\w*|strangl\w*|murder\w*"
            r"|attack\w*|beat\w*|poison\w*|burn\w*|pay|suffer|get rid of|disappear", unless=
            rf"{JOKE}|don't want|surprise|birthday|without hurting|not to hurt|guns? go"),
    )),
    Sign("means and a target", "violence", 3, any_of(
        sentence_with(r"i|i've|we|my \w+|i'll|i'm|got|brought|bought|uncle", rf"(?:bought|buy\w*|got|getting|get|have"
            rf"|has|grabbed|found|took|bring\w*|brought|carry\w*|sharpen\w*|load\w*|pack\w*|stole|borrow\w*|holding"
            rf"|gave|polished|keep) (?:\w+ ){{0,4}}{WEAPON}", rf"{_TARGET}|wait\w*|shoved", unless=
            rf"{JOKE}|mower|kitchen|chef|chop\w*|cook\w*|bread|deer|hunt\w*|camp\w*|fishing|butcher\w*|scouts?|fenc\w*"
            rf"|shel(?:f|ves)|hedge|tool ?\w*|gift|christmas|birthday|baseball|antique|museum|club|craft\w*|sew\w*"
            rf"|he has|she has|he's got|he got|she got|robb\w*|police|his collection|they have"),
        r"(?:bring|bringing|brought|carrying|take|taking|took) (?:\w+ )?(?:a|my|the|my \w+'s) (?:\w+ )?(?:knife|gun"
            r"|rifle|glock|pistol|blade|strap|shank|hammer|bat|weapon)(?: \w+)? (?:to (?:school|class|work|the office"
            r"|church|prom)|today|tomorrow|with me|in my (?:bag|locker|backpack|pocket))(?!.*\b(?:chef|kitchen|cook\w*"
            r"|camp\w*|fishing|hunting|scouts|restaurant|baseball|practice|cake)\b)",
        rf"{WEAPON}(?:'s| is| are)? (?:already )?(?:in|under) (?:my|the) (?:\w+ )?(?:pillow|bed|bag|backpack|locker"
            rf"|pocket|trunk|boot|van|jacket|coat|glove ?box|car)(?!.*\b(?:fenc\w*|fixing|tool\w*|because)\b)"
            rf"|{WEAPON} in the (?:garage|car|trunk|bag)(?=.*\b(?:she|he|she's|he's|her|him|they)\b)|(?:sharpened"
            rf"|loaded) it(?=[.,! ])|next time i (?:won't|wont) be (?:\w+ )?(?:swinging|talking|missing|punching"
            rf"|so nice)|loosened (?:\w+ ){{0,4}}(?:on|of) (?:his|her|their)|cut(?:ting)? (?:the|his|her"
            rf"|their) brakes?(?: lines?)?",
        sentence_with(r"(?:put|putting|puts|slip\w*|mix\w*|pour\w*|drop\w*|crush\w*|add\w*|spit) (?:\w+ ){0,5}(?:in"
            r"|into|to) (?:his|her|their|the \w+'s|a \w+s|my \w+'s) (?:\w+ )?(?:food|drinks?|coffee|tea|soup|dinner"
            r"|lunch|glass|water|beer|wine|thermos)|poison (?:his|her|their|my \w+'s|the \w+'s) \w+", unless=
            rf"{JOKE}|sugar|milk|honey|ice|vet|prescri\w*|protein|vitamin\w*|ring"),
        sentence_with(r"(?:run|drive|driving|ram|plow|mow|push|shove|throw) (?:\w+ ){0,3}(?:(?:him|her|them|people"
            r"|my \w+) (?:over|down|off the|in front of|under|out (?:the|of the) window)|(?:into|through) (?:him|her"
            r"|them|his|her|the (?:crowd|parade|people|building)|a (?:crowd|parade)|people))",
            r"i|i'll|i'd|want|going to|thinking|might|could|my", unless=rf"{JOKE}|sims|almost|nearly|accident"),
        r"(?:hire|pay|paid|found|know) (?:a |some |the |my )?(?:someone|guys?|hitman|people|dude|cousins?"
            r"|friend)(?: \w+)? (?:to|who(?:'ll| will| can| would)) (?:hurt|beat|break|take care of|scare|jump|mess"
            r"|rough|kill|do it)",
        sentence_with(r"(?:set|light|burn\w*|torch) (?:\w+ ){0,5}(?:on fire|down|alight)|set fire to|burn (?:his|her"
            r"|their|my ex'?s) (?:house|car|place|shop|stuff)", r"his|her|their|ex'?s|school|church|mosque|office"
            r"|people|inside|with (?:him|her|them|the)|boss|neighbou?r\w*", r"i|i'll|i'd|want|wanna|someone should"
            r"|going to|deserve\w*|might be me|tonight|pay", unless=rf"{JOKE}|candle|bbq|grill|stove|bonfire|kitchen"
            rf"|accident\w*|news|wildfire|cut me"),
        sentence_with(r"(?:wait\w*|sit|sitting|sat|parked|standing|stood|hid\w*|be|on my way|heading|drive"
            r"|going) (?:\w+ ){0,4}(?:outside|by|behind|near|in front of|over to|over|at that|at the"
            r"|to) (?:\w+ )?(?:his|her|their|gate|club|bed|my \w+'s|him|her)", rf"{WEAPON}|(?:break|smash) (?:his|her"
            rf"|their)|regret|teach (?:him|her)|suffer|one of us|won't make it|finish (?:him|her|this)|settle this"
            rf"|beat (?:him|her|them)|show (?:him|her) (?:what|who)|make (?:him|her|them) pay|talk to me or don't",
            unless=rf"{JOKE}|ferry|flowers|surprise|concert"),
        rf"(?:going|driving|drive|coming|heading|walk\w*|show\w* up|go) (?:\w+ ){{0,5}}with (?:a|the|my"
            rf"|two) (?:\w+ )?{WEAPON}(?!.*\b(?:camp\w*|hunt\w*|fish\w*|cook\w*|chop\w*|practice|fix\w*|wood)\b)"
            rf"|pay with (?:his|her|their) (?:blood|life)|jump (?:that|this|the) (?:\w+ )?(?:guy|kid|snitch|dude|bitch"
            rf"|boy|girl)|jump (?:him|her|them) (?:after|tomorrow|tonight|when|outside|on the way)",
        r"(?:waiting|hiding) (?:by|behind|outside) (?:his|her) (?:door|car)(?=[.!]|$)|(?:he|she)(?:'s| is"
            r"|s)? always (?:\w+ )?(?:the last (?:one )?(?:out|to leave)|alone)(?=.*\b(?:shop|closes|nine|night)\b)",
        near(r"(?:know|found|saved|got|wrote down|looked up) (?:exactly )?(?:where (?:he|she|they)(?:'s)? (?:lives?"
            r"|works?|parks?|sleeps?|walks?|drinks|goes|runs)|(?:his|her|their|the) (?:schedule|route|license plate"
            r"|address))", rf"{WEAPON}|pay|hurt|kill|regret|wait\w*|follow\w*|suffer|alone|lesson|get (?:him|her|them)"
            rf"|scare|cut me off|driveway"),
    )),
    Sign("mass threat", "violence", 3, any_of(
        r"(?:shoot|blow|burn|light|bomb) (?:\w+ )?(?:up )?(?:the|my|this|that|our) (?:whole |entire |damn "
            r"|fucking )?(?:school|office|church|mosque|synagogue|mall|warehouse|class\w*|cafeteria|campus|workplace"
            r"|hospital)(?: up| down)?(?!.*\b(?:lights on|game|minecraft)\b)|pipe bomb|bomb squad(?=.*\b(?:me|i|office"
            r"|school|laugh|monday)\b)|(?:build\w*|making|made) a bomb(?!.*\b(?:bath|game|glitter|cocoa)\b)",
        r"(?:nobody|no one|don't|do not|none of you|you (?:shouldn't|better not)) (?:\w+ )?(?:come|go|be|show up"
            r"|sit) (?:in )?(?:to|at|in|near) ?(?:\w+ ){0,2}(?:school|class|period|work|office|cafeteria|gym|assembly"
            r"|mall)(?=.*\b(?:monday|tuesday|wednesday|thursday|friday|tomorrow|all i'm saying|trust me"
            r"|warn\w*)\b)(?!.*\b(?:snow|closed|holiday|sick|strike|covid|flu)\b)|(?:the next |another "
            r"|like )columbine(?!.*\bdocumentary\b)|(?:school|mass) shoot\w*(?=.*\b(?:i'll|i want|understand why|i get"
            r"|do one|respect)\b)|(?:hit|kill|death) ?list(?!.*\b(?:movie|game)\b)|(?:everyone|everybody|they|you"
            r"|all of (?:them|you))(?: (?!who)\w+){0,4} (?:(?:is|are) going to|'re going to|will) (?:all )?(?:die|burn"
            r"|bleed)(?!.*\b(?:someday|eventually|one day|old|of (?:heat|boredom)|laughing|calories)\b)",
        sentence_with(r"list of (?:\w+ )?(?:people|kids|everyone|names|who|those|students|teachers)|(?:got|have|made"
            r"|keep) a list|end up on the news|be on the news|make the news|(?:learn|know|remember) (?:my name"
            r"|who i am)|(?:they|everyone|you|women|all (?:\w+ )?)(?:'ll| will|'re going to| are going to"
            r"|'re all going to| should)? (?:all )?(?:pay for what|going to pay|pay\b|bleed|be sorry|regret it|beg)",
            r"die|dies|hurt|wronged|kill\w*|bullied|because|names|box|gets? away|not this time|easy|soon|roommate"
            r"|monday|friday|tomorrow|what they did|laughed|bomb|gun|knife|women|school", unless=
            rf"{PLAY}|guest|grocer\w*|christmas|invite\w*|baby names?|books|concert|famous|audition\w*|team|award|back"
            rf"|rent|lunch|dinner|karma"),
    )),
    Sign("wish to hurt somebody", "violence", 2, any_of(
        sentence_with(rf"(?:want\w*|wanna|would love|itching|tempted|ready|urges?|impulses?|thoughts?|thinking|think"
            rf"|so close|close|fantas\w*|imagin\w*|images?|dream\w*|pictur\w*|daydream\w*|obsess\w*|almost|nearly"
            rf"|looking forward|might|about to|feel like) (?:\w+ ){{0,4}}(?:{_HARM}) (?:\w+ )?{_HIM}|(?:want|love"
            rf"|like)\w* to (?:watch|see|hear) {_HIM} (?:burn|suffer|bleed|die|beg|scream|crawl|hurt)|want\w* (?:him"
            rf"|her|them|those \w+|that \w+|everyone) (?:\w+ )?(?:to (?:bleed|suffer|pay|die|hurt|burn|beg|feel|rot"
            rf"|be scared)|dead|gone)|(?:want|going) to make (?:him|her|them|everyone) (?:pay|suffer|bleed|regret|beg"
            rf"|hurt|scared|sorry)", r"hurt\w*|kill\w*|stab\w*|shoot\w*|strangl\w*|chok\w*|murder\w*|attack\w*|beat\w*"
            r"|punch\w*|poison\w*|burn\w*|hit\w*|smash\w*|bash\w*|harm\w*|slap\w*|tortur\w*|swing|lash|bleed|suffer|pay"
            r"|die|dead|scream\w*|shov\w*|drown\w*|throat|fire|push\w*|rot|beg|teeth|throw\w*", unless=
            rf"{JOKE}|yourself|myself|don't want|didn't want|not want|bagel|high score|record|feelings|cry happy|proud"
            rf"|throw (?:\w+ )?(?:away|out|a party)|clothes|car|thinking about (?:him|her)|wanted to hurt me"),
        r"(?:urges?|impulses?|thoughts?|fantas\w*|dreams?) (?:of |about )(?:hurting|killing|stabbing"
            r"|violence)(?! (?:yourself|myself))|(?:violent|homicidal|murderous) (?:thoughts?|urges?|fantas\w*"
            r"|impulses?|images?)|homicidal|my hands (?:around|on|round) (?:his|her|my \w+'s) (?:neck|throat)|(?:like"
            r"|love|enjoy|helps?|calms|asleep|feels good)(?: \w+){0,3} (?:thinking|imagining|picturing)(?: \w+){0,6}"
            r" (?:hurt|die|suffer|pain|dead|bleed\w*|scream\w*)",
        r"(?:smash|bash|cave|kick|beat|punch|break|knock|stomp)(?: \w+)? (?:his|her|their|that \w+'s) (?:\w+ )?(?:face"
            r"|skull|head|teeth|jaw|legs?|knees?|kneecaps?|nose|fingers|ribs|neck)(?: in)?(?!.*\b(?:scrabble|game"
            r"|uno)\b)|(?:slap|knock|beat|kick) the (?:teeth|shit|hell|life|daylights|crap) out of (?:him|her|them|my"
            r"|that)|could (?:really |actually |seriously |honestly )?(?:hurt|stab|strangle|shoot) (?:someone|somebody"
            r"|people|him|her|them)(?! with)|if i (?:thought|knew) i(?:'d| could| would) get away with it|someone(?:'s"
            r"| is) going to get hurt|so (?:that )?it (?:would|'d|will) hurt|(?:slash|slit) (?:his|her|their) (?:tires?"
            r"|tyres?|throat)|minutes (?:alone )?(?:in a (?:locked )?room )?with (?:the (?:man|guy|surgeon|doctor"
            r"|driver)|him)(?=.*\b(?:who|witnesses|alone|locked)\b)",
        sentence_with(r"teach (?:him|her|them|that \w+|those \w+) (?:\w+ )?(?:lesson|respect|manners)|(?:deserves?"
            r"|needs|ought) to (?:\w+ )?(?:die|suffer|bleed|be (?:dead|shot|hurt|beaten)|burn|rot)|nobody (?:leaves"
            r"|walks away from|disrespects|humiliates) me|not this time|should get hurt|kill them all|(?:owes|owe) me a"
            r"|got it coming|with my own (?:hands|two hands)", r"i|i'm|i'll|me|my|we|he|she|they|someone|nobody",
            unless=rf"{JOKE}|myself|to be happy|repair|karma will|dog|nobody deserves"),
    )),
    Sign("hurt somebody", "violence", 2, any_of(
        sentence_with(rf"(?<!if )i(?:'ve| have)? (?:(?!got|was|were|get)\w+ ){{0,3}}?(?:hit|slapped|punched|choked"
            rf"|shoved|pushed|kicked|beat|strangled|hurt|attacked|stabbed|shook|smacked|headbutted|struck|swung at"
            rf"|put my hands on|raised my hand (?:at|to|against)) (?:her|him|them|back|my (?:\w+ )?(?:{KIN}|{CHILD}"
            rf"|neighbou?r|boss|coworker|classmate)|a (?:kid|guy|boy|girl|woman|stranger|customer|patient))(?!'s)(?!"
            rf" (?:\w+ )?(?:at |election|score|hand|feelings))|had (?:her|him) by the (?:hair|throat|neck|collar)"
            rf"|kicked the (?:cat|dog)(?! door)|(?:kick|hurt|chok|burn|tortur|strangl)\w* (?:the |my |a |stray |small "
            rf"|neighbou?r's )?(?:cats?|dogs?|puppy|kittens?|hamster|animals?|birds?)", unless=
            rf"{JOKE}|accident\w*|by mistake|pillow|coin|nursery|high five|election|record|vet|someone|he got|she got"
            rf"|feelings|rescu\w*"),
        r"i (?:\w+ )?(?:grabbed|had|held|took) (?:her|him|my \w+) by the (?:throat|neck|hair|collar)"
            r"|threw a \w+ at (?:the wall|him|her|my (?:wife|husband|girlfriend|coworker|boss|kid|son))|(?:don't"
            r"|can't) trust (?:my (?:own )?(?:\w+ )?(?:hands|arms|temper|anger|rage)|what (?:i|my \w+) (?:might|would"
            r"|could)|myself (?:around|with|near) (?:him|her|them|my|the))|(?:afraid|scared|terrified"
            r"|frightened) (?:of |that |)(?:what i (?:might|could|would|'ll) do to|my own (?:anger|rage|temper|hands)"
            r"|(?:i'll|i'm going to|i might|i will|i could) (?:\w+ )?(?:hurt|hit|snap|kill|lose it)|hurting (?:him|her"
            r"|them|someone|my|the)|the next time)|(?:stop|keep) (?:myself from )?(?:hitting|hurting|beating) (?:my|him"
            r"|her|them)|so (?:that )?i (?:don't|won't) (?:hit|hurt|slap|smash|kill|punch|shake)(?! the (?:snooze"
            r"|wall))",
    ), deniable=False),
    Sign("following somebody", "violence", 2, any_of(
        sentence_with(r"(?:i|i've|keep|been|started|followed) ?(?:\w+ ){0,2}?(?:follow(?:ed|ing)?|stalk(?:ed|ing)?"
            r"|track(?:ed|ing)?|watch(?:ed|ing)?|spy(?:ing)? on|tail(?:ed|ing)?|followed) (?:her|him|my ex\b(?:-\w+)?"
            r"|them|(?:a|the|this) (?:guy|man|woman|driver|girl|car))", r"home|house|driveway|apartment|windows?"
            r"|every day|every night|new (?:guy|boyfriend|girlfriend|man)|doesn't know|address|highway|from work",
            unless=rf"{PLAY}|instagram|youtube|tiktok|spotify|crib|baby|sleep\w*|daughter|son|tour|kids?|grandma"
            rf"|me home"),
        sentence_with(r"(?:i|i've|i'm|been|keep|still) (?:\w+ ){0,3}?(?:go|going|drive|drove|driving|park\w*|sit|sat"
            r"|sitting|stand\w*|stood|wait\w*|walk\w*|cycl\w*) (?:\w+ ){0,3}(?:past|outside|in front of"
            r"|across from) (?:her|his|my ex'?s?) (?:\w+ )?(?:house|place|apartment|work|window|building|flat|gym"
            r"|school|office)", unless=rf"{PLAY}|ferry|daughter|son|packing|pick\w* (?:him|her) up|concert|flowers"),
        r"(?:put|hid|hide|stuck|install\w*|bought) (?:\w+ ){0,4}(?:airtag|tracker|gps|spyware|camera|spy app"
            r"|keylogger) (?:\w+ )?(?:in|on|under|into|for|inside) (?:her|his|my ex|my (?:girlfriend|wife|boyfriend"
            r"|husband)'?s?)|(?:fake|burner|second|new) (?:\w+ )?(?:account|profile|number|insta)s? (?:\w+ )?(?:to"
            r"|so i can) (?:\w+ )?(?:watch|follow|see|message|text|reach|check|contact) (?:her|him|my ex|them|what)"
            r"|(?:logg?(?:ed)?|hack\w*|broke|got) into (?:her|his|my ex'?s?|my (?:girlfriend|boyfriend|wife"
            r"|husband)'s) (?:\w+ )?(?:email|account|phone|icloud|instagram|messages|house|facebook)"
            r"|find out where (?:somebody|someone|she|he|my ex) (?:moved|lives|works)|what time (?:do"
            r"|does) (?:\w+ ){0,3}close(?=.*\b(?:she|he) goes\b)",
    )),
    Sign("rage or revenge", "violence", 1, any_of(
        sentence_with(r"(?:going to|about to|might|i'll) (?:\w+ )?(?:snap|lose control|explode|do something (?:bad"
            r"|stupid|terrible))|lose (?:control|it)|road rage|see(?:ing)? red|fists? (?:\w+ )?(?:shak\w*|clench\w*"
            r"|itch\w*|goes)|punch\w* (?:the |a )?(?:wall|door|window|mirror)s?|banged on (?:a|his|her)",
            r"him|her|them|she|he|boss|customer|coworker|wife|husband|kids?|someone|somebody|people|guy|window|fist|bad"
            r"|worse", unless=rf"{PLAY}|years|happiness|joy|laughing"),
        sentence_with(r"(?:wish|hope|pray|hoping|waiting|can't wait|relieved|glad|celebrate|disappointed) (?:\w+"
            r" ){0,5}(?:he|she|they|him|her|them|my \w+|that \w+|someone|if|when)", r"(?:to |would |was |were |be "
            r"|gets? |in a )?(?:dead|die|dies|suffers?|rots?|crash\w*|hit by a (?:bus|car|truck|train)|cancer|shot"
            r"|never wakes?|heart attack)", unless=rf"{JOKE}|phone|plant|peacefully|gets better|curse|before|instead"
            rf"|giving kids"),
        sentence_with(r"revenge|vengeance|payback|get (?:back at|even with)|get what's coming|(?:he|she|they|everyone"
            r"|you)(?:'ll| will|'s going to|'re going to) (?:all )?(?:be sorry|regret (?:it|this|ever))|(?:she"
            r"|he) thinks (?:she|he) can (?:just )?(?:leave|walk away|ignore|replace)|nobody walks away from me",
            r"him|her|them|he|she|they|ex|boss|bull\w*|everyone|people|his|their|landlord|they'll|she'll|he'll", unless=
            rf"{JOKE}|season|team|tournament"),
    )),
)  # fmt: skip
