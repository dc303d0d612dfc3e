"""The parser's complaint about a wrong key or value, in one line: file, key, value, remedy."""

import difflib
import inspect
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from lightning.pytorch.cli import LightningArgumentParser

from empathy.data.module import EmpathyData
from empathy.data.preference_module import PreferenceData
from empathy.model.backbone import Lora
from empathy.model.preference_loss import PreferenceLoss
from empathy.train.dpo import PreferenceModule
from empathy.train.sft import LossWeights, SupervisedModule

KEY = re.compile(r'Parser key "([^"]+)"')
UNKNOWN = re.compile(r"(?:Option '([\w.]+)' is not accepted|does not accept option '([\w.]+)')")
SECTIONS = (SupervisedModule, PreferenceModule, EmpathyData, PreferenceData, LossWeights, PreferenceLoss, Lora)


class Parser(LightningArgumentParser):
    """LightningCLI's parser without the page of usage before each error."""

    def error(self, message: str, ex: Exception | None = None) -> NoReturn:
        """Print the complaint and exit with code 2; a parser inside a type raises, so that the next type is tried."""
        if not self.exit_on_error:
            super().error(message, ex)
        print(f"error: {complaint(message, config_files(sys.argv))}", file=sys.stderr)
        raise SystemExit(2)


def complaint(message: str, files: Sequence[Path]) -> str:
    """Condense jsonargparse's message.

    Args:
        message: As jsonargparse says it; it nests the reason under the types that it tried.
        files: YAML files of the command line, the last one wins.

    Returns:
        One line where the message has a known form, the message itself otherwise.
    """
    keys = KEY.findall(message)
    if unknown := UNKNOWN.search(message):
        name = unknown[1] or unknown[2]
        key = ".".join([*keys[:1], name])
        return f"{place(name, files)}{key}: unknown key. {suggestion(name)}"
    if keys:
        reason = next((line.strip() for line in message[message.rindex('Parser key "') :].splitlines()[1:]), message)
        key = ".".join(dict.fromkeys(keys))
        asked = next((argument for argument in sys.argv[1:2] if not argument.startswith("-")), "fit")
        return f"{place(keys[-1], files)}{key}: {reason}. Correct the value; `python main.py {asked} --help` says more"
    return message


def suggestion(name: str) -> str:
    """Name the nearest known key."""
    leaf = name.rsplit(".", 1)[-1]
    known = [parameter for section in SECTIONS for parameter in inspect.signature(section).parameters]
    close = difflib.get_close_matches(leaf, known, n=1)
    return f"Did you mean {close[0]}?" if close else "`python main.py fit --help` lists the keys"


def place(key: str, files: Iterable[Path]) -> str:
    """Find ``file:line: `` where the key stands, empty if it was given on the command line."""
    name = key.rsplit(".", 1)[-1]
    if any(argument.startswith("--") and argument.split("=")[0].endswith(f".{name}") for argument in sys.argv):
        return ""
    leaf = re.compile(rf"(^|[\s{{,]){re.escape(name)}\s*:")
    found = ""
    for file in files:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.is_file() else []
        for number, line in enumerate(lines, start=1):
            if leaf.search(line):
                found = f"{file}:{number}: "
    return found


def config_files(arguments: Sequence[str]) -> list[Path]:
    """Files after ``--config`` or ``-c``."""
    pairs = zip(arguments, [*arguments[1:], ""], strict=True)
    files = [Path(value) for flag, value in pairs if flag in ("-c", "--config")]
    return files + [Path(flag.split("=", 1)[1]) for flag in arguments if flag.startswith("--config=")]
