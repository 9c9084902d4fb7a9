import csv
import io

from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.web.formats.csv import guarded


@given(st.text())
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    assert not guarded(cell).lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert guarded(cell).removeprefix("'") == cell.removeprefix("'")


def test_a_search_is_a_table(client: TestClient) -> None:
    answer = client.get("/search?q=制度型开放&format=csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    whole = client.get("/api/search?q=制度型开放").json()["exact"]
    assert len(rows) == whole["paragraphs"]
    assert sum(int(row["occurrences"]) for row in rows) == whole["occurrences"]
    assert all("制度型开放" in row["text"] for row in rows)


def test_a_hostile_text_is_no_formula(client: TestClient) -> None:
    answer = client.get("/search?q=cmd&format=csv").content.decode("utf-8-sig")
    assert [row["text"][:5] for row in csv.DictReader(io.StringIO(answer))] == ["'=cmd"]


def test_all_articles_are_a_table(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/?format=csv&limit=200").content.decode("utf-8-sig"))))
    assert len(rows) == client.get("/api/articles").json()["total"]
