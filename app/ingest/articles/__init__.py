"""Turn the elements of a page into articles: titles, boundaries, bodies, bylines."""
