"""What answers while the search engine, the database or both are away, and how it comes back."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.build.build import build
from app.config import Settings
from app.library import open_generation
from app.library.library import Library, open_snapshot
from app.main import create_app
from tests.builders import build_library, markdown, settings_in, write_seed
from tests.postgres import Postgres, on
from tests.search.stand_in import StandIn, use_stand_in

SEARCHING = (
    "/search?q=开放", "/search?q=开放&format=csv", "/search.atom?q=开放", "/search/author?q=开放",
    "/trends?q=开放", "/api/search?q=开放", "/api/count?phrase=开放",
)  # fmt: skip
DESK = (
    "/concordance?q=开放",
    "/formulations",
    "/shifts",
    "/quote",
    "/api/concordance?q=开放",
    "/api/formulations",
)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> StandIn:
    monkeypatch.setattr(open_generation, "OPENED_AGAIN", 0.0)
    return use_stand_in(monkeypatch, tmp_path / "server")


@pytest.fixture
def settings(engine: StandIn, tmp_path: Path) -> Settings:
    library = build_library(tmp_path)
    assert engine.generations()
    return library


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), base_url="http://judou.example") as client:
        yield client


def reading(settings: Settings) -> list[str]:
    """Addresses of pages that need no search."""
    with open_snapshot(settings) as snapshot:
        article = snapshot.page("a").articles[0]
    ids = {"article": article.article.id, "block": article.blocks[0].id}
    forms = (
        "/", "/pages", "/pages/a", "/titles", "/articles/{article}", "/articles/{article}.json", "/p/{block}",
        "/p/{block}/cite", "/articles/{article}?q=开放", "/feed.atom", "/help", "/api/articles",
        "/api/paragraphs/{block}", "/facets/author",
    )  # fmt: skip
    return [form.format(**ids) for form in forms]


def timeless(text: str) -> str:
    """Return a page without the milliseconds that a search took."""
    return re.sub(r"\d+\.\d", "", text)


def refused(client: TestClient, address: str) -> bool:
    """Say whether an address is answered by 503, in words, and when to ask again."""
    answer = client.get(address, headers={"Accept-Language": "zh"})
    if answer.status_code == 200:
        return False
    assert (answer.status_code, answer.headers.get("retry-after")) == (503, "5"), (address, answer.text)
    api = "/api/" in address or "format=" in address
    assert ("does not answer now" if api else "没有应答") in answer.text, address
    assert "nobody answers" not in answer.text
    assert "5432" not in answer.text
    return True


def test_what_needs_no_search_is_read_while_the_engine_is_away(
    engine: StandIn, settings: Settings, client: TestClient
) -> None:
    addresses = reading(settings)
    whole = {address: client.get(address).text for address in addresses}
    engine.server.go()
    assert [address for address in SEARCHING if not refused(client, address)] == []
    assert [address for address in addresses if refused(client, address)] == []
    assert client.get("/healthz").json()["search"] == "unavailable"
    with TestClient(create_app(settings)) as begun_without:
        assert [address for address in addresses if refused(begun_without, address)] == []
        assert refused(begun_without, "/search?q=开放")
        engine.server.come_back()
        for each in (client, begun_without):
            assert [address for address in SEARCHING if refused(each, address)] == []
            assert each.get("/healthz").json()["status"] == "ok"
    assert {address: client.get(address).text for address in addresses} == whole


def test_what_was_asked_is_kept_while_the_engine_is_away(engine: StandIn, client: TestClient) -> None:
    engine.server.go()
    page = client.get("/search?q=“开放”&group=paragraph", headers={"Accept-Language": "zh"}).text
    assert 'value="“开放”"' in page
    address = unescape(re.findall(r'<a href="([^"]+)">再试一次</a>', page)[0])
    engine.server.come_back()
    again = client.get(address)
    assert again.status_code == 200
    assert str(again.url).endswith("group=paragraph")


def test_a_page_that_lacks_a_part_is_not_kept(
    engine: StandIn, settings: Settings, client: TestClient
) -> None:
    address = next(each for each in reading(settings) if "?q=" in each)
    kept = client.get(address).headers["etag"]
    engine.server.go()
    lacking = client.get(address, headers={"Accept-Language": "zh"})
    assert "没有标出" in lacking.text
    assert lacking.headers["cache-control"] == "no-store"
    assert "etag" not in lacking.headers
    engine.server.come_back()
    assert client.get(address).headers["etag"] == kept


@pytest.mark.parametrize("address", DESK)
def test_what_the_engine_does_not_offer_is_told(client: TestClient, address: str) -> None:
    answer = client.get(address, headers={"Accept-Language": "zh"})
    assert answer.status_code == 501
    assert ("does not offer" if "/api/" in address else "不提供这项功能") in answer.text


def test_readers_go_on_once_database_and_engine_are_back(
    server: Postgres, shared: str, engine: StandIn, tmp_path: Path
) -> None:
    settings = on(shared, settings_in(tmp_path))
    write_seed(settings, "a.md", markdown("开放的大门", 1, 2, 3))
    build(settings)
    library = Library(settings)
    with TestClient(create_app(settings, library), base_url="http://judou.example") as client:
        addresses = [*reading(settings), *SEARCHING]
        right = [timeless(client.get(address).text) for address in addresses]
        server.stop()
        engine.server.go()
        assert [address for address in addresses if not refused(client, address)] == []
        health = client.get("/healthz")
        assert (health.status_code, health.json()["store"]) == (503, "unavailable")
        assert client.get("/metrics").status_code == 200
        server.start()
        assert not refused(client, addresses[0])
        assert refused(client, SEARCHING[0])
        engine.server.come_back()
        assert [timeless(client.get(address).text) for address in addresses] == right
    library.close()


def test_a_start_without_the_database_is_told(tmp_path: Path) -> None:
    nowhere = "postgresql+psycopg://judou:secret@127.0.0.1:1/judou"
    settings = replace(settings_in(tmp_path), database=nowhere)
    library = Library(settings)
    with TestClient(create_app(settings, library)) as client:
        assert refused(client, "/")
        assert "secret" not in client.get("/").text
    library.close()
