"""The hits of a query in one article, numbered in reading order, and the one place where a reader is."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from app.frozen import dataclass
from app.search.highlight import merge_spans
from app.search.results import Span
from app.web.core.params import ReadParams
from app.web.layout.rails import RAIL_WIDTH


class NumberedHits:
    """Spans by block, in the order given, each with its number from 1."""

    def __init__(
        self, order: Iterable[tuple[str, int]], spans: Mapping[str, Sequence[Span]] | None = None
    ) -> None:
        """Number the hits of blocks that are given as id and length."""
        self._blocks = list(order)
        self.spans = {name: merge_spans((spans or {}).get(name, ())) for name, _ in self._blocks}
        counts = [len(self.spans[name]) for name, _ in self._blocks]
        before = [0, *accumulate(counts)]
        self.total = before[-1]
        self._before = {name: passed for (name, _), passed in zip(self._blocks, before, strict=False)}

    def __contains__(self, block: str) -> bool:
        return block in self._before

    def before(self, block: str) -> int:
        """Return the number of hits that stand before a block."""
        return self._before[block]

    def first(self, block: str) -> int:
        """Return the number of the first hit in a block; 0 where it has none."""
        return self._before[block] + 1 if self.spans[block] else 0

    def block_of(self, number: int) -> str:
        """Return the block that a hit is in."""
        return next(name for name in self._before if self._before[name] < number <= self._end(name))

    def _end(self, block: str) -> int:
        return self._before[block] + len(self.spans[block])

    def places(self) -> list[int]:
        """Return the place of each hit on a rail, by the characters before it."""
        starts = [0, *accumulate(length for _, length in self._blocks)]
        whole = max(1, starts[-1])
        return [
            (start + span[0]) * RAIL_WIDTH // whole
            for (name, _), start in zip(self._blocks, starts, strict=False)
            for span in self.spans[name]
        ]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is: the paragraph in hand and the hit in it are one."""

    block: str = ""
    """Empty where nothing is in hand."""
    hit: int = 0
    """0 where the paragraph has no hit."""
    passed: int = 0
    """The number of the hit, or of the last one before the paragraph."""


def find_place(hits: NumberedHits, params: ReadParams, selected: str) -> Place:
    """Return the place that an address names: a hit by its number, else a paragraph and the first hit in it.

    In the address of a paragraph (``selected``) a number that is of another one does not count.
    """
    number = min(params.hit, hits.total)
    if number and selected in ("", hits.block_of(number)):
        return Place(hits.block_of(number), number, number)
    block = selected or params.at
    if block not in hits:
        return Place()
    hit = hits.first(block)
    return Place(block, hit, hit or hits.before(block))
