"""Feeds and descriptions for machines: Atom, OpenSearch, sitemap, robots; all XML is written as a tree."""

from collections.abc import Iterable
from datetime import date, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.responses import PlainTextResponse, Response

from app.lazy_pattern import lazy_pattern
from app.library.hits import ArticleHits
from app.search.formulations import Formulation
from app.store.rows import Generation, StoredArticle
from app.web.core.params import SearchParams
from app.web.core.urls import Pairs
from app.web.core.viewer import Viewer
from app.web.layout.labels import block_label
from app.web.layout.meta_tags import shortened

ATOM = "http://www.w3.org/2005/Atom"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
SITEMAP_URLS = 50_000
"""Addresses in one sitemap file, by sitemaps.org."""
FEED_ENTRIES = 50
SUMMARY = 200

# What XML 1.0 cannot hold at all, not even escaped.
_ILLEGAL = lazy_pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def articles_feed(viewer: Viewer, generation: Generation, articles: Iterable[StoredArticle]) -> Response:
    """Return the newest articles as an Atom feed."""
    links = viewer.links
    feed = _feed(
        viewer, generation, viewer.words.gettext("New articles"), links.plain("feed.atom"), links.home()
    )
    for article in articles:
        url = links.absolute(links.article(article.id))
        _entry(feed, url, article.label, article, article.lead)
    return _xml(feed, "application/atom+xml")


def search_feed(
    viewer: Viewer, generation: Generation, params: SearchParams, groups: Iterable[ArticleHits]
) -> Response:
    """Return the hits of a search as an Atom feed, a paragraph an entry."""
    links = viewer.links
    title = viewer.words.gettext("Search: %(query)s", query=params.q)
    feed = _feed(viewer, generation, title, links.search_feed(params.pairs()), links.search(params.pairs()))
    for group in groups:
        for hit in group.hits:
            url = links.absolute(links.paragraph(hit.block.id))
            name = f"{group.article.label} · {block_label(hit.block, viewer.words)}"
            _entry(feed, url, name, group.article, hit.block.text)
    return _xml(feed, "application/atom+xml")


def formulations_feed(
    viewer: Viewer, generation: Generation, pairs: Pairs, show: str, found: Iterable[Formulation]
) -> Response:
    """Return formulations as an Atom feed: ``show`` is ``new`` or ``silent``."""
    links, words = viewer.links, viewer.words
    new = show == "new"
    title = (
        words.pgettext("formulations", "New") if new else words.pgettext("formulations", "Not seen for long")
    )
    feed = _feed(
        viewer,
        generation,
        f"{words.gettext('Formulations')}: {title}",
        links.desk(f"formulations/{show}.atom", [pair for pair in pairs if pair[0] == "since"]),
        links.desk("formulations", pairs),
    )
    for each in found:
        url = links.absolute(links.formulation(each.text))
        entry = SubElement(feed, "entry")
        _leaf(entry, "id", f"{url}#{show}-{each.first if new else each.last}")
        _leaf(entry, "title", each.text)
        _leaf(entry, "updated", _moment(generation.built))
        SubElement(entry, "link", rel="alternate", type="text/html", href=url)
        summary = words.ngettext(
            "%(times)s times in %(n)s article, first %(first)s, last %(last)s",
            "%(times)s times in %(n)s articles, first %(first)s, last %(last)s",
            each.articles,
            times=words.number(each.occurrences),
            first=each.first or "",
            last=each.last or "",
        )
        _leaf(entry, "summary", summary)
    return _xml(feed, "application/atom+xml")


def opensearch_description(viewer: Viewer) -> Response:
    """Return the description with which a browser searches Judou from its address bar."""
    links = viewer.links
    root = Element("OpenSearchDescription", xmlns=OPENSEARCH)
    _leaf(root, "ShortName", "句读 Judou")
    _leaf(
        root,
        "Description",
        viewer.words.gettext("A searchable library of Chinese newspaper and policy articles."),
    )
    _leaf(root, "InputEncoding", "UTF-8")
    _leaf(root, "Language", viewer.words.language)
    forms = (
        ("text/html", links.search(), "results"),
        ("application/atom+xml", links.search_feed(), "results"),
        ("application/x-suggestions+json", links.plain("suggest"), "suggestions"),
        ("application/opensearchdescription+xml", links.plain("opensearch.xml"), "self"),
    )
    for media_type, path, relation in forms:
        template = links.absolute(path) + ("" if relation == "self" else "?q={searchTerms}")
        SubElement(root, "Url", type=media_type, rel=relation, template=template)
    return _xml(root, "application/opensearchdescription+xml")


def sitemap_xml(viewer: Viewer, articles: list[str], part: int | None) -> Response | None:
    """Return a part of the sitemap; without ``part`` the whole, or the index of several parts."""
    urls = [viewer.links.home(), viewer.links.pages(), *(viewer.links.article(each) for each in articles)]
    parts = [urls[i : i + SITEMAP_URLS] for i in range(0, len(urls), SITEMAP_URLS)]
    if part is None and len(parts) > 1:
        names = [viewer.links.plain(f"sitemap-{number}.xml") for number in range(1, len(parts) + 1)]
        return _locations(viewer, "sitemapindex", "sitemap", names)
    number = part or 1
    return _locations(viewer, "urlset", "url", parts[number - 1]) if 1 <= number <= len(parts) else None


def robots_txt(viewer: Viewer) -> Response:
    """Return the rules for robots: they may read articles, not searches, switches and the API."""
    links = viewer.links
    closed = [
        links.search(),
        links.search_feed(),
        links.plain("suggest"),
        links.plain("preferences"),
        links.plain("api"),
    ]
    rules = "".join(f"Disallow: {path}\n" for path in closed)
    return PlainTextResponse(
        f"User-agent: *\n{rules}\nSitemap: {links.absolute(links.plain('sitemap.xml'))}\n"
    )


def _feed(viewer: Viewer, generation: Generation, title: str, own: str, page: str) -> Element:
    links = viewer.links
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "zh-Hans"})
    _leaf(feed, "id", links.absolute(own))
    _leaf(feed, "title", f"{title} · 句读")
    _leaf(feed, "updated", _moment(generation.built))
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=links.absolute(own))
    SubElement(feed, "link", rel="alternate", type="text/html", href=links.absolute(page))
    _leaf(SubElement(feed, "author"), "name", "句读 Judou")
    return feed


def _entry(feed: Element, url: str, title: str, article: StoredArticle, text: str) -> None:
    entry = SubElement(feed, "entry")
    _leaf(entry, "id", url)
    _leaf(entry, "title", title)
    if printed := _printed(article):
        _leaf(entry, "published", printed)
    _leaf(entry, "updated", _moment(article.updated))
    SubElement(entry, "link", rel="alternate", type="text/html", href=url)
    for name in article.authors:
        _leaf(SubElement(entry, "author"), "name", name)
    _leaf(entry, "summary", shortened(text, SUMMARY))


def _printed(article: StoredArticle) -> str:
    """Return the day of print; empty where no day is known, since Atom has no month without one."""
    try:
        return f"{date.fromisoformat(article.date or '').isoformat()}T00:00:00Z"
    except ValueError:
        return ""


def _moment(time: str) -> str:
    return datetime.fromisoformat(time).isoformat(timespec="seconds").replace("+00:00", "Z")


def _leaf(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = _ILLEGAL.sub("", text)


def _locations(viewer: Viewer, root: str, item: str, paths: list[str]) -> Response:
    tree = Element(root, xmlns=SITEMAP)
    for path in paths:
        _leaf(SubElement(tree, item), "loc", viewer.links.absolute(path))
    return _xml(tree, "application/xml")


def _xml(tree: Element, media_type: str) -> Response:
    return Response(
        tostring(tree, encoding="utf-8", xml_declaration=True), media_type=f"{media_type}; charset=utf-8"
    )
