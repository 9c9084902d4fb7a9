"""Copying, sharing and linking to a part of a paragraph, with a real selection and a real clipboard."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from app.cite.quotation_marks import nested
from tests.browser.conftest import Open
from tests.browser.test_reading import FIRST, copied, first_article, follow

SELECT = """([block, start, end]) => {
  const walker = document.createTreeWalker(document.getElementById(block), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) if (walker.currentNode.parentElement.closest("p")) nodes.push(walker.currentNode);
  const place = (offset) => {
    for (const node of nodes) { if (offset <= node.length) return [node, offset]; offset -= node.length; }
  };
  getSelection().setBaseAndExtent(...place(start), ...place(end));
}"""


@pytest.fixture
def reading(open_page: Open) -> Page:
    page = open_page("/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    first_article(page)
    return page


@pytest.mark.parametrize("js", [True, False], ids=["script", "bare"])
def test_what_is_copied_is_text_alone(open_page: Open, reading: Page, js: bool) -> None:
    page = open_page(urlsplit(reading.url).path, js=js)
    if js:
        page.locator(".par").nth(1).locator("p").click()
        expect(page.locator(".tools")).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    # A page without a script has no clipboard to read: another one pastes.
    area = reading.evaluate_handle("document.body.appendChild(document.createElement('textarea'))")
    reading.bring_to_front()
    if js:
        text = page.evaluate("getSelection().toString()")
    else:
        area.as_element().focus()  # type: ignore[union-attr]
        reading.keyboard.press("Control+v")
        text = reading.evaluate("document.querySelector('body > textarea').value")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    paragraphs = page.locator(".par > p").all_text_contents()
    assert all(paragraph.strip() in lines for paragraph in paragraphs)
    for foreign in ("复制链接", "引用", "下一篇", "段落编号", *map(str, range(1, len(paragraphs) + 1))):
        assert foreign not in lines


def test_a_quotation_turns_the_marks_inside_it(reading: Page) -> None:
    blocks = reading.locator(".par > p")
    number = next(n for n, text in enumerate(blocks.all_text_contents()) if "“" in text)
    text = blocks.nth(number).text_content() or ""
    blocks.nth(number).click()
    reading.get_by_role("button", name="复制引文").click()
    assert copied(reading, "[N/OL]").startswith(f"“{nested(text)}”\n罗雨泽. {FIRST}[N/OL]. ")
    reading.get_by_role("button", name="复制为消息").click()
    lines = copied(reading, "\n——罗雨泽").splitlines()
    assert lines[:2] == [f"“{nested(text)}”", f"——罗雨泽《{FIRST}》"]
    assert "/p/" in lines[2]
    assert "待补" not in "".join(lines)


def test_the_script_and_the_server_write_the_same(reading: Page) -> None:
    block = reading.locator(".par").nth(1)
    name = block.get_attribute("id")
    block.locator("p").click()
    for button, form in (("复制引文", "plain"), ("复制为消息", "chat")):
        reading.get_by_role("button", name=button).click()
        written = reading.request.get(f"/p/{name}/cite/{form}").text()
        assert copied(reading, written.splitlines()[1]).strip() == written.strip()
    cases = ["他说：“要读‘书’。”", "China’s “Belt’s end”", "前文未完。”后文", "所谓‘新’，即“新”"]
    assert [reading.evaluate("text => quoted(text)", case) for case in cases] == [
        f"“{nested(case)}”" for case in cases
    ]


@pytest.mark.parametrize("length", [2, 11, 40])
def test_a_link_to_a_part_fits_only_where_it_is_meant(open_page: Open, reading: Page, length: int) -> None:
    texts = reading.locator(".par > p").all_text_contents()
    # 开放 stands many times on the page: the last one of a paragraph that holds several is meant.
    number = max(range(len(texts)), key=lambda n: texts[n].count("开放"))
    start = texts[number].rindex("开放", 0, len(texts[number]) - 40)
    block = reading.locator(".par").nth(number)
    reading.evaluate(SELECT, [block.get_attribute("id"), start, start + length])
    reading.get_by_role("button", name="复制选段链接").click()
    link = copied(reading, "part=")
    bare = open_page(link, js=False)
    marked = bare.locator("mark.quote")
    assert "".join(marked.all_text_contents()) == texts[number][start : start + length]
    before = bare.locator(".hand > p").evaluate(
        "p => { const range = document.createRange(); range.setStart(p, 0);"
        " range.setEndBefore(p.querySelector('mark.quote')); return range.toString(); }"
    )
    assert before == texts[number][:start]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    page_text = reading.evaluate("document.body.textContent")
    around = asked.get("before", "") + asked["part"] + ("" if "to" in asked else asked.get("after", ""))
    assert page_text.count(around) == 1
    assert unquote(link.split(":~:text=")[1]).startswith(asked.get("before", "") or asked["part"])


def test_a_page_is_shared_where_the_device_can(open_page: Open) -> None:
    page = open_page("/")
    page.context.add_init_script("navigator.share = async (data) => { window.shared = data; }")
    first_article(page)
    page.locator(".par").nth(2).locator("p").click()
    page.get_by_role("button", name="分享").click()
    shared = page.wait_for_function("window.shared").json_value()
    assert shared["text"].startswith("“")
    assert f"——罗雨泽《{FIRST}》" in shared["text"]
    assert "/p/" in shared["url"]


def test_no_button_shares_where_the_device_cannot(reading: Page) -> None:
    reading.evaluate("delete Navigator.prototype.share")
    reading.locator(".par").nth(2).locator("p").click()
    expect(reading.get_by_role("button", name="分享")).to_have_count(0)
    # Nothing is selected.
    expect(reading.get_by_role("button", name="复制选段链接")).to_have_count(0)
    follow(reading.locator(".tools").get_by_role("link", name="引用"))
    expect(reading.get_by_role("heading", level=2, name="GB/T 7714—2025", exact=False).first).to_be_visible()


def test_the_clipboard_gets_the_citation_in_the_form_chosen(reading: Page) -> None:
    follow(reading.get_by_role("link", name="引用全文"))
    section = reading.locator(".format").filter(
        has=reading.get_by_role("heading", name="GB/T 7714—2015 · OL")
    )
    section.get_by_role("button", name="复制").click()
    expect(section.get_by_role("button")).to_have_text("已复制")
    assert copied(reading, "[N/OL]. ").startswith("罗雨泽")
