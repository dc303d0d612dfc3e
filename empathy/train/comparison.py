"""Base against tuned on the test split: the table that ends a run, and ``summary.json``."""

from typing import Any

import torch
from lightning.pytorch import Callback, Trainer
from lightning.pytorch.utilities import move_data_to_device
from rich.console import Console
from rich.table import Table
from tqdm.auto import tqdm

from empathy.data.encode import Encoded
from empathy.files import write_json
from empathy.train.metrics import Classes, Figure
from empathy.train.monitor import StepMonitor
from empathy.train.probe import copied
from empathy.train.run import results_folder
from empathy.train.samples import PANEL, panel_replies

SHOWN = {
    "perplexity": "perplexity of replies",
    "emotion_accuracy": "emotion accuracy",
    "emotion_macro_f1": "emotion macro F1",
    "emotion_weighted_f1": "emotion weighted F1",
    "strategy_accuracy": "strategy accuracy",
    "strategy_macro_f1": "strategy macro F1",
    "strategy_weighted_f1": "strategy weighted F1",
    "valence_r": "valence Pearson r (emotion's prior)",
    "arousal_r": "arousal Pearson r (emotion's prior)",
    "human_valence_r": "valence Pearson r (people)",
    "human_arousal_r": "arousal Pearson r (people)",
}


@torch.no_grad()
def evaluate(module: Any, *, label: str) -> dict[str, Figure]:
    """Measure the module on the test split, as it stands.

    Args:
        module: A ``SupervisedModule`` attached to a trainer with its data.
        label: What the progress bar says.
    """
    trainer = module.trainer
    was_training = module.training
    module.eval()
    module.held_out.reset()
    for batch in tqdm(module.data.test_dataloader(), desc=label, disable=not trainer.is_global_zero):
        with trainer.precision_plugin.forward_context():
            batch = move_data_to_device(batch, module.device)
            module.held_out.update(batch, module(batch), module.model.lm_head)
    figures = module.held_out.compute()
    module.held_out.reset()
    module.train(was_training)
    return figures


def single_labels(head: str, example: Encoded) -> list[int]:
    """Gold classes of one example for a single-label head; a text with several emotions has no one right class."""
    if head == "emotion":
        return [labels[0] for _, labels in example.emotion_at if len(labels) == 1]
    return [label for _, label in example.strategy_at]


def majority(module: Any) -> dict[str, Figure]:
    """Figures of a guess that always says the training split's most frequent class."""
    figures: dict[str, Figure] = {}
    for name, counts in module.data.label_counts().items():
        if name == "emotion" and module.is_multilabel:
            continue
        gold = [label for example in module.data.held_out("test") for label in single_labels(name, example)]
        targets = torch.tensor(gold)
        classes = Classes(len(counts))
        classes.update(torch.full_like(targets, int(counts.argmax())), targets)
        figures |= {f"{name}_{figure}": value for figure, value in classes.compute().items()}
    return figures


class BaseAgainstTuned(Callback):
    """Measures base and tuned model on the test split when training has ended: nobody waits for it at the start.

    *Base* is the base model with the adapter off and the heads as the probe left them (``train.probe``): what joint
    training starts from. These heads come with the checkpoint of a run that was interrupted.
    """

    def __init__(self) -> None:
        self.heads: dict[str, torch.Tensor] = {}

    def state_dict(self) -> dict[str, Any]:
        """Keep the heads over an interruption."""
        return {"heads": self.heads}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Restore what ``state_dict`` kept."""
        self.heads = state_dict["heads"]

    def on_fit_start(self, trainer: Trainer, pl_module: Any) -> None:
        """Remember the heads that joint training starts from, once."""
        if not self.heads:
            self.heads = copied(pl_module.heads)

    def measure_base(self, module: Any) -> tuple[dict[str, Figure], dict[str, str]]:
        """Figures and panel replies of the base; the module is afterwards what it was."""
        tuned = copied(module.heads)
        module.heads.load_state_dict(self.heads)
        try:
            with module.model.base_only():
                return evaluate(module, label="Evaluating base"), panel_replies(module)
        finally:
            module.heads.load_state_dict(tuned)

    def on_fit_end(self, trainer: Trainer, pl_module: Any) -> None:
        """Measure both and say what changed."""
        tuned, replies = evaluate(pl_module, label="Evaluating tuned"), panel_replies(pl_module)
        base, base_replies = self.measure_base(pl_module)
        guess = majority(pl_module)
        run = trainer.log_dir  # a broadcast: every rank must ask
        if not trainer.is_global_zero:
            return
        folder = results_folder(trainer)
        monitors = [callback for callback in callbacks_of(trainer) if isinstance(callback, StepMonitor)]
        mix = monitors[0].mix() if monitors else None
        write_json(
            folder / "summary.json",
            {
                "base": {name: figure.value for name, figure in base.items()},
                "tuned": {name: figure.value for name, figure in tuned.items()},
                "majority": {name: figure.value for name, figure in guess.items()},
                "n": {name: figure.n for name, figure in tuned.items()},
                "split": "test",
                "mix": mix,
                "replies": {
                    name: {"message": PANEL[name], "base": base_replies[name], "tuned": reply}
                    for name, reply in replies.items()
                },
            },
        )
        console = Console()
        console.print(figures_table(base, tuned, guess))
        console.print(replies_table(base_replies, replies))
        if mix is not None:
            console.print(mix_line(mix), highlight=False, soft_wrap=True)
        console.print(next_steps(str(run), str(folder)), highlight=False, soft_wrap=True)


def callbacks_of(trainer: Trainer) -> list[Callback]:
    """The trainer's callbacks; Lightning sets the attribute outside of the class."""
    return list(trainer.callbacks)  # type: ignore[attr-defined]


def mix_line(mix: dict[str, Any]) -> str:
    """Realised shares beside the intended ones."""
    shares = ", ".join(f"{name} {share:.1%} of {mix['intended'][name]:.1%}" for name, share in mix["realised"].items())
    return f"Mix, realised of intended: {shares}; worst window {mix['worst_window_deviation']:.2f} examples off"


def figures_table(base: dict[str, Figure], tuned: dict[str, Figure], guess: dict[str, Figure]) -> Table:
    """Figures by row; a figure that nothing supports is not shown."""
    table = Table(title="Base against tuned, held-out test split")
    for column in ("figure", "n", "majority guess", "base (heads probed)", "tuned"):
        table.add_column(column, justify="left" if column == "figure" else "right")
    for name, title in SHOWN.items():
        if name in tuned:
            cells = [f"{figures[name].value:.3f}" if name in figures else "" for figures in (guess, base, tuned)]
            table.add_row(title, str(tuned[name].n), *cells)
    return table


def replies_table(base: dict[str, str], tuned: dict[str, str]) -> Table:
    """Three messages with both replies."""
    table = Table(title="Replies, greedy", show_lines=True)
    for column in ("message", "base", "tuned"):
        table.add_column(column, ratio=1)
    for name in list(PANEL)[:3]:
        table.add_row(PANEL[name], base[name], tuned[name])
    return table


def next_steps(run: str, results: str) -> str:
    """Where the run lies and what to try next."""
    return (
        f"\nRun:      {run} (config.yaml, checkpoints/, best_model/)\n"
        f"Results:  {results} (summary.json, training_history.json, training_curves.png)\n\n"
        "Next:\n"
        "  tensorboard --logdir logs\n"
        "  python main.py preview --config configs/quickstart.yaml\n"
        f"  python main.py test --config {run}/config.yaml"
        f" --model.start_from {run}/best_model\n"
    )
