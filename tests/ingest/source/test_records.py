"""Exports of crawlers: an article a record, in whatever of the forms they are written."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from app.article import BlockType, Page
from app.errors import UnreadableError
from app.ingest.parse import parse_page
from app.ingest.source.read import read_source

FIRST = "老街改造以后，古井和老树都保留了下来，街坊们每天在井边下棋聊天。"
SECOND = "居委会的干部说，改造方案征求过三轮意见，哪棵树留、哪面墙修，都是大家商量的。"


def read(folder: Path, name: str, data: str, encoding: str = "utf-8") -> Page:
    (folder / name).write_bytes(data.encode(encoding))
    source = read_source(folder / name, folder, 1_000_000)
    return parse_page(name, source.text, source.encoding, source.places, source.document)


def paragraphs(page: Page, number: int = 0) -> Sequence[str]:
    return page.articles[number].texts(BlockType.PARAGRAPH)


def line(record: Mapping[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def test_a_table_gives_an_article_a_row(tmp_path: Path) -> None:
    rows = f'1,老街,2024-05-01 08:30,林舟,"{FIRST}\n{SECOND}"\n2,古井,,,{SECOND}\n'
    page = read(tmp_path, "a.csv", "\ufeffid,title,pub_date,author,content\n" + rows)
    first, second = page.articles
    assert (first.title, first.date, first.authors) == ("老街", "2024-05-01", ("林舟",))
    assert (second.title, second.date, second.authors) == ("古井", None, ())
    assert (paragraphs(page), paragraphs(page, 1)) == ((FIRST, SECOND), (SECOND,))
    assert [(note.code, note.values["names"]) for note in page.notes] == [("records-left", "id")]


def test_paragraphs_set_in_behind_each_other_are_parted(tmp_path: Path) -> None:
    page = read(tmp_path, "a.tsv", f"标题\t版次\t正文\n老街\t第3版\t　　{FIRST}　　{SECOND}\n", "gb18030")
    assert (page.articles[0].edition, paragraphs(page)) == ("3", (FIRST, SECOND))


def test_markup_in_a_text_is_read(tmp_path: Path) -> None:
    text = f"<p>{FIRST}</p><h2>商量</h2><p>{SECOND}</p><script>show()</script>"
    page = read(
        tmp_path,
        "a.jsonl",
        line({"title": "老街<em>新事</em>", "time": "2024-05-01T08:00:00+08:00", "content": text}),
    )
    (article,) = page.articles
    assert (article.title, article.date) == ("老街新事", "2024-05-01")
    assert [block.text for block in article.blocks] == [FIRST, "商量", SECOND]
    assert article.blocks[1].type is BlockType.HEADING


def test_a_title_and_byline_that_the_text_repeats_are_not_its_paragraphs(tmp_path: Path) -> None:
    page = read(tmp_path, "a.jsonl", line({"title": "老街", "content": f"老街\n本报记者 林舟\n{FIRST}"}))
    assert (page.articles[0].authors, paragraphs(page)) == (("林舟",), (FIRST,))


def test_a_damaged_line_takes_no_other_with_it(tmp_path: Path) -> None:
    good, empty = line({"title": "老街", "content": FIRST}), line({"title": "空", "content": ""})
    page = read(tmp_path, "a.jsonl", good + '{"title": "断", "content": "没有\n' + empty + good)
    assert len(page.articles) == 2
    assert [note.values["number"] for note in page.notes] == [2]


def test_records_are_found_inside_what_an_interface_answers(tmp_path: Path) -> None:
    answer = {
        "code": 0,
        "data": {"list": [{"headline": "老街", "body": [FIRST, SECOND]}, {"title": "井", "text": FIRST}]},
    }
    page = read(tmp_path, "a.json", json.dumps(answer, indent=1))
    assert [article.title for article in page.articles] == ["老街", "井"]
    assert paragraphs(page) == (FIRST, SECOND)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", '{"blocks": [{"type": "p", "text": "老街"}]}'),
        ("a.csv", "文件,版次\na.md,3\n"),
        ("a.json", "[" * 100_000),
        ("a.jsonl", ""),
    ],
)
def test_what_holds_no_texts_is_refused(tmp_path: Path, name: str, data: str) -> None:
    with pytest.raises(UnreadableError):
        read(tmp_path, name, data)


def test_any_break_of_a_line_in_a_text_parts_paragraphs(tmp_path: Path) -> None:
    record = line({"title": "老街", "content": f"{FIRST}BREAK{SECOND}"})
    for mark in ("\u2028", "\u2029", "\x85", "\\n", "\n"):
        page = read(
            tmp_path, "a.jsonl", record.replace("BREAK", mark) + line({"title": "古井", "content": FIRST})
        )
        assert [article.title for article in page.articles] == ["老街", "古井"]
        assert paragraphs(page) == (FIRST, SECOND)
