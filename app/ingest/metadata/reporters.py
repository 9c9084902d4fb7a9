"""Name the authors whom only the text itself names: in its dateline, or in the bracket that ends it."""

from collections.abc import Sequence
from dataclasses import replace

from app.article import Article, BlockType, Kind
from app.ingest.metadata.bylines import parse_closing_names, parse_dateline_names

_OPENING = 2
"""Paragraphs in which a dateline may stand."""


def with_reporters(article: Article, printed: Sequence[str] = ()) -> Article:
    """Return the article, with the reporters that its text names if no byline does.

    ``printed`` are its paragraphs with the spaces that part names, which the article itself does not keep.
    """
    if article.authors or article.kind is not Kind.ARTICLE:
        return article
    paragraphs = printed or article.texts(BlockType.PARAGRAPH)
    found = (parse_dateline_names(text) for text in paragraphs[:_OPENING])
    authors = next(filter(None, found), ())
    if not authors and paragraphs and paragraphs[-1][-1:] in "）)】":
        authors = parse_closing_names(paragraphs[-1])
    return replace(article, authors=authors) if authors else article
