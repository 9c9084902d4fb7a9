"""Facets as pages show them: names of values, links that filter, all values of one, years as a strip."""
