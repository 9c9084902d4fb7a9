"""What machines read in the head of an article."""

import json

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.library.snapshot import Snapshot
from app.web.layout.meta_tags import json_for_script
from tests.web.html import Page, parse
from tests.web.sample_library import HOSTILE


def article_page(client: TestClient, snapshot: Snapshot, title: str) -> Page:
    every = snapshot.articles_by_id(snapshot.article_ids()).values()
    found = next(each for each in every if title in (each.title or ""))
    return parse(client.get(f"/articles/{found.id}").text)


@given(
    st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5)
)
def test_json_in_a_script_reads_back_and_cannot_end_it(value: object) -> None:
    text = json_for_script(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")


def test_an_article_is_a_news_article(client: TestClient, snapshot: Snapshot) -> None:
    page = article_page(client, snapshot, "行稳致远")
    data = json.loads(page.one("script", type="application/ld+json").text)
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "制度型开放行稳致远"
    assert data["datePublished"] == "2024-03-12"
    assert data["isPartOf"] == {"@type": "Newspaper", "name": "人民日报"}
    assert data["printPage"] == "9"
    assert "author" not in data


def test_an_article_links_to_where_it_was_printed(client: TestClient, snapshot: Snapshot) -> None:
    page = article_page(client, snapshot, "行稳致远")
    assert [each.attributes["href"] for each in page.all("a") if each.text == "原载"] == [
        "https://paper.example/2024/03/12/9.html"
    ]


def test_reference_managers_find_what_is_known(client: TestClient, snapshot: Snapshot) -> None:
    metas = article_page(client, snapshot, "行稳致远").metas()
    assert metas["citation_title"] == "制度型开放行稳致远"
    assert metas["citation_publication_date"] == "2024/03/12"
    assert metas["citation_firstpage"] == "9"
    assert article_page(client, snapshot, "构筑高水平").metas()["citation_author"] == "罗雨泽"


def zotero(metas: dict[str, str]) -> tuple[str, str | None]:
    """Return the item type and the publication that Zotero's translator Embedded Metadata makes of a head.

    Its rule, from its public sources (zotero/translators: Embedded Metadata.js, RDF.js, detectType and
    importItem): og:type is no more than a guess but for ``website``; ``DC.type`` is taken where it is one of
    Zotero's own types; citation_journal_title makes a journal's article and citation_title guesses one. The
    publication is citation_journal_title, else DC.source, else og:site_name.
    """
    own = {"newspaperArticle", "statute", "document", "webpage", "journalArticle"}
    known = "webpage" if metas.get("og:type") == "website" else metas.get("DC.type", "")
    guess = "journalArticle" if {"citation_journal_title", "citation_title"} & metas.keys() else "webpage"
    published = metas.get("citation_journal_title", metas.get("DC.source", metas.get("og:site_name")))
    return known if known in own else guess, published


def test_zotero_sees_an_article_of_its_newspaper(client: TestClient, snapshot: Snapshot) -> None:
    metas = article_page(client, snapshot, "行稳致远").metas()
    assert zotero(metas) == ("newspaperArticle", "人民日报")
    assert "citation_journal_title" not in metas


def test_a_quotation_in_a_shared_title_has_its_inner_marks_turned(
    client: TestClient, snapshot: Snapshot
) -> None:
    blocks = [block for view in snapshot.every_article() for block in view.blocks]
    found = next(block for block in blocks if 0 <= block.text.find("“") < 30)
    title = parse(client.get(f"/p/{found.id}").text).metas()["og:title"]
    assert title.startswith("“")
    assert "‘" in title
    assert "“" not in title[1 : title.index("” ")]


def test_readers_of_english_find_names_and_titles_in_pinyin(client: TestClient, snapshot: Snapshot) -> None:
    every = snapshot.articles_by_id(snapshot.article_ids()).values()
    found = next(each for each in every if each.title == "构筑高水平对外开放新优势")
    written = "Gouzhu gaoshuiping duiwai kaifang xin youshi · Luo Yuze"
    search = "/search?q=对外开放&"
    for address in ("/?", search, f"/articles/{found.id}?", f"/articles/{found.id}/cite?"):
        english = parse(client.get(f"{address}lang=en").text).all("p", class_="pinyin")
        assert written in [line.text for line in english], address
        assert not parse(client.get(f"{address}lang=zh").text).all("p", class_="pinyin")


def test_chats_find_a_title_a_kind_a_picture_and_an_address(client: TestClient, snapshot: Snapshot) -> None:
    metas = article_page(client, snapshot, "行稳致远").metas()
    for name in ("og:title", "og:type", "og:image", "og:url", "twitter:card", "description"):
        assert metas[name], name
    image = client.get(metas["og:image"])
    assert image.headers["content-type"] == "image/png"
    assert "robots" not in metas


def test_the_other_forms_are_where_the_head_says(client: TestClient, snapshot: Snapshot) -> None:
    page = article_page(client, snapshot, "行稳致远")
    for media_type in ("application/json", "text/plain", "text/markdown"):
        link = page.one("link", rel="alternate", type=media_type)
        answer = client.get(link.attributes["href"])
        assert answer.headers["content-type"].startswith(media_type)
        assert "稳步扩大制度型开放" in answer.text
    english = parse(client.get(page.one("link", hreflang="en").attributes["href"]).text)
    assert english.one("html").attributes["lang"] == "en"


def test_a_hostile_title_stays_text_everywhere_in_the_head(client: TestClient, snapshot: Snapshot) -> None:
    page = article_page(client, snapshot, "<script>")
    assert all("src" in each.attributes for each in page.all("script") if not each.attributes.get("type"))
    assert len(page.all("script", type="application/ld+json")) == 1
    assert json.loads(page.one("script", type="application/ld+json").text)["headline"].startswith(HOSTILE)
    assert page.metas()["og:title"].startswith(HOSTILE)
    assert page.one("h1").text.startswith(HOSTILE)
    assert not page.all("img")


@pytest.mark.parametrize("address", ["/search?q=开放", "/preferences"])
def test_searches_are_not_for_robots(client: TestClient, address: str) -> None:
    assert parse(client.get(address).text).metas()["robots"] == "noindex"
