"""Runs that differ in one thing, and what the difference did."""
