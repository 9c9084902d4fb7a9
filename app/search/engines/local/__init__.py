"""The local engine: exact phrases by a suffix array, related words by Whoosh postings, both on disk."""
