"""The commands as a user types them: a tiny twin through all of them; bad input: one message, exit code 2."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
import torch
import yaml
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from empathy.batch import TERMS
from empathy.cli import main
from tests.tiny import save_model

ROOT = Path(__file__).parents[1]
TINY = str(ROOT / "tests" / "conf" / "sft.yaml")


def run(arguments):
    """Run ``python main.py ...``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["main.py", *arguments])
        main()


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """An empty working folder with what commands expect beside them."""
    shutil.copytree(ROOT / "safety", tmp_path / "safety")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def fitted(tiny_qwen3, tmp_path_factory):
    """One run of ``fit`` on the tiny twin; other tests look at what it left."""
    folder = tmp_path_factory.mktemp("fitted")
    shutil.copytree(ROOT / "safety", folder / "safety")
    before = Path.cwd()
    os.chdir(folder)
    try:
        run(["fit", "--config", TINY, "--model.base_model", str(tiny_qwen3)])
    finally:
        os.chdir(before)
    return folder


def test_fit_leaves_what_the_readme_promises(fitted):
    run = fitted / "logs" / "tiny" / "version_0"
    names = {path.name for path in (run / "best_model").iterdir()}
    assert {"adapter_model.safetensors", "adapter_config.json", "heads.safetensors", "labels.json"} <= names
    assert {"tokenizer.json", "chat_template.jinja", "empathy.json", "README.md"} <= names
    results = fitted / "results" / "tiny-0"
    assert {path.name for path in results.iterdir()} == {
        "summary.json",
        "training_history.json",
        "training_curves.png",
    }
    summary = json.loads((results / "summary.json").read_text())
    for figure in ("perplexity", "emotion_macro_f1", "strategy_macro_f1", "valence_r"):
        assert summary["base"][figure] != summary["tuned"][figure]
        assert summary["n"][figure] > 0
    assert summary["mix"]["worst_window_deviation"] < 1
    assert sum(summary["mix"]["realised"].values()) == pytest.approx(1)
    # The newest two; the best is one of them here. Each has its digest.
    names = {path.name for path in (run / "checkpoints").iterdir()}
    assert {f"step-0000000{step}.ckpt{end}" for step in (2, 3) for end in ("", ".sha256")} <= names
    assert len(names) <= 6


def test_tensorboard_shows_terms_validation_mix_speed_and_replies(fitted):
    events = EventAccumulator(str(fitted / "logs" / "tiny" / "version_0"))
    events.Reload()
    scalars = set(events.Tags()["scalars"])
    assert {f"train/{term}" for term in TERMS} | {"train/loss", "train/gradient_norm"} <= scalars
    assert {"val/esconv/nll", "val/empatheticdialogues/nll", "val/emotion_macro_f1", "val/strategy_macro_f1"} <= scalars
    assert {"mix/esconv", "mix_intended/esconv", "speed/supervised_tokens_per_s"} <= scalars
    assert [event.step for event in events.Scalars("train/lm")] == [0, 1, 2]
    assert any("samples/grief" in tag for tag in events.Tags()["tensors"])


def test_checkpoint_holds_only_what_training_changes(fitted):
    path = fitted / "logs" / "tiny" / "version_0" / "checkpoints" / "step-00000003.ckpt"
    state = torch.load(path, weights_only=True)["state_dict"]
    assert all("lora_" in name or name.startswith("heads.") for name in state)


def test_best_model_gives_the_figures_of_the_summary(fitted, tiny_qwen3, monkeypatch, capsys):
    """``test`` on ``best_model/`` must measure what the summary says of the tuned model."""
    monkeypatch.chdir(fitted)
    best = fitted / "logs" / "tiny" / "version_0" / "best_model"
    run(["test", "--config", TINY, "--model.base_model", str(tiny_qwen3), "--model.start_from", str(best)])
    summary = json.loads((fitted / "results" / "tiny-0" / "summary.json").read_text())
    row = next(line for line in capsys.readouterr().out.splitlines() if "test/perplexity" in line)
    printed = float(next(word for word in row.replace("│", " ").split() if word.replace(".", "").isdigit()))
    assert printed == pytest.approx(summary["tuned"]["perplexity"], rel=1e-4)


def test_validate_from_a_checkpoint(fitted, tiny_qwen3, monkeypatch, capsys):
    monkeypatch.chdir(fitted)
    run(["validate", "--config", TINY, "--model.base_model", str(tiny_qwen3), "--ckpt_path", "best"])
    assert "val/perplexity" in capsys.readouterr().out


def test_predict_writes_labels_without_text(fitted, tiny_qwen3, monkeypatch):
    monkeypatch.chdir(fitted)
    arguments = ["predict", "--config", TINY, "--model.base_model", str(tiny_qwen3)]
    run([*arguments, "--trainer.logger.init_args.version", "predicted", "--return_predictions", "false"])
    rows = [json.loads(row) for row in Path("results/tiny-predicted/predictions-0.jsonl").read_text().splitlines()]
    assert {row["head"] for row in rows} == {"emotion", "strategy", "affect"}
    assert all(set(row) <= {"id", "position", "head", "labels", "valence", "arousal"} for row in rows)


def test_prepare_writes_the_card(checkout, tiny_qwen3, capsys):
    run(["prepare", "--model.base_model", str(tiny_qwen3), "--data.max_length", "4096"])
    card = json.loads((checkout / "results" / "data" / "card.json").read_text())
    assert card["corpora"]["empatheticdialogues"]["read"] == {"train": 256, "valid": 32, "test": 32}
    assert "neutral is the only label" in capsys.readouterr().out
    assert (checkout / "results" / "data" / "rejects.jsonl").read_text() == ""


def test_preview_shows_where_the_heads_read(checkout, tiny_qwen3, capsys):
    run(["preview", "--model.base_model", str(tiny_qwen3), "--data.max_length", "4096", "--corpus", "esconv"])
    shown = capsys.readouterr().out
    assert "<- strategy: " in shown
    assert "supervised" in shown


def test_check_says_that_the_tiny_twin_can_run(checkout, tiny_qwen3, capsys):
    run(["check", "--config", TINY, "--model.base_model", str(tiny_qwen3)])
    assert "can run here" in capsys.readouterr().out


def test_help_lists_lightnings_commands_and_the_tools(capsys):
    with pytest.raises(SystemExit) as stop:
        run(["--help"])
    assert stop.value.code == 0
    listed = capsys.readouterr().out
    for command in ("fit", "validate", "test", "predict", "prepare", "preview", "pairs", "check"):
        assert f"\n    {command} " in listed


@pytest.mark.parametrize("path", sorted((ROOT / "configs").rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_configuration_parses(path, capsys):
    base = [] if path.parent.name == "configs" else ["--config", str(ROOT / "configs" / "quickstart.yaml")]
    with pytest.raises(SystemExit) as stop:
        run(["fit", *base, "--config", str(path), "--print_config"])
    assert stop.value.code == 0
    assert yaml.safe_load(capsys.readouterr().out)["model"]["class_path"].endswith("Module")


def test_a_class_that_a_file_names_has_its_own_defaults(capsys):
    with pytest.raises(SystemExit):
        run(["fit", "--config", str(ROOT / "configs" / "dpo_quickstart.yaml"), "--print_config"])
    settings = yaml.safe_load(capsys.readouterr().out)
    assert settings["model"]["init_args"]["weight_decay"] == 0.0  # SupervisedModule's is 0.01
    assert settings["data"]["class_path"].endswith("PreferenceData")


def test_prepare_describes_preference_pairs(checkout, tiny_qwen3, capsys):
    config = str(ROOT / "tests" / "conf" / "dpo.yaml")
    run(["prepare", "--config", config, "--model.base_model", str(tiny_qwen3), "--model.start_from", "nowhere"])
    card = json.loads((checkout / "results" / "data" / "card.json").read_text())
    assert card["pairs"]["kept"] == {"train": 6, "valid": 6, "test": 6}  # the tiny twin keeps six
    assert "Preference pairs" in (checkout / "results" / "data" / "card.md").read_text()
    assert "preference pairs" in capsys.readouterr().out


BAD = {
    "alpha 0": (["--data.alpha", "0"], "alpha: Not of type Alpha: 0"),
    "alpha 2": (["--data.alpha", "2"], "alpha: Not of type Alpha: 2"),
    "negative weight": (["--model.weights.lm", "-1"], "weights.lm"),
    "unknown key": (["--model.learning_rate", "1"], "learning_rate"),
    "unknown corpus": (["--data.corpora", "[reddit]"], "unknown corpus 'reddit'"),
    "unknown source": (["--data.sources", "{reddit: hub}"], "data.sources"),
    "unknown folder": (["--data.root", "nowhere"], "data.root=nowhere"),
    "unknown model": (["--model.base_model", "nobody/nothing"], "model.base_model=nobody/nothing"),
    "missing model folder": (["--model.base_model", "./nothing"], "no such folder"),
    "no GPU": (["--trainer.accelerator", "gpu"], "CUDA devices"),
    "missing rules": (["--data.rules", "none.md"], "data.rules=none.md"),
    "no end": (["--trainer.max_epochs", "-1", "--trainer.max_steps", "-1"], "nothing ends the run"),
    "no best model": (["--model.start_from", "nowhere"], "model.start_from=nowhere"),
    "missing checkpoint": (["--ckpt_path", "none.ckpt"], "none.ckpt"),
    "missing config": (["--config", "none.yaml"], "none.yaml"),
    "unknown way to resume": (["--resume", "maybe"], "resume"),
    "nothing to resume": (["--resume", "required"], "no checkpoint under logs/tiny verifies"),
    "no last checkpoint": (["--ckpt_path", "last"], "no checkpoint under logs/tiny verifies"),
    "a cut window": (["--trainer.limit_train_batches", "3"], "trainer.limit_train_batches=3"),
    "an interval of no steps": (["--trainer.callbacks.every_n_steps", "0"], "every_n_steps"),
}


@pytest.mark.parametrize(("arguments", "named"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_one_message_and_exit_code_two(arguments, named, checkout, tiny_qwen3, capsys, monkeypatch):
    monkeypatch.setattr("torch.cuda.device_count", lambda: 0)
    with pytest.raises(SystemExit) as stop:
        run(["fit", "--config", TINY, "--model.base_model", str(tiny_qwen3), *arguments])
    assert stop.value.code == 2
    said = capsys.readouterr().err
    assert named in said
    assert "Traceback" not in said
    assert not (checkout / "results").exists()


def test_28_labels_and_class_balanced_weights_train(checkout, tiny_qwen3):
    options = ["--model.label_space", "emotions28", "--model.rebalance", "class_balanced", "--trainer.max_steps", "1"]
    run(["fit", "--config", TINY, "--model.base_model", str(tiny_qwen3), *options])
    summary = json.loads((checkout / "results" / "tiny-0" / "summary.json").read_text())
    assert {"emotion_macro_f1", "emotion_micro_f1"} <= set(summary["tuned"])
    labels = json.loads((checkout / "logs" / "tiny" / "version_0" / "best_model" / "labels.json").read_text())
    assert labels["emotions"][-1] == "neutral"


def test_the_real_qwen3_tokenizer_trains_a_tiny_qwen3(checkout, shared, tmp_path):
    folder = tmp_path / "qwen3"
    folder.mkdir()
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(shared / "models" / "qwen3-tokenizer" / name, folder)
    save_model(folder, vocabulary=151_936)
    run(["fit", "--config", TINY, "--model.base_model", str(folder), "--trainer.max_steps", "1"])
    assert (checkout / "results" / "tiny-0" / "summary.json").is_file()


def test_a_best_model_of_another_label_space_is_refused(fitted, tiny_qwen3, checkout, capsys):
    best = str(fitted / "logs" / "tiny" / "version_0" / "best_model")
    options = ["--model.base_model", str(tiny_qwen3), "--model.start_from", best, "--model.label_space", "emotions28"]
    with pytest.raises(SystemExit) as stop:
        run(["test", "--config", TINY, *options])
    assert stop.value.code == 2
    assert "model.label_space=emotions27" in capsys.readouterr().err
