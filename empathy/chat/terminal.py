"""``main.py chat``: talk to a model in the terminal, or through a pipe, a line a message."""

import datetime
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.panel import Panel

from empathy.chat.controller import Controller, Settings
from empathy.chat.conversation import HELP, Conversation, Unknown
from empathy.chat.guard.guard import Guard
from empathy.chat.resources import read_resources
from empathy.chat.serving import BASE, load, require_region
from empathy.chat.session import Session
from empathy.data.rules import RULES, read_rules
from empathy.pretrained import EMBEDDED
from empathy.style import Persona, Style, Tone

QUICKSTART = "logs/quickstart"

_COMMAND = re.compile(r"/[a-z]+(?:\s|$)")
"""All else that begins with a slash is something that the person says."""


def chat(
    model: str | None = None, region: str | None = None, tone: Tone = "warm", persona: Persona = "best_friend"
) -> None:
    """Talk to a model in the terminal; guard and controller stand in front of it.

    Args:
        model: logs/NAME of a finished run, or base:NAME for a base model; null: the quickstart's, else the embedded
            base model.
        region: ISO 3166 code for the help lines; null: international ones.
        tone: How replies sound.
        persona: Who they sound like.
    """
    resources = read_resources(today=datetime.date.today())
    require_region(region, resources)
    screen = Screen(Console(highlight=False, soft_wrap=True))
    chosen = model or default_model(screen)
    with screen.waiting("Loading the model"):
        speaker = load(chosen)
        guard = Guard.load()
    controller = Controller(speaker, guard, resources, Settings(rules=read_rules(RULES)))
    talk(Conversation(controller, Session(region=region, style=Style(tone, persona))), screen)


def default_model(screen: "Screen") -> str:
    """The quickstart's model where there is one, else the embedded base; says which."""
    if any(Path(QUICKSTART).glob("version_*/best_model")):
        return QUICKSTART
    screen.note(
        "No model is trained yet: this is the embedded base model as it is, without heads. `make quickstart` trains "
        "one."
    )
    return BASE + EMBEDDED


class Screen:
    """Shows what is said; plain where it is no terminal.

    Args:
        console: Where.
    """

    def __init__(self, console: Console) -> None:
        self._console = console

    @property
    def is_terminal(self) -> bool:
        """Whether a person sits before it, at both ends."""
        return self._console.is_terminal and sys.stdin.isatty()

    def note(self, text: str) -> None:
        """What the program itself says."""
        self._console.print(text, style="dim", markup=False)

    def block(self, text: str) -> None:
        """Help lines, apart from everything else."""
        if self._console.is_terminal:
            self._console.print(Panel(text, border_style="bold red", title="Help", padding=(0, 1)), markup=False)
        else:
            rule = "-" * 60
            self._console.print(f"{rule}\n{text}\n{rule}", markup=False)

    def words(self, words: Iterator[str]) -> None:
        """A reply, word by word."""
        for word in words:
            self._console.print(word, end="", markup=False)
            self._console.file.flush()
        self._console.print("\n" if self._console.is_terminal else "")

    def waiting(self, text: str) -> Any:
        """Context in which a terminal shows that something is under way."""
        return self._console.status(f"{text} …", spinner="dots")


def talk(conversation: Conversation, screen: Screen) -> None:
    """Answer line after line until there is none, or ``/quit``."""
    lines = typed() if screen.is_terminal else piped(sys.stdin)
    conversation.may_write = screen.is_terminal  # a pipe may carry somebody else's words
    if screen.is_terminal:
        screen.note(
            "You talk to a program, not to a person; it does not replace help from people. Enter sends, Alt+Enter "
            "begins a new line, /help lists what else there is.\n"
        )
    for line in lines:
        if line.strip() == "/quit":
            return
        if not line.strip():
            continue
        try:
            if _COMMAND.match(line):
                screen.note(conversation.command(line))
            else:
                answered(conversation, line, screen)
        except Unknown as error:
            screen.note(f"{error}.")
        except KeyboardInterrupt:
            screen.note("\nStopped.")
        except Exception as error:  # a talk is not lost to one failure; its text may hold what was said
            screen.note(f"That failed ({type(error).__name__}). Say it once more.")


def answered(conversation: Conversation, text: str, screen: Screen) -> None:
    """Show help lines at once where they are needed, then the reply."""
    heard = conversation.hear(text)
    if heard.block:
        screen.block(heard.block)
    with screen.waiting("thinking"):
        reply = conversation.answer(heard)
    screen.words(reply.words)


def piped(source: TextIO) -> Iterator[str]:
    """Lines of a pipe; bytes that are no text are shown as such."""
    if isinstance(source, io.TextIOWrapper):
        source.reconfigure(errors="replace")
    for line in source:
        yield line.rstrip("\n")


def typed() -> Iterator[str]:
    """What a person types, of several lines where they wish; the arrows bring back what was typed before.

    It is remembered until the program ends, in no file.
    """
    from prompt_toolkit import PromptSession  # noqa: PLC0415 - a pipe needs none of it
    from prompt_toolkit.completion import WordCompleter  # noqa: PLC0415
    from prompt_toolkit.history import InMemoryHistory  # noqa: PLC0415
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent  # noqa: PLC0415

    keys = KeyBindings()

    @keys.add("enter")
    def send(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    @keys.add("escape", "enter")
    def new_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    session: PromptSession[str] = PromptSession(
        "› ", history=InMemoryHistory(), multiline=True, key_bindings=keys, prompt_continuation="  ",
        completer=WordCompleter(list(HELP), sentence=True), complete_while_typing=False,
    )  # fmt: skip
    while True:
        try:
            yield session.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
