"""`main.py guard`: a file of messages -> what the guard says of each."""

import json
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from empathy.chat.guard.guard import Guard
from empathy.errors import InputError
from empathy.evaluate.intervals import ninety_fifth
from empathy.files import write_json_lines


def guard(cases: str, *, output: str) -> None:
    """Screen a file of messages with the crisis guard.

    Args:
        cases: JSON lines with id, text and turns: the user's earlier messages, oldest first.
        output: JSON lines with id, level, category, reasons and milliseconds, in the same order.
    """
    rows = read_cases(Path(cases))
    screen = Guard.load()
    screen.screen("warm up")
    written = []
    for row in track(rows, description="Screening"):
        verdict = screen.screen(row["text"], row["turns"])
        written.append({
            "id": row["id"], "level": verdict.level, "category": verdict.category or None,
            "reasons": list(verdict.reasons), "milliseconds": round(verdict.milliseconds, 2),
        })  # fmt: skip
    Path(output).parent.mkdir(parents=True, exist_ok=True)
    write_json_lines(Path(output), written)
    levels = ", ".join(f"{sum(row['level'] == level for row in written)} at level {level}" for level in range(5))
    slow = ninety_fifth([float(str(row["milliseconds"])) for row in written])
    Console().print(f"{len(written)} messages: {levels}; 95 % within {slow:.1f} ms. {output}", soft_wrap=True)


def read_cases(path: Path) -> list[dict[str, Any]]:
    """Read and check a file of messages before any of them is screened.

    Raises:
        InputError: If the file cannot be read, is empty, or a line of it is malformed.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cases={path}", f"cannot be read ({type(error).__name__})", "Pass a JSON lines file"
        ) from None
    rows = [_case(f"{path}:{number}", line) for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise InputError(f"cases={path}", "holds no message", "Write one JSON object a line")
    return rows


def _case(where: str, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(where, f"is no JSON ({error})", "Write one object a line") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise InputError(f"{where}, text", "missing or no text", 'Write {"id": ..., "text": ..., "turns": [...]}')
    turns = row.get("turns", [])
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        raise InputError(f"{where}, turns", "is no list of texts", "List the user's earlier messages, oldest first")
    if "id" not in row:
        raise InputError(f"{where}, id", "missing", "Give each message an id")
    return {"id": row["id"], "text": row["text"], "turns": turns}
