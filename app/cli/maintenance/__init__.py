"""The commands that look after a library."""
