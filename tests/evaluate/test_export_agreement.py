"""Greedy replies of a run and of its export: the comparison by hand, and all rows on a tiny model."""

import pytest
import torch

from empathy.errors import InputError
from empathy.evaluate import export_agreement
from empathy.evaluate.export_agreement import measured
from empathy.evaluate.greedy import Reply, compared, perplexity
from empathy.evaluate.held_out import Moment
from empathy.export.command import export


def test_replies_are_compared_up_to_where_they_part():
    one = [Reply((1, 2, 3)), Reply((1, 2)), Reply((5,))]
    other = [Reply((1, 2, 3), (9.0, 9.0, 9.0)), Reply((1, 2, 4), (9.0, 9.0, 0.5, 9.0)), Reply((6,), (0.1, 9.0))]
    assert compared(one, other) == {
        "same reply": "33.3 % [6.1, 79.2] (1/3)",
        "tokens before they part, median": 1.0,  # 2 and 0: a reply that ended parts where the other goes on
        "first choice ahead of the second there, median nats": 0.3,
        "at most": 0.5,
    }
    assert compared(one[:1], other[:1])["at most"] is None


def test_perplexity_is_of_the_reply_alone():
    class Uniform:
        def __call__(self, ids):
            return type("Output", (), {"logits": torch.zeros(*ids.shape, 8)})

    assert perplexity(Uniform(), [[1, 2]], [[3, 4, 5]]) == pytest.approx(8.0)


def test_merging_changes_no_reply_of_a_tiny_run(tiny_best_model, tmp_path, monkeypatch):
    monkeypatch.chdir(tiny_best_model.parents[3])
    export(model="logs/tiny", out=str(tmp_path / "out"))
    asked = [Moment("esconv", (), "My cat died.", "Oh no."), Moment("esconv", (), "I am so happy today!", "")]
    rows = dict(measured(tiny_best_model, tmp_path / "out", asked, tokens=6))
    both = "100.0 % [34.2, 100.0] (2/2)"
    assert rows["prompts rendered as in training"] == both
    assert rows["merging: adapter on whole base / export"]["same reply"] == both
    assert rows["merging: adapter on 4-bit base / merged into its values"]["same reply"] == both
    perplexities = [value for name, value in rows.items() if "perplexity" in name]
    assert len(perplexities) == 2
    assert perplexities[0] != perplexities[1]  # 4 bits are not the whole base


def test_a_folder_without_an_export_is_refused(tiny_best_model, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["export_agreement", "--model", str(tiny_best_model), "--export", str(tmp_path)])
    with pytest.raises(InputError, match="no exported model in it"):
        export_agreement.main()
