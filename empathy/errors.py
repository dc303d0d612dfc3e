"""The one exception that a user's input can cause, and how a program of its own ends with it."""

import sys
from collections.abc import Callable


class InputError(Exception):
    """Something the user gave cannot work.

    The message names the file or key, the value, and what to do. ``cli.main`` and ``run`` print it in one line and exit
    with code 2; nothing else may catch it.
    """

    def __init__(self, where: object, problem: str, remedy: str) -> None:
        """Compose the message: where, problem, remedy."""
        super().__init__(f"{where}: {problem}. {remedy}.")
        self._parts = (str(where), problem, remedy)

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str, str]]:
        """Travel whole between processes; an exception is otherwise made again from its message alone."""
        return type(self), self._parts


def run(main: Callable[[], None]) -> None:
    """Run the main of a module that is started by itself; bad input is one line and exit code 2."""
    try:
        main()
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        raise SystemExit(2) from None
