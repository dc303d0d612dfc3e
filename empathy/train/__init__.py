"""Numbers -> weights."""
