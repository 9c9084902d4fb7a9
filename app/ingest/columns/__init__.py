"""Turn the lines of a column into paragraphs and headings."""
