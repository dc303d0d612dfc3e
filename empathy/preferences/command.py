"""What `main.py pairs` does."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from empathy.chat.guard.guard import Guard
from empathy.data.module import EmpathyData
from empathy.data.quarantine import Quarantine
from empathy.errors import InputError
from empathy.model.saved import best_model_folder
from empathy.preferences.build import Build
from empathy.preferences.candidates import Writer
from empathy.preferences.judges import EndpointJudge, Judge, LocalJudge
from empathy.preferences.prompts import Prompt, distinct, openings, read_prompts


def build_pairs(
    data: EmpathyData,
    *,
    start_from: str,
    prompts: str | None,
    out: Path,
    number: int,
    temperatures: tuple[float, ...],
    judge: str,
    judge_model: str,
    margin: float,
    max_new_tokens: int,
) -> None:
    """Build pairs and say what became of the prompts; arguments as `main.py pairs --help` explains them.

    Raises:
        InputError: If an argument is wrong or the judge does not answer.
    """
    console = Console()
    if wrong := [temperature for temperature in temperatures if temperature < 0]:
        raise InputError(f"temperatures={wrong[0]}", "is below 0", "0 is greedy; draws want 0.5 to 1.5")
    if judge != "local" and not judge.startswith(("http://", "https://")):
        raise InputError(f"judge={judge}", "is neither local nor a URL", "Pass local or http://host:port/v1")
    folder = best_model_folder(start_from)
    asked = sample(data, prompts, number, console)
    writer = Writer(folder, max_new_tokens=max_new_tokens)
    chosen: Judge = LocalJudge(writer.emotions) if judge == "local" else EndpointJudge(judge, judge_model)
    if judge != "local":
        console.print(f"Prompts and replies are sent to {judge}")
    build = Build(Guard.load(), writer, chosen, temperatures, margin, data.seed, out)
    table = Table(title=f"{len(asked)} prompts, judged by {chosen.name}")
    table.add_column("what became of them")
    table.add_column("n", justify="right")
    for reason, count in build.run(asked).items():
        table.add_row(reason, str(count))
    console.print(table)
    console.print(f"Train on them: --data.preferences {out}", highlight=False, soft_wrap=True)


def sample(data: EmpathyData, file: str | None, number: int, console: Console) -> list[Prompt]:
    """Distinct prompts from a file, or spread over the corpora.

    Raises:
        InputError: If none is left.
    """
    quarantine = Quarantine()
    read = list(openings(data)) if file is None else read_prompts(Path(file), quarantine)
    for reject in quarantine.rejects:
        console.print(f"{reject.file}:{reject.line}: {reject.reason}", highlight=False, soft_wrap=True)
    kept = distinct(read)
    console.print(f"{len(read)} prompts, {len(read) - len(kept)} of them near-duplicates")
    if not kept:
        raise InputError(f"prompts={file}", "no prompt is left", "Write one message a line")
    return kept[:: max(1, len(kept) // number)][:number]
