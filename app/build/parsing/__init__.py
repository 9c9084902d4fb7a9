"""Source files into pages, in one process or in several."""
