"""Raw rows -> dialogues, one function per corpus, in the formats in which the corpora are published.

A row, or a conversation with a row, that breaks the format goes to the quarantine with its reason. Every function also
returns through ``quarantine.check`` whether the file as a whole can be believed.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

from empathy.data.quarantine import Quarantine
from empathy.data.rows import Row
from empathy.dialogue import Dialogue, Role, Turn
from empathy.labels import (
    AFFECT_SCALE,
    EMOTIONS_WITH_NEUTRAL,
    EMPATHETIC_TO_GOEMOTIONS,
    GOEMOTIONS,
    STRATEGIES,
    STRATEGY_ALIASES,
)


class BadRow(ValueError):
    """A row that breaks its corpus' format; the message is ``kind of reason: value``."""


def parse_json_cell(cell: object) -> dict[str, object]:
    """Parse a column that holds a JSON object as text; anything else is a row without keys, which readers reject."""
    try:
        parsed = json.loads(str(cell))
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def clean(text: object) -> str:
    """Fold white space and drop what no keyboard types (NUL, lone surrogates).

    Raises:
        BadRow: If nothing is left.
    """
    if not isinstance(text, str):
        raise BadRow(f"text is not a string: {type(text).__name__}")
    folded = " ".join(text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8").split())
    if not folded:
        raise BadRow("empty turn")
    return folded


def empathetic_dialogues(rows: Iterable[Row]) -> Iterator[tuple[Row, Dialogue | BadRow]]:
    """Read EmpatheticDialogues (Rashkin et al. 2019): rows of one ``conv_id`` stand together.

    Odd ``utterance_idx`` is the speaker, even the listener; ``speaker_idx`` is a worker's number and says neither. Each
    speaker turn carries the conversation's emotion, as in the systems that predict it from the context so far.
    """
    for _, group in groupby(rows, key=lambda row: row.fields["conv_id"]):
        yield _attempt(list(group), _empathetic_dialogue)


def _empathetic_dialogue(rows: list[Row]) -> Dialogue:
    context = str(rows[0].fields["context"])
    if context not in EMPATHETIC_TO_GOEMOTIONS:
        raise BadRow(f"unknown emotion: {context!r} is none of the 32 of EmpatheticDialogues")
    emotion = GOEMOTIONS.index(EMPATHETIC_TO_GOEMOTIONS[context])
    turns = []
    for expected, row in enumerate(rows, start=1):
        if str(row.fields["utterance_idx"]) != str(expected):
            raise BadRow(f"utterances out of order: utterance_idx {row.fields['utterance_idx']!r} in place {expected}")
        text = clean(str(row.fields["utterance"]).replace("_comma_", ","))
        speaks = expected % 2 == 1
        turns.append(Turn("user", text, emotions=(emotion,)) if speaks else Turn("assistant", text))
    return Dialogue(str(rows[0].fields["conv_id"]), "empatheticdialogues", tuple(turns))


ESCONV_SPEAKERS: dict[str, Role] = {
    "usr": "user",
    "seeker": "user",
    "speaker": "user",
    "sys": "assistant",
    "supporter": "assistant",
    "listener": "assistant",
}


def esconv(rows: Iterable[Row], *, merge: bool = True) -> Iterator[tuple[Row, Dialogue | BadRow]]:
    """Read ESConv (Liu et al. 2021), ``ESConv.json`` or the JSON-lines splits: one dialogue a row.

    Args:
        rows: Objects with a ``dialog`` list.
        merge: Join consecutive utterances of one speaker into one turn; the first one's strategy is the target.
    """
    for row in rows:
        yield _attempt([row], partial(_esconv_dialogue, merge=merge))


def _esconv_dialogue(rows: list[Row], *, merge: bool) -> Dialogue:
    row = rows[0]
    utterances = row.fields.get("dialog")
    if not isinstance(utterances, list) or not utterances:
        raise BadRow("no dialog: the key is missing or empty")
    turns: list[Turn] = []
    for utterance in utterances:
        turn = _esconv_turn(utterance)
        if merge and turns and turns[-1].role == turn.role:
            turns[-1] = Turn(turn.role, f"{turns[-1].text} {turn.text}", strategy=turns[-1].strategy)
        else:
            turns.append(turn)
    return Dialogue(f"{Path(row.file).stem}:{row.line}", "esconv", tuple(turns))


def _esconv_turn(utterance: object) -> Turn:
    if not isinstance(utterance, dict):
        raise BadRow(f"not a JSON object: {type(utterance).__name__}")
    speaker = str(utterance.get("speaker"))
    if speaker not in ESCONV_SPEAKERS:
        raise BadRow(f"unknown speaker: {speaker!r}")
    annotation = utterance.get("annotation")
    strategy = utterance.get("strategy") or (annotation.get("strategy") if isinstance(annotation, dict) else None)
    role = ESCONV_SPEAKERS[speaker]
    text = clean(utterance.get("text", utterance.get("content")))
    if role == "user":
        return Turn(role, text)
    strategy = STRATEGY_ALIASES.get(str(strategy), strategy)
    if strategy not in STRATEGIES:
        raise BadRow(f"unknown strategy: {strategy!r} is none of the 8 of ESConv")
    return Turn(role, text, strategy=STRATEGIES.index(str(strategy)))


def goemotions(rows: Iterable[Row]) -> Iterator[tuple[Row, Dialogue | BadRow]]:
    """Read GoEmotions (Demszky et al. 2020): text, comma-separated label ids (neutral = 27), comment id."""
    for row in rows:
        yield _attempt([row], _goemotions_comment)


def _goemotions_comment(rows: list[Row]) -> Dialogue:
    row = rows[0]
    labels = row.fields["labels"]
    ids = tuple(labels if isinstance(labels, list) else str(labels).split(","))
    if not ids or any(not str(i).isdecimal() or int(i) >= len(EMOTIONS_WITH_NEUTRAL) for i in ids):
        raise BadRow(f"unknown emotion: label {labels!r} is not in 0..{len(EMOTIONS_WITH_NEUTRAL) - 1}")
    turn = Turn("user", clean(row.fields["text"]), emotions=tuple(sorted({int(i) for i in ids})))
    return Dialogue(str(row.fields["id"]), "goemotions", (turn,))


def emobank(rows: Iterable[Row]) -> Iterator[tuple[Row, Dialogue | BadRow]]:
    """Read EmoBank (Buechel and Hahn 2017): human valence and arousal on 1..5."""
    for row in rows:
        yield _attempt([row], _emobank_text)


def _emobank_text(rows: list[Row]) -> Dialogue:
    row = rows[0]
    try:
        affect = float(row.fields["V"]), float(row.fields["A"])
    except ValueError:
        raise BadRow(f"not a number: V={row.fields['V']!r}, A={row.fields['A']!r}") from None
    if not all(AFFECT_SCALE[0] <= value <= AFFECT_SCALE[1] for value in affect):
        raise BadRow(f"off the scale 1..5: V={affect[0]}, A={affect[1]}")
    return Dialogue(str(row.fields["id"]), "emobank", (Turn("user", clean(row.fields["text"]), affect=affect),))


def safety(rows: Iterable[Row]) -> Iterator[tuple[Row, Dialogue | BadRow]]:
    """Read the project's safety dialogues: ``id`` and ``messages`` with the roles user and assistant."""
    for row in rows:
        yield _attempt([row], _safety_dialogue)


def _safety_dialogue(rows: list[Row]) -> Dialogue:
    row = rows[0]
    messages = row.fields.get("messages")
    if not isinstance(messages, list) or not messages:
        raise BadRow("no messages: the key is missing or empty")
    if wrong := [message for message in messages if not isinstance(message, dict)]:
        raise BadRow(f"not a JSON object: {type(wrong[0]).__name__}")
    if unknown := {str(message.get("role")) for message in messages} - {"user", "assistant"}:
        raise BadRow(f"unknown role: {sorted(unknown)[0]!r}")
    turns = tuple(Turn(message["role"], clean(message.get("content"))) for message in messages)
    return Dialogue(str(row.fields.get("id", row.line)), "safety", turns)


def _attempt(rows: list[Row], read: Callable[[list[Row]], Dialogue]) -> tuple[Row, Dialogue | BadRow]:
    try:
        return rows[0], read(rows)
    except BadRow as error:
        return rows[0], error


def keep_good(read: Iterable[tuple[Row, Dialogue | BadRow]], quarantine: Quarantine) -> list[Dialogue]:
    """Send bad rows to the quarantine, stop if there are too many, return the rest.

    Raises:
        InputError: See ``Quarantine.check``. Of two dialogues with one id, the second counts as bad.
    """
    good: dict[str, Dialogue] = {}
    seen, file = 0, ""
    for row, result in read:
        seen, file = seen + 1, row.file
        if isinstance(result, BadRow):
            quarantine.reject(row.file, row.line, str(result))
        elif result.id in good:
            quarantine.reject(row.file, row.line, f"duplicate id: {result.id!r}")
        else:
            good[result.id] = result
    quarantine.check(file, max(seen, 1))
    return list(good.values())
