"""Formulations: wordings that recur as units, mined from the suffix arrays of all segments."""
