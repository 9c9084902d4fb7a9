"""The exact lane on a cluster."""
