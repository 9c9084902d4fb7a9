import csv
import io

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.csv_lines import guarded


@given(st.text() | st.text("=+-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻ \u3000\xa0\u200b\ufeff\ta", max_size=6))
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    assert not guarded(cell).strip().startswith(tuple("=+-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋"))
    assert not guarded(cell).startswith(("\t", "\r", "\n"))
    assert guarded(cell).removeprefix("'") == cell.removeprefix("'")


@pytest.mark.parametrize("sign", "﹢﹣﹦﹫＋⁺₊")
def test_forms_of_other_sizes_are_guarded(sign: str) -> None:
    for blank in ("", " ", "\u3000", "\u200b", "\ufeff"):
        assert guarded(f"{blank}{sign}1").startswith("'")
    assert guarded("开放+1") == "开放+1"


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
