"""The two-step controller: guard, memory, a hidden reflection, candidate replies, checks, guard again.

Two steps as in Cue-CoT (Wang et al. 2023, section 3.2): the model first says to itself what the person feels and needs,
then replies. The better of several replies is chosen instead of forcing tokens; only advice is decoded again under a
penalty. In danger the help lines come before any model token.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from empathy.chat import gentle, vetted
from empathy.chat.advice_bias import PENALTIES
from empathy.chat.clauses import as_written
from empathy.chat.guard.guard import Guard
from empathy.chat.help_card import Card
from empathy.chat.mending import mended
from empathy.chat.output_guard import Hidden, faults
from empathy.chat.resources import Resources
from empathy.chat.safety_answers import answers_danger
from empathy.chat.scoring import marks
from empathy.chat.session import Reply, Session, Trace, Tried
from empathy.chat.speaking import Asked, Decoding, Speaks
from empathy.chat.tone import Feeling, cheers, feeling_of, strikes_wrong_note
from empathy.chat.wishes import asks_for_advice
from empathy.dialogue import Turn
from empathy.model.generate import seeds_of
from empathy.style import strip_style

Reflection = Literal["on", "off", "shuffled"]

VETTED_FROM = 3
"""Guard level from which only vetted text is shown."""

NOTHING = "..."
"""Stands for a message that was nothing but forged control text, and for a reply of which nothing is left."""


@dataclass(frozen=True)
class Settings:
    """How the controller decodes.

    Attributes:
        candidates: Replies that are drawn for each message.
        tries: Further rounds while no candidate has all three elements.
        temperature: Of the draws.
        min_p: See ``sampling.Draft``; None: a nucleus.
        max_new_tokens: Of a reply at most.
        reflection: Whether the model reflects first; ``shuffled`` gives each message of a batch another one's line,
            to see whether what it says matters.
        rules: Hidden text beside the system turn that no reply may repeat: the safety teacher's rules.
    """

    candidates: int = 4
    tries: int = 1
    temperature: float = 0.5
    min_p: float | None = None
    max_new_tokens: int = 64
    reflection: Reflection = "on"
    rules: str = ""

    @property
    def decoding(self) -> Decoding:
        """How replies are drawn before anything is decoded again."""
        return Decoding(self.max_new_tokens, self.temperature, self.min_p)

    @property
    def fingerprint(self) -> str:
        """Hash, hexadecimal: what a measured row depended on."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Routed:
    """A screened message that is yet to be answered.

    Attributes:
        session: Which holds it already.
        text: What the person said, without forged style.
        trace: What the guard made of it.
        card: Help lines, to be shown before anything else; None where nobody is in danger.
        is_risen: The danger is graver than any before: what is said first is said again.
    """

    session: Session
    text: str
    trace: Trace
    card: Card | None
    is_risen: bool

    @property
    def block(self) -> str:
        """The card in plain text; empty without one."""
        return self.card.text if self.card else ""


@dataclass
class _Turn:
    """A message on its way to a reply of the model's."""

    session: Session
    text: str
    trace: Trace
    context: list[Turn]
    feeling: Feeling
    seed: int

    @property
    def reflection_begun(self) -> str:
        """What the heads, and the person's own words, begin the hidden line with."""
        reading = self.trace.reading
        way = f" way: {next(iter(reading.strategies))};" if reading else ""
        return f"feeling: {self.feeling.label};{way} about:"

    def asked(self, number: int) -> Asked:
        """The draw of this number from now on: no two of a message's have the same seed."""
        seed = seeds_of(self.seed, len(self.trace.candidates) + number)
        return Asked(self.context, self.session.style_text, self.trace.reflection, seed)

    @property
    def triggered(self) -> bool:
        """Whether the best candidate still gives advice that nobody asked for, or there is none."""
        best = self.trace.best
        return best is None or (best.marks.advice > 0 and not asks_for_advice(self.text))


class Controller:
    """Replies to messages.

    Args:
        speaker: The model.
        guard: Screens messages.
        resources: Help lines.
        settings: How to decode.
    """

    def __init__(self, speaker: Speaks, guard: Guard, resources: Resources, settings: Settings | None = None) -> None:
        self.speaker, self.guard, self.resources = speaker, guard, resources
        self.settings = settings or Settings()
        self._numbers = resources.numbers

    def reply(self, session: Session, text: str, *, seed: int = 0) -> Reply:
        """Reply to a message and add both to the session."""
        return self.replies([(session, text)], seed=seed)[0]

    def replies(self, messages: Sequence[tuple[Session, str]], *, seed: int = 0) -> list[Reply]:
        """Reply to several messages of different sessions, decoded as one batch; their seeds count up from this one."""
        return self.answer([self.route(session, text) for session, text in messages], seed=seed)

    def reopen(self, session: Session, turns: Iterable[Turn]) -> None:
        """Let an empty session hear a conversation that somebody else kept, screened anew.

        Args:
            session: With region and style.
            turns: The person's and the replies, these with or without the help lines that stood before them; a system
                turn of its own may stand first.
        """
        block = ""
        for turn in turns:
            if turn.role == "user":
                block = self.route(session, turn.text).block
            elif turn.role == "system":
                session.turns.append(turn)
            else:
                said = strip_style(turn.text.removeprefix(block)).strip() or NOTHING
                session.turns.append(Turn("assistant", said, style=session.style_text))

    def route(self, session: Session, text: str) -> Routed:
        """Screen a message, raise the session's level, and find the help lines that come before anything else."""
        verdict = self.guard.screen(text, session.said)
        found, before = verdict.level, session.level
        category = verdict.category
        if not found and session.is_asked and answers_danger(next(reversed(session.replies), ""), text):
            found, category = max(2, session.level), session.category
        session.heard(found, category)
        level = max(found, min(1, session.level))
        category = (category or session.category) if level else ""
        card = None
        if found:
            card = self.resources.card(session.region, category, level)
        elif level:
            card = self.resources.reminder(session.region, category)
        said = strip_style(text).strip() or NOTHING
        # At once: whoever closes the window behind the help lines has still said it.
        session.turns.append(Turn("user", said))
        return Routed(session, said, Trace(verdict, level, category), card, is_risen=found > before)

    def answer(self, messages: Sequence[Routed], *, seed: int = 0) -> list[Reply]:
        """Reply to screened messages; nothing of a reply is known before all of it is screened."""
        numbered = enumerate(messages, seed)
        waiting = [self._opened(one, number) for number, one in numbered if one.trace.level < VETTED_FROM]
        written = iter(self._written(waiting) if waiting else [])
        replies = []
        for message in messages:
            session, trace = message.session, message.trace
            if trace.level < VETTED_FROM:
                said = next(written)
            else:
                told = [] if message.is_risen else session.replies
                trace.source, said = "vetted", vetted.crisis_reply(trace.category, trace.level, told)
            session.turns.append(Turn("assistant", said, style=session.style_text))
            replies.append(Reply(message.block, said, trace))
        return replies

    def rescue(self, message: Routed) -> Reply | None:
        """What is said to somebody in danger where the model fails; None for everybody else."""
        session, trace = message.session, message.trace
        if not trace.level:
            return None
        trace.source = "vetted"
        said = vetted.crisis_reply(trace.category, trace.level, session.replies)
        session.turns.append(Turn("assistant", said, style=session.style_text))
        return Reply(message.block, said, trace)

    def _opened(self, message: Routed, seed: int) -> _Turn:
        trace = message.trace
        context, trace.memory = self.speaker.recall(message.session.turns)
        trace.reading = reading = self.speaker.read(context)
        feeling = feeling_of(message.text, reading.feelings() if reading else [])
        trace.feeling = feeling.label
        return _Turn(message.session, message.text, trace, context, feeling, seed)

    def _written(self, turns: Sequence[_Turn]) -> list[str]:
        self._reflect(turns)
        self._draw(turns, self.settings.candidates)
        for _ in range(self.settings.tries):
            lacking = [turn for turn in turns if turn.trace.best is None or turn.trace.best.marks.elements < 3]
            self._draw(lacking, self.settings.candidates)
        for attempt, penalty in enumerate(PENALTIES, 1):
            # In danger "please call" is right: no penalty there.
            triggered = [turn for turn in turns if turn.triggered and not turn.session.is_asked]
            for turn in triggered:
                turn.trace.redecoded = attempt
            self._draw(triggered, 1, penalty=penalty)
        return [self._finished(turn) for turn in turns]

    def _reflect(self, turns: Sequence[_Turn]) -> None:
        if self.settings.reflection == "off":
            return
        lines = self.speaker.reflect([(turn.context, turn.reflection_begun) for turn in turns])
        if self.settings.reflection == "shuffled":
            lines = [*lines[1:], *lines[:1]]
        for turn, line in zip(turns, lines, strict=True):
            turn.trace.reflection = line

    def _draw(self, turns: Sequence[_Turn], count: int, *, penalty: float = 0.0) -> None:
        if not turns or not count:
            return
        written = self.speaker.reply(
            [turn.asked(number) for turn in turns for number in range(count)],
            replace(self.settings.decoding, penalty=penalty),
        )
        for place, text in enumerate(written):
            turn = turns[place // count]
            wrong = self._faults(text, turn) if text else ("unfinished",)
            if strikes_wrong_note(text, turn.text):
                wrong = (*wrong, "wrong_note")
            turn.trace.candidates.append(Tried(text, marks(text, turn.text), wrong, penalty))

    def _faults(self, reply: str, turn: _Turn) -> tuple[str, ...]:
        hidden = Hidden(self.speaker.system, self.settings.rules, turn.trace.reflection)
        return faults(reply, hidden=hidden, said=turn.session.said, numbers=self._numbers)

    def _finished(self, turn: _Turn) -> str:
        trace, feeling, said = turn.trace, turn.feeling, turn.session.replies
        best = trace.best
        if turn.session.is_asked:
            return self._in_danger(turn, best)
        if best is None or turn.triggered:
            trace.source = "last resort"
            return gentle.last_resort(feeling.label, turn.text, said, sure=feeling.is_sure)
        if best.marks.elements == 3:
            return best.text
        others = [one.text for one in trace.ranked if one is not best]
        text, trace.mended = mended(best.text, others, text=turn.text, feeling=feeling, said=said)
        trace.source = "composed" if all(part.startswith("own ") for part in trace.mended) else "mended"
        return text

    def _in_danger(self, turn: _Turn, best: Tried | None) -> str:
        """At levels 1 and 2: what the model says to show that it heard, then one direct question about safety."""
        written = as_written(best.text) if best else []
        heard = [part for part in written if "?" not in part and not cheers(part)][:2]
        said = marks(" ".join(heard), turn.text)
        if not heard or not said.acknowledges or said.advice or said.flattery or said.repeats:
            turn.trace.source = "vetted"
            return vetted.crisis_reply(turn.trace.category, turn.trace.level, turn.session.replies)
        turn.trace.source, turn.trace.mended = "mended", ("safety question",)
        return " ".join([*heard, vetted.safety_question(turn.trace.category, turn.session.replies)])
