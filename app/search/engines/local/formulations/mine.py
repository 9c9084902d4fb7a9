"""Mine the formulations of a library: maximal repeats that are units, each with its counts."""

from collections.abc import Iterator, Set
from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.formulations.candidates import (
    ALONE,
    Candidates,
    Found,
    divided,
    find_candidates,
)
from app.search.engines.local.formulations.criteria import is_title, least_occurrences
from app.search.engines.local.formulations.fingerprints import marks
from app.search.engines.local.formulations.function_words import LINKS
from app.search.engines.local.formulations.lookup import Spread, count, spread
from app.search.engines.local.formulations.phrases import Phrases
from app.search.engines.local.formulations.repeats import find_repeats


class Mined(NamedTuple):
    """The formulations of a library of so many characters, as indexed, the most frequent first; and the
    candidates and titles that they were chosen from."""

    characters: int
    texts: list[str]
    titles: Set[str]
    candidates: Candidates
    spread: Spread

    def in_order(self) -> "Mined":
        """Return the same, the most frequent formulations first."""
        times = self.spread.occurrences().tolist()
        order = sorted(range(len(times)), key=lambda n: (-times[n], self.texts[n]))
        spread = self.spread.take(np.array(order, np.int64))
        return self._replace(texts=[self.texts[n] for n in order], spread=spread)


def mine(exact: ExactSearcher, dictionary: Path | None = None) -> Mined:
    """Return all formulations.

    They follow from the texts alone: neither from how these are divided into segments nor from what was in
    the library before. ``dictionary`` has further words for the tokenizer.
    """
    phrases = Phrases(exact.segments, exact.plain, ALONE)
    least = least_occurrences(phrases.characters)
    candidates = counted(exact, Found.joined(_found(phrases, least, dictionary)))
    titles = {text for text, times in phrases.titles.items() if times >= least and is_title(text)}
    texts = chosen(candidates, titles, phrases.characters)
    return Mined(phrases.characters, texts, titles, candidates, spread(exact, texts)).in_order()


def chosen(candidates: Candidates, titles: Set[str], characters: int) -> list[str]:
    """Return the formulations among the candidates of a library of so many characters, and its titles."""
    texts = candidates.found.texts
    return sorted({*titles, *(texts[n] for n in candidates.units(characters))})


def counted(exact: ExactSearcher, found: Found) -> Candidates:
    """Return strings with the counts of themselves and of their parts."""
    texts = sorted({*found.texts, *divided(found)})
    numbers, parts_numbers = found.numbers()
    counts = dict(zip(texts, count(exact.plain, texts).tolist(), strict=True))
    times = np.array([counts[text] for text in found.texts], np.int64)
    parts = np.array([counts[text] for text in divided(found)], np.int64)
    return Candidates(found, times, parts.reshape(-1, 2), marks(numbers), marks(parts_numbers))


def _found(phrases: Phrases, least: int, dictionary: Path | None) -> Iterator[Found]:
    """Yield the repeats that tell nothing against being units themselves."""
    links = phrases.rank_of(LINKS)
    for windows in phrases.windows():
        for rows, repeats in find_repeats(windows, phrases.quote, links, least):
            yield find_candidates(phrases.texts(rows), repeats, least, dictionary)
