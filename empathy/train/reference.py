"""Log-probabilities of the training pairs under the frozen reference: computed once, kept for every later run."""

import hashlib
import json
from typing import TYPE_CHECKING

import torch
from lightning.pytorch.utilities import move_data_to_device, rank_zero_info
from safetensors.torch import load, save
from tqdm.auto import tqdm

from empathy.files import write_bytes
from empathy.pretrained import cache_folder
from empathy.train.identity import versions

if TYPE_CHECKING:
    from empathy.train.dpo import PreferenceModule

KEY = "log_probabilities"


def cache_key(module: "PreferenceModule") -> str:
    """Hash of all that the values depend on, hexadecimal: pairs, adapter, base, template, arithmetic."""
    facts = {
        "pairs": module.data.fingerprint,
        "adapter": module.reference_fingerprint(),
        "base": [module.base_model, module.quantize, str(module.trainer.precision), module.device.type],
        "template": hashlib.sha256(module.data.chat.template.encode()).hexdigest(),
        "versions": versions(),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def reference_log_probabilities(module: "PreferenceModule") -> torch.Tensor:
    """Log-probabilities of chosen and rejected of each training pair (n, 2), float32, on the CPU.

    Each rank scores a share. What is on disk is read if all ranks find it.
    """
    path = cache_folder() / "reference" / f"{cache_key(module)[:32]}.safetensors"
    strategy = module.trainer.strategy
    if strategy.reduce_boolean_decision(path.is_file(), all=True):
        rank_zero_info(f"Reference log-probabilities: {path}")
        return load(path.read_bytes())[KEY]
    values = strategy.reduce(score_all(module), reduce_op="sum").cpu()
    if module.trainer.is_global_zero:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, save({KEY: values}))
    return values


@torch.no_grad()
def score_all(module: "PreferenceModule") -> torch.Tensor:
    """Score this rank's share of the training pairs; those of others stay 0 (n, 2)."""
    values = torch.zeros(len(module.pairs.pairs["train"]), 2, device=module.device)
    batches = module.pairs.pair_batches("train")
    with module.model.reference_only():
        for batch in tqdm(batches, desc="Scoring under the reference", disable=not module.trainer.is_global_zero):
            with module.trainer.precision_plugin.forward_context():
                batch = move_data_to_device(batch, module.device)
                values[batch["pairs"]] = module.score(batch).log_probabilities
    return values
