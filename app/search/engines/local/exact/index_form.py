"""A wording as an index has it: folded, closed up, without what is ignored; and where such forms occur."""

from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from app.code_points import points_of
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.phrase_index import PhraseIndex, Postings, find_offsets
from app.search.language.tree import Phrase, Wording
from app.text import close_up, fold, is_punctuation, typographic_spaces

_ANY = "\0"
"""Stands for an unknown character: no text contains it."""


class Matching(NamedTuple):
    """How wordings are compared with texts: without punctuation, and only in the form that is typed."""

    bare: bool = False
    strict: bool = False


FOLDED = Matching()


class IndexForm(NamedTuple):
    """The characters of a wording as indexed, ``\\0`` for unknown ones, and as typed where that counts."""

    text: str
    typed: str | None = None

    @property
    def pieces(self) -> list[tuple[int, str]]:
        """The known parts, each with its offset."""
        parts = self.text.split(_ANY)
        offsets = accumulate((len(part) + 1 for part in parts), initial=0)
        return [(at, part) for at, part in zip(offsets, parts, strict=False) if part]


@lru_cache(maxsize=16)  # One search asks for the same ones several times.
def index_form(wording: Wording, matching: Matching = FOLDED) -> IndexForm:
    """Return a wording as an index has it; white space at its edges does not count."""
    if isinstance(wording, Phrase):
        return _form(wording.text, matching)
    gaps = [_ANY * length for length in (*wording.gaps, 0)]
    forms = [_form(piece, matching) for piece in wording.pieces]
    text = "".join(form.text + gap for form, gap in zip(forms, gaps, strict=True))
    typed = "".join((form.typed or "") + gap for form, gap in zip(forms, gaps, strict=True))
    return IndexForm(text, typed if matching.strict else None)


def _form(typed: str, matching: Matching) -> IndexForm:
    if _ANY in typed:
        return IndexForm("", "")
    if matching == FOLDED:  # Most wordings; and those that a build counts by the hundred.
        return IndexForm(close_up(fold(typed)).strip(" "))
    folded = fold(typed)
    start, end = len(folded) - len(folded.lstrip(" ")), len(folded.rstrip(" "))
    dropped = set(typographic_spaces(folded))
    if matching.bare:
        dropped |= {at for at, char in enumerate(folded) if is_punctuation(char)}
    kept = [at for at in range(start, end) if at not in dropped]
    text = "".join(folded[at] for at in kept)
    return IndexForm(text, "".join(typed[at] for at in kept) if matching.strict else None)


class Occurrences:
    """Finds wordings in one index, as one query compares them."""

    def __init__(self, index: PhraseIndex, matching: Matching) -> None:
        self.index, self.matching = index, matching
        self._forms: dict[Wording, IndexForm] = {}

    def form(self, wording: Wording) -> IndexForm:
        """Return the form of a wording."""
        if wording not in self._forms:
            self._forms[wording] = index_form(wording, self.matching)
        return self._forms[wording]

    def most(self, wording: Wording) -> int:
        """Return the number of places that are looked at for a wording."""
        return min((self.index.count(piece) for _, piece in self.form(wording).pieces), default=0)

    def postings(self, wording: Wording) -> Postings:
        """Return the postings of a wording."""
        form = self.form(wording)
        if form.typed is None and _ANY not in form.text:
            return self.index.postings(form.text)
        return self.index.postings_at(self.positions(wording))

    def positions(self, wording: Wording) -> Array:
        """Return the positions of a wording in the index, in no useful order."""
        form = self.form(wording)
        found = self._fitting(form) if _ANY in form.text else self.index.positions(form.text)
        if form.typed is None:
            return found
        return self.index.forms.printed_as(found, form.text, form.typed)

    def _fitting(self, form: IndexForm) -> Array:
        """Return the positions of a form with unknown characters: where its rarest part stands between the
        others."""
        pieces = form.pieces
        offset, rarest = min(pieces, key=lambda piece: self.index.count(piece[1]))
        found = self.index.positions(rarest).astype(np.int64) - offset
        found = found[(found >= 0) & (found <= self.index.length - len(form.text))]
        wanted = points_of(form.text)
        known = range(offset, offset + len(rarest))
        for at in (at for at in range(len(form.text)) if at not in known):
            points = self.index.windows(found + at, 1)[:, 0]
            found = found[points != 0 if form.text[at] == _ANY else points == wanted[at]]
        return found.astype(np.int32)

    def offsets(self, block: int, text: str, wording: Wording) -> list[int]:
        """Return the offsets of a wording in the indexed text of a block."""
        form = self.form(wording)
        found = self._fitting_in(text, form) if _ANY in form.text else find_offsets(text, form.text)
        if form.typed is None or not found:
            return found
        start = int(self.index.starts[block])
        positions = np.array(found, np.int64) + start
        kept: list[int] = (self.index.forms.printed_as(positions, form.text, form.typed) - start).tolist()
        return kept

    def _fitting_in(self, text: str, form: IndexForm) -> list[int]:
        """Return the offsets at which a form with unknown characters stands in a text."""
        most = len(text) - len(form.text)
        offset, longest = max(form.pieces, key=lambda piece: len(piece[1]))
        return [
            at - offset
            for at in find_offsets(text, longest)
            if 0 <= at - offset <= most
            and all(text.startswith(piece, at - offset + own) for own, piece in form.pieces)
        ]
