"""Slices far behind, on the page and in the API."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from app.web.search import presenter


def test_the_page_goes_on_by_a_cursor_far_behind(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presenter, "FAR", 0)
    address, seen = "/search?q=的&group=paragraph&limit=5", []
    while address:
        page = client.get(address)
        assert page.status_code == 200
        seen += re.findall(r"at=(\w{16})#", page.text)
        found = re.search(r'href="([^"]+)" rel="next">', page.text)
        address = unescape(found[1]) if found else ""
        assert not address or "cursor=" in address
    whole = client.get("/api/search?q=的&limit=200").json()["exact"]
    assert len(whole["hits"]) == whole["paragraphs"] > 5
    assert {hit["paragraph"] for hit in whole["hits"]} <= set(seen)


def test_other_links_of_a_page_far_behind_do_not_take_the_cursor_along(client: TestClient) -> None:
    cursor = client.get("/api/search?q=的&limit=5").json()["exact"]["next"]
    page = client.get(f"/search?q=的&group=paragraph&limit=5&cursor={cursor}").text
    assert "6–10" in page
    links = [unescape(link) for link in re.findall(r'href="([^"]+)"', page)]
    # Choices of language and theme lead back to this very slice.
    assert [link for link in links if cursor in link and "back=" not in link] == []


@pytest.mark.parametrize("group", ["paragraph", "article"])
def test_the_api_names_what_follows(client: TestClient, group: str) -> None:
    whole = client.get(f"/api/search?q=的&group={group}&limit=200").json()["exact"]
    assert whole["next"] == ""
    name = "groups" if group == "article" else "hits"
    found, cursor = [], "first"
    while cursor:
        given = "" if cursor == "first" else f"&cursor={cursor}"
        answer = client.get(f"/api/search?q=的&group={group}&limit=3{given}").json()["exact"]
        found += answer[name]
        cursor = answer["next"]
    assert found == whole[name]


@pytest.mark.parametrize("cursor", ["x", "g000001-00000000.5.5", "a.b.c"])
def test_a_cursor_that_nobody_gave_is_refused_in_words(client: TestClient, cursor: str) -> None:
    for address in ("/search", "/api/search"):
        answer = client.get(f"{address}?q=的&cursor={cursor}", headers={"Accept-Language": "en"})
        assert answer.status_code == 400
        assert "begin at its first page" in answer.text
