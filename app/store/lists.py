"""Lists of articles: filtered, sorted, sliced, and counted by the values of one facet."""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select

from app.facets import ATTRIBUTES, DATE_LENGTHS, UNDATED, UNSHELVED, folders_of
from app.frozen import dataclass
from app.store.tables import ARTICLE_COLUMNS, NAME_TABLES, articles, pages

INITIAL = "initial"
"""The filter by the letter that a title begins with; only lists have it, no search."""

Filters = tuple[tuple[str, str], ...]
"""Names and values: several values of one name mean any of them, of different names all of them."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A request for a list of articles: filters, order and slice."""

    filters: Filters = ()
    sort: str = "page"
    offset: int = 0
    limit: int = 20


def select_articles(query: ListQuery) -> Select[Any]:
    """Return the query for one slice of a list; what its order leaves open is decided by page order."""
    joined = articles.join(pages, pages.c.id == articles.c.page)
    order = [*_order(query.sort), pages.c.position, articles.c.position]
    rows = select(*ARTICLE_COLUMNS).select_from(joined).where(conditions(query.filters)).order_by(*order)
    return rows.offset(query.offset).limit(query.limit)


def count_articles(filters: Filters) -> Select[Any]:
    """Return the query for the number of articles in a list."""
    return select(func.count()).select_from(articles).where(conditions(filters))


def select_values(name: str, filters: Filters, limit: int | None) -> Select[Any]:
    """Return the query for the values of a facet with their numbers of articles among those kept, those of
    the most articles first."""
    table = NAME_TABLES.get(name)
    column = _column(name) if table is None else table.c.name
    source = articles if table is None else articles.join(table, table.c.article == articles.c.id)
    count = func.count().label("count")
    query = select(column.label("value"), count).select_from(source)
    kept = query.where(column.is_not(None), conditions(filters)).group_by("value")
    return kept.order_by(count.desc(), "value").limit(limit)


def sum_by_folder(shelves: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return all folders around some with the sums of their numbers, the highest first."""
    found: Counter[str] = Counter()
    for shelf, number in shelves:
        found.update(dict.fromkeys(folders_of(f"{shelf}/") if shelf else (UNSHELVED,), number))
    return sorted(found.items(), key=lambda each: (-each[1], each[0]))


def conditions(filters: Filters) -> ColumnElement[bool]:
    """Return what an article must fulfil: one value of each name that is filtered by."""
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in filters:
        wanted[name].append(value)
    return and_(True, *(or_(False, _condition(name, values)) for name, values in wanted.items()))


def _condition(name: str, values: list[str]) -> ColumnElement[bool]:
    if (table := NAME_TABLES.get(name)) is not None:
        return articles.c.id.in_(select(table.c.article).where(table.c.name.in_(values)))
    if name == "folder":
        return or_(False, *map(_within, values))
    if name == INITIAL:
        return articles.c.initial.in_(values)
    if name in DATE_LENGTHS:
        return or_(False, *(_in_period(name, value) for value in values))
    return _column(name).in_(values)


def _within(folder: str) -> ColumnElement[bool]:
    """Return whether an article stands in a folder or below: a range, so that an index answers it."""
    shelf = articles.c.shelf
    if folder == UNSHELVED:
        return shelf == ""
    return or_(shelf == folder, and_(shelf > f"{folder}/", shelf < f"{folder}0"))  # 0 follows /


def _in_period(name: str, value: str) -> ColumnElement[bool]:
    """Return whether an article is of a year or month: a range, so that an index answers it."""
    if name == "year" and value == UNDATED:
        return or_(articles.c.date.is_(None), func.length(articles.c.date) < DATE_LENGTHS[name])
    if len(value) != DATE_LENGTHS[name]:
        return false()
    return or_(articles.c.date == value, and_(articles.c.date > f"{value}-", articles.c.date < f"{value}."))


def _column(name: str) -> ColumnElement[Any]:
    """Return the column that holds a filter's value; null where the value is not known."""
    if name == "folder":
        return articles.c.shelf
    if name == INITIAL:
        return articles.c.initial
    column = articles.c[ATTRIBUTES[name][0]]
    if length := DATE_LENGTHS.get(name):
        known = (func.length(column) >= length, func.substr(column, 1, length))
        return case(known, else_=UNDATED) if name == "year" else case(known)
    return column


def _order(sort: str) -> list[ColumnElement[Any]]:
    orders: dict[str, list[ColumnElement[Any]]] = {
        "date": [articles.c.date.is_(None), articles.c.date.desc()],
        "oldest": [articles.c.date.is_(None), articles.c.date],
        "updated": [articles.c.updated.desc(), articles.c.date.is_(None), articles.c.date.desc()],
        "title": [articles.c.title_key],
        "author": [articles.c.first_author.is_(None), articles.c.first_author],
        "length": [articles.c.characters.desc()],
    }
    return orders.get(sort, [])
