"""Mine the formulations of a library: maximal repeats that are units, each with its counts."""

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.doc_values import ColumnStore
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.formulations.criteria import (
    BOTH_ENTROPIES,
    LEAST_ENTROPY,
    MOSTLY,
    WELL_CUT,
    cohesion,
    holds_together,
    is_whole,
    least_occurrences,
    most_cohesion,
)
from app.search.engines.local.formulations.function_words import FUNCTION_WORDS, LINKS
from app.search.engines.local.formulations.lookup import Spread, count, spread
from app.search.engines.local.formulations.phrases import LEAST, Phrases
from app.search.engines.local.formulations.repeats import Repeats, find_repeats
from app.search.formulations import Formulation
from app.words.words import located_words

_ALONE = "".join(word for word in FUNCTION_WORDS if len(word) == 1)


class _Candidate(NamedTuple):
    """A string that may be a unit: its well-cut occurrences, how often it is free, where its words begin."""

    text: str
    cut: int
    free: float
    starts: tuple[int, ...]

    def parts(self) -> list[tuple[str, str]]:
        """Return the string divided in two before each of its words but the first."""
        return [(self.text[:at], self.text[at:]) for at in self.starts[1:]]

    def words(self) -> tuple[str, str]:
        """Return the first word and the last one."""
        return self.text[: self.starts[1]], self.text[self.starts[-1] :]


class Mined(NamedTuple):
    """Formulations, the most frequent first, and the articles of each: those of number n, ascending, stand in
    ``articles[starts[n] : starts[n + 1]]``, with how often it occurs there."""

    formulations: tuple[Formulation, ...]
    starts: Array
    articles: Array
    times: Array


def mine(exact: ExactSearcher, dictionary: Path | None = None) -> Mined:
    """Return all formulations.

    They follow from the texts alone: neither from how these are divided into segments nor from what was in
    the library before. ``dictionary`` has further words for the tokenizer.
    """
    phrases = Phrases(exact.segments, exact.plain, _ALONE)
    least = least_occurrences(phrases.characters)
    candidates = list(_candidates(phrases, least, dictionary))
    candidates = _possible(candidates, exact.plain, phrases.characters)
    titles = {text for text, times in phrases.titles.items() if times >= least and len(text) >= LEAST}
    counts = _count(exact.plain, titles.union(*map(_counted, candidates)))
    units = _units(candidates, counts, phrases.characters)
    ordered = sorted(units | titles, key=lambda text: (-counts[text], text))
    return _formulations(exact, ordered, titles)


def _candidates(phrases: Phrases, least: int, dictionary: Path | None) -> Iterator[_Candidate]:
    """Yield the repeats that have various neighbours and tell nothing against being units themselves."""
    links = phrases.rank_of(LINKS)
    alone = phrases.rank_of(_ALONE)
    for windows in phrases.windows():
        for repeats in find_repeats(windows, phrases.quote, links, least):
            kept = np.flatnonzero(_is_various(repeats) & ~_ends_apart(repeats, alone))
            texts = phrases.texts(repeats.rows[kept], repeats.lengths[kept])
            free = np.minimum(repeats.left_free, repeats.right_free)[kept].tolist()
            for text, times, own in zip(texts, repeats.cut[kept].tolist(), free, strict=True):
                located = list(located_words(text, dictionary))
                if located and is_whole(text, [word for _, word in located]):
                    yield _Candidate(text, times, own, tuple(at for at, _ in located))


def _is_various(repeats: Repeats) -> Array:
    """Say of each repeat whether enough stands on both of its sides."""
    found: Array = np.minimum(repeats.left, repeats.right) >= LEAST_ENTROPY
    return found & (repeats.left + repeats.right >= BOTH_ENTROPIES)


def _ends_apart(repeats: Repeats, alone: Array) -> Array:
    """Say of each repeat whether its last character mostly is a word with which no formulation ends."""
    last = repeats.rows[np.arange(len(repeats.rows)), repeats.lengths - 1]
    found: Array = alone[last] & (repeats.last_apart >= MOSTLY)
    return found


def _possible(candidates: Sequence[_Candidate], index: PhraseIndex, characters: int) -> list[_Candidate]:
    """Return the candidates whose words are not so frequent that they cannot hold together."""
    words = _count(index, {word for each in candidates if len(each.starts) > 1 for word in each.words()})
    found = []
    for each in candidates:
        if len(each.starts) > 1:
            most = max(words[word] for word in each.words())
            limit = most_cohesion(int(each.cut / WELL_CUT), most, characters)
            if not holds_together(limit, each.free, around=True):
                continue
        found.append(each)
    return found


def _counted(candidate: _Candidate) -> Iterator[str]:
    """Yield all that must be counted to judge a candidate."""
    yield candidate.text
    for pair in candidate.parts():
        yield from pair


def _count(index: PhraseIndex, texts: set[str]) -> dict[str, int]:
    """Return how often each text occurs."""
    ordered = sorted(texts)
    return dict(zip(ordered, count(index, ordered).tolist(), strict=True))


def _units(candidates: Sequence[_Candidate], counts: Mapping[str, int], characters: int) -> set[str]:
    """Return the candidates that are units, and those that are variants of one."""
    firm: dict[_Candidate, float] = {}
    for each in candidates:
        if each.cut >= WELL_CUT * counts[each.text]:
            parts = [(counts[a], counts[b]) for a, b in each.parts()]
            firm[each] = cohesion(counts[each.text], parts, characters)
    units = {each.text for each, found in firm.items() if holds_together(found, each.free)}
    around = {
        each.text
        for each, found in firm.items()
        if holds_together(found, each.free, around=True) and any(part in units for part in _inside(each.text))
    }
    return units | around


def _inside(text: str) -> Iterator[str]:
    """Yield all parts of a text that may be formulations."""
    for length in range(LEAST, len(text)):
        for start in range(len(text) - length + 1):
            yield text[start : start + length]


def _formulations(exact: ExactSearcher, texts: Sequence[str], titles: Set[str]) -> Mined:
    """Return texts as formulations, each as it is printed first."""
    found = spread(exact.plain, texts, exact.columns.article_of)
    sums = np.add.reduceat(np.append(found.times, 0), found.starts[:-1]) if texts else found.blocks
    rows = zip(
        texts,
        sums.tolist(),
        found.blocks.tolist(),
        np.diff(found.starts).tolist(),
        found.first.tolist(),
        _dates(exact.columns, found),
        strict=True,
    )
    formulations = tuple(
        Formulation(exact.plain.forms.restored(place, text), times, blocks, articles, text in titles, *dates)
        for text, times, blocks, articles, place, dates in rows
    )
    return Mined(formulations, found.starts, found.articles, found.times)


def _dates(columns: ColumnStore, found: Spread) -> Iterator[tuple[str | None, str | None, int]]:
    """Yield of each text the first and last date of the articles it occurs in, and how many have none."""
    days = sorted(columns.facets["date"][0])
    ranks = columns.date_ranks[found.articles]
    for first, end in pairwise(found.starts.tolist()):
        own = ranks[first:end]
        known = own[own >= 0]
        if len(known):
            yield days[known.min()], days[known.max()], len(own) - len(known)
        else:
            yield None, None, len(own)
