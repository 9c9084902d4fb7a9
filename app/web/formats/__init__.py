"""Other forms of lists and articles: feeds, CSV, text."""
