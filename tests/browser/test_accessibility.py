"""No page has an accessibility violation that axe can see, light or dark, on a desk or on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Open

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
ADDRESSES = [
    "/",
    "/?author=罗雨泽",
    "/pages",
    "/search?q=制度型开放",
    "/search?q=制度性开放",
    "/search",
    "/help",
    "/api",
    "/nothing",
]
FOUND = ["article", "paragraph", "cite", "raw"]


def reach(page: Page, name: str) -> None:
    """Go to a page that is known only by what leads to it."""
    article = page.get_by_role("link", name="实施自由贸易试验区").first.get_attribute("href") or ""
    page.goto(f"{article}?q=开放")
    paragraph = page.locator(".par .n").nth(1).get_attribute("href") or ""
    raw = page.get_by_role("link", name="原文对照").get_attribute("href") or ""
    page.goto(
        {"article": f"{article}?q=开放", "paragraph": paragraph, "cite": f"{paragraph}/cite", "raw": raw}[
            name
        ]
    )


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {[node['target'] for node in each['nodes']][:4]}" for each in found]


@pytest.mark.parametrize(
    ("width", "dark"), [(1280, False), (1280, True), (360, False)], ids=["light", "dark", "phone"]
)
@pytest.mark.parametrize("name", ADDRESSES + FOUND)
def test_axe_finds_nothing(open_page: Open, name: str, width: int, dark: bool) -> None:
    page = open_page("/?limit=50" if name in FOUND else name, width, dark=dark)
    if name in FOUND:
        reach(page, name)
    assert not violations(page)
