"""One place: hit, paragraph in hand, address and focus move together, however one moves."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_accessibility import ALL, violations
from tests.browser.test_reading import WAYS, copied, first_article, follow, too_wide

QUERY = "对外开放"


def hits(page: Page) -> None:
    """Go to the first article with hits, with nothing in hand."""
    page.goto(f"/search?q={QUERY}")
    follow(page.locator(".group h3 a").first)


def expect_one_place(page: Page) -> None:
    """Hit, paragraph in hand, address and focus are in one paragraph."""
    expect(page.locator(".hand")).to_have_count(1)
    expect(page.locator("mark.now")).to_have_count(1)
    expect(page.locator(".hand mark.now")).to_have_count(1)
    number = page.locator("mark.now").get_attribute("id")
    page.wait_for_function("id => location.hash === '#' + id", arg=number)
    expect(page.locator(".hitbar .k")).to_have_value((number or "").removeprefix("h"))
    hand = page.locator(".hand").get_attribute("id")
    expect(page).to_have_url(re.compile(f"/p/{hand}"))
    page.wait_for_function("document.activeElement.closest('.hand') !== null")


def test_keys_move_one_place_and_a_live_region_tells_it(open_page: Open) -> None:
    page = open_page("/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hits(page)
    expect(page.locator("mark.now")).to_have_count(0)
    total = page.locator(".hitbar").get_attribute("data-total")
    said = page.get_by_role("status").and_(page.locator("#said"))
    for _ in range(6):
        page.keyboard.press("n")
        expect_one_place(page)
    paragraph = page.locator(".hand > .n").inner_text()
    number = page.locator(".hitbar .k").input_value()
    expect(said).to_have_text(f"第 {number} 处，共 {total} 处，第 {paragraph} 段")
    hand = page.locator(".hand").get_attribute("id") or ""
    page.keyboard.press("j")
    expect(page.locator(f".hand:not([id='{hand}'])")).to_be_in_viewport()
    page.keyboard.press("k")
    expect(page.locator(".hand > .n")).to_have_text(paragraph)
    expect_one_place(page)
    page.keyboard.press("N")
    expect(page.locator(".hitbar .k")).not_to_have_value(number)
    expect_one_place(page)
    page.keyboard.press("c")
    hand = page.locator(".hand").get_attribute("id") or ""
    assert copied(page, hand).endswith(f"/p/{hand}")
    page.keyboard.press("Escape")
    expect(page.locator(".hand, mark.now")).to_have_count(0)
    page.wait_for_function("() => location.hash === '' && !location.pathname.startsWith('/p/')")
    expect(said).to_have_text("已离开")


def test_after_a_paragraph_without_hits_the_next_one_follows_it(open_page: Open) -> None:
    page = open_page("/")
    hits(page)
    bare = page.locator(".par:not(:has(mark))").first
    bare.locator("p").click(position={"x": 5, "y": 5})
    expect(bare).to_have_class(re.compile("hand"))
    expect(page.locator("mark.now")).to_have_count(0)
    number = int(page.locator(".hitbar .k").input_value())
    page.keyboard.press("n")
    expect(page.locator(".hitbar .k")).to_have_value(str(number + 1))
    follows = (
        "id => document.getElementById(id).compareDocumentPosition(document.querySelector('mark.now')) & 4"
    )
    assert page.evaluate(follows, bare.get_attribute("id"))
    expect_one_place(page)


def test_the_place_is_reloaded_without_a_script(open_page: Open) -> None:
    page = open_page("/")
    hits(page)
    for _ in range(4):
        page.keyboard.press("n")
    expect_one_place(page)
    bare = open_page(page.url, js=False)
    expect(bare.locator("mark.now")).to_have_attribute("id", "h4")
    expect(bare.locator(".hand mark.now")).to_have_count(1)
    expect(bare.locator(".hitbar .k")).to_have_value("4")
    assert bare.locator(".hand").get_attribute("id") == page.locator(".hand").get_attribute("id")


@WAYS
def test_buttons_move_the_same_place(open_page: Open, js: bool, width: int) -> None:
    page = open_page("/", width=width, js=js)
    hits(page)
    page.locator(".hitbar .next").click()
    page.locator(".hitbar .next").click()
    expect(page.locator(".hand mark#h2.now")).to_be_in_viewport()
    page.locator(".hitbar .prev").click()
    expect(page.locator(".hand mark#h1.now")).to_be_in_viewport()
    page.locator(".hitbar .k").fill("5")
    page.locator(".hitbar .k").press("Enter")
    expect(page.locator(".hand mark#h5.now")).to_be_in_viewport()
    if js:
        page.locator(".hand > .n").click()
    number = int(page.locator(".hand > .n").inner_text())
    tools = page.locator(".tools")
    tools.get_by_text("下一段").click()
    expect(page.locator(".hand")).not_to_have_text(re.compile(f"^{number}(?!\\d)"))
    tools.get_by_text("上一段").click()
    expect(page.locator(".hand > .n")).to_have_text(str(number))
    tools.get_by_text("离开").click()
    expect(page.locator(".hand, mark.now, .tools")).to_have_count(0)
    assert too_wide(page) <= 0


def test_touch_takes_a_paragraph_in_hand(open_page: Open, browser: Browser) -> None:
    page = open_page("/", width=360)
    hits(page)
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="zh-CN"
    )
    phone = context.new_page()
    phone.goto(page.url)
    phone.locator(".par p").nth(1).tap()
    expect(phone.locator(".hand > .n")).to_have_text("2")
    phone.locator(".tools").get_by_role("button", name="下一段").tap()
    expect(phone.locator(".hand > .n")).not_to_have_text("2")
    phone.locator(".hitbar .next").tap()
    expect_one_place(phone)
    boxes = phone.locator(".tools :is(a, button):visible, .hitbar a").evaluate_all(
        "all => all.filter(e => !e.closest('svg')).map(e => e.getBoundingClientRect().height)"
    )
    assert min(boxes) >= 24
    context.close()


def test_a_paragraph_is_one_stop_and_its_tools_come_when_asked_for(open_page: Open) -> None:
    page = open_page("/")
    first_article(page)
    stops = []
    for _ in range(80):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                """() => { const e = document.activeElement; return e.matches(".par > .n") ? e.textContent
                : e.closest("footer.foot") ? "foot" : e.matches(".skip") ? "skip" : "other"; }"""
            )
        )
        if stops[-1] == "foot":
            break
    count = page.locator(".par").count()
    first = stops.index("1")
    assert first < 18
    assert stops[first : first + count] == [str(n + 1) for n in range(count)]
    assert len(stops) - first - count < 35
    page.locator(".par > .n").nth(2).focus()
    expect(page.locator(".tools")).to_have_count(0)
    button = page.get_by_role("button", name="3", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name="复制链接")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".tools")).to_have_count(0)
    expect(button).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".hand")).to_have_count(0)


@pytest.mark.parametrize("js", [True, False], ids=["script", "bare"])
def test_the_skip_link_leads_to_the_text(open_page: Open, js: bool) -> None:
    page = open_page("/", js=js)
    first_article(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#text$"))
    for _ in range(12):
        page.keyboard.press("Tab")
        inside = page.locator("article.text :focus")
        expect(inside).to_have_count(1)
        if inside.evaluate("e => e.matches('.par > .n')"):
            break
    else:
        pytest.fail("no paragraph within twelve stops")


def test_the_paragraph_in_hand_has_an_inset_and_one_bar(open_page: Open) -> None:
    page = open_page("/")
    first_article(page)
    left = page.locator(".par p").nth(1).evaluate("p => p.getBoundingClientRect().left")
    page.locator(".par p").nth(1).click()
    expect(page.locator(".tools")).to_be_visible()
    assert page.locator(".par p").nth(1).evaluate("p => p.getBoundingClientRect().left") == left
    shadow = page.locator(".hand").evaluate("e => getComputedStyle(e).boxShadow")
    assert len(re.findall(r"rgb", shadow)) == 3
    bars = page.locator(".hand, .hand *, .tools").evaluate_all(
        "all => all.filter(e => parseFloat(getComputedStyle(e).borderLeftWidth) > 0).length"
    )
    assert bars == 0


def test_the_size_of_the_text_is_at_hand_and_keeps_the_place(open_page: Open) -> None:
    page = open_page("/", width=360)
    first_article(page)
    page.locator(".par p").nth(8).click()
    before = page.locator(".hand").evaluate("e => e.getBoundingClientRect().top")
    size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    with page.expect_response(re.compile("/preferences")):
        page.locator("a.size", has_text="字大").evaluate("link => link.click()")
    page.wait_for_function(
        "was => parseFloat(getComputedStyle(document.documentElement).fontSize) > was", arg=size
    )
    after = page.locator(".hand").evaluate("e => e.getBoundingClientRect().top")
    assert after == pytest.approx(before, abs=3)
    page.reload()
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") > size
    bare = open_page("/", js=False)
    first_article(bare)
    url = bare.url
    follow(bare.locator("a.size", has_text="字大"))
    assert bare.url == url
    expect(bare.locator("html")).to_have_attribute("data-size", "l")


def test_results_have_a_place_too(open_page: Open) -> None:
    page = open_page(f"/search?q={QUERY}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.keyboard.press("k")
    page.keyboard.press("j")
    passage = page.locator(".hits > li.hand")
    expect(passage).to_have_count(1)
    page.wait_for_function("document.activeElement.closest('li.hand') !== null")
    expect(page).to_have_url(re.compile(f"#{passage.get_attribute('id')}$"))
    expect(page.locator("#said")).to_contain_text(re.compile(r"^第 2 条，本页共 \d+ 条，."))
    page.keyboard.press("c")
    assert "/p/" in copied(page, passage.get_attribute("id") or "x")
    assert violations(page, ALL) == []
    page.keyboard.press("Escape")
    expect(passage).to_have_count(0)
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".hand mark.now, h1.hand")).to_have_count(1)


def test_axe_finds_nothing_with_a_place_and_tools(open_page: Open) -> None:
    page = open_page("/")
    hits(page)
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    assert violations(page, ALL) == []
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    assert violations(page, ALL) == []


def test_a_screen_reader_has_the_outline_and_the_buttons(open_page: Open) -> None:
    page = open_page("/")
    hits(page)
    page.keyboard.press("n")
    tree = page.locator("main").aria_snapshot()
    assert re.search(r"- heading \".+\" \[level=1\]", tree)
    assert re.search(r"- heading \".+\" \[level=2\]", tree)
    assert '- textbox "跳到第几处": "1"' in tree
    assert '- navigation "目录"' in tree


def test_what_an_address_names_stays_in_it_until_one_moves(open_page: Open) -> None:
    page = open_page("/")
    first_article(page)
    href = page.locator(".par > .n").nth(2).get_attribute("href")
    page.goto(f"{href}?part=开放")
    expect(page.locator(".hand > .n")).to_have_text("3")
    # Longer than an address waits before it is changed.
    page.wait_for_timeout(300)
    assert "part=" in page.url
    page.keyboard.press("j")
    page.wait_for_function("() => !location.search.includes('part=')")
