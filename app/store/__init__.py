"""Articles, permalinks and their history at rest."""
