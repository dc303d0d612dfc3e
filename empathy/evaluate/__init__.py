"""Models and guard -> evidence."""
