import json

import pytest

from empathy.data import corpora
from empathy.data.quarantine import Quarantine
from empathy.data.rows import Row
from empathy.data.sources import SPLITS, read_corpus
from empathy.errors import InputError


def comments(total, bad_lines=(), copies=()):
    """GoEmotions rows; the lines in ``bad_lines`` have no such label, those in ``copies`` repeat the first id."""
    for line in range(1, total + 1):
        labels, own = ("99" if line in bad_lines else "3"), (1 if line in copies else line)
        yield Row("g.tsv", line, {"text": f"secret {line}", "labels": labels, "id": own})


def test_few_bad_rows_are_set_aside_without_their_text(tmp_path):
    quarantine = Quarantine()
    good = corpora.keep_good(corpora.goemotions(comments(400, bad_lines=(7,), copies=(9,))), quarantine)
    assert len(good) == 398
    assert good[0].turns[0].text == "secret 1"
    quarantine.write(tmp_path / "rejects.jsonl")
    written = (tmp_path / "rejects.jsonl").read_text()
    assert [json.loads(line) for line in written.splitlines()] == [
        {"file": "g.tsv", "line": 7, "reason": "unknown emotion: label '99' is not in 0..27"},
        {"file": "g.tsv", "line": 9, "reason": "duplicate id: '1'"},
    ]
    assert "secret" not in written
    assert [path.name for path in tmp_path.iterdir()] == ["rejects.jsonl"]
    assert quarantine.counts() == {("g.tsv", "unknown emotion"): 1, ("g.tsv", "duplicate id"): 1}


@pytest.mark.parametrize(("bad", "copies"), [((7, 8, 9), ()), ((), (7, 8, 9)), ((8,), (7, 9))])
def test_more_than_half_a_percent_of_bad_rows_stop(bad, copies):
    with pytest.raises(InputError, match=r"^g\.tsv:7: .*3 of 400 rows are bad, 0\.5% are tolerated"):
        corpora.keep_good(corpora.goemotions(comments(400, bad, copies)), Quarantine())


def test_bad_rows_of_one_file_do_not_count_against_another():
    quarantine = Quarantine()
    for line in range(5):
        quarantine.reject("other.tsv", line, "too few fields: 1 instead of 3")
    assert len(corpora.keep_good(corpora.goemotions(comments(10)), quarantine)) == 10


def test_bad_rows_of_one_split_do_not_count_against_another(tmp_path):
    ratings = [9] * 6 + [3] * 1994  # 6 of 4,000 rows, all in train: 0.15 %
    rows = [f"a{n},train,{rating},3,3,Rain {n}" for n, rating in enumerate(ratings)]
    rows += [f"{split}{n},{split},3,3,3,Sun {n}" for split in ("dev", "test") for n in range(1000)]
    (tmp_path / "emobank.csv").write_text("id,split,V,A,D,text\n" + "\n".join(rows))
    quarantine = Quarantine()
    dialogues = read_corpus("emobank", str(tmp_path), quarantine).dialogues
    assert [len(dialogues[split]) for split in SPLITS] == [1994, 1000, 1000]
    assert len(quarantine.rejects) == 6


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            "so tired,25,a1\nso glad,17,a2\n",
            "train.tsv:1: no dialogue for the split 'train': too few fields: 1 instead of 3",
        ),
        ("\n\n", "train.tsv: no dialogue for the split 'train'"),
    ],
    ids=["commas instead of tabs", "nothing but blank lines"],
)
def test_a_file_without_one_good_row_stops(content, problem, tmp_path):
    for name in ("train.tsv", "dev.tsv", "test.tsv"):
        (tmp_path / name).write_text(content)
    with pytest.raises(InputError) as stopped:
        read_corpus("goemotions", str(tmp_path), Quarantine())
    assert problem in str(stopped.value)
