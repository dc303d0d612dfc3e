"""A corpus file that changed since it was prepared is refused."""

import pytest

from empathy.data.lock import read, verify, write
from empathy.data.sources import SplitFiles
from empathy.errors import InputError


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "esconv"
    folder.mkdir()
    for split in ("train", "test"):
        (folder / f"{split}.txt").write_text(split)
    files = tuple(sorted(folder.iterdir()))
    return SplitFiles("esconv", str(folder), files, {"train": [], "valid": [], "test": []})


def test_unlocked_then_locked(tmp_path, corpus):
    lock = tmp_path / "lock.json"
    assert verify(lock, corpus) is False
    write(lock, [corpus])
    assert verify(lock, corpus) is True
    # sha256 of the four letters "test"
    digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    assert read(lock)["esconv"][corpus.source]["test.txt"] == digest


def test_a_changed_file_is_named_until_it_is_accepted(tmp_path, corpus):
    lock = tmp_path / "lock.json"
    write(lock, [corpus])
    corpus.files[1].write_text("other")
    with pytest.raises(InputError, match=r"esconv/train\.txt: is not the file that was prepared .*main\.py prepare"):
        verify(lock, corpus)
    write(lock, [corpus])
    assert verify(lock, corpus)


def test_a_file_that_appeared_or_went_is_a_change(tmp_path, corpus):
    lock = tmp_path / "lock.json"
    write(lock, [corpus])
    fewer = SplitFiles(corpus.name, corpus.source, corpus.files[:1], corpus.dialogues)
    with pytest.raises(InputError, match="absent now"):
        verify(lock, fewer)


def test_another_source_is_not_locked_by_this_one(tmp_path, corpus):
    lock = tmp_path / "lock.json"
    write(lock, [corpus])
    elsewhere = SplitFiles(corpus.name, "embedded", corpus.files[:1], corpus.dialogues)
    assert verify(lock, elsewhere) is False
    write(lock, [elsewhere])
    assert set(read(lock)["esconv"]) == {"embedded", corpus.source}


@pytest.mark.parametrize("broken", ['{"esconv": 3}', '{"esconv": {"embedded": 3}}', "[]", "{", "\udcff"])
def test_a_broken_lock_file_is_one_message(tmp_path, corpus, broken):
    (tmp_path / "lock.json").write_bytes(broken.encode(errors="surrogateescape"))
    with pytest.raises(InputError, match=r"is no lock file .* Delete it"):
        verify(tmp_path / "lock.json", corpus)
