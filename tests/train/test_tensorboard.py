"""Curves are worth less than the run."""

import pytest
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from empathy.train.tensorboard import TensorBoard


def curve(folder):
    events = EventAccumulator(str(folder))
    events.Reload()
    return {event.step: event.value for event in events.Scalars("a")}


def test_a_failed_write_costs_its_point_and_nothing_else(tmp_path, monkeypatch, caplog):
    logger = TensorBoard(str(tmp_path), name="run", version=0)
    logger.log_metrics({"a": 1.0}, 1)
    logger.save()

    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(logger.experiment, "add_scalar", full)
        logger.log_metrics({"a": 2.0}, 2)
    assert "No space left on device" in caplog.text
    logger.log_metrics({"a": 3.0}, 3)
    logger.finalize("success")
    assert curve(tmp_path / "run" / "version_0") == {1: 1.0, 3: 3.0}


def test_another_error_is_not_swallowed(tmp_path):
    logger = TensorBoard(str(tmp_path), name="run", version=0)
    with pytest.raises(ValueError, match="you tried to log"):
        logger.log_metrics({"a": "no number"}, 1)  # type: ignore[dict-item]
    logger.finalize("failed")


def test_steps_after_the_resumed_one_are_replaced(tmp_path):
    logger = TensorBoard(str(tmp_path), name="run", version=0)
    for step in range(4):
        logger.log_metrics({"a": 1.0}, step)
    logger.finalize("killed")
    resumed = TensorBoard(str(tmp_path), name="run", version=0)
    resumed.resume_at(2)
    for step in range(2, 5):
        resumed.log_metrics({"a": 9.0}, step)
    resumed.finalize("success")
    assert curve(tmp_path / "run" / "version_0") == {0: 1.0, 1: 1.0, 2: 9.0, 3: 9.0, 4: 9.0}
