"""Measures Judou and what one would pick instead, on one corpus, in one run."""
