"""A run that was interrupted anywhere and resumed is the run that was left alone, to the last bit."""

import re
import shutil
from pathlib import Path

import pytest
import torch
import yaml
from jsonargparse import Namespace
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from empathy.cli import main
from empathy.errors import InputError
from empathy.train.checkpoint_files import save
from empathy.train.checkpoints import name_of, steps_in
from empathy.train.identity import require_same, require_whole
from empathy.train.resume import decide, newest_run
from tests.faults.fault import Crash, final_hash, mismatches

ROOT = Path(__file__).parents[2]
STEPS = 4
"""Windows of two micro-batches an epoch, two epochs; validation after the third window of each."""


class Run:
    """A folder in which ``fit`` is interrupted and resumed, in this process."""

    def __init__(self, folder: Path, model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.model, self.monkeypatch = folder, model, monkeypatch
        shutil.copytree(ROOT / "safety", folder / "safety")

    def fit(self, *arguments: str, workers: int = 0, **fault: object) -> None:
        callbacks = [
            {"class_path": "empathy.train.checkpoints.Checkpoints", "init_args": {"every_n_steps": 2}},
            {"class_path": "empathy.train.monitor.StepMonitor"},
            {"class_path": "empathy.train.history.History"},
            {"class_path": "tests.faults.fault.Fault", "init_args": {"record": str(self.record), **fault}},
        ]
        trainer = {"max_steps": -1, "max_epochs": 2, "limit_train_batches": 2 * STEPS, "val_check_interval": 6}
        settings = {
            "model": {"init_args": {"base_model": str(self.model), "quantize": False, "weights": {"persona": 0.0}}},
            "data": {"init_args": {"limit": 5, "num_workers": workers, "held_out_tokens": 200}},
            "trainer": {**trainer, "num_sanity_val_steps": 0, "enable_model_summary": False, "callbacks": callbacks},
        }
        (self.folder / "run.yaml").write_text(yaml.safe_dump(settings))
        tiny = str(ROOT / "tests" / "conf" / "sft.yaml")
        with self.monkeypatch.context() as patched:
            patched.chdir(self.folder)
            patched.setattr("sys.argv", ["main.py", "fit", "--config", tiny, "--config", "run.yaml", *arguments])
            main()

    @property
    def record(self) -> Path:
        return self.folder / "record.txt"

    @property
    def checkpoints(self) -> Path:
        run = newest_run(self.folder / "logs" / "tiny")
        assert run is not None
        return run[1]

    @property
    def hash(self) -> str:
        # The harness names its runs otherwise.
        (self.folder / "logs" / "run").symlink_to("tiny")
        return final_hash(self.folder)


@pytest.fixture(scope="module")
def reference(tiny_qwen3, tmp_path_factory):
    with pytest.MonkeyPatch.context() as monkeypatch:
        run = Run(tmp_path_factory.mktemp("reference"), tiny_qwen3, monkeypatch)
        run.fit()
        yield run.record, run.hash


@pytest.fixture
def run(tmp_path, tiny_qwen3, monkeypatch) -> Run:
    return Run(tmp_path, tiny_qwen3, monkeypatch)


PLACES = {
    "before anything was saved": ("batch", 2, 0),
    "in the middle of a window": ("batch", 5, 0),
    "in validation": ("validation", 0, 0),
    "half a save": ("half a save", 1, 0),
    "between digest and file": ("between digest and file", 2, 0),
    "at the epoch's edge": ("epoch edge", 0, 0),
    "in the second epoch, with workers": ("batch", 13, 2),
}


@pytest.mark.parametrize(("kind", "at", "workers"), PLACES.values(), ids=PLACES.keys())
def test_a_crash_leaves_no_trace(run, reference, kind, at, workers):
    record, weights = reference
    with pytest.raises(Crash):
        run.fit(kind=kind, at=at, workers=workers)
    run.fit("--resume", "auto", workers=workers)
    wrong, compared = mismatches(record, run.record)
    assert wrong == 0
    assert compared >= 4 * STEPS
    assert run.hash == weights


CHAIN = (
    ("epoch edge", 0), ("batch", 4), ("validation", 0), ("half a save", 1), ("batch", 1),
    ("between digest and file", 0), ("epoch edge", 0),
)  # fmt: skip


@pytest.mark.parametrize("validates_after", [6, 2 * STEPS])
def test_many_crashes_leave_no_trace(run, reference, validates_after):
    """One run is interrupted again and again; what a restart stores must serve the next one."""
    record, weights = reference
    arguments = ["--resume", "auto", "--trainer.val_check_interval", str(validates_after)]
    crashes = 0
    for kind, at in CHAIN:
        try:
            run.fit(*arguments, kind=kind, at=at)
        except Crash:
            crashes += 1
    run.fit(*arguments)
    assert mismatches(record, run.record)[0] == 0
    assert crashes >= 3
    assert run.hash == weights
    # The curve has every step once: what was logged before a crash and trained again is dropped.
    events = EventAccumulator(str(run.checkpoints.parent))
    events.Reload()
    assert [event.step for event in events.Scalars("train/loss")] == list(range(2 * STEPS))


def test_sigterm_stops_after_the_window_and_nothing_is_done_twice(run, reference, capsys):
    record, weights = reference
    with pytest.raises(SystemExit) as stop:
        run.fit(kind="signal", at=4)
    assert stop.value.code == 143
    # Micro-batches 4 and 5 are the third window, which validation follows.
    assert steps_in(run.checkpoints)[-1] == 3
    run.fit("--resume", "required")
    assert "Resuming" in capsys.readouterr().out
    wrong, compared = mismatches(record, run.record)
    assert (wrong, compared) == (0, 4 * STEPS)
    assert run.hash == weights


def test_without_its_seeds_a_resumed_run_is_another(run, tmp_path_factory, tiny_qwen3, monkeypatch):
    """Negative control: the comparison sees what Lightning alone loses."""
    left_alone = Run(tmp_path_factory.mktemp("no-reseed"), tiny_qwen3, monkeypatch)
    left_alone.fit(broken="no_reseed")
    with pytest.raises(Crash):
        run.fit(kind="batch", at=5, broken="no_reseed")
    run.fit("--resume", "auto", broken="no_reseed")
    assert mismatches(left_alone.record, run.record)[0] > 0


def test_with_the_first_epochs_order_a_resumed_run_is_another(run, reference):
    with pytest.raises(Crash):
        run.fit(kind="batch", at=13)
    run.fit("--resume", "auto", broken="first_epoch_order")
    assert mismatches(reference[0], run.record)[0] > 0


def test_required_with_nothing_to_resume_is_an_error(run, capsys):
    for arguments in (["--resume", "required"], ["--ckpt_path", "last"]):
        with pytest.raises(SystemExit) as stop:
            run.fit(*arguments)
        assert stop.value.code == 2
        assert "resume=required: no checkpoint under logs/tiny verifies" in capsys.readouterr().err


def test_a_run_is_not_resumed_with_other_data_or_seed(run, capsys):
    with pytest.raises(Crash):
        run.fit(kind="batch", at=5)
    for arguments, said in (
        (["--data.limit", "4"], "ckpt_path: was made with another data. Put the corpora"),
        (["--data.seed", "3"], "ckpt_path: was made with another plan: seed was 17, is 3"),
    ):
        with pytest.raises(SystemExit) as stop:
            run.fit("--resume", "required", *arguments)
        assert stop.value.code == 2
        assert said in capsys.readouterr().err


def test_a_full_disk_does_not_end_the_run(run, monkeypatch, caplog):
    """The disk is full while steps 4 and 6 are saved: the run goes on, what was saved before stays."""

    def full(content: dict, path: Path) -> None:
        if path.name in (name_of(4), name_of(6)):
            assert (path.parent / name_of(3)).is_file()
            raise OSError(28, "No space left on device")
        save(content, path)

    monkeypatch.setattr("empathy.train.checkpoint_files.save", full)
    run.fit()
    assert caplog.text.count("No space left on device") == 2
    assert steps_in(run.checkpoints)[-1] == 2 * STEPS


def test_two_newest_and_the_best_are_kept(run):
    run.fit()
    best = torch.load(run.checkpoints / name_of(2 * STEPS), weights_only=True)["callbacks"]["Checkpoints"]["best_step"]
    assert best in (3, 7)
    assert set(steps_in(run.checkpoints)) == {7, 8, best}
    assert len(list(run.checkpoints.iterdir())) == 2 * len({7, 8, best})  # each with its digest, nothing else


def logger(folder: Path):
    return Namespace(init_args=Namespace(save_dir=str(folder), name="run"))


class TestDecide:
    @pytest.fixture
    def saved(self, tmp_path):
        for version, step in ((0, 9), (2, 3), (2, 5), (10, 1)):
            save({"state_dict": {}}, tmp_path / "run" / f"version_{version}" / "checkpoints" / name_of(step))
        return tmp_path

    def test_the_newest_run_by_number(self, saved):
        found = decide("required", None, logger(saved))
        assert found is not None
        assert (found.version, found.step) == (10, 1)

    def test_never_and_an_explicit_file_are_left_alone(self, saved):
        assert decide("never", None, logger(saved)) is None
        assert decide(None, None, logger(saved)) is None
        assert decide("auto", "some.ckpt", logger(saved)) is None

    def test_last_is_required(self, saved, tmp_path):
        assert decide(None, "last", logger(saved)) is not None
        with pytest.raises(InputError, match="resume=required"):
            decide(None, "last", logger(tmp_path / "nowhere"))

    def test_a_requeued_slurm_job_resumes_by_itself(self, saved, tmp_path, monkeypatch):
        monkeypatch.setenv("SLURM_RESTART_COUNT", "1")
        assert decide(None, None, logger(saved)) is not None
        assert decide("never", None, logger(saved)) is None
        assert decide(None, None, logger(tmp_path / "nowhere")) is None

    def test_a_logger_without_folder(self):
        with pytest.raises(InputError, match=re.escape("trainer.logger")):
            decide("auto", None, False)


OWN = {
    "labels": {"emotions": ["joy", "fear"]}, "template": "a", "data": "b", "reference": None,
    "plan": {"seed": 1, "world_size": 2}, "versions": {"torch": "2.13.0"},
}  # fmt: skip


class TestIdentity:
    def test_the_same_goes_on(self):
        require_same(OWN, OWN, stage="fit")

    @pytest.mark.parametrize(
        ("part", "other", "said"),
        [
            ("labels", {"emotions": ["fear", "joy"]}, "another labels"),
            ("data", "c", "another data"),
            ("plan", {"seed": 1, "world_size": 1}, "another plan: world_size was 1, is 2"),
            ("versions", {"torch": "2.12.0"}, "another version: torch was 2.12.0, is 2.13.0"),
        ],
    )
    def test_a_difference_is_named(self, part, other, said):
        with pytest.raises(InputError, match=said):
            require_same({**OWN, part: other}, OWN, stage="fit")

    def test_evaluation_asks_only_for_labels_and_template(self):
        require_same({**OWN, "data": "c", "versions": {}}, OWN, stage="test")
        with pytest.raises(InputError, match="another template"):
            require_same({**OWN, "template": "x"}, OWN, stage="test")

    def test_a_foreign_file(self):
        with pytest.raises(InputError, match="does not say what it was made with"):
            require_same(None, OWN, stage="test")

    def test_tensors_must_be_the_same(self):
        own = {"a": torch.zeros(2), "b": torch.zeros(3)}
        require_whole(own, own)
        with pytest.raises(InputError, match="b is not in the file"):
            require_whole({"a": own["a"]}, own)
        with pytest.raises(InputError, match=r"a is \(3,\) in the file, \(2,\) in the model"):
            require_whole({**own, "a": torch.zeros(3)}, own)
