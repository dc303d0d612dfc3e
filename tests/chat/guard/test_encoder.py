"""The classifier's file format and its windows; what it has learned is tested with the guard."""

import pytest
import torch
from transformers import BertConfig, BertModel

from empathy.chat.guard.encoder import (
    BEFORE,
    FOLDER,
    OUTPUTS,
    PIECES,
    TOKENIZER,
    WEIGHTS,
    Classifier,
    _packed,
    _unpacked,
    expected_level,
    padded,
    passes,
)
from empathy.chat.guard.minilm import MiniLM
from empathy.chat.guard.sign import CATEGORIES
from empathy.errors import InputError


@pytest.fixture(scope="module")
def classifier():
    return Classifier.load()


def test_matrices_survive_eight_bits_to_within_half_a_step():
    matrix = torch.tensor([[1.0, -0.5, 0.25], [100.0, 50.0, -127.0]])
    packed = _packed({"m": matrix, "b": torch.tensor([0.123456])})
    assert packed["m"].dtype == torch.int8
    back = _unpacked(packed)
    assert torch.equal(back["b"], torch.tensor([0.123456]))
    assert ((back["m"] - matrix).abs() <= matrix.abs().amax(1, keepdim=True) / 254 + 1e-6).all()


def test_a_window_keeps_the_message_and_the_end_of_what_was_said_before(classifier):
    start, end = classifier._special
    ids = classifier.ids("hello there", ["first words", "second words"])
    assert (ids[0], ids[-1], ids.count(end)) == (start, end, 2)
    short = classifier.ids("word " * 20, ["said " * 500])
    assert (short.index(end), len(short)) == (BEFORE + 1, BEFORE + 20 + 3)
    long = classifier.ids("word " * 100, ["said " * 500])
    assert (long.index(end), len(long)) == (PIECES - 103 + 1, PIECES), "the message goes first"
    assert len(classifier.ids("word " * 500, ["said " * 500])) == PIECES - 1


@pytest.mark.parametrize(
    ("lengths", "read"),
    [([9], [[0]]), ([30, 20, 25], [[0, 1, 2]]), ([10, 128, 9], [[1], [0, 2]]), ([40, 60, 40], [[0, 1, 2]])],
)
def test_much_padding_makes_a_pass_of_its_own(lengths, read):
    assert passes(lengths) == read


def test_the_encoder_is_the_published_one():
    sizes = {"hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 12, "intermediate_size": 1536}
    torch.manual_seed(0)
    published = BertModel(BertConfig(vocab_size=50, **sizes), add_pooling_layer=False).eval()
    own = MiniLM(50).eval()
    own.load_state_dict(published.state_dict())
    ids, mask = padded([[5, 6, 7, 8, 9, 10], [11, 12, 13]])
    with torch.no_grad():
        states, expected = own(ids, mask), published(input_ids=ids, attention_mask=mask).last_hidden_state
        torch.testing.assert_close(states[mask.bool()], expected[mask.bool()])
        own.quicken()
        torch.testing.assert_close(own(ids, mask)[mask.bool()], expected[mask.bool()], atol=0.05, rtol=0.05)


def test_one_pass_says_what_many_say(classifier):
    messages = [("i want to die", ()), ("what a lovely day in the garden with my dog", ("hello",)), ("ok", ())]
    together = classifier.probabilities(messages)
    for message, seen in zip(messages, together, strict=True):
        alone = classifier.probabilities([message])[0]
        assert seen == pytest.approx(alone, abs=0.02)  # in bfloat16 where the processor has it


def test_a_message_counts_from_its_expected_level_and_is_of_the_highest_level_it_reaches(classifier):
    classifier = Classifier(classifier.encoder, classifier.tokenizer, {1: 1.0, 2: 0.3, 3: 0.5, 4: 0.5})
    nothing = dict.fromkeys(OUTPUTS, 0.0)
    assert expected_level(nothing | {"level 1": 0.8, "level 2": 0.15}) == pytest.approx(0.95)
    assert classifier.finding(nothing | {"level 1": 0.8, "level 2": 0.15}) is None
    assert classifier.finding(nothing | {"level 1": 0.8, "level 2": 0.25}).level == 1
    assert classifier.finding(nothing | {"level 1": 0.7, "level 2": 0.6}).level == 2
    found = classifier.finding(dict.fromkeys(OUTPUTS, 0.99) | {CATEGORIES[3]: 1.0})
    assert (found.level, found.category) == (4, CATEGORIES[3])


def test_what_is_saved_is_what_is_loaded(tmp_path):
    classifier = Classifier.load(exact=True)
    classifier.save(tmp_path)
    again = Classifier.load(tmp_path, exact=True)
    assert again.thresholds == classifier.thresholds
    message = [("i can't do this anymore", ())]
    assert again.probabilities(message)[0] == pytest.approx(classifier.probabilities(message)[0], abs=1e-3)


@pytest.mark.parametrize("damage", ["missing", "cut", "foreign", "tokenizer"])
def test_a_damaged_classifier_is_refused_in_one_line(tmp_path, damage):
    for name in (WEIGHTS, TOKENIZER):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    if damage == "missing":
        (tmp_path / WEIGHTS).unlink()
    elif damage == "cut":
        (tmp_path / WEIGHTS).write_bytes((FOLDER / WEIGHTS).read_bytes()[:1000])
    elif damage == "foreign":
        (tmp_path / WEIGHTS).write_bytes(b"not a safetensors file")
    else:
        (tmp_path / TOKENIZER).write_text("{}")
    with pytest.raises(InputError, match="Install the package again"):
        Classifier.load(tmp_path)
