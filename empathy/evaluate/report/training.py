"""Sections on what was trained: heads, ablations, tuning, curves, data, settings, environment."""

import importlib.metadata
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
import yaml

from empathy.evaluate.report.blocks import Block, Missing, Picture, Section, Table, Text
from empathy.evaluate.report.numbers import NOTHING, change, interval, number
from empathy.evaluate.report.sources import Sources

HEADS, ABLATION, TUNE, CARD = "heads/heads.json", "ablation/ablation.json", "tune/tune.json", "data/card.json"

PUBLISHED = {
    ("esconv", "strategy accuracy"): ".31 to .36 (BlenderBot-Joint .322, CauESC .333; leak-free)",
    ("esconv", "strategy macro F1"): ".277 (EmoDynamiX, NAACL 2025)",
    ("esconv", "strategy weighted F1"): ".327 (EmoDynamiX, NAACL 2025)",
    ("goemotions", "emotion, 28 labels, thresholds from validation: macro F1"): ".46 (BERT, Demszky et al. 2020)",
    ("emobank", "valence r"): ".838 (Park et al. 2021)",
    ("emobank", "arousal r"): ".573 (Park et al. 2021)",
}
"""What is published on the same splits, and by whom."""

PACKAGES = ("torch", "lightning", "transformers", "peft", "bitsandbytes", "optuna", "torchmetrics")


def heads(sources: Sources) -> Section:
    """The heads on the test splits, and what they confuse."""
    found = sources.json(HEADS)
    if found is None:
        missing = Missing("the heads", "python main.py evaluate heads --models sft=logs/sft --root FOLDER")
        return Section("Heads", (missing,))
    models = found["models"]
    keys = list(dict.fromkeys((row["corpus"], row["figure"]) for rows in models.values() for row in rows))
    values = {name: {(row["corpus"], row["figure"]): row for row in rows} for name, rows in models.items()}
    rows = []
    for key in keys:
        own = [values[name].get(key) for name in models]
        n = next(row["n"] for row in own if row is not None)
        published = PUBLISHED.get(key, "") if found["root"] != "embedded" else ""
        rows.append((*key, f"{n:,}", *(interval(row, 3) for row in own), published))
    pictures = [
        Picture(path, f"{head} of {name}, test split: rows are gold")
        for name in models
        for head in ("strategy", "emotion")
        if (path := sources.results / "heads" / f"{head}-{name}.png").is_file()
    ]
    for picture in pictures:
        sources.note(picture.path)
    columns = ("corpus", "figure", "n", *models, "published")
    told = f"Corpora: {found['root']}; {found['tokens'] or 'all'} tokens of each. Intervals draw whole dialogues."
    table = Table("Heads, official test splits", columns, rows, sources.path(HEADS))
    return Section("Heads", (table, Text(told), *pictures))


def ablations(sources: Sources) -> Section:
    """What each part of the training is worth, the weights of the heads, and tuning."""
    found = sources.json(ABLATION)
    if found is None:
        command = "python main.py ablate --config configs/sft.yaml --dpo configs/dpo.yaml --seeds 17 18 19"
        return Section("Ablations", (Missing("ablations", command), *_tuning(sources)))
    arms = found["arms"]
    parts = {name: row for name, row in arms.items() if not name.startswith("lambda")}
    weights = {name: row for name, row in arms.items() if name.startswith("lambda")}
    own = found["weights"]
    if own["emotion"] == own["strategy"]:
        weights[f"lambda {own['emotion']:g} (full)"] = arms["full"]
    several = len(found["seeds"]) > 1
    told = (
        f"Configurations {', '.join(found['configs'])}; seed(s) {', '.join(map(str, found['seeds']))}; "
        f"{sum(map(sum, found['seconds'].values())) / 60:.0f} minutes in all. Below each value its difference to full "
        "and that one's 95 % interval over dialogues; a star marks those without 0. full has no DPO; full + DPO "
        "adds it. " + ("" if several else "With one seed, how much depends on the luck of a run is not known.")
    )
    blocks: list[Block] = [
        Table("Without each part", ("", *next(iter(arms.values()))), _arms(parts), sources.path(ABLATION)),
        Text(told),
    ]  # fmt: skip
    if weights:
        columns = ("", *next(iter(arms.values())))
        ordered = dict(sorted(weights.items(), key=lambda item: float(item[0].split()[1])))
        blocks.append(Table("Weight of emotion and strategy", columns, _arms(ordered), sources.path(ABLATION)))
    return Section("Ablations", (*blocks, *_tuning(sources)))


def _arms(arms: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, ...]]:
    return [(name, *(_cell(row) for row in measures.values())) for name, measures in arms.items()]


def _cell(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return NOTHING
    value = f"{row['value']:.3f}"
    return f"{value}\n{change(row['difference'])}" if row.get("difference") else value


def _tuning(sources: Sources) -> Sequence[Block]:
    found = sources.json(TUNE)
    if found is None:
        return (Missing("tuning of the weights", "python main.py tune --config configs/sft.yaml"),)
    names = list(found["default"])
    rows = [
        (f"{trial['validation_loss']:.4f}", *(f"{trial['weights'][name]:.3f}" for name in names))
        for trial in sorted(found["trials"], key=lambda trial: float(trial["validation_loss"]))
    ]
    losses = "; ".join(
        f"{loss}: {found[loss]['default']['value']:.4f} with the configuration's weights, with the best "
        f"{found[loss]['best']['value']:.4f}, difference {change(found[loss]['best'].get('difference'), 4)}"
        for loss in ("validation loss", "test loss")
    )
    table = Table("Weights that were tried, best first", ("validation loss", *names), rows, sources.path(TUNE))
    return table, Text(f"{losses}. The best was chosen on the validation split; the test split says whether it holds.")


def curves(sources: Sources) -> Section:
    """Loss curves of the newest run of each name."""
    pictures = []
    for name, folder in sources.newest_runs().items():
        if (path := folder / "training_curves.png").is_file():
            sources.note(path)
            pictures.append(Picture(path, f"{name}, {folder.name}"))
    if not pictures:
        return Section("Curves", (Missing("training", "python main.py fit --config configs/quickstart.yaml"),))
    return Section("Curves", pictures)


def data(sources: Sources) -> Section:
    """What was trained and measured on."""
    found = sources.json(CARD)
    if found is None:
        missing = Missing("the data card", "python main.py prepare --config configs/sft.yaml")
        return Section("Data", (missing,))
    rows = [
        (
            name, corpus["source"], corpus["licence"], *(f"{corpus['kept'].get(s, 0):,}" for s in SPLITS),
            "; ".join(f"{reason}: {n}" for reason, n in corpus["dropped"].items()) or "none",
        )
        for name, corpus in found["corpora"].items()
    ]  # fmt: skip
    columns = ("corpus", "source", "licence", *SPLITS, "dropped")
    return Section("Data", (Table("Dialogues by split", columns, rows, sources.path(CARD)),))


SPLITS = ("train", "valid", "test")


def settings(sources: Sources, logs: Path) -> Section:
    """Hyper-parameters of the newest run of each name, the environment, and how long it took."""
    blocks: list[Block] = []
    for name, folder in sources.newest_runs().items():
        version = folder.name.rpartition("-")[2]
        run = logs / name / f"version_{version}"
        if (config := run / "config.yaml").is_file():
            sources.note(config)
            whole = yaml.safe_load(config.read_text(encoding="utf-8"))
            blocks.append(Table(f"{name}, {_took(run)}", ("setting", "value"), _settings(whole), str(config)))
    rows = [(package, importlib.metadata.version(package)) for package in PACKAGES]
    device = torch.cuda.get_device_name(0) if torch.cuda.is_available() else f"{os.cpu_count()} CPU cores"
    rows = [("Python", platform.python_version()), ("system", platform.platform()), ("device", device), *rows]
    blocks.append(Table("Where this report was written", ("", ""), rows, "this machine"))
    return Section("Settings", blocks)


def _took(run: Path) -> str:
    """Time from a run's first file to its model, where both are there."""
    end = run / "best_model" / "empathy.json"
    if not end.is_file():
        return "without a model"
    return f"{number((end.stat().st_mtime - (run / 'config.yaml').stat().st_mtime) / 60)} minutes from start to model"


def _settings(whole: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Settings of model, data and trainer that are set, one a row."""
    rows = [("seed_everything", str(whole.get("seed_everything")))]
    for part in ("model", "data"):
        arguments = (whole.get(part) or {}).get("init_args") or {}
        rows += [(f"{part}.{name}", _flat(value)) for name, value in sorted(arguments.items()) if value is not None]
    trainer = whole.get("trainer") or {}
    rows += [(f"trainer.{name}", _flat(trainer[name])) for name in TRAINER if trainer.get(name) is not None]
    return rows


TRAINER = (
    "accelerator",
    "devices",
    "precision",
    "max_epochs",
    "max_steps",
    "accumulate_grad_batches",
    "gradient_clip_val",
)


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_flat(own)}" for name, own in value.items())
    return str(value)
