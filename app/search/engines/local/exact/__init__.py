"""Exact phrases over a suffix array."""
