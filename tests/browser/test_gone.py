"""What is gone is told on a page that everyone can read: what it was, by whom, on which page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.build.build import build
from app.library.library import Library
from tests.browser.conftest import served
from tests.browser.test_accessibility import ALL, COLOURS, PLACES, violations
from tests.browser.test_reading import too_wide
from tests.builders import write_seed
from tests.web.sample_library import built_library

TITLE, AUTHOR, LOST = "河流的故事", "林舟", "渡口边的老船工说，这条河他走了四十年，每一道弯都记在心里。"


@pytest.fixture(scope="module")
def gone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, str]]:
    """The address of a library, and those of a paragraph and an article that it once held."""
    settings = built_library(tmp_path_factory.mktemp("gone"))
    head = f"---\ntitle: {TITLE}\nauthor: {AUTHOR}\n---\n\n"
    rest = "两岸的灯火次第亮起，船歌随晚风飘远，孩子们追着浪花跑。"
    page = write_seed(settings, "江河.md", f"{head}{LOST}\n\n{rest}\n")
    build(settings, jobs=1)
    with Library(settings).snapshot() as snapshot:
        view = next(view for view in snapshot.every_article() if view.article.title == TITLE)
    block = next(block for block in view.blocks if block.text == LOST)
    page.unlink()
    build(settings, jobs=1)
    with served(settings) as address:
        yield address, f"/p/{block.id}", f"/articles/{view.article.id}"


@pytest.fixture(params=[("zh-CN", True), ("en", True), ("zh-CN", False)], ids=["zh", "en", "bare"])
def page(request: pytest.FixtureRequest, browser: Browser, gone: tuple[str, str, str]) -> Iterator[Page]:
    language, script = request.param
    context = browser.new_context(base_url=gone[0], locale=language, java_script_enabled=script)
    yield context.new_page()
    context.close()


def test_a_paragraph_that_is_gone_says_what_it_was(page: Page, gone: tuple[str, str, str]) -> None:
    answer = page.goto(gone[1])
    assert answer
    assert answer.status == 410
    known = page.locator(".known")
    for told in (TITLE, AUTHOR, "江河"):
        expect(known).to_contain_text(told)
    expect(page.locator("blockquote")).to_have_text(LOST)
    page.goto(gone[2])
    for told in (TITLE, AUTHOR, "江河"):
        expect(known).to_contain_text(told)


@pytest.mark.parametrize("number", [1, 2], ids=["paragraph", "article"])
def test_it_is_plain_to_everyone(browser: Browser, gone: tuple[str, str, str], number: int) -> None:
    context = browser.new_context(base_url=gone[0], locale="zh-CN")
    page = context.new_page()
    page.goto(gone[number])
    assert not violations(page, ALL)
    page.emulate_media(color_scheme="dark")
    assert not violations(page, COLOURS)
    page.set_viewport_size({"width": 360, "height": 800})
    assert not violations(page, PLACES)
    assert too_wide(page) <= 0
    context.close()
