"""Text as people type it -> the plain words that the guard's rules and its classifier read.

Undoes what hides a word, on purpose or not: look-alike letters, invisible characters, digits for letters, stars and
spaces inside a word, missing apostrophes, slang, common misspellings, emoji.
"""

import re
import unicodedata

from empathy.chat.clauses import plain

# Cyrillic and Greek letters that look like Latin ones (Unicode TS 39, the pairs seen in English text).
_LOOK_ALIKES = str.maketrans(
    "абвгдеёзіїјкмнорсстухѕԁԛԝӏαβγεηικνορστυχωϲ",
    "abbrдeeзiijkmhopcctyxsdqwlabyenikvoprtuxwc".replace("д", "d").replace("з", "3"),
)
_EMOJI = {
    "🔪": "knife", "🗡": "knife", "💊": "pills", "🔫": "gun", "🪢": "noose", "🪦": "grave", "⚰": "coffin", "🩸": "blood",
    "💀": "laughing", "😂": "laughing", "🤣": "laughing", "😭": "crying", "😢": "crying", "💔": "heartbroken",
    "🍺": "beer", "🍷": "wine", "🥃": "whiskey", "💉": "needle", "🌉": "bridge",
}  # fmt: skip
_LEET = str.maketrans("013457@$!|", "oieastasil")
_SPACED = re.compile(r"(?<!\w)(?:\w[ .\-_*/]){3,}\w(?!\w)")
_STARRED = re.compile(r"\b[a-z]+[*#%_.\-][a-z*#%_.\-]*[a-z]\b")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_WORD = re.compile(r"[a-z0-9@$!|]*[a-z][a-z0-9@$!|]*[a-z0-9@$]|[a-z]")

_DANGER_WORDS_TEXT = """
    suicide suicidal suicides kill killing killed myself yourself himself herself die dying dead death overdose
    overdosed overdosing pills tablets unalive unaliving noose hanging hang wrist wrists cutting razor bleach
    poison bridge jump jumping trigger bullet shotgun goodbye worthless burden harm harming selfharm hurting
    starving purging purge vomit anorexia bulimia laxatives abuse abusive abused raped rape molested strangled
    choked choking stabbed stab bleeding unconscious breathing seizure insulin heroin fentanyl cocaine meth
    alcohol withdrawal voices hallucinating paracetamol antidepressants alive existing anymore hopeless depressed
"""
DANGER_WORDS = frozenset(_DANGER_WORDS_TEXT.split())
"""Words that a mistyped or disguised word is read as."""

_SLANG = (
    (r"kms|kmsing|k m s", "kill myself"),
    (r"kys", "kill yourself"),
    (r"ctb|catch(?:ing)? the bus", "kill myself"),
    (r"un-?alive(?= (?:my|him|her|them|your|the|a|this|that|every|all|some)\w*)", "kill"),
    (r"un-?alived", "killed"),
    (r"un-?aliving(?=\W*$|[.,!?]| (?:more|again|lately|today|tonight|now|for|since|and|but|or|is|was|every))",
     "killing myself"),
    (r"un-?aliving", "killing"),
    (r"un-?alive", "kill myself"),
    (r"(?:off|offing|delete|deleting|end|ending|yeet|yeeting|unsubscrib(?:e|ing)) (?:myself"
     r"|me(?= (?:tonight|today|now|soon)))", "kill myself"),
    (r"self[- ]?(?:delete|deletion|deleting|exit|terminate)|game[- ]end (?:myself|me)", "kill myself"),
    (r"sewer ?slid(?:e|al|ing)|soup? ?aside|sue ?icide|sui+(?!t)|suey|suicid|scuicide|suisid\w*|sucid\w*", "suicide"),
    (r"(?:want|wanna|going|gonna|ready) (?:to )?commit (?:suicide|die|not alive|unlive)", "want to kill myself"),
    (r"s/?h(?=(?:ing|ed)?\b(?! ?(?:it|t)))", "self harm"),
    (r"od(?:'?d|ed|ing)?(?= (?:on|again|last|tonight|now)\b)", "overdose"),
    (r"wan+a", "want to"), (r"gon+a|gunna|finna|imma|ima|fixing to|boutta", "going to"), (r"gotta", "have to"),
    (r"tryna", "trying to"), (r"hafta", "have to"), (r"lemme", "let me"), (r"cuz|coz|bc|bcuz|cos", "because"),
    (r"im|i m|iam", "i'm"),
    (r"ive|i ve", "i've"),
    (r"id(?= (?:be|rather|never|do|just|have|like|love|die|kill))", "i'd"),
    (r"ill(?= (?:be|do|just|never|go|kill|take|jump|end|see|have|make|hurt|find|finally))", "i'll"),
    (r"dont|dnt|don t", "don't"), (r"doesnt", "doesn't"), (r"didnt", "didn't"), (r"cant|can not|cannot", "can't"),
    (r"wont", "won't"), (r"wouldnt", "wouldn't"), (r"isnt", "isn't"), (r"wasnt", "wasn't"), (r"arent", "aren't"),
    (r"hasnt", "hasn't"),
    (r"havent", "haven't"),
    (r"shouldnt", "shouldn't"),
    (r"couldnt", "couldn't"),
    (r"aint|ain't", "isn't"),
    (r"hes", "he's"),
    (r"shes", "she's"),
    (r"theyre", "they're"),
    (r"youre|ur(?= (?:so|not|my|the|a|an|all))", "you're"),
    (r"theres", "there's"), (r"thats", "that's"), (r"whats", "what's"), (r"noones|no ones", "no one's"),
    (r"u", "you"), (r"ur", "your"), (r"r(?= (?:you|they|we))", "are"), (r"ppl", "people"), (r"b4", "before"),
    (r"2nite|tonite|2night", "tonight"),
    (r"2day", "today"),
    (r"tmrw|tmr|tmw|2moro|tmrrw|tomoz", "tomorrow"),
    (r"rn", "right now"),
    (r"evry|evrything", "everything"), (r"any ?mor|anymor", "anymore"), (r"n(?= (?:i|my|the|then|just)\b)", "and"),
    (r"bf", "boyfriend"), (r"gf", "girlfriend"), (r"bff|bestie|besty", "best friend"), (r"hubby|hubs", "husband"),
    (r"(?:my )?mum+(?:y|s)?(?= )", "my mom"),
    (r"mom(?:my|s|ma)", "mom"),
    (r"bro(?='s| (?:is|said|says|told|just|keeps|has))", "brother"),
    (r"meds", "medication"), (r"sleepers", "sleeping pills"), (r"paras", "paracetamol"), (r"ambo", "ambulance"),
    (r"lo+l(?:ol)*|lma+o+|rofl|ha(?:ha)+h?|he(?:he)+|jaja(?:ja)*", "laughing"), (r"jk|j/k|just kidding", "joking"),
    (r"nvm|nm|never ?mind", "never mind"),
    (r"idk|dunno", "i don't know"),
    (r"tbh|ngl|fr", ""),
    (r"w/o", "without"),
    (r"w/", "with "),
)  # fmt: skip
_SLANG_PATTERNS = tuple((re.compile(rf"(?<![\w'])(?:{wrong})(?![\w'])"), right) for wrong, right in _SLANG)


def normalise(text: str) -> str:
    """Plain lower-case words of a message; line breaks and end marks stay.

    Args:
        text: Anything a person can type.
    """
    decomposed = unicodedata.normalize("NFKD", plain(text))
    shown = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    folded = shown.lower().translate(_LOOK_ALIKES)
    for emoji, word in _EMOJI.items():
        if emoji in folded:
            folded = folded.replace(emoji, f" {word} ")
    joined = _SPACED.sub(_joined, folded)
    joined = _STARRED.sub(_uncensored, joined)
    words = _WORD.sub(_word, joined)
    for pattern, right in _SLANG_PATTERNS:
        words = pattern.sub(right, words)
    return re.sub(r"[^\S\n]+", " ", words).strip()


def _joined(match: re.Match[str]) -> str:
    """``k i l l  m e`` -> ``kill me``: single letters are read as one word where they make a dangerous one."""
    letters = re.sub(r"[ .\-_*/]", "", match.group()).translate(_LEET)
    for word in sorted(DANGER_WORDS, key=len, reverse=True):
        if len(word) > 2 and word in letters:
            return letters.replace(word, f" {word} ").strip()
    return match.group()


def _uncensored(match: re.Match[str]) -> str:
    """``s*icide`` -> ``suicide``."""
    shape = re.compile("".join("[a-z]?" if c in "*#%_.-" else c for c in match.group()))
    if (
        "*" not in match.group()
        and "#" not in match.group()
        and match.group().count("-") + match.group().count(".") < 2
    ):
        return match.group()
    return next((word for word in sorted(DANGER_WORDS) if len(word) > 2 and shape.fullmatch(word)), match.group())


def _word(match: re.Match[str]) -> str:
    word = match.group()
    if word in DANGER_WORDS:
        return word
    if re.search(r"[0-9@$|]|!(?=\w)", word) and (plain_word := word.translate(_LEET)) in DANGER_WORDS | {
        "kms",
        "kys",
        "unalive",
    }:
        return plain_word
    if _REPEATED.search(word):
        once, twice = _REPEATED.sub(r"\1", word), _REPEATED.sub(r"\1\1", word)
        word = once if once in DANGER_WORDS or twice not in DANGER_WORDS else twice
        if once not in DANGER_WORDS and twice not in DANGER_WORDS and once[-1:] == "l":
            word = twice  # "hellllp" is help, "allll" is all
    return _MISSPELLINGS.get(word, word)


def _misspellings() -> dict[str, str]:
    """Words with one letter left out, doubled or swapped with its neighbour, of those long enough not to be others."""
    found: dict[str, str] = {}
    for word in DANGER_WORDS:
        if len(word) < 6:
            continue
        for place in range(1, len(word)):
            swapped = word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]
            for variant in (word[:place] + word[place + 1 :], word[:place] + word[place] + word[place:], swapped):
                found.setdefault(variant, word)
    for variant in _OTHER_WORDS & found.keys():
        del found[variant]
    return {variant: word for variant, word in found.items() if variant not in DANGER_WORDS}


_OTHER_WORDS_TEXT = """
    pils bridg voice breating wrist tigger trigge burde tablet harming arming killing filing stabbed cutting
    putting dead alcoholic pill aliv hurting hating purging urging bring bullet starting staring sarving brige
    choking hoking coking hanging hunting poison ridge hopeless bleed breeding existing exiting voces voiced
    goodbye tablest wrists writs wirst jumping umping insulin razors
"""
_OTHER_WORDS = frozenset(_OTHER_WORDS_TEXT.split())
_MISSPELLINGS = _misspellings()
