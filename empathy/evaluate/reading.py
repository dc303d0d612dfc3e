"""Readings of a finished model on a folder of corpora, kept beside what they depend on."""

import hashlib
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from lightning.pytorch.utilities import move_data_to_device

from empathy.chat.speaker import Speaker
from empathy.data.module import EmpathyData
from empathy.data.sources import HELD_OUT, Split
from empathy.evaluate.progress import shown
from empathy.files import write_json
from empathy.model.outputs import one_pass
from empathy.train.readings import Readings, load, read


def readings(
    speaker: Speaker, root: str | None, corpora: Sequence[str], tokens: int | None, folder: Path
) -> dict[Split, Readings]:
    """What a model says of both held-out splits.

    Args:
        speaker: The model, or its base; of that the heads' rows mean nothing, they were trained with the adapter.
        root: Folder with the corpora, as data.root.
        corpora: Which.
        tokens: Of each corpus and split at most; None: all.
        folder: Where readings are kept with what they depend on; those of the same facts are not made again.
    """
    data = EmpathyData(
        base_model=speaker.base_model, corpora=list(corpora), root=root, system=speaker.system,
        label_space="emotions28" if speaker.is_multilabel else "emotions27", history=speaker.history,
        held_out_tokens=tokens,
    )  # fmt: skip
    data.splits = HELD_OUT
    data.setup("test")
    found: dict[Split, Readings] = {}
    for split in HELD_OUT:
        facts = {"model": speaker.identity, "examples": examples_hash(data, split)}
        path, known = folder / f"readings-{split}.npz", folder / f"readings-{split}.json"
        if not path.is_file() or not known.is_file() or json.loads(known.read_text(encoding="utf-8")) != facts:
            known.unlink(missing_ok=True)
            batches = shown(list(data.held_out_dataloader(split)), f"{folder.name}, {split}")
            moved = (move_data_to_device(batch, speaker.device) for batch in batches)
            forward = partial(one_pass, speaker.backbone, speaker.heads)
            with speaker.speaking():
                read(moved, forward, speaker.backbone.lm_head, data.corpora).save(path)
            write_json(known, facts)
        found[split] = load(path)
    return found


def examples_hash(data: EmpathyData, split: Split) -> str:
    """Hash of a split's measured examples, hexadecimal."""
    digest = hashlib.sha256()
    for example in data.held_out(split):
        digest.update(f"{example.corpus}/{example.id}".encode())
        digest.update(np.asarray(example.ids, dtype=np.int64).tobytes() + np.packbits(example.supervised).tobytes())
        digest.update(repr((example.emotion_at, example.strategy_at, example.affect_at)).encode())
    return digest.hexdigest()[:16]
