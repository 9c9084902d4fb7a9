"""The page as printed beside the page as read: linked both ways, hits on both, pictures behind addresses."""

import asyncio
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.config import Settings
from app.errors import BusyError
from app.library.snapshot import Snapshot
from app.main import create_app
from app.store.rows import StoredBlock
from app.web.core.drawing_queue import DrawingQueue
from app.web.static_export import write_site
from tests.web.html import parse
from tests.web.printed_library import OTHER_TITLE, printed_library

RECT = re.compile(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"')


def block_with(snapshot: Snapshot, words: str) -> StoredBlock:
    page = snapshot.page("paper")
    return next(block for article in page.articles for block in article.blocks if words in block.text)


def marks(html: str) -> list[tuple[str, ...]]:
    found = re.search(r'<g class="marks">(.*?)</g>', html)
    return RECT.findall(found[1]) if found else []


def test_the_picture_stands_beside_the_text(printed_client: TestClient) -> None:
    html = printed_client.get("/pages/paper").text
    page = parse(html)
    assert "稳步扩大制度型开放" in html
    assert OTHER_TITLE not in html  # It stands on the second sheet.
    picture = page.one("img")
    assert (picture.attributes["width"], picture.attributes["height"]) == ("694", "556")
    assert printed_client.get(picture.attributes["src"]).content.startswith(b"\x89PNG")
    assert 'viewBox="0 0 500 400"' in html


def test_outlines_and_texts_lead_to_each_other(
    printed_client: TestClient, printed_snapshot: Snapshot
) -> None:
    block = block_with(printed_snapshot, "主动对接国际")
    html = printed_client.get("/pages/paper").text
    outline = re.search(rf'<a href="([^"]+)" id="o-{block.id}"', html)
    assert outline
    assert outline[1] == f"/pages/paper?block={block.id}#b-{block.id}"
    held = printed_client.get(outline[1]).text
    assert re.search(rf'id="o-{block.id}"[^>]* class="chosen hand"', held)
    assert re.search(rf'class="par paragraph hand" id="b-{block.id}"', held)
    assert f'href="#o-{block.id}"' in held
    assert f'href="/p/{block.id}/cutting.png' in held


def test_a_block_is_shown_on_the_sheet_it_stands_on(
    printed_client: TestClient, printed_snapshot: Snapshot
) -> None:
    block = block_with(printed_snapshot, "土特产")
    html = printed_client.get(f"/pages/paper?block={block.id}").text
    assert "/pages/paper/picture/2.png" in html
    assert "土特产" in html
    assert "/pages/paper/picture/2.png" in printed_client.get("/pages/paper?sheet=99").text


def test_hits_are_marked_on_the_picture_also_where_they_break(printed_client: TestClient) -> None:
    assert len(marks(printed_client.get("/pages/paper?q=稳步扩大").text)) == 1
    broken = marks(printed_client.get("/pages/paper?q=稳步扩大制度型开放，是推动高质量").text)
    assert len(broken) == 2
    assert float(broken[0][1]) < float(broken[1][1])
    first = float(broken[0][0])
    assert first == pytest.approx(40 + 2 * 12, abs=2)
    assert marks(printed_client.get("/pages/paper?q=没有这几个字").text) == []


def test_it_says_from_where_newspaper_and_date_were_taken(printed_client: TestClient) -> None:
    html = printed_client.get("/pages/paper", headers={"accept-language": "en"}).text
    head = html[html.index("<h1") : html.index("</header>", html.index("<h1"))]
    assert "试印日报" in head
    assert re.search(r"From [^<]*: newspaper[^<]*date", head)


def test_line_by_line_stays_a_door_away(printed_client: TestClient) -> None:
    assert "/pages/paper?view=lines" in printed_client.get("/pages/paper").text
    lines = printed_client.get("/pages/paper?view=lines")
    assert 'id="L1"' in lines.text
    assert "<img" not in lines.text
    assert "<img" not in printed_client.get("/pages/plain").text


def test_pictures_are_kept_for_ever_only_under_the_name_of_their_content(printed_client: TestClient) -> None:
    plain = printed_client.get("/pages/paper/picture/1.png")
    assert plain.headers["cache-control"] == "no-cache"
    tag = plain.headers["etag"]
    again = printed_client.get("/pages/paper/picture/1.png", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    named = printed_client.get("/pages/paper/picture/1.png", params={"key": tag.strip('"')})
    assert "immutable" in named.headers["cache-control"]
    assert named.content == plain.content


def test_a_paragraph_can_be_cut_out(printed_client: TestClient, printed_snapshot: Snapshot) -> None:
    block = block_with(printed_snapshot, "主动对接国际")
    assert len(block.boxes) == 2  # It goes on in the second column.
    cutting = printed_client.get(f"/p/{block.id}/cutting.png")
    assert cutting.headers["content-type"] == "image/png"
    assert len(cutting.content) < 30_000
    article = printed_client.get(f"/p/{block.id}").text
    assert f'href="/p/{block.id}/cutting.png"' in article


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/pages/plain/picture/1.png", "is not made of printed pages"),
        ("/pages/paper/picture/3.png", "has no sheet 3; it has 2"),
        ("/pages/paper/picture/0.png", "has no sheet 0; it has 2"),
        ("/pages/nothing/picture/1.png", "no page"),
    ],
)
def test_what_has_no_picture_says_so(printed_client: TestClient, address: str, words: str) -> None:
    answer = printed_client.get(address, headers={"accept-language": "en"})
    assert answer.status_code == 404
    assert words in answer.text.replace("&#34;", '"')


def test_a_paragraph_of_no_printed_page_has_no_cutting(
    printed_client: TestClient, printed_snapshot: Snapshot
) -> None:
    block = printed_snapshot.page("plain").articles[0].blocks[0]
    answer = printed_client.get(f"/p/{block.id}/cutting.png", headers={"accept-language": "en"})
    assert answer.status_code == 404
    assert "nothing can be cut out" in answer.text


def test_a_source_that_is_gone_is_said_and_the_text_stays(tmp_path: Path) -> None:
    settings = printed_library(tmp_path)
    (settings.seeds / "paper.pdf").unlink()
    with TestClient(create_app(settings), base_url="http://judou.example") as client:
        answer = client.get("/pages/paper/picture/1.png", headers={"accept-language": "en"})
        assert answer.status_code == 404
        assert "paper.pdf is no longer there" in answer.text
        assert client.get("/pages/paper").status_code == 200


def test_a_full_queue_asks_to_come_back() -> None:
    async def crowd() -> int:
        queue, gate, refused = DrawingQueue(at_once=1, waiting=2), threading.Event(), 0
        tasks = []
        for _ in range(5):
            tasks.append(asyncio.create_task(queue.run(gate.wait)))
            await asyncio.sleep(0)  # It comes before the next one.
        gate.set()
        for done in await asyncio.gather(*tasks, return_exceptions=True):
            refused += isinstance(done, BusyError)
        return refused

    # Browser tests of the same process leave an event loop running in its main thread.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(lambda: asyncio.run(crowd())).result() == 2


def test_being_busy_is_a_503_that_says_when_to_come_back(printed_settings: Settings) -> None:
    app = create_app(printed_settings)
    with TestClient(app, base_url="http://judou.example", raise_server_exceptions=False) as client:
        app.state.judou.drawing = DrawingQueue(at_once=1, waiting=-1)
        answer = client.get("/pages/paper/picture/1.png")
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) > 0


def test_a_static_site_has_pictures_only_if_asked(printed_settings: Settings, tmp_path: Path) -> None:
    def tell(_stage: str, _done: int, _whole: int) -> None: ...

    write_site(printed_settings, tmp_path / "plain", tell)
    assert not list((tmp_path / "plain").rglob("picture/*"))
    assert "<img" not in (tmp_path / "plain" / "pages" / "paper" / "index.html").read_text("utf-8")
    write_site(printed_settings, tmp_path / "full", tell, pictures=True)
    html = (tmp_path / "full" / "pages" / "paper" / "index.html").read_text("utf-8")
    sources = [picture.attributes["src"] for picture in parse(html).all("img")]
    assert [source.rpartition("/")[2] for source in sources] == ["1.png", "2.png"]
    dark = [source.attributes["srcset"] for source in parse(html).all("source")]
    for source in (*sources, *dark):
        file = (tmp_path / "full" / "pages" / "paper" / source).resolve()
        assert file.read_bytes().startswith(b"\x89PNG")
    assert "土特产" in html
    assert "?block=" not in html


def test_dark_pages_have_a_picture_of_their_own(printed_client: TestClient) -> None:
    html = printed_client.get("/pages/paper").text
    source = parse(html).one("source")
    assert source.attributes["media"] == "(prefers-color-scheme: dark)"
    light, dark = (
        printed_client.get(address)
        for address in (parse(html).one("img").attributes["src"], source.attributes["srcset"])
    )
    assert light.content != dark.content
    assert "immutable" in dark.headers["cache-control"]
    for theme, address in (("dark", "1-dark.png"), ("light", "1.png")):
        chosen = parse(printed_client.get("/pages/paper", headers={"cookie": f"judou=theme={theme}"}).text)
        assert address in chosen.one("img").attributes["src"]
        assert not chosen.all("source")


def test_outlines_and_size_are_chosen_by_links_and_kept(printed_client: TestClient) -> None:
    for choice, css in (("outlines:off", "facing bare"), ("picture:large", "facing enlarged")):
        html = printed_client.get("/pages/paper").text
        assert f"set={choice.replace(':', '%3A')}" in html
        assert '<section class="facing"' in html
        printed_client.get(f"/preferences?set={choice}&back=/pages/paper")
        assert f'<section class="{css}"' in printed_client.get("/pages/paper").text
        printed_client.cookies.clear()
