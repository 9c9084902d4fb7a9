"""A library of 3,000 files is walked: by mouse, by keys alone, by touch on a phone, without a script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_accessibility import ALL, COLOURS, PLACES, violations
from tests.browser.test_reading import follow
from tests.large_library import FILES, NEWSPAPER_PAGES, TWICE, UPPER

LAST = -(-(FILES + NEWSPAPER_PAGES) // 20)
LAW_SHELF = UPPER["09-local"]
WALKED = [
    "/",
    "/?p=2",
    "/?folder=09-local",
    "/?folder=12-papers&year=2022",
    "/?sort=date&year=none",
    "/titles?letter=C",
    "/authors",
    "/institutions?find=大学",
    "/search?q=个人信息&folder=09-local",
]


def link(page: Page, name: str) -> None:
    follow(page.get_by_role("main").get_by_role("link", name=name, exact=True).first)


def tab_to(page: Page, name: str, most: int = 120) -> None:
    """Press Tab until something of this name has the focus, as someone without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText?.trim()") == name:
            return
    raise AssertionError(f"{name} is not reached by Tab")


def expect_crumbs(page: Page, *names: str) -> None:
    crumbs = page.get_by_role("navigation", name="所在位置").locator("li")
    expect(crumbs).to_have_text(list(names), use_inner_text=True)


def test_by_mouse_from_shelf_to_text_and_back(open_large: Open) -> None:
    page = open_large("/")
    link(page, LAW_SHELF)
    expect(page.get_by_role("heading", level=1)).to_have_text(LAW_SHELF)
    link(page, "north")
    link(page, "山城")
    expect_crumbs(page, "文库", LAW_SHELF, "north", "山城")
    title = page.locator(".item .title a").first
    name = title.inner_text()
    title.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect_crumbs(page, "文库", LAW_SHELF, "north", "山城")
    page.get_by_role("navigation", name="所在位置").get_by_role("link", name="north").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("north")


def test_a_bar_of_the_strip_leads_to_its_year_and_a_month_to_its_days(open_large: Open) -> None:
    page = open_large("/")
    bar = page.locator("svg.strip a", has_text="2022").first
    number = int(re.sub(r"\D", "", (bar.locator("title").text_content() or "").split("：")[1]))
    bar.locator(".reach").click()
    expect(page.locator("header.place")).to_contain_text(f"{number}篇")
    expect(page.locator("svg.strip a")).to_have_count(12)
    page.locator("svg.strip a .reach").first.click()
    expect(page).to_have_url(re.compile("month=2022-01"))


def test_what_has_no_date_is_a_list_of_its_own(open_large: Open) -> None:
    page = open_large("/")
    link(page, "无日期")
    expect(page).to_have_url(re.compile("year=none"))
    page.goto("/?sort=date&year=none")
    expect(page.get_by_text("这些文章都没有日期")).to_be_visible()


def test_the_library_is_walked_by_keys_alone(open_large: Open) -> None:
    page = open_large("/")
    tab_to(page, LAW_SHELF)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(LAW_SHELF)
    tab_to(page, "逐一列出")
    page.keyboard.press("Enter")
    tab_to(page, "2021 年")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(LAW_SHELF)
    expect(page).to_have_url(re.compile("year=2021"))
    page.goto("/")
    page.get_by_role("spinbutton").focus()
    page.keyboard.type("100")
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="列表分页").locator("strong")).to_have_text("100")


def test_by_touch_on_a_phone(open_large: Open) -> None:
    page = open_large("/", width=360, height=740, has_touch=True, is_mobile=True)
    page.get_by_role("main").get_by_role("link", name=LAW_SHELF, exact=True).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(LAW_SHELF)
    page.get_by_role("link", name="下一页").tap()
    expect(page.get_by_role("navigation", name="列表分页").locator("strong")).to_have_text("2")
    page.get_by_role("link", name="上一页").tap()
    page.locator("summary", has_text="逐一列出").tap()
    page.get_by_role("link", name="2020 年", exact=True).tap()
    expect(page).to_have_url(re.compile("year=2020"))
    for address in WALKED:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= 360"), address


def test_the_library_is_walked_without_a_script(open_large: Open) -> None:
    page = open_large("/", js=False)
    link(page, LAW_SHELF)
    field = page.locator(".top input[type=search]")
    field.fill("个人信息")
    field.press("Enter")
    expect(page).to_have_url(re.compile("folder=09-local"))
    expect(page.locator(".scope input")).to_be_checked()
    page.locator(".scope input").uncheck()
    field.press("Enter")
    expect(page).not_to_have_url(re.compile("folder"))
    page.goto("/authors")
    page.get_by_role("searchbox", name="在其中查找").fill("国")
    page.get_by_role("searchbox", name="在其中查找").press("Enter")
    expect(page).to_have_url(re.compile("find="))
    expect(page.locator(".names li").filter(has_not_text="国")).to_have_count(0)
    expect(page.locator(".names a").first).to_be_visible()
    page.goto("/titles")
    page.get_by_role("link", name=re.compile("^Z")).click()
    expect(page.locator(".names a").first).to_be_visible()


def test_pages_are_numbered_and_stable(open_large: Open) -> None:
    page = open_large(f"/?p={LAST}")
    pager = page.get_by_role("navigation", name="列表分页")
    expect(pager.locator("strong")).to_have_text(str(LAST))
    assert pager.locator("[rel=next]").count() == 0
    assert page.locator('link[rel="prev"]').count() == 1
    titles = page.locator(".item .title").all_inner_texts()
    page.goto(f"/?offset={(LAST - 1) * 20}")
    assert page.locator(".item .title").all_inner_texts() == titles
    pager.get_by_role("link", name="列表第 1 页", exact=True).click()
    expect(page.locator(".item .title")).to_have_count(20)


def test_two_texts_of_one_title_know_of_each_other(open_large: Open) -> None:
    page = open_large(f"/search?q=标题:{TWICE}")
    page.locator(".group h3 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TWICE)
    other = page.locator(".others a")
    assert other.inner_text() in ("2012 年本", "2021 年本")
    here = page.url
    other.click()
    expect(page).not_to_have_url(here)
    expect(page.get_by_role("heading", level=1)).to_have_text(TWICE)


@pytest.mark.parametrize("address", WALKED)
def test_axe_finds_nothing_on_the_way(open_large: Open, address: str) -> None:
    page = open_large(address)
    assert not violations(page, ALL)
    page.emulate_media(color_scheme="dark")
    assert not violations(page, COLOURS)
    page.set_viewport_size({"width": 360, "height": 800})
    assert not violations(page, PLACES)
