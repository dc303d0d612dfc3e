"""What may not stay in the training split: texts that validation or test also hold."""

from collections.abc import Sequence

from empathy.data.sources import Split
from empathy.dialogue import Dialogue
from empathy.labels import NEUTRAL

MIN_OPENING_WORDS = 8
"""A shorter opening ("I feel so bad today") recurs by chance between different conversations."""


def fingerprints(dialogue: Dialogue) -> set[str]:
    """Return the texts by which a dialogue is recognised in another split: all of it, and its opening if it is long."""
    opening = " ".join(dialogue.turns[0].text.lower().split())
    return {dialogue.text} | ({opening} if len(opening.split()) >= MIN_OPENING_WORDS else set())


def without_leaks(dialogues: dict[Split, list[Dialogue]]) -> tuple[dict[Split, list[Dialogue]], int]:
    """Remove from train what validation or test also hold; the held-out splits stay as published.

    Returns:
        The splits, and the number of training dialogues dropped.
    """
    held: set[str] = set().union(
        *(fingerprints(dialogue) for split in ("valid", "test") for dialogue in dialogues[split])
    )
    train = [dialogue for dialogue in dialogues["train"] if not fingerprints(dialogue) & held]
    return {**dialogues, "train": train}, len(dialogues["train"]) - len(train)


def without_neutral(dialogues: Sequence[Dialogue]) -> tuple[list[Dialogue], int]:
    """Drop dialogues whose only label is neutral: the 27-class label space has no place for them.

    Returns:
        The kept dialogues and the number dropped.
    """
    kept = [dialogue for dialogue in dialogues if any(turn.emotions != (NEUTRAL,) for turn in dialogue.turns)]
    return kept, len(dialogues) - len(kept)
