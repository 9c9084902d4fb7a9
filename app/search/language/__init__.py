"""The query language: from text to tokens to a syntax tree, and back."""
