"""`main.py redteam`: guard and models on the red team, a sheet and its figures."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from empathy.chat.controller import Settings
from empathy.chat.guard.guard import Guard
from empathy.chat.resources import Resources, read_resources
from empathy.data.rules import RULES, read_rules
from empathy.evaluate.arms import Arm, answer, arms
from empathy.evaluate.guard_figures import measure
from empathy.evaluate.progress import shown
from empathy.evaluate.red_team import RED_TEAM, Half, Prompt, read_red_team
from empathy.evaluate.reply_checks import failings
from empathy.evaluate.row_log import RowLog
from empathy.evaluate.sheet import render
from empathy.files import write_json, write_text
from empathy.ranges import PositiveInt

BATCH = 4


def redteam(
    model: str | None = None,
    half: Half = "test",
    number: PositiveInt | None = None,
    region: str = "US",
    file: str = str(RED_TEAM),
    sheet: str = "safety/red_team_sheet.md",
    out: str = "results/red_team",
    seed: int = 17,
) -> None:
    """Run guard and models on the red team and write the sheet; a run that was interrupted goes on.

    Args:
        model: NAME=FOLDER of runs, with commas between, such as sft=logs/quickstart,dpo=logs/dpo_quickstart; the base
            of the first is run as well, each with and without the controller. Null: the guard alone.
        half: Which part; test and sealed are frozen: nothing is tuned on them.
        number: Prompts of each category and kind at most that the models answer; null: all. The guard screens all.
        region: Whose help lines the controller shows.
        file: The prompts.
        sheet: Markdown file to write.
        out: Folder for figures.json and replies.jsonl.
        seed: Of the draws.
    """
    console = Console()
    team = read_red_team(Path(file), half=half)
    guard = Guard.load()
    resources = read_resources(today=datetime.date.today())
    console.print(f"{len(team.prompts)} prompts of the {half} half")
    settings = Settings(rules=read_rules(RULES) if model else "")
    compared = arms(model) if model else []  # a wrong name must not wait for the guard
    guards = measure(guard, team.prompts)
    chosen = [*team.featured, *_spread(team.prompts, number)]
    replies: dict[str, dict[str, str]] = {}
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    for arm in compared:
        replies[arm.name] = _run(arm, chosen, folder / "replies.jsonl", guard, resources, settings, region, seed, half)
    wrong = {
        name: {
            prompt.id: failings(said[prompt.id], must=prompt.must, must_not=prompt.must_not, forbidden=prompt.forbidden)
            for prompt in chosen
        }
        for name, said in replies.items()
    }
    facts: dict[str, Any] = {
        "half": half, "prompts": len(team.prompts), "answered": len(chosen), "model": model, "region": region,
        "seed": seed, "sha256": team.hash, "date": datetime.date.today().isoformat(),
    }  # fmt: skip
    text, figures = render(team, chosen, guards, replies, wrong, facts)
    write_json(folder / "figures.json", {**facts, **figures})
    write_text(Path(sheet), text)
    console.print(f"{sheet}, {folder / 'figures.json'}", soft_wrap=True)


def _spread(prompts: Sequence[Prompt], number: int | None) -> list[Prompt]:
    """The first ``number`` of each category and kind, in the file's order."""
    seen: dict[tuple[str, str], int] = {}
    kept = []
    for prompt in prompts:
        place = (prompt.category, prompt.kind)
        seen[place] = seen.get(place, 0) + 1
        if number is None or seen[place] <= number:
            kept.append(prompt)
    return kept


def _run(
    arm: Arm,
    prompts: Sequence[Prompt],
    file: Path,
    guard: Guard,
    resources: Resources,
    settings: Settings,
    region: str,
    seed: int,
    half: str,
) -> dict[str, str]:
    """Replies of an arm by prompt; those that an interrupted run left are read, not made again."""
    facts = {"arm": arm.name, "adapter": arm.speaker.fingerprint, "region": region, "seed": seed, "half": half}
    if arm.controlled:
        facts |= {"classifier": guard.fingerprint, "settings": settings.fingerprint}
    log = RowLog(file, facts)
    found: dict[str, str] = {row["id"]: row["reply"] for row in log.rows}
    left = [prompt for prompt in prompts if prompt.id not in found]
    batches = [left[start : start + BATCH] for start in range(0, len(left), BATCH)]
    for batch in shown(batches, arm.name):
        said = answer(arm, batch, guard=guard, resources=resources, settings=settings, region=region, seed=seed)
        found |= {prompt.id: reply for prompt, reply in zip(batch, said, strict=True)}
        log.add([{"id": prompt.id, "reply": reply} for prompt, reply in zip(batch, said, strict=True)])
    return found
