"""Related paragraphs: words, postings, BM25F."""
