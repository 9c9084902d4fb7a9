"""One generation as it is open: the engine's side, and what is worked out once and cached."""

from collections import defaultdict
from dataclasses import field
from time import monotonic
from typing import Any

from app.errors import SearchUnavailableError
from app.frozen import dataclass
from app.permalinks.resolve import SketchIndex
from app.search.contract import OpenIndex
from app.search.generation import Handle
from app.store.rows import Generation, StoredArticle, StoredPage, Tally

OPENED_AGAIN = 1.0
"""Seconds after which a search engine that did not answer is asked again."""


@dataclass(slots=True)
class OpenGeneration:
    """One open generation: the engine's side of it, and what is worked out once and cached."""

    generation: Generation
    handle: Handle
    found: OpenIndex | SearchUnavailableError
    """The engine's side, or why there is none now."""
    sketches: dict[str, SketchIndex] = field(default_factory=dict)
    articles: dict[str, StoredArticle] = field(default_factory=dict)
    pages: dict[str, StoredPage] = field(default_factory=dict)
    tallies: defaultdict[str, dict[str, Tally]] = field(default_factory=lambda: defaultdict(dict))
    """Of each facet those that were asked for."""
    made: dict[type, Any] = field(default_factory=dict)
    """What was made of the whole generation, by its type."""
    users: int = 0
    """Requests that are reading it; counted by the library."""
    outdated: bool = False
    """True where it may have changed since it was opened: it is opened anew."""
    verified_at: float = field(default_factory=monotonic)
    """When all of it was last looked at."""

    @property
    def index(self) -> OpenIndex:
        """Return the engine's side; SearchUnavailableError where it could not be opened."""
        if isinstance(self.found, SearchUnavailableError):
            raise self.found
        return self.found

    @property
    def is_current(self) -> bool:
        """Say whether it can be read as it is: what could not be opened is tried again from time to time."""
        away = isinstance(self.found, SearchUnavailableError)
        return not self.outdated and not (away and monotonic() - self.verified_at > OPENED_AGAIN)

    def has_changed(self) -> bool:
        """Say whether what is still read may no longer be what was opened."""
        return not isinstance(self.found, SearchUnavailableError) and self.found.has_changed()

    def close(self) -> None:
        """Let go of the engine's side."""
        if not isinstance(self.found, SearchUnavailableError):
            self.found.close()
