"""The list of formulations: its numbers are those of the search, and each leads to what it counts."""

import csv
import io
from xml.etree.ElementTree import fromstring

import pytest
from fastapi.testclient import TestClient

from app.analysis.association import Table, log_likelihood, log_ratio
from tests.web.html import Page, parse


def get(client: TestClient, path: str = "/formulations", **params: str) -> Page:
    answer = client.get(path, params={**params, "lang": "en"})
    assert answer.status_code == 200
    return parse(answer.text)


def counted(client: TestClient, text: str, **filters: str) -> tuple[int, int]:
    exact = client.get("/api/search", params={"q": f"“{text}”", "limit": "1", **filters}).json()["exact"]
    return exact["occurrences"], exact["articles"]


def test_each_number_leads_to_the_list_that_it_counts(client: TestClient) -> None:
    page = get(client, sort="frequency")
    links = [each for each in page.all("a", rel="nofollow") if "/search?q=" in each.attributes["href"]]
    assert len(links) > 100
    for number, link in enumerate(links[:12]):
        exact = client.get(link.attributes["href"] + "&format=json&lang=en").json()["exact"]
        assert int(link.text) == (exact["articles"] if number % 2 else exact["occurrences"])


def test_keyness_of_nothing_is_the_order_of_pinyin(client: TestClient) -> None:
    page, plain = (client.get("/formulations", params={"sort": sort}).text for sort in ("keyness", "pinyin"))
    rows = [[each.text for each in parse(text).all("th", scope="row")] for text in (page, plain)]
    assert rows[0] == rows[1]
    assert "拼音序" in page


@pytest.mark.parametrize("sort", ["pinyin", "frequency", "articles"])
def test_an_order_is_kept_through_the_pages(client: TestClient, sort: str) -> None:
    whole = client.get("/api/formulations", params={"sort": sort, "limit": "200"}).json()
    halves = [
        client.get("/api/formulations", params={"sort": sort, "limit": "60", "offset": offset}).json()
        for offset in ("0", "60")
    ]
    assert whole["total"] > 120
    assert [*halves[0]["families"], *halves[1]["families"]] == whole["families"][:120]
    heads = [family["head"] for family in whole["families"]]
    key = {"frequency": "occurrences", "articles": "articles"}.get(sort)
    if key:
        assert [head[key] for head in heads] == sorted((head[key] for head in heads), reverse=True)


def test_a_table_has_every_formulation_with_its_family(client: TestClient) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/formulations?format=csv").text.lstrip("\ufeff"))))
    assert rows[0][:3] == ["family", "text", "title"]
    families = {row[1]: row[0] for row in rows[1:]}
    assert families["发展新质生产力"] == families["新质生产力"] == "新质生产力"


def test_letters_lead_to_where_their_families_begin(client: TestClient) -> None:
    page = get(client, limit="50")
    target = [
        link.attributes["href"] for link in page.all("a") if "#letter-" in link.attributes.get("href", "")
    ][-1]
    other = parse(client.get(target).text)
    assert other.all("tr", id=target.partition("#")[2])


def test_least_counts_leave_out_what_is_rarer(client: TestClient) -> None:
    found = client.get("/api/formulations", params={"least": "10", "articles": "3", "limit": "200"}).json()
    every = [each for one in found["families"] for each in (one["head"], *one["members"])]
    assert every
    assert all(each["occurrences"] >= 10 and each["articles"] >= 3 for each in every)


def test_two_parts_are_compared_by_their_counts_and_text(client: TestClient) -> None:
    authors = [
        each["value"]
        for each in client.get("/api/trends", params={"q": "开放", "by": "author"}).json()["parts"]
        if each["value"]
    ]
    one, other = authors[:2]
    asked = {"sort": "keyness", "one": f"author:{one}", "other": f"author:{other}"}
    found = client.get("/api/formulations", params=asked).json()
    assert found["formulations"]
    for each in found["formulations"]:
        pairs = [counted(client, each["text"], author=name) for name in (one, other)]
        assert [tuple(pair) for pair in zip(each["occurrences"], each["articles"], strict=True)] == pairs
        table = Table(
            each["occurrences"][0], found["characters"][0], each["occurrences"][1], found["characters"][1]
        )
        assert each["log_likelihood"] == pytest.approx(log_likelihood(table))
        assert each["log_ratio"] == pytest.approx(log_ratio(table))
    rest = client.get("/api/formulations", params={"one": f"author:{one}"}).json()
    assert sum(rest["articles"]) == client.get("/api/articles?limit=1").json()["total"]
    assert get(client, sort="keyness", one=f"author:{one}").all("th", scope="row")


def test_a_part_that_cannot_be_meant_is_named(client: TestClient) -> None:
    answer = client.get("/formulations", params={"one": "罗雨泽", "lang": "en"})
    assert answer.status_code == 400
    assert "year:2024" in answer.text


@pytest.mark.parametrize("show", ["new", "silent"])
def test_without_dates_there_is_no_data_and_no_silence(client: TestClient, show: str) -> None:
    page = get(client, show=show)
    assert "no data" in page.one("h1").text
    answer = client.get("/api/formulations", params={"show": show}).json()
    assert answer["total"] is None
    assert answer["formulations"] == []
    feed = fromstring(client.get(f"/formulations/{show}.atom").text)
    assert not feed.findall("{http://www.w3.org/2005/Atom}entry")


def test_formulations_of_a_part_are_counted_there(client: TestClient) -> None:
    author = client.get("/api/articles").json()["articles"][0]["authors"][0]
    told = client.get("/api/formulations", params={"author": author, "limit": "200"}).json()
    every = client.get("/api/formulations", params={"limit": "200"}).json()
    assert 0 < told["total"] < every["total"]
    listed = [each for family in told["families"] for each in (family["head"], *family["members"])]
    for each in listed[::5]:
        assert (each["occurrences"], each["articles"]) == counted(client, each["text"], author=author)
    by_often = client.get("/api/formulations", params={"author": author, "sort": "frequency"}).json()
    numbers = [family["head"]["occurrences"] for family in by_often["families"]]
    assert numbers == sorted(numbers, reverse=True)
    page = get(client, author=author, limit="200")
    links = [each for each in page.all("a", rel="nofollow") if "/search?q=" in each.attributes["href"]]
    for number, link in enumerate(links[:8]):
        exact = client.get(link.attributes["href"] + "&format=json&lang=en").json()["exact"]
        assert int(link.text) == (exact["articles"] if number % 2 else exact["occurrences"])


def test_a_filter_can_be_chosen_and_left_again(client: TestClient) -> None:
    page = get(client)
    chosen = next(each for each in page.all("a") if "author=" in each.attributes.get("href", ""))
    narrowed = parse(client.get(chosen.attributes["href"]).text)
    leaving = [each.attributes["href"] for each in narrowed.all("a") if "×" in each.text]
    assert leaving
    assert all("author=" not in each for each in leaving)


def test_filters_do_not_change_the_feeds(client: TestClient) -> None:
    plain, narrowed = (client.get(f"/formulations/new.atom{query}").text for query in ("", "?author=罗雨泽"))
    assert plain.count("<entry>") == narrowed.count("<entry>")


def test_filters_beside_two_parts_are_refused(client: TestClient) -> None:
    answer = client.get("/api/formulations", params={"one": "author:罗雨泽", "page": "known"})
    assert answer.status_code == 400
