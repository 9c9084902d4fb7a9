"""How many articles have each value of each facet: kept up with every change, never counted anew.

A change adds and subtracts what the articles that come and go have; nothing else is read or written.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from app.facets import FACETS, UNSHELVED, facet_values, folders_of
from app.frozen import dataclass
from app.sort_keys import initial, name_key, title_key
from app.store.lists import INITIAL
from app.store.rows import StoredArticle
from app.store.tables import tallies

_TALLIED = tuple(name for name in (*FACETS, INITIAL) if name != "page")
"""All facets but the page, of which the number of articles stands in its own row."""
_BATCH = 400
"""Values asked for at a time: below every database's limit of parameters."""


@dataclass(frozen=True, slots=True)
class TallyQuery:
    """A slice of the values of one facet."""

    facet: str
    parents: tuple[str, ...] | None = None
    """Only those that are sorted under one of these."""
    find: str = ""
    """Only those that contain this."""
    most: bool = False
    """Whether those that most articles have come first; else they stand in the order of their keys."""
    offset: int = 0
    limit: int = 200


def select_tallies(query: TallyQuery) -> Select[Any]:
    """Return the query for a slice of the values of a facet."""
    keyed = (tallies.c.parent, tallies.c.key, tallies.c.value)
    order = (tallies.c.number.desc(), tallies.c.value) if query.most else keyed
    rows = select(tallies).where(_fits(query)).order_by(*order)
    return rows.offset(query.offset).limit(query.limit)


def count_tallies(query: TallyQuery) -> Select[Any]:
    """Return the query for the number of values in all slices."""
    return select(func.count()).select_from(tallies).where(_fits(query))


def select_parents(facet: str) -> Select[Any]:
    """Return the query for what the values of a facet are sorted under, with their numbers."""
    query = select(tallies.c.parent, func.count()).where(tallies.c.facet == facet)
    return query.group_by(tallies.c.parent).order_by(tallies.c.parent)


def _fits(query: TallyQuery) -> ColumnElement[bool]:
    wanted = [tallies.c.facet == query.facet]
    if query.parents is not None:
        wanted.append(tallies.c.parent.in_(query.parents))
    if query.find:
        wanted.append(tallies.c.value.contains(query.find, autoescape=True))
    return and_(*wanted)


class TallyChanges:
    """The changes of tallies in one publication: add what comes and what goes, then write them once."""

    def __init__(self) -> None:
        self._changes: Counter[tuple[str, str]] = Counter()
        self._labels: dict[str, str | None] = {}

    def add(self, articles: Iterable[StoredArticle]) -> None:
        """Count articles that come."""
        for article in articles:
            self._changes.update(set(_values(article)))

    def remove(self, articles: Iterable[StoredArticle]) -> None:
        """Count articles that go."""
        for article in articles:
            self._changes.subtract(set(_values(article)))

    def name_folders(self, page: str, titles: Iterable[tuple[str, str]]) -> None:
        """Note the titles of the folders around a page; a folder without one is called by its name."""
        known = dict(titles)
        self._labels.update({folder: known.get(folder) for folder in folders_of(page)})

    def write(self, connection: Connection) -> None:
        """Bring the table up to date."""
        named = [("folder", folder) for folder in self._labels]
        for facet in _TALLIED:
            every = sorted({value for name, value in (*self._changes, *named) if name == facet})
            for start in range(0, len(every), _BATCH):
                self._write_some(connection, facet, every[start : start + _BATCH])
        connection.execute(delete(tallies).where(tallies.c.number <= 0))

    def _write_some(self, connection: Connection, facet: str, values: list[str]) -> None:
        query = select(tallies.c.value, tallies.c.number, tallies.c.label)
        known = connection.execute(query.where(tallies.c.facet == facet, tallies.c.value.in_(values)))
        before = {value: (number, label) for value, number, label in known}
        new, old = [], []
        for value in values:
            number, label = before.get(value, (0, None))
            number += self._changes[facet, value]
            label = self._labels.get(value, label) if facet == "folder" else None
            if value in before:
                old.append({"v": value, "n": number, "l": label})
            else:
                row = {"facet": facet, "value": value, "number": number, "label": label}
                new.append(row | _place(facet, value))
        if new:
            connection.execute(insert(tallies), new)
        if old:
            same = (tallies.c.facet == facet) & (tallies.c.value == bindparam("v"))
            values_now: dict[str, Any] = {"number": bindparam("n"), "label": bindparam("l")}
            connection.execute(update(tallies).where(same).values(values_now), old)


def _values(article: StoredArticle) -> Iterator[tuple[str, str]]:
    for name in _TALLIED:
        found = (initial(title_key(article.label)),) if name == INITIAL else facet_values(article, name)
        yield from ((name, value) for value in found)


def _place(facet: str, value: str) -> dict[str, str]:
    """Return under what a value is sorted, and where."""
    if facet == "folder" and value != UNSHELVED:
        parent, _, name = value.rpartition("/")
        return {"parent": parent, "key": title_key(name)}
    if facet in ("month", "date"):
        return {"parent": value.rpartition("-")[0], "key": value}
    if facet in ("author", "institution"):
        key = name_key(value)
        return {"parent": initial(key), "key": key}
    return {"parent": "", "key": value if facet in ("year", INITIAL) else title_key(value)}
