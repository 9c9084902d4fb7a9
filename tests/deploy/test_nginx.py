"""The reader behind a real nginx with the file of deploy/: below a prefix, compressed, TLS ended there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import fromstring

import httpx
import pytest

from tests.browser.conftest import served
from tests.deploy.nginx import NAME, Proxy, proxied, skip_without_nginx
from tests.web.html import parse
from tests.web.sample_library import built_library


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """nginx before one reader."""
    skip_without_nginx()
    library = built_library(tmp_path_factory.mktemp("library"))
    library = replace(library, root_path="/papers", trusted_hosts=NAME)
    with served(library) as reader:
        upstream = f"upstream judou {{ server {urlsplit(reader).netloc}; keepalive 16; }}\n"
        with proxied(tmp_path_factory.mktemp("nginx"), upstream) as running:
            yield running


def test_pages_lead_on_below_the_prefix(proxy: Proxy) -> None:
    home = proxy.get("/papers/")
    assert home.status_code == 200
    page = parse(home.text)
    assert page.one("link", rel="canonical").attributes["href"] == proxy.site
    paths = {each.attributes.get("href") or each.attributes.get("src", "") for each in page.elements}
    local = sorted(path for path in paths if path.startswith("/"))
    assert len(local) > 20
    assert all(path.startswith("/papers/") for path in local)
    for path in local:
        assert proxy.get(path).status_code in (200, 303), path


def test_links_to_copy_name_what_the_reader_asked_for(proxy: Proxy) -> None:
    feed = fromstring(proxy.get("/papers/feed.atom").content)
    ids = [each.text or "" for each in feed.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(ids) > 3
    assert all(each.startswith(proxy.site) for each in ids)
    article = urlsplit(ids[1]).path
    assert f"{proxy.site}articles/" in proxy.get(f"{article}/cite/gbt7714-online").text
    text = proxy.get(article).text
    paragraph = re.search(r'href="(/papers/p/[^"/]+)"', text)
    assert paragraph
    metas = parse(proxy.get(paragraph[1]).text).metas()
    assert metas["og:url"] == urljoin(proxy.site, paragraph[1])


def test_pages_and_what_belongs_to_them_come_compressed(proxy: Proxy) -> None:
    page = proxy.get("/papers/", accept_encoding="gzip")
    assert page.headers["content-encoding"] == "gzip"
    for rel in ("stylesheet", "icon"):
        path = parse(page.text).one("link", rel=rel).attributes["href"]
        found = proxy.get(path, accept_encoding="gzip")
        assert found.status_code == 200
        assert "immutable" in found.headers["cache-control"]
        small = int(found.headers.get("content-length", "0") or 0)
        assert found.headers.get("content-encoding") == "gzip" or small < 1_000, path
    again = proxy.get("/papers/", accept_encoding="gzip", if_none_match=page.headers["etag"])
    assert again.status_code == 304
    assert "content-encoding" not in proxy.get("/papers/", accept_encoding="identity").headers


def test_tls_is_the_only_way_in_and_other_names_are_refused(proxy: Proxy) -> None:
    asked = "/papers/search?q=%E5%BC%80%E6%94%BE"
    plain = httpx.get(f"http://127.0.0.1:{proxy.plain}{asked}", headers={"Host": NAME})
    assert plain.status_code == 301
    assert plain.headers["location"] == f"https://{NAME}{asked}"
    home = proxy.get("/papers/")
    assert "max-age" in home.headers["strict-transport-security"]
    assert proxy.get("/papers/", Host="other.example").status_code == 400
    assert proxy.get("/").status_code == 404
    assert proxy.get("/papers").headers["location"].endswith("/papers/")


def test_switches_come_back_to_where_they_were_turned(proxy: Proxy) -> None:
    turned = proxy.get("/papers/preferences?set=theme:dark&back=/papers/pages")
    assert turned.status_code == 303
    assert turned.headers["location"] == "/papers/pages"
    cookie = turned.headers["set-cookie"]
    assert "Path=/papers" in cookie
    assert "Secure" in cookie
    dark = proxy.get("/papers/pages", cookie=cookie.partition(";")[0])
    assert parse(dark.text).one("html").attributes["data-theme"] == "dark"
