"""Preference pairs a second and peak memory against TRL's ``DPOTrainer`` on the pairs that ship.

    python -m benchmarks.dpo_throughput [--rounds 7] [--gpu]

Three trainers in three processes take turns, an optimizer step of 8 pairs each: TRL as it comes, TRL with the
reference's log-probabilities precomputed, and ours, which always computes them once. Same token ids, same NF4 base,
LoRA (r 16, no dropout), sigmoid loss with beta 0.1, micro-batch 8 as is TRL's default, bf16. What happens before the
first step (loading, and the reference's pass over 134 pairs) is not in the rate; ``start_seconds`` says how long it is.
"""

import json
import tempfile

from rich.console import Console
from rich.table import Table

from benchmarks.command import elsewhere, parser, skip_without_gpu
from benchmarks.contest import Contestant, compete, ratio
from benchmarks.preference_trainers import new_best_model, ours_dpo, trl_dpo
from empathy.errors import run


def main() -> None:
    """Run the contest and print it."""
    made = parser(__doc__)
    made.add_argument("--base_model", default="embedded")
    asked = made.parse_args()
    skip_without_gpu(wanted=asked.gpu)
    shared = {"base_model": asked.base_model, "gpu": asked.gpu}
    default = Contestant("TRL", trl_dpo, shared | {"precompute": False})
    precomputed = Contestant("TRL, reference precomputed", trl_dpo, shared | {"precompute": True})
    with tempfile.TemporaryDirectory() as folder:
        start_from = f"{folder}/best_model"
        elsewhere(new_best_model, start_from, asked.base_model)
        ours = Contestant("ours", ours_dpo, shared | {"start_from": start_from})
        everyone = [default, precomputed, ours]
        compete(everyone, rounds=asked.rounds, unit="pairs")
    table = Table("trainer", "pairs/s", "start, s", "peak GiB", title=f"{asked.rounds} rounds")
    for one in everyone:
        table.add_row(one.name, f"{one.rate():.2f}", f"{one.start_seconds:.0f}", f"{one.peak / 2**30:.2f}")
    Console().print(table)
    figures = {
        "over_default_trl": ratio(ours, default),
        "over_precomputed_trl": ratio(ours, precomputed),
        "memory_of_default_trl": ours.peak / default.peak,
        "memory_of_precomputed_trl": ours.peak / precomputed.peak,
        "start_seconds": {one.name: one.start_seconds for one in everyone},
        "rounds": asked.rounds,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    run(main)
