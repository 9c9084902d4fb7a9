"""Articles that match, in order, each with its best blocks."""

from collections.abc import Sequence

from app.search.engines.opensearch.cluster import Body
from app.search.engines.opensearch.exact.counting import Counting
from app.search.engines.opensearch.exact.ordering import Ordered, Paging, ordered, ordered_articles
from app.search.engines.opensearch.exact.query import Query
from app.search.engines.opensearch.exact.shown import FIELDS, as_hits
from app.search.engines.opensearch.index.generation_reader import IN_PAGE_ORDER, Found, GenerationReader
from app.search.request import SearchRequest, Sort
from app.search.results import ArticleMatch, Hit


def articles_of(
    reader: GenerationReader, query: Query, counted: Counting, request: SearchRequest
) -> tuple[tuple[ArticleMatch, ...], tuple[Hit, ...], str]:
    """Return one slice of the articles that match, the blocks that are shown of them, and where it ends."""
    order = ordered_articles(reader, query, request.sort)
    blocks = reader.with_block(counted.matching, order.scored, order.mode)
    # The score of an article is that of its blocks, so this clause is asked for its score.
    matching = reader.articles([], blocks) if order.scored else reader.articles([blocks])
    if order.scored:
        matching["bool"]["minimum_should_match"] = 1
    wanted = {"_source": False, "docvalue_fields": ["article", "blocks"]}
    found = Paging(reader, matching, order, request, wanted).slice()
    if not found.found:
        return (), (), ""
    ids = [each.fields["article"] for each in found.found]
    within = Counting(reader, query, [*counted.matching[1:], {"terms": {"article": ids}}])
    relevance = ordered(reader, query, Sort.RELEVANCE)
    best = _best_first(reader, relevance, within)
    counts = dict(within.by_article())
    articles = tuple(
        ArticleMatch(
            id_,
            counts[id_],
            int(each.fields["blocks"]),
            tuple(sorted(int(block.fields["at"]) for block in best[id_])),
        )
        for id_, each in zip(ids, found.found, strict=True)
    )
    shown = [block for id_ in ids for block in _shown(best[id_], id_ in request.whole, request.best)]
    return articles, _hits(reader, query, relevance, shown), found.last


def _best_first(reader: GenerationReader, order: Ordered, within: Counting) -> dict[str, list[Found]]:
    """Return all matching blocks of some articles, in an order."""
    every = reader.walk(
        reader.blocks(within.matching, order.scored), order.sort, fields=["article", "at", "type", "seq"]
    )
    found: dict[str, list[Found]] = {}
    for block in every:
        found.setdefault(block.fields["article"], []).append(block)
    return found


def _shown(blocks: Sequence[Found], whole: bool, best: int) -> list[Found]:
    """Return the title, if it is there, and the best of the others; all of what is shown whole."""
    kept, others = [], 0
    for block in blocks:
        title = block.fields["type"] == "title"
        others += not title
        if whole or title or others <= best:
            kept.append(block)
    return kept


def _hits(reader: GenerationReader, query: Query, order: Ordered, blocks: Sequence[Found]) -> tuple[Hit, ...]:
    """Return blocks, found in an order, as hits; their texts are read here."""
    numbers: Body = {"terms": {"seq": [block.fields["seq"] for block in blocks]}}
    every = reader.walk(reader.blocks([numbers]), IN_PAGE_ORDER, source=True, fields=FIELDS)
    texts = {each.document: each for each in every}
    return as_hits(query, [texts[block.document] for block in blocks], map(order.score, blocks))
