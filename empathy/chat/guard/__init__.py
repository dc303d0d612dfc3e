"""The crisis guard: screens what a person writes, before any model token."""
