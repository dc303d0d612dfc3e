"""A window with a number that is not finite changes nothing, is named, and three of them end the run."""

import logging

import pytest
import torch
from lightning.pytorch import LightningModule, Trainer
from lightning.pytorch.plugins import MixedPrecision
from torch.utils.data import DataLoader

from empathy.errors import InputError
from empathy.train.finite import FiniteWindows

# Lightning warns about a trainer this bare: no workers, no logger.
pytestmark = pytest.mark.filterwarnings("ignore")

INF, NAN = float("inf"), float("nan")


class Weight(LightningModule):
    """One weight w; the loss of a micro-batch with factor x is x w, so its gradient is x."""

    def __init__(self, overflows_at: float) -> None:
        super().__init__()
        self.w = torch.nn.Parameter(torch.tensor([1.0]))
        self.w.register_hook(lambda gradient: gradient.where(gradient.abs() <= overflows_at, INF))

    def training_step(self, batch, batch_idx):
        return (batch["x"] * self.w).sum()

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.5)


def fit(factors, *, precision=None, accumulate=2, overflows_at=INF):
    guard, module = FiniteWindows(), Weight(overflows_at)
    batches = [{"x": torch.tensor([x]), "ids": [f"example-{n}"]} for n, x in enumerate(factors)]
    trainer = Trainer(
        accelerator="cpu", max_epochs=1, accumulate_grad_batches=accumulate, logger=False, enable_progress_bar=False,
        enable_checkpointing=False, enable_model_summary=False, callbacks=[guard], plugins=precision,
    )  # fmt: skip
    trainer.fit(module, DataLoader(batches, batch_size=None))
    return guard, float(module.w)


@pytest.mark.parametrize("bad", [NAN, INF, -INF])
@pytest.mark.parametrize("place", [0, 1])
def test_a_bad_micro_batch_skips_its_whole_window(bad, place, caplog):
    window = [3.0, 3.0]
    window[place] = bad
    with caplog.at_level(logging.WARNING):
        guard, weight = fit([2.0, 4.0, *window, 6.0, 6.0])
    # Two good windows: 1 - 0.5 * mean(2, 4) - 0.5 * mean(6, 6)
    assert weight == pytest.approx(1 - 1.5 - 3.0)
    assert guard.skipped == 1
    (said,) = caplog.messages
    assert said == f"Step 1 skipped on all ranks: not finite on rank 0, examples: example-{2 + place}"


def test_three_bad_windows_in_a_row_end_the_run():
    with pytest.raises(InputError, match=r"3 optimizer steps in a row .*Last good checkpoint: none was saved yet"):
        fit([1.0, 1.0, *[NAN, 1.0] * 3])


def test_bad_windows_apart_do_not_end_it():
    guard, weight = fit([NAN, 1.0, NAN, 1.0, 1.0, 1.0, NAN, 1.0, NAN, 1.0])
    assert guard.skipped == 4
    assert weight == pytest.approx(0.5)


def test_counts_survive_an_interruption():
    guard = FiniteWindows()
    guard.load_state_dict({"skipped": 2, "scaler_skips": 5, "in_a_row": 1})
    assert guard.state_dict() == {"skipped": 2, "scaler_skips": 5, "in_a_row": 1}


def test_an_overflow_in_float16_is_a_skip_of_the_scaler_not_a_fault():
    """Scaled by 2^16, and halved by accumulation, a gradient of 3 is beyond float16's 65,504 and one of 1 is not."""
    scaler = torch.amp.GradScaler("cpu", init_scale=2.0**16, growth_interval=1000)
    precision = MixedPrecision("16-mixed", "cpu", scaler=scaler)
    guard, weight = fit([3.0, 1.0, 1.0, 1.0], precision=precision, overflows_at=65_504.0)
    assert guard.skipped == 0
    assert guard.scaler_skips == 1
    assert scaler.get_scale() == 2.0**15
    assert weight == pytest.approx(0.5)  # the second window's step alone
