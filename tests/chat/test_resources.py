"""Help lines: the shipped file, the block that is shown, and what is refused."""

import copy
import itertools
import logging
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from empathy.chat.checks import advice
from empathy.chat.guard.sign import CATEGORIES
from empathy.chat.resources import INTERNATIONAL, Resources, read_resources
from empathy.chat.violations import INVENTS_NUMBER, violations
from empathy.errors import InputError

SHIPPED = Path(__file__).parents[2] / "safety" / "resources.yaml"
TODAY = date(2026, 11, 22)
EMERGENCY = {
    "US": {"911"}, "CA": {"911"}, "GB": {"999", "112"}, "IE": {"112", "999"}, "EU": {"112"}, "DE": {"112", "110"},
    "FR": {"15", "112"}, "ES": {"112"}, "IT": {"112"}, "NL": {"112"}, "AU": {"000"}, "NZ": {"111"}, "IN": {"112"},
    "JP": {"119", "110"}, "ZA": {"10177", "10111"}, "BR": {"192", "190"}, INTERNATIONAL: set(),
}  # fmt: skip
SMALL = {
    "international": {
        "emergency": [{"name": "your local number", "source": "https://a.example", "verified_on": "2026-11-01"}],
        "lines": [
            {
                "name": "Finder", "url": "https://find.example", "for": ["self_harm"], "source": "https://a.example",
                "verified_on": "2026-11-01",
            }
        ],
    },
    "NO": {
        "emergency": [
            {"name": "ambulance", "number": "013", "source": "https://a.example", "verified_on": "2026-11-01"}
        ],
        "lines": [
            {
                "name": "Ear", "number": "024 or 555 01-99", "text": "HI to 5550", "for": ["abuse", "minor"],
                "source": "https://a.example", "verified_on": "2026-11-01",
            }
        ],
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> Resources:
    return read_resources(SHIPPED, today=TODAY)


def write(folder: Path, content) -> Path:
    file = folder / "lines.yaml"
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return file


def digits(block: str, resources: Resources) -> set[str]:
    """All numbers in a block, opening hours left out."""
    for line in resources.lines:
        if line.hours:
            block = block.replace(f", {line.hours}", "")
    return {re.sub(r"\D", "", found) for found in re.findall(r"(?<![\w-])\d[\d -]*\d(?!\w)", block)}


def all_blocks(resources: Resources):
    regions = dict.fromkeys(line.region for line in resources.lines)
    for region, category, level in itertools.product(regions, CATEGORIES, range(1, 5)):
        yield region, category, level, resources.card(region, category, level).text


def test_every_shipped_line_says_who_stated_it_and_when(shipped):
    assert set(EMERGENCY) == {line.region for line in shipped.lines}
    for line in shipped.lines:
        assert re.match(r"https?://\w", line.source), line
        assert line.verified_on <= TODAY, line


def test_block_holds_the_emergency_number_and_only_numbers_of_its_region(shipped):
    for region, category, level, block in all_blocks(shipped):
        own = Resources(tuple(line for line in shipped.lines if line.region == region)).numbers
        found = digits(block, shipped)
        assert found >= EMERGENCY[region], (region, category, level, block)
        assert found <= own, (region, category, level, block)


def test_block_is_short_and_breaks_no_rule(shipped):
    for region, category, level, block in all_blocks(shipped):
        lines = block.split("\n")
        assert 3 <= len(lines) <= 8, (region, category, level, block)
        assert max(map(len, lines)) <= 120, (region, category, level, block)
        assert violations(block, numbers=shipped.numbers) == (), (region, category, level, block)


def test_block_numbers_count_as_invented_without_the_list(shipped):
    assert violations(shipped.card("US", "abuse", 2).text) == (INVENTS_NUMBER,)
    assert violations("Call 1-800-799-7234.", numbers=shipped.numbers) == (INVENTS_NUMBER,)
    assert violations("Call 1-800-799-7233.", numbers=shipped.numbers) == ()


def test_first_line_is_warm_and_gives_no_advice(shipped):
    for category in CATEGORIES:
        first = next(line for line in shipped.card("US", category, 1).text.split("\n") if not line.startswith("Please"))
        assert advice(first) == 0, first
        assert first.startswith(("You matter", "It is good that you look out for somebody"))


def test_us_block_reads_as_expected(shipped):
    assert shipped.card("us", "self_harm", 2).text.split("\n") == [
        "You matter here. If you might be in danger, these people are there for you:",
        "- 988 Suicide & Crisis Lifeline: call or text 988, 24/7",
        "- Crisis Text Line: text HOME to 741741, 24/7",
        "In immediate danger: call 911 (police, fire or ambulance).",
    ]


@pytest.mark.parametrize("region", [None, "", "XX", "Atlantis", "United States", "zz"])
def test_unknown_region_gives_no_country_number(shipped, region):
    for category, level in itertools.product(CATEGORIES, range(1, 5)):
        block = shipped.card(region, category, level).text
        assert not re.search(r"\d", block), block
        assert "your local emergency number" in block
        assert "findahelpline.com" in block


@pytest.mark.parametrize(("region", "same"), [
    ("us", "US"), (" gb ", "GB"), ("uk", "GB"), ("UK", "GB"), ("eu", "EU"), ("at", "EU"), ("PL", "EU"), ("de", "DE"),
    ("International", INTERNATIONAL), ("CH", INTERNATIONAL),
])  # fmt: skip
def test_regions_are_found(shipped, region, same):
    assert shipped.card(region, "self_harm", 1).text == shipped.card(same, "self_harm", 1).text


@pytest.mark.parametrize(("category", "level"), [("self_harm", 4), ("abuse", 4), ("medical_emergency", 1)])
def test_emergency_number_comes_first_where_it_is_urgent(shipped, category, level):
    assert shipped.card("GB", category, level).text.startswith(
        "Please call 999 or 112 (police, fire or ambulance) now.\n"
    )
    assert shipped.card(None, category, level).text.startswith("Please call your local emergency number now.\n")
    assert not shipped.card("GB", "self_harm", 3).text.startswith("Please")


def test_lines_fit_the_category(shipped):
    assert "1800 33 4673" in shipped.card("AU", "eating_disorder", 1).text
    assert "13 11 14" in shipped.card("AU", "psychosis", 1).text, "lines for self-harm where none fits"
    assert "findahelpline.com" in shipped.card("EU", "abuse", 1).text, "international ones where the region has none"
    assert "0800 1111," in shipped.card("GB", "minor", 2).text
    assert "1-800-422-4453" in shipped.card("US", "minor", 2).text
    assert "look out for somebody" in shipped.card("US", "third_party", 2).text
    assert "nobody else checks" in shipped.card("US", "abuse", 2).text
    assert "nobody else checks" not in shipped.card("US", "self_harm", 2).text


@pytest.mark.parametrize(("category", "level"), [("sadness", 1), ("abuse", 0), ("abuse", 5)])
def test_block_refuses_what_the_guard_never_finds(shipped, category, level):
    with pytest.raises(ValueError, match="no category"):
        shipped.card("US", category, level)


def test_scalars_stay_text(tmp_path):
    file = tmp_path / "lines.yaml"
    unquoted = yaml.safe_dump(SMALL).replace("'", "")
    assert unquoted.startswith("NO:")
    assert "number: 013" in unquoted
    file.write_text(unquoted, encoding="utf-8")
    resources = read_resources(file, today=TODAY)
    assert resources.numbers == {"013", "024", "5550199", "5550"}
    assert "call 013 (ambulance)" in resources.card("no", "abuse", 1).text
    assert "- Ear: call 024 or 555 01-99 or text HI to 5550" in resources.card("no", "abuse", 1).text


@pytest.mark.parametrize(("days", "warned"), [(180, False), (181, True)])
def test_stale_lines_are_warned_about_once(tmp_path, caplog, days, warned):
    content = copy.deepcopy(SMALL)
    content["NO"]["lines"][0]["verified_on"] = str(TODAY - timedelta(days=days))
    with caplog.at_level(logging.WARNING):
        resources = read_resources(write(tmp_path, content), today=TODAY)
    assert [line.name for line in resources.stale(TODAY)] == (["Ear"] if warned else [])
    assert [record.getMessage().endswith("more than 180 days ago: NO Ear") for record in caplog.records] == [
        True
    ] * warned


def changed(region: str, kind: str, **keys):
    """The small file with keys of one line set, or removed where None."""
    content = copy.deepcopy(SMALL)
    row = content[region][kind][0]
    row.update(keys)
    content[region][kind][0] = {key: value for key, value in row.items() if value is not None}
    return content


@pytest.mark.parametrize(("content", "parts"), [
    (changed("NO", "lines", source=None), ("region NO, lines 1 (Ear), source", "missing", "add it")),
    (changed("NO", "lines", source="a page"), ("source=a page", "malformed", "whole address")),
    (changed("NO", "lines", verified_on=None), ("region NO, lines 1 (Ear), verified_on", "missing")),
    (changed("NO", "lines", verified_on="2026-11-23"), ("verified_on=2026-11-23", "in the future", "2026-11-22")),
    (changed("NO", "lines", verified_on="2026-02-30"), ("verified_on=2026-02-30", "no date", "Write it as")),
    (changed("NO", "lines", verified_on="last week"), ("verified_on=last week", "no date")),
    (changed("NO", "lines", **{"for": ["abuse", "sadness"]}), ("(Ear), for=sadness", "unknown category", "self_harm")),
    (changed("NO", "lines", **{"for": None}), ("(Ear), for", "missing")),
    (changed("NO", "lines", number="1-800-SAFE"), ("number=1-800-SAFE", "malformed", "Write digits")),
    (changed("NO", "lines", text="hi 5550"), ("text=hi 5550", "malformed", "SHOUT to 85258")),
    (changed("NO", "lines", url="find.example"), ("url=find.example", "malformed", "https://")),
    (changed("NO", "lines", number=None, text=None), ("lines 1 (Ear)", "nobody can be reached", "Add a number")),
    (changed("NO", "lines", phone="024"), ("lines 1 (Ear), phone", "unknown key", "number")),
    (changed("NO", "lines", hours=["9", "5"]), ("(Ear), hours", "is no text")),
    (changed("NO", "lines", name=None), ("region NO, lines 1, name", "missing")),
    (changed("NO", "emergency", number=None), ("emergency 1 (ambulance), number", "missing", "emergency services")),
    (changed("NO", "emergency", **{"for": ["abuse"]}), ("emergency 1 (ambulance), for", "unknown key")),
    (changed("international", "lines", number="988"), ("region international", "a country's number", "Move it")),
    (changed("international", "lines", **{"for": ["minor"]}), ("region international", "no line for self_harm")),
    ({**SMALL, "NO": {"emergency": [], "lines": []}}, ("region NO, emergency", "no emergency line", "Add")),
    ({**SMALL, "NO": {"lines": []}}, ("region NO", "does not hold emergency and lines")),
    ({**SMALL, "NO": {**SMALL["NO"], "notes": "x"}}, ("region NO", "does not hold emergency and lines")),
    ({**SMALL, "NO": {**SMALL["NO"], "lines": "none"}}, ("region NO, lines", "is no list")),
    ({**SMALL, "NO": {**SMALL["NO"], "lines": ["Ear"]}}, ("region NO, lines 1", "is no mapping")),
    ({**SMALL, "UK": SMALL["NO"]}, ("region UK", "is no region", "GB")),
    ({**SMALL, "Norway": SMALL["NO"]}, ("region Norway", "is no region", "ISO 3166")),
    ({"NO": SMALL["NO"]}, ("has no region 'international'", "add it")),
    ([], ("has no region 'international'",)),
])  # fmt: skip
def test_bad_files_are_refused(tmp_path, content, parts):
    file = write(tmp_path, content)
    with pytest.raises(InputError) as error:
        read_resources(file, today=TODAY)
    for part in (str(file), *parts):
        assert part in str(error.value)


@pytest.mark.parametrize(("content", "part"), [
    (b"US: a\nUS: b\n", "cannot be read at line 2: US is there twice"),
    (b"US:\n  - {name: [", "cannot be read at line"),
    (b"a: \x01", "cannot be read (ReaderError)"), (b"\xff\xfe", "cannot be read (UnicodeDecodeError)"),
])  # fmt: skip
def test_unreadable_files_are_refused(tmp_path, content, part):
    file = tmp_path / "lines.yaml"
    file.write_bytes(content)
    with pytest.raises(InputError, match=re.escape(part)):
        read_resources(file, today=TODAY)
    with pytest.raises(InputError, match="FileNotFoundError"):
        read_resources(tmp_path / "none.yaml", today=TODAY)
