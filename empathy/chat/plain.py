"""Plain decoding with the guard alone: for benchmarks, which ask for the model as it is."""

from collections.abc import Sequence
from dataclasses import replace

from empathy.chat import gentle
from empathy.chat.controller import Controller, Routed
from empathy.chat.output_guard import Hidden, faults
from empathy.chat.scoring import marks
from empathy.chat.session import Reply, Tried
from empathy.chat.speaking import Asked
from empathy.chat.tone import feeling_of
from empathy.dialogue import Turn


class PlainController(Controller):
    """One draw for each message, shown as it is unless the guard forbids it; in danger the controller answers."""

    def answer(self, messages: Sequence[Routed], *, seed: int = 0) -> list[Reply]:
        """Reply to screened messages."""
        return [
            super(PlainController, self).answer([one], seed=number)[0] if one.trace.level else self._plain(one, number)
            for number, one in enumerate(messages, seed)
        ]

    def _plain(self, message: Routed, seed: int) -> Reply:
        session, trace = message.session, message.trace
        context, trace.memory = self.speaker.recall(session.turns)
        (text,) = self.speaker.reply(
            [Asked(context, session.style_text, "", seed)], replace(self.settings.decoding, as_is=True)
        )
        own_system = next((turn.text for turn in session.turns if turn.role == "system"), "")
        hidden = Hidden(self.speaker.system if not own_system else "", self.settings.rules)
        found = faults(text, hidden=hidden, said=session.said, numbers=self._numbers) if text else ("empty",)
        wrong = tuple(fault for fault in found if fault != "control_text")  # a benchmark may ask for <tags>
        trace.candidates.append(Tried(text, marks(text, message.text), wrong))
        trace.source = "last resort" if wrong else "plain"
        if wrong:
            text = gentle.last_resort(feeling_of(message.text, []).label, message.text, session.replies, sure=False)
        session.turns.append(Turn("assistant", text, style=session.style_text))
        return Reply(message.block, text, trace)
