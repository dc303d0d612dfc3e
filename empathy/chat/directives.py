"""Word lists of advice and of questions, the project's own.

Regular expressions on plain text (``empathy.chat.clauses.plain``).
"""

# Verbs that tell somebody what to do where a sentence begins with them. Left out are those that more often begin
# something else there ("Love", "Work", "Imagine having to ...").
IMPERATIVES = (
    r"(?:accept|add|ask|avoid|be(?! (?:as|here)\b)|block|book|breathe|bring|buy|call|calm|check|choose|clear"
    r"|concentrate|confront|consider|contact|count|delete|do (?:it|not|take|keep|make|that|something)|document|donate"
    r"|don't|drink|drop|eat|enjoy|ensure|exercise|face|fill|find|fix|focus|follow|force|forget|forgive|get|give|go"
    r"|hang in|have (?:a|some|faith)|head|hold|ignore|invite|join|keep|learn|leave|lie down|list|listen|live|log"
    r"|look (?:at|on|for|after|forward|up|into)|make|meditate|meet|message|move|never|phone|pick|plan|practi[sc]e"
    r"|pray|quit|reach|relax|rely|remember|remind|remove|review|ring|schedule|scroll|see|seek|sell|send|share|show"
    r"|sit|skip|sleep on|smile|speak|spend|start|stay|step|stick|stop|switch|take|talk (?:to|with|about)|tell|text"
    r"|think (?:of|about|positive)|throw|treat|trust|try|tuck|turn|unfollow|unlock|update|use|wait|wake"
    r"|walk (?:away|out|to|in)|wash|watch|wear|work on|write)"
)
# These are past tenses as well ("Put on hold for an hour"), so they need something to act on.
IMPERATIVES_WITH_OBJECT = r"(?:cut|put|set|read|shut|let|hit|close)"

# Imperatives that open the door instead of pointing the way.
INVITATIONS: tuple[str, ...] = (
    r"\w+ me|say (?:it|that|the|more|anything)|let (?:us|it (?:all )?out|the record|it be|there be)|talk to me",
    r"take (?:your|all the) time|take as|go (?:on|ahead)$|keep (?:talking|going)$|feel free|stay as"
    r"|have (?:a|some) \w+ day",
    r"(?:start|share) (?:where|what)ever|don't (?:you|they|we|i|get me|know|apologi[sz]e)|never (?:mind|in|once|a|be)",
    r"see$|enjoy (?:it|every|this|them)",
)

# "You should" and its kin where a clause begins; not "you should have been told", which is no advice.
DIRECTIVES: tuple[str, ...] = (
    r"you (?:really |just |also |simply |definitely |probably |always |only |first )*(?:should|ought to|need to"
    r"|have to|gotta)(?! (?:have|see|be (?:so |very |really )?(?:proud|tired))\b)",
    r"you(?:'d| had) better|you(?:'ve| have)? (?:just |really )?got to|you mustn't|you shouldn't(?! have)",
    r"you must (?:not|never|always|stop|go|try|call|see|learn|let)|you can't (?:keep|let|just)",
    r"you(?:'ll| will) (?:want|need|have) to|you (?:may|might) (?:also |always )?(?:want|wish|like) to",
    r"you (?:could|can|may|might) (?:also|always|try|consider|start by|at least)|if i were you|my advice",
    r"i(?:'d| would)? (?:strongly |really |also )?(?:suggest|recommend|advise)|all you (?:need|have) to do",
    r"it(?:'s| is| would be| might be| may be)(?: probably| usually)? (?:best|better|important|wise|essential|time"
    r"|a good idea|healthier|crucial|recommended|advisable|prudent) (?:to|that|if)",
    r"it (?:may |might |could |would |can |will )?helps? (?:if you|to)"
    r"|(?:there's )?no (?:need|point|use|reason) (?:to|in)",
    r"the (?:best|main|important|first) thing (?:\w+ ){0,3}(?:is|you can)"
    r"|you(?:'re| are) (?:better off|advised|supposed to)",
)

# Advice with a question mark.
DISGUISED: tuple[str, ...] = (
    r"(?:have|did|haven't|didn't) you (?:\w+ )?(?:tried|try|considered?|looked into)",
    r"have you (?:\w+ )?thought (?:of|about) (?!kill|dy|end|suicid|hurt|harm|tak)\w+ing",
    r"why (?:not|don't you|wouldn't you|can't you)|(?:can|would|will) you (?:just|not|try|simply|consider|please)",
    r"could you(?! (?:tell|say|share|describe|explain|feel|see|hear|sleep|eat|even|ever|still|breathe|imagine)\b)",
    r"(?:couldn't|can't|shouldn't|wouldn't|hadn't|won't|should) you|what if (?:you|we)|how about|what about \w+ing",
    r"(?:is|isn't|might|maybe) it(?:'s)?(?: be)? (?:not )?(?:a sign |time|best|better|an idea)",
    r"would(?:n't)? (?:it|that) (?:help|be (?:better|easier|best|worth|an idea|simpler))|would [^?]* be an idea",
    r"do(?:n't)? you (?:not )?think (?:you|it) (?:should|could|might|would|need)"
    r"|maybe (?:you (?:should|could)|\w+ing)",
)

# Questions that press, offer a service or look for agreement, and so leave nothing open.
CLOSED: tuple[str, ...] = (
    r"(?:is|are|was|were|do|does|did|has|have|had|should|would|could|can|wo)n't|what did you expect"
    r"|(?:is there )?anything else",
    r"why (?:should|are you (?:so|still)|would|on earth|did(?:n't)? you|spend|bother)|who (?:else|cares|needs)",
    r"how (?:on earth|could you|can you)|(?:shall|should) (?:i|we)|want me|(?:do|would) you (?:want|like) me to",
)
# Ends a statement with a question mark.
TAG = (
    r"(?:ok(?:ay)?|right|yeah|no|huh|eh|innit|agreed|deal|get it|(?:is|are|was|were|do|does|did|has|have|had|would"
    r"|could|can|will|wo|ca)(?:n't)? (?:it|you|he|she|they|that|we|i))\W*"
)
# A question asks something: "Somebody called you that?" repeats.
INTERROGATIVE = (
    r"\b(?:who|whose|what|where|when|why|how|which)\b|\b(?:is|are|was|were|do|does|did|have|has|had|can|could|would"
    r"|will|should|may) (?!not\b)\w"
)

# Questions without a question mark.
SOFT_QUESTIONS: tuple[str, ...] = (
    r"i(?:'d| would) (?:really )?(?:love|like) to (?:hear|know)|i(?:'m| am) (?:just )?(?:curious|wondering)",
    r"i wonder (?:what|how|if|whether|who|where|when)|tell me (?:about|what|how|who|where|when|more|which|everything)",
)
