"""Rows of a long measurement, written as they come, so that an interrupted one goes on."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from empathy.errors import InputError
from empathy.evaluate.progress import shown
from empathy.files import made_folder

Row = dict[str, Any]


class RowLog:
    """A JSON lines file; each row carries the facts under which it was measured.

    Args:
        path: Created where it does not exist.
        facts: What the rows depend on: rows of an earlier run with other facts stay in the file and are not read.

    Raises:
        InputError: If the file is none.
    """

    def __init__(self, path: Path, facts: Mapping[str, Any]) -> None:
        self._path, self._facts = path, dict(facts)
        made_folder(path.parent)
        self.rows = [row for row in _rows(path) if all(row.get(key) == value for key, value in facts.items())]

    def add(self, rows: Sequence[Row]) -> None:
        """Append rows and write them out."""
        added = [{**self._facts, **row} for row in rows]
        with self._path.open("a", encoding="utf-8") as log:
            log.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in added)
        self.rows += added

    def complete(
        self, number: int, batch: int, measure: Callable[[range], Sequence[Row]], *, description: str
    ) -> list[Row]:
        """Measure what the log lacks of the places 0 to ``number``, and return the rows of all.

        Args:
            number: Of rows.
            batch: Places that are measured together; a batch of which one is missing is measured whole, so that what
                is drawn does not depend on where an earlier run ended.
            measure: Rows of a batch's places, in their order; one that is ``unread`` is not kept, but asked again the
                next time.
            description: Of the progress bar.
        """
        known = {row["place"] for row in self.rows}
        passing: dict[int, Row] = {}
        batches = [range(start, min(start + batch, number)) for start in range(0, number, batch)]
        for places in shown([places for places in batches if not known.issuperset(places)], description):
            rows = zip(places, measure(places), strict=True)
            new = [{"place": place, **row} for place, row in rows if place not in known]
            self.add([row for row in new if not row.get("unread")])
            passing |= {row["place"]: row for row in new if row.get("unread")}
        found = passing | {row["place"]: row for row in self.rows}
        return [found[place] for place in range(number)]


def _rows(path: Path) -> list[Row]:
    """Rows of earlier runs; a half-written last line, where one was killed, is cut off."""
    if not path.is_file():
        return []
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        os.truncate(path, len(whole))
    try:
        rows = [json.loads(line) for line in whole.split(b"\n")[:-1]]  # `splitlines` would cut at a reply's U+2028
        if not all(isinstance(row, dict) for row in rows):
            raise ValueError("a line is no object")
        return rows
    except ValueError as error:
        raise InputError(str(path), f"is no JSON lines file ({error})", "Remove it or pass another --out") from None
