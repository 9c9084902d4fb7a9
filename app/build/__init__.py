"""Build: from the source files to a published generation."""
