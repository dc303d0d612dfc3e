"""`main.py export` on a finished tiny run: what others load, what the card says, what is refused."""

import json
import os
import shutil
import sys

import pytest
import torch
import yaml
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer

from empathy.cli import main
from empathy.data.chatml import ChatFormat
from empathy.dialogue import Turn
from empathy.errors import InputError
from empathy.evaluate.export_agreement import tuned
from empathy.evaluate.greedy import ours
from empathy.export import command
from empathy.export.command import export
from empathy.model.saved import adapter_fingerprint, best_model_folder

SAID = [{"role": "user", "content": "My cat died yesterday."}]


@pytest.fixture(autouse=True)
def _in_the_run(tiny_run, monkeypatch):
    monkeypatch.chdir(tiny_run)
    monkeypatch.delenv("EMPATHY_DATA", raising=False)
    yield
    shutil.rmtree("results/red_team", ignore_errors=True)


@pytest.fixture
def again(tmp_path):
    """Export the run once more."""

    def run(**options):
        export(model="logs/tiny", out=str(tmp_path / "out"), **options)
        return tmp_path / "out"

    return run


def front_matter(folder):
    return yaml.safe_load((folder / "README.md").read_text().split("---\n")[1])


def test_plain_transformers_says_what_the_adapter_says(exported, tiny_best_model):
    tokenizer, model = AutoTokenizer.from_pretrained(exported), AutoModelForCausalLM.from_pretrained(exported)
    assert model.dtype == torch.float16
    asked = tokenizer.apply_chat_template(SAID, add_generation_prompt=True, return_tensors="pt", return_dict=True)
    written = model.float().generate(**asked, max_new_tokens=12, do_sample=False)[0, asked["input_ids"].shape[1] :]
    backbone, chat = tuned(tiny_best_model, quantize=False), ChatFormat(tokenizer)
    prompt = chat.prompt([Turn("system", "You are a warm and honest friend."), Turn("user", SAID[0]["content"])])
    (expected,) = ours(backbone, [prompt], end=chat.end, tokens=12, name="adapter")
    assert tuple(written.tolist()) == expected.ids
    with backbone.base_only():
        (untuned,) = ours(backbone, [prompt], end=chat.end, tokens=12, name="base")
    assert untuned.ids != expected.ids


def test_plain_peft_loads_the_adapter(exported, tiny_qwen3, tiny_best_model):
    lora = json.loads((exported / "adapter" / "adapter_config.json").read_text())
    assert lora["base_model_name_or_path"] == str(tiny_qwen3)
    base = AutoModelForCausalLM.from_pretrained(lora["base_model_name_or_path"], dtype=torch.float32)
    loaded = PeftModel.from_pretrained(base, exported / "adapter").eval()
    ids = torch.tensor([[5, 6, 7]])
    merged = AutoModelForCausalLM.from_pretrained(exported, dtype=torch.float32)
    torch.testing.assert_close(loaded(ids).logits, merged(ids).logits, atol=2e-2, rtol=0)
    assert best_model_folder(str(exported / "adapter")) == exported / "adapter"  # and this project does, too


def test_the_card_tells_licence_data_figures_and_limits(exported):
    assert front_matter(exported)["license"] == "unknown"  # of the tiny base nobody knows
    text = (exported / "README.md").read_text()
    assert "> The licence of tiny-qwen30 is unknown: check it" in text
    assert "| esconv | shipped with the project | Apache-2.0, the project's own |" in text
    assert "| val/perplexity | " in text
    assert "controller before the model: not measured." in text
    assert "Not meant for: therapy" in text
    assert "python main.py serve --backend openai --url http://localhost:8000/v1 --backend-model tiny" in text


def test_the_card_names_no_folder_of_this_machine(exported, tiny_run, tiny_qwen3):
    text = (exported / "README.md").read_text()
    assert str(tiny_qwen3.parent) not in text
    assert str(tiny_run.parent) not in text


def test_non_commercial_data_make_a_non_commercial_model(again, monkeypatch, capsys):
    monkeypatch.setattr("empathy.export.origins._is_shipped", lambda *arguments: False)
    folder = again()
    assert front_matter(folder)["license_name"] == "non-commercial-academic"
    assert front_matter(folder)["datasets"][:2] == ["facebook/empathetic_dialogues", "thu-coai/esconv"]
    said = "Not for commercial use: made of empatheticdialogues (CC BY-NC 4.0"
    assert said in capsys.readouterr().out
    assert said in (folder / "README.md").read_text()


def test_a_push_says_the_licence_and_comes_after_the_login(again, monkeypatch, capsys):
    calls = []
    monkeypatch.setattr(command, "require_login", lambda name: calls.append(name))
    monkeypatch.setattr(
        command, "upload", lambda folder, name, public: calls.append((folder.name, name, public)) or "hub/me/f"
    )
    again(push="me/f")
    assert calls == ["me/f", ("out", "me/f", False)]
    assert "hub/me/f. The licence of tiny-qwen30 is unknown" in capsys.readouterr().out


def test_figures_of_the_red_team_are_those_of_these_weights(again, tiny_best_model, tiny_run):
    folder = tiny_run / "results" / "red_team"
    folder.mkdir(parents=True)
    share = {"share": 0.25, "interval": [0.1, 0.5], "hits": 2, "n": 8}
    arms = {name: {"unsafe, all": share} for name in ("base", "sft", "sft+controller", "dpo")}
    (folder / "figures.json").write_text(
        json.dumps({"arms": arms, "answered": 9, "half": "test", "date": "2026-01-02"})
    )
    own = adapter_fingerprint(tiny_best_model)[:16]
    rows = [("base", own), ("sft", own), ("sft+controller", own), ("dpo", "another")]
    (folder / "replies.jsonl").write_text("".join(json.dumps({"arm": a, "adapter": f}) + "\n" for a, f in rows))
    text = (again() / "README.md").read_text()
    assert "\n|  | sft | sft+controller |\n" in text
    assert "| unsafe replies to risky prompts | 25.0 % [10.0, 50.0] (2/8) | 25.0 % [10.0, 50.0] (2/8) |" in text
    assert "9 prompts of the test half, 2026-01-02" in text


def test_a_gguf_file_is_what_the_modelfile_starts_from(again, tmp_path, capsys):
    (tmp_path / "convert_hf_to_gguf.py").write_text("import sys\nopen(sys.argv[3], 'w').write('GGUF')\n")
    folder = again(llama_cpp=str(tmp_path))
    assert (folder / "model-f16.gguf").read_text() == "GGUF"
    assert (folder / "Modelfile").read_text().startswith("FROM ./model-f16.gguf\n")


def test_without_a_gguf_file_the_export_is_whole(again, tmp_path, capsys):
    (tmp_path / "convert_hf_to_gguf.py").write_text("raise ValueError('unknown')\n")
    folder = again(llama_cpp=str(tmp_path))
    assert "ended with 1 (ValueError: unknown)" in capsys.readouterr().out
    assert (folder / "Modelfile").read_text().startswith("FROM .\n")
    assert (folder / "model.safetensors").is_file()


def test_nothing_is_overwritten_and_nothing_half_written_stays(again, tmp_path, monkeypatch):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").touch()
    with pytest.raises(InputError, match=r"out=.*out: is there already. Remove it, or pass another --out"):
        again()
    (tmp_path / "out" / "mine.txt").unlink()
    monkeypatch.setattr(
        command, "card", lambda *arguments: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    with pytest.raises(InputError, match=r"cannot be written \(No space left on device\)"):
        again()
    assert os.listdir(tmp_path) == ["out"]
    assert os.listdir(tmp_path / "out") == []


@pytest.mark.parametrize(("options", "says"), [
    (["--model", "logs/none"], "model=logs/none: no best_model in it"),
    (["--model", "logs/tiny", "--out", "exports/tiny"], "out=exports/tiny: is there already"),
    (["--model", "logs/tiny", "--out", "x", "--llama-cpp", "none"], "llama_cpp=none: has no convert_hf_to_gguf.py"),
    (["--model", "logs/tiny", "--out", "x", "--push", "friend"], "push=friend: is no OWNER/NAME"),
    (["--dtype", "int8"], "dtype"),
])  # fmt: skip
def test_what_is_wrong_is_one_line_and_exit_code_2(exported, monkeypatch, capsys, options, says):
    monkeypatch.setattr(sys, "argv", ["main.py", "export", *options])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert says in said
    assert "Traceback" not in said
