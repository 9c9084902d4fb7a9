"""What blocks show of a query: all spans to mark and all occurrences, from their texts."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.search.engines.local.exact.index_form import Matching
from app.search.engines.opensearch.exact.query import Query
from app.search.engines.opensearch.exact.scanned_texts import ScannedTexts
from app.search.engines.opensearch.index.documents import id_of
from app.search.engines.opensearch.index.generation_reader import Found
from app.search.language.tree import Phrase, required_fields
from app.search.results import Hit, Span

FIELDS = ("article", "at", "type")
"""What else must be told of blocks that are shown."""
WANTED = {"_source": True, "docvalue_fields": list(FIELDS)}


class Shown(NamedTuple):
    """The spans to mark in a block and its occurrences, both ascending."""

    spans: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()


def shown(query: Query, blocks: Sequence[Found]) -> list[Shown]:
    """Return what each block shows of a query."""
    displayed = [block.source["displayed"] for block in blocks]
    texts = ScannedTexts(displayed, query.matching)
    marks = texts.marks()
    found = [marks.occurrences(word) for word in query.words]
    every = [marked for own in found for marked in own.items()]
    if query.of_fields:
        # A query of fields alone marks what it found in titles.
        texts = ScannedTexts(
            [
                text if block.fields["type"] == "title" else ""
                for block, text in zip(blocks, displayed, strict=True)
            ],
            Matching(query.matching.bare),
        )
        marks = texts.marks()
        for field in required_fields(query.node):
            if field.name == "title":
                every += marks.marks(Phrase(field.value)).items()
    spans = texts.displayed({span for _, marked in every for span in marked})
    places = texts.displayed({place for place, _ in every})
    return [Shown(spans.get(n, ()), places.get(n, ())) for n in range(len(blocks))]


def as_hits(query: Query, blocks: Sequence[Found], scores: Iterable[float]) -> tuple[Hit, ...]:
    """Return blocks, which were found with their texts, as hits."""
    rows = zip(blocks, shown(query, blocks), scores, strict=True)
    return tuple(
        Hit(id_of(block.document), block.fields["article"], own.spans, own.places, round(score, 4))
        for block, own, score in rows
    )
