"""The pages of what articles share: every number is that of a search, every passage has its place."""

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient

from app.search.engines.local.parallels.shifts.reader import ShiftsReader
from tests.web.html import Page, parse


def get(client: TestClient, address: str, **params: str) -> Page:
    answer = client.get(address, params={**params, "lang": "en"})
    assert answer.status_code == 200
    return parse(answer.text)


@pytest.fixture(scope="module")
def article(client: TestClient) -> str:
    found = client.get("/api/search", params={"q": "title:构筑高水平对外开放新优势"}).json()
    return str(found["exact"]["hits"][0]["article"])


@pytest.fixture(scope="module")
def other(client: TestClient, article: str) -> str:
    near = client.get(f"/api/parallels/{article}").json()["near"]
    return str(near[0]["there"]["article"])


def test_a_number_leads_to_the_search_that_counts_it(client: TestClient, article: str) -> None:
    page = get(client, f"/articles/{article}/parallels")
    links = [each for each in page.all("a") if re.fullmatch(r"\d+ articles?", each.text)]
    assert len(links) >= 10
    for link in links:
        found = client.get(link.attributes["href"].replace("/search?", "/api/search?")).json()
        assert f"{found['exact']['articles']} article" in link.text


def test_passages_come_by_weight_or_by_place(client: TestClient, article: str) -> None:
    answers = [
        client.get(f"/api/parallels/{article}", params={"sort": sort}).json() for sort in ("weight", "place")
    ]
    weights = [each["weight"] for each in answers[0]["passages"] if not each["formula"]]
    assert weights == sorted(weights, reverse=True)
    numbers = [each["passage"]["n"] for each in answers[1]["passages"] if not each["formula"]]
    assert numbers == sorted(numbers)
    assert len(answers[0]["passages"]) == len(answers[1]["passages"])


def test_formulas_have_pages_of_their_own_and_none_is_lost(client: TestClient, article: str) -> None:
    answer = client.get(f"/api/parallels/{article}").json()
    formulas = [each for each in answer["passages"] if each["formula"]]
    assert len(formulas) > 2
    page = get(client, f"/articles/{article}/parallels", limit="200")
    assert len(page.all("tr")) - 1 == len(answer["passages"]) - len(formulas)
    assert f"{len(formulas)} formulas" in page.one("div", class_="sum").text
    assert not page.all("ul", class_="formulas")
    half = len(formulas) // 2 + 1
    address, state = f"/articles/{article}/parallels", {"show": "formulas", "limit": str(half)}
    pages = [get(client, address, **state, p=number) for number in ("1", "2")]
    listed = [each.text for page in pages for each in page.all("a", rel="nofollow", lang="zh-Hans")]
    assert listed == [each["passage"]["text"] for each in formulas]
    assert 0 < len(pages[1].all("a", rel="nofollow", lang="zh-Hans")) < half


def test_a_passage_is_told_with_its_place(client: TestClient, article: str) -> None:
    for each in client.get(f"/api/parallels/{article}").json()["passages"]:
        passage = each["passage"]
        text = client.get(f"/api/paragraphs/{passage['paragraph']}").json()["current"]["text"]
        assert text[passage["start"] : passage["end"]] == passage["text"]
        assert each["articles"] == len(each["places"]) + 1


def test_near_passages_show_where_they_differ(client: TestClient, article: str) -> None:
    page = get(client, f"/articles/{article}/parallels", show="near")
    assert page.all("del")
    assert page.all("ins")
    assert any(each.text == "均" for each in page.all("ins"))


def test_two_articles_are_drawn_and_listed(client: TestClient, article: str, other: str) -> None:
    page = get(client, "/compare", a=article, b=other)
    answer = client.get("/compare", params={"a": article, "b": other, "format": "json"}).json()
    listed = [each for each in answer["passages"] if not each["formula"]]
    assert len(page.all("tr")) - 1 == len(listed) == len(page.all("g"))
    assert page.one("svg").attributes["aria-labelledby"] == "arcs-title arcs-text"
    assert f"{len(listed)} passages shared" in page.one("desc").text
    back = client.get("/compare", params={"a": other, "b": article, "format": "json"}).json()
    assert back["first"] == answer["second"]
    assert {each["there"]["text"] for each in back["passages"] if each["verbatim"]} >= {
        each["here"]["text"] for each in answer["passages"] if each["verbatim"] and not each["moved"]
    }


def test_articles_are_named_by_ids_or_links(client: TestClient, article: str, other: str) -> None:
    by_link = get(client, "/compare", a=f"https://x.example/articles/{article}?q=a#b", b=f" {other} ")
    by_id = get(client, "/compare", a=article, b=other)
    assert by_link.one("table").text == by_id.one("table").text
    assert client.get("/compare", params={"a": article, "b": "zzzzzzzzzzzzzzzz"}).status_code == 404
    assert client.get("/articles/zzzzzzzzzzzzzzzz/parallels").status_code in (404, 410)


def test_nothing_asked_for_shows_a_form(client: TestClient) -> None:
    page = get(client, "/compare")
    assert [
        each.attributes["name"] for each in page.all("input") if each.attributes.get("required") is not None
    ][:2]
    assert client.get("/compare", params={"format": "json"}).status_code == 400


def test_tables_have_a_row_for_each_other_article(client: TestClient, article: str, other: str) -> None:
    answer = client.get(f"/api/parallels/{article}").json()
    text = client.get(f"/api/parallels/{article}", params={"format": "csv"}).text.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == sum(len(each["places"]) for each in answer["passages"]) + len(answer["near"])
    assert {row["kind"] for row in rows} == {"verbatim", "formula", "near"}
    compared = client.get("/compare", params={"a": article, "b": other, "format": "csv"}).text
    whole = client.get("/compare", params={"a": article, "b": other, "format": "json"}).json()
    assert len(list(csv.reader(io.StringIO(compared)))) == len(whole["passages"]) + 1


def test_an_article_leads_to_what_it_shares(client: TestClient, article: str) -> None:
    page = get(client, f"/articles/{article}")
    assert [each.text for each in page.all("a", href=f"/articles/{article}/parallels")] == ["Also in"]


def test_rewordings_have_both_counts(client: TestClient) -> None:
    answer = client.get("/api/shifts").json()
    pairs = {tuple(sorted(each["text"] for each in pair["wordings"])) for pair in answer["shifts"]}
    assert pairs >= {("普惠均衡", "普惠平衡共赢"), ("自由贸易试验区", "自贸试验区")}
    page = get(client, "/shifts")
    links = [each for each in page.all("a") if "/search?q=" in each.attributes["href"]]
    assert len(links) == 4 * len(answer["shifts"])
    for pair in answer["shifts"]:
        for each in pair["wordings"]:
            found = client.get("/api/search", params={"q": each["text"], "punctuation": "ignore"}).json()
            counts = found["exact"]["occurrences"], found["exact"]["articles"]
            assert counts == (each["occurrences"], each["articles"])


def test_rewordings_that_are_still_worked_out_are_no_error(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = client.get("/shifts")
    with monkeypatch.context() as patched:
        patched.setattr(ShiftsReader, "shifts", lambda *_: None)
        pending = client.get("/shifts", params={"lang": "en"})
        assert [pending.status_code, "etag" in pending.headers] == [202, False]
        assert int(pending.headers["refresh"]) > 0
        assert "being compared" in parse(pending.text).one("h1").text
        assert client.get("/shifts?format=csv").status_code == 503
    assert "refresh" not in ready.headers
    assert client.get("/shifts").text == ready.text


def test_rewordings_are_narrowed_and_taken_along(client: TestClient) -> None:
    answer = client.get("/api/shifts", params={"q": "自贸"}).json()
    assert [answer["total"], len(answer["shifts"])] == [1, 1]
    page = get(client, "/shifts", q="自贸")
    assert len(page.all("tr")) == 2
    assert "no data" in page.one("table").text
    rows = list(csv.DictReader(io.StringIO(client.get("/shifts?format=csv").text.removeprefix("\ufeff"))))
    assert len(rows) == client.get("/api/shifts").json()["total"]
    assert {row["first_date_1"] for row in rows} == {"no data"}
    assert client.get("/shifts", params={"q": "没有的写法"}).status_code == 200
