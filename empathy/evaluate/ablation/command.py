"""``ablate``: what each part of the training is worth."""

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from empathy.errors import InputError
from empathy.evaluate.ablation.measures import MEASURES, Comparison
from empathy.evaluate.ablation.study import run_all
from empathy.evaluate.ablation.table import show
from empathy.evaluate.ablation.trial import Result, Trial, Trials, merged
from empathy.files import write_json
from empathy.ranges import PositiveInt
from empathy.train.sft import LossWeights

OVERLAYS = ("no_emotion", "no_strategy", "no_safety_kl", "lm_only")
"""Files under ``configs/ablations``: each leaves one part out."""

FULL, ALIGNED = "full", "full + DPO"
LAMBDAS = (0.1, 0.2, 0.3, 0.5)
WEIGHTS = "model.init_args.weights"


def ablate(
    configs: list[str],
    dpo: str | None = None,
    seeds: list[int] | None = None,
    lambdas: list[float] | None = None,
    workers: PositiveInt = 1,
    storage: str | None = None,
    out: str = "results/ablation",
) -> None:
    """Train without each part, with several weights of the heads and with preference optimisation, and compare.

    Args:
        configs: --config FILE, once or more: what is trained, as for fit.
        dpo: Configuration of preference optimisation, which then starts from every seed's full run; null: none.
        seeds: Of the runs; null: the configuration's own. Intervals cover which dialogues are in the test split; how
            much depends on the seed only several seeds show.
        lambdas: Weights of emotion and strategy that are tried; null: 0.1, 0.2, 0.3, 0.5.
        workers: Runs at a time in this process. Others, here or on other machines with the same folder and storage,
            take from the same queue.
        storage: Optuna storage of the queue; null: an SQLite file in ``out``.
        out: Folder for ablation.json and each run's configuration and log.
    """
    seeds = seeds or [int(merged(configs).get("seed_everything", 17))]
    arms = arms_of(configs, dpo, seeds, lambdas or LAMBDAS)
    trials = Trials(Path(out), "ablation")
    run_all(trials, [one for own in arms.values() for one in own], workers, storage or f"sqlite:///{out}/study.db")
    results = {arm: [trials.result(one) for one in own] for arm, own in arms.items()}
    report = {"configs": configs, "dpo": dpo, "seeds": seeds, **compare(results, weights_of(configs))}
    write_json(Path(out) / "ablation.json", report)
    show(report)


def arms_of(
    configs: Sequence[str], dpo: str | None, seeds: Sequence[int], lambdas: Sequence[float]
) -> dict[str, list[Trial]]:
    """Arm -> its trials, one a seed. A lambda that the configuration has already is its full run.

    Raises:
        InputError: If a configuration cannot be read, or is one of preference optimisation.
    """
    if "PreferenceModule" in str(merged(configs)["model"].get("class_path")):
        raise InputError("config", "is one of preference optimisation", "Pass the SFT's, and this one as --dpo")
    arms = {FULL: [Trial(FULL, seed, tuple(configs)) for seed in seeds]}
    if dpo is not None:
        merged([dpo])
        arms[ALIGNED] = [Trial("full_dpo", one.seed, (dpo,), after=one) for one in arms[FULL]]
    for name in OVERLAYS:
        arms[name] = [Trial(name, seed, (*configs, f"configs/ablations/{name}.yaml")) for seed in seeds]
    weights = weights_of(configs)
    for value in lambdas:
        if not weights["emotion"] == weights["strategy"] == value:
            changes = {f"{WEIGHTS}.{head}": value for head in ("emotion", "strategy")}
            arms[lambda_arm(value)] = [Trial(f"lambda_{value:g}", seed, tuple(configs), changes) for seed in seeds]
    return arms


def lambda_arm(value: float) -> str:
    """Name of the arm with this weight of emotion and strategy."""
    return f"lambda {value:g}"


def weights_of(configs: Sequence[str]) -> dict[str, float]:
    """Weights of the loss's terms."""
    given = merged(configs)["model"]["init_args"].get("weights") or {}
    return {**dataclasses.asdict(LossWeights()), **given}


def compare(results: Mapping[str, Sequence[Result]], weights: Mapping[str, float]) -> dict[str, Any]:
    """Every measure of every arm with its interval, and its difference to the full run."""
    comparison = Comparison(results, weights)
    return {
        "weights": dict(weights),
        "arms": {
            arm: {name: comparison.row(arm, FULL, measure) for name, measure in MEASURES.items()} for arm in results
        },
        "seconds": {arm: [result.seconds for result in own] for arm, own in results.items()},
        "runs": {arm: [result.best_model for result in own] for arm, own in results.items()},
    }
