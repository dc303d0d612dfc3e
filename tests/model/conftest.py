"""A tiny Qwen3: the architecture of the real runs at a size that loads in milliseconds."""

from pathlib import Path

import pytest

from tests.tiny import save_model


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with weights and configuration; 300 ids, no tokenizer."""
    folder = tmp_path_factory.mktemp("tiny-model")
    save_model(folder, vocabulary=300)
    return folder
