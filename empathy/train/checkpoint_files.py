"""Checkpoint files: written atomically beside a sha256, read back only when it matches, and never as code."""

import hashlib
import io
import logging
import pickle
from pathlib import Path
from typing import Any

import torch
from lightning.fabric.plugins import CheckpointIO

from empathy.errors import InputError
from empathy.files import write_bytes, write_text

log = logging.getLogger(__name__)


class Rejected(Exception):
    """A checkpoint that must not be used; the message says why, in one line."""


def digest_path(path: Path) -> Path:
    """Where the sha256 of a checkpoint lies."""
    return path.with_name(path.name + ".sha256")


def save(content: dict[str, Any], path: Path) -> None:
    """Write a digest, then the checkpoint that it belongs to.

    Killed between the two, a digest without a file is left, which nobody looks for; where a file of that name was
    overwritten, it no longer matches, is rejected, and the one before it is used.

    Raises:
        OSError: If it cannot be written (disk full, read-only); what was there stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    torch.save(content, buffer)
    stored = buffer.getvalue()
    write_text(digest_path(path), hashlib.sha256(stored).hexdigest() + "\n")
    write_bytes(path, stored)


def load(path: Path) -> dict[str, Any]:
    """Read a checkpoint onto the CPU after its digest has been verified; only tensors and plain values are built.

    Raises:
        Rejected: If it is missing, damaged, or holds anything else.
    """
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise Rejected(f"cannot be read ({error.strerror})") from None
    try:
        digest = digest_path(path).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise Rejected("has no sha256 beside it") from None
    if hashlib.sha256(stored).hexdigest() != digest:
        raise Rejected("is not what was saved (its sha256 differs)")
    if not stored.startswith(b"PK"):  # torch writes zip archives; its reader of older files warns, and reads pickles
        raise Rejected("is no file that torch.save writes")
    try:
        content = torch.load(io.BytesIO(stored), map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError, ValueError) as error:
        raise Rejected(f"holds more than tensors and plain values ({type(error).__name__})") from None
    if not isinstance(content, dict) or "state_dict" not in content:
        raise Rejected("is no checkpoint of a training run")
    return content


def remove(path: Path) -> None:
    """Delete a checkpoint, its digest last: what lacks a file is never taken for a whole one."""
    path.unlink(missing_ok=True)
    digest_path(path).unlink(missing_ok=True)


class CheckpointFiles(CheckpointIO):
    """Lightning's door to these files.

    A failed write does not end the run: ``misses`` counts the failures in a row on the rank that writes.
    """

    def __init__(self) -> None:
        self.misses = 0

    def save_checkpoint(self, checkpoint: dict[str, Any], path: Any, storage_options: Any = None) -> None:
        """Write; a full disk is reported and counted."""
        try:
            save(checkpoint, Path(path))
            self.misses = 0
        except OSError as error:
            self.misses += 1
            log.warning("Checkpoint %s was not written (%s): the run goes on, older ones stay", path, error.strerror)

    def load_checkpoint(
        self, path: Any, map_location: Any = None, weights_only: bool | None = None
    ) -> dict[str, Any]:  # `weights_only` is not asked: it is always so
        """Read a verified checkpoint.

        Raises:
            InputError: Naming the file and the reason.
        """
        try:
            return load(Path(path))
        except Rejected as reason:
            raise InputError(f"ckpt_path={path}", str(reason), "Use another one of that folder") from None

    def remove_checkpoint(self, path: Any) -> None:
        """Delete."""
        remove(Path(path))
