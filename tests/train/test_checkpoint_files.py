"""A checkpoint is read whole or refused with one line, and never runs code."""

import hashlib
import logging
import os
import pickle
from pathlib import Path

import pytest
import torch

from empathy.errors import InputError
from empathy.train import checkpoint_files as files
from empathy.train.checkpoint_files import CheckpointFiles, Rejected, digest_path, load, save
from empathy.train.checkpoints import name_of
from empathy.train.resume import newest
from tests.faults.calls import die_at


def content(step: int) -> dict[str, object]:
    return {"state_dict": {"weight": torch.full((64, 64), float(step))}, "global_step": step}


@pytest.fixture
def run(tmp_path) -> Path:
    """A run with checkpoints of steps 1 and 2."""
    for step in (1, 2):
        save(content(step), tmp_path / "version_0" / "checkpoints" / name_of(step))
    return tmp_path


def last(run: Path) -> Path:
    return run / "version_0" / "checkpoints" / name_of(2)


class Attack:
    """What a foreign pickle may hold: unpickling it makes a file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self):
        return os.mkdir, (str(self.mark),)


def damage(path: Path, kind: str, share: float) -> None:
    stored = path.read_bytes()
    place = int(len(stored) * share)
    if kind == "truncated":
        path.write_bytes(stored[:place])
    elif kind == "bit-flipped":
        path.write_bytes(stored[:place] + bytes([stored[place] ^ 1]) + stored[place + 1 :])
    elif kind == "empty":
        path.write_bytes(b"")
    else:
        # The attacker can write a digest too: only `weights_only` is in the way.
        foreign = pickle.dumps({"state_dict": {}, "attack": Attack(path.parent / "ran")})
        if share > 0.5:
            torch.save({"state_dict": {}, "attack": Attack(path.parent / "ran")}, path)
            foreign = path.read_bytes()
        path.write_bytes(foreign)
        digest_path(path).write_text(hashlib.sha256(foreign).hexdigest())


@pytest.mark.parametrize("share", [0.0, 0.1, 0.4, 0.7, 0.99])
@pytest.mark.parametrize("kind", ["truncated", "bit-flipped", "empty", "foreign pickle"])
def test_a_damaged_checkpoint_is_named_and_the_one_before_it_used(run, kind, share, caplog):
    damage(last(run), kind, share)
    with caplog.at_level(logging.WARNING):
        found = newest(run)
    assert found is not None
    assert (found.version, found.step) == (0, 1)
    (said,) = caplog.messages
    assert str(last(run)) in said
    assert "\n" not in said
    assert not (last(run).parent / "ran").exists()
    with pytest.raises(InputError, match=r"^ckpt_path=.*step-00000002.ckpt: "):
        CheckpointFiles().load_checkpoint(last(run))


def test_what_was_saved_comes_back(run):
    assert torch.equal(load(last(run))["state_dict"]["weight"], torch.full((64, 64), 2.0))


def test_a_missing_digest_and_a_missing_file(run):
    digest_path(last(run)).unlink()
    with pytest.raises(Rejected, match="no sha256"):
        load(last(run))
    with pytest.raises(Rejected, match="cannot be read"):
        load(run / "nothing.ckpt")


@pytest.mark.parametrize("overwrites", [False, True])
@pytest.mark.parametrize("call", range(10))
def test_a_kill_during_a_write_leaves_one_that_loads(run, monkeypatch, call, overwrites):
    """Twenty kills, TMPDIR on another file system: step 2 or the older step 1 always loads."""
    monkeypatch.setenv("TMPDIR", "/dev/shm")
    if (child := os.fork()) == 0:
        die_at(call)
        save({**content(2), "more": 1}, last(run) if overwrites else last(run).with_name(name_of(3)))
        os._exit(0)
    os.waitpid(child, 0)
    found = newest(run)
    assert found is not None
    assert float(load(found.path)["state_dict"]["weight"][0, 0]) in (1.0, 2.0)
    assert overwrites or found.step >= 2


def test_a_full_disk_is_counted_and_the_older_file_stays(run, monkeypatch, caplog):
    def full(path: Path, stored: bytes) -> None:
        raise OSError(28, "No space left on device")

    door = CheckpointFiles()
    with monkeypatch.context() as patched:
        patched.setattr(files, "write_bytes", full)
        door.save_checkpoint(content(3), last(run).with_name(name_of(3)))
        assert door.misses == 1
    assert "No space left on device" in caplog.text
    assert load(last(run))["global_step"] == 2
    door.save_checkpoint(content(3), last(run).with_name(name_of(3)))
    assert door.misses == 0
