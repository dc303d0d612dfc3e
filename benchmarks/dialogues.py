"""The dialogues that all contestants train on."""

from empathy.data.encode import Encoded
from empathy.data.module import EmpathyData

SHARES = {"esconv": 32, "empatheticdialogues": 160}
"""Dialogues of each corpus."""

MAX_LENGTH = 512


def corpora(root: str | None, *, teacher_share: float = 0.0) -> EmpathyData:
    """Data module that trains on the first dialogues of each corpus.

    Args:
        root: Folder with the corpora, or None for those that ship with the project.
        teacher_share: See ``EmpathyData``.
    """
    data = EmpathyData(
        root=root, corpora=list(SHARES), max_length=MAX_LENGTH, batch_size=4, alpha=1.0, teacher_share=teacher_share,
        held_out_tokens=2000, style=0.0, reflections=0.0,
    )  # fmt: skip
    data.setup("fit")
    data.encoded["train"] = [window for name, count in SHARES.items() for window in _first(data, name, count)]
    return data


def _first(data: EmpathyData, corpus: str, count: int) -> list[Encoded]:
    windows = [example for example in data.encoded["train"] if example.corpus == corpus]
    dialogues = list(dict.fromkeys(window.id.rsplit("#", 1)[0] for window in windows))[:count]
    return [window for window in windows if window.id.rsplit("#", 1)[0] in set(dialogues)]
