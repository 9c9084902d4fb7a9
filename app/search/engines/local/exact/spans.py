"""Find where blocks show a query, in offsets of the displayed text: its occurrences, and what is marked."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.doc_values import ColumnStore
from app.search.engines.local.exact.index_form import Matching, Occurrences
from app.search.engines.local.exact.phrase_index import PhraseIndex, Postings
from app.search.engines.local.exact.proximity import Positions, find_occurrences, find_positions
from app.search.engines.local.exact.segment.columns import TITLE_TYPE
from app.search.engines.local.exact.segment.printed import Gaps
from app.search.language.tree import (
    Near,
    Node,
    NotWithin,
    Or,
    Phrase,
    Wording,
    has_only_fields,
    required_fields,
    words,
)
from app.search.results import Span
from app.text import is_punctuation, offsets_without_punctuation

MarksOf = dict[Span, frozenset[Span]]
"""Stretches, each with the spans that are marked in it."""


class Shown(NamedTuple):
    """What a block shows of a query: all spans to mark, and all occurrences, both ascending."""

    spans: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()


class DisplayedOffsets:
    """Turns offsets of an index into offsets of the text as displayed; ``bare`` says which index."""

    def __init__(self, plain: PhraseIndex, gaps: Gaps, bare: bool) -> None:
        self._plain, self._gaps, self._bare = plain, gaps, bare
        differ = np.full(plain.size, bare, np.uint8)
        shorter = plain.blocks(gaps.at)
        differ[shorter[shorter >= 0]] = True
        self.differ = differ.tobytes()

    def spans(self, block: int, found: Iterable[Span]) -> tuple[Span, ...]:
        """Return spans of one block, as displayed, in the order in which they are given."""
        if not self.differ[block]:
            return tuple(found)
        if self._bare:
            kept = offsets_without_punctuation(self._plain.text(block))
            found = [(kept[start], kept[end - 1] + 1) for start, end in found]
        start = int(self._plain.starts[block])
        if gaps := self._gaps.within(start, start + int(self._plain.lengths[block])):
            found = [
                (start + bisect_right(gaps, start), end + bisect_right(gaps, end - 1)) for start, end in found
            ]
        return tuple(found)

    def stretches(self, blocks: Array, starts: Array, ends: Array) -> list[Span]:
        """Return stretches of blocks, given by offsets in these, as displayed; all are read together."""
        if self._bare:
            starts, ends = self._with_marks(blocks, starts, ends)
        begins, gaps = self._plain.starts[blocks], self._gaps.at
        before = np.searchsorted(gaps, begins, "right")
        starts = starts + np.searchsorted(gaps, begins + starts, "right") - before
        ends = ends + np.searchsorted(gaps, begins + ends - 1, "right") - before
        return list(zip(starts.tolist(), ends.tolist(), strict=True))

    def _with_marks(self, blocks: Array, starts: Array, ends: Array) -> tuple[Array, Array]:
        """Return where stretches of texts without punctuation begin and end in those with it."""
        own, numbers = np.unique(blocks, return_inverse=True)
        order = np.argsort(self._plain.starts[own])
        sizes = self._plain.lengths[own[order]] + 1
        begins = np.cumsum(sizes) - sizes
        kept = np.flatnonzero(~self._marks[self._plain.points_of(own[order])])
        at = np.argsort(order)[numbers]
        first, begins = np.searchsorted(kept, begins)[at], begins[at]
        return kept[first + starts] - begins, kept[first + ends - 1] + 1 - begins

    @cached_property
    def _marks(self) -> Array:
        """Whether each code point is punctuation."""
        points = [ord(char) for char in self._plain.alphabet]
        found = np.zeros(max(points, default=0) + 1, bool)
        found[points] = [is_punctuation(chr(point)) for point in points]
        return found


class SpanFinder:
    """Finds what one block after another shows of one query; ``found`` are the postings of its only word."""

    def __init__(
        self,
        index: PhraseIndex,
        matching: Matching,
        offsets: DisplayedOffsets,
        columns: ColumnStore,
        node: Node,
        found: Postings | None = None,
    ) -> None:
        self._index, self._offsets, self._types = index, offsets, columns.types
        self._occurrences, self._matching = Occurrences(index, matching), matching
        self._node, self._words, self._found = node, words(node), found
        self._only = self._single_phrase(matching)

    @cached_property
    def _titles(self) -> list[Phrase]:
        """What a query of fields alone marks: what it found in titles. One with words marks its words."""
        asked = required_fields(self._node) if has_only_fields(self._node) else ()
        return [Phrase(field.value) for field in asked if field.name == "title"]

    @cached_property
    def _in_titles(self) -> Occurrences:
        """The occurrences in titles, in which forms never count."""
        return Occurrences(self._index, Matching(self._matching.bare))

    def _single_phrase(self, matching: Matching) -> str | None:
        """Return the phrase, as indexed, that most queries are: nothing of it has to be worked out."""
        if matching.strict or len(self._words) != 1 or not isinstance(self._words[0], Phrase):
            return None
        return self._occurrences.form(self._words[0]).text

    def all_shown(self, blocks: Array) -> list[Shown]:
        """Return what each of some blocks shows."""
        if self._only and self._found and self._found.positions is not None:
            return self._all_found(blocks, self._only, self._found, self._found.positions)
        return list(map(self.shown, blocks.tolist()))

    def _all_found(self, blocks: Array, phrase: str, found: Postings, positions: Array) -> list[Shown]:
        """Return the same of a phrase whose positions are known."""
        at = found.blocks.searchsorted(blocks)
        ends, sizes = found.frequencies.cumsum()[at].tolist(), found.frequencies[at].tolist()
        begins, places = self._index.starts[blocks].tolist(), positions.data
        length, differ, displayed = len(phrase), self._offsets.differ, []
        for block, begin, end, size in zip(blocks.tolist(), begins, ends, sizes, strict=True):
            spans: tuple[Span, ...]
            if size == 1:  # Most have it once.
                at = places[end - 1] - begin
                spans = ((at, at + length),)
            else:
                behind = length - begin
                spans = tuple([(at - begin, at + behind) for at in places[end - size : end]])
            displayed.append(self._offsets.spans(block, spans) if differ[block] else spans)
        return list(map(Shown, displayed, displayed))

    def shown(self, block: int) -> Shown:
        """Return what a block shows."""
        if self._only:
            spans = [(at, at + len(self._only)) for at in self._index.find(block, self._only)]
            displayed = self._offsets.spans(block, spans)
            return Shown(displayed, displayed)
        text = self._index.text(block)
        placed = self._marks(self._occurrences, block, text)
        found = [placed.occurrences(word) for word in self._words]
        if self._titles and self._types[block] == TITLE_TYPE:
            placed = self._marks(self._in_titles, block, text)
            found += [placed.marks(title) for title in self._titles]
        all_places = {place for own in found for place in own}
        all_marks = {span for own in found for marks in own.values() for span in marks}
        if not all_places:
            return Shown()
        return Shown(
            self._offsets.spans(block, sorted(all_marks)), self._offsets.spans(block, sorted(all_places))
        )

    @staticmethod
    def _marks(occurrences: Occurrences, block: int, text: str) -> "Marks":
        """Return what stands where in one block."""

        def leaf(wording: Wording) -> Positions:
            starts = np.array(occurrences.offsets(block, text, wording), np.int64)
            return Positions(starts, starts + len(occurrences.form(wording).text))

        return Marks(leaf, np.zeros_like)


class Marks:
    """What stands where in a text: ``leaf`` returns all positions of a wording, ``block_of`` the blocks of
    positions."""

    def __init__(self, leaf: Callable[[Wording], Positions], block_of: Callable[[Array], Array]) -> None:
        self._find, self._block_of = leaf, block_of
        self._found: dict[Wording, Positions] = {}

    def occurrences(self, word: Node) -> MarksOf:
        """Return the occurrences of a word with their marks."""
        marks = self.marks(word)
        if not isinstance(word, Or | NotWithin):  # These alone may have positions inside each other.
            return marks
        return {span: marks[span] for span in _pairs(find_occurrences(word, self._leaf, self._block_of))}

    def marks(self, node: Node) -> MarksOf:
        """Return the positions of a node with their marks: of NEAR those of the two at its ends."""
        match node:
            case Or(parts):
                found: MarksOf = {}
                for part in parts:
                    for span, own in self.marks(part).items():
                        found[span] = found.get(span, frozenset()) | own
                return found
            case Near(left, right, distance):
                one, other = self.marks(left), self.marks(right)
                spans = self._positions(node)
                pairs = _around(spans, one, other, distance), _around(spans, other, one, distance)
                return {
                    span: pairs[0].get(span, frozenset()) | pairs[1].get(span, frozenset()) for span in spans
                }
            case NotWithin(part):
                inside = self.marks(part)
                return {span: inside[span] for span in self._positions(node)}
        return {span: frozenset((span,)) for span in self._positions(node)}

    def _positions(self, node: Node) -> list[Span]:
        return _pairs(find_positions(node, self._leaf, self._block_of))

    def _leaf(self, wording: Wording) -> Positions:
        if wording not in self._found:
            self._found[wording] = self._find(wording)
        return self._found[wording]


def _pairs(found: Positions) -> list[Span]:
    return list(zip(found.starts.tolist(), found.ends.tolist(), strict=True))


def _around(spans: list[Span], first: MarksOf, second: MarksOf, distance: int) -> MarksOf:
    """Return the marks of stretches that begin with a ``first`` and end with a ``second`` near to it."""
    begins: dict[int, list[Span]] = {}
    ends: dict[int, list[Span]] = {}
    for span in first:
        begins.setdefault(span[0], []).append(span)
    for span in second:
        ends.setdefault(span[1], []).append(span)
    found: MarksOf = {}
    for start, end in spans:
        near = [
            first[one] | second[other]
            for one in begins.get(start, ())
            for other in ends.get(end, ())
            if 0 <= other[0] - one[1] <= distance
        ]
        if near:
            found[start, end] = frozenset().union(*near)
    return found
