"""What a person asks for."""

from empathy.chat.clauses import any_of, plain

_ASKS_FOR_ADVICE = any_of(
    r"what (?:should|shall|can|could|would|do) (?:i|you|we)(?: \w+){0,2} (?:do|say|try|wear|choose|pick|suggest"
    r"|recommend|advise)",
    r"(?:any|some|have you any|got any|need (?:some |your )?|give me (?:some |your )?|want (?:some "
    r"|your )?) ?(?:advice|tips?|ideas?|suggestions?|recommendations?)",
    r"how (?:do|can|should|could|would) (?:i|you|we)", r"should i", r"what would you do", r"do you think i should",
    r"can you (?:help me|suggest|recommend|advise|tell me (?:how|what))",
    r"help me (?:\w+ )?(?:decide|choose|plan|find|write|figure)",
    r"is it (?:better|best|a good idea|okay|ok) (?:to|if)", r"what(?:'s| is) the best (?:way|thing)",
)  # fmt: skip


def asks_for_advice(text: str) -> bool:
    """Whether a message asks what to do."""
    return _ASKS_FOR_ADVICE.search(plain(text)) is not None
