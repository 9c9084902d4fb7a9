"""The files of generations."""
