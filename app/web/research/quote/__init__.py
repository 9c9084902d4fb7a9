"""The quotation check."""
