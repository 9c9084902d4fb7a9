"""Related search: blocks ranked by the words that they share with a query, by BM25F.

The same words and the same formula as those of the embedded engine (``local/related``).
"""

from collections.abc import Iterator
from dataclasses import replace
from math import log
from pathlib import Path

from app.search.engines.local.exact.index_form import Matching
from app.search.engines.opensearch.cluster import Body
from app.search.engines.opensearch.exact.clauses import any_of, none_of, of_filters
from app.search.engines.opensearch.exact.ordering import Ordered, Paging, boosted
from app.search.engines.opensearch.exact.query import Query
from app.search.engines.opensearch.exact.reader import OpenSearchExactReader
from app.search.engines.opensearch.exact.shown import WANTED, as_hits
from app.search.engines.opensearch.index.generation_reader import (
    IN_PAGE_ORDER,
    GenerationReader,
    counting,
    total,
)
from app.search.language.tree import And, Phrase, shown_wordings
from app.search.request import Scope, SearchRequest
from app.search.results import RelatedResults
from app.text import fold
from app.words.words import whole_words, words

_TYPE_BOOSTS = {"title": 1.1, "heading": 1.05}
_STOP_SHARE = 0.05
"""The share of blocks above which a word of one character (的, 在, 型) is a stop word."""
_TERM = {
    "source": (
        "double damping = 1.2 * (0.25 + 0.75 * doc['cut'].value / params.mean);"
        "return params.weight * 2.2 * _score / (_score + damping);"
    )
}


class OpenSearchRelatedReader:
    """Ranks blocks of one generation by words."""

    def __init__(
        self, reader: GenerationReader, exact: OpenSearchExactReader, dictionary: Path | None
    ) -> None:
        self._reader, self._exact, self._dictionary = reader, exact, dictionary

    def search(self, request: SearchRequest) -> RelatedResults:
        """Return the words searched for, the number of blocks with any of them, and one slice of hits."""
        typed = " ".join(wording.text for wording in shown_wordings(request.node))
        searched = self._searched_words(typed)
        if not searched:
            return RelatedResults((), 0, ())
        matching = [any_of(map(_has, searched)), *of_filters(request.filters)]
        if request.unmatched:
            matching.append(none_of(self._exact.query(request).matching_blocks()))
        (answer,) = self._reader.ask(counting(self._reader.blocks(matching)))
        order = Ordered([{"_score": "desc"}, *IN_PAGE_ORDER], self._scored(searched))
        query = self._reader.blocks(matching, order.scored)
        found = Paging(self._reader, query, order, replace(request, after=""), WANTED).slice()
        # Each word is marked by itself, also one inside another.
        marked = Query(And(tuple(map(Phrase, searched))), Matching(), Scope.PARAGRAPH)
        hits = as_hits(marked, found.found, map(order.score, found.found))
        return RelatedResults(tuple(_as_typed(word, typed) for word in searched), total(answer), hits)

    def _searched_words(self, typed: str) -> dict[str, int]:
        """Return the words that are no stop words, and in how many blocks each is; all if every one is."""
        found: dict[str, int] = {}
        for run in fold(typed).split():
            if self._take([run], found):
                continue
            unknown = [word for word in whole_words(run, self._dictionary) if not self._take([word], found)]
            # The parts of known words are left out: they would count a long word several times.
            self._take([part for word in unknown for part in words(word, self._dictionary)], found)
        most = _STOP_SHARE * self._reader.place.blocks
        return {word: n for word, n in found.items() if len(word) > 1 or n <= most} or found

    def _take(self, wanted: list[str], found: dict[str, int]) -> bool:
        """Look up words that are not there yet; return whether any occurs."""
        new = [word for word in dict.fromkeys(wanted) if word not in found and _can_be_sent(word)]
        answers = self._reader.ask(*(counting(self._reader.blocks([_has(word)])) for word in new))
        found |= {word: total(answer) for word, answer in zip(new, answers, strict=True) if total(answer)}
        return any(word in found for word in wanted)

    def _scored(self, searched: dict[str, int]) -> Body:
        _, mean = self._reader.means()
        scored = list(_terms(searched, self._reader.place.blocks, mean))
        return boosted(any_of(scored), _TYPE_BOOSTS)


def _has(word: str) -> Body:
    return {"term": {"words": word}}


def _can_be_sent(word: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in word)


def _terms(searched: dict[str, int], every: int, mean: float) -> Iterator[Body]:
    """Yield what scores each word."""
    for word, n in searched.items():
        params = {"weight": log(every / (n + 1)) + 1, "mean": mean}
        yield {"script_score": {"query": _has(word), "script": _TERM | {"params": params}}}


def _as_typed(word: str, typed: str) -> str:
    """Return a folded word as the query spells it."""
    at = fold(typed).find(word)
    return typed[at : at + len(word)] if at >= 0 else word
