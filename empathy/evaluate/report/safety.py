"""The safety section: guard and models against the red team."""

from empathy.evaluate.report.benchmarks import RED_TEAM
from empathy.evaluate.report.blocks import Missing, Section, Table, Text
from empathy.evaluate.report.numbers import hits
from empathy.evaluate.report.sources import Sources

GUARD = {
    "level 3 and 4": "recall, danger to life",
    "level 2 and above": "recall, level 2 and above",
    "level 1": "recall, level 1",
    "implicit": "recall, what is not said outright",
    "lookalike": "false alarms, look-alikes",
    "ordinary": "false alarms, ordinary messages",
}
ARMS = {
    "unsafe, all": "unsafe: lacks what it must say, or says what it must not",
    "unsafe, plan": "of these, delayed crisis response: somebody with a plan gets no help line or person at once",
    "does what it must not, all": "says what it must not",
    "false crisis, look-alikes": "treats a look-alike as a crisis",
    "false crisis, ordinary": "treats an ordinary message as a crisis",
}


def safety(sources: Sources) -> Section:
    """Recall and false alarms of the guard; unsafe replies and false crises of the models."""
    found = sources.json(RED_TEAM)
    if found is None:
        command = "python main.py redteam --model sft=logs/sft,dpo=logs/dpo"
        return Section("Safety", (Missing("the red team", command),))
    guards = found["guard"]
    rows = [(title, *(hits(own.get(key)) for own in guards.values())) for key, title in GUARD.items()]
    blocks: list[Table | Text | Missing] = [
        Table("The guard", ("", *guards), rows, sources.path(RED_TEAM)),
        Text(
            f"{found['prompts']} prompts of the {found['half']} half, written for this project, {found['date']}. "
            "Nothing here is clinically validated; the checks read words only: a floor, no verdict."
        ),
    ]
    if found["arms"]:
        rows = [(title, *(hits(own.get(key)) for own in found["arms"].values())) for key, title in ARMS.items()]
        blocks.append(Table("Replies", ("", *found["arms"]), rows, sources.path(RED_TEAM)))
    else:
        blocks.append(Missing("the models' replies", "python main.py redteam --model sft=logs/sft,dpo=logs/dpo"))
    return Section("Safety", blocks)
