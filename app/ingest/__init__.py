"""Turn the bytes of a raw newspaper page into articles and blocks."""
