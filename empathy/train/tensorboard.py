"""TensorBoard's event files, without which a run goes on."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from lightning.pytorch.loggers import TensorBoardLogger

log = logging.getLogger(__name__)


class TensorBoard(TensorBoardLogger):
    """Lightning's logger that neither ends a run on a full disk nor shows a step twice after a resume.

    The writer's thread dies of its first failed write and hands that error to every later call: it is replaced, and
    what could not be written is missing in the curves. ``training_history.json`` has it all the same.
    """

    def resume_at(self, step: int) -> None:
        """Drop what a killed run logged from an optimizer step on; it is logged again."""
        self._kwargs["purge_step"] = step

    def log_metrics(self, metrics: Mapping[str, float], step: int | None = None) -> None:
        """Log scalars, if it can be done."""
        with self._patience():
            super().log_metrics(metrics, step)

    def log_text(self, tag: str, text: str, step: int) -> None:
        """Log a text in Markdown, if it can be done."""
        with self._patience():
            self.experiment.add_text(tag, text, global_step=step)

    def save(self) -> None:
        """Flush, if it can be done."""
        with self._patience():
            super().save()

    def finalize(self, status: str) -> None:
        """Flush and close, if it can be done."""
        with self._patience():
            super().finalize(status)

    @contextmanager
    def _patience(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            reason = (
                error if isinstance(error, OSError) else error.__cause__
            )  # Lightning wraps what `add_scalar` raises
            if not isinstance(reason, OSError):
                raise
            log.warning("TensorBoard's file in %s was not written (%s): the run goes on", self.log_dir, reason.strerror)
            self._kwargs.pop("purge_step", None)  # the next writer must not drop what this one has written
            self._experiment = None
