"""The export on the Hugging Face hub, under the login that its own client keeps (``hf auth login``, or HF_TOKEN)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from huggingface_hub import HfApi

from empathy.errors import InputError


@contextmanager
def _explained(repository: str, remedy: str) -> Iterator[None]:
    """One line for what the hub's client raises: dozens of types, each of which is the user's to solve."""
    try:
        yield
    except Exception as error:
        reason = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
        raise InputError(f"push={repository}", f"the hub does not take it ({reason[:200]})", remedy) from error


def require_login(repository: str) -> None:
    """Ask before the work whether there is a login to push with.

    Raises:
        InputError: If there is none, or the name is no OWNER/NAME.
    """
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
        raise InputError(f"push={repository}", "is no OWNER/NAME", "Write --push OWNER/NAME")
    with _explained(repository, "Check the name and the network, and log in with `hf auth login` or set HF_TOKEN"):
        HfApi().whoami()


def push(folder: Path, repository: str, *, public: bool) -> str:
    """Upload a folder as it is.

    Args:
        folder: The export.
        repository: OWNER/NAME; made where it does not exist.
        public: Whether a new one can be seen by all; one that exists stays as it is.

    Returns:
        Its address.

    Raises:
        InputError: If the hub refuses, or cannot be reached.
    """
    with _explained(repository, f"The export in {folder} is whole: `hf upload {repository} {folder} .` tries again"):
        api = HfApi()
        address = api.create_repo(repository, private=not public, exist_ok=True)
        api.upload_folder(repo_id=repository, folder_path=folder, commit_message="Export of a tuned model")
    return str(address)
