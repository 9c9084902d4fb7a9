"""A few texts that are read from beginning to end: where wordings stand in them, and how that is displayed.

They are compared as an index of all would have them. What only a look at a text can tell is told here: NEAR
and -within, wordings as typed, unknown characters, and the spans of hits.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from app.search.engines.local.exact.index_form import Matching, index_form
from app.search.engines.local.exact.phrase_index import find_offsets
from app.search.engines.local.exact.proximity import Positions, find_occurrences
from app.search.engines.local.exact.spans import Marks
from app.search.language.tree import Node, Phrase, Wording
from app.search.results import Span
from app.text import fold, is_punctuation, typographic_spaces

_ANY = "\0"


class ScannedTexts:
    """Texts one after another, as a search compares them; each is closed by a character that none has."""

    def __init__(self, displayed: Sequence[str], matching: Matching) -> None:
        self._matching = matching
        whole = "".join(text.replace(_ANY, "\ufffd") + _ANY for text in displayed)
        folded = fold(whole)
        dropped = set(typographic_spaces(folded))
        if matching.bare:
            marks = {char for char in set(folded) if char != _ANY and is_punctuation(char)}
            dropped |= {at for at, char in enumerate(folded) if char in marks}
        kept = [at for at in range(len(folded)) if at not in dropped] if dropped else range(len(folded))
        self._kept: NDArray[np.int64] = np.array(kept, np.int64)
        self._text = "".join(folded[at] for at in kept) if dropped else folded
        self._printed = "".join(whole[at] for at in kept) if matching.strict else ""
        closes = [at for at, char in enumerate(self._text) if char == _ANY]
        self._closes = np.array(closes, np.int64)
        lengths = np.array([0, *(len(text) + 1 for text in displayed)], np.int64)
        self._begins = np.cumsum(lengths)[:-1]

    def occurrences(self, word: Node) -> Positions:
        """Return the occurrences of a word of a query."""
        return find_occurrences(word, self.positions, self.text_of)

    def marks(self) -> Marks:
        """Return what tells the spans of a query, by positions in all texts together."""
        return Marks(self.positions, self.text_of)

    def text_of(self, positions: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the number of the text that each position is in."""
        return np.searchsorted(self._closes, positions)

    def positions(self, wording: Wording) -> Positions:
        """Return where a wording stands, in order."""
        form = index_form(wording, self._matching)
        starts = (
            find_offsets(self._text, form.text) if isinstance(wording, Phrase) else self._fitting(form.text)
        )
        if form.typed is not None:
            starts = [at for at in starts if _fits(self._printed, form.typed, at)]
        found = np.array(starts, np.int64)
        return Positions(found, found + len(form.text))

    def frequencies(self, found: Positions) -> NDArray[np.int64]:
        """Return how many of some positions each text has."""
        return np.bincount(self.text_of(found.starts), minlength=len(self._closes))

    def displayed(self, spans: Iterable[Span]) -> dict[int, tuple[Span, ...]]:
        """Return spans as those of each text as it is displayed, by its number, in order."""
        every = np.array(sorted(spans), np.int64).reshape(-1, 2)
        texts = self.text_of(every[:, 0])
        begins = self._begins[texts]
        starts, ends = self._kept[every[:, 0]] - begins, self._kept[every[:, 1] - 1] + 1 - begins
        found: dict[int, list[Span]] = {}
        for text, start, end in zip(texts.tolist(), starts.tolist(), ends.tolist(), strict=True):
            found.setdefault(text, []).append((start, end))
        return {text: tuple(own) for text, own in found.items()}

    def _fitting(self, form: str) -> list[int]:
        """Return where a wording with unknown characters stands: around its longest known part."""
        longest = max(form.split(_ANY), key=len)
        before = form.find(longest)
        most = len(self._text) - len(form)
        return [
            at - before
            for at in find_offsets(self._text, longest)
            if 0 <= at - before <= most
            and _fits(self._text, form, at - before)
            and _ANY not in self._text[at - before : at - before + len(form)]
        ]


def _fits(text: str, form: str, at: int) -> bool:
    """Say whether a form stands at a place of a text, whatever stands for its unknown characters."""
    if _ANY not in form:
        return text.startswith(form, at)
    return all(wanted in (_ANY, char) for wanted, char in zip(form, text[at : at + len(form)], strict=False))
