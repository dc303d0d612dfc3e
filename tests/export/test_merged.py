"""Merging: by hand, against PEFT, and what cannot be merged."""

import json

import pytest
import torch
from peft import PeftModel
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

from empathy.errors import InputError
from empathy.export.merged import Adapter, base_folder, merge

NAME = "model.layers.0.self_attn.q_proj.weight"
STEM = f"base_model.model.{NAME.removesuffix('.weight')}"


@pytest.fixture
def made(tmp_path):
    """Write an adapter of rank 1 and a base; return what to merge and a folder for it."""

    def make(*, weight=((1.0, 2.0), (3.0, 4.0)), lora=(), config=(), extra=(), name=NAME):
        best, base, out = (tmp_path / part for part in ("best", "base", "out"))
        for folder in (best, base, out):
            folder.mkdir()
        (best / "adapter_config.json").write_text(json.dumps({"r": 1, "lora_alpha": 2, **dict(lora)}))
        parts = {
            f"{STEM}.lora_A.weight": torch.tensor([[10.0, 20.0]]),
            f"{STEM}.lora_B.weight": torch.tensor([[1.0], [-1.0]]),
        }
        save_file(parts | dict(extra), best / "adapter_model.safetensors")
        (base / "config.json").write_text(json.dumps(dict(config)))
        save_file(
            {name: torch.tensor(weight).bfloat16(), "model.norm.weight": torch.ones(2)}, base / "model.safetensors"
        )
        return best, base, out

    return make


def test_the_adapter_is_added_by_its_scale(made):
    best, base, out = made()
    found = merge(Adapter(best), base, out, torch.float16)
    tensors = load_file(out / "model.safetensors")
    # W + 2 / 1 * [1, -1]^T [10, 20]
    assert tensors[NAME].tolist() == [[21.0, 42.0], [-17.0, -36.0]]
    assert {tensor.dtype for tensor in tensors.values()} == {torch.float16}
    assert (found.adapted, found.values, found.lost, found.largest) == (1, 6, 0, 42.0)


def test_a_value_beyond_float16_is_refused_and_fits_bfloat16(made):
    best, base, out = made(weight=((70000.0, 2.0), (3.0, 4.0)))
    with pytest.raises(
        InputError, match=r"q_proj.weight, dtype=float16: reaches 7.\d+e\+04, .* ends at 65504. Pass --dtype bf"
    ):
        merge(Adapter(best), base, out, torch.float16)
    assert merge(Adapter(best), base, out, torch.bfloat16).largest == pytest.approx(70000, rel=0.01)


def test_values_that_are_too_small_are_counted(made):
    best, base, out = made()
    save_file({NAME: torch.zeros(2, 2), "model.norm.weight": torch.tensor([1e-9, 0.0])}, base / "model.safetensors")
    assert merge(Adapter(best), base, out, torch.float16).lost == 1


@pytest.mark.parametrize(("change", "complaint"), [
    ({"weight": ((float("inf"), 0.0), (0.0, 0.0))}, "not finite"),
    ({"lora": {"use_dora": True}}, "use_dora=True: is not plain LoRA"),
    ({"lora": {"rank_pattern": {"q_proj": 4}}}, "rank_pattern.* is not plain LoRA"),
    ({"extra": {f"{STEM}.lora_magnitude_vector": torch.ones(1)}}, "lora_magnitude_vector: is no part"),
    ({"config": {"quantization_config": {"quant_method": "mxfp4"}}}, "no unquantised weights"),
    ({"name": "transformer.h.0.attn.weight"}, f"has no tensor {NAME}"),
])  # fmt: skip
def test_what_cannot_be_merged_is_named(made, change, complaint):
    best, base, out = made(**change)
    with pytest.raises(InputError, match=complaint):
        merge(Adapter(best), base, out, torch.float16)


def test_a_base_without_safetensors_is_refused(made):
    best, base, out = made()
    (base / "model.safetensors").unlink()
    with pytest.raises(InputError, match=r"neither model\.safetensors nor"):
        merge(Adapter(best), base, out, torch.float16)


def test_a_base_in_several_files_stays_in_several(made, tmp_path):
    best, base, out = made()
    whole = load_file(base / "model.safetensors")
    (base / "model.safetensors").unlink()
    files = {name: f"model-0000{place}-of-00002.safetensors" for place, name in enumerate(whole, 1)}
    for name, file in files.items():
        save_file({name: whole[name].contiguous()}, base / file)
    index = {"metadata": {"total_size": 99}, "weight_map": files}
    (base / "model.safetensors.index.json").write_text(json.dumps(index))
    merge(Adapter(best), base, out, torch.float16)
    assert sorted(path.name for path in out.glob("*.safetensors")) == sorted(files.values())
    written = json.loads((out / "model.safetensors.index.json").read_text())
    assert written == {"metadata": {"total_size": 12}, "weight_map": files}  # 6 numbers of 2 bytes


def test_it_is_what_peft_merges(tiny_qwen3, tiny_best_model, tmp_path):
    merge(Adapter(tiny_best_model), base_folder(str(tiny_qwen3)), tmp_path, torch.float16)
    base = AutoModelForCausalLM.from_pretrained(tiny_qwen3, dtype=torch.float32)
    untuned = {name: tensor.clone() for name, tensor in base.state_dict().items()}
    expected = PeftModel.from_pretrained(base, tiny_best_model).merge_and_unload().state_dict()
    merged = load_file(tmp_path / "model.safetensors")
    assert merged.keys() == expected.keys()
    changed = [name for name in merged if not torch.equal(expected[name], untuned[name])]
    assert len(changed) == 2 * 4  # q, k, v and o of two layers
    for name, tensor in merged.items():
        assert torch.equal(tensor, expected[name].half()), name
