"""The same phrases through our exact lane and through every peer: answers compared, times taken."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from app.config import Settings
from app.search.contract import ExactReader
from app.search.language.tree import Phrase
from app.search.request import SearchRequest
from bench.corpus import Corpus, open_index
from bench.findings import AFTER_A_YEAR, SECONDS, Timing
from bench.peers import PEERS, TOP, Answer, Peer

NAME = "Judou"


class Judou:
    """Our exact lane, as the result page calls it, without facets."""

    name = NAME

    def __init__(self, exact: ExactReader) -> None:
        self._exact = exact
        self._numbers: dict[str, int] = {}

    def search(self, phrase: str) -> Answer:
        """Best are those that our relevance ranks first."""
        found = self._exact.search(SearchRequest(phrase, Phrase(phrase), limit=TOP, facet_limit=0))
        numbers = self._numbers
        top = tuple(
            (numbers.setdefault(hit.block, len(numbers)), tuple(a for a, _ in hit.spans))
            for hit in found.hits
        )
        return Answer(found.counts.paragraphs, top)


def timings(
    corpus: Corpus, phrases: Sequence[str], skip: Sequence[str] = (), grown: Settings | None = None
) -> list[Timing]:
    """Ours first, that of a library ``grown`` by many changes before all others; then every peer.

    What a peer counts otherwise than we do is printed.
    """
    found: list[Timing] = []
    for name, settings in ((AFTER_A_YEAR, grown), (NAME, corpus.settings)):
        if settings:
            with open_index(settings) as index:
                times, answers = _asked(Judou(index.exact), phrases)
            found.append(Timing(name, None, times))
    for make in (peer for peer in PEERS if peer.name not in skip):
        with tempfile.TemporaryDirectory(prefix="judou-bench-") as folder:
            started = time.perf_counter()
            peer: Peer = make(corpus.folded, Path(folder))
            built = time.perf_counter() - started
            print(f"  {peer.name}: index in {built:.0f} s", flush=True)
            times, theirs = _asked(peer, phrases)
            _compare(peer.name, phrases, theirs, answers)
            found.append(Timing(peer.name, built, times))
    return found


def _asked(peer: Peer, phrases: Sequence[str]) -> tuple[tuple[float | None, ...], list[Answer | None]]:
    """Return the best time of each phrase, None where it cannot be searched for, and its answer."""
    best: dict[str, float | None] = {}
    answers: dict[str, Answer | None] = {}
    begun = time.perf_counter()
    while not best or time.perf_counter() - begun < SECONDS:
        for phrase in phrases:
            started = time.perf_counter()
            answer = answers[phrase] = peer.search(phrase)
            taken = time.perf_counter() - started
            best[phrase] = None if answer is None else min(taken, best.get(phrase) or taken)
    return tuple(best[phrase] for phrase in phrases), [answers[phrase] for phrase in phrases]


def _compare(
    name: str, phrases: Sequence[str], theirs: Sequence[Answer | None], ours: Sequence[Answer | None]
) -> None:
    for phrase, one, other in zip(phrases, theirs, ours, strict=True):
        if one and other and one.paragraphs != other.paragraphs:
            print(f"  {name} counts {one.paragraphs} for {len(phrase)} characters, we {other.paragraphs}")
