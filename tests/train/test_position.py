"""Counters from which Lightning goes on at a given micro-batch."""

from empathy.train.position import counters, position


def test_inside_an_epoch_the_epoch_has_begun():
    state = position(epoch=1, micro_batch=6, length=8)
    assert state["epoch_progress"]["current"] == {"ready": 2, "started": 2, "processed": 1, "completed": 1}
    assert state["epoch_loop.batch_progress"]["current"] == counters(6)
    assert state["epoch_loop.batch_progress"]["total"] == counters(14)


def test_at_an_epochs_end_the_next_has_not_begun():
    state = position(epoch=1, micro_batch=8, length=8)
    assert state["epoch_progress"]["total"] == counters(2)
    assert state["epoch_loop.batch_progress"] == {
        "total": counters(16),
        "current": counters(0),
        "is_last_batch": False,
    }
