"""What the guard takes for danger in everyday talk: turns of held-out dialogues, read with what was said before.

python -m empathy.evaluate.everyday [--root FOLDER] [--number 1000]

A flagged turn need not be a false alarm: in ESConv some people are in danger. Nobody has labelled them.
"""

import argparse
import json
from collections import Counter
from typing import Any

from rich.progress import track

from empathy.chat.guard.guard import Guard, Verdict
from empathy.data.module import EmpathyData
from empathy.errors import run
from empathy.evaluate.held_out import CORPORA, Moment, moments
from empathy.evaluate.intervals import Share
from empathy.ranges import PositiveInt


def flagged(seen: list[tuple[Moment, Verdict]]) -> dict[str, Any]:
    """Share of first and of later turns at each level or above, and what spoke first where there was one."""
    table: dict[str, Any] = {}
    for corpus in CORPORA:
        for name, later in (("first turns", False), ("later turns", True)):
            own = [verdict for moment, verdict in seen if moment.corpus == corpus and bool(moment.said) == later]
            table[f"{corpus}, {name}"] = {
                "flagged": str(Share(sum(verdict.level >= 1 for verdict in own), len(own))),
                "level 3 or 4": str(Share(sum(verdict.level >= 3 for verdict in own), len(own))),
                "by": Counter(verdict.reasons[0].split(":")[0] for verdict in own if verdict.level),
            }
    return table


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", help="folder of the corpora; by default those that ship with the package")
    parser.add_argument("--number", type=PositiveInt, default=1000, help="turns of each corpus at most")
    arguments = parser.parse_args()
    guard = Guard.load()
    held_out = moments(EmpathyData(root=arguments.root), ["test"])
    chosen = [
        moment
        for corpus in CORPORA
        for moment in _spread([m for m in held_out if m.corpus == corpus], arguments.number)
    ]
    seen = [(moment, guard.screen(moment.text, moment.said)) for moment in track(chosen, description="Screening")]
    print(json.dumps(flagged(seen), indent=1))


def _spread(held_out: list[Moment], number: int) -> list[Moment]:
    """Evenly over all of them: early and late turns in their proportion."""
    count = min(number, len(held_out))
    return [held_out[place * len(held_out) // count] for place in range(count)]


if __name__ == "__main__":
    run(main)
