"""Outright wordings of suicide risk: the person's own, and somebody's the person worries about.

Rules are for what is said plainly; paraphrase and hint are the classifier's.
"""

from empathy.chat.clauses import any_of
from empathy.chat.guard.sign import Sign

_ADVERB = (
    r"(?:(?:really|actually|just|still|honestly|kind of|kinda|sort of|sometimes|so|also|literally|seriously|even"
    r"|fucking) )*"
)
_KILL = (
    r"(?:kill(?:ing)? (?:myself|my self)|end(?:ing)? (?:my (?:own )?life|it all|my (?:pain|suffering|existence))"
    r"|tak(?:e|ing) my (?:own )?life"
    r"|commit(?:ting)? suicide|hang(?:ing)? myself|shoot(?:ing)? myself|drown(?:ing)? myself"
    r"|do(?:ing)? away with myself)"
)
_PILLS = (
    r"(?:pills?|tablets?|capsules?|medication|paracetamol|tylenol|ibuprofen|aspirin|xanax|insulin|antidepressants?"
    r"|benadryl|painkillers?"
    r"|oxy\w*|bleach|antifreeze|sleeping (?:pills|tablets))"
)
_MANY = (
    r"(?:all|whole|entire|full|every|the rest|handfuls?|fistful|bunch|lots?|too many|bottles?|packets?|packs?"
    r"|box(?:es)?|strips?|\d\d+|twenty|thirty|forty|fifty|sixty|dozens?)"
)
_PLACE = (
    r"(?:edge|ledge|railings?|rail|wrong side|roof|rooftop|bridge|overpass|parapet|train tracks|tracks|cliff"
    r"|car park|balcony|window ?sill)"
)
_THEY = (
    r"(?:(?:my|our|a|this|the|that|his|her) (?:\w+ ){0,2}(?:friend|mate|buddy|brother|sister|son|daughter|kid|child"
    r"|mom|dad|mother|father|husband|wife"
    r"|partner|boyfriend|girlfriend|ex|cousin|nephew|niece|uncle|aunt|grandma|grandpa|roommate|flatmate|coworker"
    r"|colleague|student|neighbou?r|teammate|classmate)"
    r"|someone|somebody|he|she|they)"
)
_THEMSELF = r"(?:himself|herself|themselves|themself)"
_SAY = (
    r"(?:says?|said|tells?|told (?:me|us|her|him)|texted|messaged|wrote|posted|keeps (?:saying|talking|texting)"
    r"|talks?|talking|talked|threaten(?:s|ed|ing)?|hint(?:s|ed)?)"
)
_GONE = (
    r"(?:without me|if i (?:\w+ ){0,3}(?:gone|dead|died|disappeared|vanished|never existed|not (?:here|around)"
    r"|weren't|wasn't)|when i'?m? (?:gone|dead)|i(?:'m| am) gone)"
)
_DEAD = (
    r"(?:be dead|die|not (?:be alive|exist|wake up|be here)|never wake up|never have been born|stop existing"
    r"|cease to exist)"
)

SIGNS: tuple[Sign, ...] = (
    Sign("swallowed", "self_harm", 4, any_of(
        rf"i(?:'ve| have)? (?:just |already |now |only |finally |went and )*(?:took|taken|swallowed|downed|drank"
        rf"|emptied|ate) (?:\w+ ){{0,4}}{_MANY} (?:\w+ ){{0,5}}{_PILLS}",
        r"i(?:'ve| have)? (?:just |already |now )*(?:took|taken|swallowed|downed|drank|ate) (?:them all"
        r"|all of (?:them|it)|everything in the|the (?:whole|entire) (?:\w+ )?(?:bottle|box|pack\w*|strip)|bleach"
        r"|antifreeze|drain cleaner|rat poison)",
        r"i(?:'ve| have|'m)? (?:just |already )?overdos(?:ed|ing)|(?:took|taken) an overdose|(?:pills"
        r"|tablets) are (?:already )?(?:in me|kicking in|gone down|working)",
    )),
    Sign("cut and bleeding", "self_harm", 4, any_of(
        r"i(?:'ve| have)? (?:just |already |finally )?(?:cut|slit|slashed|sliced|opened) (?:\w+ )?(?:wrists?|veins?"
        r"|throat|arter\w+)",
        r"cut too deep|(?:bleed|blood)\w*[^.!?]{0,50}won't stop|won't stop bleeding|bleeding out",
    )),
    Sign("at the place", "self_harm", 4, any_of(
        rf"(?:i'm|i am|standing|sitting|stood|sat|here) (?:\w+ ){{0,3}}(?:on|at|over|by) (?:the |a "
        rf"|this )(?:\w+ )?{_PLACE}[^.]{{0,80}}(?:jump|let go|goodbye|step|do it|end it|over soon|last|sorry)",
        r"(?:legs|feet) (?:are )?(?:hanging |dangling )?over the (?:edge|ledge|side|rail\w*)"
        r"|wrong side of the (?:rail\w*|barrier|fence)|on the (?:train |railway )?tracks (?:now|waiting)",
        r"(?:rope|noose|belt|cord)(?:'s| is)? (?:already )?(?:round|around) my neck|(?:gun|barrel|pistol|knife"
        r"|blade) (?:is )?(?:in my mouth|to my (?:head|temple|wrist|throat)|against my (?:head|temple|wrist|throat))",
        r"about to (?:jump|pull the trigger|kill myself|end my life|hang myself)|i(?:'m| am) (?:doing"
        r"|going to do) it (?:right )?now",
    )),
    Sign("plan or date", "self_harm", 3, any_of(
        r"(?:have|got|made|with) (?:\w+ )?(?:a |the |my )(?:suicide )?plan (?:to (?:die|kill|end)|for (?:how"
        r"|killing|ending))|suicide plan|planning (?:my|to commit) suicide|planned (?:my|how i) (?:suicide|death"
        r"|would die)",
        rf"i(?:'m| am|'ll| will|'ve)? {_ADVERB}(?:going to|planning (?:to|on)|plan to|decided to|intend to|about to"
        rf"|ready to|will) {_ADVERB}{_KILL}",
        rf"(?:tonight|tomorrow|this weekend|on (?:friday|saturday|sunday|monday"
        rf"|my birthday))[^.!?]{{0,30}}(?:{_KILL}|i(?:'ll| will) be (?:gone|dead)|i won't be here)",
        rf"{_KILL}[^.!?]{{0,20}}(?:tonight|tomorrow|this (?:week|weekend)|on my birthday|when (?:they|everyone|she"
        rf"|he) (?:leave|sleep|go)\w*)",
        r"(?:know|decided|figured out|worked out|chosen|picked) (?:exactly )?(?:how|where|when) i(?:'ll|'m going to"
        r"| will|'d| would) (?:do it|die|kill myself|end it)",
    )),
    Sign("means at hand", "self_harm", 3, any_of(
        r"(?:bought|got|saved up|saving up|stockpil\w+|hoard\w+|collect\w+|stashed|have|tied|loaded"
        r"|counted out) (?:\w+ ){0,3}(?:enough (?:pills|tablets|insulin)|a noose|the noose|a rope to|pills to"
        r"|a gun to|(?:the|my) (?:gun|rifle|shotgun|pistol) (?:ready|loaded))",
        r"(?:pills|tablets|rope|noose|gun|blade|razor|knife) (?:is|are|'s|'re)? ?(?:right )?(?:next to|beside"
        r"|in front of|here with) me",
        r"(?:want to|going to|could|thinking (?:of|about)|think about|thought about"
        r"|urge to) (?:just )?(?:jump(?:ing)? (?:off|in front)|step(?:ping)? in front|driv(?:e|ing) (?:my car "
        r"|the car )?(?:off|into)|overdos(?:e|ing)|slit(?:ting)? my|hang(?:ing)? myself|shoot(?:ing)? myself"
        r"|drown(?:ing)? myself|swallow(?:ing)? (?:all|the whole)|tak(?:e|ing) (?:all|the whole bottle"
        r"|every) )(?! (?:the (?:diving|trampoline)))",
    )),
    Sign("lethality asked for oneself", "self_harm", 3, any_of(
        rf"how (?:many|much)[^.!?]{{0,60}}{_PILLS}[^.!?]{{0,40}}(?:to (?:die|kill (?:myself|me))|would kill me"
        rf"|is (?:lethal|fatal)|to not wake up)",
        r"(?:painless|quick|easiest|quickest|least painful|best|peaceful) (?:way|method|ways"
        r"|methods)[^.!?]{0,10} (?:to (?:die|kill myself|end (?:it|my life)|commit suicide|go for good))|how (?:do"
        r"|can|should|to) (?:i )?(?:kill myself|end my life|tie a noose|hang myself|commit suicide)",
    ), deniable=False),
    Sign("note or farewell letter", "self_harm", 3, any_of(
        r"(?:wrote|written|writing|left|finished) (?:\w+ ){0,4}(?:suicide (?:note|letter)s?|goodbye (?:notes?"
        r"|letters?) (?:to|for) (?:my|everyone|the)|my (?:last letter|note))|suicide note",
    )),
    Sign("recent attempt", "self_harm", 3, any_of(
        r"(?:tried|attempted) to (?:kill myself|end (?:it|my life)|hang myself|overdose"
        r"|take my (?:own )?life)(?: \w+){0,4} (?:last (?:night|week\w*|month|\w+day)|yesterday|today"
        r"|this (?:morning|week)|(?:days?|weeks?) ago|again)",
        r"(?:last (?:night|week\w*|\w+day)|yesterday|this (?:morning|week)|(?:days?"
        r"|nights?) ago)[^.!?]{0,30}(?:tried to (?:kill myself|end (?:it|my life)|die)|overdosed|almost (?:jumped"
        r"|ended it|did it|killed myself))",
        r"my (?:last |second |third )?(?:suicide )?attempt (?:last|on|two|three|failed|didn't)|wish (?:the (?:pills"
        r"|attempt|overdose) (?:had )?|it had )(?:worked|been enough)",
    ), deniable=False),
    Sign("active thoughts", "self_harm", 2, any_of(
        rf"(?:{_KILL}|kill myself)",
        r"(?:suicide|killing myself|ending it)(?: \w+){0,2} (?:cross(?:es|ed)|on) my mind",
        rf"(?<=i'm ){_ADVERB}suicidal|(?:feel\w*|been|getting|am|being) {_ADVERB}suicidal|suicidal (?:thoughts?"
        rf"|ideation|again|right now|lately)|thoughts? of (?:suicide|killing|ending)|thinking (?:of|about) suicide"
        rf"|^suicidal\b|want to commit",
        r"(?:thoughts? (?:of|about)|thinking (?:of|about)|think about|dream (?:of|about)|fantasi[sz]\w+ about"
        r"|obsess\w+ (?:with|over)) (?:\w+ )?(?:dying|ending it|ending things|my own death|not being alive"
        r"|being dead)",
        rf"i(?:'d| would|'m| am)? {_ADVERB}(?:want|need|going|ready|deserve|rather"
        rf"|wanted) {_ADVERB}(?:to )?{_ADVERB}(?:die|be dead|end it)(?=[ .,!?]|$)(?! (?:of|from|for|with (?:him|her"
        rf"|them|my|this)))",
        r"(?:don't|can't) trust myself (?:tonight|alone|right now|anymore|with)|not safe (?:with|from"
        r"|around) myself|scared (?:i'll|i might|i'm going to|of what i(?:'ll| might)) (?:do|hurt|kill)",
        r"voices?(?: \w+){0,4} (?:tell\w*|say\w*) (?:\w+ ){0,4}(?:kill myself|die|jump|end it)",
    )),
    Sign("wish to be dead", "self_harm", 1, any_of(
        rf"(?:wish|hope|pray|hoping|praying|wishing)(?: that)? (?:i |to |god |the lord )(?:\w+ ){{0,4}}(?:dead|died"
        rf"|{_DEAD}|never (?:been born|existed|woke|wake)|(?:didn't|don't|won't|wouldn't) (?:exist|wake up)"
        rf"|weren't (?:here|alive)|was (?:dead|never born|gone)|were (?:dead|never born|gone))",
        r"(?:don't|do not|didn't|no longer|not|never) (?:\w+ ){0,2}want(?:ed)? to (?:live|be alive|exist|wake up"
        r"|be here anymore|go on|be on this (?:earth|planet))(?= anymore|[ .,!?]|$)(?! (?:in (?:this|the|that)"
        r"|with (?:my|him|her|them)|here|early|at \d|to))",
        r"(?:want|wanted|like|love) to (?:just )?(?:disappear(?: forever| for good)?(?=[ .,!?]|$)(?! (?:into"
        r"|for (?:a|the)))|sleep (?:forever|and (?:never|not) wake)|go to sleep and (?:never|not) wake"
        r"|fall asleep and (?:never|not) wake|stop (?:existing|being alive)|not exist|cease to exist|vanish forever"
        r"|never wake up)",
        r"(?:tired|sick|exhausted|done) (?:of|with|from) (?:living|life|being alive|existing)(?=[ .,!?]"
        r"|$)(?! (?:with|in|at|here|like a))|(?:no|any|see no|what's the|what is the) (?:point|reason) (?:in|of|to"
        r"|for) (?:living|live|being (?:alive|here)|go on|going on|keep(?:ing)? (?:on )?(?:going|living)"
        r"|staying alive)|nothing (?:left )?to live for|life (?:isn't|is not|'s not) worth (?:living|it)",
        r"(?:not|never) waking up (?:\w+ ){0,2}(?:sounds?|would be|wouldn't be)|(?:being dead|dying"
        r"|death) (?:sounds|would be|seems) (?:\w+ )?(?:nice|better|peaceful|easier|like a relief|good)"
        r"|ready to (?:meet|join) (?:my maker|god|him|her) ",
    )),
    Sign("a burden", "self_harm", 1, any_of(
        rf"(?:better off|happier|easier|relieved|better|fine|lighter) (?:\w+ ){{0,2}}{_GONE}",
        rf"(?:no one|nobody) (?:would|will|'d|'ll) (?:\w+ )?(?:notice|care|miss me|mind|cry)(?: \w+){{0,2}} {_GONE}"
        rf"|worth more dead|(?:nobody|no one) would (?:even )?(?:miss me|notice)(?=[.,!?]|$)",
        r"(?:just |such |nothing but |only )?a burden (?:on|to|for) (?:everyone|everybody|them|my (?:family|kids"
        r"|parents|wife|husband|friends)|you all)",
    )),
    Sign("farewell", "self_harm", 1, any_of(
        r"(?:this is|consider this) (?:my |a )?(?:goodbye|farewell)|goodbye (?:forever|world|everyone|for good"
        r"|cruel world)|(?:just )?(?:wanted|came|want) to say (?:goodbye|my goodbyes)(?= forever|[.,!]|$"
        r"| to everyone| before)",
        r"won't be (?:here|around|alive) (?:much longer|for long|anymore|tomorrow|next (?:week|month"
        r"|year))(?! (?:for|because))|when i(?:'m| am) (?:gone|dead)(?! (?:for|on|to|at) ).{0,60}(?:take care"
        r"|look after|tell|remember|forgive|sorry)",
        r"giv(?:e|ing|en) away (?:all )?(?:my|everything)(?: \w+){0,3}(?:[^.]{0,60})(?:won't need|don't need"
        r"|anymore|goodbye|where i'm going)|gave (?:all )?my \w+ away[^.]{0,60}(?:won't need|where i'm going)"
        r"|where i'm going (?:i won't|i don't) need",
    )),
    Sign("at the end of strength", "self_harm", 1, any_of(
        r"(?:can't|cannot) (?:\w+ ){0,2}(?:go on|do (?:this|it|life) anymore|keep going|take (?:it|this"
        r"|life) anymore|live (?:like this|anymore))(?=[ .,!?]|$)(?! (?:with (?:this|the) (?:diet|job|homework"
        r"|project|puzzle|level|game)))",
        r"(?:given|giving|give) up on (?:life|living|everything)|(?:i see|there's|have|is) no (?:way out"
        r"|future for me|hope (?:left|for me))|(?:end|ending) of (?:the|my) road for me",
    )),
    Sign("lethality asked as fiction or theory", "self_harm", 1, any_of(
        rf"how (?:many|much|long)[^.!?]{{0,80}}(?:{_PILLS}|rope|noose|bleed|carbon monoxide"
        rf"|helium)[^.!?]{{0,60}}(?:lethal|fatal|kill (?:a|her|him|someone|the)|to die|overdose|die from)",
        r"(?:lethal|fatal|deadly) (?:dose|amount|combination|mix)|(?:painless|realistic|accurate|exact|untraceable"
        r"|undetectable) (?:\w+ )?(?:suicide|overdose|way to (?:die|kill))|suicide methods?|methods? of suicide",
        rf"how (?:many|much)[^.!?]{{0,60}}{_PILLS}[^.!?]{{0,30}}(?:too (?:many|much)|dangerous|enough to|you'd need"
        rf"|stop (?:a|your|the) heart|not wake up)|(?:which|what) {_PILLS}(?: \w+){{0,4}} (?:lethal|fatal|deadly"
        rf"|kill)|(?:is it possible|can (?:you|a person|someone|people)|easy) (?:to )?overdose on",
        r"lethality|suicide means|(?:ways?|means) of (?:dying|suicide)|how (?:do|did|can|could|would) (?:people|someone"
        r"|a person|one|you)(?: \w+){0,2} (?:kill|hang|drown|poison) (?:themselves|themself|oneself|yourself)",
        r"(?:suicide|killing (?:himself|herself|themselves|themself)|(?:his|her|their|my) (?:own )?death) look like"
        r"|dose (?:est )?mortelle|tödliche dosis|dosis letal|recipes? for dying",
    ), fiction=True, deniable=False),
    Sign("somebody may die now", "third_party", 4, any_of(
        rf"{_THEY}(?:'s|'ve| has| have| is)? (?:\w+ ){{0,2}}(?:took|taken"
        rf"|swallowed) (?:\w+ ){{0,3}}{_MANY} (?:\w+ ){{0,3}}{_PILLS}|{_THEY}(?:'s| has| is)? (?:\w+ )?(?:overdosed"
        rf"|hanging|slit (?:his|her|their))",
        rf"{_THEY}(?:'s| is) (?:\w+ ){{0,2}}(?:on|at) (?:the|a) (?:roof|bridge|ledge|edge"
        rf"|tracks)[^.]{{0,60}}(?:jump|goodbye|die|kill)|{_THEY}(?:'s| is) (?:about|going) to (?:jump"
        rf"|kill {_THEMSELF})",
    ), deniable=False),
    Sign("somebody has a plan or means", "third_party", 3, any_of(
        rf"{_THEY} (?:\w+ ){{0,3}}{_SAY} (?:\w+ ){{0,6}}(?:going to|gonna|will|'ll|plans? to) (?:kill|hang|shoot"
        rf"|drown) {_THEMSELF}|{_THEY}(?:'s| is| was)? (?:\w+ ){{0,2}}(?:planning|going) to (?:kill {_THEMSELF}"
        rf"|end (?:his|her|their) life)",
        rf"(?:found|saw|read) (?:\w+ ){{0,4}}(?:suicide note|goodbye (?:note|letter)|noose|stash of pills)"
        rf"|{_THEY} (?:\w+ ){{0,2}}(?:tried|attempted) to (?:kill {_THEMSELF}|end (?:his|her|their) life|overdose)",
    ), deniable=False),
    Sign("somebody says so", "third_party", 2, any_of(
        rf"{_THEY}(?:'s|'ve| has| have| is| was| might be| seems)? (?:\w+ ){{0,5}}(?:suicidal|wants? to (?:die"
        rf"|kill {_THEMSELF}|end (?:it all|his life|her life|their life))|kill(?:ing)? {_THEMSELF}"
        rf"|end(?:ing)? (?:his|her|their) (?:own )?li(?:fe|ves)|self[- ]?harm\w*|cut(?:s|ting)? {_THEMSELF}"
        rf"|hurt(?:s|ing)? {_THEMSELF}|doesn't want to (?:live|be alive|be here) ?(?:anymore)?)",
    )),
)  # fmt: skip
