"""The pairs of wordings of a generation as columns: in memory, and as a file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np

from app.lazy_sequence import LazySequence
from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.parallels.shifts.find import find_shifts
from app.search.engines.local.parallels.shifts.told import told
from app.search.parallels import Shift, Wording
from app.search.pieces import Place

_WORDINGS = ("occurrences", "articles", "date", "block", "start")
_PAIRS = ("first", "second", "frames", "here-block", "here-start", "there-block", "there-start")


class ShiftTable:
    """Wordings, each once, and the pairs of them, those of the most frames first; some 100 bytes a pair."""

    def __init__(self, texts: Sequence[str], columns: dict[str, Array]) -> None:
        self.texts, self.columns = texts, columns

    @classmethod
    def of(cls, exact: ExactSearcher) -> Self:
        """Find the pairs of an open generation."""
        found = find_shifts(exact)
        texts = sorted({text for each in found for text in each[:2]})
        numbers = {text: n for n, text in enumerate(texts)}
        rows = [(numbers[each.first], numbers[each.second], each.frames, *each.where) for each in found]
        pairs = np.array(rows, np.int64).reshape(len(rows), len(_PAIRS)).T
        columns = dict(zip(_WORDINGS, told(exact, texts), strict=True)) | dict(
            zip(_PAIRS, pairs, strict=True)
        )
        return cls(texts, {name: column.astype(np.int32) for name, column in columns.items()})

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the table of a file. Raises IndexDamagedError where it is none."""
        arrays = ArrayReader(path)
        return cls(arrays.strings("text"), {name: arrays[name] for name in (*_WORDINGS, *_PAIRS)})

    def write(self, path: Path) -> None:
        """Write the table into a new file."""
        with ArrayWriter(path) as writer:
            writer.put_strings("text", self.texts)
            for name, column in self.columns.items():
                writer.put(name, column)

    def containing(self, text: str) -> Array:
        """Return the numbers of the pairs of which one wording contains a text; an empty one is in all."""
        having = np.fromiter((text in each for each in self.texts), bool, len(self.texts))
        found: Array = np.flatnonzero(having[self.columns["first"]] | having[self.columns["second"]])
        return found


class Shifts(LazySequence[Shift]):
    """Some pairs of a table, each put together when it is read."""

    def __init__(self, exact: ExactSearcher, table: ShiftTable, chosen: Array) -> None:
        self._exact, self._table, self._chosen = exact, table, chosen
        self._dates = sorted(exact.columns.facets["date"][0])

    def __len__(self) -> int:
        return len(self._chosen)

    def at(self, index: int) -> Shift:
        """Return one of them."""
        pair = self._chosen[index]
        first, second, frames, *places = (int(self._table.columns[name][pair]) for name in _PAIRS)
        here, there = self._place(*places[:2]), self._place(*places[2:])
        return Shift(self._wording(first), self._wording(second), frames, here, there)

    def _wording(self, number: int) -> Wording:
        occurrences, articles, date, *place = (int(self._table.columns[name][number]) for name in _WORDINGS)
        first = None if date < 0 else self._place(*place)
        day = None if date < 0 else self._dates[date]
        return Wording(self._table.texts[number], occurrences, articles, first, day)

    def _place(self, block: int, start: int) -> Place:
        columns = self._exact.columns
        return Place(columns.block_ids[block], columns.article_ids[int(columns.article_of[block])], start)
