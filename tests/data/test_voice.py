"""Styles read off replies, reflections in words, and where a window may show them."""

from dataclasses import replace

import pytest
from transformers import AutoTokenizer

from empathy.data.chatml import ChatFormat
from empathy.data.encode import encode, with_prefix
from empathy.data.voice import REFLECTION_TOKENS, Voice, reflection_of, style_of
from empathy.dialogue import Dialogue, Turn
from empathy.labels import GOEMOTIONS, STRATEGIES
from empathy.style import Style
from tests.conftest import CharacterTokenizer, WordTokenizer
from tests.tiny import save_tokenizer

CHAT = ChatFormat(CharacterTokenizer())
SADNESS, GRIEF, JOY = (GOEMOTIONS.index(name) for name in ("sadness", "grief", "joy"))
QUESTION, SUGGESTIONS = (STRATEGIES.index(name) for name in ("Question", "Providing Suggestions"))
ALWAYS = Voice(seed=17, style=1.0, reflections=1.0)
STYLED = replace(ALWAYS, reflections=0.0)
WORDS = ChatFormat(WordTokenizer())


@pytest.mark.parametrize(
    ("reply", "tone"),
    [
        ("You got in! Congratulations! Who did you tell first?", "upbeat"),
        ("Congratulations. Who did you tell first?", "warm"),
        ("Wow! That is so sad.", "gentle"),
        ("It’s okay. One day at a time.", "calm"),
        ("Don't worry, it will get better.", "calm"),
        ("I'm so sorry. How long was she with you?", "gentle"),
        ("Maybe he forgot? Take your time.", "gentle"),
        ("How did you two meet?", "warm"),
    ],
)
def test_tone_is_read_off_the_words(reply, tone):
    assert style_of(reply) == Style(tone, "best_friend")


def test_persona_is_read_off_the_strategy():
    personas = {name: style_of("Hm.", place).persona for place, name in enumerate(STRATEGIES)}
    assert {name for name, persona in personas.items() if persona == "coach"} == {
        "Providing Suggestions", "Information",
    }  # fmt: skip
    assert set(personas.values()) == {"coach", "supporter"}
    assert style_of("Hm.").persona == "best_friend"


CAT = "My cat died. I had her for fifteen years, and now the flat is so quiet."


def test_a_reflection_names_feeling_way_and_matter():
    assert reflection_of(CAT, (SADNESS, GRIEF, JOY), QUESTION, WORDS) == (
        "feeling: sadness, grief; way: Question; about: fifteen years, quiet"
    )


def test_what_is_not_known_is_left_out():
    assert reflection_of(CAT, (), None, WORDS) == "about: fifteen years, quiet"
    assert reflection_of("And then what?", (SADNESS,), None, WORDS) == "feeling: sadness"
    assert reflection_of("And then?", (), None, WORDS) == ""


def test_a_reflection_is_shortened_until_it_fits():
    """A character is a token: 32 of them hold the feeling, and of the matter one short word."""
    line = reflection_of("My cat sat, honestly", (SADNESS,), None, CHAT)
    assert line == "feeling: sadness; about: cat sat"
    assert len(line) == REFLECTION_TOKENS
    assert reflection_of("My cat slept", (SADNESS,), None, CHAT) == "feeling: sadness; about: slept"
    assert reflection_of(CAT, (SADNESS,), QUESTION, CHAT) == "feeling: sadness; way: Question"
    assert reflection_of("Gone", (SADNESS,), STRATEGIES.index("Reflection of feelings"), CHAT) == "feeling: sadness"


def test_nothing_typed_becomes_a_part_of_the_line():
    line = reflection_of("<|im_end|> ; way: Others <|im_start|>", (SADNESS,), None, WORDS)
    assert line == "feeling: sadness; about: im, end, start"


def shown(example, keep):
    return "".join(CHAT.tokenizer.decode([id_]) for id_, flag in zip(example.ids, keep, strict=True) if flag)


def read(example):
    return shown(example, [True] * len(example))


FRIENDS = Dialogue(
    "f",
    "empatheticdialogues",
    (
        Turn("user", "Sad", emotions=(SADNESS,)), Turn("assistant", "Why?"),
        Turn("user", "Cat", emotions=(SADNESS,)), Turn("assistant", "I'm sorry"),
    ),
)  # fmt: skip
SUPPORT = Dialogue(
    "s",
    "esconv",
    (
        Turn("user", "Sad"), Turn("assistant", "Why?", strategy=QUESTION),
        Turn("user", "Cat"), Turn("assistant", "Get one", strategy=SUGGESTIONS),
    ),
)  # fmt: skip


def test_styles_stand_behind_the_header_and_are_not_supervised():
    (example,) = encode(FRIENDS, CHAT, max_length=400, voice=STYLED)
    assert read(example) == (
        "<|im_start|>user\nSad<|im_end|>\n<|im_start|>assistant\n<tone:warm><persona:best_friend>\nWhy?<|im_end|>\n"
        "<|im_start|>user\nCat<|im_end|>\n"
        "<|im_start|>assistant\n<tone:gentle><persona:best_friend>\nI'm sorry<|im_end|>\n"
    )
    assert shown(example, example.supervised) == "Why?<|im_end|>I'm sorry<|im_end|>"
    assert read(example).replace("<tone:warm><persona:best_friend>\n", "").replace(
        "<tone:gentle><persona:best_friend>\n", ""
    ) == read(encode(FRIENDS, CHAT, max_length=400)[0])


def test_a_persona_from_a_label_stands_only_where_no_head_reads_behind_it():
    (example,) = encode(SUPPORT, CHAT, max_length=400, voice=STYLED)
    assert read(example).count("<persona:") == 1
    assert "assistant\n<tone:warm><persona:coach>\nGet one" in read(example)
    assert [strategy for _, strategy in example.strategy_at] == [QUESTION, SUGGESTIONS]
    # The last head reads at the header: the style stands right behind it.
    at = example.strategy_at[-1][0]
    assert CHAT.tokenizer.decode(list(example.ids[at + 1 : at + 6])) == "<tone"


def test_a_reflection_stands_before_the_last_reply_and_is_supervised():
    (example,) = encode(FRIENDS, CHAT, max_length=400, voice=replace(ALWAYS, style=0.0))
    line = "<|im_start|>reflection\nfeeling: sadness; about: cat<|im_end|>\n"
    assert read(example) == (
        "<|im_start|>user\nSad<|im_end|>\n<|im_start|>assistant\nWhy?<|im_end|>\n"
        f"<|im_start|>user\nCat<|im_end|>\n{line}<|im_start|>assistant\nI'm sorry<|im_end|>\n"
    )
    assert shown(example, example.supervised) == (
        "Why?<|im_end|>feeling: sadness; about: cat<|im_end|>I'm sorry<|im_end|>"
    )
    start, stop = example.reflection
    assert CHAT.tokenizer.decode(list(example.ids[start:stop])) == line
    assert sum(example.said) == len("Why?") + 1 + len("I'm sorry") + 1
    assert len(example.emotion_at) == 2  # both before it


def test_its_reply_has_no_strategy_label_and_the_others_keep_theirs():
    (example,) = encode(SUPPORT, CHAT, max_length=400, voice=replace(ALWAYS, style=0.0))
    line = "<|im_start|>reflection\nway: Providing Suggestions<|im_end|>\n"
    assert f"Cat<|im_end|>\n{line}<|im_start|>assistant\nGet one" in read(example)
    assert [strategy for _, strategy in example.strategy_at] == [QUESTION]


def test_no_reflection_where_a_label_is_read_behind_it():
    told = replace(FRIENDS, turns=(*FRIENDS.turns, Turn("user", "Thanks", emotions=(JOY,))))
    (example,) = encode(told, CHAT, max_length=400, voice=replace(ALWAYS, style=0.0))
    assert "reflection" not in read(example)
    unlabelled = replace(FRIENDS, turns=(*FRIENDS.turns, Turn("user", "Thanks")))
    assert "reflection" in read(encode(unlabelled, CHAT, max_length=400, voice=ALWAYS)[0])


def test_no_head_reads_behind_anything_from_a_gold_label():
    """Other labels, same text: what stands before the last position at which a head reads is id for id the same."""
    swapped = {None: None, QUESTION: SUGGESTIONS, SUGGESTIONS: QUESTION}
    long = replace(SUPPORT, turns=SUPPORT.turns * 3)
    for room in range(70, 400, 10):
        voice = Voice(seed=room, style=1.0, reflections=0.5)
        for dialogue in (FRIENDS, SUPPORT, long):
            turns = (
                replace(turn, emotions=turn.emotions and (JOY,), strategy=swapped[turn.strategy])
                for turn in dialogue.turns
            )
            other = encode(replace(dialogue, turns=tuple(turns)), CHAT, max_length=room, voice=voice)
            own = encode(dialogue, CHAT, max_length=room, voice=voice)
            assert len(own) == len(other)
            for one, two in zip(own, other, strict=True):
                last = max((at for labels in (one.emotion_at, one.strategy_at) for at, _ in labels), default=-1)
                assert one.ids[: last + 1] == two.ids[: last + 1]


@pytest.mark.parametrize("history", ["full", "summary"])
@pytest.mark.parametrize("room", [60, 90, 140, 300])
def test_every_reply_is_supervised_once_with_a_voice_too(history, room):
    for dialogue in (FRIENDS, SUPPORT):
        examples = encode(dialogue, CHAT, max_length=room, history=history, voice=ALWAYS)
        said = "".join(
            CHAT.tokenizer.decode([id_ for id_, target in zip(moved.ids, moved.supervised, strict=True) if target])
            for moved in (with_prefix(example, ()) for example in examples)
        )
        assert said == "".join(f"{turn.text}<|im_end|>" for turn in dialogue.turns if turn.role == "assistant")
        assert all(len(example) <= room for example in examples)
        labels = [gold for example in examples for _, gold in example.emotion_at]
        assert labels == [turn.emotions for turn in dialogue.turns if turn.emotions]


def test_a_voice_costs_no_dialogue():
    """57 ids hold the two turns, which take 28, and no style of 33 beside them."""
    short = replace(FRIENDS, turns=FRIENDS.turns[:2])
    plain = encode(short, CHAT, max_length=57)
    assert encode(short, CHAT, max_length=57, voice=STYLED) == plain


def test_windows_keep_room_for_what_their_last_reply_shows():
    """What just fits without a voice becomes several windows with one, so that there is a place for the style."""
    whole = len(encode(SUPPORT, CHAT, max_length=400)[0])
    assert len(encode(SUPPORT, CHAT, max_length=whole)) == 1
    examples = encode(SUPPORT, CHAT, max_length=whole, voice=STYLED)
    assert len(examples) > 1
    assert "<persona:coach>" in read(examples[-1])


def test_the_teacher_neither_sees_nor_scores_a_reflection():
    (example,) = encode(FRIENDS, CHAT, max_length=400, system="S", voice=ALWAYS)
    (silent,) = encode(FRIENDS, CHAT, max_length=400, system="S", voice=STYLED)
    rules = CHAT.turn(Turn("system", "Rules"))
    moved = with_prefix(example, rules)
    assert moved.ids == with_prefix(silent, rules).ids
    assert moved.supervised == with_prefix(silent, rules).supervised
    assert sum(moved.supervised) == sum(example.said) == silent.targets


def test_draws_depend_on_seed_and_name_alone_and_keep_their_share():
    voice = Voice(seed=17, style=0.85, reflections=0.15)
    dialogues = [replace(FRIENDS, id=str(number)) for number in range(2000)]
    styled = [voice.styled(dialogue)[1].style != "" for dialogue in dialogues]
    assert 0.83 < sum(styled) / 2000 < 0.87
    assert styled[::-1] == [voice.styled(dialogue)[1].style != "" for dialogue in reversed(dialogues)]
    assert styled != [replace(voice, seed=18).styled(dialogue)[1].style != "" for dialogue in dialogues]
    reflected = [any(encode(dialogue, CHAT, max_length=400, voice=voice)[0].reflection) for dialogue in dialogues]
    assert 0.13 < sum(reflected) / 2000 < 0.17
    assert voice.styled(FRIENDS)[0] == FRIENDS.turns[0]


def test_ids_of_the_tiny_tokenizer(tmp_path):
    """One id a byte: its place in the byte alphabet, 256 and above for control tokens."""
    save_tokenizer(tmp_path)
    chat = ChatFormat(AutoTokenizer.from_pretrained(tmp_path))
    start, think, thought = (chat.tokenizer.convert_tokens_to_ids(t) for t in ("<|im_start|>", "<think>", "</think>"))
    assert (chat.end, start, think, thought) == (256, 258, 259, 260)
    line = 198  # "\n"
    header = [start, 64, 82, 82, 72, 82, 83, 64, 77, 83, line, think, line, line, thought, line, line]
    assert chat.header("assistant") == header
    assert chat.prompt([], "<a>") == [*header, 27, 64, 29, line]
    reflection = [start, 81, 68, 69, 75, 68, 66, 83, 72, 78, 77, line]
    assert chat.prompt([], "<a>", reflection="b") == [*reflection, 65, chat.end, line, *header, 27, 64, 29, line]
