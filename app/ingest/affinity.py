"""Which texts of a page speak of the same thing, judged by the pairs of characters they share."""

import math
from collections import Counter
from collections.abc import Sequence

from app.ingest.glyphs import is_han

# How much a body's own words count against those of the whole page in the chance of a title's pair.
OWN = 0.75
RARE = 0.2


def pairs(text: str) -> Counter[str]:
    """Counts of the adjacent pairs of Chinese characters in a text."""
    return Counter(a + b for a, b in zip(text, text[1:], strict=False) if is_han(a) and is_han(b))


class Affinity:
    """Compares texts of one page against the background of all of them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.counts = [pairs(text) for text in texts]
        self.background: Counter[str] = Counter()
        for counts in self.counts:
            self.background.update(counts)
        self.total = sum(self.background.values()) or 1
        self.sizes = [sum(counts.values()) or 1 for counts in self.counts]
        self.spread = Counter(pair for counts in self.counts for pair in counts)

    def fits(self, title: str) -> list[float]:
        """For each text, the mean log-odds per pair that the title speaks of it rather than of the page."""
        wanted = pairs(title)
        number = sum(wanted.values()) or 1
        scores = []
        for counts, size in zip(self.counts, self.sizes, strict=True):
            score = 0.0
            for pair, times in wanted.items():
                page = (self.background[pair] + RARE) / self.total
                own = OWN * counts[pair] / size + (1 - OWN) * page
                score += times * math.log(own / page)
            scores.append(score / number)
        return scores

    def alike(self, one: int, other: int) -> float:
        """Cosine of two texts' pairs, weighted by how few texts of the page have them."""
        a, b = self._vector(one), self._vector(other)
        dot = sum(value * b[pair] for pair, value in a.items() if pair in b)
        norm = math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
        return dot / norm if norm else 0.0

    def _vector(self, index: int) -> dict[str, float]:
        many = len(self.counts) + 1
        return {
            pair: (1 + math.log(times)) * math.log(many / (self.spread[pair] - 0.5))
            for pair, times in self.counts[index].items()
        }


def matching(scores: Sequence[Sequence[float]], worth: float) -> list[int | None]:
    """For each row the column it is matched to, best total first; pairs below `worth` stay unmatched.

    Exact for the few titles of a page by augmenting best-first; greedy order breaks ties by position.
    """
    pairs_by_score = sorted(
        ((score, -row, -column) for row, line in enumerate(scores) for column, score in enumerate(line)),
        reverse=True,
    )
    result: list[int | None] = [None] * len(scores)
    taken: set[int] = set()
    for score, row, column in pairs_by_score:
        if score >= worth and result[-row] is None and -column not in taken:
            result[-row] = -column
            taken.add(-column)
    return _swapped(scores, result)


def _swapped(scores: Sequence[Sequence[float]], result: list[int | None]) -> list[int | None]:
    """Exchange the columns of two rows as long as that raises the total."""
    for _ in range(len(result)):
        better = False
        for one in range(len(result)):
            for two in range(one + 1, len(result)):
                a, b = result[one], result[two]
                now = (scores[one][a] if a is not None else 0.0) + (scores[two][b] if b is not None else 0.0)
                then = (scores[one][b] if b is not None else 0.0) + (scores[two][a] if a is not None else 0.0)
                if then > now + 1e-9:
                    result[one], result[two] = b, a
                    better = True
        if not better:
            break
    return result
