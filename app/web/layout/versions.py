"""Texts of one title: versions of a law, columns that return. Each tells of the others."""

from collections import Counter
from collections.abc import Sequence

from app.facets import UNDATED
from app.i18n.catalogues import Texts
from app.store.rows import StoredArticle
from app.web.core.viewer import Viewer
from app.web.layout.elements import Choice, Link
from app.web.layout.labels import year_label


def other_texts(viewer: Viewer, others: Sequence[StoredArticle]) -> Choice | None:
    """Return the other texts with one title, each by its year, or where two are of one year by its day."""
    if not others:
        return None
    words, address = viewer.words, viewer.links.article
    years = Counter((each.date or UNDATED)[:4] for each in others)
    links = (Link(_version(each, years, words), address(each.id)) for each in others)
    return Choice(words.gettext("There is also the text"), tuple(links))


def _version(article: StoredArticle, years: Counter[str], words: Texts) -> str:
    if not article.date:
        return words.gettext("without a date")
    year = article.date[:4]
    date = year_label(year, words) if years[year] == 1 else words.day(article.date)
    return words.gettext("as of %(date)s", date=date)
