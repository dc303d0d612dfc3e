"""The lock: sha256 of every corpus file as `main.py prepare` accepted it; training on another file is refused."""

import hashlib
import json
from pathlib import Path
from typing import Any

from empathy.data.sources import SplitFiles
from empathy.errors import InputError
from empathy.files import write_json

Lock = dict[str, dict[str, dict[str, str]]]
"""Corpus -> source -> file name -> sha256."""


def sha256(path: Path) -> str:
    """Hash of a file's bytes, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests(corpus: SplitFiles) -> dict[str, str]:
    """Hashes of a corpus' files by name."""
    return {file.name: sha256(file) for file in corpus.files}


def read(path: Path) -> Lock:
    """Read a lock file; nothing is locked where there is none.

    Raises:
        InputError: If it is there but no lock file.
    """
    if not path.is_file():
        return {}
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
        return {name: {source: dict(files) for source, files in own.items()} for name, own in content.items()}
    except (ValueError, AttributeError, TypeError) as error:
        remedy = "Delete it, then run `main.py prepare`"
        raise InputError(path, f"is no lock file ({type(error).__name__})", remedy) from None


def write(path: Path, corpora: list[SplitFiles]) -> None:
    """Accept these files; what the lock says of other sources stays."""
    lock = read(path)
    for corpus in corpora:
        lock.setdefault(corpus.name, {})[corpus.source] = digests(corpus)
    write_json(path, lock)


def verify(path: Path, corpus: SplitFiles) -> bool:
    """Compare a corpus with the lock.

    Returns:
        Whether the lock knows this source.

    Raises:
        InputError: Naming the first file that changed, appeared or went.
    """
    locked = read(path).get(corpus.name, {}).get(corpus.source)
    if locked is None:
        return False
    now = digests(corpus)
    for name in sorted(locked.keys() | now.keys()):
        if locked.get(name) != now.get(name):
            before, after = ((found or "absent")[:12] for found in (locked.get(name), now.get(name)))
            raise InputError(
                f"{corpus.source}/{name}" if corpus.source not in ("embedded", "hub") else f"{corpus.name}/{name}",
                f"is not the file that was prepared (sha256 {before} then, {after} now; {path})",
                "Put it back, or look at what changed and accept it with `main.py prepare`",
            )
    return True
