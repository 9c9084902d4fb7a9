"""One immutable segment on disk: the texts of some articles, their suffix arrays and their columns."""
