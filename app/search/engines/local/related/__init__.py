"""Related search: words cut by jieba, their postings in Whoosh segments, ranked by BM25F."""
