"""Lines of a column to paragraphs and headings."""
