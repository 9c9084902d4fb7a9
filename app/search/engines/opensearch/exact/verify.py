"""Words that only a look at the texts can tell: all blocks where they may stand are read."""

from collections.abc import Sequence
from itertools import islice

import numpy as np

from app.errors import LimitError
from app.search.engines.opensearch.cluster import Body
from app.search.engines.opensearch.exact.clauses import any_of
from app.search.engines.opensearch.exact.query import Query, Verified
from app.search.engines.opensearch.exact.scanned_texts import ScannedTexts
from app.search.engines.opensearch.index.generation_reader import Found, GenerationReader, counting, total
from app.search.language.tree import Node

MOST_READ = 50_000
"""Blocks that are read for one query, in some seconds; what may stand in more is refused."""
AT_ONCE = 5_000


def verify(reader: GenerationReader, query: Query, filters: Sequence[Body]) -> Verified:
    """Return where the uncertain words of a query stand, in blocks that it may match and that pass filters.

    Raises LimitError where too many blocks would have to be read.
    """
    if not query.uncertain:
        return {}
    somewhere = any_of(query.clauses.leaf(word) for word in query.uncertain)
    candidates = reader.blocks([query.possible_blocks(), somewhere, *filters])
    (answer,) = reader.ask(counting(candidates))
    if total(answer) > MOST_READ:
        raise LimitError("query-places-too-many", places=f"{total(answer):,}", most=f"{MOST_READ:,}")
    found: dict[Node, dict[int, int]] = {word: {} for word in query.uncertain}
    every = reader.walk(candidates, [{"seq": "asc"}], source=True, at_once=AT_ONCE)
    while some := list(islice(every, AT_ONCE)):
        _look_through(some, query, found)
    return found


def _look_through(blocks: list[Found], query: Query, found: dict[Node, dict[int, int]]) -> None:
    """Add how often each uncertain word stands in some blocks."""
    texts = ScannedTexts([block.source["displayed"] for block in blocks], query.matching)
    numbers = [int(str(block.sort[0])) for block in blocks]
    for word, times in found.items():
        counted = texts.frequencies(texts.occurrences(word))
        times |= {numbers[n]: int(counted[n]) for n in np.flatnonzero(counted).tolist()}
