"""Similar articles: those that share the wording which an article repeats."""

from app.library.snapshot import Snapshot
from app.search.language.tree import Or, Phrase
from app.search.request import SearchRequest
from app.store.rows import StoredArticle

MAX_SIMILAR = 4
"""Articles that are named as similar."""
SOUGHT, CANDIDATES = 4, 40
"""Keywords that are sought (more would find everything), and the paragraphs that are looked at."""


def similar_articles(snapshot: Snapshot, article_id: str, keywords: list[str]) -> list[StoredArticle]:
    """Return the other articles with the most paragraphs that hold one of the strongest keywords."""
    if len(keywords) < 2:
        return []
    sought = keywords[:SOUGHT]
    request = SearchRequest(
        query=" ".join(sought), node=Or(tuple(map(Phrase, sought))), limit=CANDIDATES, facet_limit=0
    )
    others = [group for group in snapshot.search(request).groups if group.article.id != article_id]
    others.sort(key=lambda group: -len(group.hits))
    return [group.article for group in others[:MAX_SIMILAR]]
