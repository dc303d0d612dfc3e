"""Configuration, tokenizer, template and stop tokens, as programs read them that know nothing of this project.

They are written so that transformers 4 and what copies its format (vLLM, llama.cpp, Ollama) read them as well.
"""

import json
from pathlib import Path
from typing import Any

from empathy.chat.controller import Settings
from empathy.data.chatml import ChatFormat, pad_of
from empathy.export.merged import read_json
from empathy.model.sampling import NUCLEUS, REPETITION_PENALTY


def served_template(chat: ChatFormat, system: str) -> str:
    """The jinja template that renders the ids of training where text alone is handed over.

    It is ``ChatFormat.template`` with the run's system turn before conversations that bring none, without training's
    marks, which engines of their own do not know. What looks like a control token in a text is broken up, for a
    rendered string is tokenised as a whole.
    """
    template = chat.template.replace("{% generation %}", "").replace("{% endgeneration %}", "")
    for control in ("<|", *(("<think>", "</think>") if chat.thinks else ())):
        broken = f"{control[0]} {control[1:]}"
        template = template.replace("message['content'] |", f"message['content'] | replace('{control}', '{broken}') |")
    if not system.strip():
        return template
    turn = json.dumps(f"<|im_start|>system\n{system.strip()}<|im_end|>\n", ensure_ascii=False)
    return "{% if not messages or messages[0]['role'] != 'system' %}{{ " + turn + " }}{% endif %}" + template


def write_tokenizer(chat: ChatFormat, system: str, out: Path) -> None:
    """Write the tokenizer with its template; ``<|im_end|>`` ends a text."""
    tokenizer = chat.tokenizer
    tokenizer.chat_template = served_template(chat, system)
    tokenizer.eos_token = "<|im_end|>"
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = "<|im_end|>"
    tokenizer.save_pretrained(str(out))
    path = out / "tokenizer_config.json"
    config = read_json(path)
    if config.get("tokenizer_class") == "TokenizersBackend":  # version 5's name for it
        config["tokenizer_class"] = "PreTrainedTokenizerFast"
    if isinstance(config.get("extra_special_tokens"), list):  # version 4 expects a mapping under this name
        config["additional_special_tokens"] = config.pop("extra_special_tokens")
    config["model_input_names"] = ["input_ids", "attention_mask"]  # version 4 adds types that models do not take
    config["add_bos_token"] = False  # the template renders all there is
    _write(path, config)


def write_configuration(base: Path, chat: ChatFormat, dtype: str, out: Path) -> None:
    """Write config.json and generation_config.json.

    Args:
        base: Folder of the base.
        chat: Knows the id that ends a turn.
        dtype: Of the merged weights.
        out: Where to.
    """
    config = {name: value for name, value in read_json(base / "config.json").items() if "name_or_path" not in name}
    config |= {"dtype": dtype, "torch_dtype": dtype, "eos_token_id": chat.end, "pad_token_id": pad_of(chat)}
    _write(out / "config.json", config | _version_4(config))
    path = base / "generation_config.json"
    own = read_json(path) if path.is_file() else {}
    ends = own.get("eos_token_id", [])
    ends = ends if isinstance(ends, list) else [ends]
    begins = own.get("bos_token_id", config.get("bos_token_id"))
    generation = {
        **({} if begins is None else {"bos_token_id": begins}),
        "eos_token_id": [chat.end, *(id_ for id_ in ends if id_ != chat.end)],
        "pad_token_id": pad_of(chat),
        "do_sample": True,
        "temperature": Settings.temperature,
        "top_p": NUCLEUS,
        "repetition_penalty": REPETITION_PENALTY,
    }
    _write(out / "generation_config.json", generation)


def _version_4(config: dict[str, Any]) -> dict[str, Any]:
    """Positions as transformers 4 spells them; without them others read a default base, and write nonsense."""
    rope = config.get("rope_parameters")
    if not isinstance(rope, dict) or "rope_theta" not in rope:
        return {}
    scaling = {name: value for name, value in rope.items() if name != "rope_theta"}
    old: dict[str, Any] = {"rope_theta": rope["rope_theta"]}
    return old if scaling.get("rope_type", "default") == "default" else old | {"rope_scaling": scaling}


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
