from contextlib import suppress
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from app.article import Article, BlockType
from app.errors import UnreadableError
from app.ingest.documents.docx import read_docx
from app.ingest.documents.docx_numbers import Level, Numbering, read_numbering
from app.ingest.documents.xml_tree import parse_xml as parse_safely
from app.ingest.parse import parse_page
from app.ingest.source.read import read_source
from tests.ingest.documents.office import archive

FIRST = "走进云溪县老城区，青石板路两旁的木楼修葺一新，二百多户居民用上了管道煤气。"
SECOND = "县里把改造方案贴在街口征求意见，三个月里收到建议四百多条。"


def saved(word: WordDocument) -> bytes:
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def only(data: bytes) -> Article:
    found = read_docx(data, "a.docx")
    (article,) = parse_page("a", found.text, "docx", document=found.document).articles
    return article


def document() -> WordDocument:
    word = docx.Document()
    word.add_heading("老街新事", 0)
    word.add_paragraph("本报记者 林舟")
    word.add_heading("修旧如旧", 1)
    paragraph = word.add_paragraph("走进云溪县")
    paragraph.add_run("老城区").bold = True
    paragraph.add_run(FIRST.removeprefix("走进云溪县老城区"))
    table = word.add_table(2, 2)
    for row, texts in zip(table.rows, (("县名", "产量"), ("青溪县", "12.5")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    word.add_paragraph(SECOND)
    return word


def test_a_document_gives_title_headings_rows_and_paragraphs() -> None:
    article = only(saved(document()))
    assert (article.title, article.authors) == ("老街新事", ("林舟",))
    assert [(block.type, block.text) for block in article.blocks] == [
        (BlockType.HEADING, "修旧如旧"),
        (BlockType.PARAGRAPH, FIRST),
        (BlockType.PARAGRAPH, "县名 产量"),
        (BlockType.PARAGRAPH, "青溪县 12.5"),
        (BlockType.PARAGRAPH, SECOND),
    ]


def test_blocks_count_the_lines_of_the_extracted_text() -> None:
    found = read_docx(saved(document()), "a.docx")
    lines = found.text.split("\n")
    assert found.document is not None
    assert all(lines[block.lines[0][0] - 1] == block.text for block in found.document.blocks)


def test_without_styles_the_words_tell_title_and_headings() -> None:
    word = docx.Document()
    for text in (
        "老街新事",
        "本报记者 林舟",
        f"　　{FIRST}",
        "　　修旧如旧",
        f"　　{SECOND}",
        f"　　{FIRST}",
    ):
        word.add_paragraph(text)
    article = only(saved(word))
    assert (article.title, article.texts(BlockType.HEADING)) == ("老街新事", ("修旧如旧",))


def test_deletions_and_instructions_are_no_text_and_insertions_are() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("走进")
    marks = (
        "<w:ins {0}><w:r><w:t>云溪县</w:t></w:r></w:ins>",
        "<w:del {0}><w:r><w:delText>旧县</w:delText><w:t>旧县</w:t></w:r></w:del>",
        "<w:r {0}><w:instrText>PAGE</w:instrText></w:r>",
        "<w:hyperlink {0}><w:r><w:t>老城区。</w:t></w:r></w:hyperlink>",
    )
    for mark in marks:
        paragraph._p.append(parse_xml(mark.format(nsdecls("w"))))
    word.add_paragraph(FIRST)
    assert "走进云溪县老城区。" in read_docx(saved(word), "a.docx").text.split("\n")


def test_numbers_of_lists_are_shown_as_word_shows_them() -> None:
    lists = Numbering(
        {
            "1": {0: Level("chineseCounting", "%1、"), 1: Level("decimal", "%1.%2")},
            "2": {0: Level("bullet", "")},
        }
    )
    shown = [
        lists.next(*each) for each in (("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("2", 0), ("9", 0))
    ]
    assert shown == ["一、", "一.1", "一.2", "二、", "二.1", "", ""]


def test_a_numbering_part_without_sense_gives_none() -> None:
    root = parse_safely(b'<numbering><num numId="1"><abstractNumId val="7"/></num><abstractNum/></numbering>')
    assert read_numbering(root).next("1", 0) == ""


def refusal(data: bytes, tmp_path: Path, name: str = "a.docx") -> str:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        read_source(tmp_path / name, tmp_path, 10_000_000)
    return caught.value.message.code


def test_what_is_no_document_is_named(tmp_path: Path) -> None:
    whole = saved(document())
    assert refusal(b"", tmp_path) == "file-empty"
    assert refusal("只是文字".encode(), tmp_path) == "file-is-no-document"
    assert refusal(b"%PDF-1.7", tmp_path) == "file-is-pdf"
    assert refusal(whole[: len(whole) // 2], tmp_path) in ("archive-damaged", "file-is-office", "file-is-zip")
    assert refusal(whole, tmp_path, "a.txt") == "file-is-docx"
    assert refusal(saved(docx.Document()), tmp_path) == "document-without-text"
    assert refusal(archive({"word/document.xml": "<a/>"}), tmp_path) == "docx-damaged"


def test_a_bomb_is_refused_before_it_bursts(tmp_path: Path) -> None:
    bomb = archive({"[Content_Types].xml": "", "word/document.xml": b" " * 50_000_000})
    assert refusal(bomb, tmp_path) == "archive-bomb"
    assert (
        refusal(archive({f"{n}": "" for n in range(20_001)} | {"word/document.xml": ""}), tmp_path)
        == "archive-bomb"
    )


def test_entities_are_not_expanded() -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'
    root = parse_safely(f"{laughs}<a>&c;</a>".encode())
    assert root is None or "ha" not in str(root.text)


@given(st.binary(max_size=300), st.integers(0, 4000), st.integers(0, 40))
def test_no_bytes_end_the_reader(noise: bytes, at: int, cut: int) -> None:
    data = saved(docx.Document()) if not at % 7 else WHOLE
    place = at * len(data) // 4000
    with suppress(UnreadableError):
        read_docx(data[:place] + noise + data[place + cut :], "a.docx")


WHOLE = saved(document())


def test_headers_and_footers_say_what_they_say_and_are_no_text() -> None:
    word = document()
    section = word.sections[0]
    section.header.paragraphs[0].text = "云溪日报 2024年3月12日 第5版"
    section.footer.paragraphs[0].text = "内部资料　注意保存"
    section.footer.add_paragraph("— 3 —")
    found = read_docx(saved(word), "a.docx")
    page = parse_page("a", found.text, "docx", document=found.document)
    (article,) = page.articles
    assert (article.newspaper, article.date, article.edition) == ("云溪日报", "2024-03-12", "5")
    assert {article.origins[name].value for name in ("newspaper", "date", "edition")} == {"printed"}
    heads = [(each.text, each.reason.value) for each in page.unused if each.reason == "running-head"]
    assert heads == [
        ("云溪日报 2024年3月12日 第5版", "running-head"),
        ("内部资料 注意保存", "running-head"),
    ]
    lines = found.text.split("\n")
    assert all(lines[each.lines[0][0] - 1] == each.text for each in page.unused)
    assert not any("内部资料" in block.text for block in article.blocks)


def test_headers_that_disagree_say_nothing() -> None:
    word = document()
    word.sections[0].header.paragraphs[0].text = "云溪日报 2024年3月12日 第5版"
    word.sections[0].footer.paragraphs[0].text = "云溪日报 2024年3月13日 第5版"
    article = only(saved(word))
    assert (article.newspaper, article.date, article.edition) == ("云溪日报", None, "5")
