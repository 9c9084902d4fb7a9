"""Give the articles of a page what is known of them from outside, by the order of trust."""

from collections.abc import Mapping
from dataclasses import field, replace
from hashlib import sha256
from typing import Any

from app.article import GIVEN, Article, Flag, Origin, Page, Skipped
from app.errors import SidecarError
from app.frozen import dataclass
from app.ingest.catalogue.entry import Entry
from app.ingest.catalogue.merge import Contradiction, Statement, letters, merge, notes_about
from app.ingest.catalogue.sidecar import Sidecar
from app.ingest.catalogue.values import PAGE_KEYS


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a folder's table about a file: what it gives, and where it stands for lists."""

    where: str
    entry: Entry
    alone: bool = True
    """Whether its table has no other row about the file."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a file before it is opened: by its name, its folders and their tables."""

    statements: tuple[Statement, ...] = ()
    """For every article of the page."""
    rows: tuple[Row, ...] = ()
    folder: str | None = None
    """The title of the nearest folder that has one."""
    folder_titles: tuple[tuple[str, str], ...] = ()
    """The titles of all folders around it that have one, with the folders' paths, the outermost first."""

    def digest(self) -> str:
        """Return a short digest that changes when anything said of the file does."""
        rows = [(row.entry.title, row.entry.opening, dict(row.entry.values), row.alone) for row in self.rows]
        said = [(each.origin, dict(each.values), each.doubts) for each in self.statements]
        return sha256(
            repr((said, rows, self.folder, self.folder_titles)).encode("utf-8", "surrogatepass")
        ).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Described:
    """The page with all that is known, and the rows that could not be taken."""

    page: Page
    faults: tuple[Skipped, ...] = field(default=())


def describe(page: Page, known: Surroundings, sidecar: Sidecar | None) -> Described:
    """Return the page with everything that is known; raise SidecarError if the sidecar names no article.

    What contradicts is told in the notes of the page. A row that names no article of it is left out and told.
    """
    whole = list(known.statements)
    own: list[list[Statement]] = [[] for _ in page.articles]
    faults = []
    for row in known.rows:
        try:
            at, values = _place_row(row, page)
        except SidecarError as error:
            faults.append(Skipped(row.where, error.message.inside()))
            continue
        whole.append(Statement(Origin.FOLDER_TABLE, values.page))
        if at is not None:
            own[at].append(Statement(Origin.FOLDER_TABLE, values.article))
    if sidecar:
        whole.append(Statement(Origin.SIDECAR, sidecar.values))
        for entry in sidecar.entries:
            own[entry.find(page.articles)].append(Statement(Origin.SIDECAR, entry.given()))
    articles, notes = [], [*page.notes, *(doubt for each in known.statements for doubt in each.doubts)]
    for article, statements in zip(page.articles, own, strict=True):
        described, contradictions = _with(article, [*whole, *statements])
        articles.append(described)
        notes += notes_about(article, contradictions)
    whole_page = replace(
        page,
        articles=tuple(articles),
        notes=tuple(notes),
        folder=known.folder or page.folder,
        folder_titles=known.folder_titles,
    )
    return Described(whole_page, tuple(faults))


@dataclass(frozen=True, slots=True)
class _RowValues:
    """What a row gives to all articles of the page, and to one of them."""

    page: Mapping[str, Any]
    article: Mapping[str, Any]


def _place_row(row: Row, page: Page) -> tuple[int | None, _RowValues]:
    """Return the number of the article that a row is about, if it is about one, and what it gives.

    Of the one row about a file, newspaper, date and the like hold for the whole page. A file with one
    article needs no title or opening words to name it: there they are what the article is called.
    """
    entry, values = row.entry, dict(row.entry.values)
    at: int | None
    if len(page.articles) == 1 and entry.opening is None:
        at, values = 0, values | ({"title": entry.title} if entry.title else {})
    elif entry.title is None and entry.opening is None:
        at = None
        if values.keys() - PAGE_KEYS.keys():
            raise SidecarError("table-row-names-none", where=entry.place, number=len(page.articles))
    else:
        at, values = entry.find(page.articles), entry.given()
    if at is not None and not row.alone:
        return at, _RowValues({}, values)
    whole = {name: value for name, value in values.items() if name in PAGE_KEYS}
    return at, _RowValues(whole, {name: values[name] for name in values if name not in whole})


def _with(article: Article, statements: list[Statement]) -> tuple[Article, tuple[Contradiction, ...]]:
    """Return the article with what is taken of all that is said about it."""
    printed: dict[Origin, dict[str, Any]] = {Origin.PRINTED: {}}
    for name in GIVEN:
        origin = article.origins.get(name, Origin.PRINTED)
        printed.setdefault(origin, {})[name] = getattr(article, name)
    merged = merge([*statements, *(Statement(origin, values) for origin, values in printed.items())])
    origins = {
        name: origin
        for name, origin in merged.origins.items()
        if origin is not Origin.PRINTED or name in article.origins
    }
    title = merged.values.get("title")
    flags = article.flags
    if origins.get("title") and letters(title or "") != letters(article.title or ""):
        flags = tuple(dict.fromkeys((*flags, Flag.TITLE_NOT_IN_SOURCE)))
    return replace(article, **merged.values, origins=origins, flags=flags), merged.contradictions
