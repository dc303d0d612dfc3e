"""The curves that stay when TensorBoard is gone."""

from types import SimpleNamespace

import torch

from empathy.train.history import History


def trainer(step: int, **metrics: float) -> SimpleNamespace:
    optimizer = SimpleNamespace(param_groups=[{"lr": 0.5}])
    named = {name.replace("_", "/", 1): torch.tensor(value) for name, value in metrics.items()}
    return SimpleNamespace(
        callback_metrics=named, optimizers=[optimizer], global_step=step, accumulate_grad_batches=2
    )  # fmt: skip


def outputs(**terms: float) -> dict[str, dict[str, torch.Tensor]]:
    return {"terms": {name: torch.tensor(value) for name, value in terms.items()}}


def test_a_term_is_noted_once_a_window_and_only_where_it_has_labels():
    history = History()
    first = trainer(1, train_lm=3.0, train_safety=0.5, val_lm=9.0)
    history.on_train_batch_end(first, None, outputs(lm=1.5, safety=0.2), None, 0)
    assert history.curves == {}  # in the middle of a window
    history.on_train_batch_end(first, None, outputs(lm=1.5, safety=0.3), None, 1)
    # Lightning still holds the teacher's value of the window before.
    history.on_train_batch_end(trainer(2, train_lm=2.0, train_safety=0.5), None, outputs(lm=1.0), None, 3)
    assert history.curves == {"train/lm": [[1, 3.0], [2, 2.0]], "train/safety": [[1, 0.5]], "lr": [[1, 0.5], [2, 0.5]]}


def test_curves_survive_an_interruption():
    history = History()
    history.load_state_dict({"curves": {"lr": [[1, 0.5]]}})
    assert history.state_dict() == {"curves": {"lr": [[1, 0.5]]}}
