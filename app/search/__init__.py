"""Exact phrases, related words, our query language, and highlights as data."""
