"""What is taken along holds every hit: rows add up to the counts, references to the articles."""

import csv
import io
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.web.formats import download
from app.web.search import exports
from tests.web.html import parse

QUERIES = ["制度型开放", "的", "开放 -改革", "共建，一带一路&punctuation=ignore"]


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def answered(client: TestClient, query: str) -> Any:
    return client.get(f"/api/search?q={query}&limit=200").json()["exact"]


@pytest.mark.parametrize("query", QUERIES)
def test_a_row_is_an_occurrence(client: TestClient, query: str) -> None:
    counts = answered(client, query)
    found = client.get(f"/api/search?q={query}&rows=occurrences&width=12").json()
    assert len(found["rows"]) == found["occurrences"] == counts["occurrences"] > 0
    assert found["next"] is None
    assert len({row["paragraph"] for row in found["rows"]}) == counts["paragraphs"]
    rows = table(client.get(f"/search?q={query}&rows=occurrences&width=12&format=csv").content)
    assert len(rows) == len(found["rows"])
    assert set(rows[0]) == set(found["rows"][0])


def test_a_row_is_what_is_printed_there(client: TestClient) -> None:
    texts = {hit["paragraph"]: hit for hit in answered(client, "制度型开放")["hits"]}
    rows = client.get("/api/search?q=制度型开放&rows=occurrences&width=7").json()["rows"]
    for row in rows:
        hit = texts[row["paragraph"]]
        assert [row["start"], row["end"]] in hit["spans"]
        assert hit["text"][row["start"] : row["end"]] == row["hit"] == "制度型开放"
        assert row["left"] == hit["text"][max(0, row["start"] - 7) : row["start"]]
        assert row["right"] == hit["text"][row["end"] : row["end"] + 7]
        assert (row["article"], row["n"]) == (hit["article"], hit["n"])
        assert client.get(row["url"]).status_code == 200
    known = next(row for row in rows if row["date"])
    assert (known["newspaper"], known["date"], known["edition"]) == ("人民日报", "2024-03-12", "9")


def test_a_hostile_row_is_no_formula(client: TestClient) -> None:
    rows = table(client.get("/search?q=cmd&rows=occurrences&format=csv").content)
    assert [row["left"] for row in rows] == ["'="]


def test_what_is_taken_along_is_whole_however_long(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = ["&rows=occurrences&format=json", "&rows=occurrences&format=csv", "&format=csv", "&format=ris"]
    addresses = [f"/search?q=开放{form}" for form in [*forms, "&format=csl-json", "&format=csv&sort=oldest"]]
    whole = [client.get(address) for address in addresses]
    monkeypatch.setattr(exports, "SLICE", 7)
    monkeypatch.setattr(download, "IN_MEMORY", 100)
    monkeypatch.setattr(download, "PIECE", 1000)
    for address, expected in zip(addresses, whole, strict=True):
        found = client.get(address)
        assert found.content == expected.content
        assert "link" not in found.headers
    assert "前" not in parse(client.get("/search?q=开放").text).one("aside", class_="right").text


def test_a_limit_that_is_asked_for_says_where_it_goes_on(client: TestClient) -> None:
    whole = answered(client, "开放")
    rows: list[Any] = []
    following: int | None = 0
    while following is not None:
        found = client.get(f"/api/search?q=开放&rows=occurrences&limit=10&offset={following}")
        rows += found.json()["rows"]
        following = found.json()["next"]
        assert ("link" in found.headers) == (following is not None)
    assert len(rows) == whole["occurrences"]
    entries: list[Any] = []
    address = "/search?q=开放&format=csl-json&limit=4"
    while address:
        answer = client.get(address)
        entries += answer.json()
        address = answer.headers.get("link", "").partition(">")[0].removeprefix("<")
    assert len({each["id"] for each in entries}) == len(entries) == whole["articles"]


def test_a_page_of_another_length_exports_everything_still(client: TestClient) -> None:
    page = parse(client.get("/search?q=开放&limit=5&offset=5").text)
    door = next(each for each in page.all("a") if "format=ris" in each.attributes.get("href", ""))
    assert client.get(door.attributes["href"]).text.count("ER  - ") == answered(client, "开放")["articles"]


def test_fields_alone_have_no_occurrences_to_take_along(client: TestClient) -> None:
    assert "逐处" in client.get("/search?q=开放").text
    assert "逐处" not in client.get("/search?q=作者:罗雨泽").text


def test_references_are_of_all_articles_in_their_order(client: TestClient) -> None:
    groups = client.get("/api/search?q=制度型开放&group=article").json()["exact"]["groups"]
    ris = client.get("/search?q=制度型开放&format=ris")
    assert ris.headers["content-type"].startswith("application/x-research-info-systems")
    ids = [line[6:].strip() for line in ris.text.splitlines() if line.startswith("ID  - ")]
    assert ids == [each["article"] for each in groups]
    assert ris.text.count("ER  - ") == len(groups)
    entries = json.loads(client.get("/api/search?q=制度型开放&format=csl-json").text)
    assert [each["id"] for each in entries] == [f"judou-{each['article']}" for each in groups]
    known = next(each for each in entries if each.get("container-title"))
    assert known["issued"] == {"date-parts": [[2024, 3, 12]]}
