"""``tune``: weights of the heads' losses, chosen on the validation split by TPE (Bergstra et al. 2011, section 4)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import optuna
import yaml
from optuna.trial import TrialState
from rich.console import Console

from empathy.evaluate.ablation.command import WEIGHTS, weights_of
from empathy.evaluate.ablation.measures import Comparison, Measure, dev_loss, test_loss
from empathy.evaluate.ablation.study import Places, Progress, fail_dead, open_study
from empathy.evaluate.ablation.trial import Result, Trial, Trials, facts, merged
from empathy.files import write_json, write_text
from empathy.ranges import PositiveInt

TUNED, LEAST, MOST = ("emotion", "strategy", "affect"), 0.02, 1.0
"""Weights that are tuned, and their range. Not the safety teacher's: held-out likelihood does not show what it does."""

Weights = Mapping[str, float]

BOTH = {"validation loss": Measure(dev_loss, falls=True), "test loss": Measure(test_loss, falls=True)}


def tune(
    configs: list[str],
    trials: PositiveInt = 8,
    workers: PositiveInt = 1,
    storage: str | None = None,
    out: str = "results/tune",
) -> None:
    """Look for weights of the heads' losses with a lower validation loss than the configuration's own.

    The validation loss that is compared weighs its terms as the configuration does, whatever a trial trains with.

    Args:
        configs: --config FILE, once or more: what is trained, as for fit.
        trials: Runs in all, the configuration's own first; those of an interrupted call count.
        workers: Runs at a time in this process. Others with the same folder and storage join in.
        storage: Optuna storage; null: an SQLite file in ``out``.
        out: Folder for tune.json, best.yaml and each run's configuration and log.
    """
    runs, weights = Trials(Path(out), "tune"), weights_of(configs)
    base = Tuned(runs, configs, int(merged(configs).get("seed_everything", 17)), weights)
    ended = search(base, trials, workers, storage or f"sqlite:///{out}/study.db")
    best = min(ended, key=lambda row: float(row["validation_loss"]))["weights"]
    chosen = {"default": base.default, "best": best}
    for own in chosen.values():  # run again what somebody has removed since
        base.loss(own, Places(1), Progress(1))
    results = {name: [runs.result(base.trial(own))] for name, own in chosen.items()}
    report: dict[str, Any] = {
        "configs": configs, "seed": base.seed, **chosen, **against_default(results, weights), "trials": ended
    }  # fmt: skip
    write_json(Path(out) / "tune.json", report)
    overlay = {"model": {"init_args": {"weights": {name: round(value, 4) for name, value in best.items()}}}}
    write_text(Path(out) / "best.yaml", yaml.safe_dump(overlay))
    Console().print(verdict(report), soft_wrap=True, highlight=False)


@dataclass(frozen=True)
class Tuned:
    """What is tuned.

    Attributes:
        runs: Where trials run.
        configs: YAML files.
        seed: Of every trial.
        weights: The configuration's own, which weigh the validation loss.
    """

    runs: Trials
    configs: Sequence[str]
    seed: int
    weights: Mapping[str, float]

    @property
    def default(self) -> Weights:
        """The configuration's own weights of what is tuned."""
        return {name: float(self.weights[name]) for name in TUNED}

    def trial(self, weights: Weights) -> Trial:
        """A run with these weights; its name is theirs."""
        changes = {f"{WEIGHTS}.{name}": float(value) for name, value in weights.items()}
        name = hashlib.sha256(repr(sorted(changes.items())).encode()).hexdigest()[:8]
        return Trial(f"weights_{name}", self.seed, tuple(self.configs), changes)

    def loss(self, weights: Weights, places: Places, progress: Progress) -> float:
        """Validation loss of a trial, which is run where it was not."""
        trial = self.trial(weights)
        if (found := self.runs.known(trial)) is None:
            progress.begins(", ".join(f"{name} {value:.3f}" for name, value in weights.items()))
            found = places.run(self.runs, trial)
            progress.ended(trial.run, found.seconds)
        return float(dev_loss(Comparison({"trial": [found]}, self.weights), found)[0][0])


def search(tuned: Tuned, number: int, workers: int, storage: str) -> list[dict[str, Any]]:
    """Run trials until there are ``number``, the configuration's own weights first.

    Returns:
        Weights and validation loss of each.
    """
    study = open_study(f"tune-{facts(tuned.trial(tuned.default))}", storage)
    fail_dead(study)
    # Without a seed: processes that share the study, or a call that goes on, must not draw the same weights again.
    study.sampler = optuna.samplers.TPESampler(n_startup_trials=4, constant_liar=True)
    progress, places = Progress(number), Places(workers)
    first = {"weights": tuned.default, "validation_loss": tuned.loss(tuned.default, places, progress)}

    def objective(asked: optuna.Trial) -> float:
        chosen = {name: asked.suggest_float(name, LEAST, MOST, log=True) for name in TUNED}
        return tuned.loss(chosen, places, progress)

    while (left := number - 1 - under_way(study)) > 0:
        study.optimize(objective, n_trials=min(workers, left), n_jobs=workers)
    ended = study.get_trials(states=(TrialState.COMPLETE,))
    return [first, *({"weights": trial.params, "validation_loss": trial.value} for trial in ended)]


def under_way(study: optuna.Study) -> int:
    """Trials that have ended well or are running, here or elsewhere."""
    return len(study.get_trials(deepcopy=False, states=(TrialState.COMPLETE, TrialState.RUNNING)))


def against_default(results: Mapping[str, Sequence[Result]], weights: Mapping[str, float]) -> dict[str, Any]:
    """Both losses under default and best weights, and the differences with their intervals."""
    comparison = Comparison(results, weights)
    return {name: {arm: comparison.row(arm, "default", measure) for arm in results} for name, measure in BOTH.items()}


def verdict(report: Mapping[str, Any]) -> str:
    """Whether tuning helped, in words."""
    told = []
    for name in BOTH:
        rows = report[name]
        difference = rows["best"].get("difference")
        if report["best"] == report["default"] or difference is None:
            return "The configuration's own weights are the best of those tried: tuning did not improve on them."
        interval = f"{difference['value']:+.4f} [{difference['low']:+.4f}, {difference['high']:+.4f}]"
        told.append(f"{name} {rows['default']['value']:.4f} -> {rows['best']['value']:.4f}, {interval}")
    best = ", ".join(f"{name} {value:.3f}" for name, value in report["best"].items())
    test = report["test loss"]["best"]["difference"]
    if test["high"] < 0:
        end = "The test split, on which nothing was chosen, says the same."
    elif test["low"] > 0:
        end = "The test split, on which nothing was chosen, says the opposite: keep the configuration's own."
    else:
        end = "The test split, on which nothing was chosen, does not confirm it: the interval there holds 0."
    return f"Best weights: {best} (best.yaml).\n" + "\n".join(told) + f"\n{end}"
