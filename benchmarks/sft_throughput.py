"""Supervised tokens a second and peak memory against TRL's ``SFTTrainer`` on the same dialogues.

    python -m benchmarks.sft_throughput [--root FOLDER] [--rounds 7] [--gpu]

Four trainers in four processes take turns, an optimizer step of 32 dialogues each: TRL as it comes, TRL with batches of
like length, ours with every head, and ours with the safety teacher on a quarter of the dialogues. Same token ids, same
supervised positions, same NF4 base, LoRA (r 16, dropout 0.05), micro-batch 4, accumulation 8, bf16.
"""

import json

from rich.console import Console
from rich.table import Table

from benchmarks.command import trainers_options
from benchmarks.contest import Contestant, compete, ratio
from benchmarks.trainers import ours, trl_sft
from empathy.errors import run


def main() -> None:
    """Run the contest and print it."""
    asked = trainers_options(__doc__)
    shared = {"root": asked.root, "base_model": asked.base_model, "gpu": asked.gpu}
    default = Contestant("TRL", trl_sft, shared | {"sampling": "random"})
    grouped = Contestant("TRL, grouped by length", trl_sft, shared | {"sampling": "group_by_length"})
    heads = Contestant("ours, all heads", ours, shared | {"safety": 0.0})
    teacher = Contestant("ours, and the teacher on 1/4", ours, shared | {"safety": 0.25})
    everyone = [default, grouped, heads, teacher]
    compete(everyone, rounds=asked.rounds)
    best = max(default, grouped, key=Contestant.rate)
    table = Table("trainer", "supervised tokens/s", "tokens/s", "peak GiB", title=f"{asked.rounds} rounds")
    for one in everyone:
        seconds = sum(step.seconds for step in one.steps)
        tokens = sum(step.tokens for step in one.steps)
        table.add_row(one.name, f"{one.rate():.0f}", f"{tokens / seconds:.0f}", f"{one.peak / 2**30:.2f}")
    Console().print(table)
    figures = {
        "over_best_trl": ratio(heads, best),
        "over_default_trl": ratio(heads, default),
        "memory_of_best_trl": heads.peak / best.peak,
        "teacher_slower_by": 1 / ratio(teacher, heads) - 1,
        "best_trl": best.name,
        "rounds": asked.rounds,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    run(main)
