"""The bar above an article that one came to with a query: which hit, where they stand, the steps."""

from app.web.article.hits import NumberedHits, Place
from app.web.article.views import HitBar, Tick
from app.web.core.params import ReadParams
from app.web.core.viewer import Viewer
from app.web.layout.rails import followed, rail


def hit_bar(
    viewer: Viewer, article: str, params: ReadParams, hits: NumberedHits, place: Place
) -> HitBar | None:
    """Return the bar; None without hits."""
    if not hits.total:
        return None
    marking = params.search.marking()

    def step(number: int) -> str:
        return viewer.links.article(article, [*marking, ("hit", str(number))], f"h{number}")

    # Between two hits both steps lead to the nearest one.
    back = place.passed - 1 if place.hit else place.passed
    places = hits.places()
    label = viewer.words.ngettext("%(n)s hit in the article", "%(n)s hits in the article", hits.total)
    return HitBar(
        query=params.search.q,
        query_href=viewer.links.search(marking),
        current=place.passed,
        total=hits.total,
        rail=rail(places, label),
        ticks=tuple(Tick(left, width, step(number)) for left, width, number in followed(places)),
        previous=step(back or hits.total),
        following=step(place.passed % hits.total + 1),
        clear=viewer.links.article(article),
        action=viewer.links.article(article),
        marking=tuple(pair for pair in marking if pair[1]),
    )
