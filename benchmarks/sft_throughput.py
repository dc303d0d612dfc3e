"""Supervised tokens a second and peak memory against TRL's ``SFTTrainer`` on the same dialogues.

    python -m benchmarks.sft_throughput [--root FOLDER] [--rounds 7] [--gpu]

Four trainers in four processes take turns, an optimizer step of 32 dialogues each: TRL as it comes, TRL with batches of
like length, ours with every head, and ours with the safety teacher on a quarter of the dialogues. Same token ids, same
supervised positions, same NF4 base, LoRA (r 16, dropout 0.05), micro-batch 4, accumulation 8, bf16.
"""

import argparse
import json

from rich.console import Console
from rich.table import Table

from benchmarks.contest import Contestant, compete, ratio, skip_without_gpu
from benchmarks.trainers import ours, trl_sft


def main() -> None:
    """Run the contest and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", help="folder with the published corpora; without it those that ship")
    parser.add_argument("--base_model", default="embedded")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--gpu", action="store_true")
    options = parser.parse_args()
    skip_without_gpu(wanted=options.gpu)
    shared = {"root": options.root, "base_model": options.base_model, "gpu": options.gpu}
    default = Contestant("TRL", trl_sft, shared | {"sampling": "random"})
    grouped = Contestant("TRL, grouped by length", trl_sft, shared | {"sampling": "group_by_length"})
    heads = Contestant("ours, all heads", ours, shared | {"safety": 0.0})
    teacher = Contestant("ours, and the teacher on 1/4", ours, shared | {"safety": 0.25})
    everyone = [default, grouped, heads, teacher]
    compete(everyone, rounds=options.rounds)
    best = max(default, grouped, key=Contestant.rate)
    table = Table("trainer", "supervised tokens/s", "tokens/s", "peak GiB", title=f"{options.rounds} rounds")
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
        "rounds": options.rounds,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
