"""The label spaces, each with its source, and the maps between them.

Sources:
    GoEmotions: Demszky et al., ACL 2020, Table 1; the order is that of the published ``emotions.txt``.
    EmpatheticDialogues: Rashkin et al., ACL 2019, Figure 2 (32 situations' emotions).
    ESConv: Liu et al., ACL 2021, Table 2 (8 support strategies).
"""

GOEMOTIONS: tuple[str, ...] = (
    "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion", "curiosity", "desire",
    "disappointment", "disapproval", "disgust", "embarrassment", "excitement", "fear", "gratitude", "grief", "joy",
    "love", "nervousness", "optimism", "pride", "realization", "relief", "remorse", "sadness", "surprise",
)  # fmt: skip
"""The 27 GoEmotions classes without neutral: the emotion head's default label space."""

NEUTRAL = len(GOEMOTIONS)
"""Id of *neutral* in the GoEmotions files (27)."""

EMOTIONS_WITH_NEUTRAL: tuple[str, ...] = (*GOEMOTIONS, "neutral")

STRATEGIES: tuple[str, ...] = (
    "Question", "Restatement or Paraphrasing", "Reflection of feelings", "Self-disclosure",
    "Affirmation and Reassurance", "Providing Suggestions", "Information", "Others",
)  # fmt: skip
"""The 8 ESConv support strategies."""

STRATEGY_ALIASES: dict[str, str] = {"Questions": "Question", "Other": "Others"}
"""Spellings of the release of failed ESConv dialogues -> the spelling of the main release."""

EMPATHETIC_TO_GOEMOTIONS: dict[str, str] = {
    "afraid": "fear",
    "angry": "anger",
    "annoyed": "annoyance",
    "anticipating": "excitement",
    "anxious": "nervousness",
    "apprehensive": "nervousness",
    "ashamed": "embarrassment",
    "caring": "caring",
    "confident": "optimism",
    "content": "joy",
    "devastated": "grief",
    "disappointed": "disappointment",
    "disgusted": "disgust",
    "embarrassed": "embarrassment",
    "excited": "excitement",
    "faithful": "love",
    "furious": "anger",
    "grateful": "gratitude",
    "guilty": "remorse",
    "hopeful": "optimism",
    "impressed": "admiration",
    "jealous": "desire",
    "joyful": "joy",
    "lonely": "sadness",
    "nostalgic": "love",
    "prepared": "optimism",
    "proud": "pride",
    "sad": "sadness",
    "sentimental": "love",
    "surprised": "surprise",
    "terrified": "fear",
    "trusting": "approval",
}
"""The 32 EmpatheticDialogues emotions -> GoEmotions. The project's own judgement: no official map exists."""

AFFECT_SCALE = (1.0, 5.0)
"""Range of valence (1 unpleasant, 5 pleasant) and arousal (1 calm, 5 agitated): the self-assessment scale of EmoBank
(Buechel and Hahn, EACL 2017), on which 3 is neutral."""

AFFECT: dict[str, tuple[float, float]] = {
    "admiration": (4.0, 3.25),
    "amusement": (4.25, 3.5),
    "anger": (1.75, 4.25),
    "annoyance": (2.25, 3.5),
    "approval": (3.75, 2.75),
    "caring": (3.75, 2.75),
    "confusion": (2.5, 3.25),
    "curiosity": (3.25, 3.25),
    "desire": (3.25, 3.5),
    "disappointment": (2.0, 2.5),
    "disapproval": (2.25, 3.0),
    "disgust": (1.75, 3.5),
    "embarrassment": (2.0, 3.5),
    "excitement": (4.5, 4.5),
    "fear": (1.75, 4.25),
    "gratitude": (4.25, 3.0),
    "grief": (1.25, 3.0),
    "joy": (4.75, 3.75),
    "love": (4.5, 3.25),
    "nervousness": (2.25, 3.75),
    "optimism": (4.0, 3.0),
    "pride": (4.25, 3.5),
    "realization": (3.0, 3.0),
    "relief": (4.0, 2.25),
    "remorse": (1.75, 3.0),
    "sadness": (1.5, 2.25),
    "surprise": (3.25, 4.25),
    "neutral": (3.0, 2.5),
}
"""Emotion -> (valence, arousal), a weak label where no person rated the text. The project's own placement on the
EmoBank scale in steps of 0.25, by the quadrants of the circumplex (Russell 1980, Figure 2: fear, anger high arousal and
unpleasant; sadness low and unpleasant; excitement high and pleasant; relief low and pleasant). No published table is
copied: the large norm lists forbid redistribution. Human ratings (EmoBank) replace these where they exist."""
