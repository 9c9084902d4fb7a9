"""The whole library as files: the same pages under the same addresses, without what needs a server.

Every address becomes a folder with an ``index.html``, so that any web server can serve it. Searching,
filters, switches and the tools that ask the server are left out; a paragraph's permalink becomes a small page
that leads to the paragraph in its article. So do the ids of before, and say what changed.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from app.cite import FORMATS
from app.config import Settings
from app.errors import InputError
from app.library.library import Archive
from app.library.snapshot import Reading
from app.permalinks.resolve import Status
from app.store.rows import StoredArticle, StoredBlock
from app.web.article import handlers as article_pages
from app.web.article.permalink import block_notice, label_notice
from app.web.context import Case, Desk, Make
from app.web.core.preferences import Visit
from app.web.core.urls import Links
from app.web.i18n.catalogues import Language, texts
from app.web.layout.contexts import LeadPage
from app.web.layout.elements import Link, Notice, PageContext
from app.web.layout.meta_tags import article_head
from app.web.layout.views import LeadView
from app.web.library import handlers as library_pages
from app.web.service import handlers as service_pages

ON_HOME = 200
"""Articles on the first page; all others are reached by the list of pages."""

Written = tuple[str, Make, dict[str, str]]
ExportProgress = Callable[[str, int, int], None]


def write_site(
    settings: Settings, folder: Path, tell: ExportProgress, language: Language = Language.CHINESE
) -> int:
    """Write the site into an empty or new folder; the number of files."""
    if folder.exists() and any(folder.iterdir()):
        raise InputError(f"{folder} is not empty; name a new folder")
    archive = Archive(settings)
    desk = Desk(settings.model_copy(update={"page_size": ON_HOME}), archive)
    links = Links(settings.root_path.rstrip("/"), settings.base_url.rstrip("/"))
    visit = Visit(links, texts(language), theme="", size="", keys=True, here="", static=True)
    written = 0
    with archive.reading() as reading:
        whole = reading.generation.articles
        for written, (path, body) in enumerate(_files(desk, visit, reading), 1):
            _write(folder, path, body)
            tell("write", min(written, whole), whole)
    archive.close()
    return written


def _files(desk: Desk, visit: Visit, reading: Reading) -> Iterator[tuple[str, bytes]]:
    """Every file with its content."""
    for path, make, parameters in [*_fixed(visit), *_pages(reading), *_articles(reading)]:
        scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b""}
        request = Request({**scope, "path_params": parameters})
        yield path, _body(desk, make(Case(desk, visit, reading, request)))
    for article in reading.every_article():
        for block in article.blocks:
            yield f"p/{block.id}/index.html", _body(desk, _lead(desk, visit, reading, article.article, block))
    yield from _former(desk, visit, reading)
    for file in desk.statics.files():
        yield f"static/{file.digest}/{file.name}", file.body


def _fixed(visit: Visit) -> list[Written]:
    found: list[Written] = [
        ("index.html", library_pages.home, {}),
        ("pages/index.html", library_pages.all_pages, {}),
    ]
    # Feeds and sitemaps are made of absolute addresses.
    if visit.links.origin:
        found += [("feed.atom", service_pages.feed, {}), ("sitemap.xml", service_pages.sitemap, {})]
    return found


def _pages(reading: Reading) -> Iterator[Written]:
    for page in reading.reader.pages():
        yield f"pages/{page.id}/index.html", library_pages.page, {"id": page.id}
        yield f"source/{page.id}.txt", library_pages.source, {"id": page.id}


def _articles(reading: Reading) -> Iterator[Written]:
    for article in reading.reader.article_ids():
        own, known = f"articles/{article}", {"id": article}
        yield f"{own}/index.html", article_pages.article, known
        for ending in ("json", "txt", "md"):
            yield f"{own}.{ending}", article_pages.article_as, {**known, "ending": ending}
        yield f"{own}/cite/index.html", article_pages.article_cite, known
        yield f"{own}/qr.svg", article_pages.article_qr, known
        for name in FORMATS:
            yield f"{own}/cite/{name}", article_pages.article_cite_as, {**known, "format": name}


def _former(desk: Desk, visit: Visit, reading: Reading) -> Iterator[tuple[str, bytes]]:
    """The ids that were given out before and lead somewhere still."""
    for kind, old in sorted(reading.reader.alias_ids()):
        if kind == "block":
            found = reading.resolve_block(old)
            if block := found.current:
                article = reading.article(block.article).article
                # What only moved is the same: its page leads on by itself.
                notice = block_notice(visit, found) if found.status == Status.CHANGED else None
                yield f"p/{old}/index.html", _body(desk, _lead(desk, visit, reading, article, block, notice))
        elif kind == "article":
            resolved = reading.resolve_article(old)
            if resolved.current:
                notice = label_notice(visit, resolved.status, resolved.was)
                yield (
                    f"articles/{old}/index.html",
                    _body(desk, _lead(desk, visit, reading, resolved.current, None, notice)),
                )


def _lead(
    desk: Desk,
    visit: Visit,
    reading: Reading,
    article: StoredArticle,
    block: StoredBlock | None,
    notice: Notice | None = None,
) -> LeadPage:
    case = Case(desk, visit, reading, Request({"type": "http"}))
    head = replace(article_head(visit, article, case.card(), block), alternates=(), json_ld="")
    there = Link(article.label, visit.links.article(article.id, fragment=block.id if block else ""))
    return LeadPage(case.site(), head, LeadView(block.text if block else article.lead, there, notice))


def _body(desk: Desk, made: PageContext | Response) -> bytes:
    return bytes((desk.html(made) if isinstance(made, PageContext) else made).body)


def _write(folder: Path, path: str, body: bytes) -> None:
    target = folder / path
    if not target.resolve().is_relative_to(folder.resolve()):
        raise InputError(f"{path!r} would be written outside {folder}")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(body)
