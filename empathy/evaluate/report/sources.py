"""The files that a report is made from, and a note of each that was used."""

import datetime
import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from empathy.errors import InputError


class Source(NamedTuple):
    """A file that was read: its path, the start of its sha256, and when it was last written."""

    path: str
    sha256: str
    written: str


class Sources:
    """Reads measurements and remembers which.

    Args:
        results: Folder that the commands wrote into.
    """

    def __init__(self, results: Path) -> None:
        self.results = results
        self.used: dict[str, Source] = {}
        self.last: list[str] = []

    def json(self, name: str) -> Any:
        """Content of a file, or None where there is none.

        Args:
            name: Path within the folder of results.

        Raises:
            InputError: If the file is no JSON.
        """
        path = self.results / name
        if not path.is_file():
            return None
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise InputError(path, f"is no JSON ({error})", "Run its command again, or remove it") from None
        self.note(path)
        return content

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return (self.results / name).is_file()

    def path(self, name: str) -> str:
        """A file's path as the report names it."""
        return str(self.results / name)

    def note(self, path: Path) -> None:
        """Remember that a file was used; ``last`` lists those of the section at hand."""
        self.last.append(str(path))
        written = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).isoformat(timespec="minutes")
        self.used[str(path)] = Source(str(path), hashlib.sha256(path.read_bytes()).hexdigest()[:16], written)

    def newest_runs(self) -> dict[str, Path]:
        """Name of each training run -> its newest folder under the results."""
        found: dict[str, tuple[int, Path]] = {}
        for curves in self.results.glob("*/training_history.json"):
            name, _, version = curves.parent.name.rpartition("-")
            if name and version.isdecimal() and int(version) >= found.get(name, (-1, curves))[0]:
                found[name] = int(version), curves.parent
        return {name: folder for name, (_, folder) in sorted(found.items())}
