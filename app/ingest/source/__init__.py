"""Bytes of a source file to text, and what stands beside it."""
