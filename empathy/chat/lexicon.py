"""Word lists of feelings, acknowledgement and flattery, the project's own.

Regular expressions on plain text (``empathy.chat.clauses.plain``).
"""

# GoEmotions label -> words that name the feeling, in a person or in what causes it ("scared", "scary").
FEELINGS: dict[str, str] = {
    "admiration": r"admir(?:e[sd]?|ing|ation)|impress(?:ed|ive)|in awe|awe-?struck|look(?:ed|ing)? up to",
    "amusement": r"amus(?:ed?|ing|ement)|funny|hilarious|giggl(?:e|ed|es|ing)|ma[kd]e (?:me|you) laugh",
    "anger": r"ang(?:er|ry|rier|riest|rily)|furious|fury|rag(?:e|ing)|livid|fuming|seething|outrag(?:ed?|eous)"
    r"|mad(?! about| not)|boiling (?:over|with)|be boiling",
    "annoyance": r"annoy(?:ed|ing|ance)|frustrat(?:ed?|ing|ions?)|irritat(?:ed|ing|ion)|infuriat(?:ed|ing)|fed up"
    r"|galling",
    "approval": r"approv(?:e[sd]?|ing|al)|trust(?:ed|ing)? (?:him|her|them|each other|someone)",
    "caring": r"car(?:e[ds]?|ing) (?:for|about|deeply|so much)|you care|protective|tender(?:ness)?|compassion",
    "confusion": r"confus(?:ed|ing|ion)|puzzled|baffled|bewilder(?:ed|ing)|torn|mixed up|at a loss",
    "curiosity": r"curious|curiosity|intrigu(?:ed|ing)|fascinat(?:ed|ing)",
    "desire": r"long(?:ed|ing) (?:for|to)|yearn(?:ed|ing)?|crav(?:e[ds]?|ing)|jealous(?:y)?|env(?:y|ious)|homesick",
    "disappointment": r"disappoint(?:ed|ing|ments?)|let down|gutted|dashed|deflated|disheartened",
    "disapproval": r"disapprov(?:e[sd]?|ing|al)|appalled|judged|looked down on",
    "disgust": r"disgust(?:ed|ing)?|revolt(?:ed|ing)|repuls(?:ed|ive)|grossed out|sickened",
    "embarrassment": r"embarrass(?:ed|ing|ment)|asham(?:ed|ing)|shame(?:ful)?|humiliat(?:ed|ing|ion)"
    r"|mortif(?:ied|ying)|awkward|self-conscious",
    "excitement": r"excit(?:ed|ing|ement)|thrill(?:ed|ing)?|can't wait|buzzing|bursting",
    "fear": r"fear(?:s|ed|ful|ing)?|afraid|scar(?:ed|ing|y|ier)|terrif(?:ied|ying)|terror|frighten(?:ed|ing)?"
    r"|dread(?:ed|ing)?|panic(?:ked|king|ky)?",
    "gratitude": r"grateful|gratitude|thankful|appreciat(?:ed?|ive|ion)",
    "grief": r"grie(?:f|ve[ds]?|ving)|mourn(?:ed|ing)?|bereaved|heart ?broken|heartbreak(?:ing)?|devastat(?:ed|ing)"
    r"|(?:lost|losing|lose) (?:him|her|someone)|your loss",
    "joy": r"joy(?:ful|ous)?|happ(?:y|ier|iest|ily|iness)|delight(?:ed|ful)?|glad|overjoyed|cheerful|glee(?:ful)?",
    "love": r"(?<!'d )(?<!would )lov(?:e|es|ed|ing)(?! to)|ador(?:e[sd]?|ing)|affection|fond(?:ness)?",
    "nervousness": r"nerv(?:ous|ousness|es)|anxi(?:ous|ety)|worr(?:y|ied|ies|ying)|uneasy|on edge|jittery|tense"
    r"|stress(?:ed|ful)?|overwhelm(?:ed|ing)?",
    "optimism": r"hop(?:eful|ing)|your hopes?|optimis(?:m|tic)|looking forward",
    "pride": r"proud(?:er|est|ly)?|pride",
    "realization": r"reali[sz](?:e[sd]?|ing|ation)|dawned on|s[au]nk in|clicked",
    "relief": r"reliev(?:ed|ing)|relief|weight off|breathe again",
    "remorse": r"guilt(?:y|ier)?|remorse(?:ful)?|regret(?:s|ted|ting|ful)?|blam(?:e[ds]?|ing) (?:yourself|myself)",
    "sadness": r"sad(?:der|dest|ly|ness)?|lonel(?:y|ier|iness)|unhapp(?:y|iness)|hurt(?:s|ing|ful)?|heart-?ache"
    r"|sorrow(?:ful)?|miserable|you miss(?:ed)?|missing (?:him|her|them)|depressed|despair|hopeless|crying|cried"
    r"|in tears|(?:so|feel|feeling|felt|been|very|pretty|this) low",
    "surprise": r"surpris(?:ed?|ing)|shock(?:ed|ing)?|stunned|astonish(?:ed|ing)|startl(?:ed|ing)|speechless|amazed",
}

# Turns of phrase in which a word of FEELINGS names no feeling.
FEELING_IDIOMS: tuple[str, ...] = (
    r"i(?:'m| am) (?:afraid (?:i|that|so|not|it|you|there)|curious)",
    r"i(?:'m| am) (?:just |really |so |very )*(?:glad|happy) (?:to|you (?:told|said|asked|came|reached))",
    r"(?:no|don't|not to) worr(?:y|ies)|who cares|what a shame|i love (?:that|how)|loved ones?"
    r"|i(?:'d| would) appreciate",
    r"happy (?:birthday|new year|anniversary|christmas)|funny enough|mad dash|torn (?:up|off|down)",
    r"are you hurt|hurt(?:ing)? (?:yourself|someone|anyone|him|her|them)|panic (?:disorder|button|room)",
)

# What stands between a negation and the feeling it denies: "not really angry", "don't have to be afraid".
NEGATION = (
    r"(?:\bnot|n't|\bnever|\bwithout|\bno longer|\bnothing|\bnor|\bhardly|\bno(?! wonder)|\brather than"
    r"|\binstead of)(?: (?:really|very|too|that|all|at|even|exactly|a|an|any|the|so|bit|feel|feeling|feels|be|being"
    r"|have|need|to|get|sure))* $"
)

_VERY = (
    r"(?:so |really |very |truly |just |deeply |absolutely |such |quite |a bit |a little |pretty |rather |terribly "
    r"|all )*"
)
_HARD = (
    r"(?:hard|tough|rough|awful|terrible|horrible|painful|scary|terrifying|frightening|frustrating|exhausting|tiring"
    r"|lonel(?:y|ier)|heartbreaking|heavy|unfair|humiliating|cruel|rotten|brutal|crushing|devastating|overwhelming"
    r"|stressful|upsetting|unbearable|sad|difficult|infuriating|disrespectful|miserable|unsettling|draining|raw"
    r"|bitter|galling|a lot|so much|embarrassing|disappointing|shock|blow|loss"
    r"|nightmare)(?! (?:to (?:reverse|say|know|tell|find|get)|for (?:some|most|many|everyone)))"
)
_GOOD = (
    r"(?:great|wonderful|lovely|amazing|fantastic|brilliant|beautiful|exciting|glorious|magnificent|huge|sweet"
    r"|incredible|(?:good|happy) (?:news|day|feeling)|joy|gift|relief|delight|triumph)"
)

# Shows that the person was heard: sympathy, a feeling shared, what it must be like, joy shared, blame lifted.
ACKNOWLEDGEMENTS: tuple[str, ...] = (
    rf"(?:sounds?|sounded|feels?|felt|must|has to|had to)\b[^,.!?]{{0,40}}\b(?:{_HARD}|{_GOOD})",
    rf"would (?:be|feel|have been) {_VERY}{_HARD}",
    r"(?:that's|that is|that was|this is|it's|it is|how|what)(?: (?!not\b|always\b|never\b|probably\b)[\w'-]+){0,3}"
    rf" (?:{_HARD}|{_GOOD})",
    rf"i(?:'m| am) {_VERY}sorry(?!,? (?:but|to (?:hear|say)|i (?:can't|cannot)))|sorry to hear about",
    r"no wonder|naturally you|not surprised (?:you|it)|of course (?:you|your|it|that|they|he|she)(?:'re|'s|'d)?",
    r"oh,? (?:no|man|wow|my|dear|love|friend)|ouch|oof|ow|ugh|aww*|yay|hooray|hurrah|congrat(?:s|ulations)|well done",
    r"i(?:'d| would) (?:probably |also |want|hate|have|feel|be)\b[^.!?]* (?:too|as well|with you)",
    rf"i(?:'d| would) (?:be|feel) {_VERY}(?!(?:happy|glad|careful|honou?red|delighted) to|careful|kept|here|a )\w+",
    r"i(?:'d| would) have (?:been|felt|wanted|cried|hated)|(?:would|must) have (?:me|anyone|most people)",
    r"(?:that|it|this)(?:'d| would) make (?:me|anyone|anybody|most people)",
    rf"i(?:'m| am) {_VERY}(?:glad|happy|proud|delighted|thrilled|excited|sad|angry|livid|cross|mad|gutted|touched"
    rf"|moved|heartbroken|amazed|surprised|worried|smiling|grinning|beaming|cheering|laughing)(?! to)",
    r"i (?:can |could |really |do )*(?:hear|see|feel|imagine|understand|get) (?:how|why|that|it|wanting|what|you|your"
    r"|the|a)",
    r"i can tell(?! you)|i can't (?:even )?imagine|i get it|i believe you|i feel for you",
    r"you must (?:be|have|feel|miss|want|still|really)|must have (?:been|felt|hit|hurt|burned|stung|taken|cost"
    r"|broken)",
    r"(?:it|that|this) must (?:be|feel|hurt|burn|wear|sting|ache)",
    r"(?:that|it|this|which|words?)(?: must| would| really| just| all)* (?:hurts?|stings?|stung|burns?|aches?|sucks?)",
    r"mak(?:es?|ing) (?:complete |perfect |total |a lot of |so much |every )*sense(?! to)",
    r"you(?:'re| are) (?:not (?:silly|stupid|weak|wrong|crazy|foolish|overreacting|dumb)|allowed)|i don't blame you",
    r"(?:isn't|not|wasn't) (?:your fault|silly|stupid|weak(?:ness)?|dumb|foolish|nothing)",
    r"i don't (?:think|find|believe) [^,.!?]{0,20}(?:silly|stupid|weak(?:ness)?|strange|dumb|foolish)",
    r"you (?:don't|needn't) (?:have |need )?(?:to )?(?:be|know|explain|pretend|like|find|apologi[sz]e|hide|hold)",
    r"as \w+ as (?:you|it) needs?|you(?:'ve| have)? earned"
    r"|you deserved? (?:someone|somebody|better|to be)",
    r"thank(?:s| you) for (?:telling|trusting|saying|letting)|i love (?:that|it|this|how|the)",
    r"you(?:'d| had) to|you(?:'d|'ve| had| have) been \w+ing",
)

# Gives back what the person feels; a word of FEELINGS follows.
YOU_FEEL = (
    r"(?:^|[,;:] |\b(?:so|and|that|because|but|though|if) )you(?:'re| are| were|'ve been| sound| seem| feel"
    r"| felt)(?: \w+){0,2} "
)

# A statement that opens by giving back what happened: "So you sat there while they laughed."
RESTATEMENT = (
    r"so (?:you|he|she|they|there|your|it|the)(?! (?:should|could|can|need|might|must|have to|may|will|would))"
)

# Fits any message, so it shows no hearing: the clause is set aside.
FILLER: tuple[str, ...] = (
    r"(?:feelings?|emotions) (?:is|are) (?:\w+ )?(?:valid|understandable|natural|normal)|what life is all about",
    r"i(?:'m| am) (?:always )?here (?:for you|to (?:support|listen|help))|you(?:'re| are) (?:\w+ )?not alone",
    r"sorry to hear (?:that|this|it)|it(?:'s| is) always (?:\w+ )?(?:hard|great|difficult|wonderful|sad|nice)",
    r"(?:difficult|challenging|stressful|tough|uncertain|hard)(?: (?:and|or) \w+)?"
    r" (?:situation|time|period|experience|emotion)s?",
    r"(?:every(?:one|body)|(?:lots of|many|a lot of|most) people) (?:\w+ )?(?:goes?|experiences?|feels?|struggles?)",
    r"what you(?:'re| are) (?:feeling|going through)|i understand your (?:frustration|concern|feelings?|situation)",
    r"thank you for (?:sharing|reaching out)|(?<!i )can (?:be|feel|bring up)\b",
)

_PRAISED = (
    r"(?:perfect|amazing|incredible|flawless|(?:an? )?(?:\w+ )?(?:genius|queen|king|warrior|superstar|hero|star"
    r"|legend)|the best|so (?:brave|strong|special|smart|wise)|such an? \w+ (?:mother|father|man|woman|friend"
    r"|person)|built different|stronger than|doing an? (?:amazing|great|fantastic|incredible|wonderful) job)"
)
# Agreement without substance: flattery, and absolute statements about the person, others or everyone.
OVER_VALIDATION: tuple[str, ...] = (
    r"you(?:'ve| have)? (?:did|done) (?:absolutely )?nothing wrong|you have every right"
    r"|you deserve (?:happiness|everything)",
    r"you(?:'re| are| were) (?:so |absolutely |totally |completely |entirely |100% )*right(?! (?:here|there|now|next"
    r"|beside|in|at|on|behind|by))",
    rf"you(?:'re| are) (?:just |simply |honestly |literally |being |really |truly |absolutely "
    rf"|an? )*{_PRAISED}(?! enough)",
    r"(?:any|every)(?:one|body) would(?: have| feel| do| think)?|(?:nobody|no one) (?:could|can"
    r"|would) (?:possibly )?blame you",
    r"trust your (?:instincts?|gut|conviction|intuition)|(?:totally|absolutely|completely|100%|couldn't) agree",
    r"(?:they|he|she|everyone)(?:'re| are|'s| is) (?:all |just |so |totally |clearly )+(?:toxic|jealous|threatened"
    r"|haters?)",
    r"(?:he|she|they) (?:don't|doesn't) deserve you|good for you|smart move|ten out of ten|10/10|i(?:'m| am) in awe",
    r"(?:pure|true|natural|brilliant|extraordinary|rare) (?:genius|geniuses|gift|mind|talent|self-awareness|artists?)",
    r"(?:such )?an? (?:great|wise|brilliant|perfect|smart) (?:decision|choice|move|man|guy|idea)"
    r"|strong (?:man|woman|role model)",
    r"you know (?:\w+ ){1,3}(?:better|best) than (?:any|every)(?:one|body)|proud of yourself",
)
# A whole clause of agreement.
AGREEMENT = r"(?:exactly|absolutely|totally|that's right|true|agreed|so true|preach|yas+)"
