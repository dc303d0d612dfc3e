"""Which checkpoint a command starts from: the newest that verifies, in the newest run of that name."""

import logging
from pathlib import Path
from typing import Any, Literal, NamedTuple

from empathy.errors import InputError
from empathy.train.checkpoint_files import Rejected, load
from empathy.train.checkpoints import name_of, steps_in
from empathy.train.preemption import was_requeued

log = logging.getLogger(__name__)

Resume = Literal["required", "auto", "never"]
"""required: nothing to resume is an error. auto: resume, or start where there is nothing. never: start a new run."""

RESUME_HELP = "required: resume the newest run of that name, or fail; auto: resume it, or start; never: start a new run"


class Found(NamedTuple):
    """A checkpoint to go on from.

    Attributes:
        version: Number of the run, which keeps writing into its folder.
        step: Optimizer steps done.
        path: The file.
    """

    version: int
    step: int
    path: Path


def newest_run(root: Path) -> tuple[int, Path] | None:
    """Number and checkpoint folder of the newest run under ``<save_dir>/<name>`` that has checkpoints."""
    files = root.glob("version_*/checkpoints/step-*.ckpt")
    versions = [file.parent.parent.name.removeprefix("version_") for file in files]
    numbers = [int(version) for version in versions if version.isdecimal()]
    if not numbers:
        return None
    return max(numbers), root / f"version_{max(numbers)}" / "checkpoints"


def newest(root: Path) -> Found | None:
    """Find the newest checkpoint of the newest run that verifies; newer ones that do not are named in a warning."""
    run = newest_run(root)
    if run is None:
        return None
    version, folder = run
    for step in reversed(steps_in(folder)):
        path = folder / name_of(step)
        try:
            load(path)
        except Rejected as reason:
            log.warning("Rejected: %s %s", path, reason)
        else:
            return Found(version, step, path)
    return None


def runs_folder(logger: Any) -> Path:
    """Folder ``<save_dir>/<name>`` of the configured logger.

    Raises:
        InputError: If the logger does not name one.
    """
    settings = getattr(logger, "init_args", None)
    if settings is None or not settings.get("save_dir"):
        raise InputError(
            "trainer.logger",
            "names no save_dir to look for checkpoints in",
            "Use empathy.train.tensorboard.TensorBoard",
        )
    return Path(settings.save_dir) / str(settings.get("name") or "")


def find(which: str, logger: Any) -> str:
    """Find ``last`` or ``best`` of the newest run, as its newest checkpoint remembers it.

    Raises:
        InputError: If there is no run.
    """
    root = runs_folder(logger)
    found = newest(root)
    if found is None:
        raise InputError(f"ckpt_path={which}", f"no checkpoint under {root} verifies", "Train first, or name a file")
    step = load(found.path)["callbacks"]["Checkpoints"]["best_step"] if which == "best" else None
    return str(found.path if step is None else found.path.with_name(name_of(step)))


def decide(resume: Resume | None, ckpt_path: str | None, logger: Any) -> Found | None:
    """Decide from what a fit starts; None for a new run or an explicit file.

    Args:
        resume: As asked; None: auto where SLURM has requeued the job, never otherwise.
        ckpt_path: As asked; ``last`` is ``resume=required``.
        logger: The ``trainer.logger`` section.

    Raises:
        InputError: If it is required and there is none.
    """
    if ckpt_path == "last":
        resume = "required"
    resume = resume or ("auto" if was_requeued() else "never")
    if resume == "never" or ckpt_path not in (None, "last"):
        return None
    root = runs_folder(logger)
    found = newest(root)
    if found is None and resume == "required":
        raise InputError(
            f"resume={resume}", f"no checkpoint under {root} verifies", "Use --resume auto to start a new run then"
        )
    return found
