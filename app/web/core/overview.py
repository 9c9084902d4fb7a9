"""The overview of a generation: what its pages share and need not be read for every request."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from app.analysis.examples import Wording, common_wordings
from app.facets import FACETS, UNDATED
from app.frozen import dataclass
from app.library.snapshot import Snapshot
from app.store.tallies import TallyQuery

CACHED_GENERATIONS = 2
"""Generations whose overview is cached: the one being served and the one before it."""
CACHED_VIEWS = 16
"""A few for each language, theme and address of the site."""
VALUES = 17
"""Values of a facet that are read: one more than a list shows, so that it knows of more."""
EXAMPLES = 6
"""Wordings that are offered as searches to try."""

View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class LibraryOverview:
    """The values that most articles have, wordings that many repeat, and what dates there are."""

    values: dict[str, list[tuple[str, int]]]
    wordings: tuple[Wording, ...]
    dated: int
    """Articles with a date."""

    @property
    def kinds(self) -> dict[str, int]:
        """The number of items of each kind."""
        return dict(self.values["kind"])

    @property
    def examples(self) -> tuple[str, ...]:
        """Searches worth trying."""
        return tuple(each.phrase for each in self.wordings[:EXAMPLES])


class OverviewCache:
    """Caches the overview of each generation that is being read, and views that only a generation changes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._cached: OrderedDict[str, LibraryOverview] = OrderedDict()
        self._views: OrderedDict[tuple[str, ...], Any] = OrderedDict()

    def view(self, key: tuple[str, ...], make: Callable[[], View]) -> View:
        """Return the view of a key, which names its generation and reader; made anew if it is not cached."""
        with self._lock:
            if key in self._views:
                self._views.move_to_end(key)
                cached: View = self._views[key]
                return cached
        made = make()
        with self._lock:
            self._views[key] = made
            while len(self._views) > CACHED_VIEWS:
                self._views.popitem(last=False)
        return made

    def get(self, snapshot: Snapshot) -> LibraryOverview:
        """Return the overview of the generation that a request reads."""
        name = snapshot.generation.name
        with self._lock:
            if name not in self._cached:
                overview = _read_overview(snapshot)
                if snapshot.lacks_search:
                    return overview
                self._cached[name] = overview
                while len(self._cached) > CACHED_GENERATIONS:
                    self._cached.popitem(last=False)
            return self._cached[name]


def _read_overview(snapshot: Snapshot) -> LibraryOverview:
    undated = snapshot.tallies_of("year", [UNDATED]).get(UNDATED)
    return LibraryOverview(
        values={name: _most(snapshot, name) for name in FACETS},
        wordings=snapshot.if_searchable(lambda: common_wordings(snapshot), ()),
        dated=snapshot.generation.articles - (undated.number if undated else 0),
    )


def _most(snapshot: Snapshot, name: str) -> list[tuple[str, int]]:
    if name == "page":
        return snapshot.filter_values(name, limit=VALUES) if snapshot.generation.pages < VALUES else []
    found = snapshot.tallies(TallyQuery(name, most=True, limit=VALUES))
    return [(each.value, each.number) for each in found]
