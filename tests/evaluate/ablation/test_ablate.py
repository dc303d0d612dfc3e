"""The queue of runs, what is asked of each, and the table, with a ``fit`` that trains nothing."""

import json
import re
import warnings
from pathlib import Path

import numpy as np
import optuna
import pytest
import yaml

from empathy.errors import InputError
from empathy.evaluate.ablation import study as queue
from empathy.evaluate.ablation.command import ablate, arms_of
from empathy.evaluate.ablation.measures import MEASURES, Comparison
from empathy.evaluate.ablation.table import cell
from empathy.evaluate.ablation.trial import Result, Trial, Trials, merged
from tests.evaluate.ablation.conftest import readings

ARMS = ["full", "full + DPO", "no_emotion", "no_strategy", "no_safety_kl", "lm_only", "lambda 0.1", "lambda 0.5"]


def run(**options):
    ablate(["sft.yaml"], dpo="dpo.yaml", seeds=[17, 18], lambdas=[0.1, 0.2, 0.5], **options)
    return json.loads(Path("results/ablation/ablation.json").read_text())


@pytest.mark.parametrize("workers", [1, 2])
def test_every_arm_is_run_once_with_every_seed_and_not_again(fit, workers, capsys):
    report = run(workers=workers)
    assert list(report["arms"]) == ARMS, "lambda .2 is what the configuration has"
    assert len(fit.commands) == 2 * len(ARMS)
    run(workers=workers)
    assert len(fit.commands) == 2 * len(ARMS)
    row = report["arms"]["full"]["perplexity of replies"]
    assert (row["value"], row["seeds"]) == (pytest.approx(np.e), [pytest.approx(np.e)] * 2)
    assert report["arms"]["lm_only"]["preference accuracy"]["value"] == 0.5
    assert "no_strategy" in capsys.readouterr().out


def test_a_trial_that_two_workers_took_ends_nothing(fit, monkeypatch):
    """SQLite lets both take it; the second one has nothing left to tell."""
    real, raised = optuna.Study.optimize, []

    def optimize(study, *args, **options):
        real(study, *args, **options)
        if not raised:
            raised.append(study.study_name)
            raise ValueError("Cannot tell a COMPLETE trial.")

    monkeypatch.setattr(optuna.Study, "optimize", optimize)
    report = run(workers=1)
    assert raised
    assert list(report["arms"]) == ARMS
    assert len(fit.commands) == 2 * len(ARMS)


def test_preference_optimisation_starts_from_the_full_run_of_its_seed(fit):
    run()
    (command,) = [one for one in fit.commands if "--config=dpo.yaml" in one and "--data.init_args.seed=18" in one]
    (start,) = [option.partition("=")[2] for option in command if "start_from" in option]
    assert re.fullmatch(r"logs/ablation/full-18-[0-9a-f]{8}/version_0/best_model", start)
    assert fit.commands.index(command) > next(
        place for place, one in enumerate(fit.commands) if "results/ablation/full-18.yaml" in str(one)
    )


def test_a_run_gets_its_seed_its_logger_and_only_the_callbacks_it_needs(fit):
    run()
    overlay = yaml.safe_load(Path("results/ablation/no_emotion-18.yaml").read_text())
    assert overlay["seed_everything"] == 18
    assert re.fullmatch(r"ablation/no_emotion-18-[0-9a-f]{8}", overlay["trainer"]["logger"]["init_args"]["name"])
    callbacks = [one["class_path"].rsplit(".")[-1] for one in overlay["trainer"]["callbacks"]]
    assert callbacks == ["TQDMProgressBar", "HeldOutReadings"]
    (command,) = [one for one in fit.commands if "--config=results/ablation/no_emotion-18.yaml" in one]
    assert command[4:6] == ["--config=sft.yaml", "--config=configs/ablations/no_emotion.yaml"]
    assert "--data.init_args.seed=18" in command
    assert "--resume=auto" in command


def test_another_configuration_runs_anew(fit):
    run()
    before = len(fit.commands)
    Path("dpo.yaml").write_text("model: {class_path: PreferenceModule, init_args: {lr: 1.0e-5}}")
    run()
    assert len(fit.commands) == before + 2, "preference optimisation alone"
    Path("sft.yaml").write_text("model: {init_args: {lr: 1.0e-5}}")
    run()
    assert len(fit.commands) == before + 2 + 2 * len(ARMS), "it starts from another model too"


def test_a_run_that_fails_is_said_with_its_last_line_and_tried_again(fit):
    fit.code = 2
    with pytest.raises(InputError, match=r"full-17.log: the run ended with code 2: error: something is wrong"):
        run()
    fit.code = 0
    assert list(run()["arms"]) == ARMS


def test_a_trial_whose_process_died_is_taken_over(fit, monkeypatch):
    monkeypatch.setattr(queue, "HEARTBEAT", 1)
    monkeypatch.setattr(queue, "GRACE", 1)
    monkeypatch.setattr(queue, "WAIT", 0.05)
    arms = arms_of(["sft.yaml"], None, [17], [])
    planned = [one for own in arms.values() for one in own]
    study = queue.open_study(queue.study_name(planned), "sqlite:///results/study.db")
    queue.enqueue(study, [{"place": 0}])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what asks outside of `optimize` gives no further signs of life
        dead = study.ask()
    study._storage.record_heartbeat(dead._trial_id)
    queue.run_all(Trials(Path("results/ablation"), "ablation"), planned, 1, "sqlite:///results/study.db")
    assert len(fit.commands) == len(planned)


@pytest.mark.parametrize(
    ("config", "message"),
    [("none.yaml", "config=none.yaml: cannot be read"), ("dpo.yaml", "is one of preference optimisation")],
)
def test_a_wrong_configuration_is_refused_before_anything_runs(fit, config, message):
    with pytest.raises(InputError, match=message):
        ablate([config])
    assert fit.commands == []


def test_a_storage_that_cannot_be_opened_is_refused_in_one_line(fit):
    with pytest.raises(InputError, match="storage=nonsense"):
        run(storage="nonsense")


def test_later_files_win_and_lists_are_replaced(fit):
    Path("more.yaml").write_text("model: {init_args: {weights: {lm: 2.0}}}\ntrainer: {callbacks: []}")
    whole = merged(["sft.yaml", "more.yaml"])
    assert whole["model"]["init_args"]["weights"] == {"affect": 0.0, "lm": 2.0}
    assert whole["trainer"]["callbacks"] == []


def result(nats, right=2):
    both = {"valid": readings(nats, right), "test": readings(nats, right)}
    return Result(both, [[-1.0, -2.0], [-2.0, -1.0]], 1.0, "")


def test_differences_are_over_the_same_draws():
    comparison = Comparison({"full": [result(1.0), result(2.0)], "other": [result(1.5), result(1.5)]})
    row = comparison.row("other", "full", MEASURES["validation loss"])
    # every dialogue costs the same: no draw changes a mean, and the two seeds' mean is 1.5 as well
    assert row["difference"]["value"] == pytest.approx(0, abs=1e-6)
    assert row["difference"]["low"] == pytest.approx(0, abs=1e-6)
    better = Comparison({"full": [result(1.0, right=1)], "other": [result(1.0, right=3)]})
    row = better.row("other", "full", MEASURES["strategy accuracy"])
    assert (row["value"], row["difference"]["value"]) == (0.75, 0.5)
    assert row["difference"]["low"] < 0.5 < row["difference"]["high"]


def test_the_loss_weighs_its_terms():
    # each: 1 nat; strategies: logits 1 and 0, of which 2 of 4 are right
    right, wrong = np.log(np.e + 7) - 1, np.log(np.e + 7)
    weights = {"lm": 1.0, "emotion": 5.0, "strategy": 0.2, "affect": 5.0}
    loss, n = MEASURES["validation loss"].values(Comparison({"full": [result(1.0)]}, weights), result(1.0))
    assert loss[0] == pytest.approx(1 + 0.2 * (right + wrong) / 2, abs=1e-6)
    assert n == 4


def test_a_star_says_that_the_interval_leaves_out_nothing():
    row = {"value": 0.5, "difference": {"value": -0.1, "low": -0.2, "high": -0.05}}
    assert cell(row) == "0.500\n-0.100* [-0.200, -0.050]"
    assert cell({"value": 0.5}) == "0.500"
    assert cell(None) == ""


def test_a_trial_is_known_by_all_it_depends_on(fit):
    trials = Trials(Path("results/ablation"), "ablation")
    trial = Trial("full", 17, ("sft.yaml",))
    trials.run(trial, environment={})
    assert trials.known(trial) is not None
    assert trials.known(Trial("full", 17, ("sft.yaml",), {"model.init_args.lr": 1e-5})) is None
    (left,) = Path("results/ablation").glob("full-17-*/preferences.json")
    left.unlink()
    assert trials.known(trial) is None


def test_another_configuration_goes_on_in_no_folder_of_this_one(fit):
    trials = Trials(Path("results/ablation"), "ablation")
    first = trials.run(Trial("full", 17, ("sft.yaml",)), environment={})
    Path("sft.yaml").write_text("model: {init_args: {lr: 1.0e-5}}")
    second = trials.run(Trial("full", 17, ("sft.yaml",)), environment={})
    assert first.best_model != second.best_model


def test_preference_optimisation_is_measured_on_examples_cut_as_its_start_was(fit):
    Path("sft.yaml").write_text("data: {init_args: {max_length: 256}}")
    run()
    overlay = yaml.safe_load(Path("results/ablation/full_dpo-18.yaml").read_text())
    assert overlay["trainer"]["callbacks"][-1]["init_args"] == {"data": {"max_length": 256}}


def test_a_process_that_finds_the_queue_empty_runs_nothing(fit, monkeypatch):
    planned = [one for own in arms_of(["sft.yaml"], None, [17], []).values() for one in own]
    study = queue.open_study(queue.study_name(planned), "sqlite:///results/study.db")
    fetched = study.get_trials

    def twice_as_many(**options):
        return fetched(**options) * (2 if options.get("states") == (queue.TrialState.WAITING,) else 1)

    monkeypatch.setattr(study, "get_trials", twice_as_many)
    monkeypatch.setattr(queue, "open_study", lambda name, storage: study)
    queue.run_all(Trials(Path("results/ablation"), "ablation"), planned, 1, "")
    assert len(fit.commands) == len(planned)


def test_a_broken_run_is_not_the_best_one():
    broken = result(float("nan"))
    loss, _ = MEASURES["validation loss"].values(Comparison({"full": [broken]}), broken)
    assert np.isnan(loss[0])
