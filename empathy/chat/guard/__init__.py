"""The crisis guard: what a person writes is screened before any model token, what the model writes before it is shown."""
