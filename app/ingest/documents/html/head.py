"""What a web page says of itself in its markup: meta tags, JSON-LD, the comment of an e-paper's system.

Only names that say what they hold are taken; a page's own words go before them.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from app.ingest.blocks import Known, SourceBlock, SourceType
from app.ingest.documents.html.tree import Element
from app.ingest.metadata import labels
from app.ingest.metadata.bylines import parse_names_alone
from app.ingest.metadata.keys import read_values
from app.lazy_pattern import lazy_pattern
from app.text import simplify

METAS = {
    "articletitle": "title",
    "og:title": "title",
    "pubdate": "date",
    "publishdate": "date",
    "article:published_time": "date",
    "og:published_time": "date",
    "datepublished": "date",
    "contentsource": "source",
    "source": "source",
    "author": "author",
    "article:author": "author",
    "columnname": "column",
    "article:section": "column",
    "og:url": "url",
    "url": "url",
}
"""Names of meta tags, and what they say; dates of changes say nothing."""
LABEL = lazy_pattern(r"^(?:来源|稿源|作者|责编|责任编辑)\s?[:：]\s?")
FOUNDER = lazy_pattern(r"enpproperty(.*?)/enpproperty", re.DOTALL)
FIELD = lazy_pattern(
    r"<(?:founder-)?(title|subtitle|introtitle|author|date|nodename)>(?:\s*<p>)?([^<]{1,300})<", re.IGNORECASE
)
FOUNDER_KEYS = {
    "title": "title",
    "subtitle": "subtitle",
    "introtitle": "kicker",
    "author": "author",
    "date": "date",
}
ACCOUNT = {"js_name": "source", "js_author_name": "author", "publish_time": "date"}
"""Ids of what a public account's page prints around its text."""
CREATED = lazy_pattern(
    r"\b(?:createTime|ori_create_time)\s*=\s*['\"](\d{4}-\d{2}-\d{2})|\bct\s*=\s*['\"](\d{10})['\"]"
)
"""When such a page was sent out, by the script that prints it: a day, or seconds."""
CHINA = timezone(timedelta(hours=8))
SITE_TITLE = lazy_pattern(r"\s*[-_|–—]+\s*[^-_|–—]{1,30}$")
LONGEST_DATA = 64_000
ARTICLES = frozenset({"article", "newsarticle", "reportagenewsarticle", "blogposting", "opinionnewsarticle"})


def read_head(root: Element) -> Known:
    """Return what a page's markup says of its article."""
    pairs = [*_founder(root), *_account(root), *_metas(root), *_data(root)]
    canonical = root.find(".//link[@rel='canonical']")
    if canonical is not None:
        pairs.append(("url", canonical.get("href", "")))
    return read_values(pairs)


def _metas(root: Element) -> Iterator[tuple[str, str]]:
    """Yield what meta tags say, in the order of our table: names that say more go first."""
    said: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = simplify(tag.get("name") or tag.get("property") or tag.get("itemprop") or "").strip()
        content = LABEL.sub("", (tag.get("content") or "").strip())
        if name in METAS and content and not (METAS[name] == "author" and content.isascii()):
            said.setdefault(name, content)
    for name, key in METAS.items():
        if name in said:
            yield key, SITE_TITLE.sub("", said[name]) if name == "og:title" else said[name]


def _account(root: Element) -> Iterator[tuple[str, str]]:
    """Yield what a public account's page says around its text; the day may stand in a script."""
    if root.find(".//*[@id='js_content']") is None:
        return
    for name, key in ACCOUNT.items():
        found = root.find(f".//*[@id='{name}']")
        said = " ".join("".join(found.itertext()).split()) if found is not None else ""
        if said:
            yield key, said
    words = root.findall(".//*[@id='meta_content']//span[@class='rich_media_meta rich_media_meta_text']")
    if who := [name for word in words for name in parse_names_alone("".join(word.itertext()).strip())]:
        yield "author", " ".join(who)
    scripts = (CREATED.search(each.text or "") for each in root.iter("script"))
    created = next((found for found in scripts if found), None)
    if created:
        yield "date", created[1] or datetime.fromtimestamp(int(created[2]), CHINA).date().isoformat()


def _founder(root: Element) -> Iterator[tuple[str, str]]:
    """Yield what the system of many newspapers' e-papers writes into a comment of each article's page."""
    comments = (
        found
        for each in root.iter()
        if not isinstance(each.tag, str) and (found := FOUNDER.search(each.text or ""))
    )
    found = next(comments, None)
    for name, value in FIELD.findall(found[1]) if found else ():
        field = name.lower()
        if field == "nodename":
            edition = labels.parse_edition(simplify(value.strip()))
            if edition:
                yield "edition", str(edition["edition"])
        else:
            yield FOUNDER_KEYS[field], re.sub(r"\s00:00:00(?:\.0)?$", "", value.strip())


def _data(root: Element) -> Iterator[tuple[str, object]]:
    """Yield what JSON-LD says of the article."""
    for script in root.iter("script"):
        text = script.text or ""
        if script.get("type") != "application/ld+json" or len(text) > LONGEST_DATA:
            continue
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for each in found if isinstance(found, list) else [found]:
            if isinstance(each, dict) and str(each.get("@type", "")).lower() in ARTICLES:
                yield "title", each.get("headline")
                yield "date", each.get("datePublished")
                yield "author", each.get("author")


def title_element(root: Element) -> str:
    """Return the text of the page's <title> element."""
    found = root.find(".//title")
    return " ".join((found.text or "").split()) if found is not None else ""


def titled_meta(root: Element) -> SourceBlock | None:
    """Return the title that a meta tag gives, with the line of the tag, as the heading of its article."""
    for tag in root.iter("meta"):
        name = simplify(tag.get("name") or tag.get("property") or "").strip()
        title = " ".join((tag.get("content") or "").split())
        if METAS.get(name) == "title" and title:
            line = tag.sourceline or 1
            return SourceBlock(SourceType.HEADING, SITE_TITLE.sub("", title), 1, ((line, line),))
    return None
