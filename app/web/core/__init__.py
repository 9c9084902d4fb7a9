"""The ground of every request: parameters, addresses, viewer, overview, middleware."""
