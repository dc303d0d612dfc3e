"""An export of a finished tiny run."""

from pathlib import Path

import pytest

from empathy.export.command import export


@pytest.fixture(scope="session")
def tiny_run(tiny_best_model) -> Path:
    """Folder in which the tiny run was trained: its configuration names files relative to it."""
    return tiny_best_model.parents[3]


@pytest.fixture(scope="session")
def exported(tiny_best_model, tiny_run) -> Path:
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(tiny_run)
        patched.delenv("EMPATHY_DATA", raising=False)
        export(model="logs/tiny")
    return tiny_run / "exports" / "tiny"
