"""What the controller adds: the three elements of a reply with and without it, reflection on, off and shuffled.

python -m empathy.evaluate.voice --model logs/quickstart --number 200 --reflection on off shuffled
"""

import argparse
import datetime
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import get_args

from empathy.chat.controller import Controller, Reflection, Settings
from empathy.chat.guard.guard import Guard
from empathy.chat.resources import read_resources
from empathy.chat.scoring import Marks, marks
from empathy.chat.session import Reply, Session, best_of
from empathy.chat.speaker import Speaker
from empathy.chat.wishes import asks_for_advice
from empathy.data.module import EmpathyData
from empathy.data.rules import RULES, read_rules
from empathy.data.sources import Split
from empathy.dialogue import Turn
from empathy.errors import run
from empathy.evaluate.arms import plainly
from empathy.evaluate.held_out import Moment, moments
from empathy.evaluate.intervals import Share
from empathy.evaluate.row_log import Row, RowLog
from empathy.model.saved import best_model_folder
from empathy.ranges import PositiveInt

BATCH = 8
Measure = Callable[[range], list[Row]]
"""Rows of the moments at these places: marks, never a word that was said."""
HELD_OUT: tuple[Split, ...] = ("test", "valid")
"""Splits whose user turns are answered: 272 in the shipped corpora, 135 of them in test."""


def without(speaker: Speaker, held_out: Sequence[Moment]) -> Measure:
    """One draw for each message behind what was said before it, as the model is."""

    def measure(places: range) -> list[Row]:
        batch = [held_out[place] for place in places]
        said = plainly(speaker, [[*one.before, Turn("user", one.text)] for one in batch], seed=places.start)
        return [{"shown": asdict(marks(text, one.text))} for one, text in zip(batch, said, strict=True)]

    return measure


def behind(controller: Controller, held_out: Sequence[Moment]) -> Measure:
    """The controller's replies, each in a session that holds what was said before."""

    def measure(places: range) -> list[Row]:
        batch = [held_out[place] for place in places]
        told = controller.replies([(Session(turns=list(one.before)), one.text) for one in batch], seed=places.start)
        return [_row(reply, one.text) for one, reply in zip(batch, told, strict=True)]

    return measure


def _row(reply: Reply, text: str) -> Row:
    """What is kept of a reply; ``advice`` before and after decoding again, where that was triggered."""
    trace = reply.trace
    first = best_of(one for one in trace.candidates if not one.penalty)
    triggered = trace.redecoded and first and not asks_for_advice(text)
    return {
        "shown": asdict(marks(reply.text, text)), "chosen": asdict(trace.best.marks) if trace.best else None,
        "source": trace.source, "level": trace.level,
        "advice": [first.marks.advice, marks(reply.text, text).advice] if triggered and first else None,
    }  # fmt: skip


def shares(seen: Sequence[Marks]) -> dict[str, Share]:
    """Shares of replies with each element, and with all three."""
    n = len(seen)
    return {
        "acknowledges": Share(sum(one.acknowledges for one in seen), n),
        "names a feeling": Share(sum(one.names for one in seen), n),
        "one gentle question": Share(sum(one.asks for one in seen), n),
        "all three": Share(sum(one.elements == 3 for one in seen), n),
        "takes up a detail": Share(sum(one.specific > 0 for one in seen), n),
    }


def tables(found: Mapping[str, Sequence[Row]]) -> dict[str, dict[str, Share]]:
    """Shares of every arm; of a controlled one also those of its best candidates."""
    table: dict[str, dict[str, Share]] = {}
    for arm, rows in found.items():
        if chosen := [Marks(**row["chosen"]) for row in rows if row.get("chosen")]:
            table[f"{arm}, as chosen"] = shares(chosen)
        table[arm if "source" not in rows[0] else f"{arm}, as shown"] = shares([Marks(**row["shown"]) for row in rows])
    return table


def main() -> None:
    """Measure and print one table and one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="logs/quickstart")
    parser.add_argument("--number", type=PositiveInt, default=200)
    parser.add_argument(
        "--out", default="results/voice.jsonl", help="an interrupted run goes on; remove it to run anew"
    )
    parser.add_argument("--reflection", nargs="+", choices=get_args(Reflection), default=get_args(Reflection))
    arguments = parser.parse_args()
    speaker = Speaker(best_model_folder(arguments.model, key="--model"))
    held_out = moments(EmpathyData(), HELD_OUT)[: arguments.number]
    guard, resources = Guard.load(), read_resources(today=datetime.date.today())
    path, facts = Path(arguments.out), {"adapter": speaker.fingerprint}
    arm = "without controller"
    log = RowLog(path, {**facts, "arm": arm})
    found = {arm: log.complete(len(held_out), BATCH, without(speaker, held_out), description=arm)}
    for reflection in arguments.reflection:
        settings = Settings(reflection=reflection, rules=read_rules(RULES))
        controller = Controller(speaker, guard, resources, settings)
        arm = f"controller, reflection {reflection}"
        own = {"arm": arm, "classifier": guard.fingerprint, "settings": settings.fingerprint}
        log = RowLog(path, {**facts, **own})
        found[arm] = log.complete(len(held_out), BATCH, behind(controller, held_out), description=arm)
    table = tables(found)
    for name, row in table.items():
        print(name)
        for what, share in row.items():
            print(f"  {what:22s}{share}")
    triggered = {arm: [row["advice"] for row in rows if row.get("advice")] for arm, rows in found.items()}
    print(json.dumps({
        "n": len(held_out),
        "sources": {arm: Counter(row["source"] for row in rows if "source" in row) for arm, rows in found.items()},
        "in danger": {arm: sum(row.get("level", 0) > 0 for row in rows) for arm, rows in found.items()},
        "re-decoding": {
            arm: {"cases": len(own), "advice before": sum(a for a, _ in own), "advice after": sum(b for _, b in own)}
            for arm, own in triggered.items()
        },
        "all three": {name: round(own["all three"].value, 3) for name, own in table.items()},
    }))  # fmt: skip


if __name__ == "__main__":
    run(main)
