"""The check that nothing is missed: counts of random substrings, compared with a plain scan of all texts."""

import random
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from app.frozen import dataclass
from app.search.contract import IndexArticle
from app.search.results import Counts
from app.text import close_up, fold

LONGEST = 12
"""Characters of a random substring: longer ones are found where their parts are."""
_BLOCK_END = "\0"

Counter = Callable[[list[str]], list[Counts]]
"""Counts literal phrases, as an engine or a snapshot does."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A phrase for which the engine and the scan disagree."""

    phrase: str
    scanned: Counts
    answered: Counts


class Scan:
    """All folded texts in one string, read from end to end for each phrase."""

    def __init__(self, library: Iterable[IndexArticle]) -> None:
        texts: list[str] = []
        self._articles: list[int] = []
        for number, article in enumerate(library):
            for block in article.blocks:
                texts.append(block.text)
                self._articles.append(number)
        # Typographic spaces never stand beside a border, so that all texts can be closed up at once.
        parts = close_up(fold(_BLOCK_END.join(texts))).split(_BLOCK_END)
        self._starts = list(accumulate((len(part) + 1 for part in parts), initial=0))
        self._text = _BLOCK_END.join(parts)
        self.blocks = len(texts)

    def count(self, phrase: str) -> Counts:
        """Count occurrences, overlaps too, and the blocks and articles they stand in."""
        blocks = [bisect_right(self._starts, place) - 1 for place in self._places(close_up(fold(phrase)))]
        distinct = set(blocks)
        return Counts(len(blocks), len(distinct), len({self._articles[block] for block in distinct}))

    def _places(self, folded: str) -> Iterator[int]:
        place = self._text.find(folded)
        while place >= 0:
            yield place
            place = self._text.find(folded, place + 1)

    def samples(self, number: int, rng: random.Random) -> list[str]:
        """Return random substrings of random places, within one block each."""
        found: list[str] = []
        for _ in range(number * 20):
            start = rng.randrange(max(1, len(self._text)))
            phrase = self._text[start : start + rng.randint(1, LONGEST)].partition(_BLOCK_END)[0]
            if phrase.strip() and phrase == phrase.strip():
                found.append(phrase)
            if len(found) == number:
                break
        return found


def recall(count: Counter, scan: Scan, number: int, seed: float = 0) -> list[Miss]:
    """Return the random substrings that an engine does not count as the scan does."""
    phrases = scan.samples(number, random.Random(seed))
    answers = count(phrases)
    pairs = ((phrase, scan.count(phrase), answer) for phrase, answer in zip(phrases, answers, strict=True))
    return [Miss(*each) for each in pairs if each[1] != each[2]]
