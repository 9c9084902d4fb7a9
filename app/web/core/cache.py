"""What the pages of one generation share and need not be read for every request."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from app.analysis.keywords import recurring
from app.facets import FACETS
from app.library.snapshot import Reading
from app.store.rows import StoredPage

KEPT = 2
"""Generations whose shelf is kept: the one being served and the one before it."""
EXAMPLES = 6
# Enough to meet a library's common wording; reading more would be felt at the first request.
SAMPLE, SAMPLED, PER_ARTICLE = 24, 2_000, 6
SHORTEST = 4
"""Characters of an example: shorter phrases are words, not wording."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pages by id, what lists can be filtered by, and searches worth trying."""

    pages: dict[str, StoredPage]
    values: dict[str, list[tuple[str, int]]]
    examples: tuple[str, ...]

    @property
    def kinds(self) -> dict[str, int]:
        """How many items there are of each kind."""
        return dict(self.values["kind"])


class Shelves:
    """A shelf for each generation that is being read, filled once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[str, Shelf] = OrderedDict()

    def of(self, reading: Reading) -> Shelf:
        """The shelf of the generation that a request reads."""
        name = reading.generation.name
        with self._lock:
            if name not in self._kept:
                self._kept[name] = _fill(reading)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return self._kept[name]


def _fill(reading: Reading) -> Shelf:
    return Shelf(
        pages={page.id: page for page in reading.reader.pages()},
        values={name: reading.filter_values(name) for name in FACETS},
        examples=_examples(reading),
    )


def _examples(reading: Reading) -> tuple[str, ...]:
    """Wording that several articles of a sample keep coming back to, in the most articles first."""
    ids = sorted(reading.reader.article_ids())
    sample = ids[:: max(1, len(ids) // SAMPLE)][:SAMPLE]
    texts = [
        "\n".join(text for _, _, text, _ in blocks) for blocks in reading.reader.texts_of(sample).values()
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
