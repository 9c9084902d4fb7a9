"""The overview of a generation: what its pages share and need not be read for every request."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from app.analysis.examples import example_queries
from app.facets import FACETS
from app.library.snapshot import Snapshot
from app.store.rows import StoredPage

CACHED_GENERATIONS = 2
"""Generations whose overview is cached: the one being served and the one before it."""


@dataclass(frozen=True, slots=True)
class LibraryOverview:
    """The pages by id, the values that lists can be filtered by, and searches worth trying."""

    pages: dict[str, StoredPage]
    values: dict[str, list[tuple[str, int]]]
    examples: tuple[str, ...]

    @property
    def kinds(self) -> dict[str, int]:
        """The number of items of each kind."""
        return dict(self.values["kind"])


class OverviewCache:
    """Caches the overview of each generation that is being read."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._cached: OrderedDict[str, LibraryOverview] = OrderedDict()

    def get(self, snapshot: Snapshot) -> LibraryOverview:
        """Return the overview of the generation that a request reads."""
        name = snapshot.generation.name
        with self._lock:
            if name not in self._cached:
                self._cached[name] = _read_overview(snapshot)
                while len(self._cached) > CACHED_GENERATIONS:
                    self._cached.popitem(last=False)
            return self._cached[name]


def _read_overview(snapshot: Snapshot) -> LibraryOverview:
    return LibraryOverview(
        pages={page.id: page for page in snapshot.pages()},
        values={name: snapshot.filter_values(name) for name in FACETS},
        examples=example_queries(snapshot),
    )
