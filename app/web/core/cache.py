"""What the pages of one generation share and need not be read for every request."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from app.analysis.keywords import recurring
from app.facets import FACETS
from app.library.snapshot import Snapshot
from app.store.rows import StoredPage

CACHED_GENERATIONS = 2
"""Generations whose overview is cached: the one being served and the one before it."""
EXAMPLES = 6
# Enough to meet a library's common wording; reading more would be felt at the first request.
SAMPLE, SAMPLED, PER_ARTICLE = 24, 2_000, 6
SHORTEST = 4
"""Characters of an example: shorter phrases are words, not wording."""


@dataclass(frozen=True, slots=True)
class LibraryOverview:
    """The pages by id, what lists can be filtered by, and searches worth trying."""

    pages: dict[str, StoredPage]
    values: dict[str, list[tuple[str, int]]]
    examples: tuple[str, ...]

    @property
    def kinds(self) -> dict[str, int]:
        """How many items there are of each kind."""
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
        pages={page.id: page for page in snapshot.reader.pages()},
        values={name: snapshot.filter_values(name) for name in FACETS},
        examples=_examples(snapshot),
    )


def _examples(snapshot: Snapshot) -> tuple[str, ...]:
    """Wording that several articles of a sample keep coming back to, in the most articles first."""
    ids = sorted(snapshot.reader.article_ids())
    sample = ids[:: max(1, len(ids) // SAMPLE)][:SAMPLE]
    texts = [
        "\n".join(text for _, _, text, _ in blocks) for blocks in snapshot.reader.texts_of(sample).values()
    ]
    phrases = {
        phrase
        for text in texts
        for phrase in recurring([text[:SAMPLED]], PER_ARTICLE)
        if len(phrase) >= SHORTEST
    }
    spread = {phrase: sum(phrase in text for text in texts) for phrase in phrases}
    ranked = sorted(phrases, key=lambda phrase: (-spread[phrase] * len(phrase), phrase))
    chosen: list[str] = []
    for phrase in ranked:
        if len(chosen) < EXAMPLES and not any(phrase in other or other in phrase for other in chosen):
            chosen.append(phrase)
    return tuple(chosen)
