"""How well pages are reconstructed: truth, scorer, generator of pages set anew, and floors."""
