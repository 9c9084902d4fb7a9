"""No page has an accessibility violation that axe can see, light or dark, on a desk or on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Open

Rules = list[str] | dict[str, str | list[str]]
ALL: Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Dark changes colours only; a phone moves and hides things.
COLOURS: Rules = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
PLACES: Rules = {
    "type": "rule",
    "values": ["target-size", "heading-order", "scrollable-region-focusable", "region"],
}
ADDRESSES = [
    "/",
    "/?author=罗雨泽",
    "/pages",
    "/search?q=制度型开放",
    "/search?q=制度性开放",
    "/search",
    "/search?q=制度型开放&author=无此人",
    "/concordance?q=制度型开放",
    "/concordance?q=制度型开放&show=neighbours",
    "/concordance?q=制度型开放&show=collocates",
    "/trends?q=制度型开放&q=开放&q=改革",
    "/trends",
    "/quote",
    "/compare",
    "/shifts",
    "/formulations",
    "/formulations?sort=keyness&one=author:罗雨泽",
    "/formulations?author=罗雨泽",
    "/formulations?show=new",
    "/formulations/制度型开放",
    "/help",
    "/api",
    "/nothing",
]
FOUND = ["article", "paragraph", "cite", "raw", "healed", "parallels", "near", "compare", "checked"]
DRAFT = "要稳步扩大制度性开放。文件指出：“累计部署3000多项改革试点任务”。又说“法治是最好的营商环境”和“提升”。"


def reach(page: Page, name: str) -> None:
    """Go to a page that is known only by what leads to it."""
    if name == "checked":
        page.goto("/quote")
        page.locator("#text").fill(DRAFT)
        page.locator(".paste button").first.click()
        page.locator(".checked").wait_for()
        return
    article = page.get_by_role("link", name="实施自由贸易试验区").first.get_attribute("href") or ""
    page.goto(f"{article}?q=开放")
    paragraph = page.locator(".par .n").nth(1).get_attribute("href") or ""
    raw = page.get_by_role("link", name="原文对照").get_attribute("href") or ""
    # An id that was never given out, and is like one that was.
    healed = f"{paragraph[:-6]}zzzzzz"
    cite = f"{paragraph}/cite"
    parallels = f"{article}/parallels"
    page.goto(parallels)
    compare = page.locator(".also a").first.get_attribute("href") or ""
    reached = {
        "article": f"{article}?q=开放",
        "paragraph": paragraph,
        "cite": cite,
        "raw": raw,
        "healed": healed,
        "parallels": parallels,
        "near": f"{parallels}?show=near",
        "compare": compare,
    }
    page.goto(reached[name])


def violations(page: Page, rules: Rules) -> list[str]:
    found = Axe().run(page, options={"runOnly": rules}).response["violations"]
    return [f"{each['id']}: {[node['target'] for node in each['nodes']][:4]}" for each in found]


@pytest.mark.parametrize("name", ADDRESSES + FOUND)
def test_axe_finds_nothing(open_page: Open, name: str) -> None:
    page = open_page("/?limit=50" if name in FOUND else name)
    if name in FOUND:
        reach(page, name)
    assert not violations(page, ALL)
    page.emulate_media(color_scheme="dark")
    assert not violations(page, COLOURS)
    page.set_viewport_size({"width": 360, "height": 800})
    assert not violations(page, PLACES)
