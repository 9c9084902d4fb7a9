"""The pages as a reader without JavaScript gets them."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from app.library.snapshot import Snapshot
from app.store.rows import StoredArticle, StoredBlock
from tests.web.html import Page, parse

EXTERNAL = re.compile(r"(?:https?:)?//(?!judou\.example)")
ADDRESSES = ("/", "/pages", "/search", "/search?q=开放", "/help", "/api", "/search?q=开放 改革&scope=article")


def get(client: TestClient, address: str, status: int = 200) -> Page:
    answer = client.get(address)
    assert answer.status_code == status, address
    return parse(answer.text)


def longest(snapshot: Snapshot) -> StoredArticle:
    return max(snapshot.articles_by_id(snapshot.article_ids()).values(), key=lambda each: each.characters)


def paragraph(snapshot: Snapshot, n: int) -> StoredBlock:
    blocks = snapshot.article(longest(snapshot).id).blocks
    return next(block for block in blocks if block.n == n)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_well_formed_and_asks_no_other_host(client: TestClient, address: str) -> None:
    page = get(client, address)
    sources = [each.attributes.get("src", "") for each in page.elements]
    linked = [each.attributes.get("href", "") for each in page.all("link")]
    assert not [link for link in sources + linked if EXTERNAL.match(link)]
    assert len(page.all("h1")) == 1
    assert page.one("html").attributes["lang"] == "zh-Hans"


def test_home_lists_every_article_under_its_page(client: TestClient, snapshot: Snapshot) -> None:
    page = get(client, "/?limit=200")
    titles = [each.text for level in ("h2", "h3") for each in page.all(level)]
    for article in snapshot.articles_by_id(snapshot.article_ids()).values():
        assert any(title.startswith(article.label) for title in titles)
    untitled = [
        each for each in snapshot.article_ids() if not client.get(f"/api/articles/{each}").json()["title"]
    ]
    assert len([title for title in titles if title.endswith("原版无题")]) == len(untitled) > 3
    assert page.one("div", class_="masthead").text.split()[0] == "句读"


def test_home_is_filtered_sorted_and_paged_by_its_address(client: TestClient) -> None:
    page = get(client, "/?author=罗雨泽")
    assert [each.text for each in page.all("h3")] == ["构筑高水平对外开放新优势"]
    removal = page.one("p", class_="active")
    assert "罗雨泽" in removal.text
    assert "1篇" in removal.text
    first = get(client, "/?limit=3")
    assert len(first.all("h3")) == 3
    following = first.one("a", rel="next").attributes["href"]
    assert following == "/?p=2&limit=3"
    assert not {each.text for each in get(client, following).all("h3")} & {
        each.text for each in first.all("h3")
    }
    lengths = [each["characters"] for each in client.get("/?sort=length&format=json").json()["articles"]]
    assert lengths == sorted(lengths, reverse=True)


def test_a_number_beside_a_filter_is_that_of_its_list(client: TestClient) -> None:
    html = client.get("/?page=000_e580a8181a6afce0").text
    counted = re.findall(r'<a href="([^"]*author=[^"]*)" rel="nofollow">[^<]*</a> <span>(\d+)</span>', html)
    assert len(counted) == 4
    for href, number in counted:
        assert len(get(client, unescape(href)).all("h3")) == int(number) == 1


@pytest.mark.parametrize("path", ["/", "/search", "/api/articles", "/api/search"])
def test_a_body_is_asked_for_by_any_of_its_names(client: TestClient, path: str) -> None:
    query = {"q": "制度型开放"} if "search" in path else {}

    def found(body: str) -> bool:
        answer = client.get(path, params=query | {"issuing_body": body, "format": "json"})
        return "制度型开放行稳致远" in answer.text

    assert found("国务院")
    assert found("中华人民共和国国务院")
    assert not found("水利部")


def test_an_article_reads_from_title_to_citation(client: TestClient, snapshot: Snapshot) -> None:
    article = longest(snapshot)
    page = get(client, f"/articles/{article.id}")
    assert len(page.all("div", class_="par")) == article.paragraphs
    assert [each.text for each in page.all("a", class_="n")] == [
        str(n + 1) for n in range(article.paragraphs)
    ]
    contents = [each.attributes.get("href") for each in page.all("a")]
    headings = [block for block in snapshot.article(article.id).blocks if block.type == "heading"]
    assert all(f"#{block.id}" in contents for block in headings)


def test_a_document_number_is_printed_and_told_where_it_is_known(client: TestClient) -> None:
    numbers = {}
    for article in client.get("/api/articles?limit=100").json()["articles"]:
        whole = client.get(f"/api/articles/{article['id']}").json()
        numbers[article["title"]] = whole["document_number"]
        for language, label in (
            ("zh-Hans", "文号：国发〔2024〕5号"),
            ("en", "Document number: 国发〔2024〕5号"),
        ):
            page = client.get(f"/articles/{article['id']}", headers={"accept-language": language}).text
            assert (label in page) == (whole["document_number"] is not None)
    assert numbers.pop("制度型开放行稳致远") == "国发〔2024〕5号"
    assert set(numbers.values()) == {None}


def test_an_article_says_where_it_was_published_and_from_where_that_is_known(
    client: TestClient, snapshot: Snapshot
) -> None:
    known = next(a for a in map(snapshot.article, snapshot.article_ids()) if a.article.document_number)
    for language, said in (
        ("zh-Hans", ("栏目：理论纵横", "发文机关：国务院", "据附加说明：报名、日期、版次、栏目")),
        ("en", ("Column: 理论纵横", "Issued by: 国务院", "From the sidecar: newspaper, date, page, column")),
    ):
        page = client.get(f"/articles/{known.article.id}", headers={"accept-language": language}).text
        assert all(words in page for words in said)


def test_an_articles_html_is_small(client: TestClient, snapshot: Snapshot) -> None:
    for article in snapshot.article_ids():
        assert len(client.get(f"/articles/{article}").content) <= 60_000
        assert len(client.get(f"/articles/{article}?q=开放").content) <= 60_000


def test_hits_are_numbered_stepped_through_and_taken_away_by_links(client: TestClient) -> None:
    results = get(client, "/search?q=制度型开放")
    hit = next(
        each.attributes["href"] for each in results.all("a") if "&at=" in each.attributes.get("href", "")
    )
    page = get(client, hit.split("#")[0])
    total = len(
        {each.attributes["id"] for each in page.all("mark") if each.attributes.get("id", "").startswith("h")}
    )
    bar = page.one("nav", class_="hitbar")
    assert f"/ {total}" in " ".join(bar.text.split())
    following = page.one("a", class_="next").attributes["href"]
    number = re.search(r"hit=(\d+)#h\1$", following)
    assert number is not None
    after = get(client, following.split("#")[0])
    assert [each.attributes["id"] for each in after.all("mark", class_="now")] == [f"h{number[1]}"]
    assert not get(client, after.one("a", class_="clear").attributes["href"]).all("mark")


def test_the_marks_of_an_article_are_the_counted_occurrences(client: TestClient) -> None:
    found = client.get("/api/search?q=对外开放&limit=200").json()["exact"]
    articles = {hit["article"] for hit in found["hits"]}
    marks = [
        mark.text for each in articles for mark in get(client, f"/articles/{each}?q=对外开放").all("mark")
    ]
    assert len(marks) == found["occurrences"]
    assert set(marks) == {"对外开放"}


def test_a_permalink_opens_its_paragraph_marked_and_in_view(client: TestClient, snapshot: Snapshot) -> None:
    block = paragraph(snapshot, 12)
    page = get(client, f"/p/{block.id}")
    hand = page.one("div", class_="hand")
    assert hand.attributes["id"] == block.id
    assert "autofocus" in page.one("a", class_="n", href=f"/p/{block.id}").attributes
    assert page.all("aside", class_="tools")[0].text.startswith("第12段")
    metas = page.metas()
    assert metas["og:url"] == f"http://judou.example/p/{block.id}"
    assert metas["og:description"][:50] == block.text[:50]
    assert (
        page.one("link", rel="canonical").attributes["href"]
        == f"http://judou.example/articles/{block.article}"
    )


def test_a_selected_part_is_marked_by_the_server(client: TestClient, snapshot: Snapshot) -> None:
    block = paragraph(snapshot, 3)
    part = block.text[5:15]
    assert [each.text for each in get(client, f"/p/{block.id}?part={part}").all("mark", class_="quote")] == [
        part
    ]
    page = get(client, f"/p/{block.id}?part={block.text[:4]}&to={block.text[-4:]}")
    assert [each.text for each in page.all("mark", class_="quote")] == [block.text]
    assert "已不在此段" in get(client, f"/p/{block.id}?part=绝无此语").one("div", class_="notice").text


def test_a_search_says_what_it_found(client: TestClient) -> None:
    page = get(client, "/search?q=制度型开放")
    counts = client.get("/api/search?q=制度型开放").json()["exact"]
    sentence = "".join(page.one("h1").text.split())
    assert (
        sentence == f"制度型开放出现{counts['occurrences']}处·{counts['paragraphs']}段·{counts['articles']}篇"
    )


def test_a_query_of_fields_alone_counts_passages(client: TestClient) -> None:
    sentence = "".join(get(client, "/search?q=来源:新华社").one("h1").text.split())
    assert sentence.startswith("来源:新华社符合")
    assert "处" not in sentence


def test_facets_add_up_and_can_be_taken_back(client: TestClient) -> None:
    page = get(client, "/search?q=制度型开放")
    total = client.get("/api/search?q=制度型开放").json()["exact"]["paragraphs"]
    links = [each for each in page.all("a", rel="nofollow") if "page=" in each.attributes["href"]]
    narrowed = 0
    for link in links:
        part = get(client, link.attributes["href"])
        narrowed += int("".join(part.one("h1").text.split()).split("·")[1].removesuffix("段"))
        assert part.one("p", class_="active")
    assert narrowed == total


def test_a_search_for_what_is_not_there_says_so_and_helps(client: TestClient) -> None:
    page = get(client, "/search?q=制度性开放")
    assert "未出现" in page.one("h1").text
    hints = page.one("section", class_="hints")
    assert "制度型开放" in hints.text or "开放" in hints.text
    assert "未出现" in page.all("p", class_="notice")[0].text


def test_a_query_of_several_wordings_without_hits_tells_of_each(client: TestClient) -> None:
    page = get(client, "/search?q=制度型开放 蟋蟀")
    doors = {link.text: link.attributes["href"] for link in page.all("a", class_="door")}
    assert "q=%E5%88%B6%E5%BA%A6%E5%9E%8B%E5%BC%80%E6%94%BE" in doors["制度型开放"]
    assert not any("蟋蟀" in text for text in doors)


def test_an_unreadable_query_is_searched_literally_and_the_page_says_so(client: TestClient) -> None:
    assert "按字面检索" in get(client, "/search?q=(开放").all("p", class_="notice")[0].text


def test_the_related_lane_stands_apart(client: TestClient) -> None:
    page = get(client, "/search?q=如何推动自贸试验区制度创新")
    related = page.one("section", class_="related")
    assert related.text
    assert "未出现" in page.one("h1").text
    whole = get(client, "/search?q=如何推动自贸试验区制度创新&mode=related&limit=5")
    assert not [each for each in whole.all("h2") if each.text == "精确命中"]
    following = whole.one("a", rel="next").attributes["href"]
    assert "mode=related" in following
    assert get(client, following).one("section", class_="related").text


def test_what_is_unknown_is_a_helpful_404(client: TestClient) -> None:
    for address in ("/articles/nothing", "/p/nothing", "/pages/nothing", "/nothing", "/articles/x/cite/ris"):
        page = get(client, address, 404)
        assert page.one("h1").text == "此处无物"
        assert page.all("a", href="/")


def test_skipped_files_are_listed(client: TestClient) -> None:
    assert "scan.txt" in get(client, "/pages").one("section", class_="skipped").text
