"""The whole library as files: the same pages under the same addresses, without what needs a server.

Every address becomes a folder with an ``index.html``, so that any web server can serve it. Searching,
filters, switches and the tools that ask the server are left out; a paragraph's permalink becomes a small page
that leads to the paragraph in its article. So do the ids of before, and say what changed.
"""

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from app.cite.formats import FORMATS
from app.config import Settings
from app.errors import IndexWriteError, InputError
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
    left out. With ``pictures`` those of printed pages are drawn too, twice 300 kB each. Raises InputError for
    a folder in use, IndexWriteError where nothing can be written.
    """
    _check_folder(folder)
    library = Library(settings)
    state = AppState(replace(settings, page_size=ON_HOME), library)
    links = Links(settings.root_path.rstrip("/"), settings.base_url.rstrip("/"))
    viewer = Viewer(links, texts(language), static=True, pictures=pictures)
    written, left_out = 0, []
    try:
        with library.snapshot() as snapshot:
            whole = snapshot.generation.articles
            for path, body in _files(state, viewer, snapshot):
                if why := _write(folder, path, body):
                    left_out.append(why)
                else:
                    written += 1
                tell("write", min(written, whole), whole)
    finally:
        library.close()
    return SiteReport(written, tuple(left_out))


def _check_folder(folder: Path) -> None:
    try:
        empty = not os.path.lexists(folder) or not any(folder.iterdir())
    except OSError as error:
        raise InputError("folder-not-folder", folder=str(folder)) from error
    if not empty:
        raise InputError("folder-not-empty", folder=str(folder))


def _files(state: AppState, viewer: Viewer, snapshot: Snapshot) -> Iterator[tuple[str, bytes]]:
    """Yield every file with its content."""
    for path, handler, parameters in [*_fixed(viewer), *_pages(snapshot), *_articles(snapshot)]:
        scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b""}
        request = Request({**scope, "path_params": parameters})
        yield path, _body(state, handler(RequestContext(state, viewer, snapshot, request)))
    for article in snapshot.every_article():
        for block in article.blocks:
            yield (
                f"p/{block.id}/index.html",
                _body(state, _lead(state, viewer, snapshot, article.article, block)),
            )
    yield from _former(state, viewer, snapshot)
    if viewer.pictures:
        yield from _pictures(state, snapshot)
    for file in state.static_files.files():
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


def _articles(snapshot: Snapshot) -> Iterator[Written]:
    for article in snapshot.article_ids():
        own, known = f"articles/{article}", {"id": article}
        yield f"{own}/index.html", article_pages.article_page, known
        for ending in ("json", "txt", "md"):
            yield f"{own}.{ending}", article_pages.article_as, {**known, "ending": ending}
        yield f"{own}/cite/index.html", article_pages.article_cite, known
        yield f"{own}/qr.svg", article_pages.article_qr, known
        for name in FORMATS:
            yield f"{own}/cite/{name}", article_pages.article_cite_as, {**known, "format": name}


def _former(state: AppState, viewer: Viewer, snapshot: Snapshot) -> Iterator[tuple[str, bytes]]:
    """Yield a page for each id that is no longer current and leads somewhere."""
    for kind, old in sorted(snapshot.former_ids()):
        if kind == "block":
            found = snapshot.resolve_block(old)
            if block := found.current:
                article = snapshot.article(block.article).article
                # What only moved is the same: its page leads on by itself.
                notice = block_notice(viewer, found) if found.status == Status.CHANGED else None
                yield (
                    f"p/{old}/index.html",
                    _body(state, _lead(state, viewer, snapshot, article, block, notice)),
                )
        elif kind == "article":
            resolved = snapshot.resolve_article(old)
            if resolved.current:
                notice = article_notice(viewer, resolved.status, resolved.was)
                yield (
                    f"articles/{old}/index.html",
                    _body(state, _lead(state, viewer, snapshot, resolved.current, None, notice)),
                )


def _lead(
    state: AppState,
    viewer: Viewer,
    snapshot: Snapshot,
    article: StoredArticle,
    block: StoredBlock | None,
    notice: Notice | None = None,
) -> PermalinkPage:
    context = RequestContext(state, viewer, snapshot, Request({"type": "http"}))
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
