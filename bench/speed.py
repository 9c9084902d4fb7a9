"""The same phrases through our exact lane and through every peer: answers compared, times taken."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.search.contract import Searcher
from app.search.language.tree import Phrase
from app.search.request import SearchRequest
from bench.corpus import Corpus, open_searcher
from bench.peers import PEERS, TOP, Answer, Peer

ROUNDS, SECONDS = 3, 4
"""All phrases are searched in turn, so often and so long at least; the best time of each counts, so that
other work of the machine does not."""


class Judou:
    """Our exact lane, as the result page calls it, without facets."""

    name = "Judou exact lane"

    def __init__(self, searcher: Searcher, ids: Sequence[str]) -> None:
        self._searcher = searcher
        self._numbers = {id_: n for n, id_ in enumerate(ids)}

    def search(self, phrase: str) -> Answer:
        """Best are those that our relevance ranks first."""
        found = self._searcher.search(SearchRequest(phrase, Phrase(phrase), limit=TOP, facet_limit=0))
        top = tuple((self._numbers[hit.block], tuple(a for a, _ in hit.spans)) for hit in found.hits)
        return Answer(found.counts.paragraphs, top)


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one engine took for its index and for each phrase, in seconds; None where it cannot."""

    name: str
    build: float | None
    times: tuple[float | None, ...]


def timings(corpus: Corpus, phrases: Sequence[str], skip: Sequence[str] = ()) -> list[Timing]:
    """Ours first, then every peer; raises AssertionError where a peer counts otherwise than we do."""
    with open_searcher(corpus.settings) as searcher:
        ours = Judou(searcher, corpus.ids)
        found = [Timing(ours.name, None, _times(ours, phrases))]
        answers = [ours.search(phrase) for phrase in phrases]
    for make in (peer for peer in PEERS if peer.name not in skip):
        with tempfile.TemporaryDirectory(prefix="judou-bench-") as folder:
            started = time.perf_counter()
            peer: Peer = make(corpus.folded, Path(folder))
            built = time.perf_counter() - started
            print(f"  {peer.name}: index in {built:.0f} s", flush=True)
            _compare(peer, phrases, answers)
            found.append(Timing(peer.name, built, _times(peer, phrases)))
    return found


def _times(peer: Peer, phrases: Sequence[str]) -> tuple[float | None, ...]:
    best: dict[str, float | None] = {}
    begun, rounds = time.perf_counter(), 0
    while rounds < ROUNDS or time.perf_counter() - begun < SECONDS:
        rounds += 1
        for phrase in phrases:
            started = time.perf_counter()
            known = peer.search(phrase) is not None
            taken = time.perf_counter() - started
            best[phrase] = min(taken, best.get(phrase) or taken) if known else None
    return tuple(best[phrase] for phrase in phrases)


def _compare(peer: Peer, phrases: Sequence[str], answers: Sequence[Answer]) -> None:
    for phrase, ours in zip(phrases, answers, strict=True):
        theirs = peer.search(phrase)
        if theirs is not None and theirs.paragraphs != ours.paragraphs:
            print(
                f"  {peer.name} counts {theirs.paragraphs} for {len(phrase)} characters, we {ours.paragraphs}"
            )
