"""Indexes of titles, authors and institutions: by the letter they begin with, searchable, in pages."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from string import ascii_uppercase

from app.frozen import dataclass
from app.library.snapshot import Snapshot
from app.sort_keys import OTHER
from app.store.lists import INITIAL, ListQuery
from app.store.tallies import TallyQuery
from app.web.core.params import BrowseParams
from app.web.core.urls import Pairs
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link
from app.web.layout.facets.filter_links import filtered
from app.web.layout.pagination import pager
from app.web.library.views import NameIndexView

NAMES = 120
"""Names on one page."""
_Address = Callable[[Pairs], str]


def letter_links(
    viewer: Viewer, counted: Mapping[str, int], address: _Address, letter: str = ""
) -> tuple[Link, ...]:
    """Return the letters from A to Z with their numbers; one with nothing under it stays in its place."""
    every = [*ascii_uppercase, *([OTHER] if counted.get(OTHER) else [])]
    return tuple(
        Link(
            each,
            address([("letter", each)]) if counted.get(each) else "",
            each == letter,
            viewer.words.number(counted.get(each, 0)),
        )
        for each in every
    )


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Presents one index: ``letter`` and ``find`` narrow it down, ``params`` say which page of it."""

    viewer: Viewer
    snapshot: Snapshot
    params: BrowseParams
    letter: str
    find: str

    def titles(self) -> NameIndexView:
        """Return the titles of all articles, or those under a letter."""
        counted = {each.value: each.number for each in self.snapshot.tallies(TallyQuery(INITIAL, limit=100))}
        filters = ((INITIAL, self.letter),) if self.letter else ()
        found = self.snapshot.articles(ListQuery(filters, "title", self.params.offset, NAMES))
        words, links = self.viewer.words, self.viewer.links
        named = tuple(
            Link(each.label, links.article(each.id), count=each.date or "") for each in found.articles
        )
        total = words.ngettext("%(n)s title", "%(n)s titles", found.total)
        return self._view(words.gettext("Titles"), total, counted, links.titles, named, found.total)

    def people(self, facet: str, title: str, total: Callable[[int], str], address: _Address) -> NameIndexView:
        """Return the values of ``facet``, each with the number of its articles."""
        parents = (self.letter,) if self.letter else None
        query = TallyQuery(facet, parents, self.find, offset=self.params.offset, limit=NAMES)
        number = self.snapshot.tally_count(query)
        named = tuple(
            Link(
                each.value,
                filtered(self.viewer, facet, each.value),
                count=self.viewer.words.number(each.number),
            )
            for each in self.snapshot.tallies(query)
        )
        counted = dict(self.snapshot.tally_parents(facet))
        return self._view(title, total(number), counted, address, named, number)

    def _view(
        self,
        title: str,
        figures: str,
        counted: Mapping[str, int],
        address: _Address,
        links: tuple[Link, ...],
        total: int,
    ) -> NameIndexView:
        def there(pairs: Pairs) -> str:
            return address([("letter", self.letter), ("find", self.find), *pairs])

        paged = replace(self.params, limit=NAMES, default_limit=NAMES, numbered=False)
        return NameIndexView(
            title=title,
            figures=figures,
            letters=letter_links(self.viewer, counted, address, self.letter),
            letter=self.letter,
            find=self.find,
            action=address([]),
            links=links,
            empty="" if links else self.viewer.words.gettext("Nothing here has such a name."),
            pager=pager(self.viewer, paged, total, there),
        )
