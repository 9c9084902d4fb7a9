"""Search: the query language, the contract of an engine, the engines, and highlights."""
