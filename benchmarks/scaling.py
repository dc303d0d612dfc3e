"""How speed, memory and start-up grow.

    python -m benchmarks.scaling [--gpu]

Training passes (forward and backward, all tokens distinct, half of them supervised) over the length of an example and
over the batch: tokens a second as a share of the machine's product rate in the same seconds, and peak memory, each
setting in a process of its own. Then planning an epoch and its first micro-batch for 1,000 to 10 million examples.
"""

import argparse
import json
import resource
import time
from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.command import elsewhere, peak_memory, settle, skip_without_gpu
from benchmarks.roofline import parameters
from empathy.errors import run

LENGTHS, BATCHES = ((4, 64), (4, 128), (4, 256), (4, 512), (4, 1024)), ((1, 256), (2, 256), (8, 256), (16, 256))
SIZES = (1_000, 100_000, 10_000_000)


def passes(batch: int, length: int, gpu: bool, base_model: str) -> dict[str, float]:
    """Train on one batch of random tokens, again and again."""
    import torch  # noqa: PLC0415

    from empathy.model.backbone import compute_dtype, load_backbone  # noqa: PLC0415
    from empathy.model.token_losses import token_nll  # noqa: PLC0415

    device = torch.device("cuda" if gpu else "cpu")
    dtype, _ = compute_dtype(device, "bf16-mixed")
    backbone = load_backbone(base_model, device=device).train()
    ids = torch.randint(1000, 40_000, (batch, length), generator=torch.Generator().manual_seed(1)).to(device)
    mask, half = torch.ones_like(ids), torch.arange(0, batch * length, 2, device=device)
    a = torch.randn(2048, 2048, device=device, dtype=dtype)

    def step() -> None:
        with torch.autocast(device.type, dtype):
            hidden = backbone(ids, mask)
        token_nll(hidden.flatten(0, 1)[half], backbone.lm_head, ids.flatten()[half])[0].backward()

    def seconds(function: Callable[[], Any]) -> float:
        started = time.perf_counter()
        function()
        settle(gpu=gpu)
        return time.perf_counter() - started

    def products() -> None:
        for _ in range(20):
            torch.mm(a, a)

    step()
    trained = multiplied = 0.0
    rounds = max(2, 2048 // (batch * length))
    for _ in range(rounds):
        multiplied += seconds(products)
        trained += seconds(step)
    work = 4 * parameters(base_model) / 1e9  # GFLOP a token
    rate = 20 * 2 * 2048**3 * rounds / 1e9 / multiplied
    speed = batch * length * rounds / trained
    return {"tokens_per_s": speed, "share_of_bound": work * speed / rate, "peak_gib": peak_memory() / 2**30}


def start_up(examples: int) -> dict[str, float]:
    """Plan an epoch over examples of four corpora and build its first micro-batch."""
    import numpy as np  # noqa: PLC0415

    from empathy.data.collate import Collator  # noqa: PLC0415
    from empathy.data.encode import Encoded  # noqa: PLC0415
    from empathy.data.loading import PlannedBatches  # noqa: PLC0415
    from empathy.data.mixture import MixturePlan  # noqa: PLC0415

    draw = np.random.default_rng(0)
    lengths = draw.integers(20, 1000, examples, dtype=np.int32)
    corpora = draw.integers(0, 4, examples, dtype=np.int8)
    one = Encoded("a#0", "esconv", tuple(range(60)), (False,) * 30 + (True,) * 30)
    names = [one] * examples
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    plan = MixturePlan(lengths, corpora, alpha=0.5, batch=4, accumulate=8, world=1, token_cap=4096, seed=17)
    started = time.perf_counter()
    plan.epoch(0)
    planned = time.perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    collate = Collator(("esconv",), pad=0, multilabel=False, teacher_share=0.25)
    batches = PlannedBatches(names, plan, collate, rank=0)
    started = time.perf_counter()
    _ = batches[0, 0]
    return {"plan_s": planned, "plan_mib": used / 1024, "first_batch_s": time.perf_counter() - started}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base_model", default="embedded")
    parser.add_argument("--gpu", action="store_true")
    options = parser.parse_args()
    skip_without_gpu(wanted=options.gpu)
    figures: dict[str, dict[str, float]] = {}
    table = Table("batch x length", "tokens/s", "share of the bound", "peak GiB")
    for batch, length in (*LENGTHS, *BATCHES):
        found = elsewhere(passes, batch, length, options.gpu, options.base_model)
        figures[f"{batch}x{length}"] = found
        table.add_row(f"{batch} x {length}", *(f"{value:.2f}" for value in found.values()))
    plans = Table("examples", "plan, s", "plan, MiB", "plan and first micro-batch, s")
    for size in SIZES:
        found = elsewhere(start_up, size)
        figures[str(size)] = found
        plans.add_row(f"{size:,}", *(f"{value:.2f}" for value in found.values()))
    Console().print(table, plans)
    print(json.dumps(figures))


if __name__ == "__main__":
    run(main)
