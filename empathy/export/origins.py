"""What a run was trained on, and where each part came from: read from the run, and proved where it does not say.

A run that names no folder read the corpora that ship, or those under EMPATHY_DATA; its configuration does not say
which. Its checkpoints hold the hash of the examples that it trained on: only where the shipped corpora give the same
hash are they what it read. Without that proof a corpus counts as the published one, whose licence asks for more.
"""

from pathlib import Path
from typing import Any

import yaml

from empathy.data.module import EmpathyData
from empathy.data.sources import CORPORA
from empathy.errors import InputError
from empathy.export.terms import OWN, UNKNOWN, Part
from empathy.model.saved import best_model_folder
from empathy.train.checkpoint_files import Rejected, load

SHIPPED, FOLDER, HUB = "shipped with the project", "a folder of its published files", "the Hugging Face hub"
ASSUMED = "not recorded: taken for the published corpus"


def trained_on(folder: Path) -> tuple[Part, ...]:
    """Corpora and preference pairs of a run, and of the run that it started from.

    Args:
        folder: Its ``best_model``.
    """
    config = _config(folder)
    if config is None:
        return (Part("training data", "not recorded: no config.yaml beside best_model", UNKNOWN),)
    model, data = config["model"], config["data"]
    before = {part.name: part for part in _before(model.get("start_from"))}
    recorded = {name: _recorded(name, data) for name in EmpathyData(corpora=data.get("corpora")).corpora}
    is_tuned_on_pairs = "preferences" in data
    if (
        is_tuned_on_pairs
    ):  # no reply of the corpora is a target: where it does not say, they are those of the run before
        unsaid = {name: before[name].origin if name in before else ASSUMED for name in recorded}
    else:
        is_shipped = set(recorded.values()) <= {None, SHIPPED} and _is_shipped(folder, model, data)
        unsaid = dict.fromkeys(recorded, SHIPPED if is_shipped else ASSUMED)
    own = [_corpus(name, origin or unsaid[name]) for name, origin in recorded.items()]
    # What the run before learnt from a published corpus stays learnt.
    parts = {**before, **{part.name: part for part in own if part.licence != OWN or part.name not in before}}
    return (*parts.values(), *([_pairs(data["preferences"])] if is_tuned_on_pairs else []))


def _corpus(name: str, origin: str) -> Part:
    return Part(name, origin, OWN if origin == SHIPPED else CORPORA[name].licence)


def _pairs(folder: str | None) -> Part:
    return Part("preference pairs", "a folder", UNKNOWN) if folder else Part("preference pairs", SHIPPED, OWN)


def _config(folder: Path) -> dict[str, dict[str, Any]] | None:
    """Arguments of model and data of the run that wrote a ``best_model``; None where they are not there."""
    try:
        content = yaml.safe_load((folder.parent / "config.yaml").read_text(encoding="utf-8"))
        return {section: dict(content[section]["init_args"]) for section in ("model", "data")}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError):
        return None


def _before(start_from: str | None) -> tuple[Part, ...]:
    if not start_from:
        return ()
    try:
        return trained_on(best_model_folder(start_from))
    except InputError:
        return (Part("the run that it started from", "not found any more", UNKNOWN),)


def _recorded(name: str, data: dict[str, Any]) -> str | None:
    """Where the configuration says that a corpus came from; None: it does not."""
    if CORPORA[name].ours:
        return SHIPPED
    source = (data.get("sources") or {}).get(name) or ("folder" if data.get("root") else None)
    return {None: None, "embedded": SHIPPED, "hub": HUB}.get(source, FOLDER)


def _is_shipped(folder: Path, model: dict[str, Any], data: dict[str, Any]) -> bool:
    """Whether the shipped corpora give the examples that the run's checkpoints were made with."""
    trained = next(filter(None, map(_examples_hash, sorted((folder.parent / "checkpoints").glob("*.ckpt")))), None)
    if trained is None:
        return False
    linked = {"base_model": model["base_model"], "label_space": model.get("label_space", "emotions27")}
    again = EmpathyData(**{**data, **linked, "root": None, "lock": ""})
    again.sources = dict.fromkeys(again.corpora, "embedded")
    again.splits = ("train",)
    try:
        again.setup("fit")
    except InputError:
        return False
    return again.fingerprint == trained


def _examples_hash(checkpoint: Path) -> str | None:
    try:
        return str(load(checkpoint)["identity"]["data"])
    except (Rejected, KeyError):
        return None
