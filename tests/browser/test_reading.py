"""Browsing, searching, stepping, sharing: with a script and without, on a desk and on a phone."""

import itertools
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open

WAYS = pytest.mark.parametrize(
    ("js", "width"),
    [(True, 1280), (False, 1280), (True, 360), (False, 360)],
    ids=["desk", "desk-bare", "phone", "phone-bare"],
)
FIRST = "构筑高水平对外开放新优势"
CLIPBOARD = "navigator.clipboard.readText()"


def too_wide(page: Page) -> int:
    """How much wider than the window the page is, once it is there with its style."""
    page.wait_for_load_state()
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def follow(link: Locator) -> None:
    """Click a link and wait until its page is there: what is asked of a page in between has no answer."""
    with link.page.expect_navigation():
        link.click()


def copied(page: Page, part: str) -> str:
    """What the clipboard holds, once ``part`` has arrived in it."""
    page.wait_for_function(f"async part => (await {CLIPBOARD}).includes(part)", arg=part)
    return str(page.evaluate(CLIPBOARD))


def first_article(page: Page) -> None:
    follow(page.get_by_role("link", name=FIRST).first)
    expect(page.get_by_role("heading", level=1)).to_have_text(FIRST)


@WAYS
def test_from_the_first_page_to_an_article_and_on(open_page: Open, js: bool, width: int) -> None:
    page = open_page("/", width, js=js)
    assert too_wide(page) <= 0
    first_article(page)
    assert too_wide(page) <= 0
    follow(page.get_by_role("link", name="下一篇"))
    expect(page.get_by_role("heading", level=1)).to_have_text("推进普惠包容的经济全球化")
    follow(page.get_by_role("link", name="原文对照"))
    expect(page.locator(".pair").first).to_be_visible()
    assert too_wide(page) <= 0


@WAYS
def test_search_and_step_through_the_hits(open_page: Open, js: bool, width: int) -> None:
    page = open_page("/", width, js=js)
    page.get_by_role("combobox").fill("制度型开放")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("出现")
    assert too_wide(page) <= 0
    follow(page.locator(".hits p a").first)
    total = int(page.locator(".hitbar").get_attribute("data-total") or "")
    start = int(page.locator(".hitbar .k").input_value())
    expect(page.locator("mark.now").first).to_be_in_viewport()
    page.locator(".hitbar .next").click()
    expect(page.locator(".hitbar .k")).to_have_value(str(start % total + 1))
    page.wait_for_url(re.compile(r"hit=\d+"))
    expect(page.locator("mark.now")).to_have_text("制度型开放")
    expect(page.locator("mark.now").first).to_be_in_viewport()
    expect(page.locator(".hitbar .next")).to_be_in_viewport()
    page.locator(".hitbar .prev").click()
    expect(page.locator(".hitbar .k")).to_have_value(str(start))
    assert too_wide(page) <= 0


@WAYS
def test_a_filter_shows_what_it_keeps_at_once(open_page: Open, js: bool, width: int) -> None:
    page = open_page("/", width, js=js)
    page.get_by_text("筛选与排序").click()
    follow(page.locator(".facet").get_by_role("link", name="罗雨泽"))
    expect(page.get_by_role("link", name=FIRST)).to_be_in_viewport()
    expect(page.locator(".active")).to_contain_text("1篇")
    follow(page.locator(".active a"))
    expect(page).to_have_url(re.compile("/$"))


@pytest.mark.parametrize("js", [True, False], ids=["script", "bare"])
def test_on_a_phone_what_stands_below_is_reached_from_above(open_page: Open, js: bool) -> None:
    page = open_page("/search?q=制度型开放", width=360, js=js)
    page.get_by_role("link", name="筛选与排序").click()
    expect(page.locator("#narrow h2").first).to_be_in_viewport()
    page.goto("/")
    first_article(page)
    page.get_by_role("link", name="目录").click()
    expect(page.locator(".contents li").first).to_be_in_viewport()


@WAYS
def test_a_paragraphs_link_opens_in_a_fresh_browser(open_page: Open, js: bool, width: int) -> None:
    page = open_page("/", width, js=js)
    first_article(page)
    href = page.locator(".par .n").nth(11).get_attribute("href")
    assert href
    fresh = open_page(href, width, js=js)
    expect(fresh.locator(".hand .n")).to_have_text("12")
    expect(fresh.locator(".hand").first).to_be_in_viewport()
    assert too_wide(fresh) <= 0


def test_the_tools_copy_a_link_and_a_quotation(open_page: Open) -> None:
    page = open_page("/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    first_article(page)
    page.locator(".par").nth(2).locator("p").click()
    page.get_by_role("button", name="复制链接").click()
    expect(page.locator(".said")).to_have_text("已复制")
    fresh = open_page(copied(page, "/p/"))
    expect(fresh.locator(".hand .n")).to_have_text("3")
    page.bring_to_front()
    page.get_by_role("button", name="复制引文").click()
    assert copied(page, "[N/OL]").startswith("“有利于解决新时代社会主要矛盾。")


def test_a_selection_offers_a_link_to_exactly_that_part(open_page: Open) -> None:
    page = open_page("/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    first_article(page)
    page.evaluate(
        """() => { const node = document.querySelectorAll(".par p")[1].firstChild;
        getSelection().setBaseAndExtent(node, 0, node, 11); }"""
    )
    page.get_by_role("button", name="复制选段链接").click()
    expect(page.locator(".said")).to_have_text("已复制")
    bare = open_page(copied(page, "#:~:text="), js=False)
    expect(bare.locator("mark.quote")).to_have_text("开放是当代中国的鲜明标")


def test_keys_walk_and_step_and_are_silent_in_fields(open_page: Open) -> None:
    page = open_page("/search?q=对外开放")
    follow(page.locator(".group h3 a").first)
    page.keyboard.press("n")
    expect(page.locator(".hitbar .k")).to_have_value("1")
    page.keyboard.press("n")
    expect(page.locator(".hitbar .k")).to_have_value("2")
    page.keyboard.press("N")
    expect(page.locator(".hitbar .k")).to_have_value("1")
    for key in "jjk":
        page.keyboard.press(key)
    expect(page.locator(".hand")).to_have_count(1)
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("njk?")
    expect(page.get_by_role("combobox")).to_have_value("njk?")
    page.get_by_role("combobox").blur()
    page.keyboard.press("?")
    expect(page).to_have_url(re.compile("/help$"))


def test_keys_can_be_switched_off(open_page: Open) -> None:
    page = open_page("/help")
    follow(page.get_by_role("link", name="停用按键"))
    expect(page.get_by_role("link", name="启用按键")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).not_to_be_focused()


def test_suggestions_come_while_typing(open_page: Open) -> None:
    page = open_page("/")
    page.get_by_role("combobox").press_sequentially("制度")
    expect(page.locator("#suggestions option").first).to_be_attached()
    assert "制度" in (page.locator("#suggestions option").first.get_attribute("value") or "")


@pytest.mark.parametrize("js", [True, False], ids=["script", "bare"])
def test_theme_and_language_are_switched_and_kept(open_page: Open, js: bool) -> None:
    page = open_page("/", js=js)
    paper = page.locator("body")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    follow(page.get_by_role("link", name="夜"))
    expect(paper).not_to_have_css("background-color", light)
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    follow(page.get_by_role("link", name="English"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    follow(page.get_by_role("link", name="Pages", exact=True))
    expect(paper).to_have_css("background-color", dark)
    expect(page.get_by_role("heading", level=1)).to_have_text("Pages")
    follow(page.get_by_role("link", name="day", exact=True))
    expect(paper).to_have_css("background-color", light)


def test_the_largest_text_leaves_the_head_readable_on_a_phone(open_page: Open) -> None:
    page = open_page("/preferences?set=size:xl&back=/pages", width=360)
    page.goto("/pages?lang=en")
    assert too_wide(page) <= 0
    boxes = [link.bounding_box() for link in page.locator(".top nav a:visible").all()]
    for before, after in itertools.pairwise(box for box in boxes if box):
        assert after["x"] >= before["x"] + before["width"] or after["y"] >= before["y"] + before["height"]


def test_an_article_prints_clean(open_page: Open, tmp_path: Path) -> None:
    page = open_page("/")
    first_article(page)
    page.emulate_media(media="print")
    for hidden in (".top", ".left", ".foot", ".siblings"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in (".par .n", ".cite", "h1"):
        expect(page.locator(shown).first).to_be_visible()
    assert "/articles/" in page.locator(".cite").inner_text()
    printed = page.pdf(path=tmp_path / "article.pdf", format="A4")
    assert printed.startswith(b"%PDF")
    assert 2 <= len(re.findall(rb"/Type /Page\b", printed)) <= 6


def test_nothing_jumps_while_a_page_loads(open_page: Open) -> None:
    page = open_page("/search?q=对外开放")
    follow(page.locator(".group h3 a").first)
    shift = page.evaluate(
        """() => new Promise(done => { let sum = 0;
        const add = entry => { if (!entry.hadRecentInput) sum += entry.value; };
        const watch = new PerformanceObserver(list => list.getEntries().forEach(add));
        watch.observe({type: "layout-shift", buffered: true});
        setTimeout(() => done(sum), 300); })"""
    )
    assert shift < 0.02


def test_hostile_pages_run_nothing(open_page: Open) -> None:
    page = open_page("/?limit=200")
    follow(page.get_by_role("link", name="<script>").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>document.title")
    assert page.title().startswith("<script>")
    assert page.locator("main img").count() == 0
    for address in (
        "/search?q=<script>",
        "/search?q=alert(1)",
        "/pages",
        "/?kind=<script>document.title='owned'</script>",
    ):
        other = open_page(address)
        assert other.title() != "owned"
        assert other.locator("main img").count() == 0


@WAYS
def test_all_passages_of_an_article_open_in_place(open_page: Open, js: bool, width: int) -> None:
    page = open_page("/search?q=开放&limit=3", width=width, js=js)
    group = page.locator("section.group").filter(has=page.locator(".every")).first
    link, hits = group.locator(".every a"), group.locator(".hits > li")
    few = hits.count()
    link.click()
    expect(link).to_have_attribute("aria-expanded", "true")
    expect(page).to_have_url(re.compile("open="))
    expect(hits.nth(few)).to_be_attached()
    assert too_wide(page) <= 0
    link.click()
    expect(link).to_have_attribute("aria-expanded", "false")
    expect(hits).to_have_count(few)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_description_of_the_api_fits_a_phone(open_page: Open, language: str) -> None:
    page = open_page(f"/api?lang={language}", width=360)
    assert too_wide(page) <= 0
