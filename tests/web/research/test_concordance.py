"""The page of a concordance: one line an occurrence, its numbers those of the search."""

import csv
import io

import pytest
from fastapi.testclient import TestClient

from tests.web.html import Page, parse

PHRASE = "制度型开放"


def get(client: TestClient, **params: object) -> Page:
    answer = client.get("/concordance", params={"q": PHRASE, "lang": "en", **params})  # type: ignore[dict-item]
    assert answer.status_code == 200
    return parse(answer.text)


def exact(client: TestClient, query: str) -> dict[str, int]:
    found: dict[str, int] = client.get("/api/search", params={"q": query, "limit": "1"}).json()["exact"]
    return found


def lines(client: TestClient, **params: str) -> list[dict[str, str]]:
    answer = client.get("/api/concordance", params={"q": PHRASE, "limit": "200", **params}).json()
    found: list[dict[str, str]] = answer["lines"]
    assert answer["occurrences"] == len(found)
    return found


@pytest.mark.parametrize("sort", ["right", "left", "place", "date"])
def test_there_is_a_line_for_each_occurrence_in_any_order(client: TestClient, sort: str) -> None:
    found = lines(client, sort=sort)
    assert len(found) == exact(client, PHRASE)["occurrences"]
    assert sorted(map(str, found)) == sorted(map(str, lines(client)))


def test_lines_show_what_stands_around_in_the_paragraph(client: TestClient) -> None:
    for line in lines(client, width="7"):
        assert max(len(line["left"]), len(line["right"])) <= 7
        text = client.get(f"/api/paragraphs/{line['paragraph']}").json()["current"]["text"]
        assert line["left"] + line["key"] + line["right"] in text


def test_the_page_leads_to_search_paragraph_and_place(client: TestClient) -> None:
    page = get(client)
    assert len(page.one("table", class_="kwic").text) > 100
    keys = [each for each in page.all("a") if each.text == PHRASE and "/articles/" in each.attributes["href"]]
    assert len(keys) == exact(client, PHRASE)["occurrences"]
    assert PHRASE in client.get(keys[0].attributes["href"]).text
    count = next(each for each in page.all("a") if each.text == str(len(keys)))
    assert count.attributes["href"].startswith("/search?")


def test_pages_of_lines_follow_each_other(client: TestClient) -> None:
    every = [line["left"] + line["right"] for line in lines(client)]
    pieces = [
        line["left"] + line["right"]
        for offset in range(0, len(every), 7)
        for line in client.get("/api/concordance", params={"q": PHRASE, "limit": 7, "offset": offset}).json()[
            "lines"
        ]
    ]
    assert pieces == every
    assert get(client, limit="7", offset="7").all("a", rel="next")


def test_a_page_of_lines_has_a_number_as_in_a_search(client: TestClient) -> None:
    second = get(client, limit="7", p="2")
    assert [row.text for row in second.all("tr")] == [
        row.text for row in get(client, limit="7", offset="7").all("tr")
    ]
    assert "p=3" in second.one("a", rel="next").attributes["href"]
    assert "p=" not in second.one("a", rel="prev").attributes["href"]
    numbers = {
        each.text: each.attributes["href"] for each in second.all("a") if "p=4" in each.attributes["href"]
    }
    assert "4" in numbers
    by_number = client.get("/api/concordance", params={"q": PHRASE, "limit": 7, "p": 2}).json()
    assert by_number == client.get("/api/concordance", params={"q": PHRASE, "limit": 7, "offset": 7}).json()


def test_a_neighbour_narrows_to_as_many_lines_as_it_counts(client: TestClient) -> None:
    answer = client.get("/api/concordance", params={"q": PHRASE, "show": "neighbours"}).json()
    left = [each for each in answer["neighbours"] if each["side"] == "left"]
    assert left
    for each in left:
        longer = each["text"] + PHRASE
        assert exact(client, f"“{longer}”")["occurrences"] == each["occurrences"]
    without = client.get("/api/concordance", params={"q": PHRASE, "without": left[0]["text"] + PHRASE}).json()
    assert without["occurrences"] == exact(client, PHRASE)["occurrences"] - left[0]["occurrences"]


def test_collocates_stand_near_no_more_often_than_in_all(client: TestClient) -> None:
    answer = client.get("/api/concordance", params={"q": PHRASE, "show": "collocates"}).json()
    assert answer["collocates"]
    assert all(each["together"] <= each["occurrences"] for each in answer["collocates"])
    strengths = [each["log_likelihood"] for each in answer["collocates"]]
    assert strengths == sorted(strengths, reverse=True)


@pytest.mark.parametrize("show", ["lines", "neighbours", "collocates"])
def test_every_list_is_a_page_and_a_table(client: TestClient, show: str) -> None:
    assert get(client, show=show).all("h1")
    answer = client.get("/concordance", params={"q": PHRASE, "show": show, "format": "csv", "lang": "en"})
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    name = {"lines": "lines", "neighbours": "neighbours", "collocates": "collocates"}[show]
    listed = client.get("/api/concordance", params={"q": PHRASE, "show": show, "limit": 200}).json()
    assert len(rows) == len(listed[name])


def test_several_words_have_lines_for_each(client: TestClient) -> None:
    answer = client.get("/api/concordance", params={"q": "规则 规制", "limit": 200}).json()
    assert {line["key"] for line in answer["lines"]} == {"规则", "规制"}
    assert answer["occurrences"] == len(answer["lines"])


def test_what_does_not_occur_has_no_lines(client: TestClient) -> None:
    page = get(client, q="没有的说法")
    assert "does not occur" in page.one("h1").text
    assert not page.all("table", class_="kwic")


def test_a_parameter_that_cannot_be_meant_is_named(client: TestClient) -> None:
    for name, value in (("sort", "random"), ("width", "-1"), ("show", "all")):
        answer = client.get("/api/concordance", params={"q": PHRASE, name: value})
        assert answer.status_code == 400
        assert name in answer.json()["detail"]
    many = client.get("/api/concordance", params={"q": PHRASE, "without": [f"词{n}" for n in range(21)]})
    assert many.status_code == 413


@pytest.mark.parametrize("show", ["neighbours", "collocates"])
def test_slices_of_what_stands_around_add_up_to_the_table(client: TestClient, show: str) -> None:
    params = {"q": "开放", "show": show}
    table = client.get("/concordance", params={**params, "format": "csv"}).text.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table)))
    slices: list[dict[str, object]] = []
    while part := (
        found := client.get(
            "/api/concordance", params={**params, "limit": "7", "offset": str(len(slices))}
        ).json()
    )[show]:
        slices += part
    assert found["total"] == len(slices) == len(rows) > 7
    name = "text" if show == "neighbours" else "word"
    assert [each[name] for each in slices] == [row[name].removeprefix("'") for row in rows]


def test_the_whole_list_of_neighbours_has_pages(client: TestClient) -> None:
    first = get(client, q="开放", show="neighbours", limit="7")
    following = parse(client.get(first.one("a", rel="next").attributes["href"]).text)
    first_rows, rows = (
        {each.text for each in page.all("th", scope="row") if "◦" in each.text} for page in (first, following)
    )
    assert len(first_rows) == len(rows) == 7
    assert not first_rows & rows
