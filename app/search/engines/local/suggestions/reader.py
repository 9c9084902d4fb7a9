"""What helps those who type: one door to suggestions and to what comes nearest."""

from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.suggestions.did_you_mean import did_you_mean
from app.search.engines.local.suggestions.suggest import suggest
from app.search.results import Suggestion


class LocalSuggestions:
    """Wordings of an open generation."""

    def __init__(self, exact: ExactSearcher) -> None:
        self._exact = exact

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Return titles, authors and frequent phrases that contain what was typed."""
        return suggest(self._exact, typed, limit)

    def did_you_mean(self, phrase: str, limit: int) -> list[Suggestion]:
        """Return phrases that occur in place of one that does not."""
        return did_you_mean(self._exact.plain, phrase, limit)
