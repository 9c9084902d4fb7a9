"""Mine the formulations of a library: maximal repeats that are units, each with its counts."""

from collections.abc import Iterator, Set
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from app.code_points import points_of
from app.search.engines.local.exact.arrays import Array, StringArray, run_lengths
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.formulations.candidates import (
    ALONE,
    Candidates,
    Found,
    find_candidates,
)
from app.search.engines.local.formulations.criteria import is_title, least_occurrences
from app.search.engines.local.formulations.fingerprints import marks
from app.search.engines.local.formulations.function_words import LINKS
from app.search.engines.local.formulations.lookup import Spread, batches, count, spread
from app.search.engines.local.formulations.phrases import Phrases
from app.search.engines.local.formulations.repeats import find_repeats

_TOGETHER = 100_000
"""Strings and parts of them that are held as texts at a time, or as many as begin with one character."""


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
    beside = exact.segments[0].path.parent if exact.segments else None
    with TemporaryDirectory(dir=beside) as folder:
        phrases = Phrases(exact.segments, exact.plain, Path(folder), ALONE)
        least = least_occurrences(phrases.characters)
        found = Found.joined(_found(phrases, least, dictionary))
    candidates = counted(exact, found)
    titles = {text for text, times in phrases.titles.items() if times >= least and is_title(text)}
    # In their order from the beginning: where they occur is the largest of what is held.
    texts = _in_order(exact, candidates, titles, phrases.characters)
    return Mined(phrases.characters, texts, titles, candidates, spread(exact, texts))


def _in_order(exact: ExactSearcher, candidates: Candidates, titles: Set[str], characters: int) -> list[str]:
    """Return what is ``chosen``, the most frequent first."""
    units, texts = candidates.units(characters), candidates.found.texts
    times = dict(zip((texts[n] for n in units), candidates.times[units].tolist(), strict=True))
    others = sorted(titles - times.keys())
    times |= zip(others, count(exact.plain, others).tolist(), strict=True)
    return sorted(times, key=lambda text: (-times[text], text))


def chosen(candidates: Candidates, titles: Set[str], characters: int) -> list[str]:
    """Return the formulations among the candidates of a library of so many characters, and its titles."""
    texts = candidates.found.texts
    return sorted({*titles, *(texts[n] for n in candidates.units(characters))})


def counted(exact: ExactSearcher, found: Found) -> Candidates:
    """Return strings with the counts of themselves and of their parts."""
    texts, which = distinct(found)
    times, parts = np.split(count(exact.plain, texts)[which], [len(found.texts)])
    return Candidates(found, times, parts.reshape(-1, 2), *map(marks, found.numbers()))


def distinct(found: Found) -> tuple[StringArray, Array]:
    """Return strings and both parts of their divisions, in order and each once; and which of these each is:
    first the strings, then the parts, those of one division together.

    Those that begin with one character, or some, are held as strings at a time, for they are among
    themselves alike and neighbours in order.
    """
    text, begins, ends = _places(found)
    heads = points_of(text)[begins]
    order = np.argsort(heads, kind="stable")
    first, sizes = run_lengths(heads[order])
    every, which = StringArray.of([]), np.empty(len(order), np.int32)
    for some in batches(sizes, _TOGETHER):
        own = order[first[some.start] :][: sizes[some].sum()]
        texts = list(map(text.__getitem__, map(slice, begins[own].tolist(), ends[own].tolist())))
        ascending = sorted(set(texts))
        numbers = dict(zip(ascending, range(len(every), len(every) + len(ascending)), strict=True))
        which[own] = np.fromiter(map(numbers.__getitem__, texts), np.int32, len(texts))
        every = every.with_more(StringArray.of(ascending))
    return every, which


def _places(found: Found) -> tuple[str, Array, Array]:
    """Return strings one after another as one text, and where they, and then both parts of each of their
    divisions, begin and end there."""
    data, octet_ends = found.texts.packed()
    characters = np.cumsum(np.frombuffer(data, np.uint8) & 0xC0 != 0x80, dtype=np.int32)
    ends = characters[octet_ends - 1]
    begins = np.concatenate((np.zeros(1, np.int32), ends))[:-1]
    owners, at = found.divisions()
    middle = begins[owners] + at
    left, right = (
        np.stack(pair, axis=1).ravel() for pair in ((begins[owners], middle), (middle, ends[owners]))
    )
    text = data.decode("utf-8", "surrogatepass")
    return text, np.concatenate((begins, left)), np.concatenate((ends, right))


def _found(phrases: Phrases, least: int, dictionary: Path | None) -> Iterator[Found]:
    """Yield the repeats that tell nothing against being units themselves."""
    links = phrases.rank_of(LINKS)
    for windows in phrases.windows():
        for rows, repeats in find_repeats(windows, phrases.quote, links, least):
            yield find_candidates(phrases.texts(rows), repeats, least, dictionary)
