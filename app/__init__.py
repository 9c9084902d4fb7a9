"""Judou: a searchable web reader for Chinese newspaper and policy articles."""

__version__ = "0.1.0"
