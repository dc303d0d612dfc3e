"""Where a run writes."""

from pathlib import Path

from lightning.pytorch import Trainer


def results_folder(trainer: Trainer) -> Path:
    """``results/<name>-<version>``, created if need be."""
    logger = trainer.logger
    run = f"{logger.name}-{logger.version}" if logger is not None else "run"
    folder = Path("results") / run
    folder.mkdir(parents=True, exist_ok=True)
    return folder
