"""Parse pages and add up their scores, whole and by family."""

from collections.abc import Iterable

from app.ingest.parse import parse_page
from tests.quality.families import FAMILIES
from tests.quality.generate import generated_pages
from tests.quality.known import KnownPage, known_pages
from tests.quality.score import Score, score_page

QUICK, LARGE = 2 * len(FAMILIES), 20 * len(FAMILIES)
"""Generated pages in the suite and in the soak run: whole turns of the families."""


def measure(pages: Iterable[KnownPage]) -> dict[str, Score]:
    """The score of each family; ``all`` is their sum."""
    scores: dict[str, Score] = {"all": Score()}
    for page in pages:
        score = score_one(page)
        scores["all"].merge(score)
        scores.setdefault(page.family, Score()).merge(score)
    return scores


def score_one(page: KnownPage) -> Score:
    """The score of one page."""
    return score_page(page.articles, parse_page(page.name, page.text, "utf-8").articles)


def known() -> dict[str, float]:
    """Figures of the five pages."""
    return measure(known_pages())["all"].figures()


def generated(count: int = QUICK) -> dict[str, Score]:
    """Scores of generated pages by family."""
    return measure(generated_pages(count))
