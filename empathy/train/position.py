"""Where a run stands, as Lightning's loops store it: always between two windows, with nothing pending.

Lightning 2.6 guesses from its counters at which of a dozen places a checkpoint was made, and repairs them when it
restarts. After an epoch's edge it leaves them in a state from which the *next* restart begins the epoch anew (seen:
weights of step 9, batches of step 6). So the counters are written as they would stand had the run just come here.
"""

from typing import Any


def counters(count: int) -> dict[str, int]:
    """A progress whose four counters agree: so many were begun, and all of them ended."""
    return {"ready": count, "started": count, "processed": count, "completed": count}


def position(*, epoch: int, micro_batch: int, length: int) -> dict[str, Any]:
    """State of the fit loop from which training goes on with the given micro-batch.

    Args:
        epoch: Epochs that have ended.
        micro_batch: Micro-batches of this epoch that were trained on, in ``1..length``, at a window's end.
        length: Micro-batches an epoch.

    Returns:
        Entries of ``checkpoint["loops"]["fit_loop"]``; validation is not pending.
    """
    trained = epoch * length + micro_batch
    if micro_batch == length:  # the next epoch, which has not begun
        epoch, micro_batch = epoch + 1, 0
        epochs = counters(epoch)
    else:
        epochs = {**counters(epoch), "ready": epoch + 1, "started": epoch + 1}
    return {
        "epoch_progress": {"total": epochs, "current": epochs},
        "epoch_loop.batch_progress": {
            "total": counters(trained),
            "current": counters(micro_batch),
            "is_last_batch": False,
        },
        "epoch_loop.val_loop.batch_progress": {"total": counters(0), "current": counters(0), "is_last_batch": False},
    }
