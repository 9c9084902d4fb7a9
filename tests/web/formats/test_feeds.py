"""Feeds and descriptions, read back with an XML parser and checked against their standards."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import pytest
from fastapi.testclient import TestClient

from app.build.build import build
from app.library.snapshot import Snapshot
from app.main import create_app
from app.web.core.viewer import Viewer
from app.web.formats import feeds
from app.web.formats.feeds import ATOM, OPENSEARCH, SITEMAP
from tests.builders import build_library, markdown, write_seed


def tree(client: TestClient, address: str, media_type: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    return fromstring(answer.content)


def text(element: Element, tag: str, namespace: str = ATOM) -> str:
    found = element.findall(f"{{{namespace}}}{tag}")
    assert found, tag
    return found[0].text or ""


@pytest.mark.parametrize(
    "address", ["/feed.atom", "/search.atom?q=制度型开放", "/search.atom?q=", "/search.atom?q=cmd"]
)
def test_a_feed_is_what_rfc_4287_wants(client: TestClient, address: str) -> None:
    feed = tree(client, address, "application/atom+xml")
    assert feed.tag == f"{{{ATOM}}}feed"
    ids = [text(entry, "id") for entry in feed.findall(f"{{{ATOM}}}entry")]
    assert len(ids) == len(set(ids))
    for element in [feed, *feed.findall(f"{{{ATOM}}}entry")]:
        assert urlsplit(text(element, "id")).scheme == "http"
        assert text(element, "title")
        assert datetime.fromisoformat(text(element, "updated")).tzinfo is not None
    assert feed.find(f"{{{ATOM}}}author/{{{ATOM}}}name") is not None
    relations = {link.get("rel") for link in feed.findall(f"{{{ATOM}}}link")}
    assert relations == {"self", "alternate"}


def test_a_feed_of_a_search_links_to_its_paragraphs(client: TestClient) -> None:
    feed = tree(client, "/search.atom?q=制度型开放", "application/atom+xml")
    entries = feed.findall(f"{{{ATOM}}}entry")
    hits = client.get("/api/search?q=制度型开放").json()["exact"]["hits"]
    wanted = {f"http://judou.example/p/{hit['paragraph']}" for hit in hits}
    assert {text(entry, "id") for entry in entries} == wanted


def test_an_entry_tells_the_day_of_print_and_when_its_text_came(client: TestClient) -> None:
    feed = tree(client, "/feed.atom", "application/atom+xml")
    first, *others = feed.findall(f"{{{ATOM}}}entry")
    assert (text(first, "title"), text(first, "published")) == ("制度型开放行稳致远", "2024-03-12T00:00:00Z")
    assert any(entry.find(f"{{{ATOM}}}published") is None for entry in others)
    assert abs(datetime.now(UTC) - datetime.fromisoformat(text(first, "updated"))) < timedelta(hours=2)


def test_what_was_changed_last_stands_first_and_the_rest_keeps_its_time(tmp_path: Path) -> None:
    settings = build_library(tmp_path)

    def entries() -> list[tuple[str, str]]:
        with TestClient(create_app(settings)) as client:
            feed = tree(client, "/feed.atom", "application/atom+xml")
        return [(text(each, "title"), text(each, "updated")) for each in feed.findall(f"{{{ATOM}}}entry")]

    before = dict(entries())
    time.sleep(1.1)
    write_seed(settings, "a.md", markdown("开放的大门", 1, 2, 13))
    build(settings, full=True)
    (first, changed), *rest = entries()
    assert first == "开放的大门"
    assert changed > before[first]
    assert dict(rest) == {title: when for title, when in before.items() if title != first}


def test_a_browser_can_search_from_its_address_bar(client: TestClient) -> None:
    root = tree(client, "/opensearch.xml", "application/opensearchdescription+xml")
    assert root.tag == f"{{{OPENSEARCH}}}OpenSearchDescription"
    assert len(text(root, "ShortName", OPENSEARCH)) <= 16
    assert len(text(root, "Description", OPENSEARCH)) <= 1024
    urls = {url.get("type"): url.get("template", "") for url in root.findall(f"{{{OPENSEARCH}}}Url")}
    results = client.get(urls["text/html"].replace("{searchTerms}", "%E5%BC%80%E6%94%BE"))
    assert "出现" in results.text
    found = client.get(urls["application/x-suggestions+json"].replace("{searchTerms}", "%E5%88%B6%E5%BA%A6"))
    typed, phrases, counts, links = found.json()
    assert typed == "制度"
    assert len(phrases) == len(counts) == len(links) > 0
    assert all("制度" in phrase for phrase in phrases)


def test_the_sitemap_holds_every_article(client: TestClient, snapshot: Snapshot) -> None:
    root = tree(client, "/sitemap.xml", "application/xml")
    assert root.tag == f"{{{SITEMAP}}}urlset"
    found = {loc.text for loc in root.iter(f"{{{SITEMAP}}}loc")}
    assert {f"http://judou.example/articles/{each}" for each in snapshot.article_ids()} < found
    assert client.get("/sitemap-1.xml").status_code == 200
    assert client.get("/sitemap-2.xml").status_code == 404


def test_a_large_sitemap_has_an_index(viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "SITEMAP_URLS", 10)
    articles = [str(number) for number in range(25)]
    index = feeds.sitemap_xml(viewer, articles, None)
    assert index is not None
    parts = [loc.text for loc in fromstring(bytes(index.body)).iter(f"{{{SITEMAP}}}loc")]
    assert parts == [f"http://judou.example/sitemap-{n}.xml" for n in (1, 2, 3)]
    last = feeds.sitemap_xml(viewer, articles, 3)
    assert last is not None
    assert len(list(fromstring(bytes(last.body)))) == 7
    assert feeds.sitemap_xml(viewer, articles, 4) is None


def test_robots_may_read_articles_but_not_search(client: TestClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert "Disallow: /search" in lines
    assert "Sitemap: http://judou.example/sitemap.xml" in lines
    assert "Disallow: /" not in lines
