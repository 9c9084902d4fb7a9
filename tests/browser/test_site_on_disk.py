"""A site of files, opened from a disk: it has its style, leads on, and copies and cites without a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.config import Settings
from app.web.static_export import write_site
from tests.browser.conftest import PATIENCE
from tests.browser.test_reading import FIRST, follow
from tests.web.test_static_export import quiet


@pytest.fixture(scope="module")
def folder(library: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("disk") / "site"
    write_site(library, folder, quiet)
    return folder


@pytest.fixture(params=[True, False], ids=["script", "bare"])
def home(request: pytest.FixtureRequest, browser: Browser, folder: Path) -> Iterator[Page]:
    wrong: list[str] = []
    context = browser.new_context(java_script_enabled=request.param, locale="zh-CN")
    context.set_default_timeout(1000 * PATIENCE)
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    # Whoever leaves a page gives up what it still asks for.
    page.on("requestfailed", lambda it: None if "ABORTED" in str(it.failure) else wrong.append(it.url))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else wrong.append(asked.url))
    page.goto(f"{folder.as_uri()}/index.html")
    yield page
    context.close()
    assert not wrong


def test_it_has_its_style_and_leads_on(home: Page) -> None:
    expect(home.locator("body")).to_have_css("background-color", "rgb(252, 251, 246)")
    follow(home.get_by_role("link", name=FIRST).first)
    expect(home.get_by_role("heading", level=1)).to_contain_text(FIRST)
    expect(home.locator("body")).to_have_css("background-color", "rgb(252, 251, 246)")
    follow(home.get_by_role("link", name="引用全文"))
    expect(home.locator("pre").first).to_contain_text(f"罗雨泽. {FIRST}[N]. ")
    follow(home.locator(".up a"))
    follow(home.get_by_role("link", name="原文对照"))
    expect(home.locator(".pair").first).to_be_visible()
    follow(home.locator(".brand"))
    expect(home.get_by_role("link", name=FIRST).first).to_be_visible()


def test_a_paragraphs_link_leads_to_its_place(home: Page, folder: Path) -> None:
    follow(home.get_by_role("link", name=FIRST).first)
    block = home.locator(".par").nth(11).get_attribute("id")
    home.goto(f"{folder.as_uri()}/p/{block}/index.html")
    home.wait_for_url(f"**/articles/*/index.html#{block}")
    expect(home.locator(f"[id='{block}']")).to_be_in_viewport()


@pytest.mark.parametrize("home", [True], indirect=True)
def test_quotations_and_links_are_copied(home: Page) -> None:
    follow(home.get_by_role("link", name=FIRST).first)
    area = home.evaluate_handle("document.body.appendChild(document.createElement('textarea'))").as_element()
    assert area

    def pasted(start: str) -> str:
        """What a paste gives, once it begins with ``start``: a page copies in its own time."""
        for _ in range(100):
            area.evaluate("area => { area.value = ''; area.focus(); }")
            home.keyboard.press("Control+v")
            text = str(area.evaluate("area => area.value"))
            if text.startswith(start):
                break
            home.wait_for_timeout(100)
        return text

    block = home.locator(".par").nth(2)
    block.locator(".n").click()
    home.get_by_role("button", name="复制引文").click()
    expect(home.locator(".said")).to_have_text("已复制")
    quotation = pasted("“")
    assert quotation.startswith(f"“{block.locator('p').first.text_content()}”\n罗雨泽. {FIRST}[N/OL]. ")
    name = block.get_attribute("id")
    assert quotation.rstrip().endswith(f"/p/{name}/index.html.")
    home.get_by_role("button", name="复制链接", exact=True).click()
    home.goto(pasted("file:"))
    home.wait_for_url(f"**#{name}")
