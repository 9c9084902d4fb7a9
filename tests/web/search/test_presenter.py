"""What the answer to a search claims: never more than was searched."""

import re

import pytest
from fastapi.testclient import TestClient

from tests.web.html import Page, parse

WHOLE = "均未出现此语"


def ask(client: TestClient, query: str) -> Page:
    answer = client.get(f"/search?q={query}")
    assert answer.status_code == 200
    return parse(answer.text)


def notices(page: Page) -> str:
    return " ".join(each.text for each in page.all("p", class_="notice"))


def test_a_zero_in_the_whole_library_says_so(client: TestClient) -> None:
    page = ask(client, "制度性开放")
    assert page.one("h1").text.endswith("未出现")
    assert WHOLE in notices(page)


def test_a_zero_says_what_counted_as_the_same(client: TestClient) -> None:
    alike = "视为相同"
    assert alike in notices(ask(client, "制度性开放"))
    strict = notices(ask(client, "制度性开放&form=strict&punctuation=ignore"))
    assert alike not in strict
    assert "只认所输字形" in strict
    assert "不计标点" in strict
    assert WHOLE in strict


def test_a_wording_with_an_unknown_character_is_a_wording(client: TestClient) -> None:
    page = ask(client, "新?生产蟋")
    assert page.one("h1").text.endswith("未出现")
    assert WHOLE in notices(page)


def test_a_zero_among_what_was_chosen_says_nothing_of_the_rest(client: TestClient) -> None:
    page = ask(client, "蒙俄经济走廊&author=罗雨泽")
    assert page.one("h1").text.endswith("在所选范围内未出现")
    assert WHOLE not in notices(page)
    assert "未检索全库" in notices(page)
    door = next(each for each in page.all("a", class_="door") if each.text == "蒙俄经济走廊")
    assert "author" not in door.attributes["href"]


@pytest.mark.parametrize("query", ["蒙俄 蟋蟀", "日期:1999", "蟋蟀 NEAR/5 开放", "标题:蟋蟀 开放"])
def test_a_query_that_is_no_wording_does_not_say_that_a_wording_is_missing(
    client: TestClient, query: str
) -> None:
    page = ask(client, query)
    assert page.one("h1").text.endswith("无一符合")
    assert WHOLE not in notices(page)


def test_a_query_of_fields_shows_no_count_of_marks_and_no_empty_lane(client: TestClient) -> None:
    page = ask(client, "作者:罗雨泽")
    assert "0处" not in page.one("div", class_="answer").text
    assert not page.all("section", class_="related")
    asked = ask(client, "作者:罗雨泽&mode=related")
    assert "没有可供分词检索的词" in asked.one("section", class_="related").text


def test_beyond_the_end_there_is_a_way_back_to_the_last_hits(client: TestClient) -> None:
    page = ask(client, "开放&limit=5&offset=9999")
    assert "已超出末项" in page.one("nav", class_="pager").text
    back = parse(client.get(page.one("a", rel="prev").attributes["href"]).text)
    assert back.all("ol", class_="hits")
    assert not back.all("a", rel="next")


def test_an_empty_search_offers_something_to_search_for(client: TestClient) -> None:
    page = ask(client, "")
    first = page.one("p", class_="examples").text.split()[0]
    assert ask(client, first).all("mark")
    assert page.all("a", class_="door", href="/help")


def test_a_facet_without_values_has_no_heading(client: TestClient) -> None:
    page = ask(client, "饕餮&author=罗雨泽")
    assert not page.all("ul", class_="facet")


@pytest.mark.parametrize(("query", "field"), [("罗雨泽", "作者"), ("一带一路建设促进中心", "单位")])
def test_a_wording_that_stands_around_a_text_leads_to_its_articles(
    client: TestClient, query: str, field: str
) -> None:
    page = ask(client, query)
    assert "不含署名" in notices(page)
    door = next(each for each in page.all("a", class_="door") if each.text == query)
    found = parse(client.get(door.attributes["href"]).text)
    assert f"{field}:{query}" in found.one("h1").text
    assert found.all("section", class_="group")


def test_marks_and_what_is_left_out_add_up_to_the_count(client: TestClient) -> None:
    page = ask(client, "制度型开放&group=paragraph&limit=200")
    left = sum(int(re.sub(r"\D", "", each.text)) for each in page.all("small", class_="rest"))
    assert left > 0
    total = int(page.all("b")[0].text)
    assert len(page.all("mark")) + left == total


def test_the_related_lane_offers_nothing_that_is_of_exact_hits(client: TestClient) -> None:
    page = ask(client, "开放&mode=related")
    assert not page.all("ul", class_="facet")
    offered = page.one("aside", class_="right").text
    assert "JSON" in offered
    assert not any(word in offered for word in ("CSV", "Atom", "排序", "标点"))


def test_words_that_stand_nowhere_together_are_not_told_to_occur_nowhere(client: TestClient) -> None:
    page = ask(client, "蒙俄 蟋蟀&form=strict")
    assert "0处" not in page.one("div", class_="answer").text
    door = next(each for each in page.all("a", class_="door") if each.text == "蒙俄")
    assert "form=strict" in door.attributes["href"]
    (counted,) = client.get("/api/count?phrase=蒙俄&form=strict").json()
    assert str(counted["occurrences"]) in [each.text for each in page.all("small")]


def test_a_wording_in_another_form_is_no_part_of_itself(client: TestClient) -> None:
    page = ask(client, "憑藉&form=strict")
    assert "不论字形：1处" in [each.text for each in page.all("a", class_="door")]
    assert not page.all("section", class_="hints")


@pytest.mark.parametrize(("query", "verb"), [("开放", "出现"), ("开放 改革", "同见于")])
def test_words_that_are_counted_each_by_itself_stand_together(
    client: TestClient, query: str, verb: str
) -> None:
    assert ask(client, query).one("h1").text.startswith(f"{query} {verb}")
