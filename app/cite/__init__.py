"""Citations of an article or a paragraph, in the forms that readers, writers and programs want."""
