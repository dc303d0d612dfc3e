"""The data card: what was read, what was dropped and why, written from the same pass that training reads."""

from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from empathy.data.lock import digests
from empathy.data.module import EmpathyData, Prepared
from empathy.data.preference_module import PreferenceData
from empathy.data.preferences import SHIPPED
from empathy.data.sources import CORPORA, SPLITS
from empathy.labels import EMOTIONS_WITH_NEUTRAL, STRATEGIES


def describe(name: str, prepared: Prepared, data: EmpathyData) -> dict[str, Any]:
    """Collect one corpus' facts; plain values, ready for JSON."""
    turns = [turn for split in SPLITS for dialogue in prepared.dialogues[split] for turn in dialogue.turns]
    lengths = sorted(len(example) for split in SPLITS for example in data.encoded[split] if example.corpus == name)
    emotions = Counter(EMOTIONS_WITH_NEUTRAL[label] for turn in turns for label in turn.emotions)
    strategies = Counter(STRATEGIES[turn.strategy] for turn in turns if turn.strategy is not None)
    return {
        "source": prepared.files.source if prepared.files.source in ("embedded", "hub") else "folder",
        "licence": CORPORA[name].licence,
        "sha256": digests(prepared.files),
        "read": {split: len(prepared.files.dialogues[split]) for split in SPLITS},
        "kept": {split: len(prepared.dialogues[split]) for split in SPLITS},
        "dropped": dict(prepared.dropped)
        | {
            f"{place.split('/')[1]}: longer than data.max_length": count
            for place, count in data.too_long.items()
            if place.split("/")[0] == name
        },
        "replies": sum(turn.role == "assistant" for turn in turns),
        "emotions": dict(emotions.most_common()),
        "strategies": dict(strategies.most_common()),
        "human_affect": sum(turn.affect is not None for turn in turns),
        "examples": len(lengths),
        "tokens": {
            "total": sum(lengths),
            "median": lengths[len(lengths) // 2] if lengths else 0,
            "longest": lengths[-1] if lengths else 0,
        },
    }


def describe_pairs(data: PreferenceData) -> dict[str, Any]:
    """Collect the facts of the preference pairs; plain values, ready for JSON."""
    pairs = [pair for split in SPLITS for pair in data.pairs[split]]
    lengths = sorted(map(len, pairs))
    return {
        "folder": "embedded" if data.preferences == SHIPPED else data.preferences.name,
        "kept": {split: len(data.pairs[split]) for split in SPLITS},
        "dropped": dict(data.dropped_pairs),
        "rejected_replies_that_break_a_rule": sum(pair.violations[1] for pair in pairs),
        "tokens": {"median": lengths[len(lengths) // 2], "longest": lengths[-1]},
    }


def rejects(data: EmpathyData) -> dict[str, int]:
    """Quarantined rows by file and kind of reason."""
    return {f"{Path(file).name}: {reason}": count for (file, reason), count in sorted(data.quarantine.counts().items())}


def render(card: dict[str, Any]) -> str:
    """Render the card as Markdown."""
    lines = ["# Data card", "", f"Tokens as `{card['base_model']}` counts them; label space {card['label_space']}.", ""]
    for name, facts in card["corpora"].items():
        lines += [f"## {name}", "", f"Source: {facts['source']}. Licence: {facts['licence']}.", ""]
        lines += ["| split | read | kept |", "|---|---|---|"]
        lines += [f"| {split} | {facts['read'][split]} | {facts['kept'][split]} |" for split in SPLITS]
        lines += ["", *[f"- dropped, {reason}: {count}" for reason, count in facts["dropped"].items()]]
        lines += [
            f"- {facts['replies']} replies, {facts['examples']} examples, {facts['tokens']['total']} tokens "
            f"(median {facts['tokens']['median']}, longest {facts['tokens']['longest']})"
        ]
        if facts["human_affect"]:
            lines += [f"- {facts['human_affect']} texts with human valence and arousal"]
        for title in ("emotions", "strategies"):
            if facts[title]:
                lines += [f"- {title}: " + ", ".join(f"{label} {count}" for label, count in facts[title].items())]
        lines += [f"- sha256 of {file}: `{digest}`" for file, digest in facts["sha256"].items()]
        lines += [""]
    if pairs := card.get("pairs"):
        kept = ", ".join(f"{count} {split}" for split, count in pairs["kept"].items())
        lines += ["## Preference pairs", "", f"- {kept}, from {pairs['folder']}"]
        lines += [f"- {count} pairs, {reason}" for reason, count in pairs["dropped"].items()]
        lines += [f"- rejected replies that break a rule: {pairs['rejected_replies_that_break_a_rule']}"]
        lines += [
            f"- tokens of the longer row: median {pairs['tokens']['median']}, longest {pairs['tokens']['longest']}",
            "",
        ]
    lines += ["## Quarantined rows", ""]
    lines += [f"- {place}: {count}" for place, count in card["quarantined"].items()] or ["None."]
    return "\n".join(lines) + "\n"


def show(card: dict[str, Any], console: Console) -> None:
    """Print the counts as a table, then what was dropped and why."""
    table = Table(title="Dialogues read -> kept")
    for column in ("corpus", "source", "train", "valid", "test"):
        table.add_column(column, justify="left" if column in ("corpus", "source") else "right")
    for name, facts in card["corpora"].items():
        cells = [f"{facts['read'][split]:,} -> {facts['kept'][split]:,}" for split in SPLITS]
        table.add_row(name, facts["source"], *cells)
    if pairs := card.get("pairs"):
        table.add_row("preference pairs", pairs["folder"], *(f"{pairs['kept'][split]:,}" for split in SPLITS))
    console.print(table)
    for name, facts in (card["corpora"] | {"preference pairs": card.get("pairs", {"dropped": {}})}).items():
        for reason, count in facts["dropped"].items():
            console.print(f"  dropped from {name}, {reason}: {count:,}", highlight=False)
    for place, count in card["quarantined"].items():
        console.print(f"  quarantined, {place}: {count:,}", highlight=False)
    if not card["quarantined"]:
        console.print("  quarantined: no row", highlight=False)
