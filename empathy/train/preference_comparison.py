"""Base, SFT and SFT + DPO side by side when preference optimisation has ended: the tables and ``summary.json``."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from lightning.pytorch import Callback, Trainer
from lightning.pytorch.utilities import move_data_to_device
from rich.console import Console
from rich.table import Table

from empathy.data.sources import HELD_OUT, Split
from empathy.files import write_json
from empathy.train.comparison import SHOWN, evaluate
from empathy.train.metrics import Figure
from empathy.train.pair_figures import PairFigures
from empathy.train.probe import copied
from empathy.train.run import results_folder
from empathy.train.samples import PANEL, panel_replies

PAIRS = {
    "preference_accuracy": "preference accuracy: chosen is likelier a token",
    "chosen_perplexity": "perplexity of chosen replies",
    "rejected_perplexity": "perplexity of rejected replies",
    "accuracy": "reward accuracy: chosen gained more over SFT",
    "margin": "reward margin",
    "kl": "KL to SFT, nats a token",
}

Figures = Mapping[str, Figure]


def measure_pairs(module: Any, split: Split) -> dict[str, Figure]:
    """Figures of one split's pairs under the adapter that is active, or the base.

    Args:
        module: A ``PreferenceModule`` attached to a trainer with its data.
        split: Which pairs.
    """
    was_training = module.training
    module.eval()
    figures = PairFigures(module.loss).to(module.device)
    for batch in module.pairs.pair_batches(split):
        with module.trainer.precision_plugin.forward_context():
            module.measure(move_data_to_device(batch, module.device), figures)
    module.train(was_training)
    return figures.compute()


class BaseAgainstSftAgainstDpo(Callback):
    """Measures the held-out pairs, the heads and the panel's replies under all three when training has ended."""

    def on_fit_end(self, trainer: Trainer, pl_module: Any) -> None:
        """Measure and say what changed; List it after ``BestModel``, which puts the best weights back."""
        models: dict[str, AbstractContextManager[None]] = {
            "base": pl_module.model.base_only(),
            "sft": pl_module.model.reference_only(),
            "dpo": nullcontext(),
        }
        pairs: dict[Split, dict[str, Figures]] = {split: {} for split in HELD_OUT}
        heads: dict[str, Figures] = {}
        replies: dict[str, dict[str, str]] = {}
        for name, active in models.items():
            with active:
                for split in HELD_OUT:
                    pairs[split][name] = measure_pairs(pl_module, split)
                if name == "sft":
                    followed = copied(pl_module.heads)
                    pl_module.heads.load_state_dict(pl_module.sft_heads)
                    heads[name] = evaluate(pl_module, label=f"Evaluating {name}")
                    pl_module.heads.load_state_dict(followed)
                elif name == "dpo":
                    heads[name] = evaluate(pl_module, label=f"Evaluating {name}")
                replies[name] = panel_replies(pl_module)
        run = trainer.log_dir  # a broadcast: every rank must ask
        if trainer.is_global_zero:
            self._report(trainer, str(run), pairs, heads, replies)
        trainer.strategy.barrier()  # no rank leaves while another still writes

    def _report(
        self,
        trainer: Trainer,
        run: str,
        pairs: Mapping[Split, Mapping[str, Figures]],
        heads: Mapping[str, Figures],
        replies: Mapping[str, Mapping[str, str]],
    ) -> None:
        folder = results_folder(trainer)
        write_json(
            folder / "summary.json",
            {
                "pairs": {split: {name: plain(figures) for name, figures in pairs[split].items()} for split in pairs},
                "heads": {name: plain(figures) for name, figures in heads.items()},
                "replies": {name: {"message": PANEL[name]} | {m: replies[m][name] for m in replies} for name in PANEL},
            },
        )
        console = Console()
        for split in HELD_OUT:
            console.print(pairs_table(split, pairs[split]))
        console.print(heads_table(heads))
        console.print(replies_table(replies))
        console.print(next_steps(run, str(folder)), highlight=False, soft_wrap=True)


def plain(figures: Figures) -> dict[str, dict[str, float]]:
    """Value and n of each figure."""
    return {name: {"value": figure.value, "n": figure.n} for name, figure in figures.items()}


def pairs_table(split: Split, figures: Mapping[str, Figures]) -> Table:
    """Figures of one split's pairs; what measures a distance from SFT says nothing of the others."""
    table = Table(title=f"Preference pairs, held-out {split} split")
    for column in ("figure", "n", "base", "SFT", "SFT + DPO"):
        table.add_column(column, justify="left" if column == "figure" else "right")
    for name, title in PAIRS.items():
        is_distance = name in ("accuracy", "margin", "kl")
        cells = ["" if is_distance and model != "dpo" else f"{figures[model][name].value:.3f}" for model in figures]
        table.add_row(title, str(figures["dpo"][name].n), *cells)
    return table


def heads_table(heads: Mapping[str, Figures]) -> Table:
    """What the heads and the language model did on the corpora before, and do now."""
    table = Table(title="The corpora's test split, before and after DPO")
    for column in ("figure", "n", "SFT", "SFT + DPO"):
        table.add_column(column, justify="left" if column == "figure" else "right")
    for name, title in SHOWN.items():
        if name in heads["dpo"]:
            cells = [f"{heads[model][name].value:.3f}" if name in heads[model] else "" for model in ("sft", "dpo")]
            table.add_row(title, str(heads["dpo"][name].n), *cells)
    return table


def replies_table(replies: Mapping[str, Mapping[str, str]]) -> Table:
    """The panel's messages with the replies of all three."""
    table = Table(title="Replies, greedy", show_lines=True)
    for column in ("message", "base", "SFT", "SFT + DPO"):
        table.add_column(column, ratio=1)
    for name, message in PANEL.items():
        table.add_row(message, *(replies[model][name] for model in ("base", "sft", "dpo")))
    return table


def next_steps(run: str, results: str) -> str:
    """Where the run lies and what to try next."""
    return (
        f"\nRun:      {run} (config.yaml, checkpoints/, best_model/)\n"
        f"Results:  {results} (summary.json, training_history.json, training_curves.png)\n\n"
        "Next:\n"
        "  tensorboard --logdir logs\n"
        f"  python main.py test --config {run}/config.yaml --model.start_from {run}/best_model\n"
    )
