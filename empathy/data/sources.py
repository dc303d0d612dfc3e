"""Where a corpus comes from: the package, a folder of the published files, or the Hugging Face hub."""

import os
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from empathy.data import corpora
from empathy.data.quarantine import Quarantine
from empathy.data.rows import Row, delimited_rows, json_rows
from empathy.dialogue import Dialogue
from empathy.errors import InputError

Split = Literal["train", "valid", "test"]
SPLITS: tuple[Split, ...] = ("train", "valid", "test")
HELD_OUT: tuple[Split, ...] = ("valid", "test")
EMBEDDED = Path(__file__).parent / "embedded"
Attempts = Iterator[tuple[Row, "Dialogue | corpora.BadRow"]]


@dataclass(frozen=True)
class Corpus:
    """How one corpus is published.

    Attributes:
        licence: As its authors state it.
        read: Raw rows -> dialogues or the reason why not.
        rows: File -> raw rows.
        files: File name of each split in a folder.
        hub: ``(repository, revision, configuration, column that holds a JSON row)``; None where it is not.
        whole: File that holds all splits, used when the split files are missing.
        ours: Whether it was written for this project, so that a folder need not have it.
    """

    licence: str
    read: Callable[[Iterable[Row]], Attempts]
    rows: Callable[[Path, Quarantine], Iterator[Row]]
    files: dict[Split, str]
    hub: tuple[str, str | None, str | None, str | None] | None = None
    whole: str | None = None
    ours: bool = False


_EMPATHETIC_COLUMNS = ("conv_id", "utterance_idx", "context", "prompt", "speaker_idx", "utterance")

CORPORA: dict[str, Corpus] = {
    "empatheticdialogues": Corpus(
        licence="CC BY-NC 4.0 (Rashkin et al. 2019)",
        read=corpora.empathetic_dialogues,
        rows=partial(delimited_rows, delimiter=",", columns=_EMPATHETIC_COLUMNS, header=True),
        files={split: f"{split}.csv" for split in SPLITS},
        # A script data set: `datasets` no longer runs scripts, the hub's own parquet conversion holds the same columns.
        hub=("facebook/empathetic_dialogues", "refs/convert/parquet", None, None),
    ),
    "esconv": Corpus(
        licence="CC BY-NC 4.0, academic use only (Liu et al. 2021)",
        read=corpora.esconv,
        rows=json_rows,
        files={split: f"{split}.txt" for split in SPLITS},
        hub=("thu-coai/esconv", None, None, "text"),
        whole="ESConv.json",
    ),
    "goemotions": Corpus(
        licence="Apache-2.0 (Demszky et al. 2020)",
        read=corpora.goemotions,
        rows=partial(delimited_rows, delimiter="\t", columns=("text", "labels", "id"), header=False),
        files={"train": "train.tsv", "valid": "dev.tsv", "test": "test.tsv"},
        hub=("google-research-datasets/go_emotions", None, "simplified", None),
    ),
    "emobank": Corpus(
        licence="CC BY-SA 4.0 (Buechel and Hahn 2017)",
        read=corpora.emobank,
        rows=partial(
            delimited_rows, delimiter=",", columns=("id", "split", "V", "A", "text"), header=True, quoted=True
        ),
        files={},
        whole="emobank.csv",
    ),
    "safety": Corpus(
        licence="the project's own",
        read=corpora.safety,
        rows=json_rows,
        files={split: f"{split}.jsonl" for split in SPLITS},
        ours=True,
    ),
}


@dataclass(frozen=True)
class SplitFiles:
    """A corpus read: its dialogues by split, its files, and how many rows were read before anything was dropped."""

    name: str
    source: str
    files: tuple[Path, ...]
    dialogues: dict[Split, list[Dialogue]]


def resolve(name: str, root: str | None, sources: dict[str, str]) -> str:
    """Say where corpus ``name`` comes from: ``embedded``, ``hub``, or a folder.

    An entry of ``sources`` wins; then ``root`` or the environment variable ``EMPATHY_DATA``; then the package.

    Raises:
        InputError: If the corpus is unknown or the folder does not exist.
    """
    if name not in CORPORA:
        raise InputError("data.corpora", f"unknown corpus {name!r}", f"Choose from {', '.join(CORPORA)}")
    if name in sources:
        return sources[name]
    root = root or os.environ.get("EMPATHY_DATA")
    if not root or CORPORA[name].ours:
        return "embedded"
    folder = Path(root) / name
    if not folder.is_dir():
        raise InputError(
            f"data.root={root}",
            f"no folder {name!r} in it",
            f"Put the files of {name} there, leave it out of data.corpora, or set data.sources.{name}",
        )
    return str(folder)


def read_corpus(name: str, source: str, quarantine: Quarantine, *, merge: bool = True) -> SplitFiles:
    """Read all splits of a corpus.

    Args:
        name: Key of ``CORPORA``.
        source: As ``resolve`` returns it.
        quarantine: Takes the bad rows.
        merge: See ``corpora.esconv``.

    Raises:
        InputError: If a file is missing or wrong, or too many rows are bad.
    """
    corpus = CORPORA[name]
    read = partial(corpora.esconv, merge=merge) if name == "esconv" else corpus.read
    if source == "hub":
        from_hub = {split: hub_rows(name, split) for split in SPLITS}
        return SplitFiles(
            name, source, (), {split: corpora.keep_good(read(rows), quarantine) for split, rows in from_hub.items()}
        )
    folder = EMBEDDED / name if source == "embedded" else Path(source)
    if not folder.is_dir():
        where = f"data.corpora: {name}" if source == "embedded" else f"data.sources.{name}={source}"
        raise InputError(where, f"no such folder {folder.name!r}", "Pass data.root, or leave the corpus out")
    if corpus.whole and not all((folder / file).is_file() for file in corpus.files.values() or [""]):
        path = folder / corpus.whole
        dialogues = _divided(name, read, list(corpus.rows(path, quarantine)), quarantine)
        return SplitFiles(name, source, (path,), _not_empty(dialogues, dict.fromkeys(SPLITS, path), quarantine))
    paths = {split: folder / file for split, file in corpus.files.items()}
    dialogues = {
        split: corpora.keep_good(read(corpus.rows(path, quarantine)), quarantine) for split, path in paths.items()
    }
    return SplitFiles(name, source, tuple(paths.values()), _not_empty(dialogues, paths, quarantine))


def _not_empty(
    dialogues: dict[Split, list[Dialogue]], paths: dict[Split, Path], quarantine: Quarantine
) -> dict[Split, list[Dialogue]]:
    """Stop if a split has no dialogue: with another delimiter every row is bad before it can be counted as one."""
    for split, path in paths.items():
        if not dialogues[split]:
            first = next((bad for bad in quarantine.rejects if bad.file == str(path)), None)
            raise InputError(
                f"{path}:{first.line}" if first else path,
                f"no dialogue for the split {split!r}" + (f": {first.reason}" if first else ""),
                "Check that this is the published file, or download it again",
            )
    return dialogues


def _divided(
    name: str, read: Callable[[Iterable[Row]], Attempts], rows: list[Row], quarantine: Quarantine
) -> dict[Split, list[Dialogue]]:
    """Divide a corpus that comes in one file: EmoBank by its own column, ESConv as its authors' script does."""
    dialogues = corpora.keep_good(read(rows), quarantine)
    if name == "emobank":
        own = {"train": "train", "valid": "dev", "test": "test"}
        split_of = {str(row.fields["id"]): row.fields["split"] for row in reversed(rows)}
        return {split: [dialogue for dialogue in dialogues if split_of[dialogue.id] == own[split]] for split in SPLITS}
    random.Random(13).shuffle(dialogues)  # seed and 15 % + 15 % of the ESConv repository's codes_zcj/_reformat
    held_out = int(0.15 * len(dialogues))
    return {
        "valid": dialogues[:held_out],
        "test": dialogues[held_out : 2 * held_out],
        "train": dialogues[2 * held_out :],
    }


def hub_rows(name: str, split: Split) -> Iterator[Row]:
    """Read one split of a corpus from the Hugging Face hub through ``datasets`` (cached there).

    Raises:
        InputError: If the corpus is not on the hub or the hub does not answer.
    """
    import datasets  # noqa: PLC0415 - two seconds that only a hub user pays

    hub = CORPORA[name].hub
    if hub is None:
        raise InputError(f"data.sources.{name}=hub", "this corpus is not on the hub", "Pass a folder instead")
    repository, revision, configuration, json_column = hub
    place = f"{repository}/{split}"
    try:
        table = datasets.load_dataset(
            repository, configuration, revision=revision, split="validation" if split == "valid" else split
        )
    except Exception as error:  # the hub client raises dozens of types; each means the same to the user
        raise InputError(
            f"data.sources.{name}=hub",
            f"{repository} cannot be read ({type(error).__name__})",
            "Check the network, or download the corpus and pass its folder as data.root",
        ) from error
    for number, fields in enumerate(table, start=1):
        yield Row(place, number, corpora.parse_json_cell(fields[json_column]) if json_column else fields)
