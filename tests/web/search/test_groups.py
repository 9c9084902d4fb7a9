"""Results by article: each article once, its best passages, all of them on request."""

import pytest
from fastapi.testclient import TestClient

from tests.web.html import Element, Page, parse

MANY = "开放"


def ask(client: TestClient, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200
    return parse(answer.text)


def anchors(page: Page) -> list[str]:
    return [each.attributes["id"] for each in page.all("section", class_="group")]


def numbers(page: Page) -> list[int]:
    """Occurrences, passages and articles of the headline."""
    return [int(each.text.replace(",", "")) for each in page.all("b")]


def every(page: Page) -> list[Element]:
    """The links that show all passages of an article, or the best ones again."""
    return [each for each in page.all("a", class_="door") if "aria-expanded" in each.attributes]


def test_each_article_stands_once_and_paging_counts_articles(client: TestClient) -> None:
    whole = anchors(ask(client, f"/search?q={MANY}&limit=200"))
    total = numbers(ask(client, f"/search?q={MANY}"))[2]
    assert len(whole) == len(set(whole)) == total
    paged: list[str] = []
    address = f"/search?q={MANY}&limit=5"
    while address:
        page = ask(client, address)
        paged += anchors(page)
        following = page.all("a", rel="next")
        address = following[0].attributes["href"] if following else ""
    assert paged == whole


def test_what_all_articles_count_adds_up_to_the_headline(client: TestClient) -> None:
    found = client.get(f"/api/search?q={MANY}&group=article&limit=200").json()["exact"]
    page = ask(client, f"/search?q={MANY}&limit=200")
    assert numbers(page) == [found["occurrences"], found["paragraphs"], found["articles"]]
    assert sum(each["occurrences"] for each in found["groups"]) == found["occurrences"]
    assert sum(each["paragraphs"] for each in found["groups"]) == found["paragraphs"]
    assert [f"a-{each['article']}" for each in found["groups"]] == anchors(page)


def test_an_article_shows_three_passages_and_its_title_is_no_fourth(client: TestClient) -> None:
    page = ask(client, f"/search?q={MANY}&limit=200")
    assert not page.all("p", class_="title")
    assert (
        "<mark" in client.get(f"/search?q=标题:{MANY} {MANY}").text.partition("<h3")[2].partition("</h3>")[0]
    )
    lists = client.get(f"/search?q={MANY}&limit=200").text.split('<ol class="hits">')[1:]
    assert max(each.partition("</ol>")[0].count('<li id="') for each in lists) == 3


def test_a_link_opens_all_passages_in_place_and_closes_them_again(client: TestClient) -> None:
    page = ask(client, f"/search?q={MANY}&limit=5")
    link = every(page)[0]
    assert link.attributes["aria-expanded"] == "false"
    number = int("".join(filter(str.isdecimal, link.text)))
    address, _, anchor = link.attributes["href"].partition("#")
    opened = ask(client, address)
    assert anchors(opened) == anchors(page)
    html = client.get(address).text.partition(f'id="{anchor}"')[2].partition("</section>")[0]
    title_counts = "<mark" in html.partition("</h3>")[0]
    assert html.count('<li id="') + title_counts == number > 3
    back = next(each for each in every(opened) if each.attributes["aria-expanded"] == "true")
    assert client.get(back.attributes["href"].partition("#")[0]).text.count('<li id="') == client.get(
        f"/search?q={MANY}&limit=5"
    ).text.count('<li id="')


def test_by_passage_is_the_flat_list(client: TestClient) -> None:
    hits = client.get(f"/api/search?q={MANY}&limit=7").json()["exact"]["hits"]
    page = ask(client, f"/search?q={MANY}&group=paragraph&limit=7")
    shown = {each.attributes["href"].rpartition("/")[2] for each in page.all("a", class_="n")}
    assert shown == {hit["paragraph"] for hit in hits}
    assert not every(page)
    assert "本页" not in page.one("div", class_="answer").text


def test_nothing_related_stands_beside_a_wording_that_occurs(client: TestClient) -> None:
    page = ask(client, "/search?q=行稳致远")
    assert numbers(page)[1] < 10
    assert not page.all("section", class_="related")
    assert any("mode=related" in each.attributes["href"] for each in page.all("a", class_="door"))


def test_a_zero_first_says_what_is_there_without_punctuation(client: TestClient) -> None:
    page = ask(client, "/search?q=共建一带一路")
    link = page.all("a", class_="door")[1]
    assert link.text.startswith("不计标点：")
    found = ask(client, link.attributes["href"])
    assert f"不计标点：{numbers(found)[0]}处" == link.text


@pytest.mark.parametrize("query", ["开放", "绝无此语"])
def test_the_punctuation_switch_stands_beside_the_counts(client: TestClient, query: str) -> None:
    beside = ask(client, f"/search?q={query}").one("p", class_="took")
    assert "标点" in beside.text
    assert "忽略" in beside.text
    assert "字形" in beside.text


def test_several_words_have_no_count_together_but_each_its_own(client: TestClient) -> None:
    page = ask(client, "/search?q=开放 改革")
    assert "处" not in page.one("h1").text
    found = client.get("/api/search?q=开放 改革").json()["exact"]
    assert found["occurrences"] is None
    answer = page.one("div", class_="answer").text
    assert all(f"{each['phrase']} {each['occurrences']}处" in answer for each in found["words"])


def test_near_has_a_row_for_each_stretch_that_holds_both(client: TestClient) -> None:
    found = client.get("/api/search?q=制度 NEAR/1 开放&rows=occurrences").json()
    assert len(found["rows"]) == found["occurrences"] > 0
    assert all("制度" in row["hit"] and "开放" in row["hit"] for row in found["rows"])


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_what_has_no_date_comes_last_and_is_told(client: TestClient, sort: str) -> None:
    page = ask(client, f"/search?q=制度型开放&sort={sort}")
    dates = [each["date"] for each in _articles(client, f"制度型开放&sort={sort}")]
    assert dates == [each for each in dates if each] + [None] * dates.count(None)
    assert dates[0] == "2024-03-12"
    assert f"日期未知的{dates.count(None)}篇排在最后" in page.one("div", class_="answer").text


def _articles(client: TestClient, query: str) -> list[dict[str, str | None]]:
    groups: list[dict[str, str | None]] = client.get(f"/api/search?q={query}&group=article").json()["exact"][
        "groups"
    ]
    return groups


def test_a_hit_says_which_form_is_printed(client: TestClient) -> None:
    def notes(query: str) -> list[str]:
        page = ask(client, f"/search?q={query}")
        return [each.text for each in page.all("small", class_="rest") if "印作" in each.text]

    assert notes("憑藉") == ["印作：凭借"]
    assert notes("凭借") == []
    assert notes("凭借&form=strict") == ["印作：凭借"]
    assert notes("凭?") == []
    for query in ("q=憑藉", "q=凭借&form=strict"):
        (hit,) = client.get(f"/api/search?{query}").json()["exact"]["hits"]
        assert hit["printed"] == ["凭借"]
