"""Rows that cannot be read are set aside with file, line and reason; too many of them stop the run."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from empathy.errors import InputError
from empathy.files import write_json_lines

MAX_BAD_SHARE = 0.005
"""More bad rows than this in one file mean that the file, not the row, is wrong."""


@dataclass(frozen=True, slots=True)
class Reject:
    """One row set aside. The row's text is never kept: conversation text stays out of logs."""

    file: str
    line: int
    reason: str


@dataclass
class Quarantine:
    """Collects rejects over all files of a run."""

    rejects: list[Reject] = field(default_factory=list)

    def reject(self, file: str, line: int, reason: str) -> None:
        """Set one row aside."""
        self.rejects.append(Reject(file, line, reason))

    def check(self, file: str, rows: int) -> None:
        """Stop if more than ``MAX_BAD_SHARE`` of a file's rows were set aside.

        Args:
            file: As passed to ``reject``.
            rows: Rows seen in the file, good and bad.

        Raises:
            InputError: Naming the first bad line and its reason.
        """
        bad = [reject for reject in self.rejects if reject.file == file]
        if len(bad) > MAX_BAD_SHARE * rows:
            raise InputError(
                f"{file}:{bad[0].line}",
                f"{bad[0].reason} ({len(bad)} of {rows} rows are bad, {MAX_BAD_SHARE:.1%} are tolerated)",
                "Correct or delete these rows, or download the file again",
            )

    def counts(self) -> Counter[tuple[str, str]]:
        """Number of rejects per (file, kind of reason), the value in the reason left out."""
        return Counter((reject.file, reject.reason.split(":")[0]) for reject in self.rejects)

    def write(self, path: Path) -> None:
        """Write one JSON object a line: file, line, reason."""
        write_json_lines(path, (asdict(reject) for reject in self.rejects))
