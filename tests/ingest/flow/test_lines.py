from app.ingest.flow.lines import make_text_line, normalize_spaces
from app.ingest.lines.plain_blocks import read_plain_blocks


def test_lines_keep_number_indent_and_the_blank_line_before() -> None:
    first, second = read_plain_blocks("\n　　第一段\n\n    第二段  两栏\n")
    assert (first.text, first.lines, first.indent, first.gap) == ("第一段", ((2, 2),), 2, True)
    assert (second.text, second.indent, second.gap) == ("第二段  两栏", 2, True)


def test_only_the_space_after_the_number_of_an_article_stays() -> None:
    assert normalize_spaces("第一条　为了 保护 2024 年的河流") == "第一条　为了保护2024年的河流"


def test_wide_gaps_between_short_texts_stay_as_one_space() -> None:
    assert normalize_spaces("丁　一　　于海洋　　王　芳（女）") == "丁一 于海洋 王芳（女）"
    assert (
        normalize_spaces("云溪市人民政府办公室　　　　　2024年6月3日印发")
        == "云溪市人民政府办公室 2024年6月3日印发"
    )
    assert normalize_spaces("新华社云溪3月8日电　　他说") == "新华社云溪3月8日电他说"


def test_a_stretched_line_is_closed_up_and_its_words_stay_apart() -> None:
    words, figures = read_plain_blocks("云 溪 县 委 书 记   林 小 舟\n甲 乙 1 2 3 4 5")
    assert make_text_line(words).text == "云溪县委书记 林小舟"
    assert make_text_line(figures).text == "甲 乙1 2 3 4 5"
