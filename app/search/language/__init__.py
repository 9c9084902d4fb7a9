"""The query language: text to tokens to a small tree."""
