"""How figures are written."""

from collections.abc import Mapping
from typing import Any

NOTHING = "–"

TIE = "\u00a0"
"""Keeps the ends of an interval on one line."""


def number(value: float | None, digits: int = 1) -> str:
    """A figure, or a dash where it was not measured."""
    return NOTHING if value is None else f"{value:,.{digits}f}"


def interval(row: Mapping[str, Any] | None, digits: int = 2, scale: float = 1.0) -> str:
    """A value with its 95 % interval, where it has one."""
    if row is None:
        return NOTHING
    value = f"{scale * row['value']:.{digits}f}"
    if row.get("low") is None:
        return value
    return f"{value} [{scale * row['low']:.{digits}f},{TIE}{scale * row['high']:.{digits}f}]"


def percent(row: Mapping[str, Any] | None) -> str:
    """A share in percent with its interval."""
    return interval(row, digits=1, scale=100)


def change(row: Mapping[str, Any] | None, digits: int = 3, scale: float = 1.0) -> str:
    """A difference with its interval; a star where that leaves out 0."""
    if row is None:
        return NOTHING
    star = "" if row["low"] <= 0 <= row["high"] else "*"
    value, low, high = (f"{scale * row[end]:+.{digits}f}" for end in ("value", "low", "high"))
    return f"{value}{star} [{low},{TIE}{high}]"


def hits(row: Mapping[str, Any] | None) -> str:
    """A share of the red team's figures."""
    if row is None or not row.get("n"):
        return NOTHING
    low, high = row["interval"]
    ends = f"[{100 * low:.1f},{TIE}{100 * high:.1f}]"
    return f"{100 * row['share']:.1f}{TIE}% {ends} {row['hits']}{TIE}of{TIE}{row['n']}"
