"""Formulations of the library, in families; two parts compared; first and last uses."""
