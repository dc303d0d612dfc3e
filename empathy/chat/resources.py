"""Help lines by region: read from a file that people maintain, and shown before any model token."""

import logging
import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from empathy.chat.guard.sign import CATEGORIES
from empathy.chat.help_card import REMINDER, SAFE_DEVICE, Card, Line, welcome
from empathy.errors import InputError

log = logging.getLogger(__name__)

INTERNATIONAL = "international"
"""The set for everybody whose region is unknown; it never holds a number."""

VALID_FOR = timedelta(days=180)
"""Age from which a line is stale."""

SHOWN = 4
"""Lines of a block at most, beside the emergency number: who is in danger reads no list."""

_EU_MEMBERS = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
_ALIASES = {"UK": "GB"}
_NUMBER = r"\+?\d(?:[\d -]*\d)?"
_CALL = re.compile(rf"{_NUMBER}(?: or {_NUMBER})*")
_TEXT = re.compile(rf"(?:[A-Z]+ to )?{_NUMBER}")
_URL = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+\S*")
_REGION = re.compile(rf"[A-Z]{{2}}|{INTERNATIONAL}")
_EMERGENCY_KEYS = frozenset({"name", "number", "text", "url", "hours", "source", "verified_on"})
_LINE_KEYS = _EMERGENCY_KEYS | {"for"}


@dataclass(frozen=True, slots=True)
class Resources:
    """All lines of all regions, each region's in the order in which they are shown."""

    lines: tuple[Line, ...]

    def card(self, region: str | None, category: str, level: int) -> Card:
        """What is shown before the model says anything.

        Args:
            region: ISO 3166 code in any case, "uk" or "eu"; None or an unknown one: the international set.
            category: One of ``CATEGORIES``.
            level: 1 to 4; at 4, and in a medical emergency, the emergency number comes first.

        Returns:
            The region's lines for the category, else its lines for ``self_harm``, else the international ones.

        Raises:
            ValueError: If the category or the level does not exist.
        """
        if category not in CATEGORIES or level not in range(1, 5):
            raise ValueError(f"no category {category!r} or no level {level}")
        place = self.place(region)
        return Card(
            heading=welcome(category),
            lines=tuple(self._fitting(place, category)[:SHOWN]),
            note=SAFE_DEVICE if category == "abuse" else "",
            emergency=self._services(place),
            is_urgent=level == 4 or category == "medical_emergency",
        )

    def reminder(self, region: str | None, category: str) -> Card:
        """One line in place of the card, while a session remembers a danger that the latest message does not show."""
        place = self.place(region)
        return Card(REMINDER, (self._fitting(place, category)[0],), "", self._services(place), is_urgent=False)

    def _services(self, place: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.region == place and not line.categories)

    def place(self, region: str | None) -> str:
        """The region whose lines are shown for one in any spelling: its own, the EU's, or the international ones."""
        code = (region or "").strip().upper()
        code = _ALIASES.get(code, code)
        known = {line.region for line in self.lines}
        places = (code, "EU") if code in _EU_MEMBERS else (code,)
        return next((place for place in places if place in known), INTERNATIONAL)

    def _fitting(self, place: str, category: str) -> list[Line]:
        for region in (place, INTERNATIONAL):
            for wanted in (category, "self_harm"):
                if found := [line for line in self.lines if line.region == region and wanted in line.categories]:
                    return found
        return []

    @property
    def regions(self) -> list[str]:
        """All that have lines of their own, in the file's order."""
        return list(dict.fromkeys(line.region for line in self.lines))

    def knows(self, region: str) -> bool:
        """Whether a region has lines of its own, or those of the EU."""
        return region.lower() == INTERNATIONAL or self.place(region) != INTERNATIONAL

    @property
    def numbers(self) -> frozenset[str]:
        """Digits of every number that a reply may give."""
        ways = (way for line in self.lines for way in (*line.number.split(" or "), line.text))
        return frozenset(digits for way in ways if (digits := re.sub(r"\D", "", way)))

    def stale(self, today: date) -> list[Line]:
        """Lines that nobody verified for more than 180 days."""
        return [line for line in self.lines if today - line.verified_on > VALID_FOR]


class _Loader(yaml.BaseLoader):
    """Leaves every scalar text, for 024 is no octal number and the region NO not false; refuses a key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Build a mapping; YAML itself would keep the later of two regions and drop the lines of the first."""
        keys = [key.value for key, _ in node.value]
        for index, (key, _) in enumerate(node.value):
            if key.value in keys[:index]:
                raise yaml.constructor.ConstructorError(
                    problem=f"{key.value} is there twice", problem_mark=key.start_mark
                )
        return super().construct_mapping(node, deep)


def read_resources(path: str | Path = "safety/resources.yaml", *, today: date) -> Resources:
    """Read and check the file of help lines; stale lines are logged in one warning.

    Args:
        path: YAML file; its head says what it holds.
        today: No line can have been verified later.

    Raises:
        InputError: If the file cannot be read or a line in it cannot be trusted.
    """
    try:
        content = yaml.load(Path(path).read_text(encoding="utf-8"), Loader=_Loader)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"cannot be read ({type(error).__name__})", "Pass the file of help lines") from None
    except yaml.MarkedYAMLError as error:
        at = f" at line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise InputError(path, f"cannot be read{at}: {error.problem}", "Compare with the lines around it") from None
    except yaml.YAMLError as error:
        raise InputError(path, f"cannot be read ({type(error).__name__})", "Write it as YAML in UTF-8") from None
    if not isinstance(content, dict) or INTERNATIONAL not in content:
        raise InputError(path, f"has no region {INTERNATIONAL!r}", "Unknown regions need it: add it")
    resources = Resources(
        tuple(
            line
            for region, held in content.items()
            for line in _read_region(f"{path}, region {region}", region, held, today)
        )
    )
    if not any(line.region == INTERNATIONAL and "self_harm" in line.categories for line in resources.lines):
        where = f"{path}, region {INTERNATIONAL}"
        raise InputError(where, "has no line for self_harm", "It is the last resort of every region: add one")
    if stale := resources.stale(today):
        names = ", ".join(f"{line.region} {line.name}" for line in stale)
        log.warning("%s: verified more than %d days ago: %s", path, VALID_FOR.days, names)
    return resources


def _read_region(where: str, region: str, held: Any, today: date) -> Iterable[Line]:
    if not _REGION.fullmatch(region) or region in _ALIASES:
        raise InputError(where, "is no region", f"Use an ISO 3166 code such as US or GB, EU, or {INTERNATIONAL}")
    if not isinstance(held, dict) or set(held) != {"emergency", "lines"}:
        raise InputError(where, "does not hold emergency and lines", "Give it these two keys and no others")
    for kind in ("emergency", "lines"):
        # `lines:` with nothing behind it is read as empty text.
        rows = held[kind] or []
        if kind == "emergency" and not rows:
            raise InputError(f"{where}, emergency", "no emergency line", "Add the region's emergency number")
        if not isinstance(rows, list):
            raise InputError(f"{where}, {kind}", "is no list", "Begin each line with a hyphen")
        for index, row in enumerate(rows, 1):
            yield _read_line(f"{where}, {kind} {index}", region, row, today, emergency=kind == "emergency")


def _read_line(where: str, region: str, row: Any, today: date, *, emergency: bool) -> Line:
    keys = _EMERGENCY_KEYS if emergency else _LINE_KEYS
    if not isinstance(row, dict):
        raise InputError(where, "is no mapping", f"Give it the keys {', '.join(sorted(keys))}")
    if isinstance(row.get("name"), str):
        where += f" ({row['name']})"
    if unknown := sorted(set(row) - keys):
        raise InputError(f"{where}, {unknown[0]}", "unknown key", f"Use {', '.join(sorted(keys))}")
    for key in sorted(keys - {"for"}):
        if not isinstance(row.get(key, ""), str):
            raise InputError(f"{where}, {key}", "is no text", "Write it in one line")
    for key in ("name", "source", "verified_on"):
        if not row.get(key):
            raise InputError(f"{where}, {key}", "missing", "Nobody can check a line without it: add it")
    number, text, url = (row.get(key, "") for key in ("number", "text", "url"))
    for key, value, pattern, remedy in (
        ("number", number, _CALL, "Write digits, spaces and hyphens, alternatives as '999 or 112'"),
        ("text", text, _TEXT, "Write '85258' or 'SHOUT to 85258'"),
        ("url", url, _URL, "Write the whole address, with https://"),
        ("source", row["source"], _URL, "Write the whole address of the page that states the number"),
    ):
        if value and not pattern.fullmatch(value):
            raise InputError(f"{where}, {key}={value}", "malformed", remedy)
    if region == INTERNATIONAL and (number or text):
        raise InputError(f"{where}, number", "a country's number in the international set", "Move it to its country")
    if emergency and region != INTERNATIONAL and not number:
        raise InputError(f"{where}, number", "missing", "Add the number of the emergency services")
    if not emergency and not (number or text or url):
        raise InputError(where, "nobody can be reached", "Add a number, text or url")
    return Line(
        region=region,
        name=row["name"],
        number=number,
        text=text,
        url=url,
        hours=row.get("hours", ""),
        categories=() if emergency else _read_categories(f"{where}, for", row.get("for")),
        source=row["source"],
        verified_on=_read_day(f"{where}, verified_on={row['verified_on']}", row["verified_on"], today),
    )


def _read_categories(where: str, named: Any) -> tuple[str, ...]:
    if not isinstance(named, list) or not named:
        raise InputError(where, "missing", f"List at least one of {', '.join(CATEGORIES)}")
    for category in named:
        if category not in CATEGORIES:
            raise InputError(f"{where}={category}", "unknown category", f"Choose from {', '.join(CATEGORIES)}")
    return tuple(named)


def _read_day(where: str, day: str, today: date) -> date:
    try:
        verified = date.fromisoformat(day)
    except ValueError:
        raise InputError(where, "no date", "Write it as 2026-11-22") from None
    if verified > today:
        raise InputError(where, f"in the future (today is {today})", "Write the day on which it was verified")
    return verified
