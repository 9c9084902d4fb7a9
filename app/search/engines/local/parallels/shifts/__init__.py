"""Pairs of wordings that take each other's place in a library."""
