import pytest

from empathy.data import corpora
from empathy.data.quarantine import Quarantine
from empathy.data.rows import Row
from empathy.data.sources import CORPORA
from empathy.dialogue import Dialogue, Turn
from empathy.labels import EMOTIONS_WITH_NEUTRAL, STRATEGIES

FEAR = EMOTIONS_WITH_NEUTRAL.index("fear")
HEADER = "conv_id,utterance_idx,context,prompt,speaker_idx,utterance,selfeval,tags\n"


def rows_of(*objects):
    return [Row("made_up.jsonl", line, fields) for line, fields in enumerate(objects, start=1)]


def only(read):
    ((_, result),) = read
    return result


def from_text(name, text, tmp_path):
    path = tmp_path / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    quarantine = Quarantine()
    return [result for _, result in CORPORA[name].read(CORPORA[name].rows(path, quarantine))], quarantine


def said(*utterances):
    """An ESConv row in the JSON-lines schema from (speaker, text, strategy or nothing)."""
    return {"dialog": [dict(zip(("speaker", "text", "strategy"), part, strict=False)) for part in utterances]}


@pytest.mark.parametrize("speakers", [("1", "0", "1"), ("411", "77", "411"), ("5", "5", "5")])
@pytest.mark.parametrize("tail", [",,", ",5|5|5_2|2|5,", ",5|5|5_2|2|5"], ids=["empty", "original", "seven fields"])
def test_empathetic_dialogues_alternate_by_utterance_idx(speakers, tail, tmp_path):
    texts = ("The lift stopped_comma_ and it got dark.", "Oh no_comma_ for long?", 'Ages. I said "hello?" twice.')
    lines = [
        f"x:1_conv:2,{number},terrified,Stuck in a lift_comma_ alone.,{speaker},{text}{tail}\n"
        for number, (speaker, text) in enumerate(zip(speakers, texts, strict=True), start=1)
    ]
    read, quarantine = from_text("empatheticdialogues", HEADER + "".join(lines), tmp_path)
    turns = (
        Turn("user", "The lift stopped, and it got dark.", emotions=(FEAR,)),
        Turn("assistant", "Oh no, for long?"),
        Turn("user", 'Ages. I said "hello?" twice.', emotions=(FEAR,)),
    )
    assert read == [Dialogue("x:1_conv:2", "empatheticdialogues", turns)]
    assert quarantine.rejects == []


@pytest.mark.parametrize(
    ("numbers", "emotion", "reason"),
    [
        ((1, 2), "hangry", "unknown emotion: 'hangry' is none of the 32 of EmpatheticDialogues"),
        ((2, 1), "sad", "utterances out of order: utterance_idx '2' in place 1"),
        ((1, 3), "sad", "utterances out of order: utterance_idx '3' in place 2"),
    ],
)
def test_a_broken_empathetic_dialogue_is_dropped_whole(numbers, emotion, reason, tmp_path):
    broken = "".join(f"a,{number},{emotion},p,1,My plant died.,,\n" for number in numbers)
    good = "b,1,sad,p,1,My plant died.,,\nb,2,sad,p,0,Poor plant.,,\n"
    (first, second), _ = from_text("empatheticdialogues", HEADER + broken + good, tmp_path)
    assert isinstance(first, corpora.BadRow)
    assert str(first) == reason
    assert second.id == "b"


LINES = said(("usr", "I lost my keys."), ("sys", "Again?", "Question"), ("sys", "That's a pity.", "Others"))
ORIGINAL = {
    "dialog": [
        {"speaker": "seeker", "annotation": {}, "content": "I lost my keys.\n"},
        {"speaker": "supporter", "annotation": {"strategy": "Question"}, "content": " Again?"},
        {"speaker": "supporter", "annotation": {"strategy": "Others"}, "content": "That's a pity."},
    ]
}
FAILED = {
    "dialog": [
        {"speaker": "speaker", "annotation": {"feedback": "1"}, "content": "I lost my keys."},
        {"speaker": "listener", "annotation": {"strategy": "Questions"}, "content": "Again?"},
        {"speaker": "listener", "annotation": {"strategy": "Other"}, "content": "That's a pity."},
    ]
}


@pytest.mark.parametrize("row", [LINES, ORIGINAL, FAILED], ids=["json lines", "original", "failed"])
def test_esconv_schemas_read_the_same_and_merge_keeps_the_first_strategy(row):
    question, others = STRATEGIES.index("Question"), STRATEGIES.index("Others")
    user = Turn("user", "I lost my keys.")
    merged = (user, Turn("assistant", "Again? That's a pity.", strategy=question))
    apart = (user, Turn("assistant", "Again?", strategy=question), Turn("assistant", "That's a pity.", strategy=others))
    assert only(corpora.esconv(rows_of(row))) == Dialogue("made_up:1", "esconv", merged)
    assert only(corpora.esconv(rows_of(row), merge=False)) == Dialogue("made_up:1", "esconv", apart)


def test_esconv_merges_the_user_too_but_never_across_a_reply():
    dialogue = only(
        corpora.esconv(rows_of(said(("usr", "Hm."), ("usr", "Well."), ("sys", "Go on.", "Others"), ("usr", "No."))))
    )
    assert [(turn.role, turn.text) for turn in dialogue.turns] == [
        ("user", "Hm. Well."),
        ("assistant", "Go on."),
        ("user", "No."),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (said(("sys", "Sing!", "Singing")), "unknown strategy: 'Singing' is none of the 8 of ESConv"),
        (said(("sys", "Hello.")), "unknown strategy: None is none of the 8 of ESConv"),
        (said(("usr", " \n\0 ")), "empty turn"),
        (said(("usr", None)), "text is not a string: NoneType"),
        (said(("bot", "Hello.", "Others")), "unknown speaker: 'bot'"),
        ({"dialog": []}, "no dialog: the key is missing or empty"),
        ({"dialogue": [1]}, "no dialog: the key is missing or empty"),
        ({"dialog": ["Hello."]}, "not a JSON object: str"),
    ],
)
def test_a_broken_esconv_row_says_why(row, reason):
    assert str(only(corpora.esconv(rows_of(row)))) == reason


@pytest.mark.parametrize(
    ("labels", "emotions"), [("25", (25,)), ("27,3", (3, 27)), ("3,3", (3,)), ([17, 0], (0, 17)), ("27", (27,))]
)
def test_goemotions_keeps_all_labels(labels, emotions):
    row = {"text": " the  swing squeaks ", "labels": labels, "id": "e1"}
    turn = Turn("user", "the swing squeaks", emotions=emotions)
    assert only(corpora.goemotions(rows_of(row))) == Dialogue("e1", "goemotions", (turn,))


@pytest.mark.parametrize("labels", ["28", "0,28", "", "joy", "-1", "3.0", [], None])
def test_goemotions_rejects_labels_outside_its_28(labels):
    result = only(corpora.goemotions(rows_of({"text": "t", "labels": labels, "id": "e1"})))
    assert str(result) == f"unknown emotion: label {labels!r} is not in 0..27"


def test_emobank_reads_quoted_text_and_both_ends_of_the_scale(tmp_path):
    text = 'id,split,V,A,D,text\nb1,train,1.0,5.0,3,"Rain, again, she said ""fine"""\nb2,dev,5,1,3,Plain rain.\n'
    read, quarantine = from_text("emobank", text, tmp_path)
    assert [dialogue.turns for dialogue in read] == [
        (Turn("user", 'Rain, again, she said "fine"', affect=(1.0, 5.0)),),
        (Turn("user", "Plain rain.", affect=(5.0, 1.0)),),
    ]
    assert quarantine.rejects == []


@pytest.mark.parametrize(
    ("affect", "reason"),
    [
        (("0.99", "3"), "off the scale 1..5: V=0.99, A=3.0"),
        (("3", "5.01"), "off the scale 1..5: V=3.0, A=5.01"),
        (("nan", "3"), "off the scale 1..5: V=nan, A=3.0"),
        (("3", "high"), "not a number: V='3', A='high'"),
    ],
)
def test_emobank_rejects_what_is_off_its_scale(affect, reason):
    row = {"id": "b1", "split": "train", "V": affect[0], "A": affect[1], "text": "Rain."}
    assert str(only(corpora.emobank(rows_of(row)))) == reason


def test_safety_roles():
    messages = [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "hello"}]
    assert only(corpora.safety(rows_of({"id": "s1", "messages": messages}))) == Dialogue(
        "s1", "safety", (Turn("user", "hi"), Turn("assistant", "hello"))
    )


@pytest.mark.parametrize(
    ("messages", "reason"),
    [
        ([{"role": "system", "content": "hi"}], "unknown role: 'system'"),
        ([{"content": "hi"}], "unknown role: 'None'"),
        ([{"role": "user", "content": ""}], "empty turn"),
        ([], "no messages: the key is missing or empty"),
        ("hi", "no messages: the key is missing or empty"),
        (["hi"], "not a JSON object: str"),
    ],
)
def test_a_broken_safety_row_says_why(messages, reason):
    assert str(only(corpora.safety(rows_of({"id": "s1", "messages": messages})))) == reason


@pytest.mark.parametrize("cell", ["[1]", "3", "{", ""])
def test_a_cell_that_holds_no_object_becomes_a_rejected_row(cell):
    assert corpora.parse_json_cell(cell) == {}
    assert corpora.parse_json_cell('{"dialog": []}') == {"dialog": []}
