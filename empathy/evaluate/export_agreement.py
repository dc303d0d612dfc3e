"""Whether an export says what its run says: greedy replies to held-out messages, compared token by token.

python -m empathy.evaluate.export_agreement [--model logs/quickstart] [--export exports/quickstart] [--number 100]

The export is loaded, prompted and decoded with plain transformers, the run with the project's own code, on the CPU. A
run's base has 4 bits and an export's has not; a run chats in bfloat16, and everything else here computes in float32. So
replies part for three reasons, and each row of the table says which of them it measures. Whether other replies are
worse ones, the perplexity of the corpora's own replies says.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import torch

from empathy.data.chatml import ChatFormat
from empathy.data.module import EmpathyData
from empathy.dialogue import Turn
from empathy.errors import InputError, run
from empathy.evaluate.greedy import compared, ours, perplexity, plain
from empathy.evaluate.held_out import Moment, moments
from empathy.evaluate.intervals import Share
from empathy.model.backbone import POLICY, Backbone, Lora, load_backbone
from empathy.model.frozen import weight_of
from empathy.model.heads import Heads
from empathy.model.saved import best_model_folder, load_best_model, lora_of, settings_of
from empathy.pretrained import load_tokenizer, locate
from empathy.ranges import PositiveInt


def tuned(folder: Path, *, quantize: bool, precision: str = "32-true") -> Backbone:
    """A run's base, in 4 bits or whole, with its adapter."""
    settings, own = settings_of(folder), lora_of(folder)
    lora = Lora(r=own["r"], alpha=own["lora_alpha"], targets=tuple(own["target_modules"]))
    backbone = load_backbone(
        str(settings["base_model"]), device=torch.device("cpu"), precision=precision, quantize=quantize, lora=lora
    )
    multilabel = settings["label_space"] == "emotions28"
    load_best_model(
        folder, backbone, Heads(backbone.hidden_size, multilabel=multilabel, persona=settings["persona_head"])
    )
    return backbone


@torch.no_grad()
def merge_as_dequantised(backbone: Backbone, model: Any, dtype: torch.dtype) -> None:
    """Give a plain model the 4-bit base's own values, the adapter merged in, rounded as an export rounds."""
    from peft.tuners.lora import LoraLayer  # noqa: PLC0415 - a second that the refusal of a wrong folder must not pay

    weights, modules = dict(model.named_parameters()), dict[str, Any](backbone.model.get_base_model().named_modules())
    for name, module in modules.items():
        if isinstance(module, LoraLayer):
            delta = modules[name].get_delta_weight(POLICY)  # each kind of layer has its own, the class none
            weights[f"{name}.weight"].copy_(weight_of(module.get_base_layer()) + delta)
        elif hasattr(getattr(module, "weight", None), "quant_state") and not name.endswith(".base_layer"):
            weights[f"{name}.weight"].copy_(weight_of(module))
    for weight in weights.values():
        weight.copy_(weight.to(dtype))


def measured(folder: Path, export: Path, asked: Sequence[Moment], tokens: int) -> Iterator[tuple[str, Any]]:
    """Rows of the table, each as soon as it is there.

    Args:
        folder: ``best_model`` of the run.
        export: What ``main.py export`` wrote.
        asked: Messages.
        tokens: Of a reply at most.
    """
    from transformers import AutoModelForCausalLM, AutoTokenizer  # noqa: PLC0415 - as above

    base_model, system = str(settings_of(folder)["base_model"]), str(settings_of(folder)["system"])
    chat = ChatFormat(load_tokenizer(base_model))
    turns = [[*one.before, Turn("user", one.text)] for one in asked]
    prompts = [chat.prompt([*([Turn("system", system)] if system else []), *before]) for before in turns]
    tokenizer: Any = AutoTokenizer.from_pretrained(export)
    messages = [[{"role": turn.role, "content": turn.text} for turn in before] for before in turns]
    rendered = [tokenizer.apply_chat_template(one, add_generation_prompt=True)["input_ids"] for one in messages]
    same = sum(list(a) == list(b) for a, b in zip(prompts, rendered, strict=True))
    yield "prompts rendered as in training", str(Share(same, len(asked)))
    golds = [
        (prompt, [*chat.content(one.gold), chat.end]) for prompt, one in zip(prompts, asked, strict=True) if one.gold
    ]
    scored: dict[str, Any] = dict(zip(("prompts", "replies"), zip(*golds, strict=True), strict=True))

    model = AutoModelForCausalLM.from_pretrained(export, dtype=torch.float32)
    settings, dtype = model.generation_config, getattr(torch, str(_config(export)["dtype"]))
    exported = plain(model, rendered, tokens=tokens, name="export")
    gaps = [gap for reply in exported for gap in reply.gaps[: len(reply.ids)]]
    yield "export, any token: first choice ahead of the second, median nats", round(median(gaps), 4)
    yield "export: perplexity of the corpora's replies", round(perplexity(model, **scored), 3)
    given = {"end": chat.end, "tokens": tokens}
    whole = ours(tuned(folder, quantize=False), prompts, name="adapter on whole base", **given)
    yield "merging: adapter on whole base / export", compared(whole, exported)
    quantised = tuned(folder, quantize=True)
    four = ours(quantised, prompts, name="adapter on 4-bit base", **given)
    model = AutoModelForCausalLM.from_pretrained(locate(base_model), dtype=torch.float32)
    model.generation_config = settings
    merge_as_dequantised(quantised, model, dtype)
    dequantised = plain(model, rendered, tokens=tokens, name="merged into its values")
    yield "merging: adapter on 4-bit base / merged into its values", compared(four, dequantised)
    yield "merged into the 4-bit base's values: perplexity", round(perplexity(model, **scored), 3)
    yield "4 bits: adapter on 4-bit base / export", compared(four, exported)
    del model, quantised
    chatting = ours(tuned(folder, quantize=True, precision="bf16-mixed"), prompts, name="as it chats", **given)
    yield "bfloat16: as it chats / merged into the 4-bit base's values", compared(chatting, dequantised)
    yield "all of it: as it chats / export", compared(chatting, exported)


def _config(export: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((export / "config.json").read_text(encoding="utf-8"))
    return content


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="logs/quickstart")
    parser.add_argument("--export", default="exports/quickstart", help="what `main.py export` wrote")
    parser.add_argument("--number", type=PositiveInt, default=100, help="messages, from the held-out splits")
    parser.add_argument("--tokens", type=PositiveInt, default=64, help="of a reply at most")
    parser.add_argument("--root", help="folder of the corpora; by default those that ship with the package")
    arguments = parser.parse_args()
    folder, export = best_model_folder(arguments.model, key="--model"), Path(arguments.export)
    if not (export / "config.json").is_file():
        raise InputError(
            f"--export={export}", "no exported model in it", f"Run `main.py export --model {arguments.model}`"
        )
    asked = moments(EmpathyData(root=arguments.root), ["valid", "test"])[: arguments.number]
    print(json.dumps(dict(measured(folder, export, asked, arguments.tokens)), indent=1))


if __name__ == "__main__":
    run(main)
