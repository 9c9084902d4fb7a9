"""The dossier of a formulation: its numbers are those of the search."""

import csv
import io

from fastapi.testclient import TestClient

from tests.web.html import Page, parse

PHRASE = "制度型开放"


def get(client: TestClient, phrase: str = PHRASE, **params: str) -> Page:
    answer = client.get(f"/formulations/{phrase}", params={**params, "lang": "en"})
    assert answer.status_code == 200
    return parse(answer.text)


def test_its_counts_are_those_of_a_search(client: TestClient) -> None:
    answer = client.get(f"/api/formulations/{PHRASE}").json()
    exact = client.get("/api/search", params={"q": PHRASE, "limit": "1"}).json()["exact"]
    for name in ("occurrences", "paragraphs", "articles"):
        assert answer[name] == exact[name]
    assert sum(use["occurrences"] for use in answer["uses"]) == exact["occurrences"]
    assert len(answer["uses"]) == exact["articles"]
    shown = get(client).one("p", class_="counts").text
    assert shown.startswith(f"{exact['occurrences']} times · {exact['paragraphs']} passages")


def test_it_tells_definition_variants_and_passages(client: TestClient) -> None:
    page = get(client)
    assert page.one("blockquote").text.startswith("制度型开放的内涵，是通过制度引进")
    variants = [each.text for each in page.all("th", scope="row")]
    assert "稳步扩大制度型开放" in variants
    assert len(page.all("div", class_="passage")) == 8
    assert page.one("h1").text == PHRASE


def test_what_has_no_definition_says_so(client: TestClient) -> None:
    assert "No sentence defines it." in [each.text for each in get(client, "负面清单").all("p")]
    assert client.get("/api/formulations/负面清单").json()["definition"] is None


def test_what_does_not_occur_says_so(client: TestClient) -> None:
    page = get(client, "没有的提法")
    assert "does not occur" in page.one("p", class_="counts").text
    answer = client.get("/api/formulations/没有的提法").json()
    assert (answer["occurrences"], answer["uses"], answer["first"]) == (0, [], None)


def test_marks_and_slashes_are_part_of_a_wording(client: TestClient) -> None:
    assert get(client, "共建“一带一路”").one("h1").text == "共建“一带一路”"
    assert client.get("/api/formulations/共建“一带一路”").json()["occurrences"] >= 36
    assert client.get("/formulations/甲%2F乙").status_code == 200


def test_its_table_has_the_articles_that_use_it(client: TestClient) -> None:
    text = client.get(f"/formulations/{PHRASE}", params={"format": "csv"}).text
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    assert rows[0] == ["article", "occurrences", "characters", "per_10000"]
    exact = client.get("/api/search", params={"q": PHRASE, "limit": "1"}).json()["exact"]
    assert sum(int(row[1]) for row in rows[1:]) == exact["occurrences"]
    assert all(client.get(f"/articles/{row[0]}").status_code == 200 for row in rows[1:3])


def test_each_variant_leads_to_its_own_dossier(client: TestClient) -> None:
    hrefs = [each.attributes.get("href", "") for each in get(client).all("a")]
    dossiers = [href for href in hrefs if href.startswith("/formulations/%")]
    assert dossiers
    assert all(client.get(href).status_code == 200 for href in dossiers[:4])
