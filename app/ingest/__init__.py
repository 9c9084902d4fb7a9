"""From the bytes of a raw newspaper page to articles and blocks."""
