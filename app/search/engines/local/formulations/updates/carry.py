"""The formulations of a library that has changed, from those of an earlier generation.

What a change leaves alone stays as it was: a string that neither came nor left has the surroundings it had.
All others are judged anew by all of their occurrences. Counts of strings and of their parts are brought up to
date by what came and left. So the list is the one that mining the whole library gives.
"""

import re
from collections.abc import Sequence, Set
from pathlib import Path

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.exact.segment.title_spans import LONGEST_TITLE
from app.search.engines.local.formulations.candidates import Candidates, Found
from app.search.engines.local.formulations.criteria import is_title, least_occurrences
from app.search.engines.local.formulations.fingerprints import (
    are_among,
    fingerprints,
    strings_of,
    sums,
)
from app.search.engines.local.formulations.lookup import Spread, spread
from app.search.engines.local.formulations.mine import Mined, chosen, counted
from app.search.engines.local.formulations.updates.changes import Change
from app.search.engines.local.formulations.updates.restated import cut_strings, restate
from app.search.engines.local.formulations.windows import MOST

_SHARE = 50
"""A change of more than one character in so many of a library costs more than to mine all of it."""
_TITLE = re.compile(f"《([^《》\0]{{1,{LONGEST_TITLE}}})》")


def can_be_carried(characters: int, change: Change) -> bool:
    """Say whether a library that had so many characters need not be mined as a whole after a change."""
    now = characters + change.growth()
    return least_occurrences(now) >= least_occurrences(characters) and change.characters() * _SHARE <= now


def carry(before: Mined, change: Change, exact: ExactSearcher, dictionary: Path | None) -> Mined:
    """Return the formulations of a changed library, where they ``can_be_carried``.

    ``before`` are those before the change. ``dictionary`` has further words for the tokenizer.
    """
    characters = before.characters + change.growth()
    least, least_before = map(least_occurrences, (characters, before.characters))
    changed = _Changed(change)
    strings = cut_strings((*change.came, *change.left))
    found = Found.joined(restate(exact, strings, least, dictionary))
    candidates = changed.kept(before.candidates, strings, least).with_more(counted(exact, found))
    titles = _titles(exact, before.titles, changed, least, all_anew=least > least_before)
    texts = chosen(candidates, titles, characters)
    places = _places(exact, before, texts, changed, change.slots)
    return Mined(characters, texts, titles, candidates, places).in_order()


class _Changed:
    """The strings in the texts that came and that left."""

    def __init__(self, change: Change) -> None:
        self.texts = [page.text for page in (*change.came, *change.left)]
        numbers = [np.zeros(0, np.uint64), *(strings_of(text, MOST) for text in self.texts)]
        signs = np.repeat([1, -1], (len(change.came), len(change.left)))
        self._numbers, self._more = sums(
            np.concatenate(numbers), np.repeat(signs, list(map(len, numbers[1:])))
        )

    def kept(self, candidates: Candidates, strings: Sequence[str], least: int) -> Candidates:
        """Return the candidates that are none of some strings and occur often enough, counted anew."""
        touched = candidates.touched(self._numbers)
        rows = touched[candidates.found.owners()]
        numbers, parts = candidates.take(touched).found.numbers()
        times, counts, kept = candidates.times.copy(), candidates.parts.copy(), candidates.found.cut >= least
        times[touched] += self._more_of(numbers)
        counts[rows] += self._more_of(parts.ravel()).reshape(-1, 2)
        kept[touched] &= ~are_among(numbers, np.sort(fingerprints(strings)))
        return candidates._replace(times=times, parts=counts).take(kept)

    def has(self, texts: Sequence[str]) -> Array:
        """Say of each text whether it came or left anywhere."""
        found = are_among(fingerprints([text[:MOST] for text in texts]), self._numbers)
        for n in np.flatnonzero(found).tolist():
            found[n] = len(texts[n]) <= MOST or any(texts[n] in each for each in self.texts)
        return found

    def _more_of(self, numbers: Array) -> Array:
        """Return how many more occurrences there are now of each string."""
        found, known = np.zeros(len(numbers), np.int64), are_among(numbers, self._numbers)
        found[known] = self._more[np.searchsorted(self._numbers, numbers[known])]
        return found


def _titles(
    exact: ExactSearcher, before: Set[str], changed: _Changed, least: int, *, all_anew: bool
) -> Set[str]:
    """Return the texts that stand in title marks often enough; ``all_anew`` counts those before again."""
    asked = {title for text in changed.texts for title in _TITLE.findall(text)}
    asked |= before if all_anew else set()
    often = {text for text in asked if is_title(text) and exact.plain.count(f"《{text}》") >= least}
    return (before - asked) | often


def _places(
    exact: ExactSearcher, before: Mined, texts: Sequence[str], changed: _Changed, slots: Array
) -> Spread:
    """Return where texts occur: as before where nothing of them has changed; ``slots`` are the new slots of
    articles."""
    known = dict(zip(before.texts, range(len(before.texts)), strict=True))
    rows = np.fromiter((known.get(text, -1) for text in texts), np.int64, len(texts))
    rows[changed.has(texts)] = -1
    old = before.spread
    fresh = spread(exact, [texts[n] for n in np.flatnonzero(rows < 0).tolist()])
    rows[rows < 0] = len(before.texts) + np.arange(np.count_nonzero(rows < 0))
    moved = old._replace(articles=slots[old.articles] if len(slots) else old.articles)
    return moved.with_more(fresh).take(rows)
