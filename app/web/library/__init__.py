"""Pages of the library: lists of pages and articles, a source beside its text."""
