"""Tools that search, count and read."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from app.facets import FACETS
from app.library.hits import ArticleHits, BlockHit
from app.mcp.answers import (
    ArticleBlock,
    CountedPhrase,
    CountedPhrases,
    FoundPassage,
    FoundPassages,
    Passage,
    ReadArticle,
    ReadParagraph,
)
from app.mcp.opening import Call, Opened, Opener, Values
from app.search.highlight import printed_wordings
from app.search.language.unparse import quote_phrase
from app.search.request import Group, Sort
from app.store.rows import TextBlock
from app.web.core.params import SearchParams

Phrase = Annotated[
    str,
    Field(
        description="A literal phrase, found wherever it stands, whatever words it is cut into. OR, NOT, "
        "NEAR/20, parentheses, quotes and author: title: date: institution: source: are understood."
    ),
]
Filters = Annotated[
    Values | None,
    Field(description=f"Only articles with any of these values of each name: {', '.join(FACETS)}."),
]
Offset = Annotated[int, Field(ge=0, le=1_000_000, description="Where the slice begins.")]
Limit = Annotated[int, Field(ge=1, le=200, description="Length of the slice.")]
IgnorePunctuation = Annotated[bool, Field(description="Pass over punctuation in texts.")]
Strict = Annotated[bool, Field(description="Find characters only in the form that is typed.")]
MOST_PHRASES = 50


class ReadingTools:
    """What the reader's search, count and pages say, for assistants."""

    def __init__(self, opener: Opener) -> None:
        self._open = opener

    def search(
        self,
        call: Call,
        query: Phrase,
        filters: Filters = None,
        sort: Annotated[Sort, Field(description="The order of the passages.")] = Sort.RELEVANCE,
        offset: Offset = 0,
        limit: Limit = 10,
        ignore_punctuation: IgnorePunctuation = False,
        strict: Strict = False,
    ) -> FoundPassages:
        """Find the passages in which a query stands. Counts are exact: a zero means that it is in none."""
        with self._open(call) as opened:
            state = SearchParams(
                q=opened.limits.text("query", query),
                filters=opened.filters(filters),
                sort=sort,
                group=Group.PARAGRAPH,
                ignore_punctuation=ignore_punctuation,
                strict=strict,
                offset=offset,
                limit=limit,
            )
            asked = state.query()
            found = opened.snapshot.search(replace(asked.request, facet_limit=0))
            hits = sorted(
                ((hit.place, group, hit) for group in found.groups for hit in group.hits),
                key=lambda each: each[0],
            )
            listed = opened.links.search(replace(state, group=Group.ARTICLE, offset=0, limit=20).pairs())
            return FoundPassages(
                generation=opened.generation,
                url=opened.links.absolute(listed),
                query=query,
                occurrences=found.counts.occurrences,
                paragraphs=found.counts.paragraphs,
                articles=found.counts.articles,
                passages=tuple(_passage(opened, group, hit) for _, group, hit in hits),
                note="" if found.counts.paragraphs else opened.note(asked),
            )

    def count(
        self,
        call: Call,
        phrases: Annotated[
            list[str], Field(min_length=1, max_length=MOST_PHRASES, description="Literal phrases.")
        ],
        ignore_punctuation: IgnorePunctuation = False,
        strict: Strict = False,
    ) -> CountedPhrases:
        """Count how often literal phrases occur in the whole library."""
        with self._open(call) as opened:
            texts = [opened.limits.text("phrases", each) for each in phrases]
            counted = opened.snapshot.count(texts, ignore_punctuation=ignore_punctuation, strict=strict)
            answers = []
            for phrase, counts in zip(texts, counted, strict=True):
                state = SearchParams(
                    q=quote_phrase(phrase), ignore_punctuation=ignore_punctuation, strict=strict
                )
                answers.append(
                    CountedPhrase(
                        url=opened.links.absolute(opened.links.search(state.pairs())),
                        phrase=phrase,
                        occurrences=counts.occurrences,
                        paragraphs=counts.paragraphs,
                        articles=counts.articles,
                        note="" if counts.paragraphs else opened.note(state.query()),
                    )
                )
            return CountedPhrases(generation=opened.generation, counts=tuple(answers))

    def read_paragraph(
        self, call: Call, paragraph: Annotated[str, Field(description="Its id.")]
    ) -> ReadParagraph:
        """Read one paragraph by its permanent id, old or new, with the article that it stands in."""
        with self._open(call) as opened:
            resolved = opened.snapshot.resolve_block(opened.limits.text("paragraph", paragraph))
            block = resolved.current
            articles = opened.snapshot.articles_by_id([block.article] if block else [])
            return ReadParagraph(
                generation=opened.generation,
                url=opened.paragraph(paragraph),
                id=paragraph,
                status=resolved.status,
                current=Passage(**_block(opened, block), article=opened.article(articles[block.article]))
                if block
                else None,
                was=resolved.was,
            )

    def read_article(
        self,
        call: Call,
        article: Annotated[str, Field(description="Its id.")],
        offset: Offset = 0,
        limit: Limit = 100,
    ) -> ReadArticle:
        """Read an article by its permanent id, old or new, a slice of its blocks at a time."""
        with self._open(call) as opened:
            resolved = opened.snapshot.resolve_article(opened.limits.text("article", article))
            view = opened.snapshot.article(resolved.current.id) if resolved.current else None
            blocks: Sequence[TextBlock] = view.blocks if view else ()
            stored = view.article if view else None
            return ReadArticle(
                generation=opened.generation,
                url=opened.links.absolute(opened.links.article(article)),
                status=resolved.status,
                article=opened.article(stored) if stored else None,
                kind=stored.kind if stored else None,
                affiliation=stored.affiliation if stored else None,
                source_note=stored.source_note if stored else None,
                blocks=tuple(
                    ArticleBlock(**_block(opened, each)) for each in blocks[offset : offset + limit]
                ),
                offset=offset,
                total=len(blocks),
            )


def _block(opened: Opened, block: TextBlock) -> dict[str, Any]:
    url = opened.paragraph(block.id)
    return {"url": url, "id": block.id, "n": block.n, "type": block.type, "text": block.text}


def _passage(opened: Opened, group: ArticleHits, hit: BlockHit) -> FoundPassage:
    return FoundPassage(
        **_block(opened, hit.block),
        article=opened.article(group.article),
        found=printed_wordings(hit.block.text, hit.spans),
    )
