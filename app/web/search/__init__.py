"""Pages of search: results, suggestions."""
