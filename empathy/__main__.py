"""``python -m empathy``: the same as ``main.py``, from any folder."""

from empathy.cli import main

main()
