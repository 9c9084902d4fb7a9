"""How wordings are spread over the parts of the library."""
