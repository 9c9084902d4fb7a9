"""Values of facets as people read them: pages by their label, folders by their title, dates in words."""

from collections import Counter
from collections.abc import Iterable

from app.facets import UNSHELVED
from app.library.snapshot import Snapshot
from app.search.request import Filter
from app.store.rows import StoredPage, Tally
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link
from app.web.layout.labels import folder_label, kind_label, page_label, year_label


class ValueNames:
    """Names values for one request; what several of them need is read at once."""

    def __init__(self, viewer: Viewer, snapshot: Snapshot) -> None:
        self.viewer, self._snapshot = viewer, snapshot
        self._folders: dict[str, Tally | None] = {}
        self._pages: dict[str, StoredPage] = {}

    def of(self, each: Filter) -> str:
        """Return the name of a filter's value."""
        words = self.viewer.words
        if each.name == "page" and (page := self.page(each.value)):
            return page_label(page, words)
        if each.name == "folder":
            return self.folder(each.value)
        if each.name == "kind":
            return kind_label(each.value, words)
        if each.name == "year":
            return year_label(each.value, words)
        return words.day(each.value) if each.name in ("date", "month") else each.value

    def apart(self, name: str, values: Iterable[str]) -> dict[str, str]:
        """Return the names of the values of one list; folders of one name are told by what holds them."""
        names = {value: self.of(Filter(name, value)) for value in values}
        if name == "folder":
            often = Counter(names.values())
            for value in [value for value in names if often[names[value]] > 1 and "/" in value]:
                names[value] = f"{self.folder(value.rpartition('/')[0])}/{names[value]}"
        return names

    def prepare(self, name: str, values: Iterable[str]) -> None:
        """Read at once what the names of these values of a facet need."""
        if name == "page":
            self._pages |= (pages := self._snapshot.pages_by_id(values))
            self._read_folders(folder for page in pages if (folder := page.rpartition("/")[0]))
        elif name == "folder":
            paths = [path for path in values if path != UNSHELVED]
            self._read_folders([*paths, *(around for path in paths if (around := path.rpartition("/")[0]))])

    def page(self, page_id: str) -> StoredPage | None:
        """Return a page, if there is one of this id."""
        if page_id not in self._pages:
            self._pages |= self._snapshot.pages_by_id([page_id])
        return self._pages.get(page_id)

    def place(self, page_id: str) -> Link | None:
        """Return where an article stands: its page, or its folder if there is nothing else on the page."""
        page, folder, links = self.page(page_id), page_id.rpartition("/")[0], self.viewer.links
        if page is None:
            return None
        if page.articles > 1 or not folder:
            return Link(page_label(page, self.viewer.words), links.page(page_id))
        return Link(self.folder(folder), "" if self.viewer.static else links.home([("folder", folder)]))

    def folder(self, path: str) -> str:
        """Return the title of a folder, or where nobody gave one its name."""
        if path == UNSHELVED:
            return self.viewer.words.gettext("on no shelf")
        self._read_folders([path])
        return folder_label(path, self._folders[path])

    def _read_folders(self, paths: Iterable[str]) -> None:
        wanted = {path for path in paths if path not in self._folders}
        if wanted:
            self._folders |= dict.fromkeys(wanted) | self._snapshot.tallies_of("folder", wanted)

    def crumbs(self, folder: str, *, whole: bool = False) -> tuple[Link, ...]:
        """Return the way from the library to a folder; with ``whole`` the last step is a link, too."""
        if self.viewer.static or not folder or folder == UNSHELVED:
            return ()
        parts = folder.split("/")
        paths = ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
        self._read_folders(paths)
        links = self.viewer.links
        steps = [Link(self.folder(path), links.home([("folder", path)])) for path in paths]
        if not whole:
            steps[-1] = Link(steps[-1].text, current=True)
        return (Link(self.viewer.words.gettext("Library"), links.home()), *steps)
