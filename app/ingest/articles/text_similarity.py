"""Measure how similar texts of a page are by the pairs of Chinese characters (bigrams) they share."""

import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import repeat
from operator import mul

from app.ingest.lines.glyphs import HAN
from app.lazy_pattern import lazy_pattern

# How much a body's own words count against those of the whole page in the chance of a title's pair.
_OWN = 0.75
_RARE = 0.2
# More often than this a pair says no more.
_COUNTED = 3
# Pairs in a title of the usual length. Pairs are not independent: twice as many say half as much again.
_TYPICAL = 15
_BIGRAM = lazy_pattern(f"(?=([{HAN}]{{2}}))")
# Characters whose pairs are held in a list at once.
AT_ONCE = 100_000
# The pairs of texts up to this length are remembered, of so many texts.
_REMEMBERED, _TEXTS = 8_000, 64


def bigram_counts(text: str) -> Counter[str]:
    """Return the counts of adjacent pairs of Chinese characters in a text; callers must not change them."""
    return _remembered(text) if len(text) <= _REMEMBERED else _counted(text)


@lru_cache(_TEXTS)
def _remembered(text: str) -> Counter[str]:
    return _counted(text)


def _counted(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for start in range(0, len(text), AT_ONCE):
        found.update(_BIGRAM.findall(text, start, start + AT_ONCE + 1))
    return found


class TextSimilarity:
    """Similarity of the texts of one page, weighted by tf-idf among them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.counts = [bigram_counts(text) for text in texts]
        self.vectors: dict[int, tuple[dict[str, float], float]] = {}

    @cached_property
    def spread(self) -> Counter[str]:
        """Return the number of texts that each pair stands in."""
        return Counter(pair for counts in self.counts for pair in counts)

    def cosine(self, one: int, other: int) -> float:
        """Return the cosine of two texts' tf-idf vectors."""
        (a, size_of_a), (b, size_of_b) = self._vector(one), self._vector(other)
        dot = sum(value * b[pair] for pair, value in a.items() if pair in b)
        norm = math.sqrt(size_of_a * size_of_b)
        return dot / norm if norm else 0.0

    def _vector(self, index: int) -> tuple[dict[str, float], float]:
        """Return a text's weighted pairs, and the sum of their squares."""
        if index not in self.vectors:
            many = len(self.counts) + 1
            vector = {
                pair: (1 + math.log(times)) * math.log(many / (self.spread[pair] - 0.5))
                for pair, times in self.counts[index].items()
            }
            self.vectors[index] = vector, sum(value * value for value in vector.values())
        return self.vectors[index]


class BigramModel:
    """Bigrams of a page: scores what a title and a text, or two texts, share against the whole of it."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.pairs, spread = Counter[str](), Counter[str]()
        for paragraph in paragraphs:
            counts = bigram_counts(paragraph)
            self.pairs.update(counts)
            spread.update(counts.keys())
        self.total = self.pairs.total() or 1
        many = len(paragraphs) + 1
        self.weights = {pair: max(0.0, math.log(many / (times + 0.5))) for pair, times in spread.items()}
        self._titles: dict[tuple[str, str], float] = {}
        self._overlaps: dict[tuple[str, str], float] = {}
        self._sizes: dict[str, float] = {}

    def title_log_odds(self, title: str, text: str) -> float:
        """Return the mean log-odds per pair that a title speaks of this text rather than of the page."""
        if (title, text) not in self._titles:
            self._titles[title, text] = self._title_log_odds(bigram_counts(title), bigram_counts(text))
        return self._titles[title, text]

    def _title_log_odds(self, wanted: Counter[str], counts: Counter[str]) -> float:
        score, size = 0.0, counts.total() or 1
        for pair, times in wanted.items():
            page = (self.pairs[pair] + _RARE) / self.total
            own = _OWN * counts[pair] / size + (1 - _OWN) * page
            score += times * math.log(own / page)
        return score / math.sqrt((wanted.total() or 1) * _TYPICAL)

    def overlap(self, one: str, other: str) -> float:
        """Return the overlap of two texts from 0 to 1; a pair counts up to three times."""
        if (one, other) not in self._overlaps:
            self._overlaps[one, other] = self._overlap(one, other)
        return self._overlaps[one, other]

    def _overlap(self, one: str, other: str) -> float:
        a, b, weight = bigram_counts(one), bigram_counts(other), self.weights
        both = sum(min(a[pair], b[pair], _COUNTED) * weight.get(pair, 0.0) for pair in a.keys() & b.keys())
        norm = math.sqrt(self._size(one) * self._size(other))
        return both / norm if norm else 0.0

    def _size(self, text: str) -> float:
        if text not in self._sizes:
            counts = bigram_counts(text)
            times = map(min, counts.values(), repeat(_COUNTED))
            self._sizes[text] = sum(map(mul, times, map(self.weights.get, counts, repeat(0.0))))
        return self._sizes[text]


def bigram_coverage(words: str, text: str) -> float:
    """Return the share of a display line's pairs of characters that stand in a text."""
    wanted = bigram_counts(words)
    there = bigram_counts(text)
    return sum(1 for pair in wanted if pair in there) / len(wanted) if wanted else 0.0


def best_assignment(scores: Sequence[Sequence[float]]) -> list[int | None]:
    """Return for each row the column that gives the best total; scores of 0 or less stay unassigned."""
    rows, columns = len(scores), len(scores[0]) if scores else 0
    if not rows or not columns:
        return [None] * rows
    cost = [[0.0] * (columns + rows) for _ in range(rows)]
    for row, line in enumerate(scores):
        for column, score in enumerate(line):
            cost[row][column] = -max(score, 0.0)
    taken = _Assignment(cost).by_row()
    return [c if c < columns and scores[row][c] > 0 else None for row, c in enumerate(taken)]


class _Assignment:
    """The cheapest assignment of rows to columns (Kuhn's method with potentials; rows ≤ columns)."""

    def __init__(self, cost: Sequence[Sequence[float]]) -> None:
        self.cost = cost
        self.columns = len(cost[0])
        self.row_price = [0.0] * (len(cost) + 1)
        self.column_price = [0.0] * (self.columns + 1)
        self.owner = [0] * (self.columns + 1)
        for row in [row for row in range(1, len(cost) + 1) if not self._granted(row)]:
            self._place(row)

    def _granted(self, row: int) -> bool:
        """Give a row the column it likes best, if that is free."""
        prices = self.cost[row - 1]
        wish = min(range(self.columns), key=prices.__getitem__) + 1
        self.row_price[row] = prices[wish - 1]
        free = not self.owner[wish]
        self.owner[wish] = row if free else self.owner[wish]
        return free

    def _place(self, row: int) -> None:
        """Find a column for one more row, moving others along the cheapest chain."""
        self.owner[0] = row
        column, seen = 0, [False] * (self.columns + 1)
        least, way = [math.inf] * (self.columns + 1), [0] * (self.columns + 1)
        while self.owner[column]:
            seen[column] = True
            self._relax(column, seen, least, way)
            following = min((c for c in range(1, self.columns + 1) if not seen[c]), key=least.__getitem__)
            self._reprice(least[following], seen, least)
            column = following
        while column:
            self.owner[column] = self.owner[way[column]]
            column = way[column]

    def _relax(self, column: int, seen: list[bool], least: list[float], way: list[int]) -> None:
        row = self.owner[column]
        for other in range(1, self.columns + 1):
            if not seen[other]:
                reduced = self.cost[row - 1][other - 1] - self.row_price[row] - self.column_price[other]
                if reduced < least[other]:
                    least[other], way[other] = reduced, column

    def _reprice(self, step: float, seen: list[bool], least: list[float]) -> None:
        for column in range(self.columns + 1):
            if seen[column]:
                self.row_price[self.owner[column]] += step
                self.column_price[column] -= step
            else:
                least[column] -= step

    def by_row(self) -> list[int]:
        """Return the column of each row."""
        result = [0] * len(self.cost)
        for column in range(1, self.columns + 1):
            if self.owner[column]:
                result[self.owner[column] - 1] = column - 1
        return result
