"""Tokens through the backbone in one epoch: every reply of a dialogue in one pass, against one example for each reply.

    python -m benchmarks.one_pass [--root FOLDER] [--corpus esconv] [--max_length 1024]

One example for each reply shows it all that came before, as trainers of prompt-completion pairs do, cut to the newest
``max_length`` tokens. Both ways every reply is supervised once. The shared system turn counts in every example.
"""

import argparse
import json

from benchmarks.command import positive
from empathy.data.encode import Encoded
from empathy.data.module import EmpathyData
from empathy.errors import run

UNCUT = 10**6


def examples(root: str | None, corpus: str, max_length: int) -> list[Encoded]:
    """Training examples of one corpus."""
    data = EmpathyData(root=root, corpora=[corpus], max_length=max_length, style=0.0, reflections=0.0)
    data.setup("fit")
    return data.encoded["train"]


def reply_ends(example: Encoded) -> list[int]:
    """Tokens up to the end of each reply."""
    following = (*example.supervised[1:], False)
    return [n + 1 for n, (now, then) in enumerate(zip(example.supervised, following, strict=True)) if now and not then]


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", help="folder with the published corpora; without it those that ship")
    parser.add_argument("--corpus", default="esconv")
    parser.add_argument("--max_length", type=positive, default=1024)
    options = parser.parse_args()
    windows = examples(options.root, options.corpus, options.max_length)
    dialogues = examples(options.root, options.corpus, UNCUT)
    ends = [end for dialogue in dialogues for end in reply_ends(dialogue)]
    once, each = sum(map(len, windows)), sum(min(end, options.max_length) for end in ends)
    figures = {
        "dialogues": len(dialogues),
        "replies": len(ends),
        "tokens_one_pass": once,
        "tokens_one_example_per_reply": each,
        "fewer": each / once,
        "supervised_one_pass": sum(window.targets for window in windows),
        "supervised_one_example_per_reply": sum(dialogue.targets for dialogue in dialogues),
    }
    for name, figure in figures.items():
        print(
            f"{name.replace('_', ' '):<36} {figure:,.2f}"
            if name == "fewer"
            else f"{name.replace('_', ' '):<36} {figure:,}"
        )
    print(json.dumps(figures))


if __name__ == "__main__":
    run(main)
