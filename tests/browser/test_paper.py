"""Print, raw pages, titles on a phone, faces of type."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_reading import first_article, follow, too_wide


def test_a_printed_search_says_what_was_asked_where_and_when(open_page: Open) -> None:
    page = open_page("/search?q=制度型开放&sort=occurrences&author=罗雨泽")
    generation = page.locator(".generation").inner_text()
    expect(page.locator(".paper")).to_be_hidden()
    page.emulate_media(media="print")
    paper = page.locator(".paper")
    expect(paper).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("制度型开放")
    assert page.url.split("?")[0] + "?q=" in paper.inner_text()
    assert re.search(r"\d{4}年\d{1,2}月\d{1,2}日", paper.inner_text())
    assert generation in paper.inner_text()
    shown = page.locator(":is(button, input, select, summary, form, nav):visible")
    assert shown.count() == 0
    for words in ("排序", "导出", "下一页", "×", "忽略"):
        expect(page.get_by_text(words, exact=True).locator("visible=true")).to_have_count(0)
    assert "罗雨泽" in page.locator(".active").inner_text()


def test_source_lines_are_no_stops_and_blank_ones_take_no_room(open_page: Open) -> None:
    page = open_page("/")
    first_article(page)
    follow(page.get_by_role("link", name="原文对照"))
    assert page.locator(".lines :is(a, button, [tabindex])").count() == 0
    assert page.locator(".lines[tabindex], .pair [tabindex]").count() == 0
    blank, text = page.locator(".lines .blank"), page.locator(".lines p:not(.blank)")
    assert blank.count() > 5
    heights = blank.evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    line = min(text.evaluate_all("all => all.map(e => e.getBoundingClientRect().height)"))
    assert max(heights) < line / 2
    assert sum(heights) / len(heights) < line / 3
    expect(text.first.locator(".ln")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360])
def test_titles_break_between_phrases_on_a_phone(open_page: Open, width: int) -> None:
    page = open_page("/", width=width)
    page.goto("/search?q=高水平对外开放")
    assert too_wide(page) <= 0
    first_article(page)
    lines = page.locator("h1").evaluate(
        """h => { const lines = []; let top = null;
        const walk = document.createTreeWalker(h, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) for (let i = 0; i < walk.currentNode.length; i++) {
          const range = document.createRange();
          range.setStart(walk.currentNode, i); range.setEnd(walk.currentNode, i + 1);
          const box = range.getBoundingClientRect();
          if (top === null || Math.abs(box.top - top) > 5) { lines.push(""); top = box.top; }
          lines[lines.length - 1] += walk.currentNode.data[i];
        } return lines; }"""
    )
    whole = ("构筑", "高水平", "对外开放", "新优势")
    assert len(lines) > 1
    assert all(any(phrase in line for line in lines) for phrase in whole)


def test_letters_and_figures_have_a_latin_face_and_quotation_marks_a_chinese_one(open_page: Open) -> None:
    page = open_page("/")
    first_article(page)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    page.evaluate(
        """() => { const p = document.querySelector(".par p");
        p.innerHTML = "<b id=han>“引文”——……</b><b id=latin>GDP 2024</b>";
        p.scrollIntoView();
        // A face is known once it has been drawn with.
        return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))); }"""
    )

    def faces(selector: str) -> set[str]:
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        return {
            font["familyName"]
            for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        }

    assert len(faces("#latin")) == 1
    latin = {"DejaVu Serif", "Liberation Serif", "Cambria", "Iowan Old Style", "Noto Serif"}
    assert not faces("#han") & latin
