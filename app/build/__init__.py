"""Everything that writes: source files to a published generation."""
