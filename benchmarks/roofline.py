"""How near training comes to what the machine's matrix products allow.

    python -m benchmarks.roofline [--root FOLDER] [--rounds 7] [--gpu]

With frozen weights a token costs 4 N FLOP: 2 N forward and 2 N for the gradient of the activations, N the parameters of
the base. The bound is that at the rate of a bf16 product of two 2,048 x 2,048 matrices, measured in turn with optimizer
steps of 32 dialogues (all heads, no teacher). Attention, norms, adapter, heads, optimizer and data count as overhead.
"""

import json
import statistics
import time

from rich.console import Console
from rich.table import Table

from benchmarks.command import settle, trainers_options
from benchmarks.contest import Contestant, Gate, Step, compete
from benchmarks.trainers import ours
from empathy.errors import run

SIDE, PRODUCTS = 2048, 60


def products(gate: Gate, *, gpu: bool) -> None:
    """Multiply matrices; a step's ``tokens`` are GFLOP."""
    import torch  # noqa: PLC0415

    device = "cuda" if gpu else "cpu"
    a, b = (torch.randn(SIDE, SIDE, device=device).bfloat16() for _ in range(2))
    count = PRODUCTS * (100 if gpu else 1)
    while True:
        gate.wait()
        started = time.perf_counter()
        for _ in range(count):
            torch.mm(a, b)
        settle(gpu=gpu)
        gflop = round(2 * SIDE**3 * count / 1e9)
        gate.report(Step(time.perf_counter() - started, gflop, gflop))


def parameters(base_model: str) -> int:
    """Parameters of the base, a tied LM head counted once."""
    from empathy.model.architecture import Architecture  # noqa: PLC0415
    from empathy.pretrained import load_config  # noqa: PLC0415

    a = Architecture.from_config(load_config(base_model).to_dict())
    return a.linear + a.embeddings + a.small


def main() -> None:
    """Run and print."""
    asked = trainers_options(__doc__)
    shared = {"root": asked.root, "base_model": asked.base_model, "gpu": asked.gpu}
    training = Contestant("training", ours, shared | {"safety": 0.0})
    multiplying = Contestant("products", products, {"gpu": asked.gpu})
    compete([multiplying, training], rounds=asked.rounds)
    work = 4 * parameters(asked.base_model) / 1e9  # GFLOP a token
    pairs = list(zip(training.steps, multiplying.steps, strict=True))
    rate = statistics.median(b.tokens / b.seconds for _, b in pairs)
    shares = {
        "share_of_bound": statistics.median(work * a.tokens / a.seconds / (b.tokens / b.seconds) for a, b in pairs),
        "share_of_bound_computed_tokens_only": statistics.median(
            work * a.computed / a.seconds / (b.tokens / b.seconds) for a, b in pairs
        ),
    }
    table = Table("figure", "value")
    table.add_row("GFLOP/s of a product", f"{rate:.0f}")
    table.add_row("bound, tokens/s", f"{rate / work:.0f}")
    for name, share in shares.items():
        table.add_row(name.replace("_", " "), f"{share:.2f}")
    Console().print(table)
    print(json.dumps(shares | {"gflops": rate, "rounds": asked.rounds}))


if __name__ == "__main__":
    run(main)
