"""Facets: several values by clicking, and all values of a long one with a search of their own."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.build.build import build
from app.main import create_app
from app.search.request import Filter
from app.web.layout.facets.filter_links import useful_facets
from tests.builders import settings_in
from tests.web.html import Page, parse


def ask(client: TestClient, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200
    return parse(answer.text)


def value(page: Page, name: str) -> str:
    """The address behind a value of a facet."""
    return next(each.attributes["href"] for each in page.all("a") if each.text.removesuffix(" ×") == name)


@pytest.mark.parametrize("start", ["/search?q=开放", "/?sort=title"])
def test_several_values_of_one_facet_are_chosen_by_clicking(client: TestClient, start: str) -> None:
    one = ask(client, value(ask(client, start), "罗雨泽"))
    both = ask(client, value(one, "连欣"))
    chosen = both.one("p", class_="active").text
    assert "罗雨泽 ×" in chosen
    assert "连欣 ×" in chosen
    left = ask(client, value(both, "罗雨泽"))
    assert "罗雨泽" not in left.one("p", class_="active").text
    assert "连欣" in left.one("p", class_="active").text


def test_a_value_that_is_added_adds_what_it_says(client: TestClient) -> None:
    def articles(address: str) -> int:
        found: int = client.get(address).json()["exact"]["articles"]
        return found

    one = articles("/api/search?q=开放&author=罗雨泽")
    both = articles("/api/search?q=开放&author=罗雨泽&author=连欣")
    other = articles("/api/search?q=开放&author=连欣")
    assert both == one + other


@pytest.mark.parametrize("start", ["/search/author?q=开放", "/facets/author", "/formulations/facets/author"])
def test_all_values_are_searched_by_a_form(client: TestClient, start: str) -> None:
    page = ask(client, start)
    form = next(each for each in page.all("form") if not each.attributes.get("role"))
    kept = {each.attributes["name"]: each.attributes["value"] for each in page.all("input", type="hidden")}
    found = client.get(form.attributes["action"], params={**kept, "find": "雨"})
    links = [
        each for each in parse(found.text).all("a", rel="nofollow") if "author=" in each.attributes["href"]
    ]
    assert [each.text for each in links] == ["罗雨泽"]
    result = ask(client, links[0].attributes["href"])
    assert "罗雨泽 ×" in result.one("p", class_="active").text


def test_a_form_keeps_the_search_and_its_other_filters(client: TestClient) -> None:
    page = ask(client, "/search/author?q=开放&kind=article&author=连欣&sort=oldest&punctuation=ignore")
    kept = [(each.attributes["name"], each.attributes["value"]) for each in page.all("input", type="hidden")]
    assert set(kept) == {
        ("q", "开放"), ("kind", "article"), ("author", "连欣"), ("sort", "oldest"), ("punctuation", "ignore")
    }  # fmt: skip


def test_an_unknown_facet_is_no_page(client: TestClient) -> None:
    assert client.get("/search/nothing?q=开放").status_code == 404
    assert client.get("/facets/nothing").status_code == 404


def test_a_library_of_one_year_shows_its_months(client: TestClient) -> None:
    assert client.get("/api/search?q=制度型开放&year=2024").json()["exact"]["articles"] == 1
    assert (
        client.get("/api/search?q=制度型开放&month=2024-03&newspaper=人民日报").json()["exact"]["articles"]
        == 1
    )
    assert client.get("/api/search?q=制度型开放&month=2024-04").json()["exact"]["articles"] == 0
    assert client.get("/api/articles?year=2024").json()["total"] == 1
    assert client.get("/api/articles?folder=nothing").json()["total"] == 0


@pytest.mark.parametrize(
    ("articles", "chosen", "shown"),
    [
        ({"kind": [3]}, "", []),
        ({"kind": [2]}, "", ["kind"]),
        ({"kind": [3]}, "kind", ["kind"]),
        ({"folder": [3, 3]}, "", []),
        ({"folder": [3, 2]}, "", ["folder"]),
        ({"year": [2, 1], "month": [1, 1, 1]}, "", ["year"]),
        ({"year": [3], "month": [2, 1]}, "", ["month"]),
        ({"year": [2, 1], "month": [2, 1], "date": [1, 1, 1]}, "year", ["year", "month"]),
        ({"author": []}, "author", []),
    ],
)
def test_a_facet_is_shown_where_it_narrows_the_list(
    articles: dict[str, list[int]], chosen: str, shown: list[str]
) -> None:
    filters = [Filter(chosen, "x")] if chosen else []
    assert list(useful_facets(articles, 3, filters)) == shown


def test_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    for folder in ("甲省/条例", "乙省/条例", "乙省/办法"):
        (settings.seeds / folder).mkdir(parents=True)
        text = f"# {folder}的题目\n\n关于{folder}的正文。\n"
        (settings.seeds / folder / "一.md").write_text(text, encoding="utf-8")
    build(settings)
    with TestClient(create_app(settings)) as client:
        page = ask(client, "/search?q=正文")
    names = [each.text for each in page.all("a") if "&folder=" in each.attributes["href"]]
    assert sorted(names) == sorted(["甲省", "甲省/条例", "乙省", "乙省/条例", "办法"])
