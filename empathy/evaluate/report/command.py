"""``report``: everything that was measured, on one page."""

import datetime
from pathlib import Path

from rich.console import Console

from empathy.evaluate.report import benchmarks, html, markdown, training
from empathy.evaluate.report.blocks import Missing, Section, Table
from empathy.evaluate.report.safety import safety
from empathy.evaluate.report.sources import Sources
from empathy.files import write_text


def report(results: str = "results", logs: str = "logs", out: str = "results/report") -> None:
    """Write one self-contained HTML page and the same as Markdown from what the other commands measured.

    A figure that nobody measured is not there: its place says which command would.

    Args:
        results: Folder with the measurements.
        logs: Folder with the training runs.
        out: Folder for report.html and report.md.
    """
    sources, folder = Sources(Path(results)), Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    sections = [
        benchmarks.headline(sources), benchmarks.eq_bench(sources), benchmarks.replies(sources),
        benchmarks.conversations(sources), safety(sources), training.heads(sources), training.ablations(sources),
        benchmarks.retention(sources), benchmarks.judge(sources), training.curves(sources), training.data(sources),
        training.settings(sources, Path(logs)),
    ]  # fmt: skip
    used = [(one.path, one.sha256, one.written) for one in sorted(sources.used.values())]
    sections.append(Section("Files", (Table("Every figure is from one of these", COLUMNS, used, results),)))
    title = f"Report, {datetime.date.today().isoformat()}"
    write_text(folder / "report.html", html.render(title, sections))
    write_text(folder / "report.md", markdown.render(title, sections, folder))
    missing = sum(isinstance(block, Missing) for section in sections for block in section.blocks)
    told = f"; {missing} things were not measured, and it says how to" if missing else ""
    Console().print(f"{folder / 'report.html'}, {folder / 'report.md'}: {len(used)} files{told}", soft_wrap=True)


COLUMNS = ("file", "sha256", "written (UTC)")
