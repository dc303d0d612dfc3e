"""Command-line doorway: ``python main.py --help``."""

from empathy.cli import main

if __name__ == "__main__":
    main()
