"""Articles as documents of the cluster: one for each article, and one for each of its blocks.

Nothing of a document ever changes. It says since which generation it counts and of which version of its page
it is; a generation names the versions that no longer count (``generations``).
"""

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from app.facets import FACETS, FIELDS, facet_values, values_of
from app.search.contract import IndexArticle
from app.search.engines.opensearch.cluster import Body
from app.search.engines.opensearch.index.mapping import ARTICLE, BLOCK
from app.text import close_up, fold, is_punctuation
from app.words.words import END, words

_SPACED = 1 << 32
"""Documents that a generation may add to an index: numbers of documents and versions begin anew with each."""


class _Bare(dict[int, int | None]):
    """A table for ``str.translate`` that drops punctuation, filled as characters come."""

    def __missing__(self, point: int) -> int | None:
        self[point] = kept = None if is_punctuation(chr(point)) else point
        return kept


_BARE = _Bare()


def without_punctuation(folded: str) -> str:
    """Return a folded text without punctuation and spaces."""
    return folded.translate(_BARE)


def documents(
    articles: Iterable[IndexArticle], index: str, number: int, dictionary: Path | None
) -> Iterator[Body]:
    """Yield articles, which come in page order, as actions of a bulk request to an index.

    ``number`` is that of their generation in the index, ``dictionary`` has further words for the tokenizer.
    """
    ranks = count(number * _SPACED)
    version, page = number * _SPACED - 1, None
    for article in articles:
        if article.page != page:
            version, page = version + 1, article.page
        parent, rank = f"{number}.{article.id}", next(ranks)
        shared = {
            "article": article.id,
            "article_seq": rank,
            "page_order": article.page_order,
            "version": version,
            "since": number,
        }
        shared |= {f"facet_{name}": list(values) for name in FACETS if (values := _values(article, name))}
        # One shard has all of a page, so that its facet is counted in one place.
        action = {"_op_type": "index", "_index": index, "routing": article.page}
        yield action | {"_id": parent, "_source": shared | _of_article(article) | {"seq": rank}}
        for at, block in enumerate(article.blocks):
            own = {
                "kind": {"name": BLOCK, "parent": parent},
                "type": block.type,
                "at": at,
                "first": at == 0,
                "seq": next(ranks),
                **_of_text(block.text, dictionary),
            }
            yield action | {"_id": f"{number}.{block.id}", "_source": shared | own}


def id_of(document: str) -> str:
    """Return the id of the article or block that a document is."""
    return document.partition(".")[2]


def _values(article: IndexArticle, name: str) -> dict[str, None]:
    return dict.fromkeys(facet_values(article, name))


def _of_article(article: IndexArticle) -> Body:
    """Return what only the document of an article says: its fields, folded, and its size."""
    fields = {
        f"field_{name}": [close_up(fold(value)) for value in values]
        for name in FIELDS
        if (values := values_of(article, name))
    }
    length = sum(len(close_up(fold(block.text))) for block in article.blocks)
    return {"kind": ARTICLE, "blocks": len(article.blocks), "characters": length, **fields}


def _of_text(text: str, dictionary: Path | None) -> Body:
    """Return what is indexed of a text, and the text itself."""
    folded = fold(text)
    plain, found = close_up(folded), words(text, dictionary)
    return {
        "plain": plain,
        "bare": without_punctuation(folded),
        "words": END.join(found),
        "displayed": text,
        "length": len(plain),
        "cut": len(found),
    }
