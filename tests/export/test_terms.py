"""Licences: what a model is bound by, and how a run says, or proves, what it was trained on."""

import pytest
import yaml

from empathy.data.sources import CORPORA
from empathy.export.origins import ASSUMED, FOLDER, HUB, SHIPPED, trained_on
from empathy.export.terms import OWN, UNKNOWN, Part, Terms, base_part

BASE = Part("Qwen3-8B", "the hub", "apache-2.0")
ED, ESCONV, GOEMOTIONS, EMOBANK = (
    Part(name, FOLDER, CORPORA[name].licence) for name in ("empatheticdialogues", "esconv", "goemotions", "emobank")
)
SAFETY = Part("safety", SHIPPED, OWN)
ACADEMIC = {"license": "other", "license_name": "non-commercial-academic", "license_link": "README.md"}


@pytest.mark.parametrize(("base", "data", "front", "says"), [
    (BASE, (SAFETY, GOEMOTIONS), {"license": "apache-2.0"}, "Licence: apache-2.0"),
    (BASE, (SAFETY, ED), {"license": "cc-by-nc-4.0"}, "Not for commercial use: made of empatheticdialogues ("),
    (BASE, (ED, ESCONV), ACADEMIC, "esconv (CC BY-NC 4.0, academic use only (Liu et al. 2021)), and"),
    (BASE, (ED, EMOBANK), {"license": "other", "license_name": "non-commercial", "license_link": "README.md"},
     "Their own conditions hold for what is made of emobank (CC BY-SA 4.0"),
    (BASE, (EMOBANK,), {"license": "other", "license_name": "several", "license_link": "README.md"}, "conditions hold"),
    (Part("m", "a local folder", UNKNOWN), (SAFETY,), {"license": "unknown"}, "The licence of m is unknown: check it"),
    (Part("m", "a local folder", UNKNOWN), (ESCONV,), ACADEMIC, "The licence of m is unknown: check it"),
    (Part("m", "the hub", "cc-by-nc-4.0"), (SAFETY,), {"license": "cc-by-nc-4.0"}, "Not for commercial use: made of m"),
    (Part("m", "the hub", "llama3.1"), (ED,), {"license": "other", "license_name": "non-commercial",
                                              "license_link": "README.md"}, "is made of m (llama3.1)"),
])  # fmt: skip
def test_the_strictest_licence_binds(base, data, front, says):
    terms = Terms(base, data)
    assert terms.front_matter == front
    assert says in terms.sentence


@pytest.mark.parametrize(("card", "licence"), [
    ("---\nlicense: mit\ntags: [x]\n---\n# A model\n", "mit"),
    ("---\nlicense: other\nlicense_name: llama3\n---\n", "llama3"),
    ("# A model without front matter\n", UNKNOWN),
    ("---\n[\n---\n", UNKNOWN),
    (None, UNKNOWN),
])  # fmt: skip
def test_a_base_has_the_licence_of_its_own_card(tmp_path, card, licence):
    if card is not None:
        (tmp_path / "README.md").write_text(card)
    assert base_part(str(tmp_path), tmp_path) == Part(tmp_path.name, "a local folder", licence)
    assert base_part("owner/name", tmp_path) == Part("owner/name", "the Hugging Face hub", licence)


def test_the_embedded_base_is_apache(tmp_path):
    assert base_part("embedded", tmp_path).licence == "apache-2.0"


@pytest.fixture
def run(tmp_path):
    """A run's configuration without its files."""

    def make(name="sft", *, start_from=None, **data):
        folder = tmp_path / "logs" / name / "version_0" / "best_model"
        folder.mkdir(parents=True)
        (folder / "empathy.json").write_text("{}")
        model = {"base_model": "embedded", "start_from": start_from}
        sections = {"model": {"init_args": model}, "data": {"init_args": {"corpora": None, "root": None, **data}}}
        (folder.parent / "config.yaml").write_text(yaml.safe_dump(sections))
        return folder

    return make


def origins(folder):
    return {part.name: part.origin for part in trained_on(folder)}


def test_what_a_run_records_of_its_corpora_holds(run):
    sources = {"goemotions": "embedded", "esconv": "hub"}
    assert origins(run(root="/data", sources=sources)) == {
        "empatheticdialogues": FOLDER, "esconv": HUB, "goemotions": SHIPPED, "safety": SHIPPED,
    }  # fmt: skip


def test_a_corpus_of_which_nothing_is_known_counts_as_the_published_one(run):
    parts = {part.name: part for part in trained_on(run(corpora=["empatheticdialogues", "safety"]))}
    assert parts["empatheticdialogues"] == Part("empatheticdialogues", ASSUMED, "CC BY-NC 4.0 (Rashkin et al. 2019)")
    assert parts["safety"] == SAFETY


def test_a_run_that_trained_on_what_ships_proves_it(tiny_best_model, tiny_run, monkeypatch):
    monkeypatch.chdir(tiny_run)
    monkeypatch.setenv("EMPATHY_DATA", "/elsewhere")  # where it is exported says nothing about where it was trained
    assert set(origins(tiny_best_model).values()) == {SHIPPED}
    monkeypatch.setattr("empathy.data.module.EmpathyData.fingerprint", "of other examples")
    assert set(origins(tiny_best_model).values()) == {SHIPPED, ASSUMED}  # safety has no other source


def test_preference_optimisation_keeps_what_was_learnt_before(run):
    sft = run(root="/data", corpora=["esconv", "goemotions"])
    dpo = run("dpo", start_from=str(sft), corpora=["esconv", "safety"], preferences="/pairs")
    assert trained_on(dpo) == (ESCONV, GOEMOTIONS, SAFETY, Part("preference pairs", "a folder", UNKNOWN))
    shipped = run("dpo2", start_from=str(sft), corpora=["esconv"], sources={"esconv": "embedded"}, preferences=None)
    assert trained_on(shipped) == (ESCONV, GOEMOTIONS, Part("preference pairs", SHIPPED, OWN))


def test_a_run_that_is_gone_is_unknown(run, tmp_path):
    dpo = run("dpo", start_from="logs/gone", corpora=["safety"], preferences=None)
    assert [part.licence for part in trained_on(dpo)] == [UNKNOWN, OWN, OWN]
    (dpo.parent / "config.yaml").unlink()
    assert [part.licence for part in trained_on(dpo)] == [UNKNOWN]
