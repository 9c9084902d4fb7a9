"""A search engine on a cluster of OpenSearch nodes."""
