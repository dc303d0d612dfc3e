"""Prompts -> candidates -> scores -> pairs in files, batch by batch; an interrupted build goes on where it stood."""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.progress import track

from empathy.chat.guard.guard import Guard
from empathy.chat.violations import violations
from empathy.data.sources import SPLITS, Split
from empathy.errors import InputError
from empathy.files import write_json, write_json_lines
from empathy.preferences.candidates import Candidate, Writer
from empathy.preferences.judges import Judge
from empathy.preferences.prompts import Prompt, alike

BATCH = 8
"""Prompts answered at once."""

ROWS, PROGRESS = "rows.jsonl", "progress.json"


@dataclass(frozen=True)
class Ranked:
    """A candidate with its score and the rules that it breaks."""

    candidate: Candidate
    score: float
    broken: tuple[str, ...]

    @property
    def provenance(self) -> dict[str, Any]:
        """Where the reply comes from and what was said of it."""
        return {**self.candidate.provenance, "score": round(self.score, 3), "violations": list(self.broken)}


@dataclass
class Build:
    """One build of pairs.

    Attributes:
        guard: Screens prompts.
        writer: Answers.
        judge: Scores.
        temperatures: Of the draws.
        margin: Points by which the best must beat the worst; below it the two are a tie.
        seed: Of all draws.
        out: Folder of the pairs.
        counts: What became of the prompts.
    """

    guard: Guard
    writer: Writer
    judge: Judge
    temperatures: tuple[float, ...]
    margin: float
    seed: int
    out: Path
    counts: Counter[str] = field(default_factory=Counter)

    def run(self, prompts: Sequence[Prompt]) -> dict[str, int]:
        """Build pairs from all prompts, and write train.jsonl, valid.jsonl and test.jsonl.

        Returns:
            What became of the prompts, and pairs by split.

        Raises:
            InputError: If the folder holds a build of something else.
        """
        self.out.mkdir(parents=True, exist_ok=True)
        facts = self._facts(prompts)
        done = self._resume(facts)
        batches = [prompts[start : start + BATCH] for start in range(0, len(prompts), BATCH)]
        for number in track(range(done, len(batches)), description="Writing and judging"):
            self._save(facts, number + 1, self._batch(batches[number], number))
        return {**self.counts, **self._split()}

    def _facts(self, prompts: Sequence[Prompt]) -> str:
        facts = [self.judge.name, self.temperatures, self.margin, self.seed, self.writer.fingerprint]
        return hashlib.sha256(json.dumps([*facts, [prompt.id for prompt in prompts]]).encode()).hexdigest()

    def _resume(self, facts: str) -> int:
        """Batches that are done; rows that came after the last one are cut off."""
        state = self.out / PROGRESS
        size = 0
        done = 0
        if state.is_file():
            found = json.loads(state.read_text(encoding="utf-8"))
            if found["build"] != facts:
                raise InputError(
                    f"out={self.out}",
                    "holds a build from other prompts or settings",
                    "Name another folder, or delete it",
                )
            self.counts = Counter(found["counts"])
            size, done = int(found["bytes"]), int(found["batches"])
        with (self.out / ROWS).open("ab") as file:
            file.truncate(size)
        return done

    def _save(self, facts: str, batches: int, rows: Sequence[dict[str, Any]]) -> None:
        """Append the rows, then say atomically how far the file counts."""
        with (self.out / ROWS).open("ab") as file:
            for row in rows:
                file.write((json.dumps(row, ensure_ascii=False) + "\n").encode())
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        progress = {"build": facts, "batches": batches, "counts": dict(self.counts), "bytes": size}
        write_json(self.out / PROGRESS, progress)

    def _batch(self, prompts: Sequence[Prompt], number: int) -> list[dict[str, Any]]:
        safe = [prompt for prompt in prompts if not self.guard.screen(prompt.text, prompt.said).level]
        # A person in danger gets replies that people wrote and reviewed, never the best of some draws.
        self.counts["left out: somebody may be in danger"] += len(prompts) - len(safe)
        if not safe:
            return []
        written = self.writer.candidates(safe, self.temperatures, seed=self.seed + number)
        pairs = (self._pair(prompt, candidates) for prompt, candidates in zip(safe, written, strict=True))
        return [pair for pair in pairs if pair is not None]

    def _pair(self, prompt: Prompt, candidates: Sequence[Candidate]) -> dict[str, Any] | None:
        if len(candidates) < 2:
            self.counts["dropped: fewer than two whole replies"] += 1
            return None
        scores = self.judge.scores(prompt, [candidate.text for candidate in candidates])
        ranked = [
            Ranked(candidate, score, violations(candidate.text))
            for candidate, score in zip(candidates, scores, strict=True)
        ]
        best, worst = pick(ranked)
        if best.broken:
            self.counts["dropped: every reply breaks a rule"] += 1
        elif alike(best.candidate.text, worst.candidate.text):
            self.counts["dropped: replies are near-duplicates"] += 1
        elif best.score - worst.score < self.margin:
            self.counts["dropped: tie"] += 1
        else:
            self.counts["pairs"] += 1
            return self._row(prompt, best, worst)
        return None

    def _row(self, prompt: Prompt, best: Ranked, worst: Ranked) -> dict[str, Any]:
        return {
            "id": f"built-{prompt.id}",
            "category": "built",
            "prompt": [{"role": turn.role, "content": turn.text} for turn in prompt.turns],
            "chosen": [{"role": "assistant", "content": best.candidate.text}],
            "rejected": [{"role": "assistant", "content": worst.candidate.text}],
            "violation_chosen": bool(best.broken),
            "violation_rejected": bool(worst.broken),
            "provenance": {
                "prompt": prompt.source,
                "judge": self.judge.name,
                "adapter": self.writer.fingerprint,
                "chosen": best.provenance,
                "rejected": worst.provenance,
            },
        }

    def _split(self) -> dict[str, int]:
        rows = [json.loads(line) for line in (self.out / ROWS).read_text(encoding="utf-8").splitlines()]
        splits: dict[Split, list[dict[str, Any]]] = {split: [] for split in SPLITS}
        for row in rows:
            splits[split_of(row["id"])].append(row)
        for split in ("valid", "test"):  # a small build is still one to train on
            if not splits[split] and len(splits["train"]) > 1:
                splits[split].append(splits["train"].pop())
        for split, own in splits.items():
            write_json_lines(self.out / f"{split}.jsonl", own)
        return {f"{split} pairs": len(own) for split, own in splits.items()}


def pick(ranked: Sequence[Ranked]) -> tuple[Ranked, Ranked]:
    """The best reply that breaks no rule, and the worst of the others: one that breaks a rule, if there is one."""
    best = max(ranked, key=lambda one: (not one.broken, one.score))
    others = [one for one in ranked if one is not best]
    return best, min(others, key=lambda one: (not one.broken, one.score))


def split_of(name: str) -> Split:
    """Split of a prompt by its hash, about 8 : 1 : 1: the same in every build."""
    place = int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10
    return "valid" if place == 8 else "test" if place == 9 else "train"
