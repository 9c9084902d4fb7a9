from pathlib import Path
from urllib.parse import quote

from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.build.build import build
from app.library.library import Library
from app.library.snapshot import Snapshot
from app.main import create_app
from app.permalinks.resolve import Lost, Resolved, Status
from app.store.rows import StoredBlock, StoredPage
from app.web.article.permalink import LONGEST_COMPARED, block_notice, gone_paragraph, text_diff
from app.web.core.viewer import Viewer
from tests.builders import stored_article, stored_block
from tests.web.html import parse
from tests.web.sample_library import built_library

WORDS = st.text(alphabet="对外开放，。甲乙", max_size=60)
PAGE = StoredPage("今日", "今日.txt", 0, "utf-8", 6, 1)
ARTICLE = stored_article("a", "今日", opening="今天的文字", lead="今天的文字。", characters=6, title="今天")
BLOCK = stored_block("0123456789abcdef", "今天的文字。", position=1, n=3)


@given(WORDS, WORDS)
def test_a_comparison_holds_both_texts(was: str, now: str) -> None:
    segments = text_diff(was, now)
    assert "".join(s.text for s in segments if s.css != "ins") == was
    assert "".join(s.text for s in segments if s.css != "del") == now


def test_a_comparison_of_very_long_texts_is_not_attempted() -> None:
    long = "开" * (LONGEST_COMPARED + 1)
    assert [s.css for s in text_diff(long, "放")] == ["del", "ins"]


def test_nothing_is_said_of_a_link_that_still_holds(viewer: Viewer) -> None:
    assert block_notice(viewer, Resolved("x", Status.CURRENT, BLOCK, BLOCK.text)) is None


def test_a_changed_passage_shows_what_changed(viewer: Viewer) -> None:
    notice = block_notice(viewer, Resolved("x", Status.CHANGED, BLOCK, "昨天的文字。"))
    assert notice is not None
    assert [(s.text, s.css) for s in notice.lines[0]] == [("昨", "del"), ("今", "ins"), ("天的文字。", "")]


def test_a_moved_passage_says_so(viewer: Viewer) -> None:
    notice = block_notice(viewer, Resolved("x", Status.MOVED, BLOCK, BLOCK.text))
    assert notice is not None
    assert "移位" in notice.text


def test_a_link_from_a_lost_index_offers_the_other_candidates(viewer: Viewer) -> None:
    notice = block_notice(viewer, Resolved("x", Status.CHANGED, BLOCK, "", (BLOCK,)))
    assert notice is not None
    assert [link.href for link in notice.links] == [f"/p/{BLOCK.id}"]


def test_what_is_gone_is_quoted_with_what_is_near(viewer: Viewer) -> None:
    lost = Lost("lost", "昨天", "谢希德、罗雨泽", "page-gone")
    gone: Resolved[StoredBlock] = Resolved("old", Status.GONE, None, "昨天的文字。", lost=lost)
    view = gone_paragraph(viewer, gone, (None, None), [(ARTICLE, PAGE, BLOCK)])
    assert view.was == "昨天的文字。"
    told = [(name, link.text, link.href) for name, link in view.known]
    assert told == [("文章", "昨天", ""), ("作者", "谢希德、罗雨泽", ""), ("版面", "page-gone", "")]
    standing = gone_paragraph(viewer, gone, (ARTICLE, PAGE), [])
    assert [link.href for _, link in standing.known][::2] == [
        f"/articles/{ARTICLE.id}",
        f"/pages/{quote(PAGE.id)}",
    ]
    assert view.nearest[0].title[0].text == "今天"
    assert view.nearest[0].hits[0].permalink == f"/p/{BLOCK.id}"


def test_an_old_link_met_by_its_sketch_opens_with_a_notice(snapshot: Snapshot, viewer: Viewer) -> None:
    block = next(snapshot.every_article()).blocks[0]
    resolved = snapshot.resolve_block(block.id[:10] + "zzzzzz")
    assert resolved.current is not None
    notice = block_notice(viewer, resolved)
    assert notice is not None
    assert "重建" in notice.text


def test_links_from_before_an_edit_show_what_became_of_them(tmp_path: Path) -> None:
    settings = built_library(tmp_path)
    with Library(settings).snapshot() as snapshot:
        ids = {block.text[:4]: block.id for view in snapshot.every_article() for block in view.blocks}
    page = settings.seeds / "known.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("取得积极进展", "取得显著成效"), encoding="utf-8"
    )
    (settings.seeds / "坏 <b>&amp;.md").unlink()
    build(settings, jobs=1)
    client = TestClient(create_app(settings))
    changed = parse(client.get(f"/p/{ids['稳步扩大']}").text).one("div", class_="hand")
    assert "文字有改动" in changed.text
    gone = client.get(f"/p/{ids['第二段文']}")
    assert gone.status_code == 410
    assert parse(gone.text).one("blockquote").text.startswith("第二段文字里有")
    assert parse(gone.text).all("ol", class_="hits")
    assert client.get(f"/api/paragraphs/{ids['第二段文']}").json()["status"] == "gone"
    lost = parse(gone.text).one("dl", class_="known").text
    assert "坏 <b>&amp;" in lost
    page_gone = client.get("/pages/" + quote("坏 <b>&amp;"))
    assert page_gone.status_code == 410
    assert "此版面已不在文库中" in page_gone.text
