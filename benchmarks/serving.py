"""How a server bears many clients: throughput of eight against one, memory over many requests, what is hidden.

python main.py serve --model logs/quickstart --port 8000   # in another terminal; with --raw for memory alone
python -m benchmarks.serving --url http://localhost:8000 --clients 8 --requests 24
python -m benchmarks.serving --url http://localhost:8000 --clients 32 --requests 2000 --max-tokens 8 --pid PID
"""

import argparse
import json
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import requests

from empathy.ranges import PositiveInt

MESSAGES = (
    "I had a long day at work and nobody noticed.",
    "My sister has not called me back for two weeks.",
    "I passed the exam that I was so afraid of!",
    "We moved house and I miss our old street.",
    "My dog is at the vet again and I can't concentrate.",
    "I keep comparing myself with my flatmates.",
    "I burnt the cake for my mother's birthday.",
    "I can't decide whether to take the new job.",
)
"""Everyday messages that need no help lines, so that every reply is the model's."""


def ask(url: str, model: str, number: int, tokens: int | None, seconds: float) -> float:
    """Send one request and return the seconds it took.

    Raises:
        requests.HTTPError: If it is refused.
    """
    body: dict[str, Any] = {"model": model, "messages": [{"role": "user", "content": MESSAGES[number % len(MESSAGES)]}]}
    body |= {"seed": number} | ({"max_tokens": tokens} if tokens else {})
    begun = time.monotonic()
    requests.post(f"{url}/v1/chat/completions", json=body, timeout=seconds).raise_for_status()
    return time.monotonic() - begun


def throughput(url: str, model: str, clients: int, count: int, tokens: int | None) -> dict[str, float]:
    """Requests a minute, and how long each took.

    Args:
        url: Of the server.
        model: Its name there.
        clients: That ask at the same time.
        count: Requests in all.
        tokens: Of a reply at most.
    """
    begun = time.monotonic()
    with ThreadPoolExecutor(clients) as pool:
        took = sorted(pool.map(lambda number: ask(url, model, number, tokens, 600), range(count)))
    minutes = (time.monotonic() - begun) / 60
    return {
        "clients": clients, "requests": count, "a minute": round(count / minutes, 1),
        "p50 s": round(statistics.median(took), 2), "p95 s": round(took[int(0.95 * (len(took) - 1))], 2),
    }  # fmt: skip


def resident(pid: int) -> int:
    """Resident memory of a process in MiB."""
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * 4096 // 2**20


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print one JSON line a phase."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://localhost:8000")
    parser.add_argument("--clients", type=PositiveInt, default=8)
    parser.add_argument("--requests", type=PositiveInt, default=24)
    parser.add_argument("--rounds", type=PositiveInt, default=3)
    parser.add_argument("--max-tokens", type=PositiveInt, default=None)
    parser.add_argument("--pid", type=int, default=None, help="the server's: measure its memory instead")
    options = parser.parse_args(arguments)
    model = requests.get(f"{options.url}/v1/models", timeout=60).json()["data"][0]["id"]
    throughput(options.url, model, 1, 2, options.max_tokens)  # warm up
    if options.pid:
        sizes = []
        for _ in range(10):
            throughput(options.url, model, options.clients, options.requests // 10, options.max_tokens)
            sizes.append(resident(options.pid))
        print(json.dumps({"requests": options.requests, "MiB": sizes}))
        return
    ratios = []
    for _ in range(options.rounds):  # side by side: a machine's pace changes
        one = throughput(options.url, model, 1, max(2, options.requests // options.clients), options.max_tokens)
        many = throughput(options.url, model, options.clients, options.requests, options.max_tokens)
        ratios.append(round(many["a minute"] / one["a minute"], 2))
        print(json.dumps({"one": one, "many": many, "ratio": ratios[-1]}), flush=True)
    print(json.dumps({"ratios": ratios, "median": statistics.median(ratios)}))


if __name__ == "__main__":
    main()
