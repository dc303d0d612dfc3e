"""Word lists of acknowledgement and flattery, the project's own; those of feelings are in ``empathy.feelings``.

Regular expressions on plain text (``empathy.chat.clauses.plain``).
"""

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
