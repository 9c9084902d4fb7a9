"""How much of a text formulations cover."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from app.library.snapshot import Snapshot
from app.search.formulations import Formulation
from app.text import fold, strip_punctuation

_HEAD = 4
"""Characters that all formulations have at least; those that begin alike are looked for together."""


class FormulationCover:
    """The formulations of a generation, looked for in texts without punctuation."""

    def __init__(self, found: Iterable[Formulation]) -> None:
        self._articles = {strip_punctuation(fold(each.text))[0]: each.articles for each in found}
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for text in self._articles:
            if len(text) >= _HEAD:
                lengths[text[:_HEAD]].add(len(text))
        self._lengths = {head: tuple(sorted(each)) for head, each in lengths.items()}

    @classmethod
    def of(cls, snapshot: Snapshot) -> "FormulationCover":
        """Return that of a snapshot, made once a generation."""
        return snapshot.once(cls, lambda: cls(snapshot.formulations()))

    def of_text(self, text: str) -> "CoveredText":
        """Return a text, folded and without punctuation, with the formulations that stand in it."""
        return CoveredText(text, self._articles, self._lengths)


class CoveredText:
    """A text with the formulations in it, looked for once however many stretches are asked for."""

    def __init__(self, text: str, articles: dict[str, int], lengths: dict[str, tuple[int, ...]]) -> None:
        self._found: list[tuple[int, int, int]] = []
        for start in range(len(text) - _HEAD + 1):
            for length in lengths.get(text[start : start + _HEAD], ()):
                if (having := articles.get(text[start : start + length])) is not None:
                    self._found.append((start, start + length, having))

    def covered(self, start: int, end: int, articles: int) -> int:
        """Return how many characters of a stretch of the text stand in formulations that lie in it and that
        so many articles have at least."""
        covered, reached = 0, start
        for n in range(bisect_left(self._found, (start,)), len(self._found)):
            first, last, having = self._found[n]
            if first >= end:
                break
            if last <= end and having >= articles:
                covered += max(0, last - max(first, reached))
                reached = max(reached, last)
        return covered
