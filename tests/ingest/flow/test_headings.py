from app.ingest.flow.headings import contents, headings, style
from tests.ingest.flow.told import told_lines

TEXT = "县里把沿江一公里划为保护区，拆除码头九座、砂场四处，安置职工三百多人。"


def found(*lines: str) -> dict[str, int]:
    """Return the headings among lines, with their levels."""
    read = told_lines("\n".join(lines))
    return {read[at].text: level for at, level in headings(read, contents(read)).items()}


def test_a_short_line_between_paragraphs_is_a_heading() -> None:
    assert found(TEXT, "健全标准，修复河岸", TEXT) == {"健全标准，修复河岸": 1}
    assert found(TEXT, "健全标准，修复河岸") == {}


def test_numbers_tell_levels() -> None:
    lines = ("第一编 总则", "第一章 一般规定", "第一条 为了保护河流，制定本条例。", "第二章 程序", TEXT)
    assert found(*lines) == {"第一编 总则": 1, "第一章 一般规定": 2, "第二章 程序": 2}


def test_the_items_of_a_list_are_no_headings() -> None:
    assert found(TEXT, "请注意以下事项：", "1.带好雨具", "2.检查电源", "3.关好门窗", TEXT) == {}
    assert found("①带好雨具", TEXT, "②检查电源", TEXT) == {}


def test_a_table_of_contents_is_no_row_of_headings() -> None:
    lines = ("目　录", "第一章 总则", "第二章 附则", "第一章 总则", TEXT, "第二章 附则", TEXT)
    assert len(found(*lines)) == 2


def test_words_of_a_speaker_and_an_editor_are_no_headings() -> None:
    assert found(TEXT, "——编者", TEXT, "记者：经费从哪里来", TEXT, "记者：以后怎么办", TEXT) == {}


def test_how_lines_are_numbered() -> None:
    assert [style(text) for text in ("一、开展检查", "（二）分级", "3.落实", "①", "2022年")] == [
        "一、", "（一）", "1.", "①", None,
    ]  # fmt: skip


def test_numbers_alone_head_the_parts_that_they_count() -> None:
    assert found("一", TEXT, TEXT, "二", TEXT) == {"一": 1, "二": 1}
    assert found(TEXT, "一", TEXT) == {}
