"""What is taken along holds every hit: rows add up to the counts, references to the articles."""

import csv
import io
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.web.search import exports

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


def test_a_form_that_cannot_hold_everything_says_where_it_goes_on(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "ROWS", 10)
    monkeypatch.setattr(exports, "REFERENCES", 4)
    whole = answered(client, "开放")
    rows: list[Any] = []
    address = "/api/search?q=开放&rows=occurrences"
    following: int | None = 0
    while following is not None:
        found = client.get(f"{address}&offset={following}")
        rows += found.json()["rows"]
        following = found.json()["next"]
        assert ("link" in found.headers) == (following is not None)
    assert len(rows) == whole["occurrences"]
    entries: list[Any] = []
    address = "/search?q=开放&format=csl-json"
    while address:
        answer = client.get(address)
        entries += answer.json()
        address = answer.headers.get("link", "").partition(">")[0].removeprefix("<")
    assert len({each["id"] for each in entries}) == len(entries) == whole["articles"]
    page = client.get("/search?q=开放").text
    assert "前10段" in page
    assert "前4篇" in page


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
