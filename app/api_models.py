"""The JSON shapes of the commands and the API: plain dictionaries with stable names."""

from typing import Any

from app.library.contents import FullArticle, FullPage
from app.library.hits import ArticleHits, ExactHits, RelatedHits
from app.messages import Message
from app.permalinks.resolve import Resolved
from app.search.contract import Counts
from app.store.rows import StoredArticle, StoredBlock, StoredPage

Shape = dict[str, Any]


def article_shape(view: FullArticle) -> Shape:
    """An article with its blocks: the keys of a parse, and ids."""
    article, blocks = view.article, view.blocks
    return {
        "id": article.id,
        "page": article.page,
        "kind": article.kind,
        **article.metadata(),
        "flags": list(article.flags),
        "key_points": _texts(blocks, "key_point"),
        "headings": _texts(blocks, "heading"),
        "paragraphs": _texts(blocks, "paragraph"),
        "captions": _texts(blocks, "caption"),
        "blocks": [block_shape(block) for block in blocks],
    }


def block_shape(block: StoredBlock) -> Shape:
    """A block with its id, and its number if it is a paragraph."""
    return {
        "id": block.id,
        "type": block.type,
        **({"n": block.n} if block.n is not None else {}),
        "text": block.text,
        "lines": [list(lines) for lines in block.lines],
        "flags": list(block.flags),
    }


def item_shape(article: StoredArticle) -> Shape:
    """An article in a list: what is known of it, without its text."""
    return {
        "id": article.id,
        "page": article.page,
        "kind": article.kind,
        "title": article.title,
        "opening": article.opening,
        "authors": list(article.authors),
        "affiliation": article.affiliation,
        "newspaper": article.newspaper,
        "date": article.date,
        "edition": article.edition,
        "paragraphs": article.paragraphs,
        "characters": article.characters,
    }


def page_shape(page: StoredPage) -> Shape:
    """A source page in a list."""
    return {
        "id": page.id,
        "file": page.file,
        "encoding": page.encoding,
        "characters": page.characters,
        "articles": page.articles,
        "notes": [str(note) for note in page.notes],
    }


def whole_page_shape(view: FullPage) -> Shape:
    """A source page with its articles and what of it is in none of them."""
    return {
        **page_shape(view.page),
        "articles": [article_shape(article) for article in view.articles],
        "unused": [
            {
                "text": each.text,
                "lines": [list(lines) for lines in each.lines],
                "reason": str(Message(each.reason)),
            }
            for each in view.source.unused
        ],
    }


def counts_shape(counts: Counts) -> Shape:
    """Occurrences, paragraphs, articles."""
    return {
        "occurrences": counts.occurrences,
        "paragraphs": counts.paragraphs,
        "articles": counts.articles,
    }


def search_shape(query: str, exact: ExactHits | None, related: RelatedHits | None) -> Shape:
    """The answer to a search, the lanes apart; a lane that was not asked for is null."""
    return {
        "query": query,
        "exact": {**counts_shape(exact.counts), "hits": _hits(exact.groups)} if exact else None,
        "related": (
            {"words": list(related.words), "paragraphs": related.total, "hits": _hits(related.groups)}
            if related
            else None
        ),
    }


def resolved_shape(resolved: Resolved[StoredBlock]) -> Shape:
    """What became of a paragraph's id."""
    block = resolved.current
    return {
        "id": resolved.id,
        "status": resolved.status,
        "current": block and {"id": block.id, "article": block.article, "n": block.n, "text": block.text},
        "was": resolved.was,
    }


def _texts(blocks: tuple[StoredBlock, ...], kind: str) -> list[str]:
    return [block.text for block in blocks if block.type == kind]


def _hits(groups: tuple[ArticleHits, ...]) -> list[Shape]:
    """The hits in the engine's order, whatever article they stand in."""
    ranked = sorted((hit.place, group.article.id, hit) for group in groups for hit in group.hits)
    return [
        {
            "paragraph": hit.block.id,
            "article": article,
            "n": hit.block.n,
            "type": hit.block.type,
            "text": hit.block.text,
            "spans": [list(span) for span in hit.spans],
        }
        for _, article, hit in ranked
    ]
