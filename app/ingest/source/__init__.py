"""Read source files: their text, and the sidecars beside them."""
