"""What a conversation is, from file to chat: frozen dataclasses, standard library only."""

from dataclasses import dataclass, replace
from typing import Literal

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn and what its corpus says about it.

    Attributes:
        role: Who speaks.
        text: What is said, stripped, not empty.
        emotions: Ids into ``labels.EMOTIONS_WITH_NEUTRAL`` (gold labels of a user turn); empty where unknown.
        strategy: Id into ``labels.STRATEGIES`` (assistant turns); None where unknown.
        affect: Human (valence, arousal) on ``labels.AFFECT_SCALE``; None where nobody rated the text.
        style: How an assistant turn is to sound (``Style.text``), shown before it; empty for none.
        reflection: Line that the model wrote for itself before an assistant turn; empty for none.
    """

    role: Role
    text: str
    emotions: tuple[int, ...] = ()
    strategy: int | None = None
    affect: tuple[float, float] | None = None
    style: str = ""
    reflection: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("empty turn")


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Turns of one conversation.

    Attributes:
        id: Unique within its corpus; splits never share one.
        corpus: Name of the corpus it was read from.
        turns: At least one; roles need not alternate.
    """

    id: str
    corpus: str
    turns: tuple[Turn, ...]

    def __post_init__(self) -> None:
        if not self.turns:
            raise ValueError("dialogue without turns")

    @property
    def text(self) -> str:
        """All that is said, one turn a line, case and spacing folded: two dialogues with equal text are the same."""
        return "\n".join(" ".join(turn.text.lower().split()) for turn in self.turns)


@dataclass(frozen=True, slots=True)
class Preference:
    """Two replies to one prompt, of which the first is the better friend's.

    Attributes:
        id: Unique within its file.
        category: What the pair is about; empty where its source does not say.
        prompt: Turns so far; the last is the user's.
        chosen: The preferred reply.
        rejected: The other reply.
        violations: Whether the chosen and the rejected reply break a safety rule.
    """

    id: str
    category: str
    prompt: tuple[Turn, ...]
    chosen: str
    rejected: str
    violations: tuple[bool, bool] = (False, False)

    @property
    def text(self) -> str:
        """The prompt, one turn a line, case and spacing folded."""
        return "\n".join(" ".join(turn.text.lower().split()) for turn in self.prompt)

    def safe_first(self) -> "Preference | None":
        """The pair with the reply that breaks no rule preferred; None where both break one (SafeDPO, section 4)."""
        if all(self.violations):
            return None
        if not self.violations[0]:
            return self
        return replace(self, chosen=self.rejected, rejected=self.chosen, violations=(False, True))
