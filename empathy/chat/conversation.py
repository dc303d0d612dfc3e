"""A conversation in the terminal and what the person can ask about it: ``/why``, ``/tone`` and the like."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from empathy.chat.controller import Controller, Routed
from empathy.chat.session import Reply, Session
from empathy.chat.unseen import without_unseen
from empathy.style import PERSONAS, TONES, Style

HELP = {
    "/why": "how the last reply came about: emotion, strategy, valence and arousal, checks",
    "/persona": f"who the reply sounds like: {', '.join(PERSONAS)}",
    "/tone": f"how it sounds: {', '.join(TONES)}",
    "/region": "where help lines are shown for, such as GB or US",
    "/save": "write the conversation to a file that only you can read: /save FILE",
    "/forget": "forget the conversation, and what it was about",
    "/help": "this list",
    "/quit": "end",
}


class Unknown(Exception):
    """A command that cannot be done; says why and what to do."""


@dataclass
class Conversation:
    """One person's conversation with a model behind the controller.

    Attributes:
        controller: Answers.
        session: What was said.
        last: The last reply.
        may_write: Whether ``/save`` may write a file.
    """

    controller: Controller
    session: Session
    last: Reply | None = None
    may_write: bool = True
    _shown: list[str] = field(default_factory=list)

    def hear(self, text: str) -> Routed:
        """Screen a message; its help lines are known at once."""
        return self.controller.route(self.session, without_unseen(text))

    def answer(self, heard: Routed) -> Reply:
        """Let the model answer; where it fails, somebody in danger is answered all the same."""
        try:
            (self.last,) = self.controller.answer([heard], seed=secrets.randbelow(2**32))
        except Exception:
            if (rescue := self.controller.rescue(heard)) is None:
                raise
            self.last = rescue
        self._shown += [f"You: {heard.text}", f"Friend: {self.last.shown}"]
        return self.last

    def command(self, line: str) -> str:
        """Do what a line that begins with a slash asks for, except ``/quit``.

        Returns:
            What to say.

        Raises:
            Unknown: If it cannot be done.
        """
        name, _, value = line.strip().partition(" ")
        does: dict[str, Callable[[str], str]] = {
            "/why": self._why, "/persona": self._persona, "/tone": self._tone, "/region": self._region,
            "/save": self._save, "/forget": self._forget, "/help": self._help,
        }  # fmt: skip
        if name not in does:
            raise Unknown(f"{name} is no command. /help lists them")
        return does[name](value.strip())

    def _why(self, _: str) -> str:
        if self.last is None:
            raise Unknown("Nothing was answered yet")
        trace = self.last.trace
        told = trace.told(self.last.text)
        lines = [f"level     {trace.level}{f' ({trace.category})' if trace.category else ''}"]
        if told["emotions"]:
            shares = ", ".join(f"{name} {share:.0%}" for name, share in told["emotions"].items())
            lines += [
                f"emotion   {shares}",
                f"strategy  {told['strategy']}",
                f"valence   {told['valence']:+.2f}   arousal {told['arousal']:+.2f}   (-1 to 1)",
            ]
        else:
            lines.append("emotion   not read: the heads were not asked, or there are none")
        checks = ", ".join(f"{name} {'yes' if passed else 'no'}" for name, passed in told["checks"].items())
        lines.append(f"checks    {checks}")
        drawn = f"{told['candidates']} drawn, decoded again {told['redecoded']} times"
        lines.append(
            f"reply     {told['source']}; {drawn}{'; added ' + ', '.join(told['added']) if told['added'] else ''}"
        )
        return "\n".join([*lines, *(f"guard     {reason}" for reason in told["reasons"])])

    def _persona(self, name: str) -> str:
        if name not in PERSONAS:
            raise Unknown(f"Choose one of {', '.join(PERSONAS)}")
        self.session.style = Style(self._style.tone, name)
        return f"From now on as a {name.replace('_', ' ')}."

    def _tone(self, name: str) -> str:
        if name not in TONES:
            raise Unknown(f"Choose one of {', '.join(TONES)}")
        self.session.style = Style(name, self._style.persona)
        return f"From now on {name}."

    @property
    def _style(self) -> Style:
        return self.session.style or Style()

    def _region(self, code: str) -> str:
        if not self.controller.resources.knows(code):
            raise Unknown(
                f"There are no help lines for it. Choose one of {', '.join(self.controller.resources.regions)}"
            )
        self.session.region = code
        return f"Help lines are those of {code.upper() if len(code) == 2 else code}."

    def _save(self, name: str) -> str:
        if not self.may_write:
            raise Unknown("Through a pipe nothing is saved: redirect the output instead")
        if not name:
            raise Unknown("Name a file: /save FILE")
        path = Path(name).expanduser()
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write("\n\n".join(self._shown) + "\n")
        except OSError as error:
            raise Unknown(f"{path} cannot be written ({error.strerror}). Choose another name") from None
        return f"Saved to {path}."

    def _forget(self, _: str) -> str:
        self.session = Session(region=self.session.region, style=self.session.style)
        self.last, self._shown = None, []
        return "Forgotten."

    def _help(self, _: str) -> str:
        return "\n".join(f"{name:9s} {told}" for name, told in HELP.items())
