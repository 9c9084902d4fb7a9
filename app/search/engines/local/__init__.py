"""The embedded engine: phrase index and word index on disk."""
