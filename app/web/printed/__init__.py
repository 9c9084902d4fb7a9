"""Printed pages: the picture beside the text, and the pictures themselves."""
