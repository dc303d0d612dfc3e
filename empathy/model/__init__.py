"""Token ids -> numbers."""
