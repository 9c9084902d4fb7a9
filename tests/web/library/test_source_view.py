import re

import pytest
from fastapi.testclient import TestClient

from app.library.snapshot import Reading
from app.web.core.preferences import Visit
from app.web.library.source_view import LINE_SHOWN, LINES_SHOWN, Proof
from tests.web.html import parse


def proofs(reading: Reading, visit: Visit) -> list[Proof]:
    return [Proof(visit, reading.page(entry.page.id)) for entry in reading.pages()]


def test_every_line_of_the_source_is_shown_once_and_in_order(reading: Reading, visit: Visit) -> None:
    for proof in proofs(reading, visit):
        shown = [line for row in proof.rows(1) for line in row.lines]
        assert [line.number for line in shown] == list(range(1, len(proof.lines) + 1))
        assert "\n".join(line.text for line in shown) == proof.page.source.text


def test_no_line_with_text_is_unaccounted_for(reading: Reading, visit: Visit) -> None:
    for proof in proofs(reading, visit):
        for row in proof.rows(1):
            assert row.items or not any(line.text.strip() for line in row.lines)
            assert "未归属" not in [item.role for item in row.items]


def test_every_block_is_shown_whole_exactly_once(reading: Reading, visit: Visit) -> None:
    for proof in proofs(reading, visit):
        items = [item for row in proof.rows(1) for item in row.items]
        whole = {item.anchor: item.text for item in items if item.anchor}
        blocks = [block for article in proof.page.articles for block in article.blocks]
        assert whole == {f"b-{block.id}": block.text for block in blocks}
        assert len([item for item in items if item.anchor]) == len(blocks)


def test_every_article_begins_once(reading: Reading, visit: Visit) -> None:
    for proof in proofs(reading, visit):
        begun = [row.article.href for row in proof.rows(1) if row.article]
        assert len(begun) == len(set(begun)) == len(proof.page.articles)


def test_a_page_links_to_the_text_and_the_text_to_the_page(client: TestClient, reading: Reading) -> None:
    for entry in reading.pages():
        page = parse(client.get(f"/pages/{entry.page.id}").text)
        anchors = {each.attributes["id"] for each in page.elements if "id" in each.attributes}
        for article in entry.articles:
            assert f"a-{article.id}" in anchors
            text = parse(client.get(f"/articles/{article.id}").text)
            back = [each.attributes["href"] for each in text.all("a") if each.text == "原文对照"]
            assert back[0].endswith(f"#a-{article.id}")
        for link in page.all("a"):
            target = re.fullmatch(r"#(.+)", link.attributes.get("href", ""))
            assert target is None or target[1] in anchors


def test_a_block_is_marked_in_the_source(client: TestClient, reading: Reading) -> None:
    block = next(iter(reading.reader.blocks(reading.reader.block_ids()[:1]).values()))
    article = reading.reader.article(block.article)
    assert article is not None
    page = parse(client.get(f"/pages/{article.page}?block={block.id}").text)
    assert page.all("section", class_="hand")


def test_an_articles_lines_are_marked_and_no_others(reading: Reading, visit: Visit) -> None:
    for proof in proofs(reading, visit):
        for article in proof.page.articles:
            marked = [row for row in proof.rows(1, article.article.id) if row.marked]
            anchors = {item.anchor for row in marked for item in row.items if item.anchor}
            own = {f"b-{block.id}" for block in article.blocks}
            assert own <= anchors | {""}
            assert len(marked) < len(proof.rows(1)) or len(proof.page.articles) == 1


@pytest.mark.parametrize("line", ["0", "1", "99999999"])
def test_any_line_can_be_asked_for(client: TestClient, reading: Reading, line: str) -> None:
    page = reading.pages()[0].page
    assert client.get(f"/pages/{page.id}?line={line}").status_code == 200


def test_long_sources_come_in_windows(reading: Reading, visit: Visit) -> None:
    proof = proofs(reading, visit)[0]
    proof.lines = [*proof.lines, *["长" * (LINE_SHOWN + 5)] * LINES_SHOWN]
    proof._owners += [()] * LINES_SHOWN
    assert len([line for row in proof.rows(1) for line in row.lines]) == LINES_SHOWN
    last = proof.rows(LINES_SHOWN + 1)[-1].lines[-1]
    assert last.text.endswith("……另有5字")
