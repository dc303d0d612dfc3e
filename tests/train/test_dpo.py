"""Preference optimisation: the job, its reference, its resumption, two ranks, and TRL's loss on the same batch."""

import json
import math
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch
import yaml
from datasets import Dataset
from peft.tuners.lora import LoraLayer
from safetensors.torch import load_file
from torch.testing import assert_close
from transformers import AutoTokenizer

from empathy.cli import main
from empathy.data.pairs import EncodedPair, collate_pairs
from empathy.model.backbone import POLICY, REFERENCE, Lora, load_backbone
from empathy.model.preference_loss import PreferenceLoss, pair_terms
from empathy.model.saved import best_model_folder
from empathy.train.checkpoints import name_of
from empathy.train.dpo import PreferenceModule
from tests.faults.fault import Crash, final_hash, mismatches

ROOT = Path(__file__).parents[2]
LIMIT = 200


class Run:
    """A folder in which ``fit`` is run in this process."""

    def __init__(self, folder: Path, base: Path, start_from: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.monkeypatch = folder, monkeypatch
        self.init_args = {"base_model": str(base), "start_from": str(start_from)}
        shutil.copytree(ROOT / "safety", folder / "safety")

    def fit(self, *arguments: str, command: str = "fit", **fault: object) -> None:
        callback = {"class_path": "tests.faults.fault.Fault", "init_args": {"record": str(self.record), **fault}}
        settings = {"model": {"init_args": self.init_args}, "trainer": {"callbacks+": [callback]}}
        (self.folder / "run.yaml").write_text(yaml.safe_dump(settings))
        tiny = str(ROOT / "tests" / "conf" / "dpo.yaml")
        with self.monkeypatch.context() as patched:
            patched.chdir(self.folder)
            patched.setenv("EMPATHY_CACHE", str(self.folder / "cache"))
            patched.setattr("sys.argv", ["main.py", command, "--config", tiny, "--config", "run.yaml", *arguments])
            main()

    @property
    def record(self) -> Path:
        return self.folder / "record.txt"

    @property
    def version(self) -> Path:
        return self.folder / "logs" / "tiny_dpo" / "version_0"

    @property
    def results(self) -> dict:
        folder = self.folder / "results" / "tiny_dpo-0"
        return {name: json.loads((folder / f"{name}.json").read_text()) for name in ("summary", "training_history")}

    @property
    def hash(self) -> str:
        (self.folder / "logs" / "run").symlink_to("tiny_dpo")
        return final_hash(self.folder)


@pytest.fixture(scope="module")
def finished(tiny_qwen3, tiny_best_model, tmp_path_factory):
    with pytest.MonkeyPatch.context() as monkeypatch:
        run = Run(tmp_path_factory.mktemp("finished"), tiny_qwen3, tiny_best_model, monkeypatch)
        run.fit()
        yield run


@pytest.fixture
def run(tmp_path, tiny_qwen3, tiny_best_model, monkeypatch) -> Run:
    return Run(tmp_path, tiny_qwen3, tiny_best_model, monkeypatch)


def test_it_learns_to_prefer_and_says_so(finished):
    summary, history = finished.results["summary"], finished.results["training_history"]
    for split in ("valid", "test"):
        base, sft, dpo = (summary["pairs"][split][model] for model in ("base", "sft", "dpo"))
        assert sft["kl"]["value"] == pytest.approx(0, abs=1e-6)
        assert sft["margin"]["value"] == 0
        assert dpo["kl"]["value"] > 1e-4
        assert dpo["accuracy"]["value"] > 0.6  # it is measured on what it was trained on
        assert base["chosen_perplexity"]["n"] == dpo["chosen_perplexity"]["n"]
    first, *_, last = (value for _, value in history["train/margin"])
    assert first == pytest.approx(0, abs=1e-5)
    assert last > first
    for name in ("train/chosen_log_probability", "train/rejected_violations", "val/kl", "speed/pairs_per_s"):
        assert history[name]
    # The heads are measured before and after, and every panel message is answered by all three.
    assert summary["heads"]["sft"]["emotion"]["n"] == summary["heads"]["dpo"]["emotion"]["n"]
    assert all(set(replies) == {"message", "base", "sft", "dpo"} for replies in summary["replies"].values())


def test_the_first_loss_is_that_of_an_undecided_model(finished):
    step, value = finished.results["training_history"]["train/dpo"][0]
    # Policy and reference are the same weights: sigma(0) where no rule is broken, sigma(-lambda) where one is.
    share = dict(finished.results["training_history"]["train/rejected_violations"])[step]
    assert value == pytest.approx((1 - share) * math.log(2) + share * math.log(1 + math.e), abs=1e-5)


def test_best_model_holds_the_policy_alone(finished, tiny_best_model):
    folder = finished.version / "best_model"
    assert not (folder / REFERENCE).exists()
    policy, before = (load_file(place / "adapter_model.safetensors") for place in (folder, tiny_best_model))
    assert policy.keys() == before.keys()
    assert any(not torch.equal(policy[name], before[name]) for name in before)
    heads = [load_file(place / "heads.safetensors") for place in (folder, tiny_best_model)]
    assert heads[0].keys() == heads[1].keys()
    # They follow the aligned model, at the statistics of the base.
    same = {name for name in heads[1] if torch.equal(heads[0][name], heads[1][name])}
    assert same == {name for name in heads[1] if name.endswith((".mean", ".deviation"))}


def test_checkpoints_hold_no_reference_and_no_trained_heads(finished):
    content = torch.load(finished.version / "checkpoints" / name_of(6), weights_only=True)
    assert not [name for name in content["state_dict"] if REFERENCE in name]
    assert len(content["optimizer_states"][0]["state"]) == len([n for n in content["state_dict"] if "lora" in n])


def test_the_reference_is_a_copy_that_training_does_not_touch(tiny_qwen3, tiny_best_model):
    module = PreferenceModule(str(tiny_best_model), base_model=str(tiny_qwen3), quantize=False)
    module.configure_model()
    saved = load_file(tiny_best_model / "adapter_model.safetensors")
    layers = {name: layer for name, layer in module.model.model.named_modules() if isinstance(layer, LoraLayer)}
    ids = torch.tensor([[5, 6, 7, 8]])
    optimizer = torch.optim.AdamW([p for p in module.parameters() if p.requires_grad], lr=0.1)
    for _ in range(2):
        module.model(ids, torch.ones_like(ids)).square().sum().backward()
        optimizer.step()
        with module.model.reference_only(), torch.no_grad():
            module.model(ids, torch.ones_like(ids))
    for name, layer in layers.items():
        for part in ("lora_A", "lora_B"):
            stored = saved[f"{name}.{part}.weight"]
            assert torch.equal(getattr(layer, part)[REFERENCE].weight, stored)
            assert not torch.equal(getattr(layer, part)[POLICY].weight, stored)
            assert not getattr(layer, part)[REFERENCE].weight.requires_grad
            assert getattr(layer, part)[POLICY].weight.requires_grad
    assert not any(p.requires_grad for p in module.heads.parameters())


def test_reference_log_probabilities_are_computed_once(finished, tiny_qwen3, tiny_best_model, tmp_path, monkeypatch):
    again = Run(tmp_path, tiny_qwen3, tiny_best_model, monkeypatch)
    shutil.copytree(finished.folder / "cache", tmp_path / "cache")
    monkeypatch.setattr("empathy.train.reference.score_all", lambda module: pytest.fail("scored again"))
    again.fit()
    assert again.record.read_text() == finished.record.read_text()


def test_another_adapter_is_another_reference(run, tiny_best_model, tmp_path, capsys):
    other = tmp_path / "other"
    shutil.copytree(tiny_best_model, other)
    with pytest.raises(SystemExit):
        run.fit(kind="signal", at=4)
    assert len(list((tmp_path / "cache" / "reference").iterdir())) == 1
    weights = (other / "adapter_model.safetensors").read_bytes()
    (other / "adapter_model.safetensors").write_bytes(weights[:-4] + b"\0\0\0\0")
    run.init_args["start_from"] = str(other)
    with pytest.raises(SystemExit) as stop:
        run.fit("--resume", "required")
    assert stop.value.code == 2
    assert "was made with another reference" in capsys.readouterr().err


@pytest.mark.parametrize(("kind", "at"), [("batch", 3), ("validation", 0), ("epoch edge", 0), ("half a save", 2)])
def test_a_crash_leaves_no_trace(run, finished, kind, at):
    with pytest.raises(Crash):
        run.fit(kind=kind, at=at)
    run.fit("--resume", "auto")
    wrong, compared = mismatches(finished.record, run.record)
    assert (wrong, compared >= 12) == (0, True)
    if not (finished.folder / "logs" / "run").exists():
        finished.hash  # noqa: B018 - makes the link
    assert run.hash == final_hash(finished.folder)


def test_the_exported_model_can_be_tested_and_started_from(finished, capsys):
    finished.fit("--model.start_from", str(finished.version / "best_model"), command="test")
    assert "test/pairs/preference_accuracy" in capsys.readouterr().out
    assert best_model_folder(str(finished.version.parent)) == finished.version / "best_model"


def test_two_ranks_are_one_rank_with_twice_the_accumulation(tiny_qwen3, tiny_best_model, tmp_path):
    found = []
    for world, accumulate in ((1, 2), (2, 1)):
        folder = tmp_path / str(world)
        folder.mkdir()
        shutil.copytree(ROOT / "safety", folder / "safety")
        overlay = {
            "model": {"init_args": {"base_model": str(tiny_qwen3), "start_from": str(tiny_best_model), "lr": 1e-3}},
            "trainer": {
                "devices": world, "strategy": "ddp" if world > 1 else "auto", "accumulate_grad_batches": accumulate,
                "val_check_interval": 2 * accumulate,
            },
        }  # fmt: skip
        (folder / "ddp.yaml").write_text(yaml.safe_dump(overlay))
        tiny = str(ROOT / "tests" / "conf" / "dpo.yaml")
        environment = {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT), "EMPATHY_CACHE": str(folder / "cache")}
        with subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), "fit", "--config", tiny, "--config", "ddp.yaml"],
            cwd=folder, env={**os.environ, **environment}, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        ) as process:  # fmt: skip
            try:
                output, _ = process.communicate(timeout=LIMIT)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                pytest.fail("the ranks wait for each other")
        assert process.returncode == 0, output
        results = folder / "results" / "tiny_dpo-0"
        found.append([json.loads((results / f"{n}.json").read_text()) for n in ("training_history", "summary")])
    (one, summary), (two, other) = found
    for name in ("train/dpo", "train/margin", "train/rejected_log_probability", "val/kl", "val/loss"):
        assert [v for _, v in two[name]] == pytest.approx([v for _, v in one[name]], rel=1e-3, abs=1e-4), name
    for name, figure in summary["pairs"]["test"]["dpo"].items():
        assert other["pairs"]["test"]["dpo"][name]["n"] == figure["n"]
        assert other["pairs"]["test"]["dpo"][name]["value"] == pytest.approx(figure["value"], rel=0.02, abs=1e-3)


@pytest.mark.parametrize(("argument", "value", "said"), [
    ("--model.start_from", "nowhere", "model.start_from=nowhere: no best_model in it"),
    ("--model.lora.alpha", "8", "model.lora.alpha=8:"),
    ("--model.loss.smoothing", "0.5", "smoothing"),
    ("--data.preferences", "nowhere", "data.preferences=nowhere: no such folder"),
    ("--data.max_length", "40", "nothing is left in the train split"),
])  # fmt: skip
def test_bad_input_is_one_line_and_exit_code_2(run, capsys, argument, value, said):
    with pytest.raises(SystemExit) as stop:
        run.fit(argument, value)
    assert stop.value.code == 2
    (error,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error:")]
    assert said in error


PAIRS = [
    EncodedPair("a", (3, 4, *range(30, 60)), (7, 8, 9), (9, 9), (False, False)),
    EncodedPair("b", (3, 4, 80), (10, 11), (12, 13, 14, 15), (False, False)),
]


@pytest.fixture
def backbone(tiny_qwen3):
    made = load_backbone(
        str(tiny_qwen3), device=torch.device("cpu"), precision="32-true", quantize=False, lora=Lora(dropout=0.0)
    )
    generator = torch.Generator().manual_seed(1)
    for name, parameter in made.named_parameters():
        if "lora_B" in name:  # new adapters do nothing
            parameter.data.normal_(0, 0.2, generator=generator)
    return made


def scored(backbone, batch):
    module = PreferenceModule("nowhere")
    module.backbone = backbone
    return module.score(batch)


def test_scores_are_those_of_each_reply_alone(backbone):
    batch = collate_pairs(PAIRS, (0, 1), pad=0, window_pairs=2)
    own = scored(backbone, batch)
    own.log_probabilities.sum().backward()
    gradients = {name: p.grad.clone() for name, p in backbone.named_parameters() if p.requires_grad}
    backbone.zero_grad()
    plain = []
    for pair in PAIRS:
        for reply in (pair.chosen, pair.rejected):
            ids = torch.tensor([[*pair.prompt, *reply]])
            logits = backbone.model(input_ids=ids).logits[0, len(pair.prompt) - 1 : -1].log_softmax(-1)
            plain.append(logits.gather(1, torch.tensor(reply)[:, None]).sum())
    assert_close(own.log_probabilities.flatten(), torch.stack(plain), rtol=1e-5, atol=1e-4)
    torch.stack(plain).sum().backward()
    for name, parameter in backbone.named_parameters():
        if parameter.requires_grad:
            assert_close(gradients[name], parameter.grad, rtol=1e-4, atol=1e-4)


def test_without_violations_it_is_trls_sigmoid_loss(backbone, tiny_qwen3, tmp_path):
    trl = pytest.importorskip("trl", reason="TRL is not installed; `pip install -c constraints.txt -e '.[bench]'`")
    texts = Dataset.from_list([{"prompt": "a", "chosen": "b", "rejected": "c"}])
    trainer = trl.DPOTrainer(
        model=backbone.model, train_dataset=texts, processing_class=AutoTokenizer.from_pretrained(tiny_qwen3),
        args=trl.DPOConfig(
            output_dir=str(tmp_path), beta=0.3, loss_type="sigmoid", bf16=False, use_cpu=True, report_to="none",
            activation_checkpointing=False, per_device_train_batch_size=2, disable_tqdm=True,
        ),
    )  # fmt: skip
    backbone.add_reference()  # both have copied the adapter now, which goes on from there
    for name, parameter in backbone.named_parameters():
        if f"lora_B.{POLICY}" in name:
            parameter.data.mul_(1.5)

    batch = collate_pairs(PAIRS, (0, 1), pad=0, window_pairs=2)
    own = scored(backbone, batch)
    with backbone.reference_only(), torch.no_grad():
        reference = scored(backbone, batch)
    options = PreferenceLoss(beta=0.3, violation=0.0)
    loss = pair_terms(own.log_probabilities, reference.log_probabilities, own.tokens, batch["violations"], options)
    (loss["dpo"] / 2).backward()
    gradients = {name: p.grad.clone() for name, p in backbone.model.named_parameters() if p.requires_grad}
    backbone.zero_grad()

    rows = [
        {"prompt_ids": list(p.prompt), "chosen_ids": list(p.chosen), "rejected_ids": list(p.rejected)} for p in PAIRS
    ]
    theirs = trainer.compute_loss(trainer.model, trainer.data_collator(rows))
    assert theirs.item() == pytest.approx(loss["dpo"].item() / 2, abs=1e-5)
    theirs.backward()
    for name, parameter in backbone.model.named_parameters():
        if parameter.requires_grad and POLICY in name:
            assert_close(gradients[name], parameter.grad, rtol=1e-4, atol=1e-5)
