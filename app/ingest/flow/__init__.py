"""Text in source order → articles: a title stands before its text, an item before the next."""
