"""Tests mirror the package. No network, no GPU, nothing outside the checkout."""

import os

# Before anything imports the hub client: a test that reaches for the network must fail, not wait.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ.pop("EMPATHY_DATA", None)
