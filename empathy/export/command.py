"""``export``: a tuned model as other programs load it."""

import json
import shutil
from pathlib import Path
from typing import Literal

import torch
from rich.console import Console

from empathy.data.chatml import ChatFormat
from empathy.errors import InputError
from empathy.export.card import Facts, card
from empathy.export.merged import Adapter, base_folder, merge
from empathy.export.origins import trained_on
from empathy.export.push import push as upload
from empathy.export.push import require_login
from empathy.export.recipes import GGUF, converter, modelfile, write_gguf
from empathy.export.settings import write_configuration, write_tokenizer
from empathy.export.terms import Terms, base_part
from empathy.files import made_folder, sync_folder
from empathy.model.saved import ADAPTER, HEADS, LABELS, SETTINGS, WEIGHTS, best_model_folder, lora_of, settings_of
from empathy.pretrained import load_tokenizer


def export(
    model: str = "logs/quickstart",
    out: str | None = None,
    dtype: Literal["float16", "bfloat16"] = "float16",
    llama_cpp: str | None = None,
    push: str | None = None,
    public: bool = False,
    results: str = "results",
) -> None:
    """Write a tuned model for other programs: merged weights, adapter, tokenizer, recipes and a model card.

    Args:
        model: logs/NAME of a finished run, or one of its best_model folders.
        out: Folder to write, new or empty; null: exports/NAME.
        dtype: Of the merged weights.
        llama_cpp: Folder with llama.cpp's convert_hf_to_gguf.py, for a GGUF file; null: the one on the PATH, if any.
        push: OWNER/NAME on the Hugging Face hub to upload to; null: nowhere.
        public: Let everybody see a repository that --push makes.
        results: Folder with the measurements that the card shows.
    """
    folder = best_model_folder(model, key="model")
    name = folder.parents[1].name if folder.parent.name.startswith("version_") else folder.name
    target = Path(out or f"exports/{name}")
    if target.is_file() or (target.is_dir() and any(target.iterdir())):
        raise InputError(f"out={target}", "is there already", "Remove it, or pass another --out")
    script = converter(llama_cpp)
    if push:
        require_login(push)
    console = Console()
    made_folder(target.parent)
    partial = target.with_name(f".{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        facts = written(folder, partial, name=target.name, dtype=dtype, results=Path(results))
        told = _with_gguf(script, partial, target) if script else ""
        if target.is_dir():
            target.rmdir()
        partial.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            f"out={target}", f"cannot be written ({reason})", "Free space, or pass another --out"
        ) from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    numbers = f"{facts.merged.values:,} numbers in {dtype}, {facts.merged.adapted} tensors adapted"
    lines = [
        f"{target}: {numbers}, on {facts.base_shown}",
        *([told] if told else []),
        facts.terms.sentence,
        "These weights alone have no crisis guard: README.md says how to put the project's in front.",
    ]
    for line in lines:
        console.print(line, soft_wrap=True, highlight=False)
    if push:
        address = upload(target, push, public=public)
        console.print(f"{address}. {facts.terms.sentence}", soft_wrap=True, highlight=False)


def written(folder: Path, out: Path, *, name: str, dtype: str, results: Path) -> Facts:
    """Write everything but the GGUF file.

    Args:
        folder: ``best_model`` of a run.
        out: Folder to make.
        name: What the export is called.
        dtype: Of the merged weights.
        results: Where measurements lie.

    Returns:
        What the card tells.
    """
    settings = settings_of(folder)
    base_model, system = str(settings["base_model"]), str(settings["system"])
    adapter, chat, base = Adapter(folder), ChatFormat(load_tokenizer(base_model)), base_folder(base_model)
    terms = Terms(base_part(base_model, base), trained_on(folder))
    out.mkdir(parents=True)
    merged = merge(adapter, base, out, getattr(torch, dtype))
    write_configuration(base, chat, dtype, out)
    write_tokenizer(chat, system, out)
    facts = Facts(name, base_model, settings, terms, merged, dtype)
    _write_adapter(folder, out, facts)
    _write_text(out / "Modelfile", modelfile(".", system=system, thinks=chat.thinks))
    _write_text(out / "README.md", card(facts, folder, results))
    return facts


def _write_adapter(folder: Path, out: Path, facts: Facts) -> None:
    """The adapter as PEFT reads it, with the heads, and the tokenizer that stands beside the merged model."""
    adapter = out / "adapter"
    adapter.mkdir()
    for name in (WEIGHTS, HEADS, LABELS, SETTINGS):
        shutil.copyfile(folder / name, adapter / name)
    for name in TOKENIZER:
        shutil.copyfile(out / name, adapter / name)
    lora = {**lora_of(folder), "base_model_name_or_path": facts.base_name}
    _write_text(adapter / ADAPTER, json.dumps(lora, indent=2) + "\n")


def _with_gguf(script: Path, out: Path, target: Path) -> str:
    """Convert, and let the Modelfile start from what came out; otherwise say why nothing did."""
    if failed := write_gguf(script, out, target.name):
        return f"No GGUF file: {failed}"
    recipe = (out / "Modelfile").read_text(encoding="utf-8")
    _write_text(out / "Modelfile", recipe.replace("FROM .\n", f"FROM ./{GGUF}\n", 1))
    return f"{target / GGUF}"


def _write_text(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")


TOKENIZER = ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja")
