"""Building preference pairs: prompts -> candidate replies -> scores -> pairs."""
