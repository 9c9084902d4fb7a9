"""The picture of a printed page beside its text, as a reader uses it: with a script and without, on a desk
and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, served
from tests.browser.test_accessibility import ALL, violations
from tests.browser.test_reading import WAYS, follow, too_wide
from tests.web.printed_library import FIRST, SECOND, printed_library


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(printed_library(tmp_path_factory.mktemp("printed"))) as address:
        yield address


@WAYS
def test_a_block_on_the_picture_and_its_text_are_in_hand_together(
    open_page: Open, js: bool, width: int
) -> None:
    page = open_page("/pages/paper?q=制度型开放", width=width, js=js)
    assert too_wide(page) <= 0
    assert page.locator(".print img").evaluate("img => img.complete && img.naturalWidth") == 694
    outline = page.locator(".print a", has=page.locator("title", has_text="第2段"))
    follow(outline.locator("rect").first)
    expect(page.locator(".par.hand")).to_contain_text(SECOND[:20])
    expect(page.locator(".par.hand")).to_be_in_viewport()
    expect(page.locator(".print .hand rect")).to_have_count(2)
    page.locator(".held").get_by_role("link", name="图上").click()
    expect(page.locator(".print .hand rect").first).to_be_in_viewport()
    cutting = page.locator(".held").get_by_role("link", name="裁图").get_attribute("href") or ""
    assert page.request.get(cutting).headers["content-type"] == "image/png"


def test_the_overlay_lies_on_the_print(open_page: Open) -> None:
    """What is marked is where the words are: the picture has ink there, and outlines keep their place."""
    page = open_page("/pages/paper?q=稳步扩大")
    picture = page.locator(".print img").bounding_box()
    mark = page.locator(".print .marks rect").first.bounding_box()
    assert picture
    assert mark
    scale = picture["width"] / 500
    assert mark["x"] - picture["x"] == pytest.approx((40 + 24) * scale, abs=2 * scale)
    assert mark["width"] == pytest.approx(4 * 12 * scale, abs=2 * scale)
    assert page.locator("mark").first.text_content() == FIRST[:4]


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_on_it(open_page: Open, dark: bool) -> None:
    page = open_page("/pages/paper?q=制度型开放", dark=dark)
    follow(page.locator(".par .n").first)
    assert violations(page, ALL) == []


@WAYS
def test_outlines_go_and_the_picture_grows_where_that_is_chosen(
    open_page: Open, js: bool, width: int
) -> None:
    page = open_page("/pages/paper", width=width, js=js)
    page.get_by_role("link", name="不框").click()
    expect(page.locator(".print a rect").first).to_have_css("stroke", "none")
    page.get_by_role("link", name="放大").click()
    expect(page.locator(".facing.enlarged")).to_be_visible()
    page.wait_for_load_state()
    picture = page.locator(".print img").bounding_box()
    assert picture
    assert picture["width"] == pytest.approx(694, abs=1)
    assert too_wide(page) <= 0
