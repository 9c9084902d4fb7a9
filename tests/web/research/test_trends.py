"""The page of distributions: its numbers are those of the search, and each leads to what it counts."""

import csv
import io

import pytest
from fastapi.testclient import TestClient

from app.analysis.distribution import Division
from tests.web.html import Page, parse

PHRASES = ["制度型开放", "国际高标准经贸规则", "改革"]


def get(client: TestClient, *queries: str, **params: str) -> Page:
    answer = client.get("/trends", params={"q": queries, **params, "lang": "en"})
    assert answer.status_code == 200
    return parse(answer.text)


def counts(client: TestClient, phrase: str) -> tuple[int, int, int]:
    exact = client.get("/api/search", params={"q": phrase, "limit": "1"}).json()["exact"]
    return exact["occurrences"], exact["paragraphs"], exact["articles"]


@pytest.mark.parametrize("by", Division)
def test_the_whole_is_what_a_search_counts(client: TestClient, by: Division) -> None:
    answer = client.get("/api/trends", params=[("by", by), *(("q", each) for each in PHRASES)]).json()
    found = [
        (each["occurrences"], each["paragraphs"], each["articles"]) for each in answer["whole"]["counts"]
    ]
    assert found == [counts(client, phrase) for phrase in PHRASES]
    if not answer["overlap"]:
        for name in ("articles", "characters"):
            assert sum(part[name] for part in answer["parts"]) == answer["whole"][name]
        for n in range(len(PHRASES)):
            sums = [part["counts"][n]["occurrences"] for part in answer["parts"]]
            assert sum(filter(None, sums)) == found[n][0]


def test_every_number_leads_to_the_list_that_it_counts(client: TestClient) -> None:
    page = get(client, *PHRASES[:2], by="author")
    links = [each for each in page.all("a", rel="nofollow") if "author=" in each.attributes["href"]]
    assert len(links) > 6
    for link in links[:9]:
        exact = client.get(link.attributes["href"] + "&format=json&lang=en").json()["exact"]
        assert int(link.text) in (exact["occurrences"], exact["paragraphs"], exact["articles"])


def test_the_table_adds_up_and_says_zero(client: TestClient) -> None:
    page = get(client, *PHRASES)
    assert f"{counts(client, PHRASES[0])[0]} times" in page.one("h1").text
    assert page.all("td", class_="zero")
    assert "together in" in page.one("h1").text
    assert page.one("desc").text.startswith(PHRASES[0])


def test_more_than_one_page_of_parts_keeps_its_numbers(client: TestClient) -> None:
    page = get(client, "改革", limit="5", offset="5")
    numbers = [each.text for each in page.all("td", class_="n")]
    assert numbers == ["6", "7", "8", "9", "10"]
    assert page.all("a", rel="prev")
    assert page.all("a", rel="next")


def test_a_table_says_no_data_where_there_is_no_text(client: TestClient) -> None:
    answer = client.get("/trends", params={"q": "改革", "by": "page", "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[-1]["page"] == "*"
    assert sum(int(row["occurrences"]) for row in rows[:-1]) == int(rows[-1]["occurrences"])


def test_several_words_have_no_occurrences_together(client: TestClient) -> None:
    answer = client.get("/api/trends", params={"q": "改革 开放"}).json()
    assert answer["whole"]["counts"][0]["occurrences"] is None
    assert answer["whole"]["counts"][0]["paragraphs"] > 0
    page = get(client, "改革 开放")
    assert not page.all("figure", class_="chart")
    assert "–" in page.one("tfoot").text
    having = sum(each["counts"][0]["paragraphs"] > 0 for each in answer["parts"])
    rows = ["".join(row.text.split()) for row in page.all("tr")]
    assert f"Range{having}/{len(answer['parts'])}" in rows


def test_only_the_longest_is_a_search_too(client: TestClient) -> None:
    page = get(client, "开放", "制度型开放", nested="longest")
    found = [each for each in page.all("a") if "/search" in each.attributes["href"]]
    first = next(each for each in found if each.text == "开放")
    exact = client.get(first.attributes["href"] + "&format=json").json()["exact"]
    assert exact["occurrences"] == counts(client, "开放")[0] - counts(client, "制度型开放")[0]


def test_what_cannot_be_meant_is_refused_with_its_name(client: TestClient) -> None:
    assert client.get("/api/trends", params={"q": [f"词{n}" for n in range(7)]}).status_code == 413
    for params in ({"by": "weather"}, {"nested": "some"}):
        answer = client.get("/api/trends", params={"q": "改革", **params})
        assert answer.status_code == 400
        assert next(iter(params)) in answer.json()["detail"]
    assert client.get("/api/trends").status_code == 400


def test_nothing_asked_is_a_form(client: TestClient) -> None:
    page = get(client)
    assert len([each for each in page.all("input") if each.attributes["name"] == "q"]) == 3
    assert not page.all("table")


def test_what_nothing_is_known_of_divides_nothing(client: TestClient) -> None:
    offered = [each.text for each in get(client, "改革").all("a", rel="nofollow")]
    assert "Author" in offered
    assert "Folder" not in offered


def test_a_page_of_parts_has_a_number_as_in_a_search(client: TestClient) -> None:
    params = {"q": "开放", "limit": "3", "lang": "en"}
    second, same = (
        parse(client.get("/trends", params={**params, **at}).text) for at in ({"p": "2"}, {"offset": "3"})
    )
    assert [row.text for row in second.all("tr")] == [row.text for row in same.all("tr")]
    assert "p=3" in second.one("a", rel="next").attributes["href"]
