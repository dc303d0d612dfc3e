"""Ollama's Modelfile and the GGUF file."""

import json
import re

import pytest

from empathy.data.chatml import ChatFormat
from empathy.dialogue import Turn
from empathy.errors import InputError
from empathy.export.recipes import GGUF, converter, modelfile, write_gguf

SYSTEM = "You are a warm friend."
TALK = [Turn("system", SYSTEM), Turn("user", "Hello."), Turn("assistant", "Hi."), Turn("user", "My cat died.")]


def template_of(text):
    return re.search(r'^TEMPLATE """(.*?)"""$', text, re.DOTALL | re.MULTILINE)[1]


def go(template, messages):
    """Render the few of Go's actions that the template uses, none of which trims white space."""
    before, body, after = re.fullmatch(
        r"(.*?)\{\{ range \.Messages \}\}(.*)\{\{ end \}\}(.*)", template, re.DOTALL
    ).groups()
    said = ""
    for message in messages:
        part = re.sub(
            r'\{\{ if eq \.Role "(\w+)" \}\}(.*?)\{\{ end \}\}',
            lambda found, role=message["role"]: found[2] if found[1] == role else "",
            body,
            flags=re.DOTALL,
        )
        said += part.replace("{{ .Role }}", message["role"]).replace("{{ .Content }}", message["content"])
    whole = re.sub(r'\{\{ ("(?:[^"\\]|\\.)*") \}\}', lambda found: json.loads(found[1]), before + said + after)
    assert "{{" not in whole
    return whole


@pytest.mark.parametrize("thinks", [False, True])
def test_ollamas_template_renders_the_prompt_of_training(thinks, tokenizer, thinking_tokenizer):
    chat = ChatFormat(thinking_tokenizer if thinks else tokenizer)
    template = template_of(modelfile(".", system=SYSTEM, thinks=thinks))
    messages = [{"role": turn.role, "content": turn.text} for turn in TALK]
    assert go(template, messages) == chat.tokenizer.decode(chat.prompt(TALK))


def test_the_modelfile_stops_decodes_and_opens_as_the_project_does():
    text = modelfile("./model-f16.gguf", system=f' {SYSTEM} """ ', thinks=False)
    assert text.startswith("FROM ./model-f16.gguf\nTEMPLATE")
    lines = text.splitlines()
    assert lines[-8:] == [
        "PARAMETER temperature 0.5", "PARAMETER top_p 0.9", "PARAMETER top_k 0", "PARAMETER repeat_penalty 1.1",
        "PARAMETER repeat_last_n 4096", "PARAMETER num_ctx 4096", 'PARAMETER stop "<|im_end|>"',
        f'SYSTEM """{SYSTEM} \'\'\'"""',
    ]  # fmt: skip
    assert "SYSTEM" not in modelfile(".", system=" ", thinks=False)


@pytest.fixture
def script(tmp_path):
    def write(content):
        (tmp_path / "convert_hf_to_gguf.py").write_text(f"import sys\n{content}\n")
        return tmp_path

    return write


def test_the_converter_is_the_one_named_or_the_one_on_the_path(script, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert converter(None) is None
    folder = script("")
    assert converter(str(folder)) == folder / "convert_hf_to_gguf.py"
    (folder / "convert_hf_to_gguf.py").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    assert converter(None) == folder / "convert_hf_to_gguf.py"
    with pytest.raises(InputError, match=r"llama_cpp=.*none: has no convert_hf_to_gguf.py"):
        converter(str(tmp_path / "none"))


def test_a_gguf_file_is_written(script, tmp_path):
    options = "['--outtype', 'f16', '--model-name', 'friend']"
    folder = script(f"assert sys.argv[4:] == {options}; open(sys.argv[3], 'w').write(sys.argv[1])")
    (tmp_path / "out").mkdir()
    assert write_gguf(folder / "convert_hf_to_gguf.py", tmp_path / "out", "friend") == ""
    assert (tmp_path / "out" / GGUF).read_text() == str(tmp_path / "out")


@pytest.mark.parametrize(("content", "complaint"), [
    ("open(sys.argv[3], 'w').write('half'); raise ValueError('no such')", r"with 1 \(ValueError: no such\)"),
    ("", r"with 0 \(it wrote no file\)"),
])  # fmt: skip
def test_a_converter_that_fails_is_one_line_and_leaves_nothing(script, tmp_path, content, complaint):
    (tmp_path / "out").mkdir()
    said = write_gguf(script(content) / "convert_hf_to_gguf.py", tmp_path / "out", "friend")
    assert re.search(complaint, said)
    assert "\n" not in said
    assert not list((tmp_path / "out").iterdir())
