"""The corpora that ship: written for this project, so that they may be checked for everything."""

import csv
import json
import re
from collections import Counter, defaultdict

import pytest

from empathy.data.cleanup import without_leaks
from empathy.data.quarantine import Quarantine
from empathy.data.sources import EMBEDDED, SPLITS, read_corpus
from empathy.labels import EMOTIONS_WITH_NEUTRAL, EMPATHETIC_TO_GOEMOTIONS, STRATEGIES

SHIPPED = ("empatheticdialogues", "esconv", "goemotions", "safety")
FILES = sorted(EMBEDDED.glob("*/*"))
PREFERENCE_KEYS = {"id", "category", "prompt", "chosen", "rejected", "violation_chosen", "violation_rejected"}
PREFERENCE_CATEGORIES = {
    "advice_too_early", "anger", "anxiety", "comfort", "crisis", "dependence", "generic", "grief", "joy",
    "over_validation", "sycophancy", "tone_mismatch",
}  # fmt: skip


def name_of(path):
    return f"{path.parent.name}/{path.name}"


def json_lines(name, split):
    return [json.loads(line) for line in (EMBEDDED / name / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()]


def messages_of(preference):
    return preference["prompt"] + preference["chosen"] + preference["rejected"]


def texts(name):
    """All texts of a corpus with the place where they stand."""
    if name == "preferences":
        rows = [row for split in SPLITS for row in json_lines(name, split)]
        return [(row["id"], message["content"]) for row in rows for message in messages_of(row)]
    splits = read_corpus(name, "embedded", Quarantine(), merge=False).dialogues
    return [(dialogue.id, turn.text) for split in SPLITS for dialogue in splits[split] for turn in dialogue.turns]


def labels(name, split):
    """How often each label occurs in a split."""
    if name in ("safety", "preferences"):
        return Counter(row["category"] for row in json_lines(name, split))
    if name == "empatheticdialogues":
        with (EMBEDDED / name / f"{split}.csv").open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, quoting=csv.QUOTE_NONE)
            return Counter(row["context"] for row in rows if row["utterance_idx"] == "1")
    turns = [turn for d in read_corpus(name, "embedded", Quarantine()).dialogues[split] for turn in d.turns]
    if name == "goemotions":
        return Counter(EMOTIONS_WITH_NEUTRAL[emotion] for turn in turns for emotion in turn.emotions)
    return Counter(STRATEGIES[turn.strategy] for turn in turns if turn.strategy is not None)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_row_reads_and_no_split_repeats_another(name):
    quarantine = Quarantine()
    files = read_corpus(name, "embedded", quarantine)
    assert quarantine.rejects == []
    assert without_leaks(files.dialogues)[1] == 0
    if name != "esconv":  # its ids are line numbers
        ids = [dialogue.id for split in SPLITS for dialogue in files.dialogues[split]]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", [*SHIPPED, "preferences"])
def test_splits_are_about_80_10_10(name):
    if name == "preferences":
        sizes = [len(json_lines(name, split)) for split in SPLITS]
    else:
        sizes = [len(dialogues) for dialogues in read_corpus(name, "embedded", Quarantine()).dialogues.values()]
    shares = [size / sum(sizes) for size in sizes]
    assert shares == pytest.approx([0.8, 0.1, 0.1], abs=0.05)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("empatheticdialogues", set(EMPATHETIC_TO_GOEMOTIONS)),
        ("goemotions", set(EMOTIONS_WITH_NEUTRAL)),
        ("esconv", set(STRATEGIES)),
        ("preferences", PREFERENCE_CATEGORIES),
        ("safety", None),
    ],
)
def test_every_label_is_in_every_split(name, known):
    counts = {split: labels(name, split) for split in SPLITS}
    total = sum(counts.values(), Counter())
    assert known is None or set(total) == known
    missing = [(label, split) for label in total for split in SPLITS if total[label] >= 3 and not counts[split][label]]
    assert missing == []


def three_grams(text):
    words = re.findall(r"[\w']+", text.lower())
    return set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)}


def near_duplicates(marked):
    """Pairs of texts whose sets of three-word sequences overlap by half or more."""
    grams = [three_grams(text) for _, text in marked]
    holders, shared = defaultdict(list), Counter()
    for here, own in enumerate(grams):
        for gram in own:
            shared.update((there, here) for there in holders[gram])
            holders[gram].append(here)
    return [
        (marked[a][0], marked[b][0])
        for (a, b), common in shared.items()
        if common / (len(grams[a]) + len(grams[b]) - common) >= 0.5
    ]


def test_near_duplicates_are_found():
    four = [("a", "I fed the old grey cat"), ("b", "So I fed the OLD grey cat!"), ("c", "the cat"), ("d", "The cat.")]
    assert near_duplicates(four) == [("a", "b"), ("c", "d")]
    assert near_duplicates([("a", "I fed the old grey cat"), ("b", "I fed the small brown dog")]) == []


@pytest.mark.parametrize("name", [*SHIPPED, "preferences"])
def test_no_two_texts_are_nearly_the_same(name):
    assert near_duplicates(texts(name)) == []


ADDRESS = r"https?:|www\.|\w@\w|\w\.(com|org|net|io|co\.uk)\b"
NUMBER = r"(?:\d[ ().-]{0,2}){7,}"
HOTLINE = r"\b(call|text|dial|ring|phone)(s|ed|ing)?\b[^.?!]{0,20}\d{3}"
SIGNS = "[\u2018-\u201f\u00a0\u200b-\u200f\u2028\u2029\ufeff\ufffd\r]|\\\\u"
PATTERNS = {"address": ADDRESS, "number": NUMBER, "hotline": HOTLINE, "sign": SIGNS}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("address", "write to me@home"),
        ("number", "it is 555-010-7788 today"),
        ("hotline", "Please call 988 now"),
        ("hotline", "TEXT home to 741"),
        ("sign", "it’s"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern, text):
    assert re.search(PATTERNS[pattern], text, re.IGNORECASE)


@pytest.mark.parametrize("pattern", ["number", "hotline"])
@pytest.mark.parametrize("name", [*SHIPPED, "preferences"])
def test_texts_hold_no_numbers_to_call(name, pattern):
    assert [place for place, text in texts(name) if re.search(PATTERNS[pattern], text, re.IGNORECASE)] == []


@pytest.mark.parametrize("pattern", ["address", "sign"])
@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_hold_no_addresses_or_odd_signs(path, pattern):
    lines = enumerate(path.read_bytes().decode("utf-8").split("\n"), start=1)
    assert [number for number, line in lines if re.search(PATTERNS[pattern], line, re.IGNORECASE)] == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_are_plain_and_the_data_card_counts_them(path):
    content = path.read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\n\n" not in content
    assert content.endswith(b"\n")
    rows = content.count(b"\n") - (path.suffix == ".csv")
    assert re.search(
        rf"^\| `{re.escape(name_of(path))}` \| {rows:,} \|", (EMBEDDED / "README.md").read_text(), re.MULTILINE
    )


def test_every_shipped_corpus_has_three_files():
    assert Counter(path.parent.name for path in FILES) == dict.fromkeys([*SHIPPED, "preferences"], 3)


@pytest.mark.parametrize("split", SPLITS)
def test_preferences_hold_a_prompt_and_two_different_replies(split):
    for row in json_lines("preferences", split):
        assert set(row) == PREFERENCE_KEYS
        roles = [message["role"] for message in row["prompt"]]
        assert roles == ["user", "assistant"] * (len(roles) // 2) + ["user"]
        assert [message["role"] for message in row["chosen"] + row["rejected"]] == ["assistant", "assistant"]
        assert row["chosen"] != row["rejected"]
        assert all(message["content"].strip() for message in messages_of(row))
        assert (row["violation_chosen"], row["violation_rejected"]) in [(False, False), (False, True)]


def test_preference_ids_are_unique():
    assert len({row["id"] for split in SPLITS for row in json_lines("preferences", split)}) == 168


@pytest.mark.parametrize("split", SPLITS)
def test_safety_levels_are_0_to_4_and_look_alikes_are_no_danger(split):
    rows = json_lines("safety", split)
    assert all(row["level"] in range(5) and row["messages"][-1]["role"] == "assistant" for row in rows)
    assert {row["level"] for row in rows if row["category"] == "lookalike"} <= {0}
