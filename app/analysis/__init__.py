"""Findings about wording, worked out from texts: keywords of an article."""
