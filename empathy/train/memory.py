"""What a configuration needs in memory, by component, from the model's sizes alone.

The formulas count what this stack keeps (transformers 5, bitsandbytes NF4, the layers of ``empathy.model``); the test
``tests/train/test_memory.py`` compares each with the bytes that are really there.
"""

from dataclasses import dataclass, replace

from empathy.labels import GOEMOTIONS, STRATEGIES
from empathy.model.architecture import Architecture
from empathy.model.attention import BLOCK, REMEMBERED
from empathy.model.frozen import KEPT_DENSE
from empathy.model.token_losses import CHUNK

GIB = 2**30

NF4 = 1 / 2 + 1 / 64 + 4 / (64 * 256)
"""Bytes a parameter: 4 bits, 8 for each block of 64, 32 for each 256 of these (Dettmers et al. 2023, section 3)."""

SHARED_INPUT = {"k_proj": "q_proj", "v_proj": "q_proj", "up_proj": "gate_proj"}
"""Layers that read what another one reads."""

T4 = 14.7
"""Usable GiB of a T4."""


@dataclass(frozen=True)
class Job:
    """What the memory depends on.

    Attributes:
        architecture: The base.
        quantize: NF4 or the compute dtype.
        rank: Of the adapter.
        targets: Layers with an adapter.
        dropout: Whether the adapter has dropout.
        batch: Examples a micro-batch.
        length: Tokens of an example.
        checkpointing: Activations are recomputed in the backward pass.
        teacher: Whether the safety teacher runs.
        width: Bytes of the compute dtype.
        on_gpu: On a GPU; else in the process' own memory.
        preferences: Preference optimisation: another, frozen adapter, and heads that are not trained.
    """

    architecture: Architecture
    quantize: bool
    rank: int
    targets: tuple[str, ...]
    dropout: bool
    batch: int
    length: int
    checkpointing: bool
    teacher: bool
    width: int
    on_gpu: bool
    preferences: bool = False

    @property
    def tokens(self) -> int:
        """Padded tokens of a micro-batch."""
        return self.batch * self.length


def lora_parameters(job: Job) -> int:
    """Parameters of A (r, in) and B (out, r) over all layers."""
    return job.architecture.layers * sum(job.rank * sum(job.architecture.inputs_of(name)) for name in job.targets)


def head_parameters(hidden: int) -> int:
    """Parameters of the emotion, strategy and affect heads."""

    def two_layers(width: int, outputs: int) -> int:
        return hidden * width + width + width * outputs + outputs

    return two_layers(512, len(GOEMOTIONS)) + two_layers(256, len(STRATEGIES)) + two_layers(256, 2)


def layer_activations(job: Job) -> int:
    """Bytes a token that one decoder layer keeps for its backward pass."""
    a, width = job.architecture, job.width
    norms = 2 * (width * a.hidden + 4) + (width * (a.queries + a.keys) if a.has_qk_norm else 0)
    if job.on_gpu:  # queries, keys and values repeated to all heads, the output, the log-sum-exp
        attention = 4 * width * a.queries + 4 * a.heads
    else:  # and the weights of short rows
        remembered = (job.length + BLOCK) // 2 if job.length <= REMEMBERED else 0
        attention = width * (a.queries + 2 * a.keys + a.heads * remembered)
    feed_forward = 3 * width * a.intermediate * max(1, a.active_experts)
    # What the adapters read, once for all that read the same, and the output of each A.
    sources = {SHARED_INPUT.get(name, name): a.inputs_of(name)[0] for name in job.targets}
    adapters = sum(sources.values()) * width * (1 + job.dropout) + width * job.rank * len(job.targets)
    return norms + attention + feed_forward + adapters


def activations(job: Job) -> int:
    """Bytes kept for the backward pass at its start."""
    a = job.architecture
    last_norm = job.width * a.hidden * job.tokens
    if not job.checkpointing:
        return a.layers * layer_activations(job) * job.tokens + last_norm
    inputs = a.layers * job.width * a.hidden * job.tokens
    return inputs + last_norm + layer_activations(job) * job.tokens


def workspace(job: Job) -> int:
    """Bytes that a layer's backward pass needs for a moment: its feed-forward gradients, one weight unpacked."""
    a = job.architecture
    gradients = 3 * job.width * a.intermediate * max(1, a.active_experts) * job.tokens
    return gradients + job.width * max(a.hidden * a.intermediate, a.hidden * a.queries)


def logits(job: Job) -> int:
    """Bytes of the likelihood: float32 logits of a chunk and their rounded copy, the states' gradient."""
    rounded = job.width if job.width < 4 else 0
    return CHUNK * job.architecture.vocabulary * (4 + rounded) + 2 * job.width * job.architecture.hidden * job.tokens


def teacher(job: Job) -> int:
    """Bytes of the safety teacher: five and a half float32 copies of a chunk's logits, and the states of its pass."""
    if not job.teacher:
        return 0
    return CHUNK * job.architecture.vocabulary * 22 + 2 * job.width * job.architecture.hidden * job.tokens


def linear_layers(job: Job) -> int:
    """Bytes of the decoder's linear layers; a CPU keeps small ones dequantised as well."""
    dense = job.width * job.architecture.linear
    if not job.quantize:
        return dense
    kept = dense if not job.on_gpu and dense <= KEPT_DENSE else 0
    return round(job.architecture.linear * NF4) + kept


def components(job: Job) -> dict[str, int]:
    """Bytes by component; likelihood and teacher are never alive together, so ``total`` counts the larger."""
    a = job.architecture
    heads = head_parameters(a.hidden)
    trainable = lora_parameters(job) + (0 if job.preferences else heads)
    return {
        "decoder's linear layers": linear_layers(job),
        "experts, never quantised": a.fused_experts * job.width,
        "embeddings, LM head, norms": (a.embeddings + a.small) * job.width,
        "LoRA and heads, float32": 4 * (lora_parameters(job) + heads),
        "reference adapter, float32": 4 * lora_parameters(job) if job.preferences else 0,
        "their gradients and AdamW": 12 * trainable,
        "activations": activations(job),
        "backward workspace": workspace(job),
        "logits": logits(job),
        "safety teacher": teacher(job),
        "context and libraries": round((0.45 if job.on_gpu else 0.9) * GIB),
    }


def total(job: Job) -> int:
    """Bytes at the peak of a training step."""
    parts = components(job)
    return sum(parts.values()) - min(parts["logits"], parts["safety teacher"])


def as_pairs(job: Job) -> Job:
    """The same micro-batch as DPO pairs: two sequences each, reference log-probabilities computed before."""
    return replace(job, batch=2 * job.batch, teacher=False, dropout=False, preferences=True)


def remedy(job: Job, budget: int) -> str:
    """Name the first change that makes the job fit."""
    experts = job.architecture.fused_experts * job.width
    if experts > budget // 2:
        return (
            f"bitsandbytes leaves {experts / GIB:.1f} GiB of expert weights unquantised: use a dense model.base_model, "
            "or a larger GPU"
        )
    tries = [] if job.checkpointing else [("model.activation_checkpointing: true", replace(job, checkpointing=True))]
    leaner = replace(job, checkpointing=True)
    with_it = "" if job.checkpointing else " with activation_checkpointing"
    for batch in (2, 1):
        if batch < job.batch:
            tries.append((f"data.batch_size: {batch}{with_it}", replace(leaner, batch=batch)))
    for length in (1024, 512, 256):
        if length < job.length:
            tries.append((f"data.max_length: {length}, data.batch_size: 1", replace(leaner, batch=1, length=length)))
    if not job.quantize:
        tries.insert(0, ("model.quantize: true", replace(job, quantize=True)))
    for change, changed in tries:
        if total(changed) <= budget:
            return f"Set {change} ({total(changed) / GIB:.1f} GiB)"
    return "Use a smaller model.base_model, or a larger device"


def table(job: Job) -> str:
    """Render the components in GiB."""
    lines = [f"  {name:<28} {size / GIB:6.2f}" for name, size in components(job).items() if size]
    lines += [f"  {'total':<28} {total(job) / GIB:6.2f}   (of logits and teacher, the larger)"]
    if not job.preferences:
        lines += [f"  {'the same as DPO pairs':<28} {total(as_pairs(job)) / GIB:6.2f}"]
    return "\n".join(lines)
