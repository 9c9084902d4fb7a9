"""Every occurrence of a query in a line of its own, and what stands beside and near it."""
