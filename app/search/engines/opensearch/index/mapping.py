"""The index as the cluster has it: its fields, how texts are cut, how occurrences are counted.

A text is cut into overlapping pairs of characters with their positions, folded and closed up (``plain``) and
without punctuation too (``bare``); a phrase is a chain of pairs, so that what is found never depends on a
word segmenter. Single characters have no positions: they are never parts of a longer phrase. The score of a
term is its frequency, so that a phrase's score says how often it occurs.

The text as displayed is kept, compressed and not indexed. Spans, and what only a look at the text can tell
(NEAR, wordings as typed), are worked out from it; then one answer depends on one generation of one system,
a build can be proved before the store names it, and thousands of texts come in one answer.
"""

from app.facets import FACETS
from app.search.engines.opensearch.cluster import Body
from app.words.words import END

ARTICLE, BLOCK = "article", "block"
"""What documents are: an article is the parent of its blocks."""
TEXT_FIELDS = ("title", "author", "institution", "source")
"""The fields of articles that a query looks into; dates are compared as such."""
MOST_AT_ONCE = 10_000
"""Hits that one answer holds; what is beyond comes after the last one."""
MOST_VALUES = 65_000
"""Values that one clause may list."""

_ANALYSIS = {
    "tokenizer": {
        "one": {"type": "ngram", "min_gram": 1, "max_gram": 1, "token_chars": []},
        "two": {"type": "ngram", "min_gram": 2, "max_gram": 2, "token_chars": []},
        # Words come as one text, each closed: as a value each they take a fifth more of a node's time.
        "cut": {"type": "char_group", "tokenize_on_chars": [END]},
    },
    "analyzer": {name: {"type": "custom", "tokenizer": name} for name in ("one", "two", "cut")},
}
_FREQUENCY = {"type": "scripted", "script": {"source": "return query.boost * doc.freq;"}}
_KEYWORD = {"type": "keyword"}


def index_body(shards: int) -> Body:
    """Return the settings and fields of a new index; it has no replicas before it is whole."""
    settings = {
        "number_of_shards": shards,
        "number_of_replicas": 0,
        "refresh_interval": "-1",
        "codec": "best_compression",
        "max_terms_count": MOST_VALUES,
        "max_result_window": MOST_AT_ONCE,
        "analysis": _ANALYSIS,
        "similarity": {"frequency": _FREQUENCY},
    }
    return {"settings": {"index": settings}, "mappings": _mappings()}


def _mappings() -> Body:
    pairs = _text("two") | {"fields": {"one": _text("one", "freqs")}}
    order: Body = {"page_order": _KEYWORD, "seq": {"type": "long"}, "article_seq": {"type": "long"}}
    order |= {"at": {"type": "integer"}, "first": {"type": "boolean", "doc_values": False}}
    versions = {"since": {"type": "integer"}, "version": {"type": "long"}}
    texts = {
        "plain": pairs,
        "bare": _text("two"),
        "words": _text("cut", "freqs"),
        "displayed": {"type": "keyword", "index": False, "doc_values": False},
    }
    known = {"type": _KEYWORD, "length": _number("integer"), "cut": _number("integer")}
    fields = {f"field_{name}": pairs for name in TEXT_FIELDS} | {"field_date": _KEYWORD}
    facets = {f"facet_{name}": _KEYWORD for name in FACETS}
    of_articles = {"blocks": _number("integer"), "characters": _number("long")}
    join = {"type": "join", "relations": {ARTICLE: BLOCK}, "eager_global_ordinals": True}
    properties = {"kind": join, "article": _KEYWORD, **order, **versions, **texts, **known}
    return {
        "dynamic": "strict",
        "_source": {"includes": ["displayed"]},
        "properties": properties | fields | facets | of_articles,
    }


def _text(analyzer: str, kept: str = "positions") -> Body:
    return {
        "type": "text",
        "analyzer": analyzer,
        "norms": False,
        "similarity": "frequency",
        "index_options": kept,
    }


def _number(kind: str) -> Body:
    """Return a number that is read and sorted by, never looked for."""
    return {"type": kind, "index": False}
