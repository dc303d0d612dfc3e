import json

import pytest

from empathy.data.quarantine import Quarantine
from empathy.data.sources import CORPORA, EMBEDDED, SPLITS, read_corpus, resolve
from empathy.errors import InputError


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Two roots with a goemotions folder each; EMPATHY_DATA names the second."""
    for root in ("root", "environment"):
        (tmp_path / root / "goemotions").mkdir(parents=True)
    monkeypatch.setenv("EMPATHY_DATA", str(tmp_path / "environment"))
    return tmp_path


def test_sources_win_over_root_over_environment_over_package(folders, monkeypatch):
    root = str(folders / "root")
    assert resolve("goemotions", root, {"goemotions": "hub"}) == "hub"
    assert resolve("goemotions", root, {"goemotions": "embedded"}) == "embedded"
    assert resolve("goemotions", root, {"esconv": "hub"}) == str(folders / "root" / "goemotions")
    assert resolve("goemotions", None, {}) == str(folders / "environment" / "goemotions")
    monkeypatch.delenv("EMPATHY_DATA")
    assert resolve("goemotions", None, {}) == "embedded"


def test_an_empty_environment_variable_is_none(monkeypatch):
    monkeypatch.setenv("EMPATHY_DATA", "")
    assert resolve("goemotions", None, {}) == "embedded"


def test_safety_stays_embedded_under_a_root_unless_a_source_says_otherwise(folders):
    assert resolve("safety", str(folders / "root"), {}) == "embedded"
    assert resolve("safety", None, {}) == "embedded"
    assert resolve("safety", None, {"safety": "elsewhere"}) == "elsewhere"


def test_an_unknown_corpus_stops_with_the_known_ones():
    with pytest.raises(InputError, match=r"unknown corpus 'goemotion'.*Choose from empatheticdialogues, esconv, goemo"):
        resolve("goemotion", None, {"goemotion": "hub"})


def test_a_missing_folder_says_what_to_do(folders):
    with pytest.raises(InputError) as stopped:
        resolve("esconv", str(folders / "root"), {})
    assert str(stopped.value).startswith(f"data.root={folders / 'root'}: no folder 'esconv' in it.")
    assert "leave it out of data.corpora, or set data.sources.esconv" in str(stopped.value)


@pytest.mark.parametrize(
    ("name", "source", "where"),
    [
        ("esconv", "no/such/folder", "data.sources.esconv=no/such/folder: no such folder"),
        ("emobank", "embedded", "data.corpora: emobank: no such folder"),
        ("emobank", "hub", "data.sources.emobank=hub: this corpus is not on the hub"),
    ],
)
def test_a_source_that_is_not_there_stops(name, source, where):
    with pytest.raises(InputError) as stopped:
        read_corpus(name, source, Quarantine())
    assert str(stopped.value).startswith(where)


def test_a_missing_split_file_is_named(tmp_path):
    (tmp_path / "train.tsv").write_text("my tea went cold\t9\tc1\n")
    with pytest.raises(InputError) as stopped:
        read_corpus("goemotions", str(tmp_path), Quarantine())
    assert str(stopped.value).startswith(f"{tmp_path / 'dev.tsv'}: no such file")


def test_a_corpus_in_split_files_keeps_them(tmp_path):
    for name, text in (("train.tsv", "one\t1\ta"), ("dev.tsv", "two\t2\tb"), ("test.tsv", "three\t3\tc")):
        (tmp_path / name).write_text(text)
    files = read_corpus("goemotions", str(tmp_path), Quarantine())
    assert {split: files.dialogues[split][0].text for split in SPLITS} == dict(
        zip(SPLITS, ("one", "two", "three"), strict=True)
    )
    assert [path.name for path in files.files] == ["train.tsv", "dev.tsv", "test.tsv"]


@pytest.fixture
def whole_esconv(tmp_path):
    rows = [
        {
            "dialog": [
                {"speaker": "seeker", "annotation": {}, "content": f"My boat number {n} leaks."},
                {"speaker": "supporter", "annotation": {"strategy": "Question"}, "content": "Where?"},
            ]
        }
        for n in range(1, 21)
    ]
    (tmp_path / "ESConv.json").write_text(json.dumps(rows))
    return tmp_path


def test_esconv_in_one_file_is_divided_70_15_15_always_the_same_way(whole_esconv):
    first, second = (read_corpus("esconv", str(whole_esconv), Quarantine()) for _ in range(2))
    assert first == second
    ids = {split: [dialogue.id for dialogue in first.dialogues[split]] for split in SPLITS}
    assert [len(ids[split]) for split in SPLITS] == [14, 3, 3]
    assert sorted(ids["train"] + ids["valid"] + ids["test"]) == sorted(f"ESConv:{n}" for n in range(1, 21))
    assert ids["valid"] == ["ESConv:20", "ESConv:7", "ESConv:16"]  # another seed or order gives others
    assert [path.name for path in first.files] == ["ESConv.json"]


def test_esconv_split_files_win_over_the_whole(whole_esconv):
    line = json.dumps({"dialog": [{"speaker": "usr", "text": "Only me."}]})
    for split in SPLITS:
        (whole_esconv / f"{split}.txt").write_text(line)
    assert read_corpus("esconv", str(whole_esconv), Quarantine()).dialogues["train"][0].text == "only me."


def test_merge_reaches_the_reader(tmp_path):
    line = json.dumps({"dialog": [{"speaker": "usr", "text": "Only"}, {"speaker": "usr", "text": "me."}]})
    for split in SPLITS:
        (tmp_path / f"{split}.txt").write_text(line)
    for merge, turns in ((True, 1), (False, 2)):
        dialogues = read_corpus("esconv", str(tmp_path), Quarantine(), merge=merge).dialogues
        assert [len(dialogues[split][0].turns) for split in SPLITS] == [turns] * 3


def test_emobank_is_divided_by_its_own_column(tmp_path):
    rows = ["a,test,3,3,3,Rain.", "b,train,2,3,3,Hail.", "c,dev,4,3,3,Sun.", "d,train,2,2,3,Fog."]
    (tmp_path / "emobank.csv").write_text("id,split,V,A,D,text\n" + "\n".join(rows))
    dialogues = read_corpus("emobank", str(tmp_path), Quarantine()).dialogues
    assert {split: [dialogue.id for dialogue in dialogues[split]] for split in SPLITS} == {
        "train": ["b", "d"],
        "valid": ["c"],
        "test": ["a"],
    }


def test_only_corpora_of_the_project_itself_need_no_folder():
    assert [name for name, corpus in CORPORA.items() if corpus.ours] == ["safety"]
    assert {name for name in CORPORA if (EMBEDDED / name).is_dir()} == set(CORPORA) - {"emobank"}


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("empatheticdialogues", [19532, 2769, 2546]),
        ("esconv", [910, 195, 195]),
        ("goemotions", [43410, 5426, 5427]),
    ],
)
def test_the_published_corpora_have_their_published_sizes(name, counts, shared):
    quarantine = Quarantine()
    dialogues = read_corpus(name, resolve(name, str(shared / "data"), {}), quarantine).dialogues
    assert [len(dialogues[split]) for split in SPLITS] == counts
    assert quarantine.rejects == []
