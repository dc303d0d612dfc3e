"""Death at the n-th of the system's calls that a write makes, in a forked process."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any


def die_at(call: int) -> None:
    """Let this process SIGKILL itself in place of one of its calls to open, fsync, rename or close; from 0."""
    calls = [0]

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*arguments: Any, **options: Any) -> Any:
            calls[0] += 1
            if calls[0] > call:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **options)

        return wrapper

    os.fsync, os.open, os.close = counted(os.fsync), counted(os.open), counted(os.close)
    Path.open, Path.replace = counted(Path.open), counted(Path.replace)  # type: ignore[method-assign]
