"""Columns of blocks and articles besides their text: ids, types, facet values, fields."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain

import numpy as np

from app.facets import FACETS, FIELDS, facet_values, values_of
from app.search.contract import IndexArticle
from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter
from app.text import close_up, fold

BLOCK_TYPES = ("title", "heading", "key_point", "paragraph", "caption")
TITLE_TYPE = BLOCK_TYPES.index("title")


def write_columns(writer: ArrayWriter, articles: Sequence[IndexArticle]) -> None:
    """Write the columns of all articles and their blocks, in order."""
    blocks = list(chain.from_iterable(article.blocks for article in articles))
    ids, article_ids = [block.id for block in blocks], [article.id for article in articles]
    writer.put_strings("block-id", ids)
    writer.put_strings("article-id", article_ids)
    writer.put_order("article-id", article_ids)
    writer.put("block-type", np.array([BLOCK_TYPES.index(block.type) for block in blocks], np.uint8))
    sizes = [len(article.blocks) for article in articles]
    writer.put("block-article", np.repeat(np.arange(len(articles), dtype=np.int32), sizes))
    writer.put("article-start", np.concatenate(([0], np.cumsum(sizes, dtype=np.int64))).astype(np.int32))
    writer.put_strings("title", [article.title or "" for article in articles])
    for name in FACETS:
        _write_facet(writer, name, [facet_values(article, name) for article in articles])
    for name in FIELDS:
        texts = [
            "\n".join(close_up(fold(value)) for value in values_of(article, name)) for article in articles
        ]
        writer.put_strings(f"field-{name}", texts)


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


class ColumnStore:
    """The columns of an open generation; blocks and articles are numbered in page order."""

    def __init__(self, arrays: ArrayReader) -> None:
        self.block_ids, self.article_ids = arrays.strings("block-id"), arrays.strings("article-id")
        self.find_article = arrays.string_index("article-id")
        self.titles = arrays.strings("title")
        self.types: Array = arrays["block-type"]
        self.article_of: Array = arrays["block-article"]
        self.first_block: Array = arrays["article-start"]
        self.blocks, self.articles = len(self.block_ids), len(self.article_ids)
        self.facets = {
            name: (
                arrays.strings(f"facet-{name}"),
                arrays[f"facet-{name}-article"],
                arrays[f"facet-{name}-value"],
            )
            for name in FACETS
        }
        self._fields = {name: arrays.strings(f"field-{name}") for name in FIELDS}

    @cached_property
    def date_ranks(self) -> Array:
        """The rank of each article's date among all dates, the oldest 0; -1 where it is unknown."""
        strings, articles, values = self.facets["date"]
        dates = list(strings)
        ranks = np.empty(len(dates), np.int64)
        ranks[np.array(sorted(range(len(dates)), key=dates.__getitem__), np.int64)] = np.arange(len(dates))
        found = np.full(self.articles, -1, np.int64)
        found[articles] = ranks[values]
        return found

    def articles_with_value(self, facet: str, value: str) -> Array:
        """Return the articles that have a facet value, ascending."""
        _, articles, values = self.facets[facet]
        found: Array = articles[np.isin(values, self.facet_numbers(facet, [value]))]
        return found

    def facet_numbers(self, facet: str, wanted: Sequence[str]) -> list[int]:
        """Return the numbers of some values of a facet; unknown ones are left out."""
        return (
            [number for number, known in enumerate(self.facets[facet][0]) if known in wanted]
            if wanted
            else []
        )

    def articles_with_field(self, name: str, value: str) -> Array:
        """Return the articles whose field contains a folded value, ascending.

        Dates are compared by their beginning, or by a range ``a..b``.
        """
        texts = self._fields[name]
        if name != "date":
            return np.array([n for n in texts.containing(value) if value or texts[n]], np.int32)
        fits = _date_test(value)
        return np.array([n for n, text in enumerate(texts) if text and fits(text)], np.int32)


def _date_test(value: str) -> Callable[[str], bool]:
    """Return a test of dates for ``2024``, ``2024-03``, ``2024年3月5日`` or a range ``2024-01..2024-03``."""
    first, dots, last = value.partition("..")
    low, high = _plain_date(first), _plain_date(last)
    if not dots:
        return lambda date: date.startswith(low)
    return lambda date: date >= low and (not high or date[: len(high)] <= high)


def _plain_date(written: str) -> str:
    """Return a date or its beginning as ISO 8601; other text stays, and no date begins with it."""
    parts = re.findall(r"\d+", written)
    if not parts or len(parts) > 3:
        return written.strip()
    return "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])
