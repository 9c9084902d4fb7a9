"""Raw text to clean lines, and what can be told of a line by itself."""
