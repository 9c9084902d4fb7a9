"""Clean the lines of a text, and judge each by its width, words and names."""
