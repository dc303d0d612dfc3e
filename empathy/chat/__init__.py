"""Talking: what a reply says and which rules it breaks, read from its text alone."""
