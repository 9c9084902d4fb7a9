"""Columns of all blocks and articles besides their text: ids, types, facet values, fields."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any

import numpy as np

from app.facets import FACETS, FIELDS
from app.ranges import in_ranges
from app.search.engines.local.exact.arrays import Array, ArrayReader, StringArray, StringIndex
from app.search.engines.local.exact.numbering import Numbering, Numbers


class _Strings(Sequence[str]):
    """The texts of what is numbered in several segments, each read where it stands."""

    def __init__(self, parts: Sequence[StringArray], numbers: Numbers) -> None:
        self._parts, self._numbers = parts, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, number: Any) -> Any:
        segment, at = self._numbers.stands(number)
        return self._parts[segment][at]


class _Ids(Sequence[str]):
    """The ids of what is numbered in several segments, side by side in order: many are read at once."""

    def __init__(self, parts: Sequence[StringArray], numbers: Numbers) -> None:
        every = np.concatenate([np.zeros(0, "S1"), *map(_side_by_side, parts)])
        self._ids: Array = every[numbers.slots]

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, number: Any) -> Any:
        return self._ids[number].decode()

    def of(self, numbers: Array) -> list[str]:
        """Return the ids of some numbers."""
        return [octets.decode() for octets in self._ids[numbers].tolist()]

    def __iter__(self) -> Iterator[str]:
        return map(bytes.decode, self._ids.tolist())


class _Facets(dict[str, "Facet"]):
    """The facets by name, each put together when it is first asked for."""

    def __init__(self, segments: Sequence[ArrayReader], numbers: Numbers) -> None:
        super().__init__()
        self._segments, self._numbers = segments, numbers
        self._numbered: dict[str, dict[str, int]] = {}

    def __missing__(self, name: str) -> "Facet":
        if name not in FACETS:
            raise KeyError(name)
        self[name] = _facet(name, self._segments, self._numbers)
        return self[name]

    def numbers(self, name: str) -> dict[str, int]:
        """Return the number of each value of a facet."""
        if name not in self._numbered:
            values, _, _ = self[name]
            self._numbered[name] = dict(zip(values, range(len(values)), strict=True))
        return self._numbered[name]


Facet = tuple[list[str], Array, Array]
"""The values of a facet, and which article has which: articles and values side by side, in page order."""


class ArticleValues:
    """The values of all facets that each article has, as numbers: those of a facet follow those of the one
    before it (``FACETS``), in the order in which the facet has them."""

    def __init__(self, facets: Mapping[str, Facet], articles: int) -> None:
        listed = [facets[name] for name in FACETS]
        ends = list(accumulate((len(strings) for strings, _, _ in listed), initial=0))
        self.borders: Array = np.array(ends)
        """Where the values of each facet begin, and where the last ones end."""
        self.size = ends[-1]
        """How many values all facets have."""
        owners = np.concatenate([having for _, having, _ in listed])
        numbers = [own + begin for (_, _, own), begin in zip(listed, ends, strict=False)]
        self._values = np.concatenate(numbers).astype(np.int32)[np.argsort(owners, kind="stable")]
        self._starts = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=articles))))

    def of(self, articles: Array) -> tuple[Array, Array]:
        """Return the values of some articles, one article's after another's, and how many each has."""
        first = self._starts[articles]
        sizes = self._starts[articles + 1] - first
        return self._values[in_ranges(first, sizes)], sizes


class ColumnStore:
    """The columns of an open generation; blocks and articles are numbered in page order.

    Ids, texts and facets are read when they are first asked for: who only counts needs few of them.
    """

    def __init__(self, segments: Sequence[ArrayReader], numbering: Numbering) -> None:
        self._segments, self._blocks = segments, numbering.blocks
        articles = self._articles = numbering.articles
        types = [arrays["block-type"] for arrays in segments]
        self.types: Array = np.concatenate([np.zeros(0, np.uint8), *types])[numbering.blocks.slots]
        self.blocks, self.articles = len(numbering.blocks), len(articles)
        self.article_of: Array = np.repeat(np.arange(self.articles, dtype=np.int32), numbering.sizes)
        self.first_block: Array = np.concatenate(([0], np.cumsum(numbering.sizes))).astype(np.int32)
        self.facets = _Facets(segments, articles)

    @cached_property
    def article_values(self) -> ArticleValues:
        """The values of all facets by article."""
        return ArticleValues(self.facets, self.articles)

    @cached_property
    def block_ids(self) -> _Ids:
        """The id of each block."""
        return _Ids(self._strings("block-id"), self._blocks)

    @cached_property
    def article_ids(self) -> _Ids:
        """The id of each article."""
        return _Ids(self._strings("article-id"), self._articles)

    @cached_property
    def titles(self) -> _Strings:
        """The title of each article."""
        return _Strings(self._strings("title"), self._articles)

    @cached_property
    def _by_id(self) -> list[StringIndex]:
        return [arrays.string_index("article-id") for arrays in self._segments]

    @cached_property
    def _fields(self) -> dict[str, list[StringArray]]:
        return {name: self._strings(f"field-{name}") for name in FIELDS}

    def _strings(self, name: str) -> list[StringArray]:
        """Return the texts ``name`` of each segment."""
        return [arrays.strings(name) for arrays in self._segments]

    def find_article(self, id_: str) -> int | None:
        """Return the number of an article, or None if there is none of this id."""
        for segment, index in enumerate(self._by_id):
            at = index.get(id_)
            number = -1 if at is None else int(self._articles.of_segment(segment)[at])
            if number >= 0:
                return number
        return None

    @cached_property
    def date_ranks(self) -> Array:
        """The rank of each article's date among all dates, the oldest 0; -1 where it is unknown."""
        dates, articles, values = self.facets["date"]
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
        known = self.facets.numbers(facet) if wanted else {}
        return sorted({known[value] for value in wanted if value in known})

    def articles_with_field(self, name: str, value: str) -> Array:
        """Return the articles whose field contains a folded value, ascending.

        Dates are compared by their beginning, or by a range ``a..b``.
        """
        fits = _date_test(value) if name == "date" else None
        found = [np.zeros(0, np.int32)]
        for segment, texts in enumerate(self._fields[name]):
            if fits:
                own = [n for n, text in enumerate(texts) if text and fits(text)]
            else:
                own = [n for n in texts.containing(value) if value or texts[n]]
            found.append(self._articles.of_segment(segment)[own])
        numbers = np.sort(np.concatenate(found))
        return numbers[np.searchsorted(numbers, 0) :]


def _side_by_side(texts: StringArray) -> Array:
    """Return texts in UTF-8, each in as many bytes as the longest; none of them ends in ``\\0``."""
    data, ends = texts.packed()
    octets, sizes = np.frombuffer(data, np.uint8), np.diff(ends, prepend=0)
    width = int(sizes.max(initial=1))
    if len(octets) < len(sizes) * width:
        wide = np.zeros((len(sizes), width), np.uint8)
        wide[np.arange(width) < sizes[:, None]] = octets
        octets = wide.ravel()
    found: Array = octets.view(f"S{width}")
    return found


def _facet(name: str, segments: Sequence[ArrayReader], numbers: Numbers) -> Facet:
    """Return the values of a facet in the order in which they first occur, and which article has which.

    The pairs of article and value are in page order.
    """
    known: dict[str, int] = {}
    articles, values = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for segment, arrays in enumerate(segments):
        strings = arrays.strings(f"facet-{name}")
        own = np.array([known.setdefault(value, len(known)) for value in strings], np.int32)
        articles.append(numbers.of_segment(segment)[arrays[f"facet-{name}-article"]])
        values.append(own[arrays[f"facet-{name}-value"]])
    every, valued = np.concatenate(articles), np.concatenate(values)
    order = np.argsort(every, kind="stable")[np.count_nonzero(every < 0) :]
    every, valued = every[order], valued[order]
    used, first = np.unique(valued, return_index=True)
    used = used[np.argsort(first)]
    ranks = np.zeros(len(known), np.int32)
    ranks[used] = np.arange(len(used))
    names = list(known)
    return [names[n] for n in used.tolist()], every, ranks[valued]


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
