"""Formulations: in families and in order, new and silent ones, two parts compared, and in other texts."""
