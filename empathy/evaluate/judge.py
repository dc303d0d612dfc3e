"""Whether a judge can be believed: against gold emotions, against itself, and against the order it is asked in."""

import hashlib
import json
import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from empathy.data.module import EmpathyData
from empathy.endpoint import JUDGE_KEY, Endpoint, Unanswered
from empathy.errors import InputError
from empathy.evaluate import head_figures as of
from empathy.evaluate.reply_metrics import share
from empathy.evaluate.resampling import Array, Resamples, estimate
from empathy.evaluate.row_log import Row, RowLog
from empathy.files import made_folder, write_json
from empathy.labels import EMOTIONS_WITH_NEUTRAL
from empathy.ranges import PositiveInt

ASKED = """Which of these emotions does the writer of the comment express? Choose one, or several if several are clear.
{labels}
Comment: {text}
Answer with JSON only: {{"emotions": ["..."]}}"""

REPEATED = 5
"""Of so many comments one is asked a second time."""

TROUBLE = 0.3
"""Share of verdicts that turn with the order from which a ladder of pairwise verdicts is noise."""


def judge(
    judge_url: str,
    judge_model: str,
    root: str | None = None,
    number: PositiveInt = 500,
    threads: PositiveInt = 4,
    per_minute: PositiveInt | None = None,
    eqbench3: str = "results/eqbench3",
    out: str = "results/judge",
) -> None:
    """Ask a judge for the emotions of comments whose emotions people gave, some twice, and count where it agrees.

    Args:
        judge_url: Of an OpenAI-compatible API (its key in EMPATHY_JUDGE_KEY); the comments are sent there.
        judge_model: Its name there.
        root: Folder with goemotions, as data.root.
        number: Comments of the test split, in turn from each emotion.
        threads: Requests at a time.
        per_minute: Requests a minute at most; null: as they come.
        eqbench3: Folder of evaluate eqbench3, for how many of its verdicts turn with the order.
        out: Folder for answers.jsonl, with which an interrupted run goes on, and judge.json.
    """
    comments = sample(root, number)
    endpoint = Endpoint(judge_url, judge_model, key=JUDGE_KEY, per_minute=per_minute)
    asked = [text for text, _ in comments] + [text for text, _ in comments[::REPEATED]]
    told = hashlib.sha256(repr(asked).encode()).hexdigest()[:16]
    log = RowLog(made_folder(Path(out)) / "answers.jsonl", {"judge": endpoint.name, "asked": told})
    Console().print(f"Judged by {endpoint.name}: the comments are sent there")

    def measure(places: range) -> list[Row]:
        with ThreadPoolExecutor(max_workers=threads) as pool:
            return list(pool.map(partial(ask, endpoint), [asked[place] for place in places]))

    rows = log.complete(len(asked), 4 * threads, measure, description="judge")
    figures = consistency(rows, [labels for _, labels in comments])
    if turned := _turned(Path(eqbench3), judge_model):
        figures["verdicts that turn with the order"] = turned
    unread = sum(row["labels"] is None for row in rows)
    report = {"judge": endpoint.name, "n": len(comments), "unread": unread, "figures": figures}
    write_json(Path(out) / "judge.json", report)
    Console().print(table(report))
    if turned and turned["value"] > TROUBLE:
        Console().print(f"Over {TROUBLE:.0%} of the verdicts turn with the order: a ladder of them is noise.")


def sample(root: str | None, number: int) -> list[tuple[str, tuple[int, ...]]]:
    """Comments of the test split with their labels: one of each emotion in turn, so that rare ones are there."""
    data = EmpathyData(root=root, corpora=["goemotions"], label_space="emotions28")
    turns = [dialogue.turns[0] for dialogue in data.read()["goemotions"].dialogues["test"]]
    by_label: dict[int, list[tuple[str, tuple[int, ...]]]] = {}
    for turn in turns:
        by_label.setdefault(turn.emotions[0], []).append((turn.text, turn.emotions))
    draw = random.Random(17)
    for own in by_label.values():
        draw.shuffle(own)
    chosen: list[tuple[str, tuple[int, ...]]] = []
    while len(chosen) < min(number, len(turns)):
        for label in sorted(by_label):
            if by_label[label]:
                chosen.append(by_label[label].pop())
    return chosen[:number]


def ask(endpoint: Endpoint, text: str) -> Row:
    """The judge's labels of a comment; None where no answer could be read."""
    prompt = ASKED.format(labels=", ".join(EMOTIONS_WITH_NEUTRAL), text=text)
    try:
        return {"labels": endpoint.ask([{"role": "user", "content": prompt}], labels_in, temperature=0.0)}
    except Unanswered as error:
        if error.is_final:
            remedy = f"Check the URL, judge_model and {JUDGE_KEY}; what is done is kept"
            raise InputError(f"judge={endpoint.name}", str(error), remedy) from None
        return {"labels": None, "unread": True}


def labels_in(answer: str) -> list[int]:
    """Labels of an answer.

    Raises:
        ValueError: If there is none, or one that is not in the list.
    """
    told: Any = json.loads(answer[answer.index("{") : answer.rindex("}") + 1])["emotions"]
    found = sorted({EMOTIONS_WITH_NEUTRAL.index(str(name).strip().lower()) for name in told})
    if not found:
        raise ValueError("no emotion")
    return found


def consistency(rows: Sequence[Row], gold: Sequence[Sequence[int]]) -> dict[str, Any]:
    """Agreement with gold and with itself.

    Args:
        rows: Answers to all comments, then to every fifth again.
        gold: Labels of the comments.
    """
    first, again = rows[: len(gold)], rows[len(gold) :]
    read = [place for place, row in enumerate(first) if row["labels"] is not None]
    said = hot([first[place]["labels"] for place in read])
    true = hot([gold[place] for place in read])
    names = [str(place) for place in read]
    weights = Resamples(names).weights(names)
    values = {
        "macro F1 against people, 28 labels": of.macro_f1(weights, said, true),
        "micro F1 against people": of.micro_f1(weights, said, true),
        "kappa against people, mean of labels": kappa(weights, said, true),
    }
    found: dict[str, Any] = {
        name: made._asdict() for name, own in values.items() if (made := estimate(own, len(read))) is not None
    }
    pairs = [(row["labels"], first[REPEATED * place]["labels"]) for place, row in enumerate(again)]
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    found["the same labels when asked again"] = share((one == other for one, other in both), len(both))
    return found


def hot(labels: Sequence[Sequence[int]]) -> Array:
    """Multi-hot (N, 28)."""
    made = np.zeros((len(labels), len(EMOTIONS_WITH_NEUTRAL)), dtype=bool)
    for place, own in enumerate(labels):
        made[place, list(own)] = True
    return made


def kappa(weights: Array, said: Array, true: Array) -> Array:
    """Cohen's kappa (1960) of each label as yes or no, mean over the labels that are in either."""
    n = weights.sum(1, keepdims=True)
    agree = of.ratio(weights @ (said == true), n)
    yes_said, yes_true = of.ratio(weights @ said.astype(float), n), of.ratio(weights @ true.astype(float), n)
    chance = yes_said * yes_true + (1 - yes_said) * (1 - yes_true)
    each = of.ratio(agree - chance, 1 - chance)
    present = (yes_said + yes_true > 0) & ~np.isnan(each)
    return of.ratio(np.where(present, each, 0).sum(1), present.sum(1))


def _turned(folder: Path, judge_model: str) -> dict[str, float] | None:
    """Share of the pairwise verdicts of the same judge that turn with the order; None where there are none."""
    try:
        told = json.loads((folder / "eq_bench_results.json").read_text(encoding="utf-8"))
        hits, n = told["winner changed with the order"] if told["judge"] == judge_model else (0, 0)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return share([True] * hits, n) if n else None


def table(report: dict[str, Any]) -> Table:
    """Figures with their intervals."""
    made = Table(title=f"Judge {report['judge']}, {report['n']} comments, {report['unread']} answers unread")
    for column in ("", "value", "95 %"):
        made.add_column(column, justify="left" if not column else "right")
    for name, row in report["figures"].items():
        ends = f"{row['low']:.3f} to {row['high']:.3f}" if "low" in row else ""
        made.add_row(name, f"{row['value']:.3f}", ends)
    return made
