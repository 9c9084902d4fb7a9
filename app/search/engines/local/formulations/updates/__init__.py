"""Formulations brought up to date with what has changed."""
