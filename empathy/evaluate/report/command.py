"""``report``: everything that was measured, on one page."""

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml
from rich.console import Console

from empathy.errors import InputError
from empathy.evaluate.report import benchmarks, html, markdown, training
from empathy.evaluate.report.blocks import Missing, Section, Table
from empathy.evaluate.report.safety import safety
from empathy.evaluate.report.sources import Sources
from empathy.files import made_folder, write_text


def report(results: str = "results", logs: str = "logs", out: str = "results/report") -> None:
    """Write one self-contained HTML page and the same as Markdown from what the other commands measured.

    A figure that nobody measured is not there: its place says which command would.

    Args:
        results: Folder with the measurements.
        logs: Folder with the training runs.
        out: Folder for report.html and report.md.
    """
    sources, folder = Sources(Path(results)), made_folder(Path(out))
    parts: tuple[Callable[[Sources], Section], ...] = (
        benchmarks.headline, benchmarks.eq_bench, benchmarks.replies, benchmarks.conversations, safety, training.heads,
        training.ablations, benchmarks.retention, benchmarks.judge, training.curves, training.data,
        partial(training.settings, logs=Path(logs)),
    )  # fmt: skip
    sections = [written(part, sources) for part in parts]
    used = [(one.path, one.sha256, one.written) for one in sorted(sources.used.values())]
    sections.append(Section("Files", (Table("Every figure is from one of these", COLUMNS, used, results),)))
    title = f"Report, {datetime.date.today().isoformat()}"
    write_text(folder / "report.html", html.render(title, sections))
    write_text(folder / "report.md", markdown.render(title, sections, folder))
    missing = sum(isinstance(block, Missing) for section in sections for block in section.blocks)
    told = f"; {missing} things were not measured, and it says how to" if missing else ""
    Console().print(f"{folder / 'report.html'}, {folder / 'report.md'}: {len(used)} files{told}", soft_wrap=True)


def written(part: Callable[[Sources], Section], sources: Sources) -> Section:
    """A section.

    Raises:
        InputError: If a file that it reads was not written by this version's command.
    """
    sources.last.clear()
    try:
        return part(sources)
    except (KeyError, TypeError, AttributeError, IndexError, ValueError, StopIteration, yaml.YAMLError) as error:
        raise InputError(
            ", ".join(sources.last),
            f"is not what this version writes ({type(error).__name__}: {error})",
            "Run its command again",
        ) from None


COLUMNS = ("file", "sha256", "written (UTC)")
