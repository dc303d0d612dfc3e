"""Files are whole or old: at every place where a crash can hit, and on a full disk."""

import errno
import json
import os
import resource

import pytest

from empathy.files import write_bytes, write_json, write_json_lines
from tests.faults.calls import die_at

OLD, NEW = b"old" * 1000, b"new!" * 200_000


def test_json_is_written_whole(tmp_path):
    write_json(tmp_path / "a.json", {"é": 1})
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == {"é": 1}
    write_json_lines(tmp_path / "b.jsonl", [{"a": 1}, {"a": 2}])
    assert (tmp_path / "b.jsonl").read_text() == '{"a": 1}\n{"a": 2}\n'
    assert {path.name for path in tmp_path.iterdir()} == {"a.json", "b.jsonl"}


@pytest.mark.parametrize("call", range(7))
def test_a_kill_at_any_call_leaves_the_old_or_the_new_file(tmp_path, monkeypatch, call):
    """The temporary folder lies on another file system and is never used."""
    monkeypatch.setenv("TMPDIR", "/dev/shm")
    path = tmp_path / "file"
    path.write_bytes(OLD)
    if (child := os.fork()) == 0:
        die_at(call)
        write_bytes(path, NEW)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) == (call < 6)  # open, fsync, replace; open, fsync, close of the folder
    assert path.read_bytes() == (OLD if call < 3 else NEW)


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(OLD)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(OLD) * 2, hard))
    try:
        with pytest.raises(OSError, match="File too large") as stop:
            write_bytes(path, NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert stop.value.errno == errno.EFBIG
    assert path.read_bytes() == OLD
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]
