"""Files -> raw rows with their line numbers. Nothing here knows what a dialogue is."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from empathy.data.quarantine import Quarantine
from empathy.errors import InputError

MAX_LINE_BYTES = 1_000_000
"""A longer line is no row of any of the corpora: a lost line end, or the wrong file."""


@dataclass(frozen=True, slots=True)
class Row:
    """One raw row: where it stands and its fields by column name."""

    file: str
    line: int
    fields: dict[str, Any]


def text_lines(path: Path, quarantine: Quarantine) -> Iterator[tuple[int, str]]:
    """Yield ``(line number, text)`` of each non-empty line; undecodable and overlong ones go to the quarantine.

    Raises:
        InputError: If the file is missing or empty.
    """
    if not path.is_file():
        raise InputError(path, "no such file", "Pass the folder that holds it, or leave the corpus out of data.corpora")
    number = 0
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            if len(raw) > MAX_LINE_BYTES:
                quarantine.reject(str(path), number, f"line too long: {len(raw)} bytes")
                continue
            try:
                text = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError as error:
                quarantine.reject(str(path), number, f"invalid UTF-8: byte {error.object[error.start]:#04x}")
                continue
            if text.strip():
                yield number, text
    if number == 0:
        raise InputError(path, "the file is empty", "Put rows into it, or download it again")


def delimited_rows(
    path: Path, quarantine: Quarantine, *, delimiter: str, columns: tuple[str, ...], header: bool, quoted: bool = False
) -> Iterator[Row]:
    """Read a CSV or TSV whose fields hold no line ends.

    Args:
        path: The file.
        quarantine: Takes rows with too few fields.
        delimiter: Field separator.
        columns: Names of the columns that are needed; without a header, the names of the first columns in order.
        header: Whether the first line names the columns.
        quoted: Whether fields may be quoted; EmpatheticDialogues and GoEmotions are not (``csv.QUOTE_NONE``).

    Raises:
        InputError: If the header lacks a column, as it does with another delimiter.
    """
    names = list(columns)
    read = partial(csv.reader, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    for number, text in text_lines(path, quarantine):
        try:
            values = next(read([text]))
        except csv.Error as error:  # a lone carriage return, or a field over the module's limit
            quarantine.reject(str(path), number, f"not a row of the format: {error}")
            continue
        if header:
            header, names = False, values
            if missing := set(columns) - set(values):
                raise InputError(
                    f"{path}:{number}",
                    f"no column {', '.join(sorted(missing))} in the header {text[:80]!r}",
                    f"The file must be separated by {delimiter!r} and name the columns {', '.join(columns)}",
                )
            continue
        if len(values) < len(columns):
            quarantine.reject(str(path), number, f"too few fields: {len(values)} instead of {len(columns)}")
            continue
        yield Row(str(path), number, dict(zip(names, values, strict=False)))


def json_rows(path: Path, quarantine: Quarantine) -> Iterator[Row]:
    """Read JSON lines, or one JSON array of objects (its elements are numbered as lines).

    Raises:
        InputError: If an array cannot be parsed at all.
    """
    if path.is_file() and path.read_bytes()[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"["):
        try:
            objects = json.loads(path.read_text(encoding="utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise InputError(path, f"truncated or invalid JSON ({error})", "Download the file again") from None
        entries: Iterator[tuple[int, Any]] = iter(enumerate(objects, start=1))
    else:
        entries = _parsed_lines(path, quarantine)
    for number, entry in entries:
        if isinstance(entry, dict):
            yield Row(str(path), number, entry)
        else:
            quarantine.reject(str(path), number, f"not a JSON object: {type(entry).__name__}")


def _parsed_lines(path: Path, quarantine: Quarantine) -> Iterator[tuple[int, Any]]:
    for number, text in text_lines(path, quarantine):
        try:
            yield number, json.loads(text)
        except (ValueError, RecursionError):
            quarantine.reject(str(path), number, "truncated or invalid JSON")
