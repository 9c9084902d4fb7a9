"""Readings of what stands around the occurrences of a query: in an order, as neighbours, as collocates."""
