"""The data module on the embedded corpora with a byte-level tokenizer."""

import math

import pytest

from empathy.data.module import EmpathyData
from empathy.data.preference_module import PreferenceData
from empathy.data.preview import STYLE, render
from empathy.data.rules import read_rules
from empathy.errors import InputError
from empathy.labels import NEUTRAL


def module(tiny_qwen3, **settings):
    rules = tiny_qwen3 / "rules.md"
    rules.write_text("Be kind.\nAsk first.")
    return EmpathyData(base_model=str(tiny_qwen3), rules=str(rules), **{"max_length": 4096} | settings)


@pytest.fixture(scope="module")
def data(tiny_qwen3):
    data = module(tiny_qwen3)
    data.setup("fit")
    return data


def test_intended_mix_is_the_tempered_share_of_the_examples(data):
    """sqrt(n) of each corpus over the sum of the square roots."""
    counts = {name: sum(example.corpus == name for example in data.encoded["train"]) for name in data.corpora}
    assert counts["empatheticdialogues"] == 256
    roots = {name: math.sqrt(count) for name, count in counts.items()}
    assert data.intended_mix() == pytest.approx({name: root / sum(roots.values()) for name, root in roots.items()})


def test_neutral_comments_are_dropped_and_counted_among_27_classes_only(data, tiny_qwen3):
    dropped = data.prepared["goemotions"].dropped
    assert dropped["train: neutral is the only label"] == 82
    assert all(gold != (NEUTRAL,) for example in data.encoded["train"] for _, gold in example.emotion_at)
    with_neutral = module(tiny_qwen3, label_space="emotions28", corpora=["goemotions"])
    with_neutral.setup("fit")
    assert len(with_neutral.encoded["train"]) == 768
    assert with_neutral.label_counts()["emotion"].shape == (28,)


def test_label_counts_are_those_of_the_training_split(data):
    counts = data.label_counts()
    assert counts["strategy"].sum() == sum(len(example.strategy_at) for example in data.encoded["train"])
    assert counts["emotion"].min() > 0


def test_rows_longer_than_the_window_are_counted(tiny_qwen3):
    short = module(tiny_qwen3, max_length=100, system="", corpora=["goemotions"])
    short.setup("fit")
    assert short.too_long["goemotions/train"] > 0
    assert max(map(len, short.encoded["train"])) <= 100


def test_limit_holds_out_what_it_trains_on(tiny_qwen3):
    few = module(tiny_qwen3, limit=2, corpora=["esconv"], style=0.0, reflections=0.0)
    few.setup("fit")
    assert few.encoded["train"] == few.encoded["valid"] == few.encoded["test"]
    assert {example.id.split("#")[0] for example in few.encoded["train"]} == {"train:1", "train:2"}


def text_of(example, data):
    return data.chat.tokenizer.decode(list(example.ids[example.prefix :]))


def test_only_the_training_split_has_a_voice(data):
    styled = [text_of(example, data).count("<tone:") for example in data.encoded["train"]]
    assert sum(map(bool, styled)) > 300
    assert any(any(example.reflection) for example in data.encoded["train"])
    for split in ("valid", "test"):
        assert not any("<tone:" in text_of(example, data) for example in data.encoded[split])
        assert not any(any(example.reflection) for example in data.encoded[split])


def test_shares_of_nought_leave_replies_as_they_are_and_shares_of_one_leave_none(data, tiny_qwen3):
    silent = module(tiny_qwen3, style=0.0, reflections=0.0, corpora=["empatheticdialogues"])
    silent.setup("fit")
    assert not any("<tone:" in text_of(example, silent) for example in silent.encoded["train"])
    every = module(tiny_qwen3, style=1.0, reflections=0.0, corpora=["empatheticdialogues"])
    every.setup("fit")
    for example in every.encoded["train"]:
        assert text_of(example, every).count("<|im_start|>assistant") == text_of(example, every).count("<tone:")
    assert [sum(example.said) for example in every.encoded["train"]] == [e.targets for e in silent.encoded["train"]]


def test_a_run_knows_its_style_reflections_history_and_seed(tiny_qwen3):
    facts = {}
    for name, settings in {
        "as it is": {}, "style": {"style": 0.5}, "reflections": {"reflections": 0.5}, "seed": {"seed": 3},
        "history": {"history": "summary"},
    }.items():  # fmt: skip
        data = module(tiny_qwen3, corpora=["safety"], **settings)
        data.setup("fit")
        facts[name] = data.fingerprint
    assert len(set(facts.values())) == 5


def test_a_history_of_one_exchange_holds_in_every_split(tiny_qwen3):
    brief = module(tiny_qwen3, history="summary", corpora=["esconv"])
    brief.setup("fit")
    for split in ("train", "valid", "test"):
        replies = sum(turn.role == "assistant" for d in brief.prepared["esconv"].dialogues[split] for turn in d.turns)
        assert sum(example.targets > 0 for example in brief.encoded[split]) == replies


def test_preferences_have_no_voice(tiny_qwen3):
    rules = tiny_qwen3 / "rules.md"
    rules.write_text("Be kind.")
    options = {"base_model": str(tiny_qwen3), "rules": str(rules), "corpora": ["esconv"], "max_length": 4096}
    data = PreferenceData(**options, style=1.0, reflections=1.0)
    data.setup("fit")
    assert not any("<tone:" in text_of(example, data) for example in data.encoded["train"])
    assert not any("<tone:" in data.chat.tokenizer.decode(list(pair.rows[0][60:])) for pair in data.pairs["train"])


def test_preview_shows_style_and_reflection(tiny_qwen3):
    data = module(tiny_qwen3, style=1.0, reflections=1.0, corpora=["empatheticdialogues"])
    data.setup("fit")
    example = next(example for example in data.encoded["train"] if any(example.reflection))
    text = render(example, data)
    assert "<|im_start|>reflection\nfeeling: " in text.plain
    spans = [text.plain[span.start : span.end] for span in text.spans if span.style == STYLE]
    assert all(span.startswith("<tone:") for span in spans)
    assert len(spans) == text.plain.count("<|im_start|>assistant")


def test_probe_sample_is_spread_over_the_labelled_corpora(data):
    batches = list(data.probe_batches(tokens=3000))
    corpora = {data.corpora[place] for batch in batches for place in batch["corpus"]}
    assert corpora == {"empatheticdialogues", "esconv", "goemotions"}
    assert sum(int(batch["attention_mask"].sum()) for batch in batches) < 3 * 3000 * 2


def test_held_out_tokens_takes_a_spread_sample(tiny_qwen3):
    few = module(tiny_qwen3, corpora=["goemotions"], held_out_tokens=1000)
    few.setup("fit")
    sample, whole = few.held_out("test"), few.encoded["test"]
    assert 800 < sum(len(example) - example.prefix for example in sample) < 1200
    assert whole.index(sample[-1]) > len(whole) // 2
    assert few.held_out("valid") != few.encoded["valid"]


def test_system_turn_opens_every_example(data):
    opening = tuple(data.system_ids(data.system))
    assert all(example.ids[: len(opening)] == opening for example in data.encoded["train"])
    assert "Be kind. Ask first." in data.chat.tokenizer.decode(data.rules_ids)


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_rules_that_cannot_be_used_are_named(content, tmp_path):
    path = tmp_path / "rules.md"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"data\.rules="):
        read_rules(str(path))
