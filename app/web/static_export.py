"""The whole library as files: the same pages under the same addresses, without what needs a server.

Every address becomes a folder with an ``index.html``, so that any web server can serve it. Searching,
filters, switches and the tools that ask the server are left out; a paragraph's permalink becomes a small page
that leads to the paragraph in its article. So do the ids of before, and say what changed or what is gone.
With a base URL all addresses are whole; without one they lead from file to file and hold on a disk too.
"""

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from app.cite.formats import FORMATS
from app.config import Settings
from app.errors import IndexWriteError, InputError
from app.frozen import dataclass
from app.i18n.catalogues import Language, texts
from app.library.library import Library
from app.library.pictures import Drawing
from app.library.snapshot import Snapshot
from app.messages import Message
from app.permalinks.resolve import Status
from app.store.rows import StoredArticle, StoredBlock
from app.web.article import handlers as article_pages
from app.web.article.permalink import article_notice, block_notice
from app.web.article.views import PermalinkPage, PermalinkView
from app.web.context import AppState, Handler, RequestContext
from app.web.core.urls import Links
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link, Notice, PageContext
from app.web.layout.labels import page_label
from app.web.layout.meta_tags import article_head
from app.web.library import handlers as library_pages
from app.web.service import handlers as service_pages

ON_HOME = 200
"""Articles on the first page; all others are reached by the list of pages."""

_BAD_PATHS = (
    errno.EEXIST,
    errno.EISDIR,
    errno.ENOTDIR,
    errno.ENAMETOOLONG,
    errno.EINVAL,
    errno.EILSEQ,
)
"""What systems say of a path that is too long, not allowed, or a file where another path needs a folder."""

Written = tuple[str, Handler, dict[str, str]]
ExportProgress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class SiteReport:
    """The number of files written, and what no file could be written for."""

    files: int
    left_out: tuple[Message, ...]


def write_site(
    settings: Settings,
    folder: Path,
    tell: ExportProgress,
    language: Language = Language.CHINESE,
    *,
    pictures: bool = False,
) -> SiteReport:
    """Write the site into an empty or new folder.

    Two addresses of which one would be a file and the other a folder cannot both be written: the later one is
    left out. With a base URL addresses are whole, below its path. With ``pictures`` those of printed pages
    are drawn too, twice 300 kB each. Raises InputError for a folder in use, IndexWriteError where nothing can
    be written.
    """
    _check_folder(folder)
    library = Library(settings)
    state = AppState(replace(settings, page_size=ON_HOME), library)
    viewer = Viewer(_links(settings), texts(language), static=True, pictures=pictures)
    written, left_out = 0, []
    try:
        with library.snapshot() as snapshot:
            whole = snapshot.generation.articles
            for path, body in _files(_Site(state, viewer, snapshot)):
                if why := _write(folder, path, body):
                    left_out.append(why)
                else:
                    written += 1
                tell("write", min(written, whole), whole)
    finally:
        library.close()
    return SiteReport(written, tuple(left_out))


def _links(settings: Settings) -> Links:
    """Return whole addresses below the base URL; without one, addresses from file to file."""
    if not settings.base_url:
        return Links("", "", here="index.html")
    url = urlsplit(settings.base_url.rstrip("/") + settings.root_path.rstrip("/"))
    if url.scheme not in ("http", "https") or not url.netloc or url.query or url.fragment:
        raise InputError("base-url-malformed", url=settings.base_url)
    return Links(url.path, f"{url.scheme}://{url.netloc}")


def _check_folder(folder: Path) -> None:
    try:
        empty = not os.path.lexists(folder) or not any(folder.iterdir())
    except OSError as error:
        raise InputError("folder-not-folder", folder=str(folder)) from error
    if not empty:
        raise InputError("folder-not-empty", folder=str(folder))


@dataclass(frozen=True, slots=True)
class _Site:
    """What all files are made of."""

    state: AppState
    viewer: Viewer
    snapshot: Snapshot

    def context(self, path: str, parameters: dict[str, str]) -> RequestContext:
        """Return the request that a file answers; its links are written as seen from that file."""
        scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b""}
        viewer = replace(self.viewer, links=self.viewer.links.seen_from(path))
        request = Request({**scope, "path_params": parameters})
        return RequestContext(self.state, viewer, self.snapshot, request)


def _files(site: _Site) -> Iterator[tuple[str, bytes]]:
    """Yield every file with its content."""
    snapshot = site.snapshot
    for path, handler, parameters in [*_fixed(site.viewer), *_pages(snapshot), *_articles(site)]:
        yield path, _body(site.state, handler(site.context(path, parameters)))
    for article in snapshot.every_article():
        for block in article.blocks:
            path = f"p/{block.id}/index.html"
            yield path, _body(site.state, _lead(site.context(path, {}), article.article, block))
    yield from _former(site)
    if site.viewer.pictures:
        yield from _pictures(site.state, snapshot)
    for file in site.state.static_files.files():
        yield f"static/{file.digest}/{file.name}", file.body


def _fixed(viewer: Viewer) -> list[Written]:
    found: list[Written] = [
        ("index.html", library_pages.home_page, {}),
        ("pages/index.html", library_pages.whole_page_list, {}),
    ]
    # Feeds and sitemaps are made of absolute addresses.
    if viewer.links.origin:
        found += [("feed.atom", service_pages.feed, {}), ("sitemap.xml", service_pages.sitemap, {})]
    return found


def _pages(snapshot: Snapshot) -> Iterator[Written]:
    for page in snapshot.pages():
        yield f"pages/{page.id}/index.html", library_pages.source_page, {"id": page.id}
        yield f"source/{page.id}.txt", library_pages.source_text, {"id": page.id}


def _pictures(state: AppState, snapshot: Snapshot) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures of printed pages, for light pages and for dark ones."""
    for page in snapshot.pages():
        printed, digest = snapshot.source(page.id).printed, snapshot.digest(page)
        for number in range(1, len(printed.sheets) + 1 if printed else 1):
            for dark in (False, True):
                drawing = Drawing(page.file, digest, number, dark=dark)
                name = f"{number}-dark" if dark else f"{number}"
                yield f"pages/{page.id}/picture/{name}.png", state.pictures.png(drawing)


def _articles(site: _Site) -> Iterator[Written]:
    for article in site.snapshot.article_ids():
        own, known = f"articles/{article}", {"id": article}
        yield f"{own}/index.html", article_pages.article_page, known
        for ending in ("json", "txt", "md"):
            yield f"{own}.{ending}", article_pages.article_as, {**known, "ending": ending}
        yield f"{own}/cite/index.html", article_pages.article_cite, known
        if site.viewer.links.origin:
            yield f"{own}/qr.svg", article_pages.article_qr, known
        for name in FORMATS:
            yield f"{own}/cite/{name}", article_pages.article_cite_as, {**known, "format": name}


def _former(site: _Site) -> Iterator[tuple[str, bytes]]:
    """Yield a page for each id that is no longer current: where it leads, or what is lost."""
    for kind, old in sorted(site.snapshot.former_ids()):
        folder, lead, handler = _FORMER[kind]
        path = f"{folder}/{old}/index.html"
        context = site.context(path, {"id": old})
        yield path, _body(site.state, lead(context, old) or handler(context))


def _former_block(context: RequestContext, old: str) -> PermalinkPage | None:
    found = context.snapshot.resolve_block(old)
    if found.current is None:
        return None
    # What only moved is the same: its page leads on by itself.
    notice = block_notice(context.viewer, found) if found.status == Status.CHANGED else None
    return _lead(context, context.snapshot.article(found.current.article).article, found.current, notice)


def _former_article(context: RequestContext, old: str) -> PermalinkPage | None:
    found = context.snapshot.resolve_article(old)
    if found.current is None:
        return None
    return _lead(context, found.current, None, article_notice(context.viewer, found.status, found.was))


def _former_page(context: RequestContext, old: str) -> PermalinkPage | None:
    found, viewer = context.snapshot.resolve_page(old), context.viewer
    if found.current is None:
        return None
    name = page_label(found.current, viewer.words)
    view = PermalinkView("", Link(name, viewer.links.page(found.current.id)))
    return PermalinkPage(context.layout(), context.head(name), view)


_FORMER: dict[str, tuple[str, Callable[[RequestContext, str], PermalinkPage | None], Handler]] = {
    "block": ("p", _former_block, article_pages.paragraph_page),
    "article": ("articles", _former_article, article_pages.article_page),
    "page": ("pages", _former_page, library_pages.source_page),
}
"""Of each kind of ids the folder of its addresses, what leads on, and what tells that it is gone."""


def _lead(
    context: RequestContext, article: StoredArticle, block: StoredBlock | None, notice: Notice | None = None
) -> PermalinkPage:
    """Return the page that leads from an id to its place."""
    viewer = context.viewer
    head = replace(article_head(viewer, article, context.card(), block), alternates=(), json_ld="")
    there = Link(article.label, viewer.links.article(article.id, fragment=block.id if block else ""))
    return PermalinkPage(
        context.layout(), head, PermalinkView(block.text if block else article.lead, there, notice)
    )


def _body(state: AppState, made: PageContext | Response) -> bytes:
    return bytes((state.html(made) if isinstance(made, PageContext) else made).body)


def _write(folder: Path, path: str, body: bytes) -> Message | None:
    """Write a file; return why its path cannot be beside those written before."""
    target = folder / path
    if not target.resolve().is_relative_to(folder.resolve()):
        raise InputError("path-outside", path=path, folder=str(folder))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(body)
    except OSError as error:
        if error.errno in _BAD_PATHS:
            return Message("path-left-out", {"path": path, "reason": str(error.strerror)})
        raise IndexWriteError("export-failed", path=str(target), reason=str(error.strerror)) from error
    return None
