"""The concordance of a query: its occurrences in lines, what stands beside and near them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from app.analysis.association import Table, log_dice, log_likelihood, log_ratio, mutual_information
from app.frozen import dataclass
from app.library.queries import Query
from app.library.snapshot import Snapshot
from app.search.concordance import Collocate, Neighbour, Neighbours, Order
from app.search.language.tree import Near, Node, NotWithin, Or, Pattern, Phrase
from app.search.language.unparse import unparse
from app.store.rows import StoredArticle, StoredBlock

CONTEXT, LINES = 20, 50
"""Characters on either side of an occurrence, and lines of one slice, unless told otherwise."""
WINDOW = 5
"""Words on either side of an occurrence that are near it."""
LEAST = 5
"""Places that a collocate must have near the occurrences."""


class Listed(StrEnum):
    """The list of a concordance."""

    LINES = "lines"
    NEIGHBOURS = "neighbours"
    COLLOCATES = "collocates"


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed of a concordance, and which slice of it; of lines their order and what they show on
    either side."""

    show: Listed = Listed.LINES
    sort: Order = Order.RIGHT
    width: int = CONTEXT
    offset: int = 0
    limit: int = LINES

    @property
    def end(self) -> int:
        """Where the slice ends."""
        return self.offset + self.limit


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence between what stands left and right of it in its block."""

    left: str
    key: str
    right: str
    block: StoredBlock
    article: StoredArticle


@dataclass(frozen=True, slots=True)
class Association:
    """A collocate with the measures of how strongly it goes with the query."""

    collocate: Collocate
    log_likelihood: float
    log_ratio: float
    log_dice: float
    mutual_information: float


@dataclass(frozen=True, slots=True)
class Associations:
    """The collocates of a query, the strongest first, and what they were counted in."""

    words: tuple[Association, ...]
    places_near: int
    places: int


def is_placed(node: Node) -> bool:
    """Say whether a query has occurrences of its own, so that what is longer can be excluded from them."""
    if isinstance(node, Or):
        return all(map(is_placed, node.parts))
    return isinstance(node, Phrase | Pattern | Near | NotWithin)


def without(query: Query, longer: Sequence[str]) -> Query:
    """Return a query without its occurrences inside longer strings, where it has places of its own."""
    node = query.request.node
    if not longer or not is_placed(node):
        return query
    outer: Node = Phrase(longer[0]) if len(longer) == 1 else Or(tuple(map(Phrase, longer)))
    alone = NotWithin(node, outer)
    return replace(query, request=replace(query.request, node=alone, query=unparse(alone)))


def lines(snapshot: Snapshot, query: Query, listing: Listing) -> Iterator[Line]:
    """Yield one slice of the occurrences in an order, with what stands on either side."""
    found, width = (
        snapshot.occurrences(query.request, listing.sort, listing.offset, listing.limit),
        listing.width,
    )
    blocks = snapshot.blocks(each.block for each in found)
    articles = snapshot.articles_by_id({each.article for each in found})
    for each in found:
        block, (start, end) = blocks[each.block], each.span
        text = block.text
        yield Line(
            text[max(0, start - width) : start],
            text[start:end],
            text[end : end + width],
            block,
            articles[each.article],
        )


def merge_sides(found: Neighbours) -> list[tuple[str, Neighbour]]:
    """Return what stands on both sides as one list, the most frequent first; each with its side."""
    sides = (("left", found.left), ("right", found.right))
    both = [(name, each) for name, side in sides for each in side.named]
    return sorted(both, key=lambda pair: -pair[1].occurrences)


def associations(
    snapshot: Snapshot, query: Query, window: int = WINDOW, least: int = LEAST, significant: float = 0.0
) -> Associations:
    """Return the words near a query that go with it at least so strongly, by G²."""
    found = snapshot.collocates(query.request, window, least)
    measured = [_measured(each, found.places_near, found.places) for each in found.words]
    kept = [each for each in measured if each.log_likelihood >= significant]
    kept.sort(key=lambda each: (-each.log_likelihood, each.collocate.word))
    return Associations(tuple(kept), found.places_near, found.places)


def _measured(each: Collocate, near: int, places: int) -> Association:
    """Return a word with its measures: near are the places of words near the query, elsewhere all others."""
    table = Table(each.together, near, each.occurrences - each.together, places - near)
    return Association(
        each, log_likelihood(table), log_ratio(table), log_dice(table), mutual_information(table)
    )
