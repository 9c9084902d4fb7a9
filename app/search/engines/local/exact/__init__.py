"""Exact search: phrases by a suffix array, evaluated, counted and ranked by arrays."""
