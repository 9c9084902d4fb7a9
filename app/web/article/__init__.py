"""Pages of one article: reading, citing, old links."""
