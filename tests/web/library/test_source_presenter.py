import re

import pytest
from fastapi.testclient import TestClient

from app.library.snapshot import Snapshot
from app.web.core.viewer import Viewer
from app.web.library.source_presenter import LINE_SHOWN, LINES_SHOWN, SourcePresenter
from tests.web.html import parse


def source_presenters(snapshot: Snapshot, viewer: Viewer) -> list[SourcePresenter]:
    return [SourcePresenter(viewer, snapshot.page(page.id)) for page in snapshot.pages()]


def test_every_line_of_the_source_is_shown_once_and_in_order(snapshot: Snapshot, viewer: Viewer) -> None:
    for source in source_presenters(snapshot, viewer):
        shown = [line for row in source.rows(1) for line in row.lines]
        assert [line.number for line in shown] == list(range(1, len(source.lines) + 1))
        assert "\n".join(line.text for line in shown) == source.page.source.text


def test_no_line_with_text_is_unaccounted_for(snapshot: Snapshot, viewer: Viewer) -> None:
    for source in source_presenters(snapshot, viewer):
        for row in source.rows(1):
            assert row.items or not any(line.text.strip() for line in row.lines)
            assert "未归属" not in [item.role for item in row.items]


def test_every_block_is_shown_whole_exactly_once(snapshot: Snapshot, viewer: Viewer) -> None:
    for source in source_presenters(snapshot, viewer):
        items = [item for row in source.rows(1) for item in row.items]
        whole = {item.anchor: item.text for item in items if item.anchor}
        blocks = [block for article in source.page.articles for block in article.blocks]
        assert whole == {f"b-{block.id}": block.text for block in blocks}
        assert len([item for item in items if item.anchor]) == len(blocks)


def test_every_article_begins_once(snapshot: Snapshot, viewer: Viewer) -> None:
    for source in source_presenters(snapshot, viewer):
        begun = [row.article.href for row in source.rows(1) if row.article]
        assert len(begun) == len(set(begun)) == len(source.page.articles)


def test_a_page_links_to_the_text_and_the_text_to_the_page(client: TestClient, snapshot: Snapshot) -> None:
    for entry in snapshot.page_entries():
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


def test_a_block_is_marked_in_the_source(client: TestClient, snapshot: Snapshot) -> None:
    view = next(snapshot.every_article())
    article, block = view.article, view.blocks[0]
    page = parse(client.get(f"/pages/{article.page}?block={block.id}").text)
    assert page.all("section", class_="hand")


def test_an_articles_lines_are_marked_and_no_others(snapshot: Snapshot, viewer: Viewer) -> None:
    for source in source_presenters(snapshot, viewer):
        for article in source.page.articles:
            marked = [row for row in source.rows(1, article.article.id) if row.marked]
            anchors = {item.anchor for row in marked for item in row.items if item.anchor}
            own = {f"b-{block.id}" for block in article.blocks}
            assert own <= anchors | {""}
            assert len(marked) < len(source.rows(1)) or len(source.page.articles) == 1


@pytest.mark.parametrize("line", ["0", "1", "99999999"])
def test_any_line_can_be_asked_for(client: TestClient, snapshot: Snapshot, line: str) -> None:
    page = snapshot.pages()[0]
    assert client.get(f"/pages/{page.id}?line={line}").status_code == 200


def test_long_sources_come_in_windows(snapshot: Snapshot, viewer: Viewer) -> None:
    source = source_presenters(snapshot, viewer)[0]
    source.lines = [*source.lines, *["长" * (LINE_SHOWN + 5)] * LINES_SHOWN]
    source._owners += [()] * LINES_SHOWN
    assert len([line for row in source.rows(1) for line in row.lines]) == LINES_SHOWN
    last = source.rows(LINES_SHOWN + 1)[-1].lines[-1]
    assert last.text.endswith("……另有5字")
