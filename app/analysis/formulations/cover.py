"""How much of a text formulations cover."""

from bisect import bisect_left

from app.analysis.formulations.catalogue import Catalogue
from app.code_points import points_of


class CoveredText:
    """A text, folded and without punctuation, with the formulations in it, looked for once however many
    stretches are asked for."""

    def __init__(self, text: str, catalogue: Catalogue) -> None:
        wordings, own = catalogue.bare
        places, found = wordings.within(points_of(text))
        ends = places + wordings.lengths[found]
        articles = catalogue.all.articles[own[found]]
        self._found = list(zip(places.tolist(), ends.tolist(), articles.tolist(), strict=True))

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
