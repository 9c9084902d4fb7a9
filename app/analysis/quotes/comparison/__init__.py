"""A quotation and its source, compared."""
