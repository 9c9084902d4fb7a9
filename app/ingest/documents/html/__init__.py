"""Saved web pages: their tree, their blocks, where their article stands."""
