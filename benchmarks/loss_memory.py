"""Peak extra memory and time of the likelihood at Qwen3's vocabulary: plain, torch's chunked, ours.

    python -m benchmarks.loss_memory [--gpu]

Loss and gradient for the hidden states of 4 x 1,024 tokens, 40 % of them supervised, width 1,024, vocabulary 151,936,
bf16, LM head frozen. Plain is what a model's own loss does: logits of all tokens, cast to float32, cross-entropy that
ignores the unsupervised. Memory is measured in a process for each, times alternate in one.
"""

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from rich.console import Console
from rich.table import Table
from torch.nn import LinearCrossEntropyOptions, functional

from benchmarks.command import elsewhere, parser, settle, skip_without_gpu
from empathy.model.token_losses import token_nll

TOKENS, WIDTH, VOCABULARY, SUPERVISED = 4 * 1024, 1024, 151_936, 0.4
IGNORED = -100

Inputs = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


def inputs(device: str) -> Inputs:
    """Hidden states, LM head, and targets of which six in ten are ignored."""
    draw = torch.Generator().manual_seed(17)
    hidden = torch.randn(TOKENS, WIDTH, generator=draw).bfloat16().to(device)
    head = (torch.randn(VOCABULARY, WIDTH, generator=draw) * 0.05).bfloat16().to(device)
    targets = torch.randint(VOCABULARY, (TOKENS,), generator=draw)
    targets[torch.rand(TOKENS, generator=draw) >= SUPERVISED] = IGNORED
    return hidden, head, targets.to(device)


def plain(hidden: torch.Tensor, head: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Logits of all tokens at once."""
    return functional.cross_entropy((hidden @ head.T).float(), targets, ignore_index=IGNORED, reduction="sum")


def torchs(hidden: torch.Tensor, head: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Torch's chunked cross-entropy on the supervised tokens."""
    at = (targets != IGNORED).nonzero().squeeze(1)
    options = LinearCrossEntropyOptions(batch_chunk_size=128)
    return functional.linear_cross_entropy(hidden[at], head, targets[at], reduction="sum", options=options)


def own(hidden: torch.Tensor, head: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """The project's, on the supervised tokens."""
    at = (targets != IGNORED).nonzero().squeeze(1)
    return token_nll(hidden[at], head, targets[at])[0]


LOSSES: dict[str, Callable[..., torch.Tensor]] = {"plain": plain, "torch, chunked": torchs, "ours": own}


def run(name: str, data: Inputs) -> tuple[float, torch.Tensor, float]:
    """Loss, gradient for the states, and seconds."""
    hidden, head, targets = data
    states = hidden.clone().requires_grad_()
    settle(gpu=states.is_cuda)
    started = time.perf_counter()
    loss = LOSSES[name](states, head, targets)
    loss.backward()
    settle(gpu=states.is_cuda)
    assert states.grad is not None
    return float(loss.detach()), states.grad, time.perf_counter() - started


def peak(name: str, device: str) -> int:
    """Bytes that one run needs beyond its inputs."""
    data = inputs(device)
    if device == "cuda":
        torch.cuda.reset_peak_memory_stats()
        before = torch.cuda.memory_allocated()
        run(name, data)
        return torch.cuda.max_memory_allocated() - before
    small = tuple(x[:64] for x in data)
    LOSSES[name](small[0].requires_grad_(), data[1], small[2]).backward()  # libraries' own buffers are no part of it
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # VmHWM starts again
    before = _resident("VmHWM")
    run(name, data)
    return _resident("VmHWM") - before


def _resident(field: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith(field))


def main() -> None:
    """Measure and print."""
    options = parser(__doc__, rounds=3).parse_args()
    skip_without_gpu(wanted=options.gpu)
    device = "cuda" if options.gpu else "cpu"
    peaks = {name: elsewhere(peak, name, device) for name in LOSSES}
    data = inputs(device)
    hidden, head, targets = (x.double() if x.is_floating_point() else x for x in data)
    exact = exact_loss(hidden, head, targets)
    times: dict[str, list[float]] = {name: [] for name in LOSSES}
    results: dict[str, tuple[float, torch.Tensor]] = {}
    for _ in range(options.rounds + 1):  # the first warms up
        for name in LOSSES:
            loss, gradient, seconds = run(name, data)
            results[name] = (loss, gradient)
            times[name].append(seconds)
    table = Table("loss", "peak extra MiB", "seconds", "loss / exact - 1", "gradient's distance from plain's")
    figures: dict[str, Any] = {}
    for name, (loss, gradient) in results.items():
        reference = results["plain"][1].float()
        distance = float((gradient.float() - reference).norm() / reference.norm())
        slower = statistics.median(a / b for a, b in zip(times[name][1:], times["plain"][1:], strict=True))
        seconds = statistics.median(times[name][1:])
        figures[name] = {
            "memory_of_plain": peaks[name] / peaks["plain"], "time_of_plain": slower,
            "loss_error": loss / exact - 1, "gradient_distance": distance,
        }  # fmt: skip
        table.add_row(
            name, f"{peaks[name] / 2**20:.0f}", f"{seconds:.2f}", f"{loss / exact - 1:.1e}", f"{distance:.1e}"
        )
    Console().print(table)
    print(json.dumps(figures))


def exact_loss(hidden: torch.Tensor, head: torch.Tensor, targets: torch.Tensor) -> float:
    """The loss in float64, chunk by chunk."""
    at = (targets != IGNORED).nonzero().squeeze(1)
    parts = [functional.cross_entropy(hidden[rows] @ head.T, targets[rows], reduction="sum") for rows in at.split(256)]
    return float(sum(parts))


if __name__ == "__main__":
    main()
