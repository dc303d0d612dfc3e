"""A judge on this machine that fails as real ones do; what it says of a conversation depends on its length alone.

python -m tests.faults.judge --port 8099 --faults 0.2

It prints what it was asked and how often: nothing may be asked again once it was answered well.
"""

import argparse
import hashlib
import json
import random
import re
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from empathy.labels import EMOTIONS_WITH_NEUTRAL

FAULTS = ("429", "500", "malformed", "hangs", "cut")
HANG = 5.0
"""Seconds for which a hanging answer keeps the client waiting before the line is cut."""


def rubric(prompt: str) -> str:
    """Every criterion that the prompt asks for, between 4 and 12 by the prompt's length; one of them as "15/20"."""
    names = list(dict.fromkeys(re.findall(r'"(\w+)"\s*:', prompt)))
    points = 4 + len(prompt) % 9
    scores = {name: points for name in names if name != "chain_of_thought_reasoning"}
    told = {"chain_of_thought_reasoning": "Its length decides.", **scores}
    if scores:
        told[next(iter(scores))] = f"{points}/20"
    return "```json\n" + json.dumps(told) + "\n```"


def pairwise(prompt: str) -> str:
    """The second one wins every criterion by one plus, where the prompt's length is even by two."""
    names = list(dict.fromkeys(re.findall(r'"(\w+)"\s*:', prompt)))
    verdict = "A0488" + "+" * (1 + (len(prompt) % 2 == 0))
    return json.dumps({name: "length" if "reasoning" in name else verdict for name in names})


def emotions(prompt: str) -> str:
    """The GoEmotions label that the prompt's length falls on."""
    return json.dumps({"emotions": [EMOTIONS_WITH_NEUTRAL[len(prompt) % len(EMOTIONS_WITH_NEUTRAL)]]})


class Judge(ThreadingHTTPServer):
    """The server.

    Args:
        port: Of 127.0.0.1.
        faults: Share of requests that fail.
        seed: Of which.
    """

    def __init__(self, port: int, faults: float, seed: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.faults, self.draw, self.lock = faults, random.Random(seed), threading.Lock()
        self.answered: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()

    def report(self) -> str:
        """Counts so far."""
        again = sum(times - 1 for times in self.answered.values())
        return json.dumps(
            {"answered": sum(self.answered.values()), "asked again after an answer": again, "failed": dict(self.failed)}
        )


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Judge

    def do_POST(self) -> None:
        """Answer, or fail in one of the ways."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        prompt = body["messages"][-1]["content"]
        with self.server.lock:
            fault = self.server.draw.choice(FAULTS) if self.server.draw.random() < self.server.faults else ""
            if fault:
                self.server.failed[fault] += 1
            else:
                self.server.answered[hashlib.sha256(prompt.encode()).hexdigest()] += 1
        if fault == "hangs":
            time.sleep(HANG)
            self.close_connection = True
            return
        kind = emotions if '"emotions"' in prompt else pairwise if "A0493" in prompt else rubric
        answer = kind(prompt)
        if fault == "malformed":
            answer = answer[: len(answer) // 2]
        content = json.dumps({"choices": [{"message": {"content": answer}}]}).encode()
        self.send_response(int(fault) if fault.isdigit() else 200)
        if fault == "429":
            self.send_header("Retry-After", "1")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if fault == "cut" else content)
        self.close_connection = fault == "cut"

    def do_GET(self) -> None:
        """Counts so far."""
        content = self.server.report().encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Be silent."""


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--faults", type=float, default=0.2)
    parser.add_argument("--seed", type=int, default=17)
    arguments = parser.parse_args()
    server = Judge(arguments.port, arguments.faults, arguments.seed)
    print(f"http://127.0.0.1:{arguments.port}/v1 fails {arguments.faults:.0%}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print(server.report())


if __name__ == "__main__":
    main()
