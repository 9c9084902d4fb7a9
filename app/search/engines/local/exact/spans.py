"""Find the spans of a query in blocks, in offsets of the displayed text."""

from collections.abc import Iterator

import numpy as np

from app.search.contract import Span
from app.search.engines.local.exact.doc_values import TITLE_TYPE, ColumnStore
from app.search.engines.local.exact.phrase_index import PhraseIndex, find_offsets
from app.search.engines.local.exact.proximity import Positions, find_positions
from app.search.language.tree import (
    Near,
    Node,
    NotWithin,
    Phrase,
    counted_terms,
    has_only_fields,
    required_fields,
)
from app.text import fold, strip_punctuation


def index_form(phrase: str, bare: bool) -> str:
    """Return a phrase as an index has it: folded, and without punctuation for the ``bare`` one."""
    folded = fold(phrase)
    return strip_punctuation(folded)[0] if bare else folded


class SpanFinder:
    """Finds the spans of one query in one block after another; ``bare`` is given to ignore punctuation."""

    def __init__(
        self, plain: PhraseIndex, bare: PhraseIndex | None, columns: ColumnStore, node: Node
    ) -> None:
        self._plain, self._bare, self._index, self._types = plain, bare, bare or plain, columns.types
        leaves = list(dict.fromkeys(counted_terms(node)))
        self._phrases = [leaf.text for leaf in leaves if isinstance(leaf, Phrase)]
        self._others = [leaf for leaf in leaves if not isinstance(leaf, Phrase)]
        # A query with phrases marks its phrases; a query of fields alone marks what it found in titles.
        asked = required_fields(node) if has_only_fields(node) else ()
        self._titles = [field.value for field in asked if field.name == "title"]
        self._wanted: dict[str, tuple[bytes, int]] = {}
        # Most queries are one phrase and nothing else: its spans need no sorting.
        single = not bare and len(self._phrases) == 1 and not self._others and not self._titles
        self._only = self._encoded(self._phrases[0]) if single else None

    def spans(self, block: int) -> tuple[Span, ...]:
        """Return all spans in a block, ascending; they may overlap."""
        stored = self._index.stored(block)
        if self._only:
            wanted, length = self._only
            return tuple([(at, at + length) for at in find_offsets(stored, wanted, self._index.width)])
        in_title = self._titles if self._titles and self._types[block] == TITLE_TYPE else ()
        found = {span for text in (*self._phrases, *in_title) for span in self._simple(stored, text)}
        for leaf in self._others:
            found.update(self._positional(stored, leaf))
        if not self._bare:
            return tuple(sorted(found))
        positions = strip_punctuation(self._plain.text(block))[1] if found else []
        return tuple(sorted((positions[start], positions[end - 1] + 1) for start, end in found))

    def _simple(self, stored: bytes, text: str) -> list[Span]:
        """Return the spans of a phrase in a stored text."""
        wanted, length = self._encoded(text)
        return [(start, start + length) for start in find_offsets(stored, wanted, self._index.width)]

    def _encoded(self, text: str) -> tuple[bytes, int]:
        """Return a phrase as it is stored, and its length."""
        if text not in self._wanted:
            phrase = index_form(text, self._bare is not None)
            self._wanted[text] = self._index.encode(phrase), len(phrase)
        return self._wanted[text]

    def _positional(self, stored: bytes, leaf: Near | NotWithin) -> Iterator[Span]:
        """Return the spans of a NEAR or -within in a stored text."""

        def positions(text: str) -> Positions:
            spans = np.array(self._simple(stored, text), np.int64).reshape(-1, 2)
            return Positions(spans[:, 0], spans[:, 1])

        found = find_positions(leaf, positions, np.zeros_like)
        return zip(found.starts.tolist(), found.ends.tolist(), strict=True)
