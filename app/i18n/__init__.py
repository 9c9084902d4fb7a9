"""The languages of pages and commands."""
