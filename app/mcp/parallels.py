"""Tools of what articles share: where passages of one stand too, and two articles side by side."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from app.analysis.parallels import ParallelOrder, Weighed, compared, near_passages, parallels
from app.answers.parallels import ComparedArticle, ComparedPair, NearPair, PassageText
from app.errors import NotFoundError
from app.mcp.desk_answers import (
    FoundComparison,
    FoundPair,
    FoundParallels,
    NearWordings,
    PassageAt,
    SharedPlace,
    SharedWording,
)
from app.mcp.opening import Call, Opened, Opener
from app.mcp.reading import Limit, Offset
from app.search.parallels import NearPassage, SharedPassage, Stretch
from app.store.rows import StoredArticle, StoredBlock

ArticleId = Annotated[str, Field(description="The permanent id of an article, old or new.")]


class ParallelTools:
    """What the pages of shared passages say, for assistants."""

    def __init__(self, opener: Opener) -> None:
        self._open = opener

    def parallels(
        self, call: Call, article: ArticleId, offset: Offset = 0, limit: Limit = 20
    ) -> FoundParallels:
        """List the passages of an article that stand in others too, and those that are nearly the same there:
        twelve characters and more, punctuation aside."""
        with self._open(call) as opened:
            own, shown = _article(opened, article), slice(offset, offset + limit)
            found = parallels(opened.snapshot, own.id, ParallelOrder.WEIGHT)
            every = near_passages(opened.snapshot, own.id, ParallelOrder.WEIGHT)
            weighed, near = (*found.passages, *found.formulas)[shown], every[shown]
            stretches = [each.passage.here for each in weighed]
            stretches += [stretch for each in near for stretch in (each.here, each.there)]
            blocks = _blocks(opened, stretches)
            others = {place.article for each in weighed for place in each.passage.places}
            articles = opened.snapshot.articles_by_id(others | {each.article for each in near})
            return FoundParallels(
                generation=opened.generation,
                article=opened.article(own),
                characters=found.shared.characters,
                covered=found.shared.covered,
                passages=tuple(_shared(opened, each, blocks, articles) for each in weighed),
                passages_total=len(found.passages) + len(found.formulas),
                near=tuple(_near(opened, each, blocks, articles) for each in near),
                near_total=len(every),
                url=opened.links.absolute(opened.links.article_parallels(own.id)),
            )

    def compare(
        self, call: Call, first: ArticleId, second: ArticleId, offset: Offset = 0, limit: Limit = 50
    ) -> FoundComparison:
        """Compare two articles: the passages that both have, verbatim or nearly, in the order of the first,
        and how much of each is shared."""
        with self._open(call) as opened:
            articles = _article(opened, first), _article(opened, second)
            found = compared(opened.snapshot, articles[0].id, articles[1].id)
            every = sorted((*found.passages, *found.formulas), key=lambda each: each.passage.here.start)
            weighed = every[offset : offset + limit]
            passages = [each.passage for each in weighed]
            blocks = _blocks(opened, (one for each in passages for one in (each.here, each.there)))
            pairs = (
                FoundPair.model_construct(
                    **{
                        **dict(ComparedPair.of_weighed(each, blocks)),
                        "here": _at(opened, each.passage.here, blocks),
                        "there": _at(opened, each.passage.there, blocks),
                    }
                )
                for each in weighed
            )
            return FoundComparison.model_construct(
                generation=opened.generation,
                first=ComparedArticle.extended(articles[0], found.comparison.first),
                second=ComparedArticle.extended(articles[1], found.comparison.second),
                passages=tuple(pairs),
                passages_total=len(every),
                url=opened.links.absolute(
                    opened.links.desk("compare", [("a", articles[0].id), ("b", articles[1].id)])
                ),
            )


def _article(opened: Opened, id_: str) -> StoredArticle:
    """Return the article that an id leads to; NotFoundError where there is none."""
    resolved = opened.snapshot.resolve_article(opened.limits.text("article", id_))
    if resolved.current is None:
        raise NotFoundError("article-unknown", id=id_[:40])
    return opened.snapshot.articles_by_id([resolved.current.id])[resolved.current.id]


def _blocks(opened: Opened, stretches: Iterable[Stretch]) -> dict[str, StoredBlock]:
    return opened.snapshot.blocks({each.block for each in stretches})


def _at(opened: Opened, stretch: Stretch, blocks: dict[str, StoredBlock]) -> PassageAt:
    passage = PassageText.of(stretch, blocks[stretch.block])
    return PassageAt.model_construct(**dict(passage), url=opened.paragraph(stretch.block))


def _shared(
    opened: Opened,
    weighed: Weighed[SharedPassage],
    blocks: dict[str, StoredBlock],
    articles: dict[str, StoredArticle],
) -> SharedWording:
    passage = weighed.passage
    return SharedWording(
        passage=_at(opened, passage.here, blocks),
        articles=passage.articles,
        weight=weighed.weight,
        formula=weighed.is_formula,
        places=tuple(
            SharedPlace(url=opened.paragraph(each.block), article=opened.article(articles[each.article]))
            for each in passage.places
        ),
    )


def _near(
    opened: Opened, near: NearPassage, blocks: dict[str, StoredBlock], articles: dict[str, StoredArticle]
) -> NearWordings:
    pair = NearPair.of(near, blocks)
    own = {"here": _at(opened, near.here, blocks), "there": _at(opened, near.there, blocks)}
    article = opened.article(articles[near.article])
    return NearWordings.model_construct(**{**dict(pair), **own}, article=article)
