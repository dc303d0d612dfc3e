"""Writing files so that a reader meets the old content or the whole new one, also after a crash or on a full disk."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from empathy.errors import InputError


def write_bytes(path: Path, content: bytes) -> None:
    """Replace a file atomically and durably.

    The temporary file lies in the same folder: a rename across file systems is a copy, which a crash cuts in half.

    Args:
        path: Where to; its folder exists.
        content: All of it.

    Raises:
        OSError: If it cannot be written; the old file is untouched and nothing is left behind.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_text(path: Path, content: str) -> None:
    """Replace a text file (UTF-8) as ``write_bytes`` does."""
    write_bytes(path, content.encode("utf-8"))


def write_json(path: Path, content: Any) -> None:
    """Write indented JSON as ``write_bytes`` does."""
    write_text(path, json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def write_json_lines(path: Path, rows: Iterable[dict[str, object]]) -> None:
    """Write one JSON object a line as ``write_bytes`` does."""
    write_text(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def made_folder(path: Path) -> Path:
    """The folder, made where it is not there.

    Raises:
        InputError: If it cannot be.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(str(path), f"no folder can be made there ({error.strerror})", "Pass another --out") from None
    return path
