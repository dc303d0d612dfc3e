"""The safety teacher's rules."""

from pathlib import Path

from empathy.errors import InputError

RULES = "safety/rules.md"


def read_rules(file: str) -> str:
    """Read the safety teacher's rules.

    Raises:
        InputError: If the file is missing, empty or not UTF-8.
    """
    try:
        text = " ".join(Path(file).read_text(encoding="utf-8").split())
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"data.rules={file}",
            f"cannot be read ({type(error).__name__})",
            "Pass a text file with the teacher's rules",
        ) from None
    if not text:
        raise InputError(f"data.rules={file}", "the file is empty", "Write the teacher's rules into it")
    return text
