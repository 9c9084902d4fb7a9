"""A law of 300 kB on a phone whose processor is four times slower, in parts, with a script and without."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import Open, served
from tests.browser.test_accessibility import ALL, violations
from tests.browser.test_reading import WAYS, follow, too_wide
from tests.web.long_library import LAST_WORDS, law_text, long_library

FIRST_SHOWN, STEP = 4.0, 0.3
"""How long the page's processor may work, beside ``YARDSTICK`` in the same page: machines differ, and a busy
one is slower."""
YARDSTICK = "() => { let sum = 0; for (let n = 0; n < 3e7; n++) sum = (sum * 31 + n) % 1000003; return sum; }"
SLOWER = 4


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(long_library(tmp_path_factory.mktemp("long"))) as address:
        yield address


def law(page: Page) -> str:
    """The address of the law."""
    return page.get_by_role("link", name="中华人民共和国长篇试验法").first.get_attribute("href") or ""


def slow_down(page: Page) -> CDPSession:
    """Slow the page's processor down; return what tells how long it has worked."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return session


def worked(session: CDPSession) -> float:
    """Return the seconds for which the page's processor has worked."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


def wait_for_all(page: Page) -> None:
    """Wait until every part has come."""
    expect(page.locator("article.whole")).to_be_attached()


def paragraphs(page: Page) -> int:
    return page.locator(".par").count()


def test_it_is_shown_and_stepped_through_fast_on_a_slow_phone(open_page: Open) -> None:
    assert len(law_text().encode()) > 280_000
    page = open_page("/", width=360, height=740)
    href = law(page)
    session = slow_down(page)
    page.goto(f"{href}?q=罚款", wait_until="commit")
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    shown = worked(session)
    wait_for_all(page)
    keys, before = ["n"] * 15 + ["j"] * 10 + ["N"] * 5, worked(session)
    page.evaluate(
        """async keys => { for (const key of keys) {
          document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
          await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
        } }""",
        keys,
    )
    step = (worked(session) - before) / len(keys)
    before = worked(session)
    page.evaluate(YARDSTICK)
    yardstick = worked(session) - before
    assert shown <= FIRST_SHOWN * yardstick
    assert step <= STEP * yardstick
    expect(page.locator(".hitbar .k")).not_to_have_value("0")


def test_a_page_is_light_and_the_whole_is_still_there(open_page: Open) -> None:
    page = open_page("/")
    href = law(page)
    light = page.request.get(href, headers={"accept-encoding": "identity"}).body()
    assert len(light) < 90_000
    whole = page.request.get(f"{href}?view=whole").text()
    assert LAST_WORDS in whole
    assert LAST_WORDS.encode() not in light
    assert page.request.get(href).headers["content-encoding"] == "gzip"


@WAYS
def test_its_parts_are_turned_like_pages(open_page: Open, js: bool, width: int) -> None:
    page = open_page("/", width=width, js=js)
    page.goto(law(page))
    if js:
        wait_for_all(page)
        expect(page.locator(".turns")).to_have_count(0)
        numbers = page.locator(".par > .n").all_text_contents()
    else:
        numbers, repeated = page.locator(".par > .n").all_text_contents(), []
        while page.locator(".turns.below a.on").count():
            follow(page.locator(".turns.below a.on"))
            assert too_wide(page) <= 0
            numbers += page.locator(".par > .n").all_text_contents()
            repeated += page.locator(".again").all_text_contents()
        assert "第一编 一类规定 （续）" in [" ".join(head.split()) for head in repeated]
    assert numbers == [str(n + 1) for n in range(len(numbers))]
    assert len(numbers) > 700
    expect(page.get_by_text(LAST_WORDS)).to_have_count(1)


@WAYS
def test_a_permalink_shows_the_part_that_holds_it(open_page: Open, js: bool, width: int) -> None:
    page = open_page("/", width=width, js=js)
    page.goto(f"{law(page)}?portion=5")
    stop = page.locator(".par > .n").nth(20)
    href, number = stop.get_attribute("href") or "", stop.inner_text()
    fresh = open_page(href, width=width, js=js)
    expect(fresh.locator(".hand > .n")).to_have_text(number)
    expect(fresh.locator(".hand")).to_be_in_viewport()
    if js:
        top = fresh.locator(".hand").evaluate("block => block.getBoundingClientRect().top")
        wait_for_all(fresh)
        after = fresh.locator(".hand").evaluate("block => block.getBoundingClientRect().top")
        # What comes before and after it moves nothing.
        assert after == pytest.approx(top, abs=3)


@WAYS
def test_hits_are_stepped_through_across_parts(open_page: Open, js: bool, width: int) -> None:
    page = open_page("/", width=width, js=js)
    page.goto(f"{law(page)}?q=罚款&portion=1")
    if js:
        wait_for_all(page)
        last = page.locator('.portion[data-n="1"] mark').last.get_attribute("id") or ""
    else:
        last = page.locator(".portion mark").last.get_attribute("id") or ""
    number = int(last.removeprefix("h"))
    page.locator(".hitbar .k").fill(str(number))
    page.locator(".hitbar .k").press("Enter")
    expect(page.locator(f"mark#{last}.now")).to_be_in_viewport()
    page.locator(".hitbar .next").click()
    expect(page.locator(f"mark#h{number + 1}.now")).to_be_in_viewport()
    expect(page.locator(".portion", has=page.locator("mark.now"))).to_have_attribute("data-n", "2")
    expect(page.locator(".hitbar .k")).to_have_value(str(number + 1))


def test_the_browser_finds_and_prints_what_is_in_other_parts(open_page: Open, tmp_path: Path) -> None:
    page = open_page("/")
    page.goto(law(page))
    wait_for_all(page)
    assert page.evaluate("words => window.find(words)", LAST_WORDS)
    expect(page.get_by_text(LAST_WORDS)).to_be_in_viewport()
    page.emulate_media(media="print")
    printed = page.pdf(path=tmp_path / "law.pdf", format="A4")
    alone = open_page(f"{law(open_page('/'))}?view=whole", js=False)
    alone.emulate_media(media="print")
    bare = alone.pdf(path=tmp_path / "bare.pdf", format="A4")
    sheets = [len(re.findall(rb"/Type /Page\b", pdf)) for pdf in (printed, bare)]
    assert sheets[0] > 40
    assert abs(sheets[0] - sheets[1]) <= 1


def test_headings_keep_their_levels_and_contents_are_a_tree(open_page: Open) -> None:
    page = open_page("/")
    page.goto(f"{law(page)}?portion=4")
    levels = page.locator(".portion :is(h2, h3, h4, h5)").evaluate_all("all => all.map(h => h.tagName)")
    assert set(levels) == {"H2", "H3", "H4"}
    contents = page.locator(".contents")
    expect(contents.locator(":scope > ol > li")).to_have_count(2)
    wait_for_all(page)
    page.locator(".portion h3", has_text="第四章 一之四").evaluate("h => h.scrollIntoView()")
    page.mouse.wheel(0, 200)
    current = contents.locator("a[aria-current]")
    expect(current).to_be_visible()
    opened = contents.locator("a:has(+ details[open])")
    expect(opened).to_have_text(["第一编 一类规定", "第四章 一之四的管理"])
    # What is closed is no stop of the tab key.
    assert contents.locator("a:visible").count() < 20


@pytest.mark.parametrize("js", [True, False], ids=["script", "bare"])
def test_contents_lead_to_other_parts(open_page: Open, js: bool) -> None:
    page = open_page("/", js=js)
    page.goto(law(page))
    page.locator(".contents").get_by_role("link", name="第二编").click()
    expect(page.locator(".portion h2", has_text="第二编").first).to_be_in_viewport()
    expect(page.locator("h2.hand")).to_have_text("第二编 二类规定")


def test_axe_finds_nothing_on_a_part(open_page: Open) -> None:
    page = open_page("/")
    href = law(page)
    for address in (f"{href}?portion=3&q=罚款", f"{href}?view=whole"):
        bare = open_page(address, js=False)
        assert too_wide(bare) <= 0
        script = open_page(address)
        if "portion" in address:
            wait_for_all(script)
        # What is not drawn yet cannot be measured.
        script.evaluate(
            "() => document.querySelectorAll('.portion').forEach(p => p.style.contentVisibility = 'visible')"
        )
        assert violations(script, ALL) == []
