"""Replies of several models to the same held-out messages, and what can be counted of them."""

import itertools
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from empathy.chat.controller import Settings
from empathy.chat.speaker import Speaker
from empathy.data.module import EmpathyData
from empathy.dialogue import Turn
from empathy.endpoint import Message
from empathy.errors import InputError
from empathy.evaluate.held_out import CORPORA, Moment, fingerprint, moments
from empathy.evaluate.players import Player, players
from empathy.evaluate.reply_metrics import ERRORS, Answered, figures, share
from empathy.evaluate.row_log import Row, RowLog
from empathy.files import made_folder, write_json
from empathy.model.saved import best_model_folder
from empathy.ranges import PositiveInt
from empathy.train.samples import PANEL


def replies(
    models: list[str],
    root: str | None = None,
    number: PositiveInt = 200,
    reader: str | None = None,
    controlled: bool = False,
    out: str = "results/replies",
    threads: PositiveInt = 4,
) -> None:
    """Count what models answer to held-out messages: likeness to the corpus, variety, how they listen, errors.

    Args:
        models: NAME=WHERE each, as for evaluate eqbench2.
        root: Folder with the corpora, as data.root.
        number: Messages of the test split, as many of each corpus: first turns, then second turns, and so on.
        reader: logs/NAME of the run whose emotion head compares the replies' emotion with the corpus's; null: none.
        controlled: Also answer with every local model behind the controller, as NAME+controller.
        out: Folder for replies.jsonl, with which an interrupted run goes on, replies.json and panel.json.
        threads: Requests to an API at a time.
    """
    root = root or os.environ.get("EMPATHY_DATA")
    data = EmpathyData(root=root, corpora=list(CORPORA))
    held_out = evenly([moment for moment in moments(data, ("test",)) if moment.gold], number)
    if not held_out:
        raise InputError(f"root={root}", "its test split answers no message", "Pass a folder with the corpora")
    heard = None if reader is None else best_model_folder(reader, key="reader")
    folder = made_folder(Path(out))
    asked = players(models, controlled=controlled, max_new_tokens=TOKENS, max_tokens=TOKENS, threads=threads)
    said = {name: answers(name, player, held_out, folder / "replies.jsonl") for name, player in asked.items()}
    found = {name: figures(own) for name, own in said.items()}
    if heard is not None:
        speaker = Speaker(heard)
        for name, own in said.items():
            found[name]["agreement"] = agreement(speaker, own)
    facts = {"root": root or "embedded", "number": len(held_out), "reader": reader}
    rules = {name: rule for name, (rule, _) in ERRORS.items()}
    write_json(folder / "replies.json", {**facts, "rules": rules, "models": found})
    write_json(folder / "panel.json", panel(asked))
    Console().print(table(found))


def evenly(held_out: Sequence[Moment], number: int) -> list[Moment]:
    """That many moments, from each corpus in turn."""
    each = [[moment for moment in held_out if moment.corpus == name] for name in CORPORA]
    turns = itertools.chain.from_iterable(itertools.zip_longest(*each))
    return [moment for moment in turns if moment is not None][:number]


TOKENS = Settings.max_new_tokens
"""Of a reply at most: a friend's few sentences."""

DRAWN = {"temperature": Settings.temperature, "min_p": 0.0}


def answers(name: str, player: Player, held_out: Sequence[Moment], log: Path) -> list[Answered]:
    """A player's replies; those that an interrupted run left are read, not made again."""

    def measure(places: range) -> list[Row]:
        conversations = [messages(held_out[place]) for place in places]
        made = player.answers(conversations, **DRAWN, seed=places.start)
        return [{"reply": reply or "", "unread": reply is None} for reply in made]

    rows = RowLog(log, {"model": name, "messages": fingerprint(held_out), **player.facts}).complete(
        len(held_out), player.batch, measure, description=name
    )
    return [Answered(one.text, one.gold, row["reply"]) for one, row in zip(held_out, rows, strict=True)]


def messages(moment: Moment) -> list[Message]:
    """A moment as a benchmark's conversation."""
    return [{"role": turn.role, "content": turn.text} for turn in (*moment.before, Turn("user", moment.text))]


def agreement(reader: Speaker, answered: Sequence[Answered]) -> dict[str, float]:
    """Share of replies in which the emotion head hears first what it hears first in the corpus's answer."""

    def emotion(text: str) -> str:
        return reader.read([Turn("user", text or "...")]).feelings()[0]

    return share((emotion(one.reply) == emotion(one.gold) for one in answered), len(answered))


def panel(asked: dict[str, Player]) -> dict[str, dict[str, str]]:
    """What each model answers to the panel's messages, which are the project's own and may be shown."""
    conversations: list[list[Message]] = [[{"role": "user", "content": text}] for text in PANEL.values()]
    rows: dict[str, dict[str, str]] = {name: {"message": text} for name, text in PANEL.items()}
    for model, player in asked.items():
        made = player.answers(conversations, **DRAWN, seed=17)
        for name, reply in zip(PANEL, made, strict=True):
            rows[name][model] = reply or ""
    return rows


def table(found: dict[str, Any]) -> Table:
    """Models by column."""
    made = Table(title="Replies to held-out messages")
    for column in ("", *found):
        made.add_column(column, justify="left" if not column else "right")
    first = next(iter(found.values()))
    for kind in ("numbers", "listening", "errors"):
        for name in first[kind]:
            scale = 1 if kind == "numbers" else 100
            cells = [f"{scale * own[kind][name]['value']:.1f}" for own in found.values()]
            made.add_row(name if kind == "numbers" else f"{name}, %", *cells)
    if "agreement" in first:
        cells = [f"{100 * own['agreement']['value']:.1f}" for own in found.values()]
        made.add_row("emotion as in the corpus's answer, %", *cells)
    return made
