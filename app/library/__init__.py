"""Everything that reads: one published generation of store and engine."""
