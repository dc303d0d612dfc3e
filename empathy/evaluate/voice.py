"""What the controller adds: the three elements of a reply with and without it, reflection on, off and shuffled.

python -m empathy.evaluate.voice --model logs/quickstart --number 200 --reflection on off shuffled
"""

import argparse
import datetime
import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

from rich.progress import track

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
from empathy.model.saved import best_model_folder
from empathy.ranges import PositiveInt

BATCH = 8
HELD_OUT: tuple[Split, ...] = ("test", "valid")
"""Splits whose user turns are answered: 272 in the shipped corpora, 135 of them in test."""


def plain_replies(speaker: Speaker, held_out: Sequence[Moment]) -> list[str]:
    """One draw for each message behind what was said before it, as the model is."""
    replies: list[str] = []
    for start in track(range(0, len(held_out), BATCH), description="without controller"):
        conversations = [[*one.before, Turn("user", one.text)] for one in held_out[start : start + BATCH]]
        replies += plainly(speaker, conversations, seed=start)
    return replies


def controlled(speaker: Speaker, held_out: Sequence[Moment], settings: Settings) -> list[Reply]:
    """The controller's replies, each in a session that holds what was said before."""
    controller = Controller(speaker, Guard.load(), read_resources(today=datetime.date.today()), settings)
    replies: list[Reply] = []
    for start in track(range(0, len(held_out), BATCH), description=f"reflection {settings.reflection}"):
        batch = [(Session(turns=list(one.before)), one.text) for one in held_out[start : start + BATCH]]
        replies += controller.replies(batch, seed=start)
    return replies


def elements(replies: Sequence[str], texts: Sequence[str]) -> dict[str, Share]:
    """Shares of replies with each element, and with all three."""
    seen = [marks(reply, text) for reply, text in zip(replies, texts, strict=True)]
    return _shares(seen)


def _shares(seen: Sequence[Marks]) -> dict[str, Share]:
    n = len(seen)
    return {
        "acknowledges": Share(sum(one.acknowledges for one in seen), n),
        "names a feeling": Share(sum(one.names for one in seen), n),
        "one gentle question": Share(sum(one.asks for one in seen), n),
        "all three": Share(sum(one.elements == 3 for one in seen), n),
        "takes up a detail": Share(sum(one.specific > 0 for one in seen), n),
    }


def redecoding(replies: Sequence[Reply], texts: Sequence[str]) -> dict[str, float]:
    """Clauses of advice before and after decoding again, in the cases where it was triggered."""
    before = after = cases = 0
    for reply, text in zip(replies, texts, strict=True):
        first = best_of(one for one in reply.trace.candidates if not one.penalty)
        if not reply.trace.redecoded or not first or asks_for_advice(text):
            continue
        cases += 1
        before += first.marks.advice
        after += marks(reply.text, text).advice
    return {"cases": cases, "advice before": before, "advice after": after}


def main() -> None:
    """Measure and print one table and one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="logs/quickstart")
    parser.add_argument("--number", type=PositiveInt, default=200)
    parser.add_argument("--reflection", nargs="+", choices=get_args(Reflection), default=get_args(Reflection))
    arguments = parser.parse_args()
    speaker = Speaker(best_model_folder(arguments.model, key="--model"))
    held_out = moments(EmpathyData(), HELD_OUT)[: arguments.number]
    texts = [moment.text for moment in held_out]
    rows: dict[str, Any] = {"without controller": elements(plain_replies(speaker, held_out), texts)}
    sources: dict[str, Counter[str]] = {}
    advice: dict[str, dict[str, float]] = {}
    for reflection in arguments.reflection:
        replies = controlled(speaker, held_out, Settings(reflection=reflection, rules=read_rules(RULES)))
        chosen = [reply.trace.best for reply in replies]
        rows[f"controller, reflection {reflection}, as chosen"] = _shares([one.marks for one in chosen if one])
        rows[f"controller, reflection {reflection}, as shown"] = elements([reply.text for reply in replies], texts)
        sources[reflection] = Counter(reply.trace.source for reply in replies)
        advice[reflection] = redecoding(replies, texts)
    for name, shares in rows.items():
        print(name)
        for what, share in shares.items():
            print(f"  {what:22s}{share}")
    print(json.dumps({
        "n": len(texts), "sources": sources, "re-decoding": advice,
        "all three": {name: round(shares["all three"].value, 3) for name, shares in rows.items()},
    }))  # fmt: skip


if __name__ == "__main__":
    run(main)
