"""The segments of a generation: which there are, what in them no longer counts, which to write anew.

Segments never change. A generation links those of the one before, names the pages of each that no longer
count, and adds one for what is new. Each holds its phrases (``exact``) and its words (``related``); documents
of its words are its blocks, in the same order.
"""

import json
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path

from app.errors import IndexDamagedError
from app.frozen import dataclass
from app.search.contract import IndexArticle
from app.search.engines.local.exact.arrays import Array, ArrayReader
from app.search.engines.local.files.hard_links import link
from app.search.engines.local.files.names import PHRASES, SEGMENTS, WORDS

_FORMAT = 11
"""The version of the files; a folder of another version is refused."""
_LIST, _LIST_BEFORE = "segments.json", "layout.json"
"""The file that lists a generation's segments, and what stood in its place before there were any."""

MOST_CHARACTERS = 6_800_000
"""Characters of a segment; a page that is longer has one of its own."""
_SMALLEST, _FACTOR = 20_000, 8
"""Segments below so many characters are of one size, and each further size is so many times as large. Where
two are of one size, they are written anew as one: to look into one takes as long as a tenth of a search."""
_MOST_REMOVED = 1 / 3
"""The share of a segment's characters that no longer count from which on it is written anew."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a generation, and the numbers of its pages that do not count in it."""

    folder: Path
    removed: tuple[int, ...] = ()

    @property
    def phrases(self) -> Path:
        """Return the file of its texts, suffix arrays and columns."""
        return self.folder / PHRASES

    @property
    def words(self) -> Path:
        """Return the folder of its words."""
        return self.folder / WORDS

    def has_any(self, pages: Iterable[str]) -> bool:
        """Say whether any of some pages stands in it and counts."""
        arrays = ArrayReader(self.phrases)
        return any(arrays.find("page-id", page) not in (None, *self.removed) for page in pages)


@dataclass(frozen=True, slots=True)
class _Size:
    """The characters of a segment's pages that count, and of all."""

    segment: Segment
    living: int
    all: int

    def pages(self) -> Iterator[str]:
        """Yield the pages that count."""
        gone = set(self.segment.removed)
        names = ArrayReader(self.segment.phrases).strings("page-id")
        return (name for number, name in enumerate(names) if number not in gone)


def read_segments(folder: Path) -> list[Segment]:
    """Return a generation's segments. Raises IndexDamagedError if they cannot be read."""
    if (folder / _LIST_BEFORE).is_file():
        raise IndexDamagedError("index-outdated", folder=str(folder))
    try:
        listed = json.loads((folder / _LIST).read_text(encoding="utf-8"))
        known = listed["format"]
        found = [Segment(folder / SEGMENTS / str(name), tuple(gone)) for name, gone in listed["segments"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError("index-layout-damaged", path=str(folder / _LIST)) from error
    if known != _FORMAT:
        raise IndexDamagedError("index-outdated", folder=str(folder))
    return found


def write_segments(folder: Path, segments: Iterable[Segment]) -> None:
    """Write which segments a generation has."""
    listed = [(segment.folder.name, segment.removed) for segment in segments]
    (folder / _LIST).write_text(json.dumps({"format": _FORMAT, "segments": listed}), encoding="utf-8")


def carry_segments(folder: Path, previous: Path, leaving: Set[str]) -> list[Segment]:
    """Link the segments of the previous generation, without the ``leaving`` pages; those left empty go."""
    kept = []
    for segment in read_segments(previous):
        arrays = ArrayReader(segment.phrases)
        gone = {number for page in leaving if (number := arrays.find("page-id", page)) is not None}
        removed = tuple(sorted(gone.union(segment.removed)))
        if len(removed) < len(arrays.disk_array("page-articles")):
            target = folder / SEGMENTS / segment.folder.name
            _link(segment.folder, target)
            kept.append(Segment(target, removed))
    return kept


def new_folders(folder: Path, kept: Collection[Segment]) -> Iterator[Path]:
    """Yield folders for further segments; they are numbered."""
    number = max((int(segment.folder.name) for segment in kept), default=0)
    while True:
        number += 1
        yield folder / SEGMENTS / f"{number:06d}"


def divided(articles: Iterable[IndexArticle]) -> Iterator[Iterator[IndexArticle]]:
    """Yield the articles of one segment after another, each to be read before the next; the articles of a
    page stay together."""
    return (map(itemgetter(1), own) for _, own in groupby(_numbered(articles), itemgetter(0)))


def _numbered(articles: Iterable[IndexArticle]) -> Iterator[tuple[int, IndexArticle]]:
    """Yield articles with the number of the segment that each belongs into."""
    number, size, page = 0, 0, None
    for article in articles:
        length = sum(len(block.text) for block in article.blocks)
        if size and size + length > MOST_CHARACTERS and article.page != page:
            number, size = number + 1, 0
        yield number, article
        size, page = size + length, article.page


def outgrown(segments: Sequence[Segment], most: int = MOST_CHARACTERS) -> frozenset[str]:
    """Return the pages that should be written anew as one segment, so that segments stay few.

    They have at most so many characters together.
    """
    sizes = [each for each in map(_size, segments) if each.living <= most]
    wasteful = [each for each in sizes if each.all - each.living > _MOST_REMOVED * each.all]
    chosen: list[_Size] = wasteful[:1]
    tiers: dict[int, list[_Size]] = {}
    for each in sizes:
        if each not in chosen:
            tiers.setdefault(_tier(each.living), []).append(each)
    for tier in sorted(tiers):
        together = sum(each.living for each in chosen)
        own = sorted(tiers[tier], key=lambda each: each.living)
        sums = accumulate((each.living for each in own), initial=together)
        fitting = own[: bisect_right(list(sums)[1:], most)]
        if len(fitting) > 1 or (chosen and tier <= _tier(together)):
            chosen += fitting
    # One alone that is whole would be written again as it is.
    return frozenset(page for each in chosen for page in each.pages() if len(chosen) > 1 or wasteful)


def _tier(characters: int) -> int:
    """Return which size a segment has; each is ``_FACTOR`` times the one before."""
    tier = 0
    while characters >= _SMALLEST * _FACTOR**tier:
        tier += 1
    return tier


def _size(segment: Segment) -> _Size:
    lengths: Array = ArrayReader(segment.phrases)["page-characters"]
    every = int(lengths.sum())
    return _Size(segment, every - int(lengths[list(segment.removed)].sum()), every)


def _link(source: Path, target: Path) -> None:
    """Hard-link the files of a segment."""
    for path in source.rglob("*"):
        if not path.is_dir():
            link(path, target / path.relative_to(source))
