"""Interface languages: catalogues, labels, messages."""
