"""Sections on how models answer: the headline, EQ-Bench, replies, conversations, retention, the judge."""

from collections.abc import Mapping, Sequence
from typing import Any

from empathy.chat.scoring import Marks, marks
from empathy.chat.tone import strikes_wrong_note
from empathy.chat.wishes import asks_for_advice
from empathy.evaluate.report.blocks import Block, Missing, Section, Table, Talk, Text
from empathy.evaluate.report.numbers import NOTHING, change, hits, interval, number, percent
from empathy.evaluate.report.sources import Sources

MODELS = "base=base:logs/sft sft=logs/sft dpo=logs/dpo"

EQBENCH3, EQBENCH2 = "eqbench3/eq_bench_results.json", "eqbench2/results.json"
REPLIES, PANEL, RETENTION = "replies/replies.json", "replies/panel.json", "retention/retention.json"
JUDGE, RED_TEAM = "judge/judge.json", "red_team/figures.json"


def headline(sources: Sources) -> Section:
    """The most important figure of each measurement, models by column."""
    three, two = sources.json(EQBENCH3), sources.json(EQBENCH2)
    said, kept, team = sources.json(REPLIES), sources.json(RETENTION), sources.json(RED_TEAM)
    rows: dict[str, Mapping[str, str]] = {}
    if three is not None:
        own = three["models"]
        rows["EQ-Bench 3 rubric, 0 to 100"] = {name: number(one["rubric"]) for name, one in own.items()}
        rows["EQ-Bench 3 Elo, this ladder"] = {name: number(one["elo"], 0) for name, one in own.items()}
        rows["EQ-Bench 3, sections filled"] = {name: number(one["sections filled"], 2) for name, one in own.items()}
    if two is not None:
        rows["EQ-Bench 2, parseable of 171"] = {name: str(one["parseable"]) for name, one in two.items()}
        rows["EQ-Bench 2 score"] = {name: number(_valid(one), 2) for name, one in two.items()}
    if said is not None:
        for kind, name in (("listening", "all three"), ("errors", "generic"), ("errors", "premature advice")):
            title = "replies with all three elements, %" if name == "all three" else f"replies, {name}, %"
            rows[title] = {model: percent(one[kind][name]) for model, one in said["models"].items()}
    if kept is not None:
        rows["perplexity of ordinary answers"] = {
            name: interval(one["perplexity"], 1) for name, one in kept["models"].items()
        }
    if team is not None:
        rows["unsafe replies to risky prompts"] = {name: hits(one["unsafe, all"]) for name, one in team["arms"].items()}
    if not rows:
        return Section("Headline", (Missing("anything", f"python main.py evaluate replies --models {MODELS}"),))
    models = list(dict.fromkeys(name for cells in rows.values() for name in cells))
    table = Table(
        "Models side by side; each row's own section says how it was measured",
        ("", *models),
        [(title, *(cells.get(model, NOTHING) for model in models)) for title, cells in rows.items()],
        ", ".join(path for path in (EQBENCH3, EQBENCH2, REPLIES, RETENTION, RED_TEAM) if sources.has(path)),
    )
    return Section("Headline", (table, Text("– was not measured.")))


def _valid(one: Mapping[str, Any]) -> float | None:
    """The score of a run in which enough answers could be read."""
    return None if one["failed"] else float(one["score"])


def eq_bench(sources: Sources) -> Section:
    """EQ-Bench 3 with its judge, and EQ-Bench 2 without one."""
    return Section("EQ-Bench", (*_eqbench3(sources), *_eqbench2(sources)))


def _eqbench3(sources: Sources) -> Sequence[Block]:
    found = sources.json(EQBENCH3)
    if found is None:
        command = f"python main.py evaluate eqbench3 --models {MODELS} --data FOLDER --judge-url URL --judge-model NAME"
        return (Missing("EQ-Bench 3", command),)
    rows = []
    for name, one in found["models"].items():
        harness, drawn = one["elo interval, harness"], one["elo interval, scenarios drawn"]
        rows.append((
            name, number(one["rubric"]), f"{one['scored']}/{one['items']}", number(one["sections filled"], 2),
            number(one["elo"], 0), number(one["elo normalised"], 0), _ends(harness), _ends(drawn),
        ))  # fmt: skip
    columns = ("", "rubric", "scored", "sections filled", "Elo", "Elo, normalised", "95 %, harness", "95 %, scenarios")
    told = (
        f"Judge: {found['judge'] or 'none, so nothing is scored'}, {found['date']}; {found['scenarios']} scenarios, "
        f"{found['iterations']} iteration(s). Scores of another judge do not compare. Elo is of this ladder alone "
        "unless both of the leaderboard's anchors play. The harness's interval is too narrow: it takes a scenario's "
        "games for independent; the other draws whole scenarios."
    )
    return Table("EQ-Bench 3", columns, rows, sources.path(EQBENCH3)), Text(told)


def _ends(ends: Sequence[float] | None) -> str:
    return NOTHING if ends is None else f"{ends[0]:.0f} to {ends[1]:.0f}"


def _eqbench2(sources: Sources) -> Sequence[Block]:
    found = sources.json(EQBENCH2)
    if found is None:
        return (Missing("EQ-Bench 2", f"python main.py evaluate eqbench2 --models {MODELS} --data FOLDER"),)
    rows = [
        (name, number(one["score"], 2), f"{one['parseable']}/{one['asked']}", "failed" if one["failed"] else "valid")
        for name, one in found.items()
    ]
    table = Table("EQ-Bench 2, no judge", ("", "score", "parseable", "run"), rows, sources.path(EQBENCH2))
    told = "The score counts parseable answers alone; a run with under 83 % of them has failed. Always 3 gives 38.9."
    return table, Text(told)


def replies(sources: Sources) -> Section:
    """Replies to held-out messages, and the errors in them with their rules."""
    found = sources.json(REPLIES)
    if found is None:
        missing = Missing("replies to held-out messages", f"python main.py evaluate replies --models {MODELS}")
        return Section("Replies and errors", (missing,))
    models = found["models"]
    names = list(models)
    first = models[names[0]]
    rows = [(name, *(interval(models[m]["numbers"][name], 1) for m in names)) for name in first["numbers"]]
    rows += [(f"{name}, %", *(percent(models[m]["listening"][name]) for m in names)) for name in first["listening"]]
    if "agreement" in first:
        rows.append(("emotion as in the corpus's answer, %", *(percent(models[m]["agreement"]) for m in names)))
    errors = [
        (name, rule, *(percent(models[m]["errors"][name]) for m in names)) for name, rule in found["rules"].items()
    ]
    told = f"{found['number']} messages, corpora: {found['root']}. Likeness to a corpus is no measure of empathy."
    return Section("Replies and errors", (
        Table("How replies read and listen", ("", *names), rows, sources.path(REPLIES)),
        Text(told),
        Table("Errors, counted by rule, % of replies", ("error", "rule", *names), errors, sources.path(REPLIES)),
        Text("Delayed crisis response is counted under Safety: there the messages are ones that need help lines."),
    ))  # fmt: skip


def conversations(sources: Sources) -> Section:
    """The panel's messages with every model's reply, and what the rules see in each."""
    found = sources.json(PANEL)
    if found is None:
        missing = Missing("conversations", f"python main.py evaluate replies --models {MODELS} --controlled true")
        return Section("Conversations", (missing,))
    talks = []
    for row in found.values():
        said = {name: reply for name, reply in row.items() if name != "message"}
        remarks = {name: remark(reply, row["message"]) for name, reply in said.items()}
        talks.append(Talk(row["message"], said, remarks, sources.path(PANEL)))
    return Section("Conversations", (Text("Every reply as it came, none chosen; below it what the rules see."), *talks))


def remark(reply: str, message: str) -> str:
    """What the rules see in a reply, good and bad."""
    seen: Marks = marks(reply, message)
    good = [
        name
        for name, is_so in (
            ("acknowledges", seen.acknowledges), ("names a feeling", seen.names),
            ("one gentle question", seen.asks), ("takes up a detail", seen.specific > 0),
        )
        if is_so
    ]  # fmt: skip
    bad = [
        name
        for name, is_so in (
            ("advice nobody asked for", seen.advice > 0 and not asks_for_advice(message)),
            ("over-validation", seen.flattery > 0), ("goes round in circles", seen.repeats),
            ("wrong tone", strikes_wrong_note(reply, message)), ("generic", not seen.specific and not seen.names),
        )
        if is_so
    ]  # fmt: skip
    return "; ".join(part for part in (", ".join(good), f"but {', '.join(bad)}" if bad else "") if part) or "nothing"


def retention(sources: Sources) -> Section:
    """What fine-tuning cost."""
    found = sources.json(RETENTION)
    if found is None:
        return Section("Retention", (Missing("retention", f"python main.py evaluate retention --models {MODELS}"),))
    models, first = found["models"], found["against"]
    rows = [("perplexity of ordinary answers", *(interval(one["perplexity"], 1) for one in models.values()))]
    rows.append(("difference", *(change(one["perplexity, difference"], 1) for one in models.values())))
    for framing in models[first]["right"]:
        rows.append((f"right answers, {framing}, %", *(percent(one["right"][framing]) for one in models.values())))
        differences = (change(one["right"][framing]["difference"], 1, 100) for one in models.values())
        rows.append(("difference, points", *differences))
    rows.append(("what a sad framing changes, points", *(change(one["sadness"], 1, 100) for one in models.values())))
    told = (
        f"Differences are to {first}; a star marks intervals without 0. Right: the right answer is likelier a token "
        "than the wrong one. Whether the reply's format is kept: sections filled and parseable answers, under EQ-Bench."
    )
    table = Table("What fine-tuning cost", ("", *models), rows, sources.path(RETENTION))
    return Section("Retention", (table, Text(told)))


def judge(sources: Sources) -> Section:
    """Whether the judge can be believed."""
    found = sources.json(JUDGE)
    if found is None:
        command = "python main.py evaluate judge --judge-url URL --judge-model NAME --root FOLDER"
        return Section("The judge", (Missing("judge consistency", command),))
    rows = [(name, interval(row, 3)) for name, row in found["figures"].items()]
    told = (
        f"Judge {found['judge']}, {found['n']} comments of GoEmotions' test split, in turn from each emotion: not the "
        f"split's own mix, so F1 does not compare with published figures. {found['unread']} answers unread."
    )
    table = Table("Judge consistency", ("", "value [95 %]"), rows, sources.path(JUDGE))
    return Section("The judge", (table, Text(told)))
