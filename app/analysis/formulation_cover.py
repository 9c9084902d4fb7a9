"""How much of a text formulations cover."""

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
        self._lengths = {head: sorted(each, reverse=True) for head, each in lengths.items()}

    @classmethod
    def of(cls, snapshot: Snapshot) -> "FormulationCover":
        """Return that of a snapshot, made once a generation."""
        return snapshot.once(cls, lambda: cls(snapshot.formulations()))

    def covered(self, text: str, articles: int) -> int:
        """Return how many characters of a text, its punctuation left out, stand in formulations that so many
        articles have at least."""
        bare = strip_punctuation(fold(text))[0]
        found = reached = 0
        for start in range(len(bare) - _HEAD + 1):
            lengths = self._lengths.get(bare[start : start + _HEAD], ())
            ends = (start + each for each in lengths if start + each <= len(bare))
            end = next((each for each in ends if self._articles.get(bare[start:each], 0) >= articles), 0)
            found += max(0, end - max(start, reached))
            reached = max(reached, end)
        return found
