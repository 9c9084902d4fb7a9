"""A large library as it begins, and its parts: shelves, years, the newest, common wordings, letters."""

from dataclasses import replace

from app.facets import UNDATED, UNSHELVED
from app.library.snapshot import Snapshot
from app.store.lists import INITIAL, ListQuery
from app.store.rows import Tally
from app.store.tallies import TallyQuery
from app.web.core.overview import LibraryOverview
from app.web.core.params import BrowseParams
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link, StripView
from app.web.layout.facets.time_strip import in_period, listed_months, listed_years
from app.web.layout.facets.value_names import ValueNames
from app.web.layout.labels import folder_label, year_label
from app.web.layout.pagination import contents
from app.web.library.name_index import letter_links
from app.web.library.presenter import examples, filters_of, folder_of, list_view
from app.web.library.views import FrontView, LettersView, NewestView, PlaceView, ShelfView

LARGE = 100
"""Articles from which on a library begins with its shelves and years instead of its list."""
SHELVES, BELOW, READ_BELOW = 60, 8, 600
"""Folders shown side by side, folders shown in each, and rows read for all of these."""
NEWEST, QUESTIONS = 7, 4
WORDINGS = 14


def front_view(
    names: ValueNames, snapshot: Snapshot, overview: LibraryOverview, params: BrowseParams
) -> FrontView:
    """Return the first page of a large library."""
    viewer, total = names.viewer, snapshot.generation.articles
    words, links = viewer.words, viewer.links
    years = {each.value: each.number for each in snapshot.tallies(TallyQuery("year", limit=1000))}
    shelves = _shelves(viewer, snapshot, "")
    wordings = sorted(overview.wordings[:WORDINGS], key=lambda each: -each.occurrences)
    return FrontView(
        figures=_figures(viewer, snapshot, years, len(shelves)),
        question=words.gettext("Search %(items)s", items=words.ngettext("%(n)s item", "%(n)s items", total)),
        examples=examples(viewer, overview)[:QUESTIONS],
        shelves=shelves,
        shelf_figures=_shelf_figures(viewer, shelves),
        strip=listed_years(
            words, years, lambda values: links.home(in_period(BrowseParams(), "year", values).pairs())
        ),
        newest=_newest(names, snapshot, overview),
        by_date=links.home([("sort", "date")]),
        wordings=tuple(
            Link(each.phrase, links.search([("q", each.phrase)]), count=words.number(each.occurrences))
            for each in wordings
        ),
        indexes=_indexes(viewer, snapshot),
        pager=contents(replace(params, numbered=True), total, links.home, words.gettext("All items")),
    )


def place_view(
    names: ValueNames, snapshot: Snapshot, overview: LibraryOverview, params: BrowseParams
) -> PlaceView:
    """Return a part of the library: what is chosen, the folders in it, its years or months, its articles."""
    folder, words = folder_of(params), names.viewer.words
    shown = list_view(names, snapshot, overview, params)
    chosen = [names.of(each) for each in params.filters]
    if folder and len(params.filters) == 1:
        shown = replace(shown, active=())  # The way to it stands above.
    return PlaceView(
        title=names.folder(folder) if folder else "、".join(chosen) or words.gettext("All items"),
        figures=shown.kept or words.ngettext("%(n)s item", "%(n)s items", snapshot.generation.articles),
        shelves=_shelves(names.viewer, snapshot, folder) if folder and len(params.filters) == 1 else (),
        strip=None if names.viewer.static else _strip(names.viewer, snapshot, params),
        list=shown,
    )


def _figures(viewer: Viewer, snapshot: Snapshot, years: dict[str, int], shelves: int) -> tuple[str, ...]:
    words, whole = viewer.words, snapshot.generation
    dated, undated = sorted(year for year in years if year != UNDATED), years.get(UNDATED, 0)
    last = year_label(dated[-1], words) if dated else ""
    figures = (
        words.ngettext("%(n)s item", "%(n)s items", whole.articles),
        shelves > 1 and words.ngettext("%(n)s shelf", "%(n)s shelves", shelves),
        len(dated) > 1 and words.gettext("%(first)s to %(last)s", first=dated[0], last=last),
        dated and undated and words.ngettext("%(n)s without a date", "%(n)s without a date", undated),
        words.characters(whole.characters),
    )
    return tuple(figure for figure in figures if figure)


def _shelves(viewer: Viewer, snapshot: Snapshot, folder: str) -> tuple[ShelfView, ...]:
    """Return the folders in a folder with the folders in these; where there is but one, what is in it."""
    top = snapshot.tallies(TallyQuery("folder", (folder,), limit=SHELVES))
    while len(top) == 1 and not folder and top[0].value != UNSHELVED:
        inner = snapshot.tallies(TallyQuery("folder", (top[0].value,), limit=SHELVES))
        if not inner:
            break
        top = inner
    paths = tuple(each.value for each in top)
    inside: dict[str, list[Tally]] = {path: [] for path in paths}
    for each in snapshot.tallies(TallyQuery("folder", paths, most=True, limit=READ_BELOW)):
        if each.parent in inside:
            inside[each.parent].append(each)
    return tuple(
        ShelfView(
            _shelf(viewer, each),
            # A folder that holds all of the one around it adds nothing.
            tuple(_shelf(viewer, one) for one in inside[each.value][:BELOW] if one.number < each.number),
            _more(viewer, each.value, len(inside[each.value]) - BELOW),
        )
        for each in top
        if each.value != UNSHELVED or len(top) > 1
    )


def _shelf(viewer: Viewer, each: Tally) -> Link:
    words = viewer.words
    name = words.gettext("on no shelf") if each.value == UNSHELVED else folder_label(each.value, each)
    return Link(name, viewer.links.home([("folder", each.value)]), count=words.number(each.number))


def _more(viewer: Viewer, folder: str, number: int) -> Link | None:
    if number <= 0:
        return None
    text = viewer.words.ngettext("%(n)s more shelf", "%(n)s more shelves", number)
    return Link(text, viewer.links.home([("folder", folder)]))


def _shelf_figures(viewer: Viewer, shelves: tuple[ShelfView, ...]) -> str:
    words, below = viewer.words, sum(len(each.below) for each in shelves)
    counted = words.ngettext("%(n)s shelf", "%(n)s shelves", len(shelves))
    inner = words.ngettext("%(n)s sub-shelf", "%(n)s sub-shelves", below) if below else ""
    return " · ".join(each for each in (counted, inner) if each)


def _strip(viewer: Viewer, snapshot: Snapshot, params: BrowseParams) -> StripView | None:
    """Return the years of a list, or the months of its one year."""
    years, months = (_values(params, name) for name in ("year", "month"))
    year = years[0] if len(years) == 1 and years[0] != UNDATED else months[0][:4] if len(months) == 1 else ""
    name = "month" if year else "year"
    outside = tuple(each for each in filters_of(params) if each[0] not in ("year", "month", "date"))
    within = (*outside, ("year", year)) if year else outside
    counted = dict(snapshot.filter_values(name, within))
    if len(counted) < 2 and not (years or months):
        return None
    words = viewer.words
    here = months[0] if len(months) == 1 else years[0] if len(years) == 1 else ""

    def address(values: tuple[str, ...]) -> str:
        return viewer.links.home(in_period(params, name, values).pairs())

    if year:
        return listed_months(words, year, counted, address, here)
    return listed_years(words, counted, address, here)


def _values(params: BrowseParams, name: str) -> list[str]:
    return [each.value for each in params.filters if each.name == name]


def _newest(names: ValueNames, snapshot: Snapshot, overview: LibraryOverview) -> tuple[NewestView, ...]:
    if not overview.dated:
        return ()
    found = snapshot.articles(ListQuery(sort="date", limit=NEWEST)).articles
    folders = {article.id: article.page.rpartition("/")[0] for article in found}
    names.prepare("folder", {folder for folder in folders.values() if folder})
    return tuple(
        NewestView(
            Link(article.label, names.viewer.links.article(article.id)),
            article.newspaper or (names.folder(folders[article.id]) if folders[article.id] else ""),
            article.date,
        )
        for article in found
        if article.date
    )


def _indexes(viewer: Viewer, snapshot: Snapshot) -> tuple[LettersView, ...]:
    words, links = viewer.words, viewer.links
    note = words.gettext("by the first letter in pinyin")
    titles = {each.value: each.number for each in snapshot.tallies(TallyQuery(INITIAL, limit=100))}
    found = [
        LettersView(
            words.gettext("Titles"),
            links.titles(),
            (note, words.gettext("without the name of the country")),
            letter_links(viewer, titles, links.titles),
        )
    ]
    for name, facet, address in (
        (words.gettext("Authors"), "author", links.authors),
        (words.gettext("Institutions"), "institution", links.institutions),
    ):
        if counted := dict(snapshot.tally_parents(facet)):
            found.append(LettersView(name, address(), (note,), letter_links(viewer, counted, address)))
    return tuple(found)
