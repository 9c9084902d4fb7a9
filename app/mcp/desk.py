"""Tools of the research desk: lines, what stands beside and near a query, its distribution."""

from dataclasses import replace
from typing import Annotated

from pydantic import Field

from app.analysis.concordance import CONTEXT, Listed
from app.analysis.distribution import MOST_PHRASES, Division, Nested, distribute
from app.answers.concordance import CollocateList, ConcordanceLines, NeighbourList, concordance_answer
from app.answers.research import Trends
from app.mcp.answers import FoundCollocates, FoundLines, FoundNeighbours, FoundTrends, NamedPart
from app.mcp.opening import Call, Opened, Opener, Values
from app.mcp.reading import Filters, IgnorePunctuation, Limit, Offset, Phrase, Strict
from app.search.concordance import Order
from app.web.research.params import ConcordanceParams, TrendsParams

Without = Annotated[
    list[str] | None,
    Field(max_length=20, description="Longer strings; the query does not count inside them."),
]


class DeskTools:
    """What the pages of the desk say, for assistants."""

    def __init__(self, opener: Opener) -> None:
        self._open = opener

    def concordance(
        self,
        call: Call,
        query: Phrase,
        sort: Annotated[
            Order,
            Field(description="By pinyin of what stands right or left, by place in the library, by date."),
        ] = Order.RIGHT,
        width: Annotated[int, Field(ge=0, le=500, description="Characters on either side.")] = CONTEXT,
        without: Without = None,
        filters: Filters = None,
        offset: Offset = 0,
        limit: Limit = 50,
        ignore_punctuation: IgnorePunctuation = False,
        strict: Strict = False,
    ) -> FoundLines:
        """List every occurrence of a query in a line of its own, between what stands left and right of it."""
        with self._open(call) as opened:
            state = ConcordanceParams(
                q=opened.limits.text("query", query),
                sort=sort,
                width=width,
                without=tuple(without or ()),
                filters=opened.filters(filters),
                offset=offset,
                limit=limit,
                ignore_punctuation=ignore_punctuation,
                strict=strict,
            )
            found = _listed(opened, state)
            assert isinstance(found, ConcordanceLines)
            return FoundLines.model_construct(
                **dict(found),
                url=_address(opened, state),
                note="" if found.paragraphs else opened.note(state.query()),
            )

    def neighbours(
        self,
        call: Call,
        query: Phrase,
        without: Without = None,
        filters: Filters = None,
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> FoundNeighbours:
        """List the strings of 1 to 6 characters that recur directly left and right of a query."""
        with self._open(call) as opened:
            state = _state(opened, query, Listed.NEIGHBOURS, without, filters, offset, limit)
            found = _listed(opened, state)
            assert isinstance(found, NeighbourList)
            note = "" if found.total else opened.note(state.query())
            return FoundNeighbours(**dict(found), url=_address(opened, state), note=note)

    def collocates(
        self,
        call: Call,
        query: Phrase,
        without: Without = None,
        filters: Filters = None,
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> FoundCollocates:
        """List the words near a query, 5 on either side in the paragraph, with G² and other measures."""
        with self._open(call) as opened:
            state = _state(opened, query, Listed.COLLOCATES, without, filters, offset, limit)
            found = _listed(opened, state)
            assert isinstance(found, CollocateList)
            note = "" if found.total else opened.note(state.query())
            return FoundCollocates(**dict(found), url=_address(opened, state), note=note)

    def trends(
        self,
        call: Call,
        queries: Annotated[list[str], Field(min_length=1, max_length=MOST_PHRASES, description="Wordings.")],
        by: Annotated[Division, Field(description="What the library is divided by.")] = Division.YEAR,
        nested: Annotated[
            Nested, Field(description="Whether a wording inside another asked for counts too.")
        ] = Nested.ALL,
        filters: Filters = None,
        offset: Offset = 0,
        limit: Limit = 100,
        ignore_punctuation: IgnorePunctuation = False,
        strict: Strict = False,
    ) -> FoundTrends:
        """Count wordings in each part of the library, each beside the text that it has: a part without text
        has null, no zero. Measures of evenness, first and last uses are of all parts."""
        with self._open(call) as opened:
            state = TrendsParams(
                q=tuple(dict.fromkeys(opened.limits.text("queries", each) for each in queries)),
                by=by,
                nested=nested,
                filters=opened.filters(filters),
                offset=offset,
                limit=limit,
                ignore_punctuation=ignore_punctuation,
                strict=strict,
            )
            asked = state.queries()
            found = Trends.of(
                opened.generation, state.q, distribute(opened.snapshot, asked, state.by, state.nested)
            )
            notes = (f"{query.text}: {note}" for query in asked if (note := opened.note(query)))
            shown = replace(state, offset=0, limit=100)
            return FoundTrends.model_construct(
                **{**dict(found), "parts": tuple(_parts(opened, state, found))},
                parts_total=len(found.parts),
                url=opened.links.absolute(opened.links.desk("trends", shown.pairs())),
                note=" ".join(notes),
            )


def _state(
    opened: Opened,
    query: str,
    show: Listed,
    without: list[str] | None,
    filters: Values | None,
    offset: int,
    limit: int,
) -> ConcordanceParams:
    return ConcordanceParams(
        q=opened.limits.text("query", query),
        show=show,
        without=tuple(without or ()),
        filters=opened.filters(filters),
        offset=offset,
        limit=limit,
    )


def _listed(opened: Opened, state: ConcordanceParams) -> ConcordanceLines | NeighbourList | CollocateList:
    return concordance_answer(opened.snapshot, state.q, state.query(), state.listing(), opened.paragraph)


def _address(opened: Opened, state: ConcordanceParams) -> str:
    """Return where a person sees the whole list."""
    shown = replace(state, offset=0, limit=50)
    return opened.links.absolute(opened.links.desk("concordance", shown.pairs()))


def _parts(opened: Opened, state: TrendsParams, found: Trends) -> list[NamedPart]:
    """Return the parts of one slice with their names and addresses."""
    parts = found.parts[state.offset : state.offset + state.limit]
    articles = (
        opened.snapshot.articles_by_id(part.value for part in parts) if state.by is Division.ARTICLE else {}
    )
    named = []
    for part in parts:
        article = articles.get(part.value)
        to = opened.links.article(part.value) if article else opened.links.home([(state.by, part.value)])
        url = opened.links.absolute(to) if part.value else ""
        named.append(
            NamedPart.model_construct(
                **dict(part), name=article.label if article else part.value or "not known", url=url
            )
        )
    return named
