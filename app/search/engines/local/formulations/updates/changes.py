"""What of a library's text is another one in a generation than in the one before."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array, ArrayReader
from app.search.engines.local.exact.segment.phrase_segment import PhraseSegment
from app.search.engines.local.exact.segment.printed import PrintedForms

Part = tuple[Path, Sequence[int]]
"""A segment's file, and the numbers of its pages that do not count."""


class PageText(NamedTuple):
    """The text of a page as indexed, each block closed by ``\\0``; at which of its characters, and at its
    end, no word goes on."""

    text: str
    edges: Array

    def key(self) -> tuple[str, bytes]:
        """Return what tells whether two pages are the same."""
        return self.text, self.edges.tobytes()


class Change(NamedTuple):
    """The pages that came and that left, and the slot that each article of the generation before now has;
    -1 where it has left."""

    came: list[PageText]
    left: list[PageText]
    slots: Array

    def characters(self) -> int:
        """Return the characters that came or left."""
        return sum(len(page.text) for page in (*self.came, *self.left))

    def growth(self) -> int:
        """Return how many more characters blocks have now; what closes them is none."""
        came, left = (sum(len(p.text) - p.text.count("\0") for p in pages) for pages in self[:2])
        return came - left

    def then(self, later: "Change") -> "Change":
        """Return this change and the next as one; a page that came and left again is in neither."""
        again = Counter(page.key() for page in later.left)
        again &= Counter(page.key() for page in self.came)
        came, left = (_without(pages, again) for pages in (self.came, later.left))
        slots, kept = self.slots.copy(), self.slots >= 0
        slots[kept] = later.slots[self.slots[kept]]
        return Change([*came, *later.came], [*self.left, *left], slots)


def _without(pages: Sequence[PageText], others: Counter[tuple[str, bytes]]) -> list[PageText]:
    """Return some pages without others, each as often as it is counted."""
    going, kept = others.copy(), []
    for page in pages:
        if going[page.key()]:
            going[page.key()] -= 1
        else:
            kept.append(page)
    return kept


def find_change(before: Sequence[Part], after: Sequence[Part], kept: int) -> Change:
    """Return what has changed; the first ``kept`` segments of a generation are of the one before.

    A page that was written again as it was has not changed.
    """
    old, new = (_starts([path for path, _ in parts]) for parts in (before, after))
    linked = {path.parent.name: n for n, (path, _) in enumerate(after[:kept])}
    slots = np.full(old[-1], -1, np.int32)
    leaving: dict[str, tuple[_Pages, int, int]] = {}
    for number, (path, gone) in enumerate(before):
        at = linked.get(path.parent.name)
        if at is not None:
            slots[old[number] : old[number + 1]] = np.arange(new[at], new[at + 1])
            if len(after[at][1]) == len(gone):
                continue
        pages = _Pages(path)
        going = range(len(pages.names)) if at is None else after[at][1]
        for page in set(going).difference(gone):
            slots[pages.articles(page, old[number])] = -1
            leaving[pages.names[page]] = pages, page, old[number]
    came, left = [], []
    for number in range(kept, len(after)):
        pages = _Pages(after[number][0])
        for page, name in enumerate(pages.names):
            was = leaving.get(name)
            if was and was[0].alike(was[1], pages, page):
                articles = pages.articles(page, new[number])
                slots[was[0].articles(*was[1:])] = np.arange(articles.start, articles.stop)
                del leaving[name]
            else:
                came.append(pages.text(page))
    left = [pages.text(page) for pages, page, _ in leaving.values()]
    return Change(came, left, slots)


def _starts(paths: Sequence[Path]) -> list[int]:
    """Return the slot of each segment's first article, and the number of slots."""
    sizes = [len(ArrayReader(path).disk_array("article-blocks")) for path in paths]
    return [0, *np.cumsum(sizes, dtype=np.int64).tolist()]


class _Pages:
    """The pages of a segment."""

    def __init__(self, path: Path) -> None:
        arrays = ArrayReader(path)
        self.names = arrays.strings("page-id")
        self._blocks = arrays["article-blocks"]
        self._articles = np.concatenate(([0], np.cumsum(arrays["page-articles"]))).tolist()
        blocks = np.concatenate(([0], np.cumsum(self._blocks)))[self._articles]
        self._starts = arrays["plain-starts"][blocks].tolist()
        self._segment = PhraseSegment(arrays, "plain")
        self._forms = PrintedForms.read(arrays, "plain")
        self._goes_on = np.unpackbits(arrays["plain-word-goes-on"].view(np.uint8), bitorder="little")

    def articles(self, page: int, base: int = 0) -> slice:
        """Return the numbers of a page's articles, of which the first of the segment has number ``base``."""
        return slice(base + self._articles[page], base + self._articles[page + 1])

    def text(self, page: int) -> PageText:
        """Return the text of a page."""
        first, end = self._starts[page : page + 2]
        edges = np.append(self._goes_on[first:end], 0) == 0
        return PageText(self._segment.text(first, end - first), edges)

    def alike(self, page: int, others: "_Pages", other: int) -> bool:
        """Say whether a page is printed as one of another segment, and as many articles and blocks."""
        own, theirs = self._blocks[self.articles(page)], others._blocks[others.articles(other)]
        return np.array_equal(own, theirs) and self._printed(page) == others._printed(other)

    def _printed(self, page: int) -> str:
        return self._forms.restored(self._starts[page], self.text(page).text)
