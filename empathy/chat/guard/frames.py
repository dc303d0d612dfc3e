"""What takes the danger out of a dangerous word: idioms, denial, fiction, the past, and a laugh about nothing."""

import re

from empathy.chat.clauses import any_of

_TRIFLE = (
    r"(?:homework|essay|exams?|finals|midterms?|class(?:es)?|job|boss|commute|traffic|heat|weather|humidity|cold"
    r"|sun|feet|foot"
    r"|back|knees?|legs?|neck|head|shoulders?|tooth|teeth|shoes|heels|allerg\w+|hay ?fever|hangover|cramps|workout"
    r"|leg day|stairs|diet"
    r"|wifi|internet|lag|laptop|phone|printer|spreadsheet|deadline\w*|meetings?|monday\w*|suspense|wait(?:ing)?"
    r"|puns?|jokes?|kids?"
    r"|toddler|cat|dog|neighbou?rs?|commercials?|ads?|algebra|calculus|math|maths|chemistry|project|thesis"
    r"|inflation|rent|prices?|taxes"
    r"|bills|boredom|silence|hiccups|spice|curry|song|show|episode|cliffhanger|game|you|this|it|that|they|these|those)"
)

IDIOMS = any_of(
    rf"(?:{_TRIFLE}(?:'s|'re| is| are| was| were| just| really| literally| has been| have been"
    rf"| absolutely)* killing (?:me|us|my \w+)(?! (?:slowly )?(?:inside|from))(?=$|\W))",
    r"d(?:ie|ied|ying) (?:of|from|with) (?:laugh\w*|embarrass\w*|cring\w*|curiosity|boredom|shame lol|cute\w*|envy"
    r"|jealousy|happiness|joy|excitement|thirst|hunger|heat|the heat|anticipation|second-?hand \w+|secondhand \w+"
    r"|secondhand|suspense|impatience|cold lol|awkward\w*|mortification)",
    r"(?:nearly|almost|literally|practically|about|just|i|totally) (?:died|die|dying|was dying|am dying"
    r"|'m dying)(?: \w+){0,3} (?:laughing|of laughter|when (?:i|he|she|they|the|my|we)|from laughing)",
    r"laughing(?: so hard)?(?: that)? i (?:almost |nearly |could (?:have )?)?(?:died|die|was dying)|(?:i'm|i was"
    r"|we were|had me|got me|have me) (?:literally |actually |so |just )*(?:dying|dead|dyin)(?: (?:over here|here"
    r"|inside lol|at (?:this|that|the)\b[^.]*|laughing[^.]*)|(?=[ !.]*(?:laughing|$)))",
    r"(?:d(?:ying|ie)) (?:to (?:know|see|try|meet|go|hear|get|tell|find|read|watch|visit|eat|play|ask|show"
    r"|be (?:back|there|asked|with|picked)|have (?:a|another|some))|for (?:a|an|some|the|another|coffee|chocolate"
    r"|summer|spring|friday))",
    r"to die for|drop[- ]dead gorgeous|dead(?: tired| serious| sure| right| wrong| center| centre| end| ends| heat"
    r"|line|lines|lift|lifts|lifting| weight| battery| phone| zone| leg| ringer| set| last| quiet| calm| silent"
    r"| silence| broke| simple| easy| on (?:my|time|the)| boring| asleep)|over my dead body|dead(?: as a \w+"
    r"| to the world| in the water| on my feet)|wouldn't be caught dead|back from the dead|walking dead"
    r"|the dead (?:sea|of night|of winter)|red dead|day of the dead|drop dead fred",
    r"(?:my |the |her |his |our |their )?(?:\w+ )?(?:phone|battery|laptop|car|engine|plant|plants|cactus"
    r"|succulents?|sourdough|starter|wifi|router|server|computer|tv|watch|tablet|controller|headphones|airpods"
    r"|screen|app|character|avatar|team|party|joke|conversation|chat|thread|trend|plot|fish|goldfish|grass|lawn"
    r"|garden|tomatoes|roses?|flowers|tree|fire|music|wind|show|series|hype|romance) (?:just |has |have |had |is "
    r"|are |'s |keeps |kept |almost |nearly |finally |basically |officially |died |totally )*(?:d(?:ie|ied|ies|ying"
    r"|ead)(?: (?:on|again|at)\b)?)",
    r"kill(?:s|ed|ing)? (?:time|some time|an hour|\w+ hours?|a few (?:hours|minutes)|the (?:lights?|engine|mood"
    r"|vibe|vibes|music|noise|process|power|tab|background|sound|switch|weeds?|germs|bacteria|pain|lawn|deal"
    r"|messenger|joke|romance|flavou?r|motor|task|server|job|app|boss|bill|project|idea|weekend|buzz|fun"
    r"|competition|dragon|zombies?|spiders?|wasps?|mosquito\w*|ants|roaches|mold)|two birds|germs|bacteria|weeds"
    r"|mold|bugs|spiders?|a spider|mosquitoes|wasps|zombies|orcs|dragons|npcs?|enemies|mobs|it (?:on stage"
    r"|at (?:the|karaoke|work)|out there|today|tonight|on the|in the|with (?:the|that)|lately|up there|this)"
    r"|that (?:exam|interview|presentation|song|performance|audition|test|solo|workout)|the (?:interview"
    r"|presentation|exam|test|audition|performance|game|solo|dance|cake))",
    r"(?:you|he|she|they|we)(?:'ve|'re| have| are|'s)? (?:absolutely |totally |really |just )*(?:killed"
    r"|killing) (?:it|that)|killing it|killed it|killer (?:\w+ )?(?:app|deal|heels|recipe|view|smile|workout|legs"
    r"|outfit|whale|whales|sudoku|playlist|instinct|riff|sound|presentation|idea|bees?)|dressed to kill|buzz ?kill"
    r"|vibe ?kill|road ?kill|kill ?joy|pain ?killers? (?:for|from the dentist)|kill(?:ed)? (?:off )?(?:the|my|his"
    r"|her|a|off) (?:main |favourite |favorite )?(?:character|protagonist|villain|hero|boss|dragon|queen|king)"
    r"|kill bill|kill switch|if looks could kill|thrill of the kill|to kill a mockingbird|curiosity killed|kill(?:s"
    r"|ed)? (?:my|the) (?:appetite|motivation|battery|back|knees|feet|confidence|vibe|buzz|social life)"
    r"|doesn't kill you|won't kill (?:you|me|him|her)|wouldn't kill (?:you|him|her|them)",
    r"(?:mom|dad|mother|father|parents?|boss|coach|wife|husband|girlfriend|boyfriend|teacher|roommate|landlord"
    r"|sister|brother|he|she|they|you)(?:'s|'re|'ll| is| are| will| would|'d)? (?:so |gonna |going to |totally "
    r"|literally |actually |so going to |so gonna )*(?:kill|murder) me (?:if|when|for|because|laughing|over|once"
    r"|as soon)(?! (?:i (?:leave|tell|call|go|report|talk)|he|she|they))",
    r"could (?:murder|kill) (?:a|an|some|for a|for some|for)(?: \w+)|(?:would|i'd) (?:kill|murder|die) for (?:a|an"
    r"|some|that|those|this|the|his|her|your|their)(?! (?:family|cause|country))|make a killing|made a killing",
    r"shoot (?:me|him|her|them|us|you) (?:an? |the |your |over )?(?:email|e-mail|text|message|dm|line|note|quick"
    r"|invoice|link|address|pic|photo|copy)|shoot(?:ing)? (?:hoops|pool|the breeze|a (?:film|video|movie|scene"
    r"|wedding|commercial)|baskets|stars?|some hoops|arrows|for the stars|photos?|clays?|skeet|in (?:raw|manual"
    r"|rain)|over (?:there|to))|just shoot me(?: now)?(?=[ ,!.]*(?:laughing|$))|(?:photo|film|video|wedding"
    r"|newborn) ?-?shoots?|trouble ?-?shoot\w*|shots? of espresso|(?:flu|booster|vaccine|tetanus|allergy|insulin"
    r"|b12|penalty|free|golf|layup) shots?|screen ?shots?|long shot|give it a shot|take a shot at|head ?shots"
    r"|got shot down|the shot (?:clock|list)|in one shot|bamboo shoots",
    r"hang(?:ing|ed|s)? (?:out|on|in there|up|around|onto|tight|loose|with|pictures?|a picture|the (?:picture"
    r"|pictures|laundry|washing|wreath|lights|curtains|art|ornaments|painting|mirror|shelf|tv)|my (?:coat|hat"
    r"|laundry|washing|guitar|paintings?|degree|head in shame)|curtains|lights|laundry|ornaments|wallpaper|drywall"
    r"|gliding|gardens)|cliff ?hang\w*|left me hanging|leave me hanging|get the hang|hang ?man|hang ?over"
    r"|by a thread lol",
    r"bit(?:e|ing) the bullet|bullet (?:journal|journals|points?|list|train|proof)|trigger (?:finger|point|points"
    r"|warning|happy)|jump(?:s|ing|ed)? (?:the gun|rope|on (?:a call|the bandwagon|board|the trampoline|it|that)"
    r"|to conclusions|for joy|ship|the queue|the shark|scare|through hoops|off (?:the |a |my |our )?(?:diving board"
    r"|high dive|high ?board|bed|couch|sofa|swings?|trampoline|dock|pier (?:into|with)|wagon|bandwagon|rocks? into"
    r"|boat|bunk|call|zoom|porch|counter|wall and|jetty|\w+ foot diving|five|3m|10m)|off (?:the )?page|jacks?)"
    r"|base ?jump\w*|bungee|sky ?div\w*|cliff (?:diving|jumping)|ski jump\w*|puddle jump\w*"
    r"|jump(?:ed)? out of (?:bed|my skin|a plane with|my seat|the cake)|jump start",
    r"(?:cut(?:s|ting)?) (?:class|classes|corners|carbs|sugar|coffee|dairy|caffeine|costs|off (?:contact|my (?:hair"
    r"|sleeves|split|sister|mother|mom|dad))|back(?: on)?|down(?: on)?|it (?:close|out|short)|bread|onions?"
    r"|vegetables|veggies|the (?:cake|grass|lawn|cord|onions?|crap|bread|hedge|mustard|ribbon|line|queue|fabric"
    r"|wood|power|engine|chatter|check|losses|pizza|tension)|my (?:hair|bangs|nails|own hair|finger (?:chopping"
    r"|cooking|slicing|on|while|making|opening)|thumb (?:chopping|on|while|opening)|hand (?:on|while|opening"
    r"|cooking|slicing)|fringe|losses|hours|budget|commute|knee shaving|chin shaving|leg shaving|teeth on|lawn"
    r"|grass|toenails)|paper|hair|from (?:the )?(?:team|squad|roster|cast|varsity)|through the|to the chase|slack"
    r"|me (?:some )?slack|both ways|in line|scene|scenes|corner|loose|weight)|paper ?cuts?|hair ?cuts?|short ?cuts?"
    r"|clean cut|director's cut|cold cuts|crew cut|made the cut|first cut|cutting (?:board|edge|room|mat|fabric"
    r"|garden|season|phase|weight|for (?:a|the|my)(?: \w+){0,2} (?:show|meet|fight|competition|season|comp))",
    r"overdos(?:e|ed|ing)(?: on| of|'d on)? (?:cute\w*|sugar|chocolate|caffeine|coffee|vitamin c|netflix|christmas"
    r"|halloween|candy|turkey|cake|puppies|kittens|puppy|kitten|memes|nostalgia|carbs|garlic|perfume|glitter"
    r"|reality tv|tiktok|k-?dramas?|sunshine|cheese|pumpkin \w+|romance|podcasts|espresso|spreadsheets"
    r"|fertili[sz]er)|od(?:'d|'ed|ing)? on (?:cute\w*|sugar|chocolate|coffee|candy|netflix|cake|cheese)",
    r"suicide (?:squad|doors?|sprints?|runs|drills?|burners?|bunny|wings|prevention (?:walk|week|month|training"
    r"|fundraiser|volunteer\w*|charity|day|course|poster)|king|cells? in|bombers?|mission (?:in|on|with)|soda|knob"
    r"|lane|squeeze|grip)|career suicide|political suicide|social suicide|commercial suicide|financial suicide"
    r"|(?:running|did|do|doing|ran) suicides|virgin suicides|assisted suicide (?:law|laws|debate|bill|essay)",
    r"(?:bomb|bombed|bombing) (?:the|my|that) (?:test|exam|interview|presentation|audition|quiz)|bath ?bombs?"
    r"|photo ?bomb\w*|the bomb|slay(?:ed|ing|s)?|burn(?:ing|ed|s)? (?:calories|bridges|out|the (?:toast|cookies"
    r"|dinner|rice|midnight)|rubber|cds?|it off|fat)|poison (?:ivy|oak|ratings?)|food poisoning|stab(?:bed"
    r"|bing)? (?:in the back by (?:my )?(?:coworker|colleague|bff)|at (?:it|this|that|baking|the)|of (?:pain|guilt"
    r"|envy|jealousy))|take a stab|back ?stab\w*|punch(?:ed|ing)? (?:in|out|the clock|a wall lol|above|list|line"
    r"|bag|card)|beat(?:s|ing)? (?:me (?:to (?:it|the)|at|in (?:a|the|chess"
    r"|straight))|the (?:traffic|heat|game|level|boss|clock|odds|rush|system"
    r"|crowd)|around the bush)|(?:it|that|this|news|grief|reality|song|line|flu|bill|wave) (?:just |really )?hit(?:s"
    r"|ting)? me|hit(?:s|ting)? (?:me (?:up|that|in the feels)|different|the (?:gym|road|hay|sack|nail|books"
    r"|target|jackpot|spot|snooze"
    r"|beach|slopes)|on me)|strang(?:le|led|ling) (?:my (?:printer|laptop|alarm|cat)|the printer)|choke(?:d"
    r"|s)? (?:up|on my (?:coffee|tea|words|drink|water)|under pressure|in the (?:final|finals|game))|raped?"
    r" (?:seed|season)|rapeseed",
    r"starving(?=[^.]{0,40}\b(?:lunch|dinner|breakfast|pizza|snack|taco|burger|eat|food|order|fridge|kitchen|ramen"
    r"|noodles|sandwich|laughing|brunch)\b)|i'm starving[ !.]*$|starving (?:artist|student|to eat)|hungry enough to"
    r"|could eat a horse|bleeding (?:edge|heart|hearts|love|money|obvious)|bled (?:out )?(?:the )?(?:brakes"
    r"|radiator)|bleed(?:ing)? the (?:brakes|radiator|line)",
    r"end(?:ing|ed)? (?:it|things|everything) (?:with|between us)|(?:end|ended|ending) (?:my|the|our|his|her"
    r"|this) (?:lease|contract|subscription|relationship|engagement|marriage|shift|day|week|set|essay|chapter|trip"
    r"|call|speech|story|night|workout|term|year)|end of (?:my|the) (?:day|rope lol|shift|week|month|world)"
    r"|not the end of the world|at the end of the day|it'll be the (?:end|death) of me|(?:be|is|are"
    r"|was) the death of me|death (?:metal|valley|star|note|march|grip|stare|eater|becomes|scene|scenes|row records"
    r"|by chocolate|by powerpoint|cab)|bored to (?:death|tears)|scared to death of (?:spiders|flying|public|heights"
    r"|needles|clowns|the dentist)|(?:scared|worried|frightened|tickled|sick|loved?|work(?:ed|ing)?|talk(?:ed|ing)?"
    r"|freez\w+|froze|bor\w+) (?:me |him |her |them |us |you )?to death|like death warmed|death warmed|sudden death"
    r"|matter of life and death|cheated death|kiss of death",
    r"disappear(?:ed|ing)? (?:into (?:a|my) (?:book|blanket|hoodie|the (?:woods|mountains) for)|for (?:a"
    r"|the) (?:weekend|week|few days|bit|vacation)|off social media)|want (?:the|the ground|the floor"
    r"|the earth) to swallow|(?:ground|floor|earth) (?:to |could |would )?swallow me|crawl (?:into|in"
    r"|under) (?:a hole|a cave|my bed|bed|a rock)(?: and die)?(?=[^.]*(?:embarrass|awkward|cring|laughing|mortif"
    r"|typo|reply all|reply-all|waved))",
)

_LAUGH = re.compile(r"\b(?:laughing|joking|lol|lmao)\b")
_LAUGHED_AT = any_of(
    r"kill (?:myself|me)(?: now)?", r"i(?:'m| am)? (?:literally |so |just )?(?:dead|dying|died|die)",
    r"(?:i )?(?:want|going) to die",
    r"(?:end|shoot) me(?: now)?", r"i'd rather die", r"i'll die", r"might (?:just )?die", r"suicide",
)  # fmt: skip
_HEAVY = any_of(
    r"alone", r"hopeless", r"tired of", r"anymore", r"can't (?:do|take|go|cope|keep|stop)", r"nobody", r"no one",
    r"pills?", r"worthless",
    r"burden", r"serious(?:ly)?", r"really (?:want|mean)", r"life", r"pain", r"crying", r"cried", r"empty", r"numb",
    r"plan\w*", r"tonight",
    r"goodbye", r"scared", r"knife", r"bridge", r"gun", r"rope", r"attempt\w*", r"always", r"every (?:day|night)",
    r"half joking", r"not joking",
    r"sometimes", r"thinking", r"thought\w*", r"urge\w*", r"drunk", r"hurt", r"cut", r"maybe",
)  # fmt: skip

_FICTION = any_of(
    r"(?:my|the|a|our|this|his|her|short) (?:\w+ )?(?:novel|story|stories|screenplay|script|fanfic\w*|manuscript"
    r"|protagonist|villain|narrator|character|characters|plot|sequel|play|libretto|musical)",
    r"fan ?fiction|fanfic\w*|fictional|(?:in|from|watch\w*|saw|finish\w*|play\w*|read\w*|about|love"
    r"|season \d+ of) (?:the |a |this |that |an |my |our )?(?:\w+ ){0,2}(?:movie|film|show|series|episode|season"
    r"|book|novel|game|anime|manga|video game|documentary|podcast|opera|musical|drama|k-?drama|album|poem|comic)",
    r"(?:in|on) (?:minecraft|fortnite|valorant|elden ring|skyrim|the sims|sims|dark souls|zelda|call of duty|cod"
    r"|league|overwatch|gta|d ?& ?d|dnd|roblox|hamlet|macbeth|romeo and juliet|season \w+)",
    r"lyrics?|the song|this song|that song|album|chorus|npcs?|boss fight|speed ?run\w*|respawn\w*|dungeon master"
    r"|d&d|dnd|campaign|quest|raid|my (?:sims?|avatar|build|cleric|rogue|wizard|party)",
    r"(?:hamlet|macbeth|romeo|juliet|ophelia|anna karenina|madame bovary|sylvia plath|the bell jar|virginia woolf"
    r"|van gogh|kurt cobain|13 reasons why|thirteen reasons why|shakespeare|dostoevsky|breaking bad|game of thrones"
    r"|the last of us|squid game|bojack)",
    r"(?:essay|thesis|dissertation|research|paper|seminar|lecture|class|course|homework|presentation|assignment"
    r"|article|report|debate|exam) (?:on|about|for|is about|covers?|covered)|for (?:my|our|the|a"
    r"|an) (?:\w+ ){0,2}(?:essay|thesis|dissertation|research|paper|seminar|lecture|class|course|homework"
    r"|presentation|assignment|article|exhibit|exam|training)",
    r"(?:training|trained|course|shift|volunteer\w*|work(?:ing|ed)?|job|certified) (?:\w+ ){0,4}(?:hotline|helpline"
    r"|help line|crisis line|lifeline|first aid|paramedic|emt|er|icu|nurse|counsell?or|lifeguard|samaritans)"
    r"|suicide prevention|first aid (?:course|training|class)|mental health (?:first aid|awareness|week|month)"
    r"|psych(?:ology)? (?:class|major|textbook|exam|101)|true crime|my (?:improv|drama|theatre|theater"
    r"|acting) (?:group|class|teacher|club)|role ?play (?:for|in) (?:class|training)|translat(?:e|ing|ion)"
    r"|in the news|headline|history class|world war|wwi+|the war (?:of|in) \d+|museum|ancient|century|historical",
)
_PERSONAL = any_of(
    r"i (?:really |actually |still |just |also |do |kinda |kind of |secretly )*(?:want|wish|plan|intend"
    r"|need) to (?:die|be dead|kill myself|end (?:it|my life)|hurt myself|disappear)",
    r"i(?:'m| am) (?:really |actually |also |so |kind of |feeling )*suicidal",
    r"(?:i|i've) (?:been |keep |also |actually )*(?:thinking|think|thought|considered|considering) (?:about"
    r"|of) (?:doing|ending|killing|suicide)",
    r"(?:that's|it's|thats|basically|honestly) (?:me|about me|how i feel|what i want|actually me|really (?:me"
    r"|about me))", r"relate (?:too much|to (?:him|her|it|the (?:character|guy|girl)))(?: too)?",
    r"(?:not|isn't) (?:really|actually) (?:for|about|fiction|a (?:story|novel|character))",
    r"asking for (?:me|myself)", r"i'd (?:do|use) (?:it|the same)", r"envy|jealous of (?:him|her|them|the)",
    r"i (?:feel|felt) (?:the same|like (?:him|her|that)|exactly)",
)  # fmt: skip

_PAST = any_of(
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|many|several|some|a few|few"
    r"|couple(?: of)?) (?:\w+ )?(?:years?|decades?) (?:ago|back|sober|clean|free|in recovery|recovered|later|since)",
    r"years? ago|decades ago|when i was (?:a |in |\d|younger|little|young|seventeen|sixteen|fifteen|fourteen"
    r"|nineteen|eighteen|twenty)[^.]*",
    r"back (?:in|then|when|at (?:school|uni|college))",
    r"in (?:19|20)\d\d",
    r"used to",
    r"as a (?:kid|teen|teenager|child|girl|boy)",
    r"(?:in|since my|after) (?:recovery|remission)|recovered|in my (?:teens|twenties|20s|past)|(?:clean|sober|free"
    r"|recovered) (?:for|since)|\d+ (?:months?|years?) (?:clean|sober|free|self[- ]harm free)|(?:my|an) old (?:self"
    r"|me|diary|journal|therapist)|once upon|long time ago|a lifetime ago|at (?:my )?(?:lowest"
    r"|worst) (?:point )?(?:back|years)",
)
_PRESENT = any_of(
    r"again",
    r"lately",
    r"right now",
    r"tonight",
    r"today",
    r"still",
    r"these days",
    r"this (?:week|morning|month|time)",
    r"yesterday",
    r"last (?:night|week|weekend)",
    r"(?:it's|they're|thoughts? (?:are|have)|it has|that's|feelings? (?:are|have)|has|have) (?:come |coming |came "
    r"|crept |creeping |started |slid(?:ing)? |been )*(?:back|returned|returning)",
    r"now i",
    r"keep (?:thinking|going back)",
    r"like i used to",
    r"relaps\w+",
    r"is back",
    r"are back",
    r"anymore",
    r"urge\w*",
    r"miss it|miss the",
)
_DENIAL = re.compile(
    r"(?:\bnot\b(?! (?:only|just|sure|going to lie|gonna lie|even sure|joking|kidding))|\bisn't\b|\bwasn't\b"
    r"|\bnever\b|\bno longer\b|\bwithout\b|\bdon't\b|\bdoesn't\b|\bdidn't\b|\bnobody (?:is|was)\b|\bno (?:plans?"
    r"|intention|thoughts?|desire|urge|wish)\b"
    r"|\bstopped\b|\bhaven't\b|\bhasn't\b|\bwouldn't\b|\bwon't\b|\baren't\b|\bnowhere near\b|\bzero\b|\bneither\b"
    r"|\brather than\b|\binstead of\b)"
)  # fmt: skip
_AFFIRMED = re.compile(
    r"can't (?:stop|help|promise|say|tell)|not sure|don't (?:know (?:if|how|why|whether)|trust|care (?:if|whether)"
    r"|want to|think i (?:can|will|want)|see|feel like|mind)|never (?:wanted|felt|been|thought)(?: \w+)? (?:more"
    r"|this|so)|why (?:don't|shouldn't|not)|if i (?:don't|didn't|wasn't|can't)|wouldn't (?:mind|care|be)"
    r"|didn't (?:work|succeed)|won't (?:stop|go away|shut)|doesn't (?:stop|go away)|can't"
)
_WELL_NOW = any_of(
    r"(?:i'm|i am|life is|things are|all is)(?: \w+){0,2} (?:great|good|fine|ok|okay|better|well|happy|healthy|clean"
    r"|safe|stable|at peace)(?: (?:now|today|again|these days|since))?",
    r"years? (?:clean|sober|free|in recovery)|glad (?:it (?:didn't|did not)|i'm (?:still )?here|i (?:survived|stayed))"
    r"|(?:therapy|treatment|help|medication) (?:really )?(?:helped|worked|saved me)",
)
_CLAUSE_EDGE = re.compile(
    r"[,;:.!?\n]|\b(?:but|because|although|though|except|yet|however|until|since)\b"
    r"|\band (?=i\b)"
)


def without_idioms(text: str) -> str:
    """Replace every idiom by ``_``, and a laughed-at "kill me" of a light message too."""
    masked = IDIOMS.sub("_", text)
    if _LAUGH.search(masked) and len(masked.split()) <= 25 and not _HEAVY.search(_LAUGHED_AT.sub("_", masked)):
        masked = _LAUGHED_AT.sub("_", masked)
    return masked


def is_fiction(text: str) -> bool:
    """Whether a normalised message talks of invented or studied things, and not of the person as well."""
    return bool(_FICTION.search(text)) and not _PERSONAL.search(text)


def is_past(sentence: str, text: str) -> bool:
    """Whether a sentence tells of years ago, in a message that does not bring it back to now."""
    return bool(_PAST.search(sentence)) and not _PRESENT.search(text)


def is_over(text: str) -> bool:
    """Whether a normalised message tells of years ago and says that it is well now."""
    return is_past(text, text) and bool(_WELL_NOW.search(text))


def is_denied(sentence: str, start: int) -> bool:
    """Whether what begins at ``start`` is denied in its own clause."""
    clause = _CLAUSE_EDGE.split(sentence[:start])[-1]
    return bool(_DENIAL.search(clause)) and not _AFFIRMED.search(clause)
