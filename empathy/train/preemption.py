"""A machine that is about to be taken away: SIGTERM, or SLURM's SIGUSR1, stops the run at the next window's end."""

import logging
import os
import signal
import subprocess
from types import FrameType
from typing import Any

log = logging.getLogger(__name__)

SIGNALS = (signal.SIGTERM, signal.SIGUSR1)


class Preemption:
    """Notes the signal instead of dying from it in the middle of a window.

    Lightning would stop at once, and its SLURM handler would save half-accumulated gradients' position without the
    gradients: the resumed run would be another one.

    Attributes:
        received: The signal, or None.
    """

    def __init__(self) -> None:
        self.received: int | None = None
        self._before: dict[int, Any] = {}

    def watch(self) -> None:
        """Install the handlers over Lightning's."""
        self._before = {number: signal.signal(number, self._note) for number in SIGNALS}

    def unwatch(self) -> None:
        """Put the handlers of before back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before = {}

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.received = number

    def requeue(self) -> None:
        """Ask SLURM to start the job again, if this is one and SLURM asked for it; resuming is then automatic."""
        job = os.environ.get("SLURM_JOB_ID")
        if job is None or self.received != signal.SIGUSR1:
            return
        if "SLURM_ARRAY_JOB_ID" in os.environ:
            job = f"{os.environ['SLURM_ARRAY_JOB_ID']}_{os.environ['SLURM_ARRAY_TASK_ID']}"
        try:
            subprocess.run(["scontrol", "requeue", job], check=True, timeout=60)
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("Job %s could not be requeued (%s): submit it again, it will resume", job, error)


def was_requeued() -> bool:
    """Whether SLURM started this job again after it had been stopped."""
    return os.environ.get("SLURM_RESTART_COUNT", "0") != "0"
