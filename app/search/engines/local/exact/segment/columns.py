"""What a segment says of its pages, articles and blocks besides their text: ids, types, values, fields."""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from app.facets import FACETS, FIELDS, facet_values, values_of
from app.search.contract import IndexArticle
from app.search.engines.local.exact.arrays import ArrayWriter, run_lengths
from app.text import close_up, fold

BLOCK_TYPES = ("title", "heading", "key_point", "paragraph", "caption")
TITLE_TYPE = BLOCK_TYPES.index("title")


def write_columns(writer: ArrayWriter, articles: Sequence[IndexArticle]) -> None:
    """Write the columns of articles in page order, each page's one after another."""
    blocks = list(chain.from_iterable(article.blocks for article in articles))
    article_ids = [article.id for article in articles]
    writer.put_strings("block-id", [block.id for block in blocks])
    writer.put_strings("article-id", article_ids)
    writer.put_order("article-id", article_ids)
    writer.put("block-type", np.array([BLOCK_TYPES.index(block.type) for block in blocks], np.uint8))
    writer.put("article-blocks", np.array([len(article.blocks) for article in articles], np.int32))
    writer.put_strings("title", [article.title or "" for article in articles])
    _write_pages(writer, articles)
    for name in FACETS:
        _write_facet(writer, name, [facet_values(article, name) for article in articles])
    for name in FIELDS:
        texts = [
            "\n".join(close_up(fold(value)) for value in values_of(article, name)) for article in articles
        ]
        writer.put_strings(f"field-{name}", texts)


def _write_pages(writer: ArrayWriter, articles: Sequence[IndexArticle]) -> None:
    """Write the pages, what each is ordered by, and its number of articles."""
    numbers = {page: n for n, page in enumerate(dict.fromkeys(article.page for article in articles))}
    first, sizes = run_lengths(np.array([numbers[article.page] for article in articles], np.int32))
    pages = [articles[at].page for at in first.tolist()]
    writer.put_strings("page-id", pages)
    writer.put_order("page-id", pages)
    writer.put_strings("page-order", [articles[at].page_order for at in first.tolist()])
    writer.put("page-articles", sizes)
    lengths = [sum(len(block.text) for block in article.blocks) for article in articles]
    writer.put("page-characters", np.add.reduceat(np.array(lengths, np.int64), first) if pages else sizes)


def _write_facet(writer: ArrayWriter, name: str, values: Sequence[tuple[str, ...]]) -> None:
    """Write the distinct values of a facet, and the pairs of article and value."""
    known: dict[str, int] = {}
    pairs = [
        (article, known.setdefault(value, len(known)))
        for article, own in enumerate(values)
        for value in dict.fromkeys(own)
    ]
    writer.put_strings(f"facet-{name}", list(known))
    writer.put(f"facet-{name}-article", np.array([pair[0] for pair in pairs], np.int32))
    writer.put(f"facet-{name}-value", np.array([pair[1] for pair in pairs], np.int32))
