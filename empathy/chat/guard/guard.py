"""Screens what a person writes: rules, a small classifier and the turns before."""

import hashlib
import math
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from empathy.chat.guard.context import WINDOW, carried, lookup_after_distress
from empathy.chat.guard.encoder import Classifier, expected_level
from empathy.chat.guard.frames import is_over
from empathy.chat.guard.normalise import normalise
from empathy.chat.guard.rules import findings
from empathy.chat.guard.sign import Finding

PIECE, _OVERLAP = 400, 120
"""Characters of a message that are screened at a time, and that two pieces share: the classifier reads about 100 word
pieces, and a long message is read whole."""

_EARLIER, _CONTEXT = 4000, 1500
"""Characters of an earlier message, from its end: that are screened, and that later messages are read with."""

AGREES = {1: 0.4, 2: 0.4, 3: 0.2, 4: 0.2}
"""Level of a rule's finding -> level that the classifier must expect at least; else the rule met a turn of phrase. Of
8,000 messages that neither had seen, 2,880 of them dangers, this drops 67 of the 83 that only the rules flag in vain,
and 23 of the 32 dangers that only they find."""

REMEMBERED = 10_000
"""Messages whose findings are kept, so that a conversation's earlier turns are not read again; their hash, not they."""

Message = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Read:
    """What was found in a message, and the level that the classifier expects of it."""

    findings: tuple[Finding, ...]
    expected: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guard says of a message.

    Attributes:
        level: 0 to 4, see ``sign.LEVELS``.
        category: One of ``sign.CATEGORIES``; empty at level 0.
        reasons: Which rule, classifier or context spoke, worst first; never a word of the message.
        milliseconds: Time it took.
    """

    level: int
    category: str
    reasons: tuple[str, ...]
    milliseconds: float


class Guard:
    """The input guard. It fails closed: an error inside it counts as level 1.

    Args:
        classifier: The classifier that ships with the package, or None for rules and context alone.
    """

    def __init__(self, classifier: Classifier | None) -> None:
        self.classifier = classifier
        self._seen: dict[bytes, _Read] = {}
        self._reading = threading.Lock()  # a server screens for many at a time

    @classmethod
    def load(cls, folder: Path | None = None) -> "Guard":
        """The guard with the classifier in a folder, by default the shipped one.

        Raises:
            InputError: If the classifier is missing or damaged.
        """
        return cls(Classifier.load(folder) if folder else Classifier.load())

    @property
    def fingerprint(self) -> str:
        """Hash of the classifier's weights; empty without one."""
        return self.classifier.fingerprint if self.classifier else ""

    def screen(self, text: str, turns: Sequence[str] = ()) -> Verdict:
        """Screen the latest message of a conversation.

        Args:
            text: The message.
            turns: The user's earlier messages, oldest first; the last ``context.WINDOW`` of them are read.
        """
        begun = time.perf_counter()
        try:
            with self._reading:
                found = self._found(text, [str(turn) for turn in turns][-WINDOW:])
        except Exception as error:  # whatever it is, a person may be in danger
            found = [Finding(1, "self_harm", f"guard: failed ({type(error).__name__})")]
        found.sort(reverse=True)
        worst = found[0] if found else Finding(0, "", "")
        reasons = tuple(dict.fromkeys(finding.reason for finding in found))
        return Verdict(worst.level, worst.category, reasons, (time.perf_counter() - begun) * 1000)

    def _found(self, text: str, turns: Sequence[str]) -> list[Finding]:
        said = [normalise(turn[-_CONTEXT:]) for turn in turns]
        new = [(piece, tuple(said)) for piece in _pieces(text)]
        read = [
            [(piece, tuple(said[:place])) for piece in _pieces(turn[-_EARLIER:])] for place, turn in enumerate(turns)
        ]
        self._read([*(message for messages in read for message in messages), *new])
        earlier = [
            max((finding for each in messages for finding in self._seen[_key(each)].findings), default=None)
            for messages in read
        ]
        now = [self._seen[_key(each)] for each in new]
        found = [finding for each in now for finding in each.findings]
        if before := carried(earlier, max(each.expected for each in now)):
            found.append(before)
        while len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
        return found

    def _read(self, messages: Sequence[Message]) -> None:
        """Find what each message shows, read with the messages before it; what was read before is remembered."""
        unread = list(dict.fromkeys(message for message in messages if _key(message) not in self._seen))
        if not unread:
            return
        probabilities = self.classifier.probabilities(unread) if self.classifier else [None] * len(unread)
        for (text, before), seen in zip(unread, probabilities, strict=True):
            found, expected = findings(text), math.inf
            if self.classifier and seen:
                expected = expected_level(seen)
                found = [finding for finding in found if expected >= AGREES[finding.level]]
                guess = self.classifier.finding(seen)
                if guess and not (guess.level <= 2 and is_over(text)):
                    found.append(guess)
            if lookup := lookup_after_distress(text, before):
                found.append(lookup)
            self._seen[_key((text, before))] = _Read(tuple(found), expected)


def _pieces(text: str) -> list[str]:
    """The normalised message, in pieces that overlap."""
    starts = range(0, max(1, len(text) - _OVERLAP), PIECE - _OVERLAP)
    return [normalise(text[start : start + PIECE]) for start in starts]


def _key(message: Message) -> bytes:
    return hashlib.blake2b(repr(message).encode(errors="replace"), digest_size=16).digest()
