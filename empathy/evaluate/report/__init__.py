"""One page about what was measured, from the files that the measurements left."""
