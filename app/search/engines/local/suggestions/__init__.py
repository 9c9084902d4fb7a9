"""Suggestions: while typing, and in place of a phrase that does not occur."""
