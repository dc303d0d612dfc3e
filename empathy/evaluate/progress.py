"""A bar beside work that takes minutes."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.progress import track

T = TypeVar("T")


def shown(items: Sequence[T], description: str) -> Iterable[T]:
    """The items, with a bar beside them; none where there is nothing to do."""
    return track(items, description=description) if items else ()
