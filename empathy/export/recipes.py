"""How other programs serve the export: Ollama's Modelfile, vLLM's command, a GGUF file through llama.cpp."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from empathy.chat.controller import Settings
from empathy.data.chatml import EMPTY_THOUGHT
from empathy.errors import InputError
from empathy.model.sampling import NUCLEUS, REPETITION_PENALTY

CONVERTER, GGUF = "convert_hf_to_gguf.py", "model-f16.gguf"

CONTEXT = 4096
"""Tokens of a conversation that are served; all of them count as said where repetition is penalised."""


def modelfile(source: str, *, system: str, thinks: bool) -> str:
    r"""Ollama's recipe.

    Its template renders what training saw, with one difference: Go's templates have no way to break up control tokens
    that somebody types.

    Args:
        source: What ``FROM`` names: a GGUF file, or the folder.
        system: The run's system turn; empty for none.
        thinks: Whether replies carry the empty think block.
    """
    thought = EMPTY_THOUGHT if thinks else ""
    before = '{{ if eq .Role "assistant" }}{{ ' + _go(thought) + " }}{{ end }}" if thought else ""
    lines = [
        f"FROM {source}",
        'TEMPLATE """{{ range .Messages }}<|im_start|>{{ .Role }}',
        before + "{{ .Content }}<|im_end|>",
        "{{ end }}{{ " + _go(f"<|im_start|>assistant\n{thought}") + ' }}"""',
        f"PARAMETER temperature {Settings.temperature}",
        f"PARAMETER top_p {NUCLEUS}",
        "PARAMETER top_k 0",
        f"PARAMETER repeat_penalty {REPETITION_PENALTY}",
        f"PARAMETER repeat_last_n {CONTEXT}",
        f"PARAMETER num_ctx {CONTEXT}",
        'PARAMETER stop "<|im_end|>"',
    ]
    if system.strip():
        lines.append('SYSTEM """' + system.strip().replace('"""', "'''") + '"""')
    return "\n".join(lines) + "\n"


def _go(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def serving(name: str) -> str:
    """The card's section on serving."""
    return f"""## Serving

The template, the stop tokens and the settings of draws (temperature {Settings.temperature}, nucleus {NUCLEUS},
repetition penalty {REPETITION_PENALTY}) lie beside the weights; vLLM and transformers read them there. In this folder:

```
vllm serve . --served-model-name {name} --max-model-len {CONTEXT}
ollama create {name} -f Modelfile && ollama run {name}
python {CONVERTER} . --outfile {GGUF} --outtype f16     # llama.cpp's; then FROM ./{GGUF} in the Modelfile
```

None of these has the project's guard and controller. Put them in front:

```
python main.py serve --backend openai --url http://localhost:8000/v1 --backend-model {name} --port 8080
```

With `--heads`, and the path of `adapter/` here, the heads read what people feel on the machine where this runs.
"""


def converter(llama_cpp: str | None) -> Path | None:
    """Find llama.cpp's converter: in the folder that was named, else on the PATH; None where there is none.

    Raises:
        InputError: If a folder was named that has none.
    """
    if llama_cpp is None:
        found = shutil.which(CONVERTER)
        return Path(found) if found else None
    script = Path(llama_cpp) / CONVERTER
    if not script.is_file():
        raise InputError(f"llama_cpp={llama_cpp}", f"has no {CONVERTER}", "Pass the folder of llama.cpp's sources")
    return script


def write_gguf(script: Path, out: Path, name: str) -> str:
    """Convert the merged model.

    Args:
        script: llama.cpp's converter.
        out: The export; the file is written into it.
        name: What the file calls the model.

    Returns:
        Empty where it worked, else why not, in one line.
    """
    target = out / GGUF
    options = ["--outfile", str(target), "--outtype", "f16", "--model-name", name]
    command = [sys.executable, str(script), str(out), *options]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        return f"{script} cannot be started ({error.strerror})"
    if done.returncode == 0 and target.is_file():
        return ""
    target.unlink(missing_ok=True)
    said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    return f"{script} ended with {done.returncode} ({said[-1][:160] if said else 'it wrote no file'})"
