"""What the benchmarks share: their options, processes of their own, a device that is done, the peak of memory."""

import argparse
import json
import multiprocessing
import resource
from collections.abc import Callable
from typing import Any

from empathy.errors import InputError


def parser(description: str | None, *, rounds: int = 7, gpu: bool = True) -> argparse.ArgumentParser:
    """Options of a benchmark: ``rounds``, and ``gpu`` where it has a variant."""
    made = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--rounds", type=positive, default=rounds)
    if gpu:
        made.add_argument("--gpu", action="store_true")
    return made


def trainers_options(description: str | None) -> argparse.Namespace:
    """Parse what every contest of trainers takes: ``root``, ``base_model``, ``rounds``, ``gpu``."""
    made = parser(description)
    made.add_argument("--root", help="folder with the published corpora; without it those that ship")
    made.add_argument("--base_model", default="embedded")
    asked = made.parse_args()
    skip_without_gpu(wanted=asked.gpu)
    return asked


def positive(text: str) -> int:
    """A whole number above 0."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not above 0")
    return number


def skip_without_gpu(*, wanted: bool) -> None:
    """End cleanly where a GPU is wanted and there is none."""
    import torch  # noqa: PLC0415

    if wanted and not torch.cuda.is_available():
        print(json.dumps({"skipped": "no CUDA device"}))
        raise SystemExit(0)


def settle(*, gpu: bool) -> None:
    """Wait until the GPU has done what it was asked."""
    if gpu:
        import torch  # noqa: PLC0415

        torch.cuda.synchronize()


def peak_memory() -> int:
    """Most bytes that this process had on a GPU, or resident if it used none."""
    import torch  # noqa: PLC0415

    used = torch.cuda.max_memory_allocated() if torch.cuda.is_available() else 0
    return used or 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def elsewhere(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call in a process of its own, so that peaks do not add up."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_answer, args=(there, function, arguments), daemon=True)
    process.start()
    there.close()
    found = here.recv()
    process.join()
    if isinstance(found, InputError):
        raise found
    return found


def _answer(pipe: Any, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    try:
        pipe.send(function(*arguments))
    except InputError as error:
        pipe.send(error)
