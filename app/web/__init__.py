"""Server-rendered pages, the JSON API and feeds."""
