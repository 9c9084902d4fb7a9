"""Elements of a page to articles: titles, boundaries, bodies, bylines."""
